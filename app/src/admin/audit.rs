//! The audit log (SPEC W5): who did what, and when.

use super::api::{self, AuditPart};
use super::{Steps, use_before, words};
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{EmptyState, SearchField, When, use_query_text, use_search};
use domain::audit::AuditRow;
use domain::id::AuditId;
use leptos::prelude::*;

/// `/admin/audit?q=&before=`
#[component]
pub fn AuditPage() -> impl IntoView {
    let before = use_before();
    let query = use_query_text("q");
    let part = load(move || (query.get(), before.get()), |(query, before)| api::audit(query, before.map(AuditId)));
    let text = use_search("q", &["before"]);
    let shown = loaded_view(part, 6, move |part| {
        view! { <Rows part searched=!query.get().is_empty() before=before.get() /> }.into_any()
    });
    view! {
        <Frame title=words::AUDIT>
            <div class="page-head">
                <h1>{words::AUDIT}</h1>
            </div>
            <form class="toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
                <SearchField key="q" label=words::AUDIT_SEARCH text />
                <noscript>
                    <button class="button">{words::SHOW}</button>
                </noscript>
            </form>
            {shown}
        </Frame>
    }
}

#[component]
fn Rows(part: AuditPart, searched: bool, before: Option<i64>) -> impl IntoView {
    let AuditPart { rows, older } = part;
    let list = if rows.is_empty() {
        let (title, what) = match (searched, before) {
            (true, _) => (words::AUDIT_NONE, words::AUDIT_NONE_WHAT),
            (false, Some(_)) => (words::NOTHING_OLDER, words::NOTHING_OLDER_WHAT),
            (false, None) => (words::AUDIT_EMPTY, words::AUDIT_EMPTY_WHAT),
        };
        view! { <EmptyState title=title words=what /> }.into_any()
    } else {
        view! {
            <table class="table table--tight table--fold">
                <thead>
                    <tr>
                        <th scope="col">{words::TIME}</th>
                        <th scope="col">{words::WHO}</th>
                        <th scope="col">{words::WHAT}</th>
                        <th scope="col">{words::OBJECT}</th>
                        <th scope="col">{words::WORDS}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <div class="table-card">
            {list}
            <Steps older=older.map(|id| id.0) before />
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: AuditRow) -> impl IntoView {
    let who = match row.actor {
        Some(name) => view! { <td class="admin__who">{name}</td> }.into_any(),
        None => view! { <td class="quiet admin__who">{words::SYSTEM}</td> }.into_any(),
    };
    view! {
        <tr>
            <td>
                <When at=row.at />
            </td>
            {who}
            <td class="quiet">{row.action}</td>
            <td>{row.object}</td>
            <td>{row.words}</td>
        </tr>
    }
    .into_any()
}
