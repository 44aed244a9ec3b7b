//! One rule: a line that says it, and where it is being changed, its controls.

use super::draft::Draft;
use super::learners_step::stay;
use super::state::Wizard;
use super::{names, words};
use crate::groups::rules::Kind;
use crate::ui::{Found, Glyph, Icon, PersonPicker, SearchPeople};
use domain::forming::recipe::{Asked, Trait, What};
use domain::id::{GroupSetId, UserId};
use leptos::prelude::*;

/// As many people as a search for one shows.
const MOST_FOUND: usize = 12;

/// The rule at a place of the draft.
#[component]
pub(super) fn RuleCard(wizard: Wizard, at: usize, open: RwSignal<Option<usize>>) -> impl IntoView {
    let draft = wizard.asked.draft;
    let rule = Memo::new(move |_| draft.with(|draft| draft.rules.get(at).cloned()));
    let is_open = Memo::new(move |_| open.get() == Some(at));
    let kind = Memo::new(move |_| rule.with(|rule| rule.as_ref().map(|rule| Kind::of(&rule.what))));
    let title = move || kind.get().map(Kind::title);
    let said = move || rule.with(|rule| rule.as_ref().map(|rule| names::asked(wizard, &rule.what)));
    let remove = move |_| {
        draft.update(|draft| {
            draft.rules.remove(at);
        });
        open.set(None);
        super::state::focus("rules");
    };
    let toggle = move |_| open.update(|open| *open = if *open == Some(at) { None } else { Some(at) });
    let body = move || {
        is_open.get().then(|| kind.get()).flatten().map(|kind| {
            view! {
                <div class="rule__body">
                    <Controls wizard at kind />
                </div>
            }
        })
    };
    view! {
        <li class="rule" class:is-open=move || is_open.get()>
            <div class="rule__head">
                <button
                    type="button"
                    class="rule__open"
                    id=words::rule_id(at)
                    aria-expanded=move || if is_open.get() { "true" } else { "false" }
                    on:click=toggle
                >
                    <span class="rule__number">{at + 1}</span>
                    <span class="rule__text">
                        <b>{title}</b>
                        <span class="quiet small">{said}</span>
                    </span>
                </button>
                <ForceSelect wizard at rule />
                <button
                    type="button"
                    class="button button--quiet button--icon"
                    aria-label=move || words::remove_rule(at, kind.get().map_or("", Kind::title))
                    on:click=remove
                >
                    <Icon glyph=Glyph::Trash />
                </button>
            </div>
            {body}
        </li>
    }
}

/// How much the rule matters.
#[component]
fn ForceSelect(wizard: Wizard, at: usize, rule: Memo<Option<Asked>>) -> impl IntoView {
    let draft = wizard.asked.draft;
    let now = Memo::new(move |_| rule.with(|rule| rule.as_ref().map(|rule| rule.force)));
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let force = words::FORCES.into_iter().find(|(_, key, _)| *key == chosen).map(|(force, _, _)| force);
        if let Some(force) = force {
            change(draft, at, |rule| rule.force = force);
        }
    };
    let options = words::FORCES.map(|(force, key, label)| {
        view! {
            <option value=key selected=move || now.get() == Some(force)>
                {label}
            </option>
        }
    });
    view! {
        <select
            class="select select--fit select--small"
            aria-label=move || words::force_of(at)
            on:change=choose
        >
            {options.into_iter().collect_view()}
        </select>
    }
}

fn change(draft: RwSignal<Draft>, at: usize, change: impl FnOnce(&mut Asked)) {
    draft.update(|draft| {
        if let Some(rule) = draft.rules.get_mut(at) {
            change(rule);
        }
    });
}

#[component]
fn Controls(wizard: Wizard, at: usize, kind: Kind) -> impl IntoView {
    match kind {
        Kind::Balance | Kind::Alike | Kind::NobodyAlone => view! { <TraitSelect wizard at kind /> }.into_any(),
        Kind::Together | Kind::Apart => view! { <People wizard at /> }.into_any(),
        Kind::NewFaces => view! { <EarlierSets wizard at /> }.into_any(),
        Kind::Diverse => view! { <Traits wizard at /> }.into_any(),
    }
}

/// Which trait, with its values and their counts.
#[component]
fn TraitSelect(wizard: Wizard, at: usize, kind: Kind) -> impl IntoView {
    let draft = wizard.asked.draft;
    let now = Memo::new(move |_| {
        draft.with(|draft| draft.rules.get(at).and_then(|rule| rule.what.traits().first().copied()))
    });
    let choose = move |event| {
        if let Ok(of) = event_target_value(&event).parse::<Trait>() {
            change(draft, at, |rule| {
                rule.what = match kind {
                    Kind::Alike => What::Alike(of),
                    Kind::NobodyAlone => What::NobodyAlone(of),
                    _ => What::Balance(of),
                };
            });
        }
    };
    let options = move || {
        let traits = names::traits(wizard);
        traits
            .into_iter()
            .map(|(of, name)| {
                view! {
                    <option value=of.to_string() selected=move || now.get() == Some(of)>
                        {name}
                    </option>
                }
            })
            .collect_view()
    };
    let id = ["rule-trait-", &at.to_string()].concat();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {words::TRAIT}
            </label>
            <select class="select select--fit" id=id on:change=choose>
                {options}
            </select>
        </div>
        {move || now.get().map(|of| view! { <ValuesOf wizard of /> })}
    }
}

/// The values of a trait and how many learners have each.
#[component]
fn ValuesOf(wizard: Wizard, of: Trait) -> impl IntoView {
    let values = move || {
        names::values(wizard, of)
            .into_iter()
            .map(|(name, count)| {
                view! {
                    <li class="badge">
                        {name} <b class="number">{count}</b>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="row rule__values">{values}</ul> }
}

/// Sets of learners, picked by name.
#[component]
fn People(wizard: Wizard, at: usize) -> impl IntoView {
    let draft = wizard.asked.draft;
    let sets = Memo::new(move |_| {
        draft.with(|draft| match draft.rules.get(at).map(|rule| &rule.what) {
            Some(What::Together(sets) | What::Apart(sets)) => sets.clone(),
            _ => Vec::new(),
        })
    });
    let edit = move |edit: &dyn Fn(&mut Vec<Vec<UserId>>)| {
        change(draft, at, |rule| {
            if let What::Together(sets) | What::Apart(sets) = &mut rule.what {
                edit(sets);
                if sets.is_empty() {
                    sets.push(Vec::new());
                }
            }
        });
    };
    let pick = Callback::new(move |found: Found| {
        let who = found.person.id;
        edit(&|sets| {
            if let Some(last) = sets.last_mut().filter(|last| !last.contains(&who)) {
                last.push(who);
            }
        });
    });
    let lines = move || {
        let sets = sets.get();
        let last = sets.len().saturating_sub(1);
        sets.into_iter()
            .enumerate()
            .map(|(set, people)| {
                let chips = people.into_iter().map(|who| {
                    let name = wizard.roster.with_value(|roster| roster.name(who));
                    let label = words::take_out(&name);
                    let out = move |_| {
                        edit(&|sets| {
                            sets[set].retain(|other| *other != who);
                            if sets[set].is_empty() {
                                sets.remove(set);
                            }
                        });
                    };
                    view! {
                        <span class="chip">
                            {name}
                            <button type="button" class="chip__remove" aria-label=label on:click=out>
                                <Icon glyph=Glyph::Close />
                            </button>
                        </span>
                    }
                });
                view! {
                    <li class="rule__set" class:is-last=set == last>
                        <span class="quiet small">{words::set_of_people(set)}</span>
                        {chips.collect_view()}
                    </li>
                }
            })
            .collect_view()
    };
    let another = Memo::new(move |_| sets.with(|sets| sets.last().is_some_and(|last| last.len() > 1)));
    let begin = move |_| {
        edit(&|sets| sets.push(Vec::new()));
        super::state::focus("rule-person");
    };
    view! {
        <ul class="rule__sets">{lines}</ul>
        <div class="row rule__pick" on:keydown=stay>
            <PersonPicker
                id="rule-person"
                label=words::PICK
                placeholder=words::PICK
                search=search_of(wizard)
                on_pick=pick
            />
            <button
                type="button"
                class="button"
                aria-disabled=move || (!another.get()).then_some("true")
                on:click=move |event| if another.get_untracked() { begin(event) }
            >
                <Icon glyph=Glyph::Plus />
                {words::ANOTHER_SET}
            </button>
        </div>
        <p class="field__hint">{words::PICK_HINT}</p>
    }
}

/// Finds among the learners who are to be placed; the browser has them all.
fn search_of(wizard: Wizard) -> SearchPeople {
    SearchPeople::new(move |typed| async move {
        let folded = domain::text::fold(&typed);
        let placed: std::collections::HashSet<UserId> =
            wizard.learners.with_untracked(|learners| learners.iter().map(|learner| learner.id).collect());
        let found = wizard.roster.with_value(|roster| {
            let people = roster.start.learners.iter().map(|learner| &learner.person);
            let found = people.filter(|person| placed.contains(&person.id) && person.matches(&folded));
            found.take(MOST_FOUND).map(|person| Found { person: person.clone(), side: None, taken: None }).collect()
        });
        Ok(found)
    })
}

/// Which earlier sets.
#[component]
fn EarlierSets(wizard: Wizard, at: usize) -> impl IntoView {
    let draft = wizard.asked.draft;
    let sets = wizard.roster.with_value(|roster| roster.start.earlier.clone());
    if sets.is_empty() {
        return view! { <p class="quiet">{words::NO_EARLIER}</p> }.into_any();
    }
    let ticks = sets
        .into_iter()
        .map(|set| {
            let id = set.id;
            let on = Memo::new(move |_| {
                draft.with(|draft| draft.rules.get(at).is_some_and(|rule| rule.what.earlier().contains(&id)))
            });
            let tick = move |event| {
                let add = event_target_checked(&event);
                change(draft, at, |rule| {
                    if let What::NewFaces(chosen) = &mut rule.what {
                        toggle_in(chosen, id, add);
                    }
                });
            };
            view! {
                <label class="choice">
                    <input class="tick" type="checkbox" prop:checked=move || on.get() on:change=tick />
                    <span>
                        {set.name.to_string()}
                        <span class="choice__hint">{words::earlier_set(set.period.as_deref(), set.groups)}</span>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="field__label">{words::EARLIER}</legend>
            <div class="choices">{ticks}</div>
        </fieldset>
    }
    .into_any()
}

fn toggle_in(chosen: &mut Vec<GroupSetId>, set: GroupSetId, add: bool) {
    chosen.retain(|other| *other != set);
    if add {
        chosen.push(set);
    }
}

/// Which traits learners shall differ in.
#[component]
fn Traits(wizard: Wizard, at: usize) -> impl IntoView {
    let draft = wizard.asked.draft;
    let ticks = move || {
        names::traits(wizard)
            .into_iter()
            .map(|(of, name)| {
                let on = Memo::new(move |_| {
                    draft.with(|draft| draft.rules.get(at).is_some_and(|rule| rule.what.traits().contains(&of)))
                });
                let tick = move |event| {
                    let add = event_target_checked(&event);
                    change(draft, at, |rule| {
                        if let What::Diverse(chosen) = &mut rule.what {
                            chosen.retain(|other| *other != of);
                            chosen.extend(add.then_some(of));
                        }
                    });
                };
                view! {
                    <label class="choice">
                        <input class="tick" type="checkbox" prop:checked=move || on.get() on:change=tick />
                        <span>{name}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{words::DIFFER_IN}</legend>
            <div class="choices">{ticks}</div>
        </fieldset>
    }
}
