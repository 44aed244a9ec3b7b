//! Who runs a course (SPEC C1).

use super::api::{self, ContactCandidate};
use super::{Desk, undo_by, words};
use crate::ui::{Found, Glyph, Icon, PersonCell, PersonPicker, SearchPeople};
use domain::course::{Contact, ContactKind};
use domain::person::Person;
use leptos::prelude::*;

#[component]
pub(super) fn Contacts(contacts: Vec<Contact>, may_manage: bool, desk: Desk) -> impl IntoView {
    let named = StoredValue::new(contacts);
    let lists = ContactKind::ALL.map(|kind| {
        let people: Vec<Person> = named.with_value(|named| {
            named.iter().filter(|contact| contact.kind == kind).map(|contact| contact.person.clone()).collect()
        });
        view! { <Kind kind people may_manage desk /> }
    });
    view! {
        <section class="card" aria-labelledby="contacts">
            <div class="card__head">
                <h2 id="contacts">{words::CONTACTS}</h2>
            </div>
            {may_manage.then(|| view! { <AddContact named desk /> })}
            <div class="card__body setup__kinds">{lists.into_iter().collect_view()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn Kind(kind: ContactKind, people: Vec<Person>, may_manage: bool, desk: Desk) -> impl IntoView {
    let nobody = people.is_empty().then(|| view! { <p class="quiet">{words::NOBODY}</p> });
    let line = |person: Person| {
        let remove = may_manage.then(|| {
            let label = words::remove_contact(&person.name(), kind);
            let person = person.clone();
            view! {
                <button
                    type="button"
                    class="button button--quiet button--icon button--small"
                    aria-label=label.clone()
                    title=label
                    on:click=move |_| remove(desk, &person, kind)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            }
        });
        view! {
            <li class="setup__contact">
                <PersonCell person />
                {remove}
            </li>
        }
    };
    view! {
        <div class="setup__kind">
            <h3>{kind.label()}</h3>
            {nobody}
            <ul class="stack stack--tight">{people.into_iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn remove(desk: Desk, person: &Person, kind: ContactKind) {
    let (user, name, code) = (person.id, person.name(), desk.code.get_untracked());
    let act = api::remove_contact(code.clone(), user, kind);
    let undo = undo_by(words::contact_added(&name, kind), move || api::add_contact(code.clone(), user, kind));
    desk.act(words::contact_removed(&name, kind), Some(undo), act);
}

/// Adds people found by typing, as the kind chosen beside.
#[component]
fn AddContact(named: StoredValue<Vec<Contact>>, desk: Desk) -> impl IntoView {
    let kind = desk.kind;
    let choose = move |event| {
        if let Some(chosen) = ContactKind::from_key(&event_target_value(&event)) {
            kind.set(chosen);
        }
    };
    let options = ContactKind::ALL.map(|kind| view! { <option value=kind.key()>{kind.label()}</option> });
    let search = SearchPeople::new(move |typed| {
        let kind = kind.get_untracked();
        let found = api::search_contacts(desk.code.get_untracked(), kind, typed);
        async move { Ok(found.await?.into_iter().map(|candidate| offer(candidate, kind, named)).collect()) }
    });
    let pick = move |found: Found| {
        let (user, kind) = (found.person.id, kind.get_untracked());
        let (name, code) = (found.person.name(), desk.code.get_untracked());
        let act = api::add_contact(code.clone(), user, kind);
        let undo = undo_by(words::contact_removed(&name, kind), move || api::remove_contact(code.clone(), user, kind));
        desk.act(words::contact_added(&name, kind), Some(undo), act);
    };
    view! {
        <div class="card__body setup__add">
            <div class="field">
                <label class="field__label" for="contact-kind">
                    {words::ADD_AS}
                </label>
                <select
                    class="select"
                    id="contact-kind"
                    autocomplete="off"
                    prop:value=move || kind.get().key()
                    on:change=choose
                >
                    {options.into_iter().collect_view()}
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="contact-search">
                    {words::ADD_CONTACT}
                </label>
                <PersonPicker
                    id="contact-search"
                    label=words::ADD_CONTACT
                    placeholder=words::ADD_CONTACT_HOW
                    search=search
                    on_pick=Callback::new(pick)
                />
            </div>
        </div>
    }
    .into_any()
}

fn offer(candidate: ContactCandidate, kind: ContactKind, named: StoredValue<Vec<Contact>>) -> Found {
    let ContactCandidate { person, open } = candidate;
    let here = |contact: &Contact| contact.kind == kind && contact.person.id == person.id;
    let named = named.try_with_value(|named| named.iter().any(here)).unwrap_or(false);
    let taken = match (named, open) {
        (true, _) => Some(words::NAMED_ALREADY.to_owned()),
        (false, false) => Some(kind.needed().to_owned()),
        (false, true) => None,
    };
    Found { side: person.department.clone(), person, taken }
}
