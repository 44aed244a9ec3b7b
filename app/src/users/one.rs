//! A user: account, profile, permissions; and the way back for one that was deleted.

use super::api::{self, Received, UserPage as Page};
use super::form::Fields;
use super::inputs::Form;
use super::permissions::Permissions;
use super::words;
use crate::error::AppError;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{Flash, Message, Spinner, Tone, focus_page, moment_words, use_flashes};
use domain::id::UserId;
use domain::user::{Field, Lists, Problem, Profile, UserDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

/// `/admin/users/{id}`
#[component]
pub fn UserPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|p| p.get_str("user").and_then(|id| id.parse().ok()).unwrap_or(UserId(-1))));
    let page = load(move || id.get(), api::user);
    let title = RwSignal::new(words::MANAGE_USERS.to_owned());
    let again = Callback::new(move |()| page.refetch());
    let shown = loaded_view(page, 12, move |page| {
        title.set(name(&page.profile));
        view! { <Shown page again /> }.into_any()
    });
    view! {
        <Frame title=Signal::derive(move || title.get())>
            {shown}
        </Frame>
    }
}

fn name(profile: &Profile) -> String {
    [&profile.last, ", ", &profile.first].concat()
}

#[component]
fn Shown(page: Page, again: Callback<()>) -> impl IntoView {
    let Page { profile, lists, own: _ } = page;
    let signed_in = profile.last_sign_in.map_or_else(|| words::NEVER.to_owned(), moment_words);
    let body = if profile.deleted {
        view! { <Deleted profile=profile.clone() lists again /> }.into_any()
    } else {
        view! { <Edited profile=profile.clone() lists /> }.into_any()
    };
    view! {
        <div class="page-head">
            <h1>{name(&profile)}</h1>
            <span class="badge">{words::last_sign_in(&signed_in)}</span>
            <a class="button push" href="/admin/users">
                {words::MANAGE_USERS}
            </a>
        </div>
        {body}
    }
    .into_any()
}

#[component]
fn Edited(profile: Profile, lists: Lists) -> impl IntoView {
    let form = Form::new(UserDraft::of(&profile), lists);
    let version = RwSignal::new(profile.version);
    form.warn_while_unsaved();
    let busy = RwSignal::new(false);
    let stale = RwSignal::new(false);
    let fault = RwSignal::new(None::<AppError>);
    let flashes = use_flashes();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        fault.set(None);
        stale.set(false);
        let draft = form.draft.get_untracked();
        if let Err(problems) = form.lists.with_value(|lists| draft.check(lists)) {
            return form.say(problems);
        }
        busy.set(true);
        let sent = draft.clone();
        let saving = api::save_user(profile.id, version.get_untracked(), draft);
        spawn_local(async move {
            let answer = saving.await;
            let _ = busy.try_set(false);
            match answer {
                Ok(Received::Saved { version: now }) => {
                    let _ = version.try_set(now);
                    form.is_saved(sent);
                    flashes.say(Flash::done(words::SAVED));
                    focus_page();
                }
                Ok(Received::Problems(problems)) => form.say(problems),
                Ok(Received::Stale) => drop(stale.try_set(true)),
                Err(error) => drop(fault.try_set(Some(error))),
            }
        });
    };
    let said = move || {
        let words = if stale.get() { Some(words::STALE.to_owned()) } else { fault.get().map(|e| e.to_string()) };
        words.map(|words| view! { <Message tone=Tone::Problem>{words}</Message> })
    };
    view! {
        <form novalidate=true on:submit=submit>
            <Fields form />
            <div role="alert">{said}</div>
            <div class="actions-bar">
                <a class="button" href="/admin/users">
                    {words::CANCEL}
                </a>
                <button type="submit" class="button button--primary push" aria-disabled=move || busy.get().then_some("true")>
                    {move || busy.get().then(|| view! { <Spinner /> })}
                    {words::SAVE}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The account was deleted: a group and a role bring it back.
#[component]
fn Deleted(profile: Profile, lists: Lists, again: Callback<()>) -> impl IntoView {
    let form = Form::new(UserDraft::default(), lists);
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<AppError>);
    let flashes = use_flashes();
    let id = profile.id;
    let named = name(&profile);
    let back = move |_| {
        if busy.get_untracked() {
            return;
        }
        let words = form.draft.with_untracked(|draft| draft.permissions.is_empty()).then_some(words::CHOOSE_FIRST);
        if let Some(words) = words {
            return form.say(vec![Problem { field: Field::Permissions, words: words.to_owned() }]);
        }
        busy.set(true);
        fault.set(None);
        let reactivating = api::reactivate_user(id, form.draft.with_untracked(|draft| draft.permissions.clone()));
        let named = named.clone();
        spawn_local(async move {
            let answer = reactivating.await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => {
                    flashes.say(Flash::done(words::reactivated(&named)));
                    again.run(());
                }
                Err(error) => drop(fault.try_set(Some(error))),
            }
        });
    };
    view! {
        <section class="card">
            <div class="card__body form">
                <p>{words::DELETED_WHAT}</p>
                <Permissions form />
                <div role="alert">
                    {move || fault.get().map(|error| view! { <Message tone=Tone::Problem>{error.to_string()}</Message> })}
                </div>
                <div class="row">
                    <button type="button" class="button button--primary" on:click=back>
                        {move || busy.get().then(|| view! { <Spinner /> })}
                        {words::REACTIVATE}
                    </button>
                </div>
            </div>
        </section>
    }
    .into_any()
}
