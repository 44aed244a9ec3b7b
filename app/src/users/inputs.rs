//! Controls that write into a draft, each with its label and what is wrong with it.

use super::words;
use crate::ui::{Field as Labelled, described_by, warn_before_leaving};
use domain::user::{Detail, Field, Kind, Lists, Problem, UserDraft};
use leptos::prelude::*;

/// A user's form: what is typed, and what was wrong when it was last sent.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) draft: RwSignal<UserDraft>,
    pub(super) problems: RwSignal<Vec<Problem>>,
    pub(super) lists: StoredValue<Lists>,
    /// What the server has.
    saved: RwSignal<UserDraft>,
}

impl Form {
    pub(super) fn new(draft: UserDraft, lists: Lists) -> Self {
        Self {
            draft: RwSignal::new(draft.clone()),
            saved: RwSignal::new(draft),
            problems: RwSignal::new(Vec::new()),
            lists: StoredValue::new(lists),
        }
    }

    /// Warns before someone leaves while the server has something else.
    pub(super) fn warn_while_unsaved(self) {
        let unsaved = Signal::derive(move || self.draft.with(|draft| self.saved.with(|saved| draft != saved)));
        warn_before_leaving(unsaved);
    }

    /// The server has this now.
    pub(super) fn is_saved(self, draft: UserDraft) {
        let _ = self.saved.try_set(draft);
    }

    /// What is wrong with a field.
    pub(super) fn problem(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| problems.iter().find(|p| p.field == field).map(|p| p.words.clone()))
        })
    }

    /// Says the problems, and puts the focus on the first.
    pub(super) fn say(self, problems: Vec<Problem>) {
        let first = problems.first().map(|problem| problem.field.id());
        self.problems.set(problems);
        if let Some(id) = first {
            request_animation_frame(move || crate::ui::focus_on(id));
        }
    }

    /// A text of the draft.
    fn text(self, field: Field) -> Memo<String> {
        Memo::new(move |_| self.draft.with(|draft| draft.text(field).to_owned()))
    }

    fn write(self, field: Field, typed: String) {
        self.draft.update(|draft| draft.set_text(field, typed));
        self.problems.update(|problems| problems.retain(|problem| problem.field != field));
    }
}

/// A line of text.
#[component]
pub(super) fn Line(
    form: Form,
    field: Field,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let problem = form.problem(field);
    let value = form.text(field);
    let id = field.id();
    view! {
        <Labelled id label=field.label() required hint=hint.to_owned() problem>
            <input
                class="input"
                type=kind
                id=id
                name=id
                autocomplete="off"
                aria-required=required.then_some("true")
                aria-describedby=described_by(id)
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input=move |event| form.write(field, event_target_value(&event))
            />
        </Labelled>
    }
    .into_any()
}

/// Several lines of text.
#[component]
fn Text(form: Form, field: Field) -> impl IntoView {
    let problem = form.problem(field);
    let value = form.text(field);
    let id = field.id();
    view! {
        <Labelled id label=field.label() problem>
            <textarea
                class="textarea"
                id=id
                name=id
                rows="3"
                aria-describedby=described_by(id)
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| form.write(field, event_target_value(&event))
            ></textarea>
        </Labelled>
    }
    .into_any()
}

/// One of a list of values, each with its words.
#[component]
pub(super) fn Choose(
    form: Form,
    field: Field,
    options: Vec<(String, String)>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let problem = form.problem(field);
    let value = form.text(field);
    let id = field.id();
    let now = value.get_untracked();
    // A value that has left the list is still this user's.
    let gone = (!now.is_empty() && !options.iter().any(|(value, _)| *value == now)).then(|| (now.clone(), now.clone()));
    let option = |(value, words): (String, String)| {
        let selected = value == now;
        view! {
            <option value=value selected=selected>
                {words}
            </option>
        }
    };
    let options: Vec<_> = options.into_iter().chain(gone).map(option).collect();
    view! {
        <Labelled id label=field.label() required problem>
            <select
                class="select"
                id=id
                name=id
                autocomplete="off"
                aria-describedby=described_by(id)
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:change=move |event| form.write(field, event_target_value(&event))
            >
                {options}
            </select>
        </Labelled>
    }
    .into_any()
}

/// A part of the profile, as its kind is typed.
#[component]
pub(super) fn DetailInput(form: Form, detail: Detail) -> impl IntoView {
    let field = Field::Detail(detail);
    let list = |names: &[String]| -> Vec<(String, String)> {
        let none = (String::new(), words::NONE.to_owned());
        std::iter::once(none).chain(names.iter().map(|name| (name.clone(), name.clone()))).collect()
    };
    match detail.kind() {
        Kind::Line => view! { <Line form field /> }.into_any(),
        Kind::Email => view! { <Line form field kind="email" /> }.into_any(),
        Kind::Telephone => view! { <Line form field kind="tel" /> }.into_any(),
        Kind::Text => view! { <Text form field /> }.into_any(),
        Kind::Title => {
            let options = form.lists.with_value(|lists| list(&lists.titles));
            view! { <Choose form field options /> }.into_any()
        }
        Kind::Pronoun => {
            let options = form.lists.with_value(|lists| list(&lists.pronouns));
            view! { <Choose form field options /> }.into_any()
        }
        Kind::Prefix => {
            let options = list(&Detail::PREFIXES.map(str::to_owned));
            view! { <Choose form field options /> }.into_any()
        }
    }
}

/// A tick of the draft.
#[component]
pub(super) fn Tick(
    form: Form,
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    get: fn(&UserDraft) -> bool,
    set: fn(&mut UserDraft, bool),
) -> impl IntoView {
    let on = Memo::new(move |_| form.draft.with(get));
    view! {
        <label class="choice">
            <input
                class="tick"
                type="checkbox"
                id=id
                name=id
                autocomplete="off"
                checked=on.get_untracked()
                prop:checked=move || on.get()
                on:change=move |event| form.draft.update(|draft| set(draft, event_target_checked(&event)))
            />
            <span>
                {label} <span class="choice__hint">{hint}</span>
            </span>
        </label>
    }
    .into_any()
}
