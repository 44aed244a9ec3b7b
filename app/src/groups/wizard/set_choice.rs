//! The set the groups go to (SPEC G9). A course with one set never hears of sets: until there are
//! several, the choice is behind "More choices".

use super::draft::{Draft, SetPick};
use super::field::{DraftRadio, DraftTick, Legend};
use super::state::Wizard;
use super::words;
use crate::ui::{Field, Glyph, Icon, described_by};
use domain::groups::view::SetView;
use leptos::prelude::*;

#[component]
pub(super) fn SetChoiceFields(wizard: Wizard, problem: Signal<Option<String>>) -> impl IntoView {
    let hears = untrack(|| wizard.hears_of_sets());
    let open = move || hears || problem.with(Option::is_some);
    let is_new = move || wizard.asked.draft.with(|draft| draft.set == SetPick::New);
    view! {
        <details class="wizard__more" open=open>
            <summary>{words::MORE}</summary>
            <div class="form wizard__set">
                <fieldset class="field">
                    <Legend label=words::SET />
                    <div class="choices">
                        <DraftRadio
                            wizard
                            name="set"
                            value=""
                            label=words::SET_BY_PREFIX
                            on=|draft| draft.set == SetPick::ByPrefix
                            choose=|draft| draft.set = SetPick::ByPrefix
                        />
                        <DraftRadio
                            wizard
                            name="set"
                            value="new"
                            label=words::SET_NEW
                            on=|draft| draft.set == SetPick::New
                            choose=|draft| draft.set = SetPick::New
                        />
                        <Existing wizard />
                    </div>
                    <p class="field__problem" id="set-problem" aria-live="polite">
                        {move || {
                            let words = problem.get().filter(|_| !is_new());
                            words.map(|words| view! { <Icon glyph=Glyph::Warning /> <span>{words}</span> })
                        }}
                    </p>
                </fieldset>
                <NewSet wizard problem />
            </div>
        </details>
    }
}

/// The name of a new set, and whether learners may be in several of its groups.
#[component]
fn NewSet(wizard: Wizard, problem: Signal<Option<String>>) -> impl IntoView {
    let draft = wizard.asked.draft;
    let new = Memo::new(move |_| draft.with(|draft| draft.set == SetPick::New));
    let name = Memo::new(move |_| draft.with(|draft| draft.set_name.clone()));
    let by_prefix = Memo::new(move |_| draft.with(|draft| draft.prefix.trim().to_owned()));
    view! {
        <Show when=move || new.get()>
            <Field id="set-name" label=words::SET_NAME problem>
                <input
                    class="input input--name"
                    type="text"
                    id="set-name"
                    name="set-name"
                    autocomplete="off"
                    placeholder=move || by_prefix.get()
                    aria-describedby=described_by("set-name")
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    prop:value=move || name.get()
                    value=name.get_untracked()
                    on:input=move |event| draft.update(|draft| draft.set_name = event_target_value(&event))
                />
            </Field>
            <DraftTick
                wizard
                name="several"
                label=words::SEVERAL
                hint=words::SEVERAL_HINT
                get=|draft| draft.several
                set=|draft, on| draft.several = on
            />
        </Show>
    }
}

/// The sets that are there.
#[component]
fn Existing(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let sets = wizard.roster.with_value(|roster| roster.start.sets.clone());
    let Some(first) = sets.first().map(|set| set.id) else { return ().into_any() };
    let picked = Memo::new(move |_| {
        draft.with(|draft| match draft.set {
            SetPick::Existing(id) => Some(id),
            SetPick::ByPrefix | SetPick::New => None,
        })
    });
    let pick = move |id| draft.update(|draft: &mut Draft| draft.set = SetPick::Existing(id));
    let option = move |set: SetView| {
        let chosen = move || picked.get() == Some(set.id);
        view! {
            <option value=set.id.to_string() selected=chosen>
                {if set.locked { words::locked_set(set.name.as_str()) } else { set.name.to_string() }}
            </option>
        }
    };
    view! {
        <div class="row">
            <label class="choice">
                <input
                    class="tick tick--radio"
                    type="radio"
                    name="set"
                    value=first.to_string()
                    checked=picked.get_untracked().is_some()
                    prop:checked=move || picked.get().is_some()
                    on:change=move |_| pick(picked.get_untracked().unwrap_or(first))
                />
                <span>{words::SET_EXISTING}</span>
            </label>
            <select
                class="select select--fit"
                aria-label=words::SET_EXISTING_WHICH
                on:change=move |event| {
                    if let Ok(id) = event_target_value(&event).parse() {
                        pick(id);
                    }
                }
            >
                {sets.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
