//! A control with its label, its hint and what is wrong with it.

use super::{Glyph, Icon, words};
use leptos::prelude::*;

/// The ids a control of [`Field`] names in `aria-describedby`.
pub fn described_by(id: &str) -> String {
    [id, "-hint ", id, "-problem"].concat()
}

/// Label, hint and problem around a control of one's own: give that `id=id`,
/// `aria-describedby=described_by(id)` and `aria-invalid`.
#[component]
pub fn Field(
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
                {required.then(|| view! { <span class="field__required" title=words::REQUIRED aria-hidden="true">" *"</span> })}
            </label>
            {children()}
            <p class="field__hint" id=[id, "-hint"].concat()>
                {move || hint.get()}
            </p>
            <p class="field__problem" id=[id, "-problem"].concat() aria-live="polite">
                {move || problem.get().map(|problem| view! { <Icon glyph=Glyph::Warning /> <span>{problem}</span> })}
            </p>
        </div>
    }
}

/// A line of text. `value` follows each key; `problem` is shown beside the field and marks it.
#[component]
pub fn TextField(
    id: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// `number`, `email`, …; `text` when not given.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] placeholder: Option<&'static str>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    view! {
        <Field id label required hint problem>
            <input
                class="input"
                class:input--short=kind == "number"
                type=kind
                id=id
                name=id
                placeholder=placeholder
                autocomplete="off"
                autofocus=autofocus
                aria-required=required.then_some("true")
                aria-describedby=described_by(id)
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                value=value.get_untracked()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Field>
    }
}
