//! The form of lending.

use super::api::{self, Lent};
use super::words;
use crate::error::AppError;
use crate::ui::{
    Field, Flash, Found, Message, PersonCell, PersonPicker, SearchPeople, Spinner, TextField, Tone, focus_on,
    focus_page, use_flashes,
};
use domain::mask::{LendDraft, LendField, LendProblem};
use domain::person::Person;
use leptos::prelude::*;
use leptos::task::spawn_local;
use time::Date;

/// The control of a field.
const fn id(field: LendField) -> &'static str {
    match field {
        LendField::Borrower => "lend-to",
        LendField::Starts => "lend-from",
        LendField::Finishes => "lend-until",
    }
}

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    borrower: RwSignal<Option<Person>>,
    starts: RwSignal<String>,
    finishes: RwSignal<String>,
    problems: RwSignal<Vec<LendProblem>>,
    fault: RwSignal<Option<AppError>>,
    busy: RwSignal<bool>,
}

impl Form {
    fn draft(self) -> LendDraft {
        LendDraft {
            borrower: self.borrower.with_untracked(|borrower| borrower.as_ref().map(|person| person.id)),
            starts: self.starts.get_untracked(),
            finishes: self.finishes.get_untracked(),
        }
    }

    fn problem(self, field: LendField) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                problems.iter().find(|problem| problem.field == field).map(|problem| problem.words.clone())
            })
        })
    }

    /// Lends; `lent` hears the borrower's name.
    fn send(self, today: Date, lent: Callback<String>) {
        if self.busy.get_untracked() {
            return;
        }
        let draft = self.draft();
        self.fault.set(None);
        if let Err(problems) = draft.check(today) {
            return self.say(problems);
        }
        self.problems.set(Vec::new());
        self.busy.set(true);
        let lending = api::lend(draft);
        spawn_local(async move {
            let answer = lending.await;
            let _ = self.busy.try_set(false);
            match answer {
                Ok(Lent::Done) => {
                    let name = self.borrower.try_get_untracked().flatten().map(|person| person.name());
                    lent.run(name.unwrap_or_default());
                }
                Ok(Lent::Problems(problems)) => self.say(problems),
                Err(error) => drop(self.fault.try_set(Some(error))),
            }
        });
    }

    fn say(self, problems: Vec<LendProblem>) {
        if let Some(first) = problems.first() {
            focus_on(id(first.field));
        }
        let _ = self.problems.try_set(problems);
    }
}

#[component]
pub(super) fn Lend(today: Date, again: Callback<()>) -> impl IntoView {
    let form = Form {
        borrower: RwSignal::new(None),
        starts: RwSignal::new(today.to_string()),
        finishes: RwSignal::new(String::new()),
        problems: RwSignal::new(Vec::new()),
        fault: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let flashes = use_flashes();
    let lent = Callback::new(move |name: String| {
        flashes.say(Flash::done(words::lent(&name)));
        focus_page();
        again.run(());
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.send(today, lent);
    };
    let fault =
        move || form.fault.get().map(|error| view! { <Message tone=Tone::Problem>{error.to_string()}</Message> });
    view! {
        <form class="card" novalidate=true on:submit=submit aria-labelledby="lend">
            <div class="card__head">
                <h2 id="lend">{words::LEND}</h2>
            </div>
            <div class="card__body stack">
                <div class="masks__fields">
                    <Borrower form />
                    <TextField
                        id="lend-from"
                        label=words::STARTS
                        value=form.starts
                        required=true
                        hint=words::DAYS_WHAT.to_owned()
                        problem=form.problem(LendField::Starts)
                        kind="date"
                    />
                    <TextField
                        id="lend-until"
                        label=words::FINISHES
                        value=form.finishes
                        required=true
                        hint=words::FINISHES_WHAT.to_owned()
                        problem=form.problem(LendField::Finishes)
                        kind="date"
                    />
                </div>
                <div role="alert">{fault}</div>
                <div class="row">
                    <Submit busy=form.busy />
                </div>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Submit(busy: RwSignal<bool>) -> impl IntoView {
    view! {
        <button type="submit" class="button button--primary" aria-disabled=move || busy.get().then_some("true")>
            {move || busy.get().then(|| view! { <Spinner /> })}
            {words::DO_LEND}
        </button>
    }
    .into_any()
}

/// Who it is lent to: found by typing, then shown with what tells namesakes apart.
#[component]
fn Borrower(form: Form) -> impl IntoView {
    let search = SearchPeople::new(|typed| async move {
        let found = api::search(typed).await?;
        Ok(found.into_iter().map(|person| Found { side: person.department.clone(), person, taken: None }).collect())
    });
    let pick = Callback::new(move |found: Found| {
        form.problems.update(|problems| problems.retain(|problem| problem.field != LendField::Borrower));
        form.borrower.set(Some(found.person));
        // The picker is gone: the next step is the first day.
        request_animation_frame(|| focus_on(id(LendField::Starts)));
    });
    let again = move |_| {
        form.borrower.set(None);
        request_animation_frame(|| focus_on(id(LendField::Borrower)));
    };
    let control = move || match form.borrower.get() {
        Some(person) => view! {
            <div class="masks__borrower">
                <PersonCell person />
                <button
                    type="button"
                    class="button button--small"
                    id="lend-to"
                    aria-label=words::CHOOSE_ANOTHER
                    on:click=again
                >
                    {words::CHOOSE_ANOTHER}
                </button>
            </div>
        }
        .into_any(),
        None => view! {
            <PersonPicker
                id="lend-to"
                label=words::LEND_TO
                placeholder=words::SEARCH
                search=search.clone()
                on_pick=pick
            />
        }
        .into_any(),
    };
    view! {
        <Field id="lend-to" label=words::LEND_TO required=true problem=form.problem(LendField::Borrower)>
            {control}
        </Field>
    }
    .into_any()
}
