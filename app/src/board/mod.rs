//! The board (SPEC G10): the groups of a set side by side, to move learners between them by mouse, touch, keyboard or a
//! list, with the same result; and what others do, as they do it.

mod acting;
pub mod api;
mod card;
mod column;
mod drag;
mod keys;
mod move_to;
mod state;
mod toolbar;
mod view;
mod words;

use crate::error::{AppError, ErrorNotice};
use crate::frame::{CourseFrame, CoursePlace, Tab, address, open_course};
use crate::groups::live::{Heard, Live, read, use_live};
use crate::loaded::{Loaded, load};
use crate::ui::{EmptyState, Skeleton, use_query_text, use_search};
use acting::Acting;
use api::BoardPage as Page;
use domain::groups::live::News;
use domain::id::{GroupSetId, PeriodId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use state::{At, Board, Kept};
use std::sync::Arc;

/// `/courses/{code}/board?period=&set=&q=`
#[component]
pub fn BoardPage() -> impl IntoView {
    let place = open_course();
    let set = use_query_text("set");
    let data: Loaded<_> = load(
        move || (place.code.get(), place.period.get(), set.get().parse().ok()),
        |(code, period, set): (String, Option<PeriodId>, Option<GroupSetId>)| api::view_board(code, period, set),
    );
    let kept = Kept {
        of: StoredValue::new(None),
        typed: use_search("q", &[]),
        dense: RwSignal::new(false),
        said: RwSignal::new(String::new()),
        problem: RwSignal::new(None),
        undo: RwSignal::new(Vec::new()),
        redo: RwSignal::new(Vec::new()),
    };
    let now = StoredValue::new(None::<Board>);
    let renew = Callback::new(move |()| renew(now, data));
    let live = use_live(move |heard| hear(now, renew, heard));
    let shown = move || {
        data.get().map(|page| match page {
            Ok(page) => view! { <Shown place page=Arc::new(page) kept now renew live /> }.into_any(),
            Err(error) => {
                now.set_value(None);
                view! { <ErrorNotice error /> }.into_any()
            }
        })
    };
    view! {
        <CourseFrame place tab=Tab::Board>
            <h2 class="unseen">{words::BOARD}</h2>
            <Transition fallback=|| view! { <Skeleton lines=10 /> }>{shown}</Transition>
        </CourseFrame>
    }
}

/// Shows what someone did, or has the board made anew where it cannot.
fn hear(now: StoredValue<Option<Board>>, renew: Callback<()>, heard: Heard) {
    let Some(board) = now.get_value() else { return };
    let news = match heard {
        Heard::News(text) => read::<News>(&text),
        Heard::Reload => None,
    };
    let Some(news) = news else { return renew.run(()) };
    let version = board.version.get_untracked();
    if news.entry.version <= version {
        return;
    }
    // What is on its way is shown already, and told with the rest.
    let is_next = news.entry.version.0 == version.0 + 1;
    let actor = news.entry.actor.as_deref().filter(|_| board.waiting.get_untracked() == 0);
    match news.changes {
        Some(changes) if is_next && board.take(&changes, actor) => {
            board.version.set(news.entry.version);
            if let Some(actor) = actor {
                board.said.set([actor, ": ", &news.entry.words].concat());
            }
        }
        _ => renew.run(()),
    }
}

/// Loads the board as it is now, and shows it in place where its columns are the same.
fn renew(now: StoredValue<Option<Board>>, data: Loaded<Result<Page, AppError>>) {
    let Some(board) = now.get_value() else { return };
    let At { code, period, set } = board.at.get_value();
    spawn_local(async move {
        let answer = api::view_board(code, Some(period), Some(set)).await;
        if board.waiting.is_disposed() {
            return;
        }
        match answer {
            // What was sent meanwhile is not in the answer, and renews by itself if need be.
            Ok(_) if board.waiting.get_untracked() > 0 => {}
            Ok(page) if page.version < board.version.get_untracked() => {}
            Ok(page) if board.replace(&page) => {}
            // Other columns, or none of this set any more.
            Ok(_) | Err(AppError::NotFound(_)) => data.refetch(),
            Err(error) => board.said.set(error.to_string()),
        }
    });
}

#[component]
fn Shown(
    place: CoursePlace,
    page: Arc<Page>,
    kept: Kept,
    now: StoredValue<Option<Board>>,
    renew: Callback<()>,
    live: Live,
) -> impl IntoView {
    let Some(set) = page.set else {
        now.set_value(None);
        let new = address::in_course(&page.course.code, "groups/new", place.period.get_untracked());
        return view! {
            <div class="card">
                <EmptyState title=words::NO_GROUPS words=words::NO_GROUPS_WHAT>
                    <a class="button button--primary" href=new>
                        {words::ADD_NEW_GROUPS}
                    </a>
                </EmptyState>
            </div>
        }
        .into_any();
    };
    let board = Board::new(&page, set, kept);
    let acting = Acting::new(board, renew);
    now.set_value(Some(board));
    let (code, period, version) = (page.course.code.clone(), page.period.id, page.version);
    // In the browser only, once the page is there.
    Effect::new(move |_| {
        live.follow(&code, period, version);
        let keys = window_event_listener(leptos::ev::keydown, move |event| keys::anywhere(board, acting, &event));
        on_cleanup(move || keys.remove());
    });
    view! {
        <toolbar::Toolbar board acting page live />
        <view::Columns board acting />
        <toolbar::Foot board acting />
        <move_to::MoveTo board acting />
    }
    .into_any()
}
