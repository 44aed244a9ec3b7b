//! **"Import From CSV"** (SPEC U5 to U9, 8): a file of users, its columns, every row with what becomes of it, and
//! **"Import Users"**, which does exactly what is shown. The file is with a worker; the server repeats every check.

mod acts;
pub mod api;
mod commit;
mod compare;
mod conflicts;
mod earlier;
mod finish;
mod link;
mod made;
mod review;
mod state;
mod words;

use crate::frame::Frame;
use crate::import::{ColumnsStep, FileBar, FileStep, Foot, FootBar, Step, StepsHead, open_in, show_open};
use crate::loaded::{load, loaded_view};
use crate::ui::{Message, Spinner, Tone};
use domain::import::users::UserImport;
use domain::import::users::desk::Filter;
use leptos::prelude::*;
use state::Import;

pub use made::ImportedUsersPage;

/// `/admin/users/import?step=`
#[component]
pub fn ImportUsersPage() -> impl IntoView {
    let earlier = load(|| (), |()| api::earlier());
    let shown = loaded_view(earlier, 6, move |earlier| view! { <Desk earlier /> }.into_any());
    view! {
        <Frame title=words::TITLE>
            {shown}
        </Frame>
    }
}

#[component]
fn Desk(earlier: Vec<UserImport>) -> impl IntoView {
    let import = Import::new(earlier);
    let step = import.step;
    let back = Callback::new(move |to| import.go(to));
    let later = later_steps();
    let body = move || match step.get() {
        Step::File => view! {
            <TakeFile import />
            <earlier::Earlier imports=import.earlier />
        }
        .into_any(),
        step => later.show(|| steps_later(import, step)),
    };
    view! {
        <StepsHead current=step on_back=back>
            <h1>{words::TITLE}</h1>
        </StepsHead>
        <Trouble import />
        {body}
        <FootOf import />
    }
    .into_any()
}

crate::later_steps!(__preload_steps_later);

/// The steps after the first: WASM of its own, so that a file can be chosen sooner.
#[lazy]
fn steps_later(import: Import, step: Step) -> AnyView {
    match step {
        Step::Review => view! { <review::Review import /> }.into_any(),
        Step::Finish => view! { <finish::Finish import /> }.into_any(),
        _ => view! { <MapColumns import /> }.into_any(),
    }
}

/// What did not work, and the way to start the worker again.
#[component]
fn Trouble(import: Import) -> impl IntoView {
    let notice =
        move || import.notice.get().map(|words| view! { <Message tone=Tone::Careful><bdi>{words}</bdi></Message> });
    let dead = move || {
        import.link.dead.get().map(|words| {
            view! {
                <Message tone=Tone::Problem>
                    {words} " "
                    <button type="button" class="link link--strong" on:click=move |_| import.start_again()>
                        {words::START_AGAIN}
                    </button>
                </Message>
            }
        })
    };
    let unsure = move || {
        import.unsure.get().then(|| {
            view! {
                <Message tone=Tone::Careful>
                    {words::NOT_KNOWN} " "
                    <button type="button" class="link link--strong" on:click=move |_| import.go(Step::File)>
                        {words::SEE_EARLIER}
                    </button>
                </Message>
            }
        })
    };
    // The file is there, but not what it is imported on.
    let unmatched = Memo::new(move |_| {
        let whole = import.file.with(|file| matches!(file, Some(Ok(file)) if file.whole));
        whole && import.columns.with(Option::is_none) && !import.busy.get() && import.link.dead.with(Option::is_none)
    });
    let again = move || {
        unmatched.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| import.match_columns()>
                    {words::AGAIN}
                </button>
            }
        })
    };
    view! {
        <div class="stack import__trouble" role="alert">
            {unsure} {notice} {dead} {again}
        </div>
    }
    .into_any()
}

#[component]
fn TakeFile(import: Import) -> impl IntoView {
    view! {
        <FileStep source=import.source sample="/admin/users/import/sample.csv".to_owned()>
            {words::WHAT}
        </FileStep>
    }
    .into_any()
}

#[component]
fn MapColumns(import: Import) -> impl IntoView {
    // Kept, not derived: everything on the step reads it, and it may be of thousands of columns.
    let columns = Memo::new(move |_| import.columns.get().unwrap_or_default());
    let rows = Signal::derive(move || {
        import.file.with(|file| file.as_ref().and_then(|file| file.as_ref().ok()).map_or(0, |file| file.rows))
    });
    let choose = Callback::new(move |(field, column)| import.choose(field, column));
    let choose_value = Callback::new(move |(field, text, code)| import.choose_value(field, text, code));
    view! {
        <FileBar source=import.source />
        <ColumnsStep view=columns rows choose choose_value remember=import.remember />
    }
    .into_any()
}

/// What is under way, how far it is, and the way to stop it.
#[component]
fn Under(import: Import, what: &'static str) -> impl IntoView {
    let said = move || import.progress.get().map_or(what.to_owned(), words::progress);
    let percent = move || import.progress.get().map(|progress| words::percent(progress).to_string());
    view! {
        <div class="under" role="group" aria-label=words::PROGRESS>
            <Spinner />
            <p class="under__words">{said}</p>
            <progress class="progress" aria-label=what max="100" value=percent></progress>
            <button type="button" class="button button--small" on:click=move |_| import.stop()>
                {words::STOP}
            </button>
        </div>
    }
    .into_any()
}

/// The bar at the foot, as each step needs it.
#[component]
fn FootOf(import: Import) -> impl IntoView {
    let foot = Signal::derive(move || foot(import));
    let before = Signal::derive(move || match import.step.get() {
        Step::File => None,
        Step::Columns => Some(Step::File),
        Step::Review => Some(Step::Columns),
        Step::Finish => Some(Step::Review),
    });
    let next = Callback::new(move |()| match import.step.get_untracked() {
        Step::File => import.go(Step::Columns),
        Step::Columns => import.review_now(),
        Step::Review => on_from_review(import),
        Step::Finish => import.commit(),
    });
    let show = Callback::new(move |()| match import.step.get_untracked() {
        Step::Columns => import.columns.with_untracked(|columns| {
            if let Some(columns) = columns {
                show_open(columns);
            }
        }),
        _ => import.show(Filter::Problems),
    });
    view! {
        <FootBar
            foot
            before
            away="/admin/users".to_owned()
            on_back=Callback::new(move |to| import.go(to))
            on_show=show
            on_next=next
        />
    }
    .into_any()
}

/// On from Review: first what only a person can decide, then, knowingly, without the rows with problems.
fn on_from_review(import: Import) {
    let Some((undecided, open)) =
        import.review.with_untracked(|review| review.as_ref().map(|review| (review.counts.undecided, review.open)))
    else {
        return;
    };
    if undecided > 0 {
        import.deciding.set(true);
    } else if open > 0 {
        import.leaving_out.set(true);
    } else {
        import.go(Step::Finish);
    }
}

fn foot(import: Import) -> Foot {
    let busy = import.busy.get();
    match import.step.get() {
        Step::File => {
            let ready = import.columns.with(Option::is_some);
            let said = match (ready, busy) {
                (true, _) => None,
                (false, true) => Some(words::READING.to_owned()),
                (false, false) => Some(words::NO_FILE.to_owned()),
            };
            Foot { said, off: !ready, busy: busy && !ready, on: words::CONTINUE, ..Foot::default() }
        }
        Step::Columns => {
            let said = import.columns.with(|columns| columns.as_ref().and_then(open_in));
            let open = said.is_some();
            Foot { said, open, shows: open, busy, on: words::CONTINUE, ..Foot::default() }
        }
        Step::Review => import.review.with(|review| {
            let Some(review) = review else {
                return Foot { off: true, busy, on: words::CONTINUE, ..Foot::default() };
            };
            let nothing = review.done == 0 && review.open == 0;
            let said = if nothing { words::NOTHING.to_owned() } else { words::go_on(review) };
            Foot { said: Some(said), off: nothing, busy, on: words::CONTINUE, ..Foot::default() }
        }),
        Step::Finish => import.review.with(|review| {
            let said = review.as_ref().map(words::go_on);
            let off = review.as_ref().is_none_or(|review| review.open > 0 || review.done == 0);
            let on = if busy { words::IMPORTING } else { words::IMPORT_USERS };
            Foot { said, off, busy, on, ..Foot::default() }
        }),
    }
}
