//! The second step: who is placed.

use super::StepHeading;
use super::api::Candidate;
use super::draft::{SetPick, Step, Who};
use super::field::{DraftRadio, Legend, ProblemLine};
use super::roster::{Filter, Placed};
use super::state::Wizard;
use super::words;
use crate::frame::address;
use crate::ui::{GenderMark, Glyph, Icon, Message, Pager, Tone};
use domain::forming::Problem;
use domain::id::UserId;
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Rows of the list at a time.
const PER_PAGE: usize = 50;

#[component]
pub(super) fn LearnersStep(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let all = wizard.roster.with_value(|roster| roster.start.learners.len());
    let chosen = Memo::new(move |_| draft.with(|draft| draft.who == Who::Chosen));
    let problem = Signal::derive(move || wizard.problem(|_| true));
    let in_set = Memo::new(move |_| wizard.problem(|problem| matches!(problem, Problem::InSet { .. })).is_some());
    let leave_out = move || {
        in_set.get().then(|| {
            view! {
                <div class="row">
                    <button type="button" class="button" on:click=move |_| wizard.leave_out_seated()>
                        {words::LEAVE_OUT}
                    </button>
                </div>
            }
        })
    };
    let setup = (all == 0).then(|| {
        let place = wizard.asked.place();
        let href = move || address::in_course(&place.code.get(), "setup", place.period.get());
        view! {
            <Message tone=Tone::Careful>
                {words::NOBODY} " " <a href=href>{words::TO_SETUP}</a>
            </Message>
        }
    });
    view! {
        <section class="card">
            <div class="card__body form">
                <StepHeading wizard step=Step::Learners />
                {setup}
                <fieldset class="field">
                    <Legend label=words::LEARNERS required=true />
                    <div class="choices">
                        <DraftRadio
                            wizard
                            name="who"
                            value="all"
                            label=words::all_enrolled(all)
                            on=|draft| draft.who == Who::All
                            choose=|draft| draft.who = Who::All
                        />
                        <DraftRadio
                            wizard
                            name="who"
                            value="chosen"
                            label=words::CHOSEN
                            on=|draft| draft.who == Who::Chosen
                            choose=|draft| draft.who = Who::Chosen
                        />
                    </div>
                    <ProblemLine problem />
                </fieldset>
                {leave_out}
            </div>
            <Show when=move || chosen.get()>
                <Choosing wizard />
            </Show>
        </section>
    }
}

/// The list to choose from: filters, what to do with all that are shown, rows in pages.
#[component]
fn Choosing(wizard: Wizard) -> impl IntoView {
    let filter = RwSignal::new(Filter::default());
    let page = RwSignal::new(0_usize);
    let shown =
        Memo::new(move |_| wizard.roster.with_value(|roster| filter.with(|filter| Arc::new(roster.filtered(filter)))));
    Effect::new(move |_| {
        filter.track();
        page.set(0);
    });
    let at_page = move || {
        let shown = shown.get();
        let last = shown.len().div_ceil(PER_PAGE).max(1) - 1;
        let from = page.get().min(last) * PER_PAGE;
        shown[from..(from + PER_PAGE).min(shown.len())].to_vec()
    };
    let row = move |at: usize| {
        let learner = wizard.roster.with_value(|roster| roster.learner(at).cloned());
        learner.map(|learner| view! { <Row wizard learner /> })
    };
    view! {
        <div class="card__body">
            <Filters wizard filter />
            <Ticking wizard shown />
        </div>
        <table class="table table--tight table--fold wizard__learners">
            <caption class="unseen">{words::LEARNERS}</caption>
            <thead>
                <tr>
                    <th class="table__tick">
                        <span class="unseen">{words::COLUMN_CHOSEN}</span>
                    </th>
                    <th scope="col">{words::COLUMN_NAME}</th>
                    <th scope="col">{words::COLUMN_NUMBER}</th>
                    <th scope="col">{words::COLUMN_GENDER}</th>
                    <th scope="col">{words::COLUMN_COHORT}</th>
                </tr>
            </thead>
            <tbody>{move || at_page().into_iter().map(row).collect_view()}</tbody>
        </table>
        <Pager
            total=Signal::derive(move || shown.with(|shown| shown.len()))
            per_page=PER_PAGE
            page
            on_go=Callback::new(move |to| page.set(to))
        />
    }
}

/// Search, cohort, gender, and where learners stand.
#[component]
fn Filters(wizard: Wizard, filter: RwSignal<Filter>) -> impl IntoView {
    let roster = wizard.roster.get_value();
    let cohorts: Vec<_> = roster
        .start
        .cohorts
        .iter()
        .enumerate()
        .map(|(at, name)| view! { <option value=at.to_string()>{name.clone()}</option> })
        .collect();
    let genders = roster.start.genders.clone();
    let by_code = genders.clone();
    let genders: Vec<_> =
        genders.into_iter().map(|gender| view! { <option value=gender.code.0>{gender.name}</option> }).collect();
    let pick_gender = move |event| {
        let code = event_target_value(&event);
        let gender = by_code.iter().map(|gender| &gender.code).find(|gender| gender.as_str() == code).cloned();
        filter.update(|filter| filter.gender = gender);
    };
    let own = wizard.asked.draft.with_untracked(|draft| match draft.set {
        SetPick::Existing(id) => Some(id),
        SetPick::ByPrefix | SetPick::New => None,
    });
    let several = roster.has_several_sets() || own.is_some();
    let placed: Vec<_> = roster
        .start
        .sets
        .iter()
        .filter(|_| several)
        .map(|set| {
            let label = if own == Some(set.id) { words::NOT_IN_THIS_SET.to_owned() } else { words::not_in(&set.name) };
            view! { <option value=set.id.to_string()>{label}</option> }
        })
        .collect();
    let pick_placed = move |event| {
        let value = event_target_value(&event);
        let placed = match value.as_str() {
            "" => Placed::Anywhere,
            "none" => Placed::Nowhere,
            id => id.parse().map_or(Placed::Anywhere, Placed::NotIn),
        };
        filter.update(|filter| filter.placed = placed);
    };
    view! {
        <div class="toolbar">
            <div class="search">
                <Icon glyph=Glyph::Search />
                <input
                    class="input"
                    type="search"
                    aria-label=words::SEARCH
                    placeholder=words::SEARCH
                    autocomplete="off"
                    on:input=move |event| filter.update(|filter| filter.text = event_target_value(&event))
                    on:keydown=stay
                />
            </div>
            <select
                class="select select--fit"
                aria-label=words::COLUMN_COHORT
                on:change=move |event| filter.update(|filter| filter.cohort = event_target_value(&event).parse().ok())
            >
                <option value="">{words::ANY_COHORT}</option>
                {cohorts}
            </select>
            <select class="select select--fit" aria-label=words::COLUMN_GENDER on:change=pick_gender>
                <option value="">{words::ANY_GENDER}</option>
                {genders}
            </select>
            <select class="select select--fit" aria-label=words::PLACED on:change=pick_placed>
                <option value="">{words::PLACED_ANYWHERE}</option>
                <option value="none">{words::PLACED_NOWHERE}</option>
                {placed}
            </select>
        </div>
    }
}

/// Enter in a search does not go on to the next step.
pub(super) fn stay(event: leptos::ev::KeyboardEvent) {
    if event.key() == "Enter" {
        event.prevent_default();
    }
}

/// How many are chosen, and choosing all that are shown.
#[component]
fn Ticking(wizard: Wizard, shown: Memo<Arc<Vec<usize>>>) -> impl IntoView {
    let chosen = wizard.asked.chosen;
    let all = wizard.roster.with_value(|roster| roster.start.learners.len());
    let tick = move |on: bool| {
        let ids: Vec<UserId> = wizard.roster.with_value(|roster| {
            let shown = shown.get_untracked();
            shown.iter().filter_map(|at| roster.learner(*at)).map(|learner| learner.person.id).collect()
        });
        chosen.update(|chosen| {
            let chosen = Arc::make_mut(chosen);
            for id in ids {
                set_tick(chosen, id, on);
            }
        });
    };
    let count = move || shown.with(|shown| shown.len());
    view! {
        <div class="row">
            <strong role="status">{move || words::chosen(wizard.learners.with(|learners| learners.len()), all)}</strong>
            <button type="button" class="button button--small" on:click=move |_| tick(true)>
                {move || words::select_shown(count())}
            </button>
            <button type="button" class="button button--small" on:click=move |_| tick(false)>
                {move || words::deselect_shown(count())}
            </button>
        </div>
    }
}

fn set_tick(chosen: &mut HashSet<UserId>, id: UserId, on: bool) {
    if on {
        chosen.insert(id);
    } else {
        chosen.remove(&id);
    }
}

#[component]
fn Row(wizard: Wizard, learner: Candidate) -> impl IntoView {
    let Candidate { person, cohorts, .. } = learner;
    let chosen = wizard.asked.chosen;
    let id = person.id;
    let on = Memo::new(move |_| chosen.with(|chosen| chosen.contains(&id)));
    let control = ["learner-", &id.to_string()].concat();
    let (gender, cohorts) = wizard.roster.with_value(|roster| {
        let gender = roster.start.genders.iter().find(|gender| gender.code == person.gender);
        let cohorts: Vec<&str> =
            cohorts.iter().filter_map(|at| roster.start.cohorts.get(*at)).map(String::as_str).collect();
        (gender.map(|gender| gender.name.clone()), cohorts.join(", "))
    });
    let words = gender.unwrap_or_else(|| person.gender.0.clone());
    view! {
        <tr class:is-selected=move || on.get()>
            <td class="table__tick">
                <input
                    class="tick"
                    type="checkbox"
                    id=control.clone()
                    checked=on.get_untracked()
                    prop:checked=move || on.get()
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        chosen.update(|chosen| set_tick(Arc::make_mut(chosen), id, on));
                    }
                />
            </td>
            <th scope="row">
                <label for=control>{person.name()}</label>
            </th>
            <td class="number">{person.number.unwrap_or(person.email)}</td>
            <td>
                <GenderMark code=person.gender.0 words />
            </td>
            <td>{cohorts}</td>
        </tr>
    }
}
