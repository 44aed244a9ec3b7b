//! The side bar: the places the signed-in person may go, and nothing else.

use super::{address, words};
use crate::session::Me;
use domain::access::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The links of the side bar, and of the menu that stands in for it on a phone.
#[component]
pub fn Places(me: Me) -> impl IntoView {
    let is_learner = me.viewer.grants.iter().any(|g| g.group == "student");
    let mut links: Vec<AnyView> = Vec::new();
    if me.viewer.tutors {
        links.push(place(words::MY_LEARNERS.to_owned(), "/my-learners".to_owned(), false));
    }
    if is_learner {
        links.push(place(words::MY_GROUPS.to_owned(), "/my-groups".to_owned(), false));
    }
    links.push(place(words::COURSES.to_owned(), "/courses".to_owned(), false));
    for (code, name) in &me.courses {
        links.push(place([code, " ", name].concat(), address::course(code), true));
    }
    if !me.viewer.tutors && me.may(Action::ViewMyLearners) && !is_learner {
        links.push(place(words::MY_LEARNERS.to_owned(), "/my-learners".to_owned(), false));
    }
    links.push(place(words::PEOPLE.to_owned(), "/people".to_owned(), false));
    let mut administration: Vec<AnyView> = Vec::new();
    if me.may_manage_users() {
        administration.push(place(words::MANAGE_USERS.to_owned(), "/admin/users".to_owned(), false));
        administration.push(place(words::COHORTS.to_owned(), "/admin/cohorts".to_owned(), false));
    }
    if me.may_read_mail() {
        administration.push(place(words::OUTBOX.to_owned(), "/admin/outbox".to_owned(), false));
    }
    if me.may_enter_administration() {
        administration.push(place(words::SETTINGS.to_owned(), "/admin/settings".to_owned(), false));
        administration.push(place(words::AUDIT.to_owned(), "/admin/audit".to_owned(), false));
    }
    let heading =
        (!administration.is_empty()).then(|| view! { <h2 class="places__heading">{words::ADMINISTRATION}</h2> });
    view! {
        <div class="places">{links} {heading} {administration}</div>
    }
}

/// A link, marked when the page is there; `below` also when the page lies below it.
fn place(label: String, href: String, below: bool) -> AnyView {
    let path = use_location().pathname;
    let to = if below { [&href, "/groups"].concat() } else { href.clone() };
    let here = move || {
        let at = path.get();
        let here = at.strip_prefix(href.as_str()).is_some_and(|rest| rest.is_empty() || below && rest.starts_with('/'));
        here.then_some("page")
    };
    view! {
        <a class="places__link" href=to title=label aria-current=here>
            {label.clone()}
        </a>
    }
    .into_any()
}
