//! My Learners: the learners of the groups someone tutors (SPEC T1).

mod api;
mod filter;
mod learners;
mod words;

use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{EmptyState, QueryWriter, SearchField, use_query_text, use_query_writer, use_search};
use api::MyLearners;
use domain::text::fold;
use domain::tutoring::LinkedGroup;
use filter::{ALL, Filter};
use learners::Learners;
use leptos::prelude::*;
use std::collections::HashSet;

/// What the filters are set to, from the address.
#[derive(Clone, Copy)]
struct Filters {
    period: Memo<String>,
    course: Memo<String>,
    group: Memo<String>,
    text: RwSignal<String>,
    writer: QueryWriter,
}

impl Filters {
    fn get(self) -> Filter {
        Filter {
            period: self.period.get(),
            course: self.course.get(),
            group: self.group.get(),
            query: fold(&self.text.get()),
        }
    }

    /// Lets everyone through.
    fn show_all(self) {
        self.text.set(String::new());
        self.writer.write(&[("q", ""), ("period", ALL), ("course", ""), ("group", "")]);
    }
}

/// `/my-learners?period=&course=&group=&q=`
#[component]
pub fn MyLearnersPage() -> impl IntoView {
    let learners = load(|| (), |()| api::list());
    let filters = Filters {
        period: use_query_text("period"),
        course: use_query_text("course"),
        group: use_query_text("group"),
        text: use_search("q", &[]),
        writer: use_query_writer(),
    };
    let shown = loaded_view(learners, 6, move |mine| view! { <Mine mine filters /> }.into_any());
    view! {
        <Frame title=words::TITLE>
            {shown}
        </Frame>
    }
}

#[component]
fn Mine(mine: MyLearners, filters: Filters) -> impl IntoView {
    let MyLearners { groups, today } = mine;
    let none = groups.is_empty();
    let all = StoredValue::new(groups);
    let shown = Memo::new(move |_| all.with_value(|all| filters.get().apply(all, today)));
    let counts = move || shown.with(|groups| words::counts(distinct_learners(groups), groups.len()));
    let body = if none {
        view! { <div class="table-card"><EmptyState title=words::EMPTY words=words::EMPTY_WHAT /></div> }.into_any()
    } else {
        view! {
            <Toolbar all today filters />
            <Learners shown on_show_all=Callback::new(move |()| filters.show_all()) />
        }
        .into_any()
    };
    view! {
        <div class="page-head">
            <h1>{words::TITLE}</h1>
            <span class="badge" role="status">
                {counts}
            </span>
        </div>
        {body}
    }
    .into_any()
}

fn distinct_learners(groups: &[LinkedGroup]) -> usize {
    groups.iter().flat_map(|group| &group.learners).map(|learner| learner.id).collect::<HashSet<_>>().len()
}

#[component]
fn Toolbar(all: StoredValue<Vec<LinkedGroup>>, today: time::Date, filters: Filters) -> impl IntoView {
    let Filters { period, course, group, text, writer } = filters;
    let periods = move || {
        let mut options =
            vec![(String::new(), words::CURRENT.to_owned()), (ALL.to_owned(), words::ALL_PERIODS.to_owned())];
        all.with_value(|all| options.extend(all.iter().map(|g| (g.period.id.to_string(), g.period.title.clone()))));
        distinct(options)
    };
    let courses = move || {
        let filter = filters.get();
        let mut options = vec![(String::new(), words::ALL_COURSES.to_owned())];
        all.with_value(|all| {
            let open = all.iter().filter(|g| filter.lets_period(g, today));
            options.extend(open.map(|g| (g.course.code.clone(), g.course.code.clone())));
        });
        distinct(options)
    };
    let groups = move || {
        let filter = filters.get();
        let mut options = vec![(String::new(), words::ALL_GROUPS.to_owned())];
        all.with_value(|all| {
            let open = all.iter().filter(|g| filter.lets_period(g, today) && filter.lets_course(g));
            options.extend(open.map(|g| (g.id.to_string(), g.name.clone())));
        });
        distinct(options)
    };
    view! {
        <form class="toolbar tutoring__toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
            <SearchField key="q" label=words::SEARCH text />
            <Choice key="period" label=words::PERIOD options=Signal::derive(periods) chosen=period writer resets=&["course", "group"] />
            <Choice key="course" label=words::COURSE options=Signal::derive(courses) chosen=course writer resets=&["group"] />
            <Choice key="group" label=words::GROUP options=Signal::derive(groups) chosen=group writer resets=&[] />
            <noscript>
                <button class="button">{words::SHOW}</button>
            </noscript>
        </form>
    }
    .into_any()
}

/// Each value once, in the order given.
fn distinct(mut options: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut seen = HashSet::new();
    options.retain(|(value, _)| seen.insert(value.clone()));
    options
}

/// A filter: what is chosen stands in the address under `key`. A choice takes `resets` out of it.
#[component]
fn Choice(
    key: &'static str,
    label: &'static str,
    options: Signal<Vec<(String, String)>>,
    chosen: Memo<String>,
    writer: QueryWriter,
    resets: &'static [&'static str],
) -> impl IntoView {
    let choose = move |event| {
        let value = event_target_value(&event);
        let mut changes = vec![(key, value.as_str())];
        changes.extend(resets.iter().map(|reset| (*reset, "")));
        writer.write(&changes);
    };
    let lines = move || {
        let chosen = chosen.get();
        let option = |(value, words): (String, String)| {
            let selected = value == chosen;
            view! {
                <option value=value selected=selected prop:selected=selected>
                    {words}
                </option>
            }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <label class="tutoring__choice">
            <span class="quiet">{label}</span>
            <select class="select select--fit" name=key autocomplete="off" on:change=choose>
                {lines}
            </select>
        </label>
    }
    .into_any()
}
