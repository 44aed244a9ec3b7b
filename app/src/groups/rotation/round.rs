//! The groups of one round.

use super::state::{Desk, members};
use super::words;
use crate::ui::{GenderBar, gender_class};
use leptos::prelude::*;
use std::time::Duration;

/// The groups of a round, from 0. The first screenful comes at once, the others in the frames after it.
#[component]
pub(super) fn RoundView(desk: Desk, round: usize) -> impl IntoView {
    const AT_ONCE: usize = 40;
    let groups = Memo::new(move |_| {
        let shown = desk.page.search.shown.get();
        shown.map(|shown| desk.roster.with_value(|roster| members(&shown, round, roster))).unwrap_or_default()
    });
    let total = Memo::new(move |_| groups.with(Vec::len));
    let drawn = RwSignal::new(AT_ONCE);
    Effect::new(move |_| {
        if drawn.get() < total.get() {
            let more = move || {
                // The cards may be gone by then.
                let _ = drawn.try_update(|drawn| *drawn += AT_ONCE);
            };
            request_animation_frame(move || set_timeout(more, Duration::ZERO));
        }
    });
    let card = move |at: usize| {
        let here = Memo::new(move |_| groups.with(|groups| groups.get(at).cloned().unwrap_or_default()));
        view! { <Card desk round at members=here /> }
    };
    view! {
        <div class="wizard__groups">
            <For each=move || 0..drawn.get().min(total.get()) key=|at| *at children=card />
        </div>
    }
    .into_any()
}

/// Name, size, gender spread, and members by name.
#[component]
fn Card(desk: Desk, round: usize, at: usize, members: Memo<Vec<usize>>) -> impl IntoView {
    let heading = ["group-", &at.to_string(), "-name"].concat();
    let name = Memo::new(move |_| {
        let name = |labels: &[domain::forming::rotation::RoundNames]| {
            labels.get(round).and_then(|round| round.groups.get(at)).map(ToString::to_string)
        };
        desk.labels.with(|labels| name(labels)).unwrap_or_default()
    });
    let genders = move || {
        let counts = desk.roster.with_value(|roster| roster.genders(members.get().into_iter()));
        view! { <GenderBar counts class="genders--small genders--apart" /> }
    };
    let list = move || members.get().into_iter().map(|at| member(desk, at)).collect::<Vec<_>>();
    view! {
        <article class="group-card" aria-labelledby=heading>
            <div class="group-card__head">
                <div class="group-card__title">
                    <h4 id=heading.clone()>{move || name.get()}</h4>
                    <span class="quiet small">{move || words::learners(members.with(Vec::len))}</span>
                </div>
                {genders}
            </div>
            <ul class="group-card__members">{list}</ul>
        </article>
    }
    .into_any()
}

fn member(desk: Desk, at: usize) -> impl IntoView + use<> {
    let (name, facts, mark) = desk.roster.with_value(|roster| {
        let person = roster.learner(at).map(|learner| &learner.person);
        person.map_or_else(Default::default, |person| {
            let number = person.number.as_deref().unwrap_or_default();
            (person.name(), [person.gender.as_str(), " ", number].concat(), gender_class(person.gender.as_str()))
        })
    });
    view! {
        <li class=["gender-mark ", mark].concat()>
            {name} <span class="number">{facts}</span>
        </li>
    }
}
