//! Below the board: what is held, what was done, what was refused, and what can be done with those who are chosen.

use super::acting::Acting;
use super::state::{Board, Held, Whom};
use super::{keys, words};
use crate::ui::{Glyph, Icon, Message, Tone};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long it is offered to undo what was done.
const OFFERED: Duration = Duration::from_secs(8);

#[component]
pub(super) fn Foot(board: Board, acting: Acting) -> impl IntoView {
    let holds = move || board.holding.with(|held| held.as_ref().is_some_and(|held| held.by_keys));
    // To be heard when someone is picked up; for the eye the keys stand beside it.
    let how = move || {
        let begins = |held: &Held| held.by_keys && held.who.first().map(|(_, from)| *from) == held.over;
        board.held.with(|held| held.as_ref().is_some_and(begins)).then(|| {
            view! { <span class="unseen">{words::HOLD_HOW}</span> }
        })
    };
    let is_empty = move || board.said.with(String::is_empty) && board.news.with(String::is_empty);
    view! {
        <div class="board__problem" role="alert">
            <Refused board acting />
        </div>
        <div class="board__foot" class:board__foot--empty=is_empty>
            <p role="status" aria-live="assertive" class="board__said">
                {move || board.said.get()}
                {how}
            </p>
            <p role="status" class="board__news quiet">
                {move || board.news.get()}
            </p>
            <p class="board__keys quiet" hidden=move || !holds()>
                {words::HOLD_KEYS}
            </p>
        </div>
        <p id="board-how" hidden>
            {words::HOW}
        </p>
        <Chosen board acting />
        <Toast board acting />
        <Ghost board />
    }
    .into_any()
}

/// What was not done, and **"Try again"**.
#[component]
fn Refused(board: Board, acting: Acting) -> impl IntoView {
    move || {
        board.problem.get().map(|problem| {
            let again = problem.again.clone();
            let retry = (!again.is_empty()).then(|| {
                view! {
                    <button type="button" class="button button--small" on:click=move |_| {
                        acting.again(again.clone());
                        keys::back(board);
                    }>
                        {words::TRY_AGAIN}
                    </button>
                }
            });
            view! {
                <Message tone=Tone::Problem>
                    <p>{problem.words}</p>
                    <div class="row">
                        {retry}
                        <button type="button" class="button button--small" on:click=move |_| {
                            board.problem.set(None);
                            keys::back(board);
                        }>
                            {words::DISMISS}
                        </button>
                    </div>
                </Message>
            }
        })
    }
}

/// What can be done with those who are chosen.
#[component]
fn Chosen(board: Board, acting: Acting) -> impl IntoView {
    let number = Memo::new(move |_| board.chosen.with(BTreeSet::len));
    let places = move || board.chosen_now();
    let ask = move |_| {
        board.ask(Held { whom: Whom::Learners, who: places(), over: None, with: None, by_keys: false });
    };
    let swap = move |_| {
        if let [a, b] = places()[..] {
            acting.swap(a, b);
        }
        keys::back(board);
    };
    let two = move || {
        (number.get() == 2).then(|| {
            view! {
                <button type="button" class="button button--small" on:click=swap>
                    <Icon glyph=Glyph::Swap />
                    {words::SWAP_PLACES}
                </button>
            }
        })
    };
    let is_shown = Memo::new(move |_| number.get() > 0 && board.holding.with(Option::is_none));
    move || {
        is_shown.get().then(|| {
            view! {
                <div class="board__chosen" role="group" aria-label=move || words::chosen(number.get())>
                    <span role="status">{move || words::chosen(number.get())}</span>
                    <button type="button" class="button button--small" on:click=ask>
                        {words::MOVE_CHOSEN}
                    </button>
                    {two}
                    <button type="button" class="button button--small" on:click=move |_| {
                            acting.lock(&places());
                            keys::back(board);
                        }>
                        <Icon glyph=Glyph::Lock />
                        {words::LOCK}
                    </button>
                    <button
                        type="button"
                        class="button button--small button--quiet"
                        on:click=move |_| {
                            board.chosen.update(BTreeSet::clear);
                            keys::back(board);
                        }
                    >
                        {words::CLEAR}
                    </button>
                </div>
            }
        })
    }
}

/// What was done, with **Undo**. The live region says it, so here it is for the eye.
#[component]
fn Toast(board: Board, acting: Acting) -> impl IntoView {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        stop();
        if board.toast.with(Option::is_some) {
            let end = move || drop(board.toast.try_set(None));
            waiting.set_value(set_timeout_with_handle(end, OFFERED).ok());
        }
    });
    on_cleanup(stop);
    move || {
        board.toast.get().map(|words| {
            view! {
                <div class="toast">
                    <span>{words}</span>
                    <button type="button" class="toast__undo" on:click=move |_| {
                        acting.undo();
                        keys::back(board);
                    }>
                        {words::UNDO}
                    </button>
                </div>
            }
        })
    }
}

/// What follows the pointer while something is dragged.
#[component]
fn Ghost(board: Board) -> impl IntoView {
    let ghost = Memo::new(move |_| {
        board.holding.with(|held| {
            let held = held.as_ref().filter(|held| !held.by_keys)?;
            let first = board.names(held.whom, &held.who[..1]);
            Some((first.into_iter().next().unwrap_or_default(), held.who.len()))
        })
    });
    let inside = move || {
        ghost.get().map(|(name, number)| {
            let more = (number > 1).then(|| view! { <span class="board__number">{number}</span> });
            view! {
                <span>{name}</span>
                {more}
            }
        })
    };
    view! {
        <div
            class="board__ghost"
            class:board__ghost--several=move || ghost.get().is_some_and(|(_, number)| number > 1)
            id="board-ghost"
            aria-hidden="true"
            hidden=move || ghost.get().is_none()
        >
            {inside}
        </div>
    }
    .into_any()
}
