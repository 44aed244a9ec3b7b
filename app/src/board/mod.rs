//! The board (SPEC G10): the groups of a set side by side, to move learners between them by mouse, touch, keyboard or a
//! list, with the same result; and what others do, as they do it.

mod acting;
pub mod api;
mod card;
mod column;
mod drag;
mod foot;
mod guidance;
mod keys;
mod lasso;
mod look;
mod minimap;
mod move_to;
mod people;
mod seats;
mod state;
mod swap;
mod toolbar;
mod turn;
mod tutor;
mod view;
mod words;

use crate::error::{AppError, ErrorNotice};
use crate::frame::{CourseFrame, CoursePlace, address, open_course};
use crate::groups::live::{Heard, Line, Live, read, use_live};
use crate::loaded::{Loaded, load, shown};
use crate::pages;
use crate::ui::{EmptyState, Skeleton, afterwards, use_query_text};
use acting::Acting;
use api::BoardPage as Page;
use domain::groups::live::News;
use domain::id::{GroupSetId, PeriodId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use state::{Asking, At, Board, Kept};
use std::sync::Arc;
use std::time::Duration;

/// `/courses/{code}/board?period=&set=&q=`
#[component]
pub fn BoardPage() -> impl IntoView {
    let place = open_course();
    let set = use_query_text("set");
    let kept = Kept::new();
    let data: Loaded<_> = load(
        move || (place.code.get(), place.period.get(), set.get().parse().ok()),
        move |(code, period, set): (String, Option<PeriodId>, Option<GroupSetId>)| {
            let set = set.or_else(|| kept.set_of(&code, period));
            api::view_board(code, period, set)
        },
    );
    let now = StoredValue::new(None::<Acting>);
    let renew = Callback::new(move |()| renew(now, data));
    let live = use_live(move |heard| hear(now, data, renew, heard));
    let shown = shown(data, move |page| match page {
        Ok(page) => view! { <Shown place page=Arc::new(page) kept now renew live /> }.into_any(),
        Err(error) => {
            now.set_value(None);
            view! { <ErrorNotice error /> }.into_any()
        }
    });
    view! {
        <CourseFrame place tab=pages::Page::Board>
            <h2 class="unseen">{words::BOARD}</h2>
            <Transition fallback=|| view! { <Skeleton lines=10 /> }>{shown}</Transition>
        </CourseFrame>
    }
}

/// Shows what someone did, or has the board made anew where it cannot.
fn hear(now: StoredValue<Option<Acting>>, data: Loaded<Result<Page, AppError>>, renew: Callback<()>, heard: Heard) {
    // A board without groups follows, too: they may come.
    let Some(acting) = now.get_value() else { return data.refetch() };
    let board = acting.board;
    let news = match heard {
        Heard::News(text) => read::<News>(&text),
        // Even a version before that of this page, where a database was put back to an earlier day.
        Heard::Reload => return data.refetch(),
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
        Some(changes) if is_next && acting.take(&changes, actor) => {
            board.version.set(news.entry.version);
            if let Some(actor) = actor {
                board.news.set([actor, ": ", &news.entry.words].concat());
            }
        }
        _ => renew.run(()),
    }
}

/// How long after a fault the board is loaded anew.
const TRY_AGAIN: Duration = Duration::from_secs(3);

/// Loads the board as it is now, and shows it in place where its columns are the same.
fn renew(now: StoredValue<Option<Acting>>, data: Loaded<Result<Page, AppError>>) {
    // The page may be gone.
    let Some(acting) = now.try_get_value().flatten() else { return };
    let board = acting.board;
    if board.behind.is_disposed() {
        return;
    }
    board.behind.set_value(true);
    if board.renewing.get_value() != Asking::No {
        return board.renewing.set_value(Asking::Again);
    }
    board.renewing.set_value(Asking::UnderWay);
    let At { code, period, set } = board.at.get_value();
    spawn_local(async move {
        let answer = api::view_board(code, Some(period), Some(set)).await;
        let Some(asked) = board.renewing.try_get_value() else { return };
        board.renewing.set_value(Asking::No);
        match answer {
            // What was sent meanwhile is not in the answer, and renews by itself if need be.
            Ok(_) if board.waiting.get_untracked() > 0 => {}
            // Something happened while it was on its way.
            Ok(page) if page.version < board.version.get_untracked() => renew(now, data),
            Ok(page) if board.replace(&page) => {
                acting.settle();
                if asked == Asking::Again {
                    renew(now, data);
                }
            }
            // Other columns, or none of this set any more.
            Ok(_) | Err(AppError::NotFound(_)) => data.refetch(),
            // It is said already, and loaded anew when the line is open again.
            Err(AppError::Unreachable) => {}
            Err(error) => {
                board.said.set(error.to_string());
                if error == AppError::Fault {
                    set_timeout(move || renew(now, data), TRY_AGAIN);
                }
            }
        }
    });
}

#[component]
fn Shown(
    place: CoursePlace,
    page: Arc<Page>,
    kept: Kept,
    now: StoredValue<Option<Acting>>,
    renew: Callback<()>,
    live: Live,
) -> impl IntoView {
    let Some(set) = page.set else {
        now.set_value(None);
        let (code, period, version) = (page.course.code.clone(), page.period.id, page.version);
        Effect::new(move |_| live.follow(&code, period, version));
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
    now.set_value(Some(acting));
    on_cleanup(move || {
        acting.leave();
        if cfg!(feature = "hydrate") {
            turn::keep(board, kept);
        }
    });
    acting.settle();
    // What was told while the page was on its way was told to the board before.
    if live.heard_of() > page.version {
        renew.run(());
    }
    let (code, period, version) = (page.course.code.clone(), page.period.id, page.version);
    // The server is back: the board is loaded as it is there.
    Effect::new(move |_| {
        if live.line.get() == Line::Open && board.behind.get_value() {
            renew.run(());
        }
    });
    // In the browser only, once the page is there.
    Effect::new(move |_| {
        turn::take(board, kept);
        live.follow(&code, period, version);
        let keys = window_event_listener(leptos::ev::keydown, move |event| keys::anywhere(board, acting, &event));
        on_cleanup(move || keys.remove());
    });
    // Sizes that someone else than the address says need another guide.
    Effect::new(move |before: Option<()>| {
        board.look.room.track();
        if before.is_some() {
            board.guide_anew();
        }
    });
    view! {
        <toolbar::Toolbar board acting page live />
        <view::Columns board acting />
        <foot::Foot board acting />
        {afterwards(move || dialogs_later(board, acting))}
    }
    .into_any()
}

/// What opens above the board: WASM of its own, so that the board is there sooner. Who asks for it before it has come
/// sees it when it has.
#[lazy]
fn dialogs_later(board: Board, acting: Acting) -> AnyView {
    view! {
        <move_to::MoveTo board acting />
        <swap::Swaps board acting />
    }
    .into_any()
}
