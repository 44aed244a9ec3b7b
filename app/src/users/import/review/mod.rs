//! The third step: every row with what becomes of it, all problems where they are, and the ways to settle them
//! (SPEC U6, U7, I3).

mod card;
mod cell;
mod choices;
mod columns;
mod filters;
mod looking;
mod problems;
mod summary;
mod table;
mod trying;

pub(super) use looking::Looking;

use super::compare;
use super::conflicts::Conflicts;
use super::state::Import;
use super::words;
use crate::ui::{EmptyState, Glyph, Icon, Message, Skeleton, Tone, Windowed, focus_on};
use columns::Column;
use domain::import::users::desk::{Filter, ProblemView};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// Below this the table gives way to one row at a time.
const NARROW: f64 = 720.0;

/// What the step holds beside the import.
#[derive(Clone, Copy)]
struct Desk {
    import: Import,
    table: Windowed,
    columns: Memo<Vec<Column>>,
    /// Whether one row is shown by itself.
    singly: RwSignal<bool>,
    /// Whether there is no room for the table.
    narrow: RwSignal<bool>,
    fixing: RwSignal<Option<ProblemView>>,
}

impl Desk {
    fn new(import: Import) -> Self {
        let fields =
            Memo::new(move |_| import.review.with(|review| review.as_ref().map(|review| review.fields.clone())));
        let columns = Memo::new(move |_| Column::all(&fields.get().unwrap_or_default()));
        let total = Signal::derive(move || import.feed.total());
        let table = Windowed::new(
            total,
            Signal::derive(move || columns.with(|columns| columns.iter().map(|column| column.width()).collect())),
        );
        let narrow = RwSignal::new(false);
        Effect::new(move |_| {
            let look = move || {
                let is_narrow =
                    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width < NARROW);
                if narrow.get_untracked() != is_narrow {
                    narrow.set(is_narrow);
                }
            };
            look();
            let resized = window_event_listener(ev::resize, move |_| look());
            on_cleanup(move || resized.remove());
        });
        // Other rows are looked at from the first on.
        Effect::new(move |before: Option<Filter>| {
            let filter = import.filter.get();
            if before.is_some_and(|before| before != filter) {
                table.show((0, table.active_now().1));
            }
            filter
        });
        Self { import, table, columns, singly: RwSignal::new(false), narrow, fixing: RwSignal::new(None) }
    }

    /// Shows the active row by itself, with the focus on it.
    fn open_singly(self) {
        self.singly.set(true);
        request_animation_frame(|| focus_on("row-card"));
    }

    /// Shows the rows of a problem, at its column.
    fn show_problem(self, problem: &ProblemView) {
        self.import.show(Filter::Problem { kind: problem.kind, field: problem.field });
        let is_column = |column: &Column| matches!(column, Column::Of(field, _) if Some(*field) == problem.field);
        let column = self.columns.with_untracked(|columns| columns.iter().position(is_column)).unwrap_or(0);
        self.table.show((0, column));
    }
}

#[component]
pub(super) fn Review(import: Import) -> impl IntoView {
    let there = Memo::new(move |_| import.review.with(Option::is_some));
    view! {
        <Show when=move || there.get() fallback=move || view! { <Waiting import /> }>
            <Reviewed import />
        </Show>
    }
    .into_any()
}

/// While people are looked up, or when that did not work.
#[component]
fn Waiting(import: Import) -> impl IntoView {
    let waits = move || {
        if import.busy.get() {
            view! {
                <super::Under import what=words::LOOKING />
                <Skeleton lines=10 />
            }
            .into_any()
        } else {
            view! {
                <div class="row">
                    <button type="button" class="button" on:click=move |_| import.look_up()>
                        {words::AGAIN}
                    </button>
                </div>
            }
            .into_any()
        }
    };
    view! { <div class="stack">{waits}</div> }.into_any()
}

#[component]
fn Reviewed(import: Import) -> impl IntoView {
    let desk = Desk::new(import);
    hear_undo(import);
    let nothing = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().is_some_and(|review| review.open == 0 && review.done == 0))
    });
    let empty = Memo::new(move |_| import.feed.total() == 0);
    let known = Memo::new(move |_| import.feed.is_known());
    let single = move || desk.singly.get() || desk.narrow.get();
    let rows = move || {
        if !known.get() {
            view! { <Skeleton lines=10 /> }.into_any()
        } else if empty.get() {
            view! { <NoRows import /> }.into_any()
        } else if single() {
            view! { <card::Card desk /> }.into_any()
        } else {
            view! { <table::Rows desk /> }.into_any()
        }
    };
    // The table asks for what it shows; while it is not there, enough is asked for to count.
    Effect::new(move |_| {
        if empty.get() || single() {
            let at = desk.table.active().0;
            import.feed.want((at, at + 1));
        }
    });
    view! {
        <div class="row row--apart">
            <filters::Filters import />
            <filters::Counter desk />
        </div>
        <Show when=move || nothing.get()>
            <Message tone=Tone::Done>
                <strong>{words::NOTHING}"."</strong>
                " "
                {words::NOTHING_WHAT}
            </Message>
        </Show>
        <div class="review">
            <div class="stack stack--tight review__rows">
                <Doing import />
                {rows}
            </div>
            <div class="stack review__side">
                <summary::Decisions import />
                <problems::Problems desk />
                <summary::Summary import />
                <summary::Policy import />
            </div>
        </div>
        <problems::FixAll desk />
        <summary::LeaveOut import />
        <Conflicts import />
    }
    .into_any()
}

/// Undo and redo, with what they would do, and what the last edit came to.
#[component]
fn Doing(import: Import) -> impl IntoView {
    let undo = Memo::new(move |_| import.review.with(|review| review.as_ref().and_then(|review| review.undo.clone())));
    let redo = Memo::new(move |_| import.review.with(|review| review.as_ref().and_then(|review| review.redo.clone())));
    let undo_words = move || undo.get().map_or(words::NOTHING_TO_UNDO.to_owned(), |what| words::undo(&what));
    let redo_words = move || redo.get().map_or(words::NOTHING_TO_REDO.to_owned(), |what| words::redo(&what));
    view! {
        <div class="doing">
            <button
                type="button"
                class="button button--small"
                aria-label=undo_words
                title=undo_words
                aria-keyshortcuts="Control+Z"
                aria-disabled=move || undo.with(Option::is_none).then_some("true")
                on:click=move |_| import.undo()
            >
                <Icon glyph=Glyph::Undo />
                {words::UNDO}
            </button>
            <button
                type="button"
                class="button button--small"
                aria-label=redo_words
                title=redo_words
                aria-keyshortcuts="Control+Shift+Z"
                aria-disabled=move || redo.with(Option::is_none).then_some("true")
                on:click=move |_| import.redo()
            >
                {words::REDO}
            </button>
            <p class="doing__said small" role="status">
                <bdi>{move || import.said.get()}</bdi>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn NoRows(import: Import) -> impl IntoView {
    let about_problems =
        move || matches!(import.filter.get(), Filter::Problems | Filter::Problem { .. } | Filter::Refused);
    let is_settled = move || {
        import
            .review
            .with(|review| review.as_ref().is_some_and(|review| review.counts.problems + review.counts.refused == 0))
    };
    let title = move || if about_problems() && is_settled() { words::NO_PROBLEMS } else { words::NOBODY };
    let shown = move || {
        view! {
            <EmptyState title=title() words=String::new()>
                <button type="button" class="button" id="show-all" on:click=move |_| import.show(Filter::All)>
                    {words::SHOW_ALL}
                </button>
            </EmptyState>
        }
    };
    // What had the focus may have been in the last row.
    request_animation_frame(|| {
        let lost =
            document().active_element().is_none_or(|element| element.dyn_into::<web_sys::HtmlBodyElement>().is_ok());
        if lost {
            focus_on("show-all");
        }
    });
    view! { <div class="table-card">{shown}</div> }.into_any()
}

/// Ctrl+Z and Ctrl+Shift+Z, but for those that a field hears.
fn hear_undo(import: Import) {
    Effect::new(move |_| {
        let listener = window_event_listener(ev::keydown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let in_field = target.is_some_and(|target| {
                target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select").unwrap_or(false)
            });
            if in_field || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
                return;
            }
            match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => import.undo(),
                ("z", true) | ("y", false) => import.redo(),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || listener.remove());
    });
}

use compare::Compare;
