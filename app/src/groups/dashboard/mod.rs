//! The Groups dashboard (SPEC G1): every group of a course and period, and what can be done to them.

mod live;
mod now;
mod rename_set;
mod rows;
mod table;
mod toolbar;

use super::api::{self, DashboardPage as Page};
use super::copy::{CopyDialog, Copying};
use super::delete::{DeleteDialog, Deleting};
use super::{undo, words};
use crate::error::AppError;
use crate::frame::{CourseFrame, CoursePlace, address, open_course};
use crate::loaded::{Loaded, load, loaded_view};
use crate::pages;
use crate::ui::{EmptyState, Flash, GenderMark, afterwards, focus_page, use_flashes, use_search};
use domain::groups::Entry;
use domain::groups::view::{GroupRow, SetView};
use domain::id::{GroupId, PeriodId};
use domain::person::Gender;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use now::Now;
use rename_set::{RenameSetDialog, Renaming};
use rows::{Choice, Order};
use std::collections::BTreeSet;
use std::sync::Arc;
use table::GroupsTable;
use toolbar::Toolbar;

/// What the page knows beside its data: it stays when the data comes anew.
#[derive(Clone, Copy)]
struct Desk {
    place: CoursePlace,
    /// What stands in the search field.
    typed: RwSignal<String>,
    ticked: RwSignal<BTreeSet<GroupId>>,
    deleting: RwSignal<Deleting>,
    delete_open: RwSignal<bool>,
    copying: RwSignal<Copying>,
    copy_open: RwSignal<bool>,
    renaming: RwSignal<Option<Renaming>>,
    rename_open: RwSignal<bool>,
    now: Now,
}

impl Desk {
    fn ask_to_delete(self, page: &Page, rows: &[Arc<GroupRow>]) {
        self.deleting.set(Deleting {
            code: page.course.code.clone(),
            period: page.period.id,
            version: self.now.version(),
            groups: rows.iter().map(|row| (row.id, row.name.clone(), row.members)).collect(),
        });
        self.delete_open.set(true);
    }

    fn ask_to_copy(self, page: &Page, rows: &[Arc<GroupRow>]) {
        self.copying.set(Copying {
            code: page.course.code.clone(),
            period: page.period.id,
            groups: rows.iter().map(|row| row.id).collect(),
        });
        self.copy_open.set(true);
    }

    fn ask_to_rename(self, page: &Page, set: &SetView) {
        self.renaming.set(Some(Renaming {
            code: page.course.code.clone(),
            period: page.period.id,
            version: self.now.version(),
            set: set.clone(),
        }));
        self.rename_open.set(true);
    }
}

/// `/courses/{code}/groups?period={id}`; `q`, `set` and `sort` narrow and order the list.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let place = open_course();
    let flashes = use_flashes();
    let data = load(
        move || (place.code.get(), place.period.get(), flashes.undone()),
        |(code, period, _)| api::read_dashboard(code, period),
    );
    let desk = Desk {
        place,
        typed: use_search("q", &[]),
        ticked: RwSignal::new(BTreeSet::new()),
        deleting: RwSignal::new(Deleting::default()),
        delete_open: RwSignal::new(false),
        copying: RwSignal::new(Copying::default()),
        copy_open: RwSignal::new(false),
        renaming: RwSignal::new(None),
        rename_open: RwSignal::new(false),
        now: Now::new(),
    };
    let acted = move |code: &str, period: PeriodId, entry: Entry| {
        flashes.say(Flash::done(entry.words).undo(undo::of(code, period, entry.id)));
        data.refetch();
    };
    let deleted = Callback::new(move |entry: Entry| {
        desk.ticked.set(BTreeSet::new());
        desk.deleting.with_untracked(|asked| acted(&asked.code, asked.period, entry));
        focus_page();
    });
    let renamed = Callback::new(move |entry: Entry| {
        if let Some(asked) = desk.renaming.get_untracked() {
            acted(&asked.code, asked.period, entry);
        }
    });
    let reload = Callback::new(move |()| data.refetch());
    let shown = loaded_view(data, 10, move |page| {
        let page = Arc::new(page);
        desk.now.show(&page);
        view! { <Shown desk page /> }.into_any()
    });
    let dialogs = view! {
        <DeleteDialog open=desk.delete_open asked=desk.deleting on_done=deleted on_stale=reload />
        <CopyDialog open=desk.copy_open asked=desk.copying />
        <RenameSetDialog open=desk.rename_open asked=desk.renaming on_done=renamed on_stale=reload />
    }
    .into_any();
    view! {
        <CourseFrame place tab=pages::Page::Dashboard>
            <h2 class="unseen">{words::GROUPS}</h2>
            <Others now=desk.now data />
            {shown}
            {dialogs}
        </CourseFrame>
    }
}

/// What others do meanwhile. It comes once the page is there and can be used.
#[component]
fn Others(now: Now, data: Loaded<Result<Page, AppError>>) -> impl IntoView {
    view! { <div class="others">{afterwards(move || live::dashboard_later(now, data))}</div> }
}

#[component]
fn Shown(desk: Desk, page: Arc<Page>) -> impl IntoView {
    if page.dashboard.groups.is_empty() {
        return view! { <Nothing desk page /> }.into_any();
    }
    let query = use_query_map();
    let choice = Memo::new(move |_| {
        query.with(|query| Choice {
            typed: desk.typed.get(),
            set: query.get_str("set").and_then(|id| id.parse().ok()),
            order: query.get_str("sort").map(Order::parse).unwrap_or_default(),
        })
    });
    let sets = page.clone();
    let rows =
        Memo::new(move |_| choice.with(|choice| desk.now.rows.with(|all| rows::chosen(all, &sets.dashboard, choice))));
    view! {
        <Toolbar desk page=page.clone() rows />
        <GroupsTable desk page=page.clone() rows choice />
        <Legend page />
    }
    .into_any()
}

/// What the place is for, and the first step.
#[component]
fn Nothing(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let code = page.course.code.clone();
    let asked = desk.place.period.get_untracked();
    let enrolled = page.dashboard.enrolled > 0;
    let words = match (page.may_manage, enrolled) {
        (false, _) => words::NO_GROUPS_READER,
        (true, false) => words::NOBODY_ENROLLED,
        (true, true) => words::NO_GROUPS_WHAT,
    };
    let steps = page.may_manage.then(|| {
        let setup = (!enrolled).then(|| {
            view! {
                <a class="button button--primary" href=address::in_course(&code, "setup", asked)>
                    {words::TO_SETUP}
                </a>
            }
        });
        let first = if enrolled { "button button--primary" } else { "button" };
        view! {
            {setup}
            <a class=first href=address::in_course(&code, "groups/new", asked)>
                {words::ADD_NEW_GROUPS}
            </a>
            <a class="button" href=address::in_course(&code, "groups/import", asked)>
                {words::IMPORT}
            </a>
        }
    });
    view! {
        <div class="card">
            <EmptyState title=words::NO_GROUPS words>
                {steps}
            </EmptyState>
        </div>
    }
}

/// The colours of the bars, named.
#[component]
fn Legend(page: Arc<Page>) -> impl IntoView {
    let has = |row: &GroupRow, gender: &Gender| row.genders.iter().any(|(code, _)| *code == gender.code);
    let there = page.genders.iter().filter(|gender| page.dashboard.groups.iter().any(|row| has(row, gender)));
    let marks = there.map(|gender| {
        let words = [gender.code.as_str(), " ", &gender.name].concat();
        view! { <GenderMark code=gender.code.as_str() words /> }
    });
    view! { <p class="legend">{marks.collect_view()}</p> }
}
