//! A learner on the board.

use super::acting::Acting;
use super::drag;
use super::state::{Board, Card};
use super::words;
use crate::ui::{Avatar, Glyph, Icon, gender_class};
use leptos::ev;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The id of a card's button: a learner can be in several columns of a set that allows it.
pub(super) fn id(col: usize, who: domain::id::UserId) -> String {
    ["card-", &col.to_string(), "-", &who.to_string()].concat()
}

#[component]
pub(super) fn LearnerCard(board: Board, acting: Acting, col: usize, card: Arc<Card>) -> impl IntoView {
    let who = card.id;
    let is_active = Memo::new(move |_| board.active.with(|active| *active == Some((col, who))));
    let menu_tab = move || if is_active.get() { "0" } else { "-1" };
    // A column is one step of Tab, and its cards are steps of the arrows.
    let members = board.cols.with_value(|cols| cols[col].members);
    let is_stop = Memo::new(move |_| {
        let is_elsewhere = board.active.with(|active| active.is_none_or(|(at, _)| at != col));
        is_active.get() || (is_elsewhere && members.with(|members| members.first() == Some(&who)))
    });
    let tab = move || if is_stop.get() { "0" } else { "-1" };
    let is_chosen = Memo::new(move |_| board.chosen.with(|chosen| chosen.contains(&who)));
    let is_held =
        Memo::new(move |_| board.held.with(|held| held.as_ref().is_some_and(|held| held.who.contains(&(who, col)))));
    let found = card.clone();
    let is_dim = Memo::new(move |_| !board.is_found(&found));
    let by = move || {
        let by = board.fresh.with(|fresh| fresh.get(&who).cloned());
        by.map(|by| view! { <span class="learner__by">{words::by(&by)}</span> })
    };
    let is_fresh = move || board.fresh.with(|fresh| fresh.contains_key(&who));
    let left = card.left.then(|| view! { <span class="badge badge--warning">{words::LEFT}</span> });
    let gender = card.gender.as_str().to_owned();
    let gender_class = ["learner__gender ", gender_class(&gender)].concat();
    let menu = move |_| {
        board.asking.set(held_with(board, who, col));
        board.ask_open.set(true);
    };
    view! {
        <li
            class="learner"
            class:learner--chosen=is_chosen
            class:learner--held=is_held
            class:learner--dim=is_dim
            class:learner--fresh=is_fresh
        >
            <button
                type="button"
                class="learner__hold"
                id=id(col, who)
                tabindex=tab
                aria-pressed=move || is_chosen.get().to_string()
                aria-describedby="board-how"
                on:pointerdown=move |event| drag::press(board, acting, who, col, &event)
                on:click=move |event| choose(board, who, col, &event)
                on:focus=move |_| board.active.set(Some((col, who)))
            >
                <Avatar initials=card.initials.clone() />
                <span class="learner__text">
                    <span class="learner__name">{card.name.clone()}</span>
                    <span class="learner__facts">
                        <span>{card.number.clone()}</span>
                        <span class=gender_class>{gender}</span>
                        {left}
                        {by}
                    </span>
                </span>
            </button>
            <button
                type="button"
                class="learner__menu"
                tabindex=menu_tab
                aria-label=words::move_one(&card.name)
                on:click=menu
            >
                <Icon glyph=Glyph::More />
            </button>
        </li>
    }
    .into_any()
}

/// Those who are held when one is: all who are chosen, where they are one of them.
pub(super) fn held_with(board: Board, who: domain::id::UserId, col: usize) -> Vec<(domain::id::UserId, usize)> {
    let chosen = board.chosen.get_untracked();
    if !chosen.contains(&who) {
        return vec![(who, col)];
    }
    let place = |id: domain::id::UserId| if id == who { Some((id, col)) } else { Some((id, board.where_is(id)?)) };
    chosen.into_iter().filter_map(place).collect()
}

/// A click chooses one, with Ctrl one more, with Shift all between.
fn choose(board: Board, who: domain::id::UserId, col: usize, event: &ev::MouseEvent) {
    if drag::was_dragged() {
        return;
    }
    let from = board.active.get_untracked();
    let more = event.ctrl_key() || event.meta_key();
    board.active.set(Some((col, who)));
    let members = board.cols.with_value(|cols| cols[col].members.get_untracked());
    let at = |id| members.iter().position(|member| *member == id);
    let reach = from.filter(|(of, _)| event.shift_key() && *of == col).and_then(|(_, from)| at(from)).zip(at(who));
    board.chosen.update(|chosen| {
        if let Some((a, b)) = reach {
            chosen.extend(&members[a.min(b)..=a.max(b)]);
        } else if more {
            if !chosen.remove(&who) {
                chosen.insert(who);
            }
        } else {
            let only = chosen.len() == 1 && chosen.contains(&who);
            *chosen = if only { BTreeSet::new() } else { BTreeSet::from([who]) };
        }
    });
}
