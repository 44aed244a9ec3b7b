//! The first step: what the groups are called, and whether they are filled.

use super::StepHeading;
use super::draft::{Kind, Step};
use super::field::{DraftField, DraftRadio, DraftTick, Legend};
use super::set_choice::SetChoiceFields;
use super::state::Wizard;
use super::words;
use domain::forming::Field;
use leptos::prelude::*;

#[component]
pub(super) fn NameStep(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let problem = move |field: Field| Signal::derive(move || wizard.problem(|problem| problem.field() == field));
    let sample = Signal::derive(move || draft.with(|draft| words::sample(&draft.naming(), draft.number())));
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
    view! {
        <section class="card wizard__form">
            <div class="card__body form">
                <StepHeading wizard step=Step::Name />
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
                <TypeChoice wizard />
                {how_many}
                <SetChoiceFields wizard problem=problem(Field::Set) />
            </div>
        </section>
    }
}

/// *Group Type*.
#[component]
fn TypeChoice(wizard: Wizard) -> impl IntoView {
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
            </div>
        </fieldset>
    }
}
