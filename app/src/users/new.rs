//! **"Add New User"** (SPEC U4).

use super::api::{self, Added};
use super::form::Fields;
use super::inputs::Form;
use super::{address, words};
use crate::error::AppError;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{Flash, Message, Spinner, Tone, use_flashes};
use domain::user::{Lists, UserDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// `/admin/users/new`
#[component]
pub fn NewUserPage() -> impl IntoView {
    let lists = load(|| (), |()| api::new_user());
    let shown = loaded_view(lists, 12, move |lists| view! { <Blank lists /> }.into_any());
    view! {
        <Frame title=words::ADD_NEW_USER>
            <div class="page-head">
                <h1>{words::ADD_NEW_USER}</h1>
            </div>
            {shown}
        </Frame>
    }
}

#[component]
fn Blank(lists: Lists) -> impl IntoView {
    let form = Form::new(UserDraft::default(), lists);
    form.warn_while_unsaved();
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<AppError>);
    let flashes = use_flashes();
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        fault.set(None);
        let draft = form.draft.get_untracked();
        if let Err(problems) = form.lists.with_value(|lists| draft.check(lists)) {
            return form.say(problems);
        }
        busy.set(true);
        let name = [draft.last.trim(), ", ", draft.first.trim()].concat();
        let adding = api::add_user(draft);
        let navigate = navigate.clone();
        spawn_local(async move {
            let answer = adding.await;
            let _ = busy.try_set(false);
            match answer {
                Ok(Added::Done { user, password }) => {
                    let there = address(user);
                    flashes.carry(Flash::done(words::added(&name, &password)), &there);
                    navigate(&there, leptos_router::NavigateOptions::default());
                }
                Ok(Added::Problems(problems)) => form.say(problems),
                Err(error) => drop(fault.try_set(Some(error))),
            }
        });
    };
    view! {
        <form novalidate=true on:submit=submit>
            <Fields form />
            <div role="alert">
                {move || fault.get().map(|error| view! { <Message tone=Tone::Problem>{error.to_string()}</Message> })}
            </div>
            <div class="actions-bar">
                <a class="button" href="/admin/users">
                    {words::CANCEL}
                </a>
                <button type="submit" class="button button--primary push" aria-disabled=move || busy.get().then_some("true")>
                    {move || busy.get().then(|| view! { <Spinner /> })}
                    {words::ADD_USER}
                </button>
            </div>
        </form>
    }
    .into_any()
}
