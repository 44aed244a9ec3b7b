//! The side bar: the places the signed-in person may go, and nothing else.

use super::{address, words};
use crate::pages::{Menu, Page, table};
use crate::session::Me;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The links of the side bar, and of the menu that stands in for it on a phone.
#[component]
pub fn Places(me: Me) -> impl IntoView {
    let is_learner = me.viewer.grants.iter().any(|g| g.group == "student");
    let mut links: Vec<AnyView> = Vec::new();
    let mut administration: Vec<AnyView> = Vec::new();
    // Who works but tutors nobody has the courses first.
    let mut later = None;
    for row in table().iter().filter(|row| me.is_of(row.audience)) {
        let link = |label: &str| place(label.to_owned(), row.address.to_owned(), false);
        match (row.menu, row.page) {
            (Some(Menu::Places(label)), Page::MyLearners) if me.viewer.tutors => links.push(link(label)),
            (Some(Menu::Places(_)), Page::MyLearners) if is_learner => {}
            (Some(Menu::Places(label)), Page::MyLearners) => later = Some(link(label)),
            (Some(Menu::Places(_)), Page::MyGroups) if !is_learner => {}
            (Some(Menu::Places(label)), Page::Courses) => {
                links.push(link(label));
                links.extend(
                    me.courses
                        .iter()
                        .map(|(code, name)| place([code, " ", name].concat(), address::course(code), true)),
                );
                links.extend(later.take());
            }
            (Some(Menu::Places(label)), _) => links.push(link(label)),
            (Some(Menu::Administration(label)), _) => administration.push(link(label)),
            _ => {}
        }
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
