//! How the file is read, and how it could be read otherwise.

use super::super::words;
use super::Source;
use crate::ui::{Glyph, Icon, Spinner};
use domain::import::file::{Choice, Delimiter, Dialect, Encoding, LineEnd};
use domain::import::view::FileView;
use leptos::prelude::*;

/// The facts in one line, with what is odd below.
#[component]
pub(super) fn Facts(source: Source, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let name = move || source.read(|file| file.name.clone());
    let rows = move || source.read(|file| words::rows(file.rows, file.whole));
    let whole = Memo::new(move |_| source.read(|file| file.whole).unwrap_or(true));
    let workbook = Memo::new(move |_| source.read(|file| !file.sheets.is_empty()).unwrap_or(false));
    let notes = move || {
        let notes = source.read(notes).unwrap_or_default();
        notes.into_iter().map(|note| view! { <li><bdi>{note}</bdi></li> }).collect_view()
    };
    view! {
        <section class="file-facts" aria-label=words::FILE_FACTS>
            <strong class="file-facts__name">
                <Icon glyph=Glyph::File />
                <bdi>{name}</bdi>
            </strong>
            <span>{rows}</span>
            <Show when=move || workbook.get() fallback=move || view! { <TextFacts source /> }>
                <Sheets source />
            </Show>
            <Header source />
            {children.map(|children| children())}
            <div class="file-facts__notes small" role="status">
                <ul>
                    {move || {
                        (!whole.get())
                            .then(|| view! { <li class="file-facts__waits"><Spinner /> {words::BEGINNING}</li> })
                    }}
                    {notes}
                </ul>
            </div>
        </section>
    }
}

/// The dialect that was used, and whether a byte order mark was there.
fn dialect(source: Source) -> Memo<Option<(Dialect, bool)>> {
    Memo::new(move |_| source.read(|file| (file.dialect, file.mark)))
}

/// What only text has.
#[component]
fn TextFacts(source: Source) -> impl IntoView {
    let dialect = dialect(source);
    let at = move |of: fn(Dialect) -> Option<usize>| dialect.get().and_then(|(dialect, _)| of(dialect));
    let choice = source.choice;
    view! {
        <Fact
            id="encoding"
            label=words::ENCODING
            options=Encoding::ALL.map(Encoding::label).to_vec()
            chosen=Signal::derive(move || choice.with(|c| c.encoding.and_then(|it| place(&Encoding::ALL, it))))
            detected=Signal::derive(move || at(|d| place(&Encoding::ALL, d.encoding)))
            marked=Signal::derive(move || dialect.get().is_some_and(|(_, mark)| mark))
            choose=Callback::new(move |at: Option<usize>| {
                source.choose(|c: &mut Choice| c.encoding = at.and_then(|at| Encoding::ALL.get(at).copied()));
            })
        />
        <Fact
            id="delimiter"
            label=words::DELIMITER
            options=Delimiter::ALL.map(Delimiter::label).to_vec()
            chosen=Signal::derive(move || choice.with(|c| c.delimiter.and_then(|it| place(&Delimiter::ALL, it))))
            detected=Signal::derive(move || at(|d| place(&Delimiter::ALL, d.delimiter)))
            choose=Callback::new(move |at: Option<usize>| {
                source.choose(|c: &mut Choice| c.delimiter = at.and_then(|at| Delimiter::ALL.get(at).copied()));
            })
        />
        <Fact
            id="line-end"
            label=words::LINE_END
            options=LineEnd::ALL.map(LineEnd::label).to_vec()
            chosen=Signal::derive(move || choice.with(|c| c.line_end.and_then(|it| place(&LineEnd::ALL, it))))
            detected=Signal::derive(move || at(|d| place(&LineEnd::ALL, d.line_end)))
            choose=Callback::new(move |at: Option<usize>| {
                source.choose(|c: &mut Choice| c.line_end = at.and_then(|at| LineEnd::ALL.get(at).copied()));
            })
        />
    }
}

#[component]
fn Header(source: Source) -> impl IntoView {
    let dialect = dialect(source);
    view! {
        <Fact
            id="header"
            label=words::HEADER
            options=vec![words::HEADER_NAMES, words::HEADER_ROW]
            chosen=Signal::derive(move || source.choice.with(|c| c.header.map(|header| usize::from(!header))))
            detected=Signal::derive(move || dialect.get().map(|(dialect, _)| usize::from(!dialect.header)))
            choose=Callback::new(move |at: Option<usize>| {
                source.choose(|c: &mut Choice| c.header = at.map(|at| at == 0));
            })
        />
    }
}

/// Which sheet of a workbook is read.
#[component]
fn Sheets(source: Source) -> impl IntoView {
    let sheets = Memo::new(move |_| source.read(|file| file.sheets.clone()).unwrap_or_default());
    let sheet = Memo::new(move |_| source.read(|file| file.sheet).unwrap_or(0));
    let option = move |(at, name): (usize, String)| {
        view! {
            <option value=at.to_string() prop:selected=move || sheet.get() == at>
                {name}
            </option>
        }
    };
    let change = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            source.choose_sheet(at);
        }
    };
    view! {
        <label class="fact">
            <span class="fact__label">{words::SHEET}</span>
            <select class="select select--small" id="sheet" on:change=change>
                {move || sheets.get().into_iter().enumerate().map(option).collect_view()}
            </select>
        </label>
    }
}

fn place<T: PartialEq>(all: &[T], one: T) -> Option<usize> {
    all.iter().position(|known| *known == one)
}

/// What is odd about the table, and how letters with accents were read: a wrong encoding shows there first.
fn notes(file: &FileView) -> Vec<String> {
    let odd = file.oddities;
    let mut notes = Vec::new();
    if odd.unreadable > 0 {
        notes.push(words::unreadable(odd.unreadable));
    }
    if odd.short_rows > 0 {
        notes.push(words::short_rows(odd.short_rows, odd.first_short));
    }
    if odd.blank_rows > 0 {
        notes.push(words::blank_rows(odd.blank_rows));
    }
    let accents = accented(file);
    if odd.unreadable == 0 && !accents.is_empty() {
        notes.push(words::accents(&accents));
    }
    notes
}

/// How many words with accents are shown, and how long one may be.
const ACCENTED: usize = 2;
const LONG: usize = 20;

/// The first words of the file with letters beyond ASCII.
fn accented(file: &FileView) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let cells = file.first.iter().flat_map(|(_, cells)| cells);
    for word in cells.flat_map(|cell| cell.split([' ', ',', ';', '/'])) {
        let accented = word.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        if accented && word.chars().count() <= LONG && !found.contains(&word) {
            found.push(word);
            if found.len() == ACCENTED {
                break;
            }
        }
    }
    found
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
        <label class="fact" class:fact--speaks=id != "header">
            <span class="fact__label">{label}</span>
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
