//! The rows of the file, each with what happens to it and how it is settled.

use super::state::{Filter, Import};
use super::{focus, words};
use crate::ui::{Glyph, Icon, Pager};
use domain::import::groups::{Field, Outcome, Part, Plan, Problem, RowPlan, Settle, SheetRow, Target};
use leptos::prelude::*;
use std::sync::Arc;

/// Rows on a page.
const PER_PAGE: usize = 50;

#[component]
pub(super) fn Rows(import: Import) -> impl IntoView {
    let found = Memo::new(move |_| {
        let filter = import.filter.get();
        import.plan.with(|plan| plan.as_ref().map(|plan| Arc::new(filtered(plan, filter))).unwrap_or_default())
    });
    let total = Signal::derive(move || found.with(|found| found.len()));
    let page = Signal::derive(move || import.page.get().min(total.get().div_ceil(PER_PAGE).max(1) - 1));
    let shown = move || {
        let start = page.get() * PER_PAGE;
        found.with(|found| found.iter().skip(start).take(PER_PAGE).copied().collect::<Vec<usize>>())
    };
    view! {
        <Filters import />
        <div class="table-card">
            <table class="table table--fold import__rows">
                <caption class="unseen">{words::ROWS_SHOWN}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::ROW}</th>
                        <th scope="col">{words::GROUP}</th>
                        <th scope="col">{words::LEARNER}</th>
                        <th scope="col">{words::TUTORS}</th>
                        <th scope="col">{words::OUTCOME}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=shown key=|at| *at let:at>
                        <Line import at />
                    </For>
                </tbody>
            </table>
            <Show when=move || { total.get() > PER_PAGE }>
                <Pager total per_page=PER_PAGE page on_go=Callback::new(move |to| import.page.set(to)) />
            </Show>
        </div>
    }
}

/// The places in the plan of the rows that a filter lets through.
fn filtered(plan: &Plan, filter: Filter) -> Vec<usize> {
    let passes = |row: &RowPlan| match filter {
        Filter::All => true,
        Filter::Changing => {
            matches!(row.outcome, Outcome::Place | Outcome::Move { .. } | Outcome::MakesGroup | Outcome::Tutors)
        }
        Filter::Unchanged => matches!(row.outcome, Outcome::AlreadyThere | Outcome::Doubled { .. } | Outcome::Nothing),
        Filter::LeftOut => matches!(row.outcome, Outcome::LeftOut | Outcome::Superseded { .. }),
        Filter::Unclear => !plan.problems_of(row.row).is_empty(),
        Filter::Kind(kind) => plan.problems_of(row.row).iter().any(|problem| problem.kind == kind),
    };
    plan.rows.iter().enumerate().filter(|(_, row)| passes(row)).map(|(at, _)| at).collect()
}

#[component]
fn Filters(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| import.plan.with(|plan| plan.as_ref().map(|plan| plan.counts)).unwrap_or_default());
    let changing = move || {
        let counts = counts.get();
        counts.rows - counts.unchanged - counts.left_out - counts.unclear
    };
    let filter = move |filter: Filter, dot: &'static str, label: &'static str, count: Signal<usize>| {
        let on = move || match import.filter.get() {
            Filter::Kind(_) => filter == Filter::Unclear,
            now => now == filter,
        };
        view! {
            <button
                type="button"
                class="filter"
                class:filter--danger=filter == Filter::Unclear
                aria-pressed=move || if on() { "true" } else { "false" }
                on:click=move |_| import.show(filter)
            >
                {(!dot.is_empty()).then(|| view! { <span class=["dot ", dot].concat() aria-hidden="true"></span> })}
                <b>{move || count.get()}</b>
                " "
                {move || if label == words::ALL && count.get() == 1 { words::ONE } else { label }}
            </button>
        }
    };
    view! {
        <div class="import__filters" role="group" aria-label=words::ROWS_SHOWN>
            {filter(Filter::All, "", words::ALL, Signal::derive(move || counts.get().rows))}
            {filter(Filter::Changing, "dot--success", words::CHANGE, Signal::derive(changing))}
            {filter(Filter::Unchanged, "dot--info", words::UNCHANGED, Signal::derive(move || counts.get().unchanged))}
            {filter(Filter::LeftOut, "dot--warning", words::LEFT_OUT, Signal::derive(move || counts.get().left_out))}
            {filter(Filter::Unclear, "dot--danger", words::UNCLEAR, Signal::derive(move || counts.get().unclear))}
        </div>
    }
}

/// A row as it is shown.
#[derive(Clone, PartialEq)]
struct Shown {
    number: u32,
    group: String,
    is_new: bool,
    learner: String,
    tutors: String,
    outcome: Outcome,
    outcome_words: String,
    /// Each with how many others of its kind are still open and could be settled the same way.
    problems: Vec<(Problem, usize)>,
    notes: Vec<String>,
}

impl Shown {
    fn of(import: Import, at: usize) -> Option<Self> {
        let (plan, sheet, ground) = (import.plan.get()?, import.sheet.get()?, import.ground.get()?.ok()?);
        let (row, cells) = (plan.rows.get(at)?, sheet.rows.get(at)?);
        let group = row.group.and_then(|group| plan.groups.get(group));
        let problem = |problem: &Problem| (problem.clone(), others(&plan, problem));
        Some(Self {
            number: row.row,
            group: group.map_or(cells.cell(Field::GroupName), |group| group.name.as_str()).to_owned(),
            is_new: group.is_some_and(|group| group.target == Target::New),
            learner: row.learner.map_or_else(|| written_learner(cells), |id| ground.directory.describe(id)),
            tutors: written_tutors(cells),
            outcome: row.outcome.clone(),
            outcome_words: row.outcome.words(),
            problems: plan.problems_of(row.row).iter().map(problem).collect(),
            notes: plan.notes_of(row.row).map(|note| note.words.clone()).collect(),
        })
    }

    /// Whether a decision about the whole row left it out, without any problem to show it in.
    fn can_be_put_back(&self) -> bool {
        self.outcome == Outcome::LeftOut && self.problems.is_empty()
    }
}

fn others(plan: &Plan, problem: &Problem) -> usize {
    let Some(settle) = problem.settled else { return 0 };
    let alike = |other: &&Problem| {
        other.kind == problem.kind && other.is_open() && other.ways.iter().any(|way| way.settle == settle)
    };
    plan.problems.iter().filter(alike).count()
}

/// The learner as the file has one.
fn written_learner(cells: &SheetRow) -> String {
    let (name, number) = (cells.cell(Field::LearnerName), cells.cell(Field::LearnerNumber));
    if name.is_empty() || number.is_empty() { [name, number].concat() } else { [name, " (", number, ")"].concat() }
}

fn written_tutors(cells: &SheetRow) -> String {
    let names = cells.cell(Field::Tutors);
    if names.is_empty() { cells.cell(Field::TutorsNumbers) } else { names }.to_owned()
}

#[component]
fn Line(import: Import, at: usize) -> impl IntoView {
    let shown = Memo::new(move |_| Shown::of(import, at));
    let text = move |of: fn(&Shown) -> &String| shown.with(|row| row.as_ref().map(|row| of(row).clone()));
    let is = move |of: fn(&Shown) -> bool| shown.with(|row| row.as_ref().is_some_and(of));
    let number = shown.with_untracked(|row| row.as_ref().map_or(0, |row| row.number));
    let is_problem = move |field: fn(Field) -> bool| {
        shown
            .with(|row| row.as_ref().is_some_and(|row| row.problems.iter().any(|(p, _)| p.is_open() && field(p.field))))
    };
    let in_group = move || is_problem(|field| matches!(field, Field::GroupName | Field::GroupSet));
    let in_learner = move || is_problem(|field| matches!(field, Field::LearnerName | Field::LearnerNumber));
    let in_tutors =
        move || is_problem(|field| matches!(field, Field::Tutors | Field::TutorsNumbers | Field::TutorsTypes));
    let problems = move || {
        let problems = shown.with(|row| row.as_ref().map(|row| row.problems.clone())).unwrap_or_default();
        problems.into_iter().map(|(problem, others)| view! { <Settling import problem others /> }).collect_view()
    };
    let notes = move || {
        let notes = shown.with(|row| row.as_ref().map(|row| row.notes.clone())).unwrap_or_default();
        notes.into_iter().map(|note| view! { <p class="small quiet">{note}</p> }).collect_view()
    };
    let put_back = move || {
        is(Shown::can_be_put_back).then(|| {
            view! {
                <button
                    type="button"
                    class="link"
                    aria-label=words::put_back_row(number)
                    on:click=move |_| import.decisions.update(|decisions| decisions.reopen_row(number))
                >
                    {words::PUT_BACK}
                </button>
            }
        })
    };
    view! {
        <tr>
            <th scope="row" class="number">
                <span class="only-phone quiet">{words::ROW}" "</span>
                {number}
            </th>
            <td class:cell--problem=in_group>
                <bdi>{move || text(|row| &row.group)}</bdi>
                {move || is(|row| row.is_new).then(|| view! { " " <span class="badge badge--accent">{words::NEW}</span> })}
            </td>
            <td class:cell--problem=in_learner>{move || text(|row| &row.learner)}</td>
            <td class:cell--problem=in_tutors>{move || text(|row| &row.tutors)}</td>
            <td>
                <span class=move || shown.with(|row| row.as_ref().map_or("badge", |row| tone(&row.outcome)))>
                    {move || text(|row| &row.outcome_words)}
                </span>
                {put_back}
                {problems}
                {notes}
            </td>
        </tr>
    }
}

const fn tone(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Place | Outcome::Move { .. } | Outcome::MakesGroup | Outcome::Tutors => "badge badge--success",
        Outcome::AlreadyThere | Outcome::Doubled { .. } | Outcome::Nothing => "badge",
        Outcome::Superseded { .. } | Outcome::LeftOut => "badge badge--warning",
        Outcome::Problem => "badge badge--danger",
    }
}

/// What is unclear, and the ways to settle it.
#[component]
fn Settling(import: Import, problem: Problem, others: usize) -> impl IntoView {
    let Problem { row, part, kind, words: what, ways, settled, .. } = problem;
    let settles: Vec<Settle> = ways.iter().map(|way| way.settle).collect();
    let on_change = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        import.settle(row, part, at.and_then(|at| settles.get(at).copied()));
    };
    let options = ways.into_iter().enumerate().map(|(at, way)| {
        view! {
            <option value=at.to_string() prop:selected=Some(way.settle) == settled>
                {way.words}
            </option>
        }
    });
    let alike = settled.filter(|_| others > 0).map(|settle| {
        view! {
            <button
                type="button"
                class="link link--strong"
                on:click=move |_| {
                    import.settle_alike(kind, settle);
                    // This button is gone now.
                    focus(&control_id(row, part));
                }
            >
                {words::same_for_others(others)}
            </button>
        }
    });
    let id = control_id(row, part);
    let says = [id.as_str(), "-says"].concat();
    view! {
        <div class="import__problem">
            <p class="cell__problem" class:is-settled=settled.is_some() id=says.clone()>
                <Icon glyph=if settled.is_some() { Glyph::Check } else { Glyph::Warning } />
                <span>{what}</span>
            </p>
            <div class="cell__settle">
                <select
                    class="select select--small select--fit"
                    id=id
                    aria-label=words::settle(row, kind.heading())
                    aria-describedby=says
                    on:change=on_change
                >
                    <option value="" prop:selected=settled.is_none()>
                        {words::CHOOSE_WAY}
                    </option>
                    {options.collect_view()}
                </select>
                {alike}
            </div>
        </div>
    }
}

/// The id of the control that settles a problem.
fn control_id(row: u32, part: Part) -> String {
    let (name, at) = match part {
        Part::Row => ("row", 0),
        Part::Group => ("group", 0),
        Part::Set => ("set", 0),
        Part::Learner => ("learner", 0),
        Part::Place => ("place", 0),
        Part::Tutor(at) => ("tutor", at),
        Part::TutorType(at) => ("type", at),
    };
    format!("settle-{row}-{name}-{at}")
}
