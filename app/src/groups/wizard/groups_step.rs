//! The third step: how many groups or how large, and how gender is looked at.

use super::StepHeading;
use super::draft::{By, Step};
use super::field::{DraftField, DraftRadio, Legend, ProblemLine};
use super::state::Wizard;
use super::words;
use domain::forming::{Field, Fill, Genders};
use leptos::prelude::*;

#[component]
pub(super) fn GroupsStep(wizard: Wizard) -> impl IntoView {
    let problem = move |field: Field| Signal::derive(move || wizard.problem(|problem| problem.field() == field));
    // Names that exist are the prefix's matter, but only now is it known how many there will be.
    let names =
        Signal::derive(move || wizard.problem(|problem| matches!(problem.field(), Field::Prefix | Field::First)));
    let sizes = if wizard.is_topping_up() {
        view! {
            <DraftField
                wizard
                id="size"
                label=words::TOP_SIZE
                get=|draft| &draft.size
                set=|draft, typed| draft.size = typed
                number=true
                hint=words::TOP_SIZE_HINT.to_owned()
                problem=problem(Field::Size)
            />
        }
        .into_any()
    } else {
        view! { <Sizes wizard problem /> }.into_any()
    };
    view! {
        <section class="card wizard__form">
            <div class="card__body form">
                <StepHeading wizard step=Step::Groups />
                {sizes}
                <ProblemLine problem=names />
                <GenderChoice wizard problem=problem(Field::Genders) />
                <Words wizard />
            </div>
        </section>
    }
}

/// *Number of Groups* or *Group Size*: typing one lets go of the other.
#[component]
fn Sizes<F>(wizard: Wizard, problem: F) -> impl IntoView
where
    F: Fn(Field) -> Signal<Option<String>> + 'static,
{
    let draft = wizard.asked.draft;
    let by_size = Memo::new(move |_| draft.with(|draft| draft.by == By::Size));
    let groups = problem(Field::Groups);
    let number_problem = Signal::derive(move || if by_size.get() { None } else { groups.get() });
    let size = problem(Field::Size);
    let range = move || (!by_size.get()).then(|| view! { <Range wizard problem=size /> });
    let of_size = Signal::derive(move || if by_size.get() { size.get() } else { None });
    let size_problem = Signal::derive(move || of_size.get().or_else(|| by_size.get().then(|| groups.get()).flatten()));
    let fill = move || {
        by_size.get().then(|| {
            view! {
                <fieldset class="field">
                    <Legend label=words::FILL />
                    <div class="choices choices--cards">
                        <DraftRadio
                            wizard
                            name="fill"
                            value="even"
                            label=words::EVEN
                            hint=words::EVEN_HINT
                            on=|draft| draft.fill == Fill::Even
                            choose=|draft| draft.fill = Fill::Even
                        />
                        <DraftRadio
                            wizard
                            name="fill"
                            value="order"
                            label=words::IN_ORDER
                            hint=words::IN_ORDER_HINT
                            on=|draft| draft.fill == Fill::InOrder
                            choose=|draft| draft.fill = Fill::InOrder
                        />
                    </div>
                </fieldset>
            }
        })
    };
    view! {
        <fieldset class="field">
            <Legend label=words::GROUPS required=true />
            <div class="wizard__sizes">
                <DraftField
                    wizard
                    id="number"
                    label=words::NUMBER
                    get=|draft| &draft.number
                    set=|draft, typed| {
                        draft.number = typed;
                        draft.size.clear();
                        draft.by = By::Number;
                    }
                    number=true
                    hint=words::NUMBER_HINT.to_owned()
                    problem=number_problem
                />
                <span class="wizard__or" aria-hidden="true">
                    {words::OR}
                </span>
                <DraftField
                    wizard
                    id="size"
                    label=words::SIZE
                    get=|draft| &draft.size
                    set=|draft, typed| {
                        draft.size = typed;
                        draft.number.clear();
                        draft.by = By::Size;
                    }
                    number=true
                    hint=words::SIZE_HINT.to_owned()
                    problem=size_problem
                />
            </div>
        </fieldset>
        {fill}
        {range}
    }
}

/// How few and how many a group may have.
#[component]
fn Range(wizard: Wizard, problem: Signal<Option<String>>) -> impl IntoView {
    let open = wizard.asked.draft.with_untracked(|draft| !draft.least.is_empty() || !draft.most.is_empty());
    view! {
        <details class="wizard__more" open=open>
            <summary>{words::RANGE}</summary>
            <div class="wizard__sizes wizard__set">
                <DraftField
                    wizard
                    id="least"
                    label=words::LEAST
                    get=|draft| &draft.least
                    set=|draft, typed| draft.least = typed
                    number=true
                    problem
                />
                <DraftField
                    wizard
                    id="most"
                    label=words::MOST
                    get=|draft| &draft.most
                    set=|draft, typed| draft.most = typed
                    number=true
                />
            </div>
            <p class="field__hint">{words::RANGE_HINT}</p>
        </details>
    }
}

#[component]
fn GenderChoice(wizard: Wizard, problem: Signal<Option<String>>) -> impl IntoView {
    view! {
        <fieldset class="field">
            <Legend label=words::POPULATE />
            <div class="choices">
                <DraftRadio
                    wizard
                    name="genders"
                    value="any"
                    label=words::ANY
                    hint=words::ANY_HINT
                    on=|draft| draft.genders == Genders::Any
                    choose=|draft| draft.genders = Genders::Any
                />
                <DraftRadio
                    wizard
                    name="genders"
                    value="balanced"
                    label=words::BALANCED
                    hint=words::BALANCED_HINT
                    on=|draft| draft.genders == Genders::Balanced
                    choose=|draft| draft.genders = Genders::Balanced
                />
                <DraftRadio
                    wizard
                    name="genders"
                    value="homogeneous"
                    label=words::HOMOGENEOUS
                    hint=words::HOMOGENEOUS_HINT
                    on=|draft| draft.genders == Genders::Homogeneous
                    choose=|draft| draft.genders = Genders::Homogeneous
                />
            </div>
            <ProblemLine problem />
        </fieldset>
    }
}

/// What comes of it, said while one types.
#[component]
fn Words(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let distribution = Memo::new(move |_| {
        let learners = wizard.learners.get();
        wizard.roster.with_value(|roster| draft.with(|draft| draft.groups(roster, &learners).ok()))
    });
    let said = move || {
        distribution.get().map(|(distribution, _)| {
            view! {
                <p class="big">{distribution.headline()}</p>
                <p class="quiet">{distribution.detail()}</p>
            }
        })
    };
    view! {
        <div class="distribution" role="status">
            {said}
        </div>
    }
}
