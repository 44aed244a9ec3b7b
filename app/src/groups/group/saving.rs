//! **"Proceed"**: saves everything that was changed in one act, or says why not and keeps it.

use super::{Desk, Page};
use crate::error::AppError;
use crate::frame::address;
use crate::groups::{api, undo, words};
use crate::refused::RefusedFor;
use crate::ui::{Flash, Message, Spinner, Tone, focus_page, use_flashes};
use domain::groups::NameProblem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

/// Why nothing was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) words: String,
    /// It stands beside the name, not at the foot.
    pub(super) is_of_name: bool,
    /// The group is shown anew and may differ from what was edited.
    moved: bool,
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let refused = if let AppError::Refused(refused) = &error { Some(refused) } else { None };
        let is_of_name = refused.is_some_and(|refused| refused.reason == RefusedFor::Name);
        let moved = refused.is_some() && !is_of_name;
        let words = match refused.and_then(crate::refused::Refused::since) {
            Some(since) if !since.is_empty() => {
                let line = |entry: &domain::groups::Entry| match &entry.actor {
                    Some(actor) => [actor, ": ", &entry.words].concat(),
                    None => entry.words.clone(),
                };
                [words::CHANGED_MEANWHILE, &since.iter().map(line).collect::<Vec<_>>().join(" ")].concat()
            }
            _ => error.to_string(),
        };
        Self { words, is_of_name, moved }
    }
}

impl Problem {
    /// What is wrong with the name that was typed.
    fn of_name(problem: NameProblem) -> Self {
        Self { words: problem.to_string(), is_of_name: true, moved: false }
    }
}

#[component]
pub(super) fn ActionsBar(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let flashes = use_flashes();
    let navigate = use_navigate();
    let busy = desk.busy;
    let dashboard = address::groups(&page.course.code, Some(page.period.id));
    let cancel = move |_| {
        desk.start_over();
        navigate(&dashboard, NavigateOptions::default());
    };
    let proceed = move |_| {
        if busy.get_untracked() {
            return;
        }
        let edit = match desk.edits.with_untracked(super::Edits::to_send) {
            Ok(edit) => edit,
            Err(problem) => return refuse(desk, Problem::of_name(problem)),
        };
        busy.set(true);
        desk.problem.set(None);
        flashes.clear();
        let (code, period) = (page.course.code.clone(), page.period.id);
        let saving = api::save_group(code.clone(), page.group.id, desk.base.get_value(), edit);
        spawn_local(async move {
            let answer = saving.await;
            let _ = busy.try_set(false);
            match answer {
                Ok(entry) => {
                    desk.start_over();
                    flashes.say(Flash::done(entry.words).undo(undo::of(&code, period, entry.id)));
                    desk.data.refetch();
                    focus_page();
                }
                Err(error) => refuse(desk, error.into()),
            }
        });
    };
    view! {
        <div class="actions-bar">
            <div class="actions-bar__problem" role="alert">
                {move || desk.problem.get().filter(|p| !p.is_of_name).map(said)}
            </div>
            <p class="group__pending" role="status">
                {move || pending(desk)}
            </p>
            <button type="button" class="button" on:click=cancel>
                {words::CANCEL}
            </button>
            <button
                type="button"
                class="button button--primary"
                aria-disabled=move || busy.get().then_some("true")
                on:click=proceed
            >
                {move || busy.get().then(|| view! { <Spinner /> })}
                {move || if busy.get() { words::SAVING } else { words::PROCEED }}
            </button>
        </div>
    }
}

fn pending(desk: Desk) -> AnyView {
    match desk.edits.with(super::Edits::words) {
        Some(words) => view! {
            <span class="dot dot--warning"></span>
            <span>{[words::NOT_SAVED, &words].concat()}</span>
        }
        .into_any(),
        None => view! { <span>{words::ALL_SAVED}</span> }.into_any(),
    }
}

fn said(problem: Problem) -> impl IntoView {
    let kept = problem.moved.then(|| view! { <p>{words::KEPT}</p> });
    view! {
        <Message tone=Tone::Problem>
            <p>{problem.words}</p>
            {kept}
        </Message>
    }
}

/// Says why, keeps what was changed, and shows the group as it is now where that has moved.
fn refuse(desk: Desk, problem: Problem) {
    let (moved, is_of_name) = (problem.moved, problem.is_of_name);
    if desk.problem.try_set(Some(problem)).is_some() {
        return;
    }
    if moved {
        desk.data.refetch();
        focus_page();
    }
    if is_of_name && let Some(field) = document().get_element_by_id("group-name") {
        let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}
