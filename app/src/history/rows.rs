//! The entries, newest first.

use super::filter::FilterBar;
use super::{Desk, words};
use crate::frame::address::{self, in_course, with_query};
use crate::groups::api;
use crate::ui::{EmptyState, Glyph, Icon, Spinner, When};
use domain::groups::Refusal;
use domain::groups::history::{HistoryRow, Kind, Standing};
use domain::id::{EntryId, PeriodId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

#[component]
pub(super) fn Entries(desk: Desk, code: String, period: PeriodId) -> impl IntoView {
    let part = desk.part;
    let asked = desk.place.period.get_untracked().map(|period| period.to_string());
    let any = Memo::new(move |_| part.with(|part| !part.rows.is_empty()));
    let steps = move || {
        let (older, before) = (part.with(|part| part.older), desk.filters.wish.with(|wish| wish.before));
        view! { <Steps older=older.map(|version| version.0) before=before.map(|version| version.0) /> }
    };
    let list = move || {
        let code = code.clone();
        if any.get() {
            view! { <Table desk code period /> }.into_any()
        } else {
            view! { <Nothing desk code /> }.into_any()
        }
    };
    view! {
        <FilterBar filters=desk.filters part=part.get_untracked() period=asked />
        <div class="table-card">{list} {steps}</div>
    }
    .into_any()
}

#[component]
fn Table(desk: Desk, code: String, period: PeriodId) -> impl IntoView {
    let rows = move || desk.part.with(|part| part.rows.clone());
    // What is there stays the same when entries come above it: someone may be about to press a button of one.
    let row = move |row: HistoryRow| view! { <Row desk code=code.clone() period row /> };
    view! {
        <table class="table table--tight table--fold history">
            <caption class="unseen">{words::HISTORY}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::WHEN}</th>
                    <th scope="col">{words::WHO}</th>
                    <th scope="col">{words::HAPPENED}</th>
                    <th scope="col">
                        <span class="unseen">{words::ACTIONS}</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                <For each=rows key=key children=row />
            </tbody>
        </table>
    }
    .into_any()
}

/// What makes a row another: the entry, and what can be done to it.
fn key(row: &HistoryRow) -> (EntryId, String) {
    (row.entry.id, format!("{:?}", row.standing))
}

#[component]
fn Nothing(desk: Desk, code: String) -> impl IntoView {
    if desk.filters.narrow() {
        return view! {
            <EmptyState title=words::NO_MATCH words=words::NO_MATCH_WHAT>
                <button type="button" class="button" on:click=move |_| desk.filters.show_all()>
                    {words::SHOW_ALL}
                </button>
            </EmptyState>
        }
        .into_any();
    }
    let groups = address::groups(&code, desk.place.period.get_untracked());
    view! {
        <EmptyState title=words::EMPTY words=words::EMPTY_WHAT>
            <a class="button" href=groups>
                {words::TO_GROUPS}
            </a>
        </EmptyState>
    }
    .into_any()
}

/// Steps through the list: on to what is older, and back to the newest.
#[component]
fn Steps(older: Option<i64>, before: Option<i64>) -> impl IntoView {
    if older.is_none() && before.is_none() {
        return ().into_any();
    }
    let location = use_location();
    let newest = before.map(|_| {
        let href = with_query(&location, "before", None);
        view! {
            <a class="button" href=href>
                {words::NEWEST}
            </a>
        }
    });
    let older = older.map(|version| {
        let href = with_query(&location, "before", Some(version.to_string()));
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

#[component]
fn Row(desk: Desk, code: String, period: PeriodId, row: HistoryRow) -> impl IntoView {
    let HistoryRow { entry, kind, lines, all_lines, standing } = row;
    let who = match entry.actor {
        Some(name) => view! { <td class="history__who">{name}</td> }.into_any(),
        None => view! { <td class="quiet history__who">{words::SYSTEM}</td> }.into_any(),
    };
    let is_undone = matches!(standing, Standing::Undone(_));
    let state = said(&code, period, &standing);
    let then = [&in_course(&code, "history", Some(period)), "&at=", &entry.version.0.to_string()].concat();
    let undo = to_press(kind, &standing, entry.id).map(|(does, undoes)| {
        let label = words::about(does, &entry.words);
        view! { <Undo desk code=code.clone() period entry=undoes does label /> }
    });
    let then_label = words::about(words::AFTER, &entry.words);
    view! {
        <tr class:history__undone=is_undone>
            <td>
                <When at=entry.at />
            </td>
            {who}
            <td class="history__what">
                <span class="history__words">{entry.words}</span>
                {state}
                <Lines lines all_lines />
            </td>
            <td class="history__actions">
                <a class="link" href=then aria-label=then_label>
                    {words::AFTER}
                </a>
                {undo}
            </td>
        </tr>
    }
    .into_any()
}

/// What the button of an entry says, and the entry that it undoes. What was undone is done again by undoing what undid it.
fn to_press(kind: Kind, standing: &Standing, own: EntryId) -> Option<(&'static str, EntryId)> {
    match standing {
        Standing::Stands if kind == Kind::Undone => Some((words::REDO, own)),
        Standing::Stands => Some((words::UNDO, own)),
        Standing::Undone(by) if kind != Kind::Undone => Some((words::REDO, by.id)),
        Standing::Undone(_) | Standing::Held(_) => None,
    }
}

/// That it was undone, or what stands in the way.
fn said(code: &str, period: PeriodId, standing: &Standing) -> Option<AnyView> {
    match standing {
        Standing::Stands => None,
        Standing::Undone(by) => {
            let by = words::undone_by(by.actor.as_deref());
            let undone = view! {
                <span class="history__state">
                    <span class="badge">
                        <Icon glyph=Glyph::Undo />
                        {words::UNDONE}
                    </span>
                    <span class="quiet">{by}</span>
                </span>
            };
            Some(undone.into_any())
        }
        Standing::Held(refusal) => {
            let link = match refusal {
                Refusal::InTheWay { later, .. } => {
                    let before = (later.version.0 + 1).to_string();
                    let href = [&in_course(code, "history", Some(period)), "&before=", &before].concat();
                    Some(view! {
                        <a class="link" href=href>
                            {words::SEE_LATER}
                        </a>
                    })
                }
                _ => None,
            };
            let held = view! {
                <span class="history__state quiet">
                    <span>{words::cannot(refusal)}</span>
                    {link}
                </span>
            };
            Some(held.into_any())
        }
    }
}

/// The changes themselves, folded away.
#[component]
pub(super) fn Lines(lines: Vec<String>, all_lines: u32) -> impl IntoView {
    if lines.is_empty() {
        return ().into_any();
    }
    let left = (all_lines as usize).saturating_sub(lines.len());
    let more = (left > 0).then(|| view! { <li class="quiet">{words::more(left)}</li> });
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <details class="history__lines">
            <summary>{words::changes(all_lines)}</summary>
            <ul>{lines} {more}</ul>
        </details>
    }
    .into_any()
}

#[component]
fn Undo(
    desk: Desk,
    code: String,
    period: PeriodId,
    entry: EntryId,
    does: &'static str,
    label: String,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let code = code.clone();
        spawn_local(async move {
            let answer = api::undo(code.clone(), period, entry).await;
            let _ = busy.try_set(false);
            desk.acted.run((code, period, answer));
        });
    };
    view! {
        <button
            type="button"
            class="button button--small"
            aria-label=label
            aria-disabled=move || busy.get().then_some("true")
            on:click=press
        >
            {move || busy.get().then(|| view! { <Spinner /> })}
            {does}
        </button>
    }
    .into_any()
}
