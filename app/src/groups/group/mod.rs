//! A group's page (SPEC G7): its name, members and tutors, changed together by **"Proceed"**.

mod edits;
mod head;
mod joining;
mod locks;
mod meanwhile;
mod members;
mod saving;
mod tutors;

use super::api::{self, GroupPage as Page};
use super::copy::{CopyDialog, Copying};
use super::delete::{DeleteDialog, Deleting};
use super::others::Place;
use super::undo;
use crate::error::AppError;
use crate::frame::{Frame, address};
use crate::loaded::{Loaded, load, loaded_view};
use crate::ui::{Flash, use_flashes, warn_before_leaving};
use domain::groups::{Entry, Version};
use domain::id::{GroupId, UserId};
use edits::Edits;
use head::Head;
use joining::AddMembers;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use locks::Locked;
use meanwhile::Meanwhile;
use members::Members;
use saving::{ActionsBar, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;
use tutors::Tutors;

/// What the page knows beside its data: it stays when the data comes anew.
#[derive(Clone, Copy)]
struct Desk {
    data: Loaded<Result<Page, AppError>>,
    /// The groups that the page shows.
    place: RwSignal<Option<Place>>,
    /// The version that what is changed here is made on.
    base: StoredValue<Version>,
    /// What others did that is not shown yet, in words.
    meanwhile: RwSignal<Option<String>>,
    /// Whether **"Proceed"** is under way.
    busy: RwSignal<bool>,
    edits: RwSignal<Edits>,
    /// Members with a tick.
    ticked: RwSignal<BTreeSet<UserId>>,
    /// Why **"Proceed"** did not save.
    problem: RwSignal<Option<Problem>>,
    deleting: RwSignal<Deleting>,
    delete_open: RwSignal<bool>,
    copying: RwSignal<Copying>,
    copy_open: RwSignal<bool>,
}

impl Desk {
    /// Drops what was changed and not saved.
    fn start_over(self) {
        self.edits.set(Edits::default());
        self.ticked.set(BTreeSet::new());
        self.problem.set(None);
    }

    /// Shows the group as it is.
    fn show(self, page: &Page) {
        // After someone else's change: what they did need not be done again.
        if !self.edits.with_untracked(Edits::is_empty) {
            self.edits.update(|edits| edits.fit(&page.group));
        }
        let version = page.group.version;
        self.base.set_value(version);
        self.meanwhile.set(None);
        self.place.set(Some(Place { code: page.course.code.clone(), period: page.period.id, version }));
    }

    /// An act that changed nothing here led to that version.
    fn goes_on_from(self, version: Version) {
        if self.meanwhile.with_untracked(Option::is_none) && version.0 == self.base.get_value().0 + 1 {
            self.base.set_value(version);
        }
    }
}

/// `/courses/{code}/groups/{id}`
#[component]
pub fn GroupPage() -> impl IntoView {
    let params = use_params_map();
    let flashes = use_flashes();
    let code = Memo::new(move |_| params.with(|p| p.get("code").unwrap_or_default()));
    // An address that holds no number names no group.
    let id =
        Memo::new(move |_| params.with(|p| p.get_str("group").and_then(|id| id.parse().ok())).unwrap_or(GroupId(-1)));
    let data = load(move || (code.get(), id.get(), flashes.undone()), |(code, id, _)| api::read_group(code, id));
    let desk = Desk {
        data,
        place: RwSignal::new(None),
        base: StoredValue::new(Version(0)),
        meanwhile: RwSignal::new(None),
        busy: RwSignal::new(false),
        edits: RwSignal::new(Edits::default()),
        ticked: RwSignal::new(BTreeSet::new()),
        problem: RwSignal::new(None),
        deleting: RwSignal::new(Deleting::default()),
        delete_open: RwSignal::new(false),
        copying: RwSignal::new(Copying::default()),
        copy_open: RwSignal::new(false),
    };
    // Another group, another start.
    Effect::new(move |before: Option<GroupId>| {
        let id = id.get();
        if before.is_some_and(|before| before != id) {
            desk.start_over();
        }
        id
    });
    warn_before_leaving(Signal::derive(move || desk.edits.with(|edits| !edits.is_empty())));
    let navigate = use_navigate();
    let deleted = Callback::new(move |entry: Entry| {
        desk.start_over();
        let Deleting { code, period, .. } = desk.deleting.get_untracked();
        let dashboard = address::groups(&code, Some(period));
        flashes.carry(Flash::done(entry.words).undo(undo::of(&code, period, entry.id)), &dashboard);
        navigate(&dashboard, NavigateOptions::default());
    });
    let reload = Callback::new(move |()| data.refetch());
    let title = Signal::derive(move || code.get());
    let shown = loaded_view(data, 10, move |page| view! { <Shown desk page=Arc::new(page) /> }.into_any());
    let dialogs = view! {
        <DeleteDialog open=desk.delete_open asked=desk.deleting on_done=deleted on_stale=reload />
        <CopyDialog open=desk.copy_open asked=desk.copying />
    }
    .into_any();
    view! {
        <Frame title>
            <Meanwhile desk group=id />
            {shown}
            {dialogs}
        </Frame>
    }
}

#[component]
fn Shown(desk: Desk, page: Arc<Page>) -> impl IntoView {
    desk.show(&page);
    let may_edit = page.may_manage && (!page.group.set.locked || !desk.edits.with_untracked(Edits::is_empty));
    let title = [page.group.name.as_str(), " · ", &page.course.code].concat();
    view! {
        <leptos_meta::Title text=title />
        <Head desk page=page.clone() may_edit />
        {page.group.set.locked.then(|| view! { <Locked page=page.clone() /> })}
        <div class="halves">
            <div class="stack">
                <Members desk page=page.clone() may_edit />
                {may_edit.then(|| view! { <AddMembers desk page=page.clone() /> })}
            </div>
            <Tutors desk page=page.clone() may_edit />
        </div>
        {may_edit.then(|| view! { <ActionsBar desk page=page.clone() /> })}
    }
}
