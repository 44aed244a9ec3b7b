//! The groups as they were at some time, and the way back to it.

use super::rows::Lines;
use super::{Desk, api, words};
use crate::frame::address::in_course;
use crate::ui::{EmptyState, Spinner, When};
use domain::groups::Version;
use domain::groups::history::{GroupThen, Then};
use domain::id::PeriodId;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn AsItWas(desk: Desk, code: String, period: PeriodId, at: Version, then: Then) -> impl IntoView {
    let Then { version, entry, groups, lines, all_lines } = then;
    let history = in_course(&code, "history", Some(period));
    let when = match entry {
        Some(entry) => {
            let who = entry.actor.unwrap_or_else(|| words::SYSTEM.to_owned());
            view! {
                <p>{words::after(&entry.words)}</p>
                <p class="quiet">{who} ", " <When at=entry.at /></p>
            }
            .into_any()
        }
        None => view! { <p>{words::AT_FIRST}</p> }.into_any(),
    };
    let step = |to: i64, label: &'static str| {
        let href = [&history, "&at=", &to.to_string()].concat();
        view! {
            <a class="button" href=href>
                {label}
            </a>
        }
    };
    let earlier = (at.0 > 0).then(|| step(at.0 - 1, words::EARLIER));
    let later = (at < version).then(|| step(at.0 + 1, words::LATER));
    let restore = if lines.is_empty() {
        view! { <p class="quiet">{words::SAME}</p> }.into_any()
    } else {
        view! {
            <h3>{words::WOULD_CHANGE}</h3>
            <Lines lines all_lines />
            <Restore desk code period base=version to=at />
        }
        .into_any()
    };
    view! {
        <section class="card history__then" aria-labelledby="then">
            <div class="card__head">
                <h3 id="then">{words::THEN}</h3>
                <a class="link card__side" href=history.clone()>
                    {words::BACK}
                </a>
            </div>
            <div class="card__body">
                <div>{when}</div>
                <nav class="row" aria-label=words::PAGES>
                    {earlier}
                    {later}
                </nav>
                {restore}
            </div>
        </section>
        <Groups groups />
    }
    .into_any()
}

#[component]
fn Restore(desk: Desk, code: String, period: PeriodId, base: Version, to: Version) -> impl IntoView {
    let busy = RwSignal::new(false);
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let code = code.clone();
        spawn_local(async move {
            let answer = api::restore(code.clone(), period, base, to).await;
            let _ = busy.try_set(false);
            desk.acted.run((code, period, answer));
        });
    };
    view! {
        <div class="row">
            <button
                type="button"
                class="button button--primary"
                aria-disabled=move || busy.get().then_some("true")
                on:click=press
            >
                {move || busy.get().then(|| view! { <Spinner /> })}
                {words::RESTORE}
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Groups(groups: Vec<GroupThen>) -> impl IntoView {
    if groups.is_empty() {
        return view! {
            <div class="table-card">
                <EmptyState title=words::NO_GROUPS words=words::NO_GROUPS_WHAT />
            </div>
        }
        .into_any();
    }
    let several = groups.iter().any(|group| group.set != groups[0].set);
    let set_head = several.then(|| view! { <th scope="col">{words::SET}</th> });
    let rows = groups.into_iter().map(|group| row(group, several)).collect_view();
    view! {
        <div class="table-card">
            <table class="table table--fold">
                <caption class="unseen">{words::THEN}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::NAME}</th>
                        {set_head}
                        <th scope="col">{words::TUTORS}</th>
                        <th scope="col">{words::MEMBERS}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(group: GroupThen, several: bool) -> impl IntoView {
    let GroupThen { set, name, tutors, members, .. } = group;
    let set = several.then(|| view! { <td>{set.to_string()}</td> });
    let tutors = if tutors.is_empty() {
        view! { <span class="quiet">{words::NO_TUTOR}</span> }.into_any()
    } else {
        tutors.join("; ").into_any()
    };
    let members = if members.is_empty() {
        view! { <span class="quiet">{words::NO_MEMBERS}</span> }.into_any()
    } else {
        let number = members.len();
        view! {
            <span class="badge">{number}</span>
            " "
            {members.join("; ")}
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{name.to_string()}</th>
            {set}
            <td>{tutors}</td>
            <td>{members}</td>
        </tr>
    }
}
