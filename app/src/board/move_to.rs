//! **"Move to…"**: the same as dragging, for everyone who would rather choose from a list; and what else can be done with
//! someone.

use super::acting::Acting;
use super::guidance::Mark;
use super::keys;
use super::state::{Board, Held, Whom};
use super::words;
use crate::ui::{Dialog, Glyph, Icon};
use domain::text::fold;
use leptos::prelude::*;

#[component]
pub(super) fn MoveTo(board: Board, acting: Acting) -> impl IntoView {
    let who = move || board.asking.with(|asking| asking.as_ref().map(|held| board.called(held)));
    let title = Signal::derive(move || words::move_title(&who().unwrap_or_default()));
    view! {
        <Dialog id="move-to" title open=board.ask_open>
            <Inside board acting />
        </Dialog>
    }
    .into_any()
}

#[component]
fn Inside(board: Board, acting: Acting) -> impl IntoView {
    let Some(held) = board.asking.get_untracked() else { return ().into_any() };
    let typed = RwSignal::new(String::new());
    let asking = held.clone();
    let lines = move || {
        let folded = fold(&typed.get());
        let fits = |at: &usize| fold(&board.col_name(*at)).contains(&folded);
        let line = |at: usize| Some((at, line(board, acting, &asking, at)?));
        in_parts(board, &asking, (0..=board.last_col()).filter(fits).filter_map(line).collect())
    };
    view! {
        <div class="dialog__body">
            <div class="search">
                <Icon glyph=Glyph::Search />
                <input
                    class="input"
                    type="search"
                    autofocus
                    aria-label=words::SEARCH_GROUPS
                    placeholder=words::SEARCH_GROUPS
                    autocomplete="off"
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </div>
            <ul class="move-to">{lines}</ul>
        </div>
        <div class="dialog__foot">
            {(held.whom == Whom::Learners).then(|| more(board, acting, held))}
            <button type="button" class="button" on:click=move |_| board.ask_open.set(false)>
                {words::CANCEL}
            </button>
        </div>
    }
    .into_any()
}

/// Those that have room, and those that are full, where that is known.
fn in_parts(board: Board, held: &Held, lines: Vec<(usize, AnyView)>) -> AnyView {
    let room = board.guide.with_untracked(|guide| guide.as_ref()?.room()).filter(|_| held.whom == Whom::Learners);
    let Some(room) = room else { return lines.into_iter().map(|(_, line)| line).collect_view().into_any() };
    let most = usize::try_from(room.most).unwrap_or(usize::MAX);
    let is_full = |at: usize| at > 0 && board.members(at).len() + held.who.len() > most;
    let (full, free): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(at, _)| is_full(*at));
    let part = |title: &'static str, lines: Vec<(usize, AnyView)>| {
        let title = lines.iter().any(|(at, _)| *at > 0).then(|| view! { <li class="move-to__part">{title}</li> });
        // Who is in no group is in no part.
        let (none, some): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(at, _)| *at == 0);
        let views = |lines: Vec<(usize, AnyView)>| lines.into_iter().map(|(_, line)| line).collect_view();
        view! {
            {views(none)}
            {title}
            {views(some)}
        }
        .into_any()
    };
    view! {
        {part(words::ROOM_FOR_MORE, free)}
        {part(words::FULL, full)}
    }
    .into_any()
}

/// A group to move to, with what that would do.
fn line(board: Board, acting: Acting, held: &Held, at: usize) -> Option<AnyView> {
    let held = Held { over: Some(at), ..held.clone() };
    let outlook = board.outlook(at, &held);
    if outlook.mark == Mark::Source {
        return None;
    }
    let col = board.col(at)?;
    let tutors = col.tutors.with_untracked(|all| all.iter().map(|tutor| tutor.name.clone()).collect::<Vec<_>>());
    let badge = match outlook.mark {
        Mark::Better => "badge badge--success",
        Mark::Worse => "badge badge--warning",
        Mark::Breaks => "badge badge--danger",
        Mark::Same | Mark::Unplaces | Mark::Source | Mark::Plain => "badge",
    };
    let mark = (outlook.mark != Mark::Plain).then(|| {
        view! { <span class=badge>{words::mark(outlook.mark)}</span> }
    });
    let press = move |_| {
        board.ask_open.set(false);
        // Locks may not let them go, which is said.
        if !board.hold(held.clone()) {
            return;
        }
        board.held.set(None);
        acting.drop_in(&held, at);
        if let Some((first, _)) = held.who.first() {
            keys::focus_held(board, held.whom, at, *first);
        }
    };
    let line = view! {
        <li>
            <button type="button" class="menu__item move-to__item" on:click=press>
                <span class="move-to__name">
                    {board.col_name(at)}
                    <br />
                    <small class="quiet">{tutors.join("; ")}</small>
                </span>
                <small class="quiet move-to__detail">{outlook.detail}</small>
                {mark}
            </button>
        </li>
    };
    Some(line.into_any())
}

/// What else can be done: lock, and look for a swap.
fn more(board: Board, acting: Acting, held: Held) -> AnyView {
    let one = match held.who[..] {
        [one] if one.1 > 0 => Some(one),
        _ => None,
    };
    let all_locked = held.who.iter().all(|(who, at)| board.is_locked(*who, *at));
    let is_placed = held.who.iter().any(|(_, at)| *at > 0);
    let label = if all_locked { words::UNLOCK_PLACE } else { words::LOCK_PLACE };
    let swap = one.map(|one| {
        let suggest = move |_| {
            board.ask_open.set(false);
            board.suggest(Some(one));
        };
        view! {
            <button type="button" class="button button--quiet" on:click=suggest>
                <Icon glyph=Glyph::Swap />
                {words::SUGGEST}
            </button>
        }
    });
    let lock = is_placed.then(|| {
        let press = move |_| {
            board.ask_open.set(false);
            acting.lock(&held.who);
        };
        view! {
            <button type="button" class="button button--quiet" on:click=press>
                <Icon glyph=Glyph::Lock />
                {label}
            </button>
        }
    });
    view! {
        <span class="row move-to__more">{lock} {swap}</span>
    }
    .into_any()
}
