//! A column of the board: a group, or the unassigned.

use super::acting::Acting;
use super::card::LearnerCard;
use super::state::{Board, Col};
use super::words;
use crate::ui::GenderBar;
use domain::id::UserId;
use leptos::prelude::*;

/// Cards of a column in the document at first: more are for a school that has placed nobody yet.
const MOST: usize = 60;

#[component]
pub(super) fn BoardColumn(board: Board, acting: Acting, at: usize, col: Col) -> impl IntoView {
    let members = col.members;
    let size = Memo::new(move |_| members.with(Vec::len));
    let spread = move || {
        let counts = members.with(|members| board.spread(members));
        let any = !counts.is_empty();
        any.then(|| view! { <GenderBar counts class="genders--stretch column__spread" /> })
    };
    let is_over = Memo::new(move |_| board.held.with(|held| held.as_ref().is_some_and(|held| held.over == Some(at))));
    let after = Memo::new(move |_| {
        board.held.with(|held| {
            let held = held.as_ref()?;
            Some((board.members_after(at, held).len(), held.over == Some(at)))
        })
    });
    let effect = move || {
        let (to, _) = after.get().filter(|(to, is_over)| *is_over || *to != size.get_untracked())?;
        let from = size.get_untracked();
        let spoken = words::becomes_spoken(from, to);
        Some(view! {
            <span class="column__effect">
                <span aria-hidden="true">{words::becomes(from, to)}</span>
                <span class="unseen">{spoken}</span>
            </span>
        })
    };
    let tutors = if col.group.is_none() {
        view! { <p class="column__tutors quiet">{words::NO_GROUP}</p> }.into_any()
    } else if col.tutors.is_empty() {
        view! { <p class="column__tutors quiet">{words::NO_TUTOR}</p> }.into_any()
    } else {
        view! { <p class="column__tutors" title=col.tutors.clone()>{col.tutors.clone()}</p> }.into_any()
    };
    let most = RwSignal::new(MOST);
    let shown = move || -> Vec<UserId> {
        let mut all = members.get();
        if all.len() > MOST && board.typed.with(|typed| !typed.is_empty()) {
            // Those that are searched for come first, where not all are in the document.
            all.sort_by_key(|id| !board.card(*id).is_some_and(|card| board.is_found(&card)));
        }
        all.truncate(most.get());
        all
    };
    let more = move || {
        (size.get() > most.get()).then(|| {
            view! {
                <li>
                    <button type="button" class="button button--small button--wide" on:click=move |_| most.update(|most| *most += MOST)>
                        {words::MORE}
                    </button>
                </li>
            }
        })
    };
    let card = move |who: UserId| board.card(who).map(|card| view! { <LearnerCard board acting col=at card /> });
    let heading = ["column-", &at.to_string()].concat();
    let labelled = heading.clone();
    view! {
        <section
            class="column"
            class:column--over=is_over
            class:column--unassigned=at == 0
            data-column=at.to_string()
            aria-labelledby=labelled
        >
            <header class="column__head">
                <h3 id=heading>{move || col.name.get()}</h3>
                <span class="column__size">
                    {move || size.get()}
                    <span class="unseen">{move || words::learners(size.get())}</span>
                </span>
                {tutors}
                {spread}
                {effect}
            </header>
            <ul class="column__cards">
                <For each=shown key=|who| *who children=card />
                {more}
            </ul>
        </section>
    }
    .into_any()
}
