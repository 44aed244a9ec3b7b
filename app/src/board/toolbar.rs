//! Above the board: search, the set, density, undo and redo. Below it: what is held, what was done, what was refused.

use super::acting::Acting;
use super::api::BoardPage;
use super::state::Board;
use super::words;
use crate::groups::live::{Live, Presence};
use crate::ui::{Glyph, Icon, Message, SearchField, Tone, use_query_writer};
use domain::groups::view::SetView;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Toolbar(board: Board, acting: Acting, page: Arc<BoardPage>, live: Live) -> impl IntoView {
    let several = page.sets.len() > 1;
    let found = move || board.found().map(words::found);
    let chosen = move || {
        let number = board.chosen.with(std::collections::BTreeSet::len);
        (number > 0).then(|| words::chosen(number))
    };
    view! {
        <div class="toolbar board__toolbar">
            <form class="row" role="search" on:submit=|event| event.prevent_default()>
                <SearchField key="q" label=words::SEARCH text=board.typed />
            </form>
            {several.then(|| sets(&page))}
            <Density dense=board.dense />
            <p class="quiet" role="status">
                {found}
                " "
                {chosen}
            </p>
            <div class="row push">
                <Presence live />
                <span class="button-pair">
                    {step(words::UNDO, Glyph::Undo, move || board.undo.with(Vec::is_empty), move || acting.undo())}
                    {step(words::REDO, Glyph::Redo, move || board.redo.with(Vec::is_empty), move || acting.redo())}
                </span>
            </div>
        </div>
    }
    .into_any()
}

fn step(
    label: &'static str,
    glyph: Glyph,
    none: impl Fn() -> bool + Send + Sync + Copy + 'static,
    act: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="button button--icon"
            aria-label=label
            title=label
            aria-disabled=move || none().then_some("true")
            on:click=move |_| act()
        >
            <Icon glyph />
        </button>
    }
    .into_any()
}

fn sets(page: &BoardPage) -> AnyView {
    let writer = use_query_writer();
    let chosen = page.set;
    let option = |set: &SetView| {
        let is_chosen = Some(set.id) == chosen;
        view! {
            <option value=set.id.to_string() selected=is_chosen prop:selected=is_chosen>
                {set.name.to_string()}
            </option>
        }
    };
    let options = page.sets.iter().map(option).collect_view();
    view! {
        <select
            class="select select--fit"
            aria-label=words::SET
            autocomplete="off"
            on:change=move |event| writer.write(&[("set", &event_target_value(&event))])
        >
            {options}
        </select>
    }
    .into_any()
}

#[component]
fn Density(dense: RwSignal<bool>) -> impl IntoView {
    let choice = move |is_dense: bool, label: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || (dense.get() == is_dense).to_string()
                on:click=move |_| dense.set(is_dense)
            >
                {label}
            </button>
        }
    };
    view! {
        <span class="button-pair board__density" role="group" aria-label=words::DENSITY>
            {choice(false, words::ROOMY)}
            {choice(true, words::DENSE)}
        </span>
    }
    .into_any()
}

/// What follows the pointer while something is dragged, and what is said at the foot.
#[component]
pub(super) fn Foot(board: Board, acting: Acting) -> impl IntoView {
    let ghost = move || {
        board.held.with(|held| {
            let held = held.as_ref().filter(|held| !held.by_keys)?;
            let names = board.names(held.who.iter().map(|(who, _)| *who));
            Some(words::who(&names))
        })
    };
    let holds = move || board.held.with(|held| held.as_ref().is_some_and(|held| held.by_keys));
    let problem = move || {
        board.problem.get().map(|problem| {
            let again = problem.again.clone();
            let retry = (!again.is_empty()).then(|| {
                view! {
                    <button type="button" class="button button--small" on:click=move |_| acting.again(&again)>
                        {words::TRY_AGAIN}
                    </button>
                }
            });
            view! {
                <Message tone=Tone::Problem>
                    <p>{problem.words}</p>
                    <div class="row">
                        {retry}
                        <button type="button" class="button button--small" on:click=move |_| board.problem.set(None)>
                            {words::DISMISS}
                        </button>
                    </div>
                </Message>
            }
        })
    };
    view! {
        <div class="board__problem" role="alert">
            {problem}
        </div>
        <div class="board__foot">
            <p role="status" aria-live="assertive" class="board__said">
                {move || board.said.get()}
            </p>
            <p class="board__keys quiet" hidden=move || !holds()>
                {words::HOLD_KEYS}
            </p>
        </div>
        <p id="board-how" hidden>
            {words::HOW}
        </p>
        <div class="board__ghost" id="board-ghost" aria-hidden="true" hidden=move || ghost().is_none()>
            {ghost}
        </div>
    }
    .into_any()
}
