//! The learners of a course in a period, and those who left.

use super::{Desk, words};
use crate::ui::{Avatar, EmptyState, Pager, SearchField, When, use_query_text, use_query_writer};
use domain::enrolment::{Enrolled, EnrolmentChange, Through};
use domain::id::{CohortId, PeriodId};
use domain::person::Person;
use domain::text::fold;
use leptos::prelude::*;
use std::collections::HashMap;
use time::OffsetDateTime;

/// Learners of one page.
const PER_PAGE: usize = 50;

#[component]
pub(super) fn Learners(
    period: PeriodId,
    learners: Vec<Enrolled>,
    names: HashMap<CohortId, String>,
    may_manage: bool,
    desk: Desk,
    text: RwSignal<String>,
) -> impl IntoView {
    let (current, left): (Vec<Enrolled>, Vec<Enrolled>) = learners.into_iter().partition(|l| l.left.is_none());
    let empty = current.is_empty();
    let list = if empty {
        let what = if may_manage { words::EMPTY_MANAGER } else { words::EMPTY_READER };
        view! { <div class="table-card"><EmptyState title=words::EMPTY words=what /></div> }.into_any()
    } else {
        view! { <Current period current names=StoredValue::new(names) may_manage desk text /> }.into_any()
    };
    let left = (!left.is_empty()).then(|| view! { <Left period left may_manage desk /> });
    view! {
        <section class="stack stack--tight" aria-labelledby="learners">
            <h2 id="learners">{words::LEARNERS}</h2>
            {list}
        </section>
        {left}
    }
    .into_any()
}

#[component]
fn Current(
    period: PeriodId,
    current: Vec<Enrolled>,
    names: StoredValue<HashMap<CohortId, String>>,
    may_manage: bool,
    desk: Desk,
    text: RwSignal<String>,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        let query = fold(&text.get());
        current.iter().filter(|learner| learner.person.matches(&query)).cloned().collect::<Vec<_>>()
    });
    let total = Memo::new(move |_| found.with(Vec::len));
    let asked = use_query_text("page");
    let page = Memo::new(move |_| {
        let asked = asked.get().parse::<usize>().unwrap_or(1).saturating_sub(1);
        asked.min(total.get().saturating_sub(1) / PER_PAGE)
    });
    let writer = use_query_writer();
    let go = Callback::new(move |page: usize| {
        let page = if page == 0 { String::new() } else { (page + 1).to_string() };
        writer.write(&[("page", &page)]);
    });
    let rows = move || {
        let start = page.get() * PER_PAGE;
        found.with(|found| {
            let shown = found.iter().skip(start).take(PER_PAGE).cloned();
            shown.map(|learner| view! { <Line period learner names may_manage desk /> }).collect_view()
        })
    };
    view! {
        <form class="toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
            <SearchField key="q" label=words::SEARCH text />
            <input type="hidden" name="period" value=period.to_string() />
            <noscript>
                <button class="button">{words::SHOW}</button>
            </noscript>
            <span class="quiet" role="status">
                {move || words::learners(total.get())}
            </span>
        </form>
        <div class="table-card">
            <Show
                when=move || total.get() != 0
                fallback=|| view! { <EmptyState title=words::NONE_FOUND words=words::NONE_FOUND_WHAT /> }
            >
                <table class="table table--tight table--fold">
                    <thead>
                        <tr>
                            <th scope="col">{words::LEARNER}</th>
                            <th scope="col">{words::NUMBER}</th>
                            <th scope="col">{words::EMAIL}</th>
                            <th scope="col">{words::THROUGH}</th>
                            {may_manage.then(|| view! { <ActionHead /> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Show>
            <Show when=move || { total.get() > PER_PAGE }>
                <Pager total per_page=PER_PAGE page on_go=go />
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn ActionHead() -> impl IntoView {
    view! {
        <th scope="col" class="table__number">
            <span class="unseen">{words::ACTION}</span>
        </th>
    }
}

#[component]
fn Line(
    period: PeriodId,
    learner: Enrolled,
    names: StoredValue<HashMap<CohortId, String>>,
    may_manage: bool,
    desk: Desk,
) -> impl IntoView {
    let Enrolled { person, through, .. } = learner;
    let through = match through {
        Through::Single => words::BY_NAME.to_owned(),
        Through::Cohort(id) => {
            names.with_value(|names| names.get(&id).cloned()).unwrap_or_else(|| words::BY_COHORT.to_owned())
        }
    };
    let (id, name) = (person.id, person.name());
    let label = words::withdraw(&name);
    let withdraw = move |_| {
        let back = (EnrolmentChange::EnrolLearner(id), words::enrolled(&name));
        desk.enrol(period, (EnrolmentChange::WithdrawLearner(id), words::withdrawn(&name)), back);
    };
    let button = may_manage.then(|| {
        view! {
            <td class="table__number">
                <button type="button" class="link" aria-label=label on:click=withdraw>
                    {words::WITHDRAW}
                </button>
            </td>
        }
    });
    view! {
        <tr>
            <LearnerCells person />
            <td class="quiet">{through}</td>
            {button}
        </tr>
    }
    .into_any()
}

/// Name, number and e-mail.
#[component]
fn LearnerCells(person: Person) -> impl IntoView {
    view! {
        <th scope="row">
            <span class="person">
                <Avatar initials=person.initials() />
                <span class="person__name">{person.name()}</span>
            </span>
        </th>
        <td class="quiet number">{person.number.clone()}</td>
        <td class="quiet">{person.email}</td>
    }
}

/// Those who left: the history of an enrolment.
#[component]
fn Left(period: PeriodId, left: Vec<Enrolled>, may_manage: bool, desk: Desk) -> impl IntoView {
    let count = words::learners(left.len());
    let rows = left
        .into_iter()
        .map(|learner| {
            let Enrolled { person, left, .. } = learner;
            view! { <LeftLine period person left may_manage desk /> }
        })
        .collect_view();
    view! {
        <details class="setup__left">
            <summary>
                <h2>{words::LEFT}</h2>
                <span class="quiet">{count}</span>
            </summary>
            <p class="quiet">{words::LEFT_WHAT}</p>
            <div class="table-card">
                <table class="table table--tight table--fold">
                    <thead>
                        <tr>
                            <th scope="col">{words::LEARNER}</th>
                            <th scope="col">{words::NUMBER}</th>
                            <th scope="col">{words::EMAIL}</th>
                            <th scope="col">{words::LEFT_ON}</th>
                            {may_manage.then(|| view! { <ActionHead /> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn LeftLine(
    period: PeriodId,
    person: Person,
    left: Option<OffsetDateTime>,
    may_manage: bool,
    desk: Desk,
) -> impl IntoView {
    let (id, name) = (person.id, person.name());
    let label = words::enrol_again(&name);
    let enrol = move |_| {
        let back = (EnrolmentChange::WithdrawLearner(id), words::withdrawn(&name));
        desk.enrol(period, (EnrolmentChange::EnrolLearner(id), words::enrolled(&name)), back);
    };
    let button = may_manage.then(|| {
        view! {
            <td class="table__number">
                <button type="button" class="link" aria-label=label on:click=enrol>
                    {words::ENROL_AGAIN}
                </button>
            </td>
        }
    });
    view! {
        <tr>
            <LearnerCells person />
            <td>{left.map(|at| view! { <When at /> })}</td>
            {button}
        </tr>
    }
    .into_any()
}
