//! Which column is which field, why, and how the file begins.

use super::state::Import;
use super::words;
use crate::ui::{Glyph, Icon};
use domain::import::columns::{Field as _, Mapping, Reason};
use domain::import::file::Reading;
use domain::import::groups::Field;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows of the file that are shown as they are.
const FIRST: usize = 4;
/// Values of a column that are shown beside its field.
const SAMPLES: usize = 3;

#[component]
pub(super) fn Columns(import: Import) -> impl IntoView {
    let reading = Memo::new(move |_| import.read.get().and_then(Result::ok));
    // It opens itself where people must choose, and never closes by itself.
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let unsure = import.mapping.with(|mapping| {
            mapping.as_ref().is_some_and(|mapping| {
                !mapping.missing().is_empty()
                    || Field::ALL.iter().any(|field| matches!(mapping.reason(*field), Reason::Several(_)))
            })
        });
        if unsure {
            open.set(true);
        }
    });
    let fields = Field::ALL.iter().map(|field| view! { <FieldLine import reading field=*field /> }).collect_view();
    let said = move || {
        let reading = reading.get()?;
        import.mapping.with(|mapping| mapping.as_ref().map(|mapping| summary(mapping, &reading)))
    };
    view! {
        <details class="card import__columns" open=move || open.get()>
            <summary class="card__head">
                <h3>{words::COLUMNS}</h3>
                <span class="card__side">{said}</span>
            </summary>
            <ul class="mapping">{fields}</ul>
            <FirstRows reading />
        </details>
    }
}

fn summary(mapping: &Mapping<Field>, reading: &Reading) -> String {
    let matched = Field::ALL.iter().filter(|field| mapping.column(**field).is_some()).count();
    let mut said = words::matched(matched, Field::ALL.len());
    let columns = reading.table.columns.iter().enumerate();
    let left: Vec<&str> =
        columns.filter(|(at, _)| mapping.field(*at).is_none()).map(|(_, name)| name.as_str()).collect();
    if !left.is_empty() {
        said.push_str(" · ");
        said.push_str(&words::not_imported(&left));
    }
    said
}

#[component]
fn FieldLine(import: Import, reading: Memo<Option<Arc<Reading>>>, field: Field) -> impl IntoView {
    let id = ["column-", field.label()].concat().replace(' ', "-").to_lowercase();
    let column = Memo::new(move |_| import.mapping.with(|mapping| mapping.as_ref().and_then(|m| m.column(field))));
    let reason = move || {
        let reading = reading.get()?;
        import.mapping.with(|mapping| mapping.as_ref().map(|m| m.reason(field).words(&reading.table.columns)))
    };
    let samples = move || {
        let (reading, column) = (reading.get()?, column.get()?);
        let samples = reading.table.samples(column, SAMPLES);
        Some(if samples.is_empty() { words::ALL_BLANK.to_owned() } else { samples.join(" · ") })
    };
    let open = move || field.is_required() && column.get().is_none();
    let options = move || {
        let names = reading.get().map(|reading| reading.table.columns.clone()).unwrap_or_default();
        let option = |(at, name): (usize, String)| {
            view! {
                <option value=at.to_string() prop:selected=move || column.get() == Some(at)>
                    {name}
                </option>
            }
        };
        names.into_iter().enumerate().map(option).collect_view()
    };
    let name = field.label();
    view! {
        <li class:is-matched=move || column.get().is_some() class:is-open=open>
            <div>
                <label class="field__label" for=id.clone()>
                    {name}
                    {field.is_required().then(|| view! { <span class="field__required" aria-hidden="true">" *"</span> })}
                </label>
                <p class="small quiet">
                    {move || open().then(|| view! { <Icon glyph=Glyph::Warning /> })} {reason}
                    {move || samples().map(|samples| [": ", &samples].concat())}
                </p>
            </div>
            <select
                class="select"
                id=id
                aria-label=words::column_of(name)
                aria-required=field.is_required().then_some("true")
                aria-invalid=move || open().then_some("true")
                on:change=move |event| import.choose_column(field, event_target_value(&event).parse().ok())
            >
                <option value="" prop:selected=move || column.get().is_none()>
                    {words::NO_COLUMN}
                </option>
                {options}
            </select>
        </li>
    }
}

/// The file as it is read, without any meaning: what follows a change of encoding or separator.
#[component]
fn FirstRows(reading: Memo<Option<Arc<Reading>>>) -> impl IntoView {
    let head = move || {
        let columns = reading.get().map(|reading| reading.table.columns.clone()).unwrap_or_default();
        columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()
    };
    let rows = move || {
        let reading = reading.get()?;
        let width = reading.table.columns.len();
        let row = |row: &domain::import::file::Row| {
            let cells = (0..width).map(|column| view! { <td>{row.cell(column).to_owned()}</td> }).collect_view();
            view! {
                <tr>
                    <th scope="row">{row.number}</th>
                    {cells}
                </tr>
            }
        };
        Some(reading.table.rows.iter().take(FIRST).map(row).collect_view())
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=words::FIRST_ROWS>
            <table class="table table--tight">
                <caption class="unseen">{words::FIRST_ROWS}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::ROW}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
