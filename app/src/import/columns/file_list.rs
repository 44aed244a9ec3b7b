//! The columns of the file with what stands in them.

use super::super::words;
use super::board::{Board, End};
use super::dragging::Grip;
use super::keys;
use crate::ui::{Glyph, Icon};
use domain::import::view::ColumnView;
use leptos::prelude::*;

/// From how many columns on the list scrolls by itself, so that the fields stay in sight.
const LONG: usize = 24;

#[component]
pub(super) fn FileList(board: Board) -> impl IntoView {
    let counts = move || {
        board.view.with(|view| {
            let matched = view.columns.iter().filter(|column| column.field.is_some()).count();
            words::columns_state(matched, view.missing().count(), view.columns.len() - matched)
        })
    };
    let searched = Memo::new(move |_| board.view.with(|view| view.columns.len() > super::listed::MOST));
    let long = Memo::new(move |_| board.listed.with(|listed| listed.shown.len() > LONG));
    let more = move || {
        let listed = board.listed.get();
        let none = listed.shown.is_empty().then(|| view! { <p class="card__foot small">{words::NO_SUCH_COLUMN}</p> });
        let more = (listed.hidden > 0)
            .then(|| view! { <p class="card__foot small">{words::more_to_search(listed.hidden)}</p> });
        (none, more)
    };
    view! {
        <section class="card file-columns" aria-label=words::COLUMNS_IN_FILE>
            <div class="card__head card__head--band">
                <h3>{words::COLUMNS_IN_FILE}</h3>
                <span class="card__side">{counts}</span>
            </div>
            <Show when=move || searched.get()>
                <div class="file-columns__search">
                    <div class="search search--wide">
                        <Icon glyph=Glyph::Search />
                        <input
                            type="search"
                            class="input"
                            aria-label=words::SEARCH_COLUMNS
                            placeholder=words::SEARCH_COLUMNS
                            prop:value=move || board.query.get()
                            on:input=move |event| board.query.set(event_target_value(&event))
                        />
                    </div>
                </div>
            </Show>
            <ul
                class="file-columns__list"
                class:file-columns__list--long=move || long.get()
                id="file-columns"
                on:keydown=move |event| keys::in_columns(board, &event)
            >
                <For each=move || board.listed.get().shown key=|at| *at let:at>
                    <Column board at />
                </For>
            </ul>
            {more}
        </section>
    }
}

#[component]
fn Column(board: Board, at: usize) -> impl IntoView {
    let end = End::Column(at);
    let column: Memo<Option<ColumnView>> = Memo::new(move |_| board.view.with(|view| view.columns.get(at).cloned()));
    let name = move || column.with(|column| column.as_ref().map(|column| column.name.clone()));
    let samples = move || {
        let samples = column.with(|column| column.as_ref().map(|column| column.samples.clone())).unwrap_or_default();
        if samples.is_empty() {
            return view! { <span class="quiet">{words::ALL_BLANK}</span> }.into_any();
        }
        samples.into_iter().take(3).map(|text| view! { <bdi>{text}</bdi> }).collect_view().into_any()
    };
    let counts = move || column.with(|column| column.as_ref().map(|c| words::column_counts(c, board.rows.get())));
    let field = Memo::new(move |_| column.with(|column| column.as_ref().and_then(|column| column.field)));
    let state = move || match field.get().and_then(|field| board.field(field, |field| field.label.clone())) {
        Some(label) => words::imported_as(&label),
        None => words::LEFT_OUT.to_owned(),
    };
    let held = Memo::new(move |_| board.held.get() == Some(end));
    let grip = Grip::new(board, end);
    view! {
        <li
            class="file-column"
            class:is-matched=move || field.get().is_some()
            class:is-held=move || held.get()
            class:is-over=move || board.over.get() == Some(end)
            class:is-looked-at=move || field.get().is_some() && board.looked_at.get() == field.get()
            data-column=at
            on:pointerdown=move |event| grip.down(&event)
            on:pointermove=move |event| grip.moved(&event)
            on:pointerup=move |event| grip.up(&event)
            on:pointercancel=move |_| grip.cancel()
        >
            <button
                type="button"
                class="file-column__pick"
                id=end.id()
                tabindex=move || if keys::is_stop(board, end) { "0" } else { "-1" }
                aria-pressed=move || if held.get() { "true" } else { "false" }
                on:click=move |event| grip.click(&event)
            >
                <span class="file-column__name">
                    <bdi>{name}</bdi>
                </span>
                <span class="file-column__counts">{counts}</span>
                <span class="file-column__samples">{samples}</span>
                <span class="unseen">{state}</span>
            </button>
            <Show when=move || field.get().is_none()>
                <ImportAs board at />
            </Show>
            <span class="port port--column" data-port="" aria-hidden="true"></span>
        </li>
    }
}

/// "Not imported", and the way back: the fields that have no column.
#[component]
fn ImportAs(board: Board, at: usize) -> impl IntoView {
    let label = move || {
        board.view.with(|view| view.columns.get(at).map(|column| words::import_as(&column.name))).unwrap_or_default()
    };
    let free = Memo::new(move |_| {
        board.view.with(|view| {
            let fields = view.fields.iter().enumerate().filter(|(_, field)| field.column.is_none());
            fields.map(|(at, field)| (at, field.label.clone())).collect::<Vec<_>>()
        })
    });
    let change = move |event| {
        if let Ok(field) = event_target_value(&event).parse() {
            board.connect(End::Field(field), End::Column(at));
        }
    };
    let option = |(at, label): (usize, String)| view! { <option value=at.to_string()>{label}</option> };
    view! {
        <select class="select select--small select--fit file-column__as" aria-label=label on:change=change>
            <option value="">{words::NOT_IMPORTED}</option>
            {move || free.get().into_iter().map(option).collect_view()}
        </select>
    }
}
