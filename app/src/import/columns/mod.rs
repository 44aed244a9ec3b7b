//! The second step: the file's columns beside the fields they are imported as, with a line from each to its own.
//!
//! A line is drawn by dragging from either side, by pressing one end and then the other (with the mouse or by keys),
//! or by the field's own control, which is all there is on a phone.

mod board;
mod dragging;
mod field_list;
mod file_list;
mod keys;
mod lines;
mod listed;
mod values;

use super::words;
use crate::ui::{Message, Tone, focus_on};
use board::{Board, select_id};
use domain::import::view::ColumnsView;
use leptos::ev;
use leptos::prelude::*;

/// The step.
#[component]
pub fn ColumnsStep(
    #[prop(into)] view: Signal<ColumnsView>,
    /// How many rows the file has.
    #[prop(into)]
    rows: Signal<usize>,
    /// Reads a field from a column, or from none; both by their places.
    choose: Callback<(usize, Option<usize>)>,
    /// Says what a value of a field means: its place, the text, and the code or nothing.
    choose_value: Callback<(usize, String, Option<String>)>,
    /// Whether the choices are to be kept for the next file with this header; where nothing is kept, it is not offered.
    #[prop(optional)]
    remember: Option<RwSignal<bool>>,
) -> impl IntoView {
    let board = Board::new(view, rows, choose, choose_value);
    Effect::new(move |_| {
        let listener = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && board.held.with_untracked(Option::is_some) {
                event.prevent_default();
                board.put_back();
            }
        });
        on_cleanup(move || listener.remove());
    });
    let names = Memo::new(move |_| {
        view.with(|view| view.columns.iter().map(|column| column.name.clone()).collect::<Vec<String>>())
    });
    Effect::new(move |before: Option<()>| {
        names.track();
        if before.is_some() {
            board.start_over();
        }
    });
    let remembered = Memo::new(move |_| view.with(|view| view.remembered));
    view! {
        <Show when=move || remembered.get()>
            <AsLastTime />
        </Show>
        <div class="mapping">
            <div class="mapping__board" class:is-holding=move || board.held.with(Option::is_some) node_ref=board.element>
                <file_list::FileList board />
                <field_list::FieldList board />
                <lines::Lines board />
            </div>
            <div class="stack mapping__values">
                <values::Values board />
                {remember.map(|remember| view! { <Remember remember /> })}
            </div>
        </div>
        <p class="unseen" role="status">
            {move || board.said.get()}
        </p>
    }
}

/// That a file with the same header was imported before; on other steps with a way to the columns.
#[component]
pub fn AsLastTime(#[prop(optional)] on_look: Option<Callback<()>>) -> impl IntoView {
    let look = on_look.map(|on_look| {
        view! {
            " "
            <button type="button" class="link link--strong" on:click=move |_| on_look.run(())>
                {words::LOOK_AT_COLUMNS}
            </button>
        }
    });
    view! {
        <Message tone=Tone::Done>
            <strong>{words::AS_LAST_TIME}"."</strong>
            " "
            {words::AS_LAST_TIME_WHAT}
            {look}
        </Message>
    }
}

#[component]
fn Remember(remember: RwSignal<bool>) -> impl IntoView {
    view! {
        <section class="card">
            <div class="card__body">
                <label class="choice">
                    <input
                        type="checkbox"
                        class="tick"
                        prop:checked=move || remember.get()
                        on:change=move |event| remember.set(event_target_checked(&event))
                    />
                    <span>
                        {words::REMEMBER}
                        <span class="choice__hint">{words::REMEMBER_WHAT}</span>
                    </span>
                </label>
            </div>
        </section>
    }
}

/// What is open in the columns, in words; nothing when every required field has a column.
pub fn open_in(view: &ColumnsView) -> Option<String> {
    let missing: Vec<&str> =
        view.missing().filter_map(|at| view.fields.get(at)).map(|field| field.label.as_str()).collect();
    (!missing.is_empty()).then(|| words::open_fields(&missing))
}

/// Puts the focus on the first field that is open.
pub fn show_open(view: &ColumnsView) {
    if let Some(field) = view.missing().next().and_then(|at| view.fields.get(at)) {
        focus_on(&select_id(&field.label));
    }
}
