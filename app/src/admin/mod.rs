//! The administration's pages.

mod api;
mod audit;
mod outbox;
mod words;

pub use audit::AuditPage;
pub use outbox::OutboxPage;

use crate::frame::address;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

/// Where the list begins, from the address: an id, or the newest.
fn use_before() -> Memo<Option<i64>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str("before").and_then(|id| id.parse().ok())))
}

/// Steps through a list that grows at its head: on to what is older, and back to the newest.
#[component]
fn Steps(older: Option<i64>, before: Option<i64>) -> impl IntoView {
    if older.is_none() && before.is_none() {
        return ().into_any();
    }
    let location = use_location();
    let newest = before.map(|_| {
        let href = address::with_query(&location, "before", None);
        view! {
            <a class="button" href=href>
                {words::NEWEST}
            </a>
        }
    });
    let older = older.map(|id| {
        let href = address::with_query(&location, "before", Some(id.to_string()));
        view! {
            <a class="button push" href=href>
                {words::OLDER}
            </a>
        }
    });
    view! {
        <nav class="pager" aria-label=words::PAGES>
            {newest}
            {older}
        </nav>
    }
    .into_any()
}
