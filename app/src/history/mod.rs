//! The history of a course and period (SPEC G11): every change to its groups, undone from here, and the groups as they
//! were at any time.

mod api;
mod filter;
mod rows;
mod then;
mod words;

use crate::error::AppError;
use crate::frame::{CourseFrame, CoursePlace, open_course};
use crate::groups::others::{Others, Place, gathered};
use crate::loaded::{load, loaded_view};
use crate::pages;
use crate::ui::{Flash, focus_page, use_flashes};
use api::{HistoryPage as Page, Shown};
use domain::groups::history::{HistoryPart, Wish};
use domain::groups::{Entry, Version};
use domain::id::PeriodId;
use filter::{Filters, use_filters};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use rows::Entries;
use then::AsItWas;

/// What the page knows beside its data.
#[derive(Clone, Copy)]
struct Desk {
    place: CoursePlace,
    filters: Filters,
    /// The entries as they are now: the page shows these, and what others do goes in here.
    part: RwSignal<HistoryPart>,
    /// Says what was done, or why not, and shows the history anew.
    acted: Callback<(String, PeriodId, Result<Entry, AppError>)>,
}

/// `/courses/{code}/history?period=&q=&by=&kind=&set=&before=`, or with `at` the groups as they were.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let place = open_course();
    let query = use_query_map();
    let at = Memo::new(move |_| query.with(|q| q.get_str("at").and_then(|at| at.parse().ok()).map(Version)));
    let filters = use_filters();
    let flashes = use_flashes();
    let data = load(
        move || (place.code.get(), place.period.get(), filters.wish.get(), at.get(), flashes.undone()),
        |(code, period, wish, at, _): (String, Option<PeriodId>, Wish, Option<Version>, u32)| {
            api::view_history(code, period, wish, at)
        },
    );
    let acted = Callback::new(move |(code, period, answer): (String, PeriodId, Result<Entry, AppError>)| {
        match answer {
            Ok(entry) => flashes.say(Flash::done(entry.words).undo(crate::groups::undo::of(&code, period, entry.id))),
            Err(error) => flashes.say(Flash::problem(error.to_string())),
        }
        data.refetch();
        focus_page();
    });
    let desk = Desk { place, filters, part: RwSignal::new(nothing()), acted };
    let place_now = RwSignal::new(None);
    let renew = gathered(move || {
        if at.get_untracked().is_some() {
            return data.refetch();
        }
        if let Some(place) = place_now.get_untracked() {
            spawn_local(renew(desk, place, place_now));
        }
    });
    let shown = loaded_view(data, 10, move |Page { course, period, shown }| {
        let version = shown.version();
        place_now.set(Some(Place { code: course.code.clone(), period: period.id, version }));
        match shown {
            Shown::Entries(part) => {
                desk.part.set(part);
                view! { <Entries desk code=course.code period=period.id /> }.into_any()
            }
            Shown::Then { at, then } => view! { <AsItWas desk code=course.code period=period.id at then /> }.into_any(),
        }
    });
    view! {
        <CourseFrame place tab=pages::Page::History>
            <h2 class="unseen">{words::HISTORY}</h2>
            <Others place=place_now hear=Callback::new(move |_| renew.run(())) />
            {shown}
        </CourseFrame>
    }
}

/// Before anything was loaded.
const fn nothing() -> HistoryPart {
    HistoryPart { version: Version(0), rows: Vec::new(), older: None, people: Vec::new(), sets: Vec::new() }
}

/// Shows the entries as they are now, in their place: those that are there stay the same.
async fn renew(desk: Desk, place: Place, now: RwSignal<Option<Place>>) {
    let wish = desk.filters.wish.get_untracked();
    let answer = api::view_history(place.code.clone(), Some(place.period), wish.clone(), None).await;
    // Someone may have chosen others meanwhile, or left.
    if desk.filters.wish.try_get_untracked() != Some(wish) || now.try_get_untracked() != Some(Some(place.clone())) {
        return;
    }
    if let Ok(Page { shown: Shown::Entries(part), .. }) = answer {
        now.set(Some(Place { version: part.version, ..place }));
        desk.part.set(part);
    }
}
