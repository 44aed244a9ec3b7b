//! An import that was made: whom it made and changed, and **"Undo import"**, with who is left as they are and why.

use super::api::{self, Made};
use super::finish::Made as Counted;
use super::words;
use crate::error::AppError;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{
    Dialog, EmptyState, Message, Pager, Spinner, Tone, When, focus_page, moment_words, use_flashes, use_query_text,
    use_query_writer,
};
use domain::cohort::Unplaced;
use domain::id::UserImportId;
use domain::import::columns::Field as _;
use domain::import::users::{ImportedUser, MadePage, Show, Undone, UserImport};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

/// People on a page, as the server gives them.
const PER_PAGE: usize = 200;

/// `/admin/users/imports/{id}?show=&page=`
#[component]
pub fn ImportedUsersPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| {
            params.get("import").and_then(|id| id.parse::<i64>().ok()).map_or(UserImportId(0), UserImportId)
        })
    });
    // Counts the undoing: what is shown has changed then.
    let undone = RwSignal::new(None::<Undone>);
    let made = load(move || (id.get(), undone.with(Option::is_some)), |(id, _)| api::made(id));
    let shown = loaded_view(made, 6, move |made| view! { <Shown made undone /> }.into_any());
    view! {
        <Frame title=words::MADE_TITLE>
            {shown}
        </Frame>
    }
}

#[component]
fn Shown(made: Made, undone: RwSignal<Option<Undone>>) -> impl IntoView {
    let Made { import, may_undo, unplaced } = made;
    let asking = RwSignal::new(false);
    let UserImport { id, at, by, file_name, counts, undone: taken_back, .. } = import;
    // Just now it is said with all that it did.
    let was_undone = move || {
        let taken_back = taken_back.clone().filter(|_| undone.with(Option::is_none));
        taken_back.map(|(at, by)| {
            view! {
                <Message tone=Tone::Careful>
                    {words::undone_at(&moment_words(at), by.as_deref())}
                </Message>
            }
        })
    };
    let undo = may_undo.then(|| {
        view! {
            <button type="button" class="button push" on:click=move |_| asking.set(true)>
                {words::UNDO_IMPORT}
            </button>
        }
    });
    view! {
        <div class="page-head">
            <h1>
                {words::MADE_TITLE} ": "
                <bdi>{file_name}</bdi>
            </h1>
            {undo}
        </div>
        <p class="quiet">
            <When at />
            " · "
            <bdi>{by.unwrap_or_else(|| words::COMMAND_LINE.to_owned())}</bdi>
            " · "
            <a href="/admin/users">{words::MANAGE_USERS}</a>
            " · "
            <a href="/admin/users/import">{words::ANOTHER}</a>
        </p>
        <div role="status" class="stack">
            {was_undone}
            {move || undone.get().map(|undone| view! { <WhatWasUndone undone /> })}
        </div>
        <section class="card" aria-label=words::COUNTS>
            <div class="card__body">
                <Counted counts done=true />
            </div>
        </section>
        <InNoCohort unplaced />
        <People id again=Signal::derive(move || undone.with(Option::is_some)) />
        <UndoDialog id asking undone />
    }
    .into_any()
}

/// Learners whose class there was not when they came, and where it is made.
#[component]
fn InNoCohort(unplaced: Vec<Unplaced>) -> impl IntoView {
    if unplaced.is_empty() {
        return ().into_any();
    }
    let said: Vec<String> =
        unplaced.iter().map(|unplaced| words::in_no_cohort(unplaced.learners, unplaced.year)).collect();
    view! {
        <Message>
            {said.join(" ")} " "
            <a class="link link--strong" href="/admin/cohorts">
                {words::TO_COHORTS}
            </a>
        </Message>
    }
    .into_any()
}

/// What undoing did, and who is left as they are.
#[component]
fn WhatWasUndone(undone: Undone) -> impl IntoView {
    let Undone { deleted, restored, kept } = undone;
    let tone = if kept.is_empty() { Tone::Done } else { Tone::Careful };
    let line = |kept: domain::import::users::Kept| {
        view! {
            <li>
                <a href=super::super::address(kept.user)>
                    <bdi>{kept.name}</bdi>
                </a>
                " "
                {kept.because.words()}
            </li>
        }
    };
    let count = kept.len();
    let list = (count > 0).then(|| view! { <ul>{kept.into_iter().take(PER_PAGE).map(line).collect_view()}</ul> });
    view! {
        <Message tone>
            <strong>{words::undone(deleted, restored, count)}</strong>
            {list}
        </Message>
    }
    .into_any()
}

#[component]
fn UndoDialog(id: UserImportId, asking: RwSignal<bool>, undone: RwSignal<Option<Undone>>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<String>);
    let flashes = use_flashes();
    let undo = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let answer: Result<Undone, AppError> = api::undo(id).await;
            // The page may be gone by now; what was done was done.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(what) => {
                    asking.set(false);
                    // That all of it was made is not true any more.
                    flashes.clear();
                    undone.set(Some(what));
                    focus_page();
                }
                Err(error) => fault.set(Some(error.to_string())),
            }
        });
    };
    view! {
        <Dialog id="undo-import" title=words::UNDO_IMPORT.to_owned() open=asking>
            <div class="dialog__body">
                <p>{words::UNDO_IMPORT_WHAT}</p>
                <div role="alert">
                    {move || fault.get().map(|words| view! { <Message tone=Tone::Problem>{words}</Message> })}
                </div>
            </div>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| asking.set(false)>
                    {words::CANCEL}
                </button>
                <button
                    type="button"
                    class="button button--danger-solid"
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=undo
                >
                    {move || busy.get().then(|| view! { <Spinner /> })}
                    {words::UNDO_IMPORT}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}

const SHOWS: [(Show, &str, &str); 4] = [
    (Show::All, "", words::ALL_PEOPLE),
    (Show::Created, "created", words::CREATED),
    (Show::Updated, "updated", words::UPDATED),
    (Show::Kept, "kept", words::KEPT),
];

/// The people of the import, in pages; what is shown of them is in the address.
#[component]
fn People(id: UserImportId, again: Signal<bool>) -> impl IntoView {
    let (show_text, page_text) = (use_query_text("show"), use_query_text("page"));
    let writer = use_query_writer();
    let show = Memo::new(move |_| {
        let text = show_text.get();
        SHOWS.into_iter().find(|(_, key, _)| *key == text).map_or(Show::All, |(show, ..)| show)
    });
    let page = Memo::new(move |_| page_text.get().parse::<usize>().unwrap_or(1).saturating_sub(1));
    let people = load(
        move || (show.get(), page.get(), again.get()),
        move |(show, page, _)| api::people(id, show, u32::try_from(page * PER_PAGE).unwrap_or(u32::MAX)),
    );
    let chip = move |(what, key, label): (Show, &'static str, &'static str)| {
        view! {
            <button
                type="button"
                class="filter"
                aria-pressed=move || if show.get() == what { "true" } else { "false" }
                on:click=move |_| writer.write(&[("show", key), ("page", "")])
            >
                {label}
            </button>
        }
    };
    let go = Callback::new(move |to: usize| writer.write(&[("page", &(to + 1).to_string())]));
    let shown = loaded_view(people, 10, move |MadePage { people, total }| {
        if people.is_empty() {
            return view! { <EmptyState title=words::NOBODY_HERE words=String::new() /> }.into_any();
        }
        let total = total as usize;
        view! {
            <table class="table table--tight table--fold">
                <caption class="unseen">{words::ALL_PEOPLE}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::NAME}</th>
                        <th scope="col">{words::USERNAME}</th>
                        <th scope="col">{words::WHAT_HAPPENED}</th>
                        <th scope="col" class="table__number">{words::ROW}</th>
                    </tr>
                </thead>
                <tbody>{people.into_iter().map(|person| view! { <PersonRow person /> }).collect_view()}</tbody>
            </table>
            <Pager total=Signal::stored(total) per_page=PER_PAGE page on_go=go />
        }
        .into_any()
    });
    view! {
        <div class="chips" role="group" aria-label=words::FILTERS>
            {SHOWS.into_iter().map(chip).collect_view()}
        </div>
        <div class="table-card">
            {shown}
        </div>
    }
    .into_any()
}

#[component]
fn PersonRow(person: ImportedUser) -> impl IntoView {
    let ImportedUser { row, user, name, username, created, changed, kept } = person;
    let fields: Vec<&str> = changed.iter().map(|field| field.label()).collect();
    let what = if created { words::CREATED.to_owned() } else { words::updated(&fields) };
    let kept = kept.map(|because| view! { <span class="badge badge--warning">{words::kept(because)}</span> });
    view! {
        <tr>
            <th scope="row">
                <a href=super::super::address(user)>
                    <bdi>{name}</bdi>
                </a>
            </th>
            <td>
                <bdi>{username}</bdi>
            </td>
            <td>{what} " " {kept}</td>
            <td class="table__number quiet">
                <span class="only-phone">{words::ROW} " "</span>
                {row}
            </td>
        </tr>
    }
    .into_any()
}
