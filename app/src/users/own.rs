//! One's own profile: what an administrator entered, and what is one's own to change (SPEC U12).

use super::api::{self, Received, UserPage as Page};
use super::inputs::{DetailInput, Form, Line};
use super::{grant_words, words};
use crate::error::AppError;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{Flash, Message, Spinner, Tone, focus_page, use_flashes};
use domain::user::{Detail, Field, Lists, Profile, UserDraft, own_fields};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// `/profile`
#[component]
pub fn OwnProfilePage() -> impl IntoView {
    let page = load(|| (), |()| api::own_profile());
    let shown = loaded_view(page, 10, move |page| view! { <Shown page /> }.into_any());
    view! {
        <Frame title=words::YOUR_PROFILE>
            <div class="page-head">
                <h1>{words::YOUR_PROFILE}</h1>
            </div>
            {shown}
        </Frame>
    }
}

#[component]
fn Shown(page: Page) -> impl IntoView {
    let Page { profile, lists, .. } = page;
    view! {
        <div class="users__form">
            <Own profile=profile.clone() lists=lists.clone() />
            <Facts profile lists />
        </div>
    }
    .into_any()
}

/// What is one's own to change.
#[component]
fn Own(profile: Profile, lists: Lists) -> impl IntoView {
    let fields = own_fields(&lists.settings);
    let form = Form::new(UserDraft::of(&profile), lists);
    let version = RwSignal::new(profile.version);
    form.warn_while_unsaved();
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<String>);
    let flashes = use_flashes();
    let own = StoredValue::new(fields.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        let changes = form.draft.with_untracked(|draft| {
            own.with_value(|own| own.iter().map(|field| (*field, draft.text(*field).to_owned())).collect())
        });
        let sent = form.draft.get_untracked();
        let saving = api::save_own_profile(version.get_untracked(), changes);
        spawn_local(async move {
            let answer: Result<Received, AppError> = saving.await;
            let _ = busy.try_set(false);
            match answer {
                Ok(Received::Saved { version: now }) => {
                    let _ = version.try_set(now);
                    form.is_saved(sent);
                    flashes.say(Flash::done(words::SAVED));
                    focus_page();
                }
                Ok(Received::Problems(problems)) => form.say(problems),
                Ok(Received::Stale) => drop(fault.try_set(Some(words::STALE.to_owned()))),
                Err(error) => drop(fault.try_set(Some(error.to_string()))),
            }
        });
    };
    let input = |field: Field| match field {
        Field::Detail(detail) => view! { <DetailInput form detail /> }.into_any(),
        field => view! { <Line form field kind="email" required=true /> }.into_any(),
    };
    view! {
        <form class="card" novalidate=true on:submit=submit aria-label=words::YOURS>
            <div class="card__head">
                <h2>{words::YOURS}</h2>
            </div>
            <div class="card__body stack">
                <div class="users__fields">{fields.into_iter().map(input).collect_view()}</div>
                <div role="alert">
                    {move || fault.get().map(|words| view! { <Message tone=Tone::Problem>{words}</Message> })}
                </div>
                <div class="row">
                    <button type="submit" class="button button--primary" aria-disabled=move || busy.get().then_some("true")>
                        {move || busy.get().then(|| view! { <Spinner /> })}
                        {words::SAVE}
                    </button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

/// What an administrator entered.
#[component]
fn Facts(profile: Profile, lists: Lists) -> impl IntoView {
    let draft = UserDraft::of(&profile);
    let own = own_fields(&lists.settings);
    let held: Vec<String> = profile.permissions.iter().map(|held| grant_words(&held.grant, &lists)).collect();
    let named = [Field::First, Field::Middle, Field::Last, Field::Username, Field::Number, Field::Email];
    let years = [Field::EntryYear, Field::GradYear];
    let details = Detail::ALL.into_iter().filter(|detail| detail.is_shown(&lists.settings)).map(Field::Detail);
    // What administrators note about someone is theirs to read.
    let shown = named.into_iter().chain(years).chain(details).filter(|field| {
        !own.contains(field) && *field != Field::Detail(Detail::Comments) && !draft.text(*field).is_empty()
    });
    let fact = |label: &'static str, text: String| {
        view! {
            <div>
                <dt class="quiet">{label}</dt>
                <dd>{text}</dd>
            </div>
        }
    };
    let facts: Vec<_> = shown.map(|field| fact(field.label(), draft.text(field).to_owned())).collect();
    view! {
        <section class="card" aria-labelledby="facts">
            <div class="card__head">
                <h2 id="facts">{words::ABOUT_YOU}</h2>
            </div>
            <div class="card__body stack">
                <p class="quiet">{words::ABOUT_YOU_WHAT}</p>
                <dl class="users__facts">{facts} {fact(words::PERMISSIONS, held.join(", "))}</dl>
            </div>
        </section>
    }
    .into_any()
}
