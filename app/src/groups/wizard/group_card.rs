//! A group as it will be.

use super::preview_step::Finding;
use super::state::Wizard;
use super::words;
use crate::ui::{GenderBar, gender_class};
use domain::groups::GroupName;
use leptos::prelude::*;
use std::collections::HashSet;

/// Name, size, gender spread, and members by name; those whom someone looks for stand out.
#[component]
pub(super) fn GroupCard(
    wizard: Wizard,
    at: usize,
    name: GroupName,
    members: Vec<usize>,
    finding: Finding,
) -> impl IntoView {
    let id = ["group-", &at.to_string()].concat();
    let heading = [&id, "-name"].concat();
    let size = members.len();
    let counts = wizard.roster.with_value(|roster| roster.genders(members.iter().copied()));
    let shown = members.clone();
    // While someone types, only the cards where it makes a difference are drawn again.
    let found = Memo::new(move |_| {
        let here = |found: &HashSet<usize>| members.iter().copied().filter(|at| found.contains(at)).collect();
        finding.with(|found| found.as_ref().map_or_else(Vec::new, |found| here(found)))
    });
    let list = move || found.with(|found| shown.iter().map(|at| member(wizard, *at, found)).collect::<Vec<_>>());
    let bar = (size > 0).then(|| view! { <GenderBar counts class="genders--small genders--apart" /> });
    let list = (size > 0).then(|| view! { <ul class="group-card__members">{list}</ul> });
    view! {
        <article class="group-card" id=id tabindex="-1" aria-labelledby=heading>
            <div class="group-card__head">
                <div class="group-card__title">
                    <h4 id=heading.clone()>{name.to_string()}</h4>
                    <span class="quiet small">{words::learners(size)}</span>
                </div>
                {bar}
            </div>
            {list}
        </article>
    }
}

fn member(wizard: Wizard, at: usize, found: &[usize]) -> impl IntoView + use<> {
    let (name, facts, mark) = wizard.roster.with_value(|roster| {
        let person = roster.learner(at).map(|learner| &learner.person);
        person.map_or_else(Default::default, |person| {
            let number = person.number.as_deref().unwrap_or_default();
            (person.name(), [person.gender.as_str(), " ", number].concat(), gender_class(person.gender.as_str()))
        })
    });
    let found = if found.contains(&at) { " is-found" } else { "" };
    view! {
        <li class=["gender-mark ", mark, found].concat()>
            {name} <span class="number">{facts}</span>
        </li>
    }
}
