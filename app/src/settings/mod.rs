//! The settings of an installation: switches by organisation, and the lists that all share (SPEC U2, U3).

mod api;
mod lists;
mod words;

use crate::error::AppError;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{Flash, use_flashes};
use api::SettingsPage as Page;
use domain::id::OrganisationId;
use domain::user::{Settings, Switch};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// `/admin/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let page = load(|| (), |()| api::read_settings());
    let again = Callback::new(move |()| page.refetch());
    let shown = loaded_view(page, 10, move |page| view! { <Shown page again /> }.into_any());
    view! {
        <Frame title=words::SETTINGS>
            <div class="page-head">
                <h1>{words::SETTINGS}</h1>
            </div>
            {shown}
        </Frame>
    }
}

#[component]
fn Shown(page: Page, again: Callback<()>) -> impl IntoView {
    let organisations = page.organisations.clone();
    let card = |(id, name, settings): (OrganisationId, String, Settings)| {
        view! { <Switches id name settings again /> }
    };
    view! {
        <div class="users__form">
            {organisations.into_iter().map(card).collect_view()}
            <lists::Lists page again />
        </div>
    }
    .into_any()
}

/// The switches of an organisation. Each works at once.
#[component]
fn Switches(id: OrganisationId, name: String, settings: Settings, again: Callback<()>) -> impl IntoView {
    let heading = ["organisation-", &id.to_string()].concat();
    let line = |switch: Switch| {
        let on = settings.is_on(switch);
        let control = [switch.key(), "-", &id.to_string()].concat();
        let flashes = use_flashes();
        let set = move |event| {
            let on = event_target_checked(&event);
            let setting = api::set_switch(id, switch, on);
            spawn_local(async move {
                flashes.say(said(setting.await, words::turned(switch.key(), on)));
                again.run(());
            });
        };
        view! {
            <li>
                <label class="choice">
                    <input class="tick" type="checkbox" id=control autocomplete="off" checked=on prop:checked=on on:change=set />
                    <span>
                        {switch.words()}
                        <span class="choice__hint">{switch.key()}</span>
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby=heading.clone()>
            <div class="card__head">
                <h2 id=heading.clone()>{name}</h2>
            </div>
            <div class="card__body stack">
                <p class="quiet">{words::SWITCHES_WHAT}</p>
                <ul class="choices">{Switch::ALL.map(line).into_iter().collect_view()}</ul>
            </div>
        </section>
    }
    .into_any()
}

/// What to say to how an act went.
fn said(answer: Result<(), AppError>, done: String) -> Flash {
    match answer {
        Ok(()) => Flash::done(done),
        Err(error) => Flash::problem(error.to_string()),
    }
}
