//! Whole cohorts, and learners one by one (SPEC C3).

use super::{Desk, api, words};
use crate::ui::{Found, Glyph, Icon, PersonPicker, SearchPeople};
use domain::enrolment::{Cohort, Enrolment, EnrolmentChange};
use domain::id::{PeriodId, UserId};
use leptos::prelude::*;
use std::collections::HashSet;

#[component]
pub(super) fn EnrolmentCard(
    period: PeriodId,
    enrolment: Enrolment,
    cohorts: Vec<Cohort>,
    may_manage: bool,
    desk: Desk,
) -> impl IntoView {
    let current: HashSet<UserId> = enrolment.current().map(|person| person.id).collect();
    let counts = words::counts(current.len(), enrolment.learners.len() - current.len());
    let open: Vec<Cohort> =
        cohorts.into_iter().filter(|cohort| enrolment.cohorts.iter().all(|there| there.id != cohort.id)).collect();
    let adding = may_manage.then(|| {
        view! {
            <div class="card__body setup__add">
                <AddCohort period open desk />
                <AddLearner period enrolled=StoredValue::new(current) desk />
            </div>
        }
    });
    view! {
        <section class="card" aria-labelledby="enrolment">
            <div class="card__head">
                <h2 id="enrolment">{words::ENROLMENT}</h2>
                <span class="card__side">{counts}</span>
            </div>
            {adding}
            <div class="card__body">
                <h3>{words::COHORTS}</h3>
                <Cohorts period cohorts=enrolment.cohorts may_manage desk />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Cohorts(period: PeriodId, cohorts: Vec<Cohort>, may_manage: bool, desk: Desk) -> impl IntoView {
    if cohorts.is_empty() {
        return view! { <p class="quiet">{words::NO_COHORTS}</p> }.into_any();
    }
    let line = |cohort: Cohort| {
        let remove = may_manage.then(|| {
            let label = words::remove_cohort(&cohort.name);
            let (id, name) = (cohort.id, cohort.name.clone());
            let press = move |_| {
                let back = (EnrolmentChange::EnrolCohort(id), words::enrolled(&name));
                desk.enrol(period, (EnrolmentChange::WithdrawCohort(id), words::withdrawn(&name)), back);
            };
            view! {
                <button type="button" class="chip__remove" aria-label=label.clone() title=label on:click=press>
                    <Icon glyph=Glyph::Close />
                </button>
            }
        });
        view! {
            <li class="chip">
                {cohort.name} <small>{words::learners(cohort.size as usize)}</small> {remove}
            </li>
        }
    };
    view! { <ul class="row">{cohorts.into_iter().map(line).collect_view()}</ul> }.into_any()
}

#[component]
fn AddCohort(period: PeriodId, open: Vec<Cohort>, desk: Desk) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let none = open.is_empty();
    let options: Vec<_> = open
        .iter()
        .map(|cohort| {
            let label = [&cohort.name, " · ", &words::learners(cohort.size as usize)].concat();
            view! { <option value=cohort.id.to_string()>{label}</option> }
        })
        .collect();
    let add = move |_| {
        let cohort = open.iter().find(|cohort| cohort.id.to_string() == chosen.get_untracked());
        if let Some(Cohort { id, name, .. }) = cohort {
            let back = (EnrolmentChange::WithdrawCohort(*id), words::withdrawn(name));
            desk.enrol(period, (EnrolmentChange::EnrolCohort(*id), words::enrolled(name)), back);
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for="cohort">
                {words::ADD_COHORT}
            </label>
            <div class="setup__line">
                <select
                    class="select"
                    id="cohort"
                    autocomplete="off"
                    disabled=none
                    prop:value=move || chosen.get()
                    on:change=move |event| chosen.set(event_target_value(&event))
                >
                    <option value="">{words::CHOOSE_COHORT}</option>
                    {options}
                </select>
                <button
                    type="button"
                    class="button"
                    disabled=move || chosen.with(String::is_empty)
                    on:click=add
                >
                    {words::ADD}
                </button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn AddLearner(period: PeriodId, enrolled: StoredValue<HashSet<UserId>>, desk: Desk) -> impl IntoView {
    let search = SearchPeople::new(move |typed| {
        let found = api::search_learners(desk.code.get_untracked(), typed);
        async move {
            let offer = |person: domain::person::Person| {
                let there = enrolled.try_with_value(|enrolled| enrolled.contains(&person.id)).unwrap_or(false);
                Found { person, side: None, taken: there.then(|| words::ENROLLED_ALREADY.to_owned()) }
            };
            Ok(found.await?.into_iter().map(offer).collect())
        }
    });
    let pick = move |found: Found| {
        let (id, name) = (found.person.id, found.person.name());
        let back = (EnrolmentChange::WithdrawLearner(id), words::withdrawn(&name));
        desk.enrol(period, (EnrolmentChange::EnrolLearner(id), words::enrolled(&name)), back);
    };
    view! {
        <div class="field">
            <label class="field__label" for="learner-search">
                {words::ADD_LEARNER}
            </label>
            <PersonPicker
                id="learner-search"
                label=words::ADD_LEARNER
                placeholder=words::ADD_LEARNER_HOW
                search=search
                on_pick=Callback::new(pick)
            />
        </div>
    }
    .into_any()
}
