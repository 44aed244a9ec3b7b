//! A group's page (SPEC G7): its name, members and tutors, changed together by **"Proceed"**.

mod edits;
mod head;
mod joining;
mod locks;
mod members;
mod saving;
mod tutors;

use super::api::{self, GroupPage as Page};
use super::copy::{CopyDialog, Copying};
use super::delete::{DeleteDialog, Deleting};
use super::undo;
use crate::error::{AppError, ErrorNotice};
use crate::frame::{Frame, address};
use crate::loaded::{Loaded, load};
use crate::ui::{Flash, Skeleton, use_flashes, warn_before_leaving};
use domain::groups::Entry;
use domain::id::{GroupId, UserId};
use edits::Edits;
use head::Head;
use joining::AddMembers;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use locks::Locked;
use members::Members;
use saving::{ActionsBar, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;
use tutors::Tutors;

/// What the page knows beside its data: it stays when the data comes anew.
#[derive(Clone, Copy)]
struct Desk {
    data: Loaded<Result<Page, AppError>>,
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
    let shown = move || {
        data.get().map(|page| match page {
            Ok(page) => view! { <Shown desk page=Arc::new(page) /> }.into_any(),
            Err(error) => view! { <ErrorNotice error /> }.into_any(),
        })
    };
    let dialogs = view! {
        <DeleteDialog open=desk.delete_open asked=desk.deleting on_done=deleted on_stale=reload />
        <CopyDialog open=desk.copy_open asked=desk.copying />
    }
    .into_any();
    view! {
        <Frame title>
            <Transition fallback=|| view! { <Skeleton lines=10 /> }>{shown}</Transition>
            {dialogs}
        </Frame>
    }
}

#[component]
fn Shown(desk: Desk, page: Arc<Page>) -> impl IntoView {
    // A page that was made anew after someone else's change: what they did need not be done again.
    if !desk.edits.with_untracked(Edits::is_empty) {
        desk.edits.update(|edits| edits.fit(&page.group));
    }
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
