//! The pages of a course: heading, tabs, and the period they are about.

use super::api::{self, CourseHead};
use super::{Frame, address, words};
use crate::error::AppError;
use crate::loaded::{Loaded, load, shown};
use crate::pages::{Menu, Page, PageRow, table};
use crate::ui::FlashRegion;
use domain::id::PeriodId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_params_map, use_query_map};

/// Where a course page stands, from its address: the course, the period asked for, and its head.
#[derive(Clone, Copy, Debug)]
pub struct CoursePlace {
    pub code: Memo<String>,
    /// As the address says; `None` means the period the course opens on.
    pub period: Memo<Option<PeriodId>>,
    pub head: Loaded<Result<CourseHead, AppError>>,
}

/// Reads the address and asks for the head. A page calls it first, makes its own resources from
/// `code` and `period` next, and then shows [`CourseFrame`], always in this order: resources are
/// told apart by the order in which they are made.
pub fn open_course() -> CoursePlace {
    let params = use_params_map();
    let query = use_query_map();
    let code = Memo::new(move |_| params.with(|p| p.get("code").unwrap_or_default()));
    let period = Memo::new(move |_| query.with(|q| q.get_str("period").and_then(|id| id.parse().ok())));
    let head = load(move || (code.get(), period.get()), |(code, period)| api::head(code, period));
    CoursePlace { code, period, head }
}

/// The tabs of a course: each page with its label, and whom it is for.
fn tab_rows() -> impl Iterator<Item = (&'static PageRow, &'static str)> {
    table().iter().filter_map(|row| match row.menu {
        Some(Menu::Tab(label)) => Some((row, label)),
        _ => None,
    })
}

/// The frame of a course page; `tab` is the page whose tab it is under. What cannot be shown (no such course, not allowed) the page's own
/// resource says; here only the heading is left out then. The `<h1>` is the course; a page's own
/// headings begin with `<h2>`.
#[component]
pub fn CourseFrame(place: CoursePlace, tab: Page, children: Children) -> impl IntoView {
    let CoursePlace { code, period, head } = place;
    let heading = shown(head, |head| head.ok().map(|head| view! { <Heading head /> }));
    let tabs = shown(head, move |head| head.ok().map(|head| view! { <Tabs head tab asked=period.get() /> }));
    // Until it is known what the course is called, it is called by its code.
    let waiting = move || {
        view! {
            <div class="page-head">
                <h1>{code.get()}</h1>
            </div>
        }
    };
    let head = view! {
        <Transition fallback=waiting>
            {heading}
            {tabs}
        </Transition>
    }
    .into_any();
    let label = tab_rows().find(|(row, _)| row.page == tab).map_or("", |(_, label)| label);
    view! {
        <Frame title=Signal::derive(move || words::title(label, &code.get())) own_flash=true>
            {head}
            <FlashRegion />
            {children()}
        </Frame>
    }
    .into_any()
}

#[component]
fn Heading(head: CourseHead) -> impl IntoView {
    view! {
        <div class="page-head">
            <h1>{[&head.course.code, " ", &head.course.name].concat()}</h1>
            <span class="badge">{words::enrolled(head.enrolled)}</span>
        </div>
    }
    .into_any()
}

#[component]
fn Tabs(head: CourseHead, tab: Page, asked: Option<PeriodId>) -> impl IntoView {
    let link = |(row, label): (&PageRow, &'static str)| {
        let tail = row.address.rsplit('/').next().unwrap_or_default();
        let href = address::in_course(&head.course.code, tail, asked);
        let here = (tab == row.page).then_some("page");
        view! {
            <a class="tabs__tab" href=href aria-current=here>
                {label}
            </a>
        }
    };
    let links: Vec<_> = tab_rows().filter(|(row, _)| head.is_of.contains(&row.audience)).map(link).collect();
    view! {
        <div class="tabs">
            <nav class="tabs__list" aria-label=words::COURSE_TABS>
                {links}
            </nav>
            <PeriodChoice head />
        </div>
    }
    .into_any()
}

/// The period dropdown (SPEC C2). It goes to the same page with `?period=`; without WASM a button
/// beside it does.
#[component]
fn PeriodChoice(head: CourseHead) -> impl IntoView {
    let navigate = use_navigate();
    let path = use_location().pathname;
    let chosen = head.period.id;
    let go = move |event| {
        let href = [path.get_untracked().as_str(), "?period=", &event_target_value(&event)].concat();
        navigate(&href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let options = head.periods.into_iter().map(|period| {
        let here = period.id == chosen;
        // The attribute is for the first sight; once someone has chosen, only the property counts.
        view! {
            <option value=period.id.to_string() selected=here prop:selected=here>
                {period.title}
            </option>
        }
    });
    view! {
        <form class="period row" method="get">
            <select class="select select--fit" name="period" aria-label=words::PERIOD autocomplete="off" on:change=go>
                {options.collect_view()}
            </select>
            <noscript>
                <button class="button">{words::SHOW}</button>
            </noscript>
        </form>
    }
    .into_any()
}
