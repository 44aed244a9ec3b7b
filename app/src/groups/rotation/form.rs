//! What is asked for: names, numbers, learners, the seed.

use super::draft::{By, Draft};
use super::people::People;
use super::state::Desk;
use super::words;
use crate::groups::wizard::draft::next_seed;
use crate::ui::{Field, Glyph, Icon, described_by};
use domain::forming::rotation::{RotationField, RoundNames};
use domain::groups::GroupName;
use leptos::prelude::*;

/// The form on the left.
#[component]
pub(super) fn Form(desk: Desk) -> impl IntoView {
    let problem = move |field: RotationField| Signal::derive(move || desk.problem(field));
    let sets = Signal::derive(move || sample(desk, |round| vec![&round.set]));
    let groups = Signal::derive(move || sample(desk, |round| round.groups.iter().collect()));
    view! {
        <section class="card" aria-label=words::FORM>
            <div class="card__body form">
                <Entry
                    desk
                    id="round"
                    label=words::ROUND
                    get=|draft| &draft.round
                    set=|draft, typed| draft.round = typed
                    hint=sets
                    problem=problem(RotationField::Round)
                />
                <Entry
                    desk
                    id="rounds"
                    label=words::ROUNDS
                    get=|draft| &draft.rounds
                    set=|draft, typed| {
                        draft.rounds = typed;
                        draft.steps = None;
                    }
                    number=true
                    problem=problem(RotationField::Rounds)
                />
                <Entry
                    desk
                    id="prefix"
                    label=words::PREFIX
                    get=|draft| &draft.prefix
                    set=|draft, typed| draft.prefix = typed
                    hint=groups
                    problem=problem(RotationField::Prefix)
                />
                <Sizes desk />
                <People desk />
                <Seed desk />
            </div>
        </section>
    }
    .into_any()
}

/// A few of the names that will be given: "Block 1, Block 2, Block 3 …".
fn sample(desk: Desk, of: impl Fn(&RoundNames) -> Vec<&GroupName>) -> String {
    const FEW: usize = 3;
    let few = |rounds: &[RoundNames]| {
        let names = rounds.iter().flat_map(&of).take(FEW + 1).map(ToString::to_string);
        let mut names: Vec<String> = names.collect();
        let more = names.len() > FEW;
        names.truncate(FEW);
        words::sample(&names, more)
    };
    desk.names.with(|names| match names {
        Ok(names) => few(names),
        // How many there will be is not known, or they are taken; what they would look like is.
        Err(_) => desk.page.draft.with(Draft::naming).names(2, 2).map(|names| few(&names)).unwrap_or_default(),
    })
}

/// A line of text or a number of the draft.
#[component]
fn Entry(
    desk: Desk,
    id: &'static str,
    label: &'static str,
    get: fn(&Draft) -> &String,
    set: fn(&mut Draft, String),
    #[prop(optional)] number: bool,
    #[prop(optional)] not_required: bool,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let draft = desk.page.draft;
    let value = Memo::new(move |_| draft.with(|draft| get(draft).clone()));
    view! {
        <Field id label required=!not_required hint problem>
            <input
                class="input"
                class:input--short=number
                class:input--name=!number
                type=if number { "number" } else { "text" }
                min=number.then_some("1")
                inputmode=number.then_some("numeric")
                id=id
                name=id
                autocomplete="off"
                aria-required=(!not_required).then_some("true")
                aria-describedby=described_by(id)
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input=move |event| draft.update(|draft| set(draft, event_target_value(&event)))
            />
        </Field>
    }
    .into_any()
}

/// *Number of Groups* or *Group Size*: typing one lets go of the other.
#[component]
fn Sizes(desk: Desk) -> impl IntoView {
    let by_size = Memo::new(move |_| desk.page.draft.with(|draft| draft.by == By::Size));
    let groups = move || desk.problem(RotationField::Groups);
    let number_problem = Signal::derive(move || if by_size.get() { None } else { groups() });
    let size_problem =
        Signal::derive(move || desk.problem(RotationField::Size).or_else(|| by_size.get().then(groups).flatten()));
    view! {
        <fieldset class="field">
            <legend class="field__label">
                {words::GROUPS}
                <span class="field__required" title=words::REQUIRED aria-hidden="true">" *"</span>
            </legend>
            <div class="wizard__sizes">
                <Entry
                    desk
                    id="number"
                    label=words::NUMBER
                    get=|draft| &draft.number
                    set=|draft, typed| {
                        draft.number = typed;
                        draft.size.clear();
                        draft.by = By::Number;
                        draft.steps = None;
                    }
                    number=true
                    not_required=true
                    hint=words::SIZES_HINT.to_owned()
                    problem=number_problem
                />
                <span class="wizard__or" aria-hidden="true">
                    {words::OR}
                </span>
                <Entry
                    desk
                    id="size"
                    label=words::SIZE
                    get=|draft| &draft.size
                    set=|draft, typed| {
                        draft.size = typed;
                        draft.number.clear();
                        draft.by = By::Size;
                        draft.steps = None;
                    }
                    number=true
                    not_required=true
                    problem=size_problem
                />
            </div>
        </fieldset>
    }
    .into_any()
}

/// The seed and **Reshuffle**.
#[component]
fn Seed(desk: Desk) -> impl IntoView {
    let start_seed = desk.roster.with_value(|roster| roster.start.seed);
    let seed = Memo::new(move |_| desk.page.draft.with(|draft| draft.seed_or(start_seed)));
    let reshuffle = move |_| {
        let next = next_seed(seed.get_untracked());
        desk.page.wish(|draft| draft.seed = next.to_string());
    };
    view! {
        <div class="field">
            <div class="row">
                <label class="wizard__seed">
                    <span class="quiet small">{words::SEED}</span>
                    <input
                        class="number"
                        type="number"
                        min="0"
                        inputmode="numeric"
                        autocomplete="off"
                        aria-describedby="seed-hint"
                        value=seed.get_untracked().to_string()
                        prop:value=move || seed.get().to_string()
                        on:change=move |event| desk.page.wish(|draft| draft.seed = event_target_value(&event))
                    />
                </label>
                <button type="button" class="button" on:click=reshuffle>
                    <Icon glyph=Glyph::Shuffle />
                    {words::RESHUFFLE}
                </button>
            </div>
            <p class="field__hint" id="seed-hint">
                {words::SAME_SEED}
            </p>
        </div>
    }
    .into_any()
}
