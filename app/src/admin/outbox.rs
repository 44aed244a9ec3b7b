//! The outbox (SPEC W4): what was sent, or waits for someone to pass it on.

use super::api::{self, OutboxPart};
use super::{Steps, use_before, words};
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{EmptyState, When};
use domain::id::MailId;
use domain::mail::{Mail, MailState};
use leptos::prelude::*;

/// `/admin/outbox?before=`
#[component]
pub fn OutboxPage() -> impl IntoView {
    let before = use_before();
    let part = load(move || before.get(), |before| api::outbox(before.map(MailId)));
    view! {
        <Frame title=words::OUTBOX>
            <div class="page-head">
                <h1>{words::OUTBOX}</h1>
            </div>
            <p class="quiet">{words::OUTBOX_WHAT}</p>
            {loaded_view(part, 6, move |part| view! { <Mails part before=before.get() /> }.into_any())}
        </Frame>
    }
}

#[component]
fn Mails(part: OutboxPart, before: Option<i64>) -> impl IntoView {
    let OutboxPart { mails, older } = part;
    let list = if mails.is_empty() {
        let (title, what) = match before {
            None => (words::OUTBOX_EMPTY, words::OUTBOX_EMPTY_WHAT),
            Some(_) => (words::NOTHING_OLDER, words::NOTHING_OLDER_WHAT),
        };
        view! { <EmptyState title=title words=what /> }.into_any()
    } else {
        view! {
            <table class="table table--fold">
                <thead>
                    <tr>
                        <th scope="col">{words::SUBJECT}</th>
                        <th scope="col">{words::TO}</th>
                        <th scope="col">{words::STATE}</th>
                        <th scope="col">{words::TIME}</th>
                    </tr>
                </thead>
                <tbody>{mails.into_iter().map(|mail| view! { <MailLine mail /> }).collect_view()}</tbody>
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

/// A message; its words open beneath its subject, also before WASM has come.
#[component]
fn MailLine(mail: Mail) -> impl IntoView {
    let class = match mail.state {
        MailState::Queued => "badge badge--warning",
        MailState::Sent => "badge badge--success",
        MailState::Failed => "badge badge--danger",
    };
    let attempts = words::attempts(mail.attempts).map(|words| view! { <small class="quiet">{words}</small> });
    view! {
        <tr>
            <th scope="row">
                <details class="admin__mail">
                    <summary>{mail.subject}</summary>
                    <pre class="words-of-mail">{mail.body}</pre>
                </details>
            </th>
            <td>{mail.to}</td>
            <td>
                <span class="row">
                    <span class=class>{words::state(mail.state)}</span>
                    {attempts}
                </span>
            </td>
            <td>
                <When at=mail.created />
            </td>
        </tr>
    }
    .into_any()
}
