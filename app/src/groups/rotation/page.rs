//! What someone asked for and what was found, kept while the page is open, and written into the address.

use super::draft::Draft;
use super::search::Search;
use crate::error::AppError;
use crate::frame::{CoursePlace, address};
use crate::groups::wizard::api::Start;
use crate::groups::wizard::roster::Roster;
use crate::loaded::Loaded;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use std::sync::Arc;
use std::time::Duration;

/// How long choosing must rest before the address follows.
const REST: Duration = Duration::from_millis(250);

/// What someone asked for, and what was found: outlives the data it was asked over.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) draft: RwSignal<Draft>,
    pub(super) search: Search,
    /// Whether someone tried to add what is not complete: then what is missing is said.
    pub(super) tried: RwSignal<bool>,
    pub(super) busy: RwSignal<bool>,
    /// What the server said to the last try: a heading, then lines.
    pub(super) notice: RwSignal<Option<Vec<String>>>,
    behind: StoredValue<Behind>,
}

/// What nothing on the page follows.
struct Behind {
    place: CoursePlace,
    start: Loaded<Result<Start, AppError>>,
    /// The roster before the server was asked again, to say what changed.
    before: Option<Arc<Roster>>,
    navigate: Navigate,
    waiting: Option<TimeoutHandle>,
}

/// Goes to an address; `true` replaces the step of the history that is there.
type Navigate = Arc<dyn Fn(&str, bool) + Send + Sync>;

impl Page {
    /// Reads the address, and keeps it in step with what is chosen from then on.
    pub(super) fn from_address(place: CoursePlace, start: Loaded<Result<Start, AppError>>) -> Self {
        let query = use_query_map();
        let navigate = use_navigate();
        let go = move |href: &str, replace: bool| {
            navigate(href, NavigateOptions { replace, scroll: !replace, ..NavigateOptions::default() });
        };
        let page = Self {
            draft: RwSignal::new(query.with_untracked(|query| Draft::read(|key| query.get_str(key)))),
            search: Search::new(),
            tried: RwSignal::new(false),
            busy: RwSignal::new(false),
            notice: RwSignal::new(None),
            behind: StoredValue::new(Behind { place, start, before: None, navigate: Arc::new(go), waiting: None }),
        };
        page.follow();
        page
    }

    /// Writes choices into the address, a while after the last one.
    fn follow(self) {
        let location = use_location();
        let here = location.pathname.get_untracked();
        Effect::new(move |_| {
            // The address changes before the page someone goes to has come: then there is nothing to write here.
            if location.pathname.with(|path| *path != here) {
                return self.stop_waiting();
            }
            let pieces = self.draft.with(Draft::query);
            let as_said =
                location.query.with(|query| pieces.iter().all(|(key, value)| query.get_str(key) == value.as_deref()));
            self.stop_waiting();
            if !as_said {
                let handle = set_timeout_with_handle(move || self.write(), REST).ok();
                self.behind.update_value(|behind| behind.waiting = handle);
            }
        });
        Effect::new(move |_| {
            if let Some(steps) = self.search.ended.get() {
                self.draft.update(|draft| draft.steps = Some(steps));
            }
        });
        on_cleanup(move || self.stop_waiting());
    }

    pub(super) fn stop_waiting(self) {
        if let Some(handle) = self.behind.try_update_value(|behind| behind.waiting.take()).flatten() {
            handle.clear();
        }
    }

    /// Puts all choices into the address.
    fn write(self) {
        let place = self.place();
        let (code, period) = (place.code.get_untracked(), place.period.get_untracked());
        let mut href = address::in_course(&code, "groups/rotation", period);
        let mut glue = if period.is_some() { '&' } else { '?' };
        for (key, value) in self.draft.with_untracked(Draft::query) {
            let Some(value) = value else { continue };
            href.push(glue);
            href.push_str(key);
            href.push('=');
            href.push_str(&address::encoded(&value));
            glue = '&';
        }
        self.navigate(&href, true);
    }

    pub(super) fn navigate(self, href: &str, replace: bool) {
        // Not called while the value is borrowed: navigating runs effects that write to it.
        let navigate = self.behind.with_value(|behind| behind.navigate.clone());
        navigate(href, replace);
    }

    /// The course and period in the address.
    pub(super) fn place(self) -> CoursePlace {
        self.behind.with_value(|behind| behind.place)
    }

    /// Another wish: how long the last one was searched means nothing for it.
    pub(super) fn wish(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(|draft| {
            change(draft);
            draft.steps = None;
        });
    }

    /// Asks the server again, and keeps the roster of before, to say what changed.
    pub(super) fn ask_again(self, before: Arc<Roster>) {
        self.behind.update_value(|behind| behind.before = Some(before));
        self.behind.with_value(|behind| behind.start).refetch();
    }

    /// The roster of before, once, after the server was asked again.
    pub(super) fn before(self) -> Option<Arc<Roster>> {
        self.behind.try_update_value(|behind| behind.before.take()).flatten()
    }
}
