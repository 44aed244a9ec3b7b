//! The first step: what the groups are called, and whether they are filled.

use super::StepHeading;
use super::draft::{Kind, Step};
use super::field::{DraftField, DraftRadio, DraftTick, Legend};
use super::set_choice::SetChoiceFields;
use super::state::Wizard;
use super::words;
use crate::frame::address;
use crate::ui::{Field as Labelled, described_by};
use domain::forming::Field;
use leptos::prelude::*;

#[component]
pub(super) fn NameStep(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let problem = move |field: Field| Signal::derive(move || wizard.problem(|problem| problem.field() == field));
    let topping_up = Memo::new(move |_| draft.with(|draft| draft.kind == Kind::TopUp));
    let empty = Memo::new(move |_| draft.with(|draft| draft.kind == Kind::Empty));
    let how_many = move || {
        empty.get().then(|| {
            view! {
                <DraftField
                    wizard
                    id="number"
                    label=words::HOW_MANY
                    get=|draft| &draft.number
                    set=|draft, typed| draft.number = typed
                    required=true
                    number=true
                    problem=problem(Field::Groups)
                />
            }
        })
    };
    let naming = move || {
        if topping_up.get() {
            view! { <TopUpChoice wizard problem=problem(Field::Set) /> }.into_any()
        } else {
            view! {
                <Naming wizard />
                {how_many}
                <SetChoiceFields wizard problem=problem(Field::Set) />
            }
            .into_any()
        }
    };
    view! {
        <section class="card wizard__form">
            <div class="card__body form">
                <StepHeading wizard step=Step::Name />
                <TypeChoice wizard />
                {naming}
            </div>
        </section>
    }
}

/// What new groups are called.
#[component]
fn Naming(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let problem = move |field: Field| Signal::derive(move || wizard.problem(|problem| problem.field() == field));
    let sample = Signal::derive(move || draft.with(|draft| words::sample(&draft.naming(), draft.number())));
    view! {
        <DraftField
            wizard
            id="prefix"
            label=words::PREFIX
            get=|draft| &draft.prefix
            set=|draft, typed| draft.prefix = typed
            required=true
            hint=sample
            problem=problem(Field::Prefix)
        />
        <div class="row wizard__numbers">
            <DraftField
                wizard
                id="first"
                label=words::FIRST
                get=|draft| &draft.first
                set=|draft, typed| draft.first = typed
                number=true
                problem=problem(Field::First)
            />
            <DraftTick
                wizard
                name="pad"
                label=words::PAD
                hint=words::PAD_HINT
                get=|draft| draft.pad
                set=|draft, on| draft.pad = on
            />
        </div>
    }
}

/// Which groups are filled up: those of a set.
#[component]
fn TopUpChoice(wizard: Wizard, problem: Signal<Option<String>>) -> impl IntoView {
    let draft = wizard.asked.draft;
    let sets = wizard
        .roster
        .with_value(|roster| roster.start.sets.iter().filter(|set| set.groups > 0).cloned().collect::<Vec<_>>());
    if sets.is_empty() {
        return view! { <p class="quiet">{words::NO_GROUPS}</p> }.into_any();
    }
    let now = Memo::new(move |_| draft.with(|draft| draft.top));
    let options: Vec<_> = sets
        .into_iter()
        .map(|set| {
            let name = if set.locked { words::locked_set(set.name.as_str()) } else { set.name.to_string() };
            let words = [&name, " · ", &words::groups(set.groups as usize)].concat();
            view! {
                <option value=set.id.to_string() selected=move || now.get() == Some(set.id)>
                    {words}
                </option>
            }
        })
        .collect();
    view! {
        <Labelled id="top" label=words::TOP_WHICH required=true problem>
            <select
                class="select select--fit"
                id="top"
                aria-describedby=described_by("top")
                on:change=move |event| draft.update(|draft| draft.top = event_target_value(&event).parse().ok())
            >
                <option value="" selected=move || now.get().is_none()>
                    {words::TOP_CHOOSE}
                </option>
                {options}
            </select>
        </Labelled>
    }
    .into_any()
}

/// *Group Type*.
#[component]
fn TypeChoice(wizard: Wizard) -> impl IntoView {
    let place = wizard.asked.place();
    let rotation = move || address::in_course(&place.code.get(), "groups/rotation", place.period.get());
    view! {
        <fieldset class="field">
            <Legend label=words::TYPE required=true />
            <div class="choices choices--cards">
                <DraftRadio
                    wizard
                    name="type"
                    value="auto"
                    label=words::AUTO
                    hint=words::AUTO_HINT
                    on=|draft| draft.kind == Kind::Auto
                    choose=|draft| draft.kind = Kind::Auto
                />
                <DraftRadio
                    wizard
                    name="type"
                    value="empty"
                    label=words::EMPTY
                    hint=words::EMPTY_HINT
                    on=|draft| draft.kind == Kind::Empty
                    choose=|draft| draft.kind = Kind::Empty
                />
                <DraftRadio
                    wizard
                    name="type"
                    value="top-up"
                    label=words::TOP_UP
                    hint=words::TOP_UP_HINT
                    on=|draft| draft.kind == Kind::TopUp
                    choose=|draft| draft.kind = Kind::TopUp
                />
            </div>
            <p class="field__hint">
                {words::ROUNDS} " " <a href=rotation>{words::TO_ROTATION}</a>
            </p>
        </fieldset>
    }
}
