//! A group as it will be.

use super::preview_step::Finding;
use super::search::Shown;
use super::state::Wizard;
use super::words;
use crate::ui::{GenderBar, Glyph, Icon, gender_class};
use domain::forming::recipe::What;
use domain::forming::rules::Breach;
use domain::groups::GroupName;
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Name, size, gender spread, and members by name; those whom someone looks for stand out.
#[component]
pub(super) fn GroupCard(
    wizard: Wizard,
    at: usize,
    name: GroupName,
    members: Vec<usize>,
    finding: Finding,
    marks: Memo<Arc<Marks>>,
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
    let list = move || {
        let marks = marks.get();
        found.with(|found| shown.iter().map(|at| member(wizard, *at, found, &marks)).collect::<Vec<_>>())
    };
    let left = move || {
        let left = marks.with(|marks| marks.left.get(at).copied().unwrap_or(0));
        (left > 0).then(|| view! { <p class="group-card__foot">{words::left(left)}</p> })
    };
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
            {left}
        </article>
    }
}

/// What is pointed out of learners in the groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Who sits with someone whom a rule keeps from them.
    again: HashSet<usize>,
    /// Who sits there already, where groups are filled up.
    seated: HashSet<usize>,
    /// Of each group, how many of those who sit there are not enrolled any more.
    left: Vec<usize>,
}

impl Marks {
    pub(super) fn of(wizard: Wizard) -> Self {
        let mut marks = Self::default();
        let (searched, top) = wizard
            .asked
            .draft
            .with(|draft| (draft.is_searched(), draft.top.filter(|_| draft.kind == super::draft::Kind::TopUp)));
        wizard.roster.with_value(|roster| {
            for group in top.into_iter().flat_map(|set| roster.standing(set)) {
                let places = roster.places(&group.members);
                marks.left.push(group.members.len() - places.len());
                marks.seated.extend(places);
            }
            wizard.asked.searching.shown.with(|shown| {
                let Some(Shown { task, outcome }) = shown.as_ref().filter(|_| searched) else { return };
                for (rule, finding) in task.recipe.rules.iter().zip(&outcome.report.rules) {
                    if !matches!(rule.what, What::Apart(_) | What::NewFaces(_)) {
                        continue;
                    }
                    for breach in &finding.broken {
                        let Breach::Pair { a, b, .. } = breach else { continue };
                        let ids = [a, b].map(|at| outcome.learners.get(*at as usize).copied());
                        marks.again.extend(roster.places(&ids.into_iter().flatten().collect::<Vec<_>>()));
                    }
                }
            });
        });
        marks
    }

    pub(super) fn any_again(&self) -> bool {
        !self.again.is_empty()
    }
}

fn member(wizard: Wizard, at: usize, found: &[usize], marks: &Marks) -> impl IntoView + use<> {
    let (name, facts, mark) = wizard.roster.with_value(|roster| {
        let person = roster.learner(at).map(|learner| &learner.person);
        person.map_or_else(Default::default, |person| {
            let number = person.number.as_deref().unwrap_or_default();
            (person.name(), [person.gender.as_str(), " ", number].concat(), gender_class(person.gender.as_str()))
        })
    });
    let found = if found.contains(&at) { " is-found" } else { "" };
    let seated = if marks.seated.contains(&at) { " is-seated" } else { "" };
    let again = marks.again.contains(&at).then(|| {
        view! {
            <span class="group-card__again">
                <Icon glyph=Glyph::Repeat />
                <span class="unseen">{words::REPEAT}</span>
            </span>
        }
    });
    let was_here = marks.seated.contains(&at).then(|| view! { <span class="unseen">{words::SITS}</span> });
    view! {
        <li class=["gender-mark ", mark, found, seated].concat()>
            {name} {again} {was_here} <span class="number">{facts}</span>
        </li>
    }
}
