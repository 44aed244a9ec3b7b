//! A group as it will be.

use super::preview_step::Finding;
use super::state::Wizard;
use super::words;
use crate::ui::{GenderBar, gender_class};
use domain::groups::GroupName;
use leptos::prelude::*;

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
    // Only the cards whose own answer changes are drawn again while someone types.
    let found = Memo::new(move |_| {
        let here = |found: &std::collections::HashSet<usize>| -> Vec<usize> {
            members.iter().copied().filter(|at| found.contains(at)).collect()
        };
        finding.with(|found| found.as_ref().map(|found| here(found)))
    });
    let list =
        move || found.with(|found| shown.iter().map(|at| member(wizard, *at, found.as_ref())).collect::<Vec<_>>());
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

fn member(wizard: Wizard, at: usize, found: Option<&Vec<usize>>) -> impl IntoView + use<> {
    let class = if found.is_some_and(|found| found.contains(&at)) { "is-found" } else { "" };
    let (name, number, gender) = wizard.roster.with_value(|roster| {
        let person = roster.learner(at).map(|learner| &learner.person);
        person.map_or_else(Default::default, |person| {
            (person.name(), person.number.clone().unwrap_or_default(), person.gender.0.clone())
        })
    });
    let mark = ["gender-mark ", gender_class(&gender)].concat();
    view! {
        <li class=class>
            <span class=mark>{name}</span>
            <span class="number">
                <abbr class="wizard__gender">{gender}</abbr>
                {number}
            </span>
        </li>
    }
}
