//! **"Move to…"**: the same as dragging, for everyone who would rather choose from a list.

use super::acting::Acting;
use super::keys;
use super::state::{Board, Held};
use super::words;
use crate::ui::{Dialog, GenderBar, Glyph, Icon};
use domain::text::fold;
use leptos::prelude::*;

#[component]
pub(super) fn MoveTo(board: Board, acting: Acting) -> impl IntoView {
    let who = move || board.asking.with(|asking| words::who(&board.names(asking.iter().map(|(who, _)| *who))));
    let title = Signal::derive(move || words::move_title(&who()));
    view! {
        <Dialog id="move-to" title open=board.ask_open>
            <List board acting />
        </Dialog>
    }
    .into_any()
}

#[component]
fn List(board: Board, acting: Acting) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let asking = board.asking.get_untracked();
    let line = move |at: usize| {
        let held = Held { who: asking.clone(), over: Some(at), by_keys: false };
        let before = board.cols.with_value(|cols| cols[at].members.get_untracked());
        let after = board.members_after(at, &held);
        if after.len() == before.len() {
            return None;
        }
        let who = asking.clone();
        let press = move |_| {
            board.ask_open.set(false);
            acting.move_to(&who, at);
            if let Some((first, _)) = who.first() {
                keys::focus(board, at, *first);
            }
        };
        let name = board.col_name(at);
        let tutors = board.cols.with_value(|cols| cols[at].tutors.clone());
        let spread = board.spread(&before);
        let bar = (!spread.is_empty()).then(|| view! { <GenderBar counts=spread class="genders--small" /> });
        Some(view! {
            <li>
                <button type="button" class="menu__item move-to__item" on:click=press>
                    <span class="move-to__name">
                        {name}
                        <br />
                        <small class="quiet">{tutors}</small>
                    </span>
                    {bar}
                    <span class="badge">{words::becomes(before.len(), after.len())}</span>
                </button>
            </li>
        })
    };
    let lines = move || {
        let folded = fold(&typed.get());
        let all = board.cols.with_value(|cols| cols.len());
        let fits = |at: &usize| fold(&board.col_name(*at)).contains(&folded);
        (0..all).filter(fits).filter_map(&line).collect_view()
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
            <button type="button" class="button" on:click=move |_| board.ask_open.set(false)>
                {words::CANCEL}
            </button>
        </div>
    }
    .into_any()
}
