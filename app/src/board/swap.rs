//! **"Suggest a swap"**: the exchanges of two learners that make it better, for someone or for the rule that is worst.

use super::acting::Acting;
use super::state::{Board, Held, Whom};
use super::{keys, words};
use crate::ui::{Dialog, Glyph, Icon};
use domain::forming::recipe::{Limits, Seated, Swap};
use domain::id::UserId;
use leptos::prelude::*;

/// As many are told; and as many are looked at as take no longer than a blink.
const LIMITS: Limits = Limits { most: 5, tries: 30_000 };

#[component]
pub(super) fn Swaps(board: Board, acting: Acting) -> impl IntoView {
    let title = Signal::derive(move || match board.swapping.get().and_then(|(who, _)| board.card(who)) {
        Some(card) => words::suggest_for(&card.name),
        None => words::SUGGEST.to_owned(),
    });
    view! {
        <Dialog id="swaps" title open=board.swap_open wide=true>
            <Inside board acting />
        </Dialog>
    }
    .into_any()
}

/// The exchanges, best first. Who is locked is in none of them.
fn found(board: Board) -> Option<Vec<Swap>> {
    let guide = board.guide.get_untracked()?;
    let of = board.swapping.get_untracked();
    let groups: Vec<Vec<UserId>> = (1..=board.last_col()).map(|at| board.members(at)).collect();
    let fixed: Vec<Vec<UserId>> = (1..=board.last_col())
        .filter_map(|at| board.col(at))
        .map(|col| col.locked.with_untracked(|locked| locked.iter().copied().collect()))
        .collect();
    let nowhere = board.members(0);
    let seated = Seated { groups: &groups, fixed: &fixed, nowhere: &nowhere };
    let who = of.and_then(|(who, at)| Some((who, at.checked_sub(1)?)));
    let rules = board.rules.with_value(|rules| rules.recipe.rules.len());
    (rules > 0 && !board.locked.get_untracked()).then(|| {
        if of.is_some_and(|(who, at)| at == 0 || board.is_locked(who, at)) {
            Vec::new()
        } else {
            guide.swaps(&seated, who, LIMITS)
        }
    })
}

#[component]
fn Inside(board: Board, acting: Acting) -> impl IntoView {
    let list = match found(board) {
        None if board.locked.get_untracked() => view! { <p>{words::SET_LOCKED}</p> }.into_any(),
        None if board.guide.with_untracked(Option::is_none) => view! { <p>{words::NO_GUIDE}</p> }.into_any(),
        None => view! { <p>{words::NO_RULES}</p> }.into_any(),
        Some(swaps) if swaps.is_empty() => view! { <p>{words::NO_SWAP}</p> }.into_any(),
        Some(swaps) => {
            let lines: Vec<_> =
                swaps.into_iter().enumerate().map(|(at, swap)| line(board, acting, at == 0, &swap)).collect();
            view! { <ul class="move-to">{lines}</ul> }.into_any()
        }
    };
    view! {
        <div class="dialog__body">{list}</div>
        <div class="dialog__foot">
            <button type="button" class="button" on:click=move |_| board.swap_open.set(false)>
                {words::CLOSE}
            </button>
        </div>
    }
    .into_any()
}

fn line(board: Board, acting: Acting, first: bool, swap: &Swap) -> AnyView {
    let place = |(who, group): (UserId, usize)| (who, group + 1);
    let (a, b) = (place(swap.a), place(swap.b));
    let name = |(who, _): (UserId, usize)| board.card(who).map(|card| card.name.clone()).unwrap_or_default();
    let (from, to) = (board.col_name(a.1), board.col_name(b.1));
    let held = Held { whom: Whom::Learners, who: vec![a], over: Some(b.1), with: Some(b.0), by_keys: false };
    let back = Held { whom: Whom::Learners, who: vec![b], over: Some(a.1), with: Some(a.0), by_keys: false };
    let here = board.outlook(b.1, &held);
    let there = board.outlook(a.1, &back);
    let press = move |_| {
        board.swap_open.set(false);
        acting.swap(a, b);
        keys::back(board);
    };
    view! {
        <li class="swap">
            <div class="swap__text">
                <p>{words::exchange((&name(a), &from), (&name(b), &to))}</p>
                <p class="small quiet">{[from.as_str(), ": ", &there.detail].concat()}</p>
                <p class="small quiet">{[to.as_str(), ": ", &here.detail].concat()}</p>
            </div>
            <span class="badge badge--success">
                <Icon glyph=Glyph::Up />
                {words::mark(here.mark)}
            </span>
            <button type="button" class="button button--primary button--small" autofocus=first on:click=press>
                {words::SWAP}
            </button>
        </li>
    }
    .into_any()
}
