//! People search, for everyone signed in (SPEC U11).

mod api;
mod words;

use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{EmptyState, PersonCell, SearchField, use_query_text, use_search};
use api::FoundPeople;
use domain::user::Card;
use leptos::prelude::*;

/// `/people?q=`
#[component]
pub fn PeoplePage() -> impl IntoView {
    let query = use_query_text("q");
    let found = load(move || query.get(), api::search);
    let text = use_search("q", &[]);
    let shown =
        loaded_view(found, 6, move |found| view! { <Found found asked=!query.get().trim().is_empty() /> }.into_any());
    view! {
        <Frame title=words::TITLE>
            <div class="page-head">
                <h1>{words::TITLE}</h1>
            </div>
            <form class="toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
                <SearchField key="q" label=words::SEARCH text />
                <noscript>
                    <button class="button">{words::SHOW}</button>
                </noscript>
            </form>
            {shown}
        </Frame>
    }
}

#[component]
fn Found(found: FoundPeople, asked: bool) -> impl IntoView {
    let FoundPeople { cards, more } = found;
    let body = if cards.is_empty() {
        let (title, what) = if asked { (words::NOBODY, words::NOBODY_WHAT) } else { (words::WHAT, words::WHAT_MORE) };
        view! { <EmptyState title words=what /> }.into_any()
    } else {
        view! {
            <table class="table table--fold">
                <caption class="unseen">{words::TITLE}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::NAME}</th>
                        <th scope="col">{words::POSITION}</th>
                        <th scope="col">{words::AT}</th>
                        <th scope="col">{words::OFFICE_HOURS}</th>
                    </tr>
                </thead>
                <tbody>{cards.into_iter().map(|card| view! { <Row card /> }).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <div class="table-card">{body} {more.then(|| view! { <p class="pager quiet">{words::MORE}</p> })}</div>
    }
    .into_any()
}

#[component]
fn Row(card: Card) -> impl IntoView {
    let Card { person, title, office_hours, grants } = card;
    let mut groups: Vec<&str> = grants.iter().map(|grant| grant.group.as_str()).collect();
    groups.dedup();
    let at = [person.department.clone().unwrap_or_default(), groups.join(", ")];
    let at: Vec<&str> = at.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let at = at.join(" · ");
    view! {
        <tr>
            <th scope="row">
                <PersonCell person />
            </th>
            <td>{title}</td>
            <td class="quiet">{at}</td>
            <td class="people__hours">{office_hours}</td>
        </tr>
    }
    .into_any()
}
