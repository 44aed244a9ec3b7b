//! Beside the rows: problems by kind, and what the import will do.

use super::state::{Filter, Import};
use super::{focus, words};
use crate::ui::{Glyph, Icon};
use domain::groups::GroupName;
use domain::groups::acts::SetChoice;
use domain::import::groups::{GroupPlan, Kind, Plan, SetChoices, Settle, Target};
use leptos::prelude::*;

/// Groups that are listed by name.
const GROUPS_LISTED: usize = 30;

/// A kind of problem in the file.
#[derive(Clone, PartialEq)]
struct OfKind {
    kind: Kind,
    open: usize,
    all: usize,
    /// Ways that settle several open ones at once, each with how many.
    ways: Vec<(Settle, usize)>,
}

fn by_kind(plan: &Plan) -> Vec<OfKind> {
    let mut kinds: Vec<OfKind> = Vec::new();
    for problem in &plan.problems {
        let at = kinds.iter().position(|known| known.kind == problem.kind).unwrap_or_else(|| {
            kinds.push(OfKind { kind: problem.kind, open: 0, all: 0, ways: Vec::new() });
            kinds.len() - 1
        });
        let Some(of) = kinds.get_mut(at) else { continue };
        of.all += 1;
        if !problem.is_open() {
            continue;
        }
        of.open += 1;
        let general = problem.ways.iter().map(|way| way.settle).filter(|settle| !matches!(settle, Settle::Choose(_)));
        for settle in general {
            match of.ways.iter_mut().find(|(known, _)| *known == settle) {
                Some((_, count)) => *count += 1,
                None => of.ways.push((settle, 1)),
            }
        }
    }
    kinds
}

#[component]
pub(super) fn Problems(import: Import) -> impl IntoView {
    let kinds =
        Memo::new(move |_| import.plan.with(|plan| plan.as_ref().map(|plan| by_kind(plan))).unwrap_or_default());
    view! {
        <Show when=move || kinds.with(|kinds| !kinds.is_empty())>
            <section class="card">
                <div class="card__head card__head--band">
                    <h3>{words::PROBLEMS}</h3>
                </div>
                <ul class="lines">
                    <For each=move || kinds.get() key=|of| of.kind let:of>
                        <KindLine import kind=of.kind kinds />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

fn show_id(kind: Kind) -> String {
    ["show-", &(kind as u8).to_string()].concat()
}

#[component]
fn KindLine(import: Import, kind: Kind, kinds: Memo<Vec<OfKind>>) -> impl IntoView {
    let of = Memo::new(move |_| kinds.with(|kinds| kinds.iter().find(|of| of.kind == kind).cloned()));
    let is_open = move || of.with(|of| of.as_ref().is_some_and(|of| of.open > 0));
    let count = move || of.with(|of| of.as_ref().map(|of| words::to_settle(of.open, of.all)));
    let options = move || {
        let ways = of.with(|of| of.as_ref().map(|of| of.ways.clone())).unwrap_or_default();
        let option = |(at, (settle, count)): (usize, (Settle, usize))| {
            view! { <option value=at.to_string()>{words::way_for_all(settle, count)}</option> }
        };
        ways.into_iter().enumerate().map(option).collect_view()
    };
    let settle = move |event: leptos::ev::Event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let way = of.with_untracked(|of| of.as_ref().zip(at).and_then(|(of, at)| of.ways.get(at).copied()));
        if let Some((settle, _)) = way {
            import.settle_alike(kind, settle);
            // The list of ways may be gone now.
            focus(&show_id(kind));
        }
    };
    view! {
        <li>
            <span class=move || if is_open() { "text--danger" } else { "text--success" }>
                {move || view! { <Icon glyph=if is_open() { Glyph::Warning } else { Glyph::Check } /> }}
            </span>
            <div class="lines__main">
                <strong>{kind.heading()}</strong>
                <p class="small quiet">{count}</p>
            </div>
            <button
                type="button"
                class="button button--small"
                id=show_id(kind)
                aria-label=[words::SHOW, ": ", kind.heading()].concat()
                on:click=move |_| import.show(Filter::Kind(kind))
            >
                {words::SHOW}
            </button>
            <Show when=is_open>
                <select
                    class="select select--small select--fit"
                    aria-label=words::settle_all(kind.heading())
                    prop:value=move || {
                        of.track();
                        ""
                    }
                    on:change=settle
                >
                    <option value="">{words::SETTLE_ALL}</option>
                    {options}
                </select>
            </Show>
        </li>
    }
}

/// What would be done, in numbers and by group.
#[component]
pub(super) fn Summary(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| import.plan.with(|plan| plan.as_ref().map(|plan| plan.counts)).unwrap_or_default());
    let facts = move || {
        let counts = counts.get();
        let facts = [
            ("Groups made", counts.groups_made),
            ("Groups filled", counts.groups_filled),
            ("Learners placed", counts.placed),
            ("Learners moved", counts.moved),
            ("Tutors added", counts.tutors),
            ("Tutors given another type", counts.retitled),
            ("Rows unchanged", counts.unchanged),
            ("Rows left out", counts.left_out),
            ("Rows to settle", counts.unclear),
        ];
        let fact = |(label, count): (&'static str, usize)| {
            view! {
                <dt>{label}</dt>
                <dd>{count}</dd>
            }
        };
        facts.into_iter().filter(|(_, count)| *count > 0).map(fact).collect_view()
    };
    view! {
        <section class="card">
            <div class="card__head card__head--band">
                <h3>{words::ON_IMPORT}</h3>
            </div>
            <div class="card__body">
                <dl class="facts">{facts}</dl>
                <SetOfNew import />
                <Touched import />
            </div>
        </section>
    }
}

/// The groups that the import makes or changes.
#[component]
fn Touched(import: Import) -> impl IntoView {
    let groups = Memo::new(move |_| {
        import.plan.with(|plan| {
            let touched = |plan: &Plan| plan.groups.iter().filter(|g| g.is_touched()).cloned().collect::<Vec<_>>();
            plan.as_ref().map(|plan| touched(plan)).unwrap_or_default()
        })
    });
    let line = |group: GroupPlan| {
        let mut said = words::members(group.placed, group.taken_out, group.members_after());
        if !group.new_tutors.is_empty() || !group.retitled.is_empty() {
            said.push_str(" · ");
            said.push_str(&words::new_tutors(group.new_tutors.len(), group.retitled.len()));
        }
        let is_new = group.target == Target::New;
        view! {
            <li>
                <strong>
                    <bdi>{group.name.to_string()}</bdi>
                </strong>
                {is_new.then(|| view! { " " <span class="badge badge--accent">{words::NEW}</span> })}
                <p class="small quiet">{said}</p>
            </li>
        }
    };
    let listed = move || groups.get().into_iter().take(GROUPS_LISTED).map(line).collect_view();
    let more = move || {
        let count = groups.with(Vec::len);
        (count > GROUPS_LISTED)
            .then(|| view! { <p class="small quiet">{words::more_groups(count - GROUPS_LISTED)}</p> })
    };
    view! {
        <Show when=move || groups.with(|groups| !groups.is_empty())>
            <details>
                <summary>{words::GROUPS_TOUCHED}" (" {move || groups.with(Vec::len)} ")"</summary>
                <ul class="stack stack--tight import__touched">{listed}</ul>
                {more}
            </details>
        </Show>
    }
}

/// Whether learners cannot be in groups that are made because they are in others of the set.
fn is_in_the_way(plan: &Plan) -> bool {
    plan.problems.iter().any(|problem| problem.kind == Kind::InAnotherGroup)
}

/// Where new groups go. A course with one set does not hear of sets (SPEC G9), unless it needs a second.
#[component]
fn SetOfNew(import: Import) -> impl IntoView {
    let choices = Memo::new(move |_| {
        let chosen = import.decisions.with(|decisions| decisions.set.is_some());
        let choices = import.plan.with(|plan| plan.as_ref().and_then(|plan| plan.set_choices.clone()))?;
        let is_new = matches!(choices.taken, SetChoice::New { .. });
        let in_the_way = import.plan.with(|plan| plan.as_ref().is_some_and(|plan| is_in_the_way(plan)));
        let heard_of = choices.existing.len() > 1 || (choices.existing.len() == 1 && (is_new || in_the_way));
        (heard_of || chosen).then_some(choices)
    });
    let fields = move || choices.get().map(|choices| view! { <SetFields import choices /> });
    view! { {fields} }
}

#[component]
fn SetFields(import: Import, choices: SetChoices) -> impl IntoView {
    let SetChoices { taken, suggested, existing, .. } = choices;
    let choose = move |choice| import.decisions.update(|decisions| decisions.set = Some(choice));
    let new_name = match &taken {
        SetChoice::New { name, .. } => Some(name.to_string()),
        SetChoice::Existing(_) => None,
    };
    let on_change = move |event| {
        let choice = match event_target_value(&event).parse() {
            Ok(id) => SetChoice::Existing(id),
            Err(_) => SetChoice::New { name: suggested.clone(), several: false },
        };
        choose(choice);
    };
    let option = |(id, name): (domain::id::GroupSetId, GroupName)| {
        view! {
            <option value=id.to_string() prop:selected=taken == SetChoice::Existing(id)>
                {words::existing_set(name.as_str())}
            </option>
        }
    };
    let options = existing.into_iter().map(option).collect_view();
    let is_new = new_name.is_some();
    let naming = new_name.map(|name| {
        view! {
            <input
                class="input"
                type="text"
                aria-label=words::NEW_SET_NAME
                autocomplete="off"
                value=name
                on:change=move |event| {
                    if let Ok(name) = GroupName::parse(&event_target_value(&event)) {
                        choose(SetChoice::New { name, several: false });
                    }
                }
            />
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for="set">
                {words::SET_FOR_NEW}
            </label>
            <select class="select" id="set" on:change=on_change>
                <option value="" prop:selected=is_new>
                    {words::NEW_SET}
                </option>
                {options}
            </select>
            {naming}
        </div>
    }
}
