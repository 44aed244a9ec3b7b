//! A person in a list.

use domain::person::Person;
use leptos::prelude::*;

/// Round initials; decoration beside the name.
#[component]
pub fn Avatar(initials: String) -> impl IntoView {
    view! {
        <span class="avatar" aria-hidden="true">
            {initials}
        </span>
    }
}

/// Initials, name, and below it the number and e-mail that tell namesakes apart (SPEC U10).
#[component]
pub fn PersonCell(person: Person) -> impl IntoView {
    let facts = facts(&person);
    view! {
        <span class="person">
            <Avatar initials=person.initials() />
            <span class="person__text">
                <span class="person__name">{person.name()}</span>
                <br />
                <span class="person__facts">{facts}</span>
            </span>
        </span>
    }
}

fn facts(person: &Person) -> String {
    match &person.number {
        Some(number) => [number, " · ", &person.email].concat(),
        None => person.email.clone(),
    }
}
