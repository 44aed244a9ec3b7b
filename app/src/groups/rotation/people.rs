//! Who takes part: all who are enrolled or those of a cohort, and who of them is left out.

use super::state::Desk;
use super::words;
use crate::frame::address;
use crate::ui::{Field, Found, Glyph, Icon, Message, PersonPicker, SearchPeople, Tone, described_by};
use domain::forming::rotation::RotationField;
use domain::id::UserId;
use domain::text::fold;
use leptos::prelude::*;

/// The most people a search lists.
const FOUND: usize = 8;

#[component]
pub(super) fn People(desk: Desk) -> impl IntoView {
    let enrolled = desk.roster.with_value(|roster| roster.start.learners.len());
    if enrolled == 0 {
        let place = desk.page.place();
        let href = move || address::in_course(&place.code.get(), "setup", place.period.get());
        return view! {
            <Message tone=Tone::Careful>
                {words::NOBODY} " " <a href=href>{words::TO_SETUP}</a>
            </Message>
        }
        .into_any();
    }
    let problem = Signal::derive(move || desk.problem(RotationField::Learners));
    let search = SearchPeople::new(move |typed| {
        let found = find(desk, &typed);
        async move { Ok(found) }
    });
    let leave_out = Callback::new(move |found: Found| desk.page.wish(|draft| draft.out.push(found.person.id)));
    view! {
        <Field id="cohort" label=words::LEARNERS problem>
            <Cohorts desk problem />
        </Field>
        <div class="field">
            <label class="field__label" for="leave-out">
                {words::LEAVE_OUT}
            </label>
            <PersonPicker
                id="leave-out"
                label=words::LEAVE_OUT_WHO
                placeholder=words::FIND
                search
                on_pick=leave_out
            />
            <LeftOut desk />
        </div>
    }
    .into_any()
}

/// All who are enrolled, or a cohort of them.
#[component]
fn Cohorts(desk: Desk, problem: Signal<Option<String>>) -> impl IntoView {
    let chosen = Memo::new(move |_| desk.page.draft.with(|draft| draft.cohort.clone()));
    let (enrolled, mut cohorts) = desk.roster.with_value(|roster| {
        let mut counts = vec![0_usize; roster.start.cohorts.len()];
        for place in roster.start.learners.iter().flat_map(|learner| &learner.cohorts) {
            counts[*place] += 1;
        }
        let named =
            roster.start.cohorts.iter().zip(counts).map(|(name, count)| (name.clone(), words::of_cohort(name, count)));
        (roster.start.learners.len(), named.collect::<Vec<_>>())
    });
    cohorts.sort_by_key(|(name, _)| fold(name));
    // One that an old address names stays to be seen, and is said to be empty.
    let gone = chosen.get_untracked();
    if !gone.is_empty() && cohorts.iter().all(|(name, _)| *name != gone) {
        let words = words::no_longer_there(&gone);
        cohorts.push((gone, words));
    }
    cohorts.insert(0, (String::new(), words::all_enrolled(enrolled)));
    let option = |(name, words): (String, String)| {
        let selected = chosen.with_untracked(|chosen| *chosen == name);
        let kept = name.clone();
        view! {
            <option value=name selected=selected prop:selected=move || chosen.with(|chosen| *chosen == kept)>
                {words}
            </option>
        }
    };
    view! {
        <select
            class="select"
            id="cohort"
            autocomplete="off"
            aria-describedby=described_by("cohort")
            aria-invalid=move || problem.with(Option::is_some).then_some("true")
            on:change=move |event| desk.page.wish(|draft| draft.cohort = event_target_value(&event))
        >
            {cohorts.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// Those who are left out, each with the way back.
#[component]
fn LeftOut(desk: Desk) -> impl IntoView {
    let out = Memo::new(move |_| desk.page.draft.with(|draft| draft.out.clone()));
    let chip = move |learner: UserId| {
        let name = desk.name(learner);
        if name.is_empty() {
            return None;
        }
        let label = words::put_back(&name);
        let put_back = move |_| {
            desk.page.wish(|draft| draft.out.retain(|other| *other != learner));
            crate::groups::wizard::state::focus("leave-out");
        };
        Some(view! {
            <li class="chip">
                {name}
                <button type="button" class="chip__remove" aria-label=label.clone() title=label on:click=put_back>
                    <Icon glyph=Glyph::Close />
                </button>
            </li>
        })
    };
    view! {
        <ul class="rotation__out" aria-label=words::LEFT_OUT>
            <For each=move || out.get() key=|learner| *learner children=chip />
        </ul>
    }
    .into_any()
}

/// The first few of those who take part whom a search for `typed` finds.
fn find(desk: Desk, typed: &str) -> Vec<Found> {
    let folded = fold(typed);
    let (cohort, out) = desk.page.draft.with_untracked(|draft| (draft.cohort.clone(), draft.out.clone()));
    desk.roster.with_value(|roster| {
        let place = roster.start.cohorts.iter().position(|name| *name == cohort);
        let found = roster.start.learners.iter().filter(|learner| {
            let in_cohort = cohort.is_empty() || place.is_some_and(|place| learner.cohorts.contains(&place));
            in_cohort && learner.person.matches(&folded)
        });
        let found = found.take(FOUND).map(|learner| Found {
            person: learner.person.clone(),
            side: None,
            taken: out.contains(&learner.person.id).then(|| words::LEFT_OUT.to_owned()),
        });
        found.collect()
    })
}
