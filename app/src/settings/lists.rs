//! The lists that all organisations share.

use super::api::{self, SettingsPage as Page};
use super::{said, words};
use crate::ui::{Glyph, Icon, use_flashes};
use domain::user::WordList;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Lists(page: Page, again: Callback<()>) -> impl IntoView {
    let may = page.may_change_lists;
    let genders = page.genders.into_iter().map(|gender| (gender.code.0, gender.name)).collect::<Vec<_>>();
    let plain = |names: Vec<String>| names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>();
    let lists = [
        (WordList::Genders, genders),
        (WordList::Pronouns, plain(page.pronouns)),
        (WordList::Titles, plain(page.titles)),
    ];
    let list = |(list, entries)| view! { <Entries list entries may again /> };
    view! {
        <section class="card" aria-labelledby="shared-lists">
            <div class="card__head">
                <h2 id="shared-lists">{words::LISTS}</h2>
            </div>
            <div class="card__body stack">
                <p class="quiet">{words::LISTS_WHAT} " " {(!may).then_some(words::LISTS_READER)}</p>
                {lists.into_iter().map(list).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

/// A list: its entries, each with a way out, and a way to add one. `entries` are key and name.
#[component]
fn Entries(list: WordList, entries: Vec<(String, String)>, may: bool, again: Callback<()>) -> impl IntoView {
    let flashes = use_flashes();
    let heading = ["list-", list.label()].concat();
    let entry = |(key, name): (String, String)| {
        let label = words::remove(&name);
        let code = (key != name).then(|| view! { <small>{key.clone()}</small> });
        let done = words::removed(&name);
        let remove = move |_| {
            let (removing, done) = (api::remove_word(list, key.clone()), done.clone());
            spawn_local(async move {
                flashes.say(said(removing.await, done));
                again.run(());
            });
        };
        let button = may.then(|| {
            view! {
                <button type="button" class="chip__remove" aria-label=label.clone() title=label on:click=remove>
                    <Icon glyph=Glyph::Close />
                </button>
            }
        });
        view! {
            <li class="chip">
                <span>{name}</span>
                {code}
                {button}
            </li>
        }
    };
    let entries = entries.into_iter().map(entry).collect_view();
    view! {
        <div class="stack stack--tight">
            <h3 id=heading.clone()>{list.label()}</h3>
            <ul class="users__held" aria-labelledby=heading.clone()>
                {entries}
            </ul>
            {may.then(|| view! { <Add list again /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Add(list: WordList, again: Callback<()>) -> impl IntoView {
    let (code, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let flashes = use_flashes();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (typed_code, typed) = (code.get_untracked(), name.get_untracked());
        if let Err(words) = list.check(&typed_code, &typed) {
            return problem.set(Some(words.to_owned()));
        }
        let done = words::added(typed.trim());
        let adding = api::add_word(list, typed_code, typed);
        spawn_local(async move {
            match adding.await {
                Ok(()) => {
                    flashes.say(said(Ok(()), done));
                    again.run(());
                }
                Err(error) => drop(problem.try_set(Some(error.to_string()))),
            }
        });
    };
    let input = move |label: &'static str, short: bool, value: RwSignal<String>| {
        view! {
            <input
                class="input"
                class:input--short=short
                aria-label=[label, " · ", list.label()].concat()
                placeholder=label
                autocomplete="off"
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| {
                    problem.set(None);
                    value.set(event_target_value(&event));
                }
            />
        }
    };
    let code = (list == WordList::Genders).then(|| input(words::CODE, true, code));
    let said = move || problem.get().map(|words| view! { <Icon glyph=Glyph::Warning /> <span>{words}</span> });
    view! {
        <form class="settings__add" novalidate=true on:submit=add>
            {code}
            {input(words::NAME, false, name)}
            <button class="button" type="submit">
                {words::ADD}
            </button>
        </form>
        <p class="field__problem" aria-live="polite">
            {said}
        </p>
    }
    .into_any()
}
