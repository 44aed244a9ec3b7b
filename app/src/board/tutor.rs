//! A tutor of a column: carried like a learner.

use super::acting::Acting;
use super::api::BoardTutor;
use super::drag;
use super::state::{Board, Held, Whom};
use super::words;
use domain::id::UserId;
use leptos::prelude::*;

/// The id of a tutor's button: a tutor can be one of several groups.
pub(super) fn id(col: usize, who: UserId) -> String {
    ["tutor-", &col.to_string(), "-", &who.to_string()].concat()
}

#[component]
pub(super) fn Tutors(board: Board, acting: Acting, at: usize, tutors: RwSignal<Vec<BoardTutor>>) -> impl IntoView {
    if at == 0 {
        return view! { <p class="column__tutors quiet">{words::NO_GROUP}</p> }.into_any();
    }
    let chip = move |tutor: BoardTutor| view! { <Tutor board acting at tutor /> };
    let nobody = move || tutors.with(Vec::is_empty).then(|| view! { <span class="quiet">{words::NO_TUTOR}</span> });
    view! {
        <div class="column__tutors">
            <For each=move || tutors.get() key=|tutor| tutor.id children=chip />
            {nobody}
        </div>
    }
    .into_any()
}

#[component]
fn Tutor(board: Board, acting: Acting, at: usize, tutor: BoardTutor) -> impl IntoView {
    let who = tutor.id;
    let held = move || Held { whom: Whom::Tutors, who: vec![(who, at)], over: None, with: None, by_keys: false };
    let is_held = Memo::new(move |_| {
        board
            .held
            .with(|held| held.as_ref().is_some_and(|held| held.whom == Whom::Tutors && held.who.contains(&(who, at))))
    });
    let click = move |event| {
        if !drag::was_dragged(&event) {
            board.ask(held());
        }
    };
    view! {
        <button
            type="button"
            class="tutor"
            class:tutor--held=is_held
            id=id(at, who)
            data-tutor=who.to_string()
            data-in=at.to_string()
            aria-label=words::tutor_of(&tutor.name, tutor.kind.label())
            aria-describedby="board-how"
            title=words::tutor_of(&tutor.name, tutor.kind.label())
            on:pointerdown=move |event| drag::press(board, acting, Whom::Tutors, (who, at), &event)
            on:click=click
        >
            {tutor.name.clone()}
        </button>
    }
    .into_any()
}
