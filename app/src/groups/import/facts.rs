//! How the file is read, and how it could be read otherwise.

use super::state::Import;
use super::words;
use crate::ui::{Glyph, Icon};
use domain::import::file::{Choice, Delimiter, Dialect, Encoding, LineEnd, Reading};
use leptos::prelude::*;

#[component]
pub(super) fn Facts(import: Import) -> impl IntoView {
    let name = move || import.file.get().and_then(Result::ok).map(|file| file.name);
    let reading = Memo::new(move |_| import.read.get().and_then(Result::ok));
    let rows = move || reading.with(|reading| reading.as_ref().map(|r| words::rows(r.table.rows.len())));
    let dialect: Found = Memo::new(move |_| reading.with(|reading| reading.as_ref().map(|r| (r.dialect, r.mark))));
    view! {
        <section class="file-facts" aria-label=words::FILE_FACTS>
            <strong class="file-facts__name">
                <Icon glyph=Glyph::File />
                {name}
            </strong>
            <span>{rows}</span>
            <Choices import dialect />
            <ul class="file-facts__notes small" role="status">
                {move || reading.get().map(|reading| notes(&reading).into_iter().map(|note| view! { <li>{note}</li> }).collect_view())}
            </ul>
        </section>
    }
}

/// The dialect, and whether a byte order mark was there; `None` while the file cannot be read.
type Found = Memo<Option<(Dialect, bool)>>;

#[component]
fn Choices(import: Import, dialect: Found) -> impl IntoView {
    let at = move |of: fn(Dialect) -> usize| dialect.get().map(|(dialect, _)| of(dialect));
    let marked = Signal::derive(move || dialect.get().is_some_and(|(_, mark)| mark));
    view! {
            <Fact
                id="encoding"
                label=words::ENCODING
                options=Encoding::ALL.map(Encoding::label).to_vec()
                chosen=Signal::derive(move || import.choice.with(|c| c.encoding.and_then(|it| place(&Encoding::ALL, it))))
                detected=Signal::derive(move || at(|d| place(&Encoding::ALL, d.encoding).unwrap_or(0)))
                marked
                choose=Callback::new(move |at: Option<usize>| {
                    import.choose(|c: &mut Choice| c.encoding = at.and_then(|at| Encoding::ALL.get(at).copied()));
                })
            />
            <Fact
                id="delimiter"
                label=words::DELIMITER
                options=Delimiter::ALL.map(Delimiter::label).to_vec()
                chosen=Signal::derive(move || import.choice.with(|c| c.delimiter.and_then(|it| place(&Delimiter::ALL, it))))
                detected=Signal::derive(move || at(|d| place(&Delimiter::ALL, d.delimiter).unwrap_or(0)))
                choose=Callback::new(move |at: Option<usize>| {
                    import.choose(|c: &mut Choice| c.delimiter = at.and_then(|at| Delimiter::ALL.get(at).copied()));
                })
            />
            <Fact
                id="line-end"
                label=words::LINE_END
                options=LineEnd::ALL.map(LineEnd::label).to_vec()
                chosen=Signal::derive(move || import.choice.with(|c| c.line_end.and_then(|it| place(&LineEnd::ALL, it))))
                detected=Signal::derive(move || at(|d| place(&LineEnd::ALL, d.line_end).unwrap_or(0)))
                choose=Callback::new(move |at: Option<usize>| {
                    import.choose(|c: &mut Choice| c.line_end = at.and_then(|at| LineEnd::ALL.get(at).copied()));
                })
            />
            <Fact
                id="header"
                label=words::HEADER
                options=vec![words::HEADER_NAMES, words::HEADER_ROW]
                chosen=Signal::derive(move || import.choice.with(|c| c.header.map(|header| usize::from(!header))))
                detected=Signal::derive(move || at(|d| usize::from(!d.header)))
                choose=Callback::new(move |at: Option<usize>| {
                    import.choose(|c: &mut Choice| c.header = at.map(|at| at == 0));
                })
            />
    }
}

fn place<T: PartialEq>(all: &[T], one: T) -> Option<usize> {
    all.iter().position(|known| *known == one)
}

/// What is odd about the table.
fn notes(reading: &Reading) -> Vec<String> {
    let table = &reading.table;
    let mut notes = Vec::new();
    if table.unreadable > 0 {
        notes.push(words::unreadable(table.unreadable));
    }
    if let Some(first) = table.short_rows().next() {
        notes.push(words::short_rows(table.short_rows().count(), first.number));
    }
    if table.blank_rows > 0 {
        notes.push(words::blank_rows(table.blank_rows));
    }
    notes
}

/// One fact about the file with the other possibilities. The first of them is what was detected.
#[component]
fn Fact(
    id: &'static str,
    label: &'static str,
    options: Vec<&'static str>,
    chosen: Signal<Option<usize>>,
    detected: Signal<Option<usize>>,
    #[prop(optional, into)] marked: Signal<bool>,
    choose: Callback<Option<usize>>,
) -> impl IntoView {
    let of_detected = {
        let options = options.clone();
        move || match detected.get().filter(|_| chosen.get().is_none()).and_then(|at| options.get(at).copied()) {
            Some(label) if marked.get() => words::detected(&words::with_mark(label)),
            Some(label) => words::detected(label),
            None => words::DETECT.to_owned(),
        }
    };
    let option = move |(at, label): (usize, &'static str)| {
        view! {
            <option value=at.to_string() prop:selected=move || chosen.get() == Some(at)>
                {label}
            </option>
        }
    };
    view! {
        <label>
            {label}
            <select
                class="select select--small"
                id=id
                on:change=move |event| choose.run(event_target_value(&event).parse().ok())
            >
                <option value="" prop:selected=move || chosen.get().is_none()>
                    {of_detected}
                </option>
                {options.into_iter().enumerate().map(option).collect_view()}
            </select>
        </label>
    }
}
