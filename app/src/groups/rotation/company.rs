//! Who meets whom: as a picture, and learner by learner as a table.

use super::picture::Picture;
use super::result::name_of;
use super::search::Shown;
use super::state::Desk;
use super::words;
use crate::groups::words::listed;
use domain::forming::rotation::{RoundNames, rounds_of};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn CompanyView(desk: Desk) -> impl IntoView {
    view! {
        <Picture desk />
        <OneLearner desk />
    }
    .into_any()
}

/// The names of the rounds in which two learners, by their places in what was found, meet.
pub(super) fn meeting_rounds<'a>(shown: &Shown, labels: &'a [RoundNames], one: usize, other: usize) -> Vec<&'a str> {
    let rounds = rounds_of(&shown.found.rounds, one, other);
    rounds.into_iter().filter_map(|round| labels.get(round)).map(|round| round.set.as_str()).collect()
}

/// Whom a learner meets, how often and where.
struct Met {
    name: String,
    times: u8,
    rounds: String,
}

/// Those whom the learner at a place meets, the most often first.
fn company_of(desk: Desk, shown: &Arc<Shown>, labels: &[RoundNames], place: usize) -> Vec<Met> {
    let row = shown.company.row(place);
    let met = row.iter().enumerate().filter(|(_, times)| **times > 0).map(|(other, times)| Met {
        name: name_of(desk, shown, other),
        times: *times,
        rounds: listed(&meeting_rounds(shown, labels, place, other)),
    });
    let mut met: Vec<Met> = met.collect();
    met.sort_by_cached_key(|met| (u8::MAX - met.times, domain::text::fold(&met.name)));
    met
}

/// The place of the learner who is looked at: the one chosen, else the first by name.
fn place_of(desk: Desk, shown: &Shown) -> Option<usize> {
    let chosen = desk.page.draft.with(|draft| draft.learner);
    let order = &shown.asked.order;
    chosen.and_then(|chosen| order.iter().position(|learner| *learner == chosen)).or_else(|| {
        let first = desk.roster.with_value(|roster| {
            let first = roster.places(order).first().copied();
            first.and_then(|at| roster.learner(at)).map(|learner| learner.person.id)
        });
        order.iter().position(|learner| Some(*learner) == first)
    })
}

/// A learner to choose, and their company as a table: the picture in words.
#[component]
fn OneLearner(desk: Desk) -> impl IntoView {
    let shown = desk.page.search.shown;
    // Which learners there are to choose from changes with the wish, not with every better result.
    let order = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.asked.clone())));
    let place = Memo::new(move |_| shown.get().and_then(|shown| place_of(desk, &shown)));
    let options = move || {
        let asked = order.get()?;
        let option = |learner: &domain::person::Person| {
            let id = learner.id;
            let selected = move || {
                let shown = shown.get();
                let at = place.get().and_then(|at| shown.as_ref().and_then(|shown| shown.asked.order.get(at).copied()));
                at == Some(id)
            };
            view! {
                <option value=id.to_string() prop:selected=selected>
                    {learner.name()}
                </option>
            }
        };
        Some(desk.roster.with_value(|roster| {
            let places = roster.places(&asked.order);
            let people = places.iter().filter_map(|at| roster.learner(*at)).map(|learner| &learner.person);
            people.map(option).collect_view()
        }))
    };
    let table = move || {
        let shown = shown.get()?;
        let place = place.get()?;
        let met = desk.labels.with(|labels| company_of(desk, &shown, labels, place));
        let said = words::company_of(&name_of(desk, &shown, place), met.len(), shown.company.learners() - 1);
        let rows = met.into_iter().map(|met| {
            view! {
                <tr>
                    <th scope="row">{met.name}</th>
                    <td class="number">{met.times.to_string()}</td>
                    <td>{met.rounds}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        Some(view! {
            <p class="card__body quiet">{said}</p>
            <table class="table table--tight table--fold rotation__met">
                <caption class="unseen">{words::ONE_LEARNER}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::MEETS}</th>
                        <th scope="col">{words::TIMES}</th>
                        <th scope="col">{words::IN}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        })
    };
    view! {
        <section class="card" aria-label=words::ONE_LEARNER>
            <div class="card__head">
                <label for="learner">{words::LEARNER}</label>
                <select
                    class="select select--fit"
                    id="learner"
                    autocomplete="off"
                    on:change=move |event| {
                        let learner = event_target_value(&event).parse().ok();
                        desk.page.draft.update(|draft| draft.learner = learner);
                    }
                >
                    {options}
                </select>
            </div>
            {table}
        </section>
    }
    .into_any()
}
