//! Controls that write into the draft.

use super::draft::Draft;
use super::state::Wizard;
use super::words;
use crate::ui::{Field, Glyph, Icon, described_by};
use leptos::prelude::*;

/// A line of text or a number of the draft.
#[component]
pub(super) fn DraftField(
    wizard: Wizard,
    id: &'static str,
    label: &'static str,
    get: fn(&Draft) -> &String,
    set: fn(&mut Draft, String),
    #[prop(optional)] required: bool,
    #[prop(optional)] number: bool,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] placeholder: Signal<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let draft = wizard.asked.draft;
    let value = Memo::new(move |_| draft.with(|draft| get(draft).clone()));
    view! {
        <Field id label required hint problem>
            <input
                class="input"
                class:input--short=number
                class:input--name=!number
                type=if number { "number" } else { "text" }
                min=number.then_some("0")
                inputmode=number.then_some("numeric")
                id=id
                name=id
                autocomplete="off"
                placeholder=move || placeholder.get()
                aria-required=required.then_some("true")
                aria-describedby=described_by(id)
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input=move |event| draft.update(|draft| set(draft, event_target_value(&event)))
            />
        </Field>
    }
}

/// A tick of the draft.
#[component]
pub(super) fn DraftTick(
    wizard: Wizard,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    get: fn(&Draft) -> bool,
    set: fn(&mut Draft, bool),
) -> impl IntoView {
    let draft = wizard.asked.draft;
    let on = Memo::new(move |_| draft.with(get));
    view! {
        <label class="choice">
            <input
                class="tick"
                type="checkbox"
                name=name
                value="1"
                checked=on.get_untracked()
                prop:checked=move || on.get()
                on:change=move |event| draft.update(|draft| set(draft, event_target_checked(&event)))
            />
            <span>
                {label} <span class="choice__hint">{hint}</span>
            </span>
        </label>
    }
}

/// One of several choices: a radio with its words. `name` and `value` are as in the address.
#[component]
pub(super) fn DraftRadio(
    wizard: Wizard,
    name: &'static str,
    value: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] hint: &'static str,
    on: fn(&Draft) -> bool,
    choose: fn(&mut Draft),
) -> impl IntoView {
    let draft = wizard.asked.draft;
    let on = Memo::new(move |_| draft.with(on));
    view! {
        <label class="choice">
            <input
                class="tick tick--radio"
                type="radio"
                name=name
                value=value
                id=[name, "-", value].concat()
                checked=on.get_untracked()
                prop:checked=move || on.get()
                on:change=move |_| draft.update(choose)
            />
            <span>
                {label} <span class="choice__hint">{hint}</span>
            </span>
        </label>
    }
}

/// The words above a group of choices.
#[component]
pub(super) fn Legend(label: &'static str, #[prop(optional)] required: bool) -> impl IntoView {
    view! {
        <legend class="field__label">
            {label}
            {required.then(|| view! { <span class="field__required" title=words::REQUIRED aria-hidden="true">" *"</span> })}
        </legend>
    }
}

/// What is wrong with a group of choices.
#[component]
pub(super) fn ProblemLine(#[prop(into)] problem: Signal<Option<String>>) -> impl IntoView {
    let said = move || {
        problem.get().map(|problem| {
            view! {
                <Icon glyph=Glyph::Warning />
                <span>{problem}</span>
            }
        })
    };
    view! {
        <p class="field__problem" aria-live="polite">
            {said}
        </p>
    }
}
