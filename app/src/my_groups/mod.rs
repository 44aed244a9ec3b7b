//! A learner's own groups: who tutors them, and who is in them.

mod api;
mod words;

use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{Avatar, EmptyState};
use api::{Mate, MyGroup, MyPeriod};
use leptos::prelude::*;

/// `/my-groups`
#[component]
pub fn MyGroupsPage() -> impl IntoView {
    let groups = load(|| (), |()| api::list());
    let shown = loaded_view(groups, 6, |periods| {
        if periods.is_empty() {
            return view! {
                <div class="card">
                    <EmptyState title=words::EMPTY words=words::EMPTY_WHAT />
                </div>
            }
            .into_any();
        }
        periods.into_iter().map(|period| view! { <Period period /> }).collect_view().into_any()
    });
    view! {
        <Frame title=words::TITLE>
            <div class="page-head">
                <h1>{words::TITLE}</h1>
            </div>
            {shown}
        </Frame>
    }
}

#[component]
fn Period(period: MyPeriod) -> impl IntoView {
    let heading = ["period-", &period.id.to_string()].concat();
    view! {
        <section class="stack stack--tight" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{period.title}</h2>
            <div class="tiles">{period.groups.into_iter().map(|group| view! { <GroupCard group /> }).collect_view()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn GroupCard(group: MyGroup) -> impl IntoView {
    let MyGroup { id, name, course, course_name, tutors, groupmates } = group;
    let heading = ["group-", &id.to_string()].concat();
    let no_tutors = tutors.is_empty().then(|| view! { <p class="quiet">{words::NO_TUTORS}</p> });
    let nobody = groupmates.is_empty().then(|| view! { <p class="quiet">{words::NO_GROUPMATES}</p> });
    let tutors = tutors.into_iter().map(|(mate, kind)| view! { <MateLine mate kind /> }).collect_view();
    let groupmates = groupmates.into_iter().map(|mate| view! { <MateLine mate /> }).collect_view();
    view! {
        <article class="card" aria-labelledby=heading.clone()>
            <div class="card__head">
                <h3 id=heading.clone()>{name}</h3>
                <span class="quiet">{[course.as_str(), " ", &course_name].concat()}</span>
            </div>
            <div class="card__body">
                <h4 class="my-groups__part">{words::TUTORS}</h4>
                {no_tutors}
                <ul class="stack stack--tight">{tutors}</ul>
                <h4 class="my-groups__part">{words::GROUPMATES}</h4>
                {nobody}
                <ul class="stack stack--tight">{groupmates}</ul>
            </div>
        </article>
    }
    .into_any()
}

#[component]
fn MateLine(mate: Mate, #[prop(optional)] kind: Option<String>) -> impl IntoView {
    let href = ["mailto:", &mate.email].concat();
    view! {
        <li class="person">
            <Avatar initials=mate.initials />
            <span class="person__text">
                <span class="person__name">{mate.name}</span>
                {kind.map(|kind| view! { <span class="badge my-groups__kind">{kind}</span> })}
                <br />
                <a class="person__facts" href=href>
                    {mate.email}
                </a>
            </span>
        </li>
    }
}
