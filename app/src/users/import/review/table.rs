//! The table of rows: every problem in its cell, and cells that are edited in place.

use super::super::acts::{name_of, text_of};
use super::super::state::Import;
use super::super::words;
use super::Desk;
use super::cell::{Editor, shown};
use super::columns::Column;
use crate::ui::{Cells, Feed, WindowedTable};
use domain::import::users::UserField;
use domain::import::users::desk::{OutcomeKind, RowView};
use leptos::ev;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Rows(desk: Desk) -> impl IntoView {
    let Desk { import, table, columns, .. } = desk;
    let total = move || import.feed.total();
    // What comes into sight is asked for; what scrolls away with an open cell in it is saved.
    Effect::new(move |_| import.feed.want(table.shown()));
    Effect::new(move |_| {
        let away = import.editing.with_untracked(|open| {
            open.as_ref().filter(|open| !table.has((open.place, open.column))).map(|open| open.text.clone())
        });
        if let Some(text) = away {
            import.close_cell(&text);
        }
    });
    // Another table for other columns: there are others only after another look-up.
    let grid = move || {
        let head = |(at, column): (usize, Column)| view! { <Head import at column /> };
        let head = columns.get().into_iter().enumerate().map(head).collect_view().into_any();
        let row = Callback::new(move |place: usize| view! { <Row desk place /> }.into_any());
        view! {
            <WindowedTable
                table
                label=words::ROWS_SHOWN
                head
                row
                on_key=Callback::new(move |event| key(desk, &event))
                on_open=Callback::new(move |(place, column)| open(desk, place, column, None))
            />
        }
    };
    let sight = move || {
        let (first, end) = table.sight();
        words::in_sight(first, end, total(), import.filter.get())
    };
    view! {
        <div class="table-card rows-card">
            {grid}
            <div class="rows-card__foot">
                <span>{sight}</span>
                <span class="quiet small push">{words::KEYS}</span>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Head(import: Import, at: usize, column: Column) -> impl IntoView {
    let only_fills = move || match column {
        Column::Of(field, _) => {
            import.review.with(|review| review.as_ref().is_some_and(|review| review.only_fill.contains(&field)))
        }
        _ => false,
    };
    view! {
        <th
            scope="col"
            role="columnheader"
            aria-colindex=(at + 1).to_string()
            style:inline-size=[&column.width().to_string(), "px"].concat()
        >
            {column.label()}
            {move || only_fills().then(|| view! { <small class="quiet">" " {words::ONLY_FILL}</small> })}
        </th>
    }
    .into_any()
}

/// The cells of the row at a place. They stay while the row is near the window; what is in them follows.
#[component]
fn Row(desk: Desk, place: usize) -> impl IntoView {
    let Desk { import, table, columns, .. } = desk;
    let feed: Feed<RowView> = import.feed;
    let row = Memo::new(move |_| feed.row(place));
    let open = Memo::new(move |_| {
        import.editing.with(|open| open.as_ref().filter(|open| open.place == place).map(|open| open.column))
    });
    let cell = move |at: usize| {
        let index = (at + 1).to_string();
        match columns.with_untracked(|columns| columns.get(at).copied()) {
            Some(Column::Name) => view! {
                <th scope="row" aria-colindex=index tabindex="-1">
                    {move || name(import, row.get())}
                </th>
            }
            .into_any(),
            Some(Column::Outcome) => view! {
                <td aria-colindex=index tabindex="-1">
                    {move || row.with(|row| row.as_ref().map(|row| outcome(row)))}
                </td>
            }
            .into_any(),
            Some(Column::Of(_, of)) => {
                let inside = move || {
                    if open.get() == Some(at) {
                        view! { <Editor desk /> }.into_any()
                    } else {
                        row.with(|row| shown(row.as_ref().and_then(|row| row.cells.get(of))))
                    }
                };
                view! {
                    <td aria-colindex=index tabindex="-1">
                        {inside}
                    </td>
                }
                .into_any()
            }
            None => ().into_any(),
        }
    };
    view! { <Cells table cell=Callback::new(cell) /> }.into_any()
}

/// Who it is, and what is wrong with the row as a whole or with the parts of the name.
fn name(import: Import, row: Option<Arc<RowView>>) -> AnyView {
    let Some(row) = row else { return view! { <div class="cell quiet">{words::ON_ITS_WAY}</div> }.into_any() };
    let fields = import.review.with_untracked(|review| review.as_ref().map(|review| review.fields.clone()));
    let fields = fields.unwrap_or_default();
    let refused = (row.outcome.kind == OutcomeKind::Refused).then(|| row.outcome.words.clone());
    let in_name = [UserField::LastName, UserField::FirstName, UserField::Username];
    let of_name = in_name.into_iter().filter_map(|field| {
        let at = fields.iter().position(|there| *there == field)?;
        row.cells.get(at).map(|cell| cell.problems.clone())
    });
    let problems: Vec<String> = row.problems.iter().cloned().chain(refused).chain(of_name.flatten()).collect();
    let who = name_of(&row.cells, &fields);
    let out = matches!(row.outcome.kind, OutcomeKind::Skipped);
    view! {
        <div class="cell cell--name" class:cell--problem=!problems.is_empty() class:cell--out=out>
            <bdi class="cell__text" title=who.clone()>{who.clone()}</bdi>
            <small class="cell__line quiet">
                <bdi>{words::line(row.row, text_of(&row.cells, &fields, UserField::Username))}</bdi>
            </small>
            {super::cell::problems(&problems)}
        </div>
    }
    .into_any()
}

fn outcome(row: &RowView) -> AnyView {
    let class = match row.outcome.kind {
        OutcomeKind::Problem | OutcomeKind::Refused => "cell text--danger",
        OutcomeKind::Undecided => "cell text--warning",
        OutcomeKind::Skipped | OutcomeKind::Unchanged => "cell quiet",
        OutcomeKind::Created | OutcomeKind::Updated => "cell",
    };
    let words = row.outcome.words.clone();
    view! {
        <div class=class>
            <bdi class="cell__words" title=words.clone()>{words.clone()}</bdi>
        </div>
    }
    .into_any()
}

/// Opens a cell, or the row by itself where the cell cannot be edited.
fn open(desk: Desk, place: usize, column: usize, typed: Option<String>) {
    match desk.columns.with_untracked(|columns| columns.get(column).copied()) {
        Some(Column::Of(field, _)) => desk.import.open_cell(place, column, field, typed),
        Some(_) if typed.is_none() => desk.open_singly(),
        _ => {}
    }
}

/// Keys that do not move: Enter and typing open the cell.
fn key(desk: Desk, event: &ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    let (place, column) = desk.table.active_now();
    match key.as_str() {
        "Enter" | "F2" => {
            event.prevent_default();
            open(desk, place, column, None);
        }
        "Delete" | "Backspace" => {
            event.prevent_default();
            open(desk, place, column, Some(String::new()));
        }
        " " => {}
        typed if typed.chars().count() == 1 => {
            event.prevent_default();
            open(desk, place, column, Some(key));
        }
        _ => {}
    }
}
