//! The list of courses.

mod api;
mod words;

use crate::frame::{Frame, address};
use crate::loaded::{load, loaded_view};
use crate::ui::{EmptyState, SearchField, use_search};
use api::ListedCourse;
use domain::text::fold;
use leptos::prelude::*;

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    view! { <leptos_router::components::Redirect path="/courses" /> }
}

/// `/courses?q=`
#[component]
pub fn CoursesPage() -> impl IntoView {
    let courses = load(|| (), |()| api::list());
    let text = use_search("q", &[]);
    let shown = loaded_view(courses, 6, move |courses| view! { <Courses courses text /> }.into_any());
    view! {
        <Frame title=words::TITLE>
            <div class="page-head">
                <h1>{words::TITLE}</h1>
            </div>
            {shown}
        </Frame>
    }
}

#[component]
fn Courses(courses: Vec<ListedCourse>, text: RwSignal<String>) -> impl IntoView {
    if courses.is_empty() {
        return view! { <EmptyState title=words::EMPTY words=words::EMPTY_WHAT /> }.into_any();
    }
    let many_schools =
        courses.iter().any(|course| course.row.course.organisation != courses[0].row.course.organisation);
    let found = Memo::new(move |_| {
        let query = fold(&text.get());
        courses.iter().filter(|course| matches(course, &query)).cloned().collect::<Vec<_>>()
    });
    let bodies = move || {
        let (mine, others): (Vec<_>, Vec<_>) = found.get().into_iter().partition(|course| course.mine);
        let banded = !mine.is_empty();
        [(words::MINE, mine), (words::OTHERS, others)]
            .into_iter()
            .filter(|(_, courses)| !courses.is_empty())
            .map(|(band, courses)| view! { <Band band=banded.then_some(band) courses many_schools /> })
            .collect_view()
    };
    let any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    view! {
        <form class="toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
            <SearchField key="q" label=words::SEARCH text />
            <noscript>
                <button class="button">{words::SHOW}</button>
            </noscript>
            <span class="quiet" role="status">
                {move || words::count(found.with(Vec::len))}
            </span>
        </form>
        <div class="table-card">
            <Show
                when=move || any.get()
                fallback=|| view! { <EmptyState title=words::NONE_FOUND words=words::NONE_FOUND_WHAT /> }
            >
                <table class="table table--fold courses">
                    <thead>
                        <tr>
                            <th scope="col">{words::CODE}</th>
                            <th scope="col">{words::NAME}</th>
                            {many_schools.then(|| view! { <th scope="col">{words::SCHOOL}</th> })}
                            <th scope="col">{words::PERIOD}</th>
                            <th scope="col" class="table__number">
                                {words::ENROLLED}
                            </th>
                            <th scope="col" class="table__number">
                                {words::GROUPS}
                            </th>
                        </tr>
                    </thead>
                    {bodies}
                </table>
            </Show>
        </div>
    }
    .into_any()
}

/// The courses of a kind, under a heading where there are two kinds.
#[component]
fn Band(band: Option<&'static str>, courses: Vec<ListedCourse>, many_schools: bool) -> impl IntoView {
    let columns = if many_schools { "6" } else { "5" };
    let heading = band.map(|band| {
        view! {
            <tr class="table__band">
                <th scope="rowgroup" colspan=columns>
                    {band}
                </th>
            </tr>
        }
    });
    let rows = courses.into_iter().map(|course| view! { <CourseLine course many_schools /> }).collect_view();
    view! { <tbody>{heading} {rows}</tbody> }.into_any()
}

#[component]
fn CourseLine(course: ListedCourse, many_schools: bool) -> impl IntoView {
    let ListedCourse { row, may_view_groups, .. } = course;
    let href = address::in_course(&row.course.code, if may_view_groups { "groups" } else { "setup" }, None);
    view! {
        <tr>
            <th scope="row">
                <a href=href>{row.course.code}</a>
            </th>
            <td>{row.course.name}</td>
            {many_schools.then(|| view! { <td class="quiet">{row.organisation_name}</td> })}
            <td class="quiet">{row.period.unwrap_or_else(|| words::NO_PERIOD.to_owned())}</td>
            <td class="table__number">
                {row.enrolled}<span class="only-phone">{words::SO_MANY_ENROLLED}</span>
            </td>
            <td class="table__number">
                {row.groups}<span class="only-phone">{words::so_many_groups(row.groups)}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// Whether every word of the folded `query` stands in the code, the name or the school.
fn matches(course: &ListedCourse, query: &str) -> bool {
    let row = &course.row;
    let hay = fold(&[&row.course.code, " ", &row.course.name, " ", &row.organisation_name].concat());
    query.split_whitespace().all(|word| hay.contains(word))
}
