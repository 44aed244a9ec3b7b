//! What follows from a file by itself: its table, its columns, and the step that can be shown.

use super::words;
use crate::import::Step;
use domain::import::columns::{HeaderKey, Mapping, Remembered, match_columns};
use domain::import::file::{Choice, Delimiter, Encoding, FileProblem, LineEnd, Reading};
use domain::import::groups::{Field, read};
use domain::import::shown;
use domain::import::view::{ColumnsView, FileView};
use leptos::prelude::*;
use std::sync::Arc;

/// A file someone chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChosenFile {
    pub(super) name: String,
    /// Its text; of a workbook the sheet as CSV.
    pub(super) bytes: Arc<[u8]>,
    /// The sheets of a workbook, and which of them this is.
    pub(super) sheets: Vec<String>,
    pub(super) sheet: usize,
}

#[cfg(feature = "hydrate")]
impl ChosenFile {
    /// A file that is text itself.
    pub(super) fn text(name: String, bytes: Arc<[u8]>) -> Self {
        Self { name, bytes, sheets: Vec::new(), sheet: 0 }
    }
}

/// A file that was opened, or why it could not be.
pub(super) type Opening = Option<Result<ChosenFile, String>>;

/// A file as a table, or what is in the way.
pub(super) type Read = Result<Arc<Reading>, FileProblem>;

/// How files with a header were mapped last time.
pub(super) type Recalled = Option<(HeaderKey, Remembered<Field>)>;

/// The file as it is read.
pub(super) fn read_memo(file: RwSignal<Opening>, choice: RwSignal<Choice>) -> Memo<Option<Read>> {
    Memo::new(move |_| {
        let choice = choice.get();
        file.with(|file| match file {
            Some(Ok(file)) => {
                let choice = if file.sheets.is_empty() { choice } else { of_sheet(choice) };
                Some(read(&file.bytes, choice).map(Arc::new))
            }
            _ => None,
        })
    })
}

/// The file as it is shown, or in words why it cannot be read.
pub(super) fn view_memo(file: RwSignal<Opening>, read: Memo<Option<Read>>) -> Memo<Option<Result<FileView, String>>> {
    Memo::new(move |_| {
        let reading = read.get();
        file.with(|file| {
            let view = |file: &ChosenFile| match reading {
                Some(Ok(reading)) => {
                    let view = shown::file(&file.name, file.bytes.len() as u64, &reading);
                    Ok(FileView { sheets: file.sheets.clone(), sheet: file.sheet, ..view })
                }
                Some(Err(problem)) => Err(problem.to_string()),
                None => Err(words::CANNOT_OPEN.to_owned()),
            };
            file.as_ref().map(|file| file.as_ref().map_err(Clone::clone).and_then(view))
        })
    })
}

/// How the CSV that a sheet became is read: only the header is a question.
const fn of_sheet(choice: Choice) -> Choice {
    Choice {
        encoding: Some(Encoding::Utf8),
        delimiter: Some(Delimiter::Comma),
        line_end: Some(LineEnd::Lf),
        header: choice.header,
    }
}

/// A mapping, and whether it is that of an earlier file.
pub(super) type Found = (Mapping<Field>, bool);

/// Which columns are which fields, as last time or as found.
pub(super) fn found_memo(
    read: Memo<Option<Read>>,
    header: Memo<Option<HeaderKey>>,
    recalled: RwSignal<Recalled>,
) -> Memo<Option<Found>> {
    Memo::new(move |_| {
        let reading = read.get()?.ok()?;
        let names = &reading.table.columns;
        let again = recalled.with(|recalled| {
            let (_, kept) = recalled.as_ref().filter(|(key, _)| header.with(|header| header.as_ref() == Some(key)))?;
            Mapping::recall(kept, names.len())
        });
        Some(match again {
            Some(mapping) => (mapping, true),
            None => (match_columns(names), false),
        })
    })
}

/// The columns with what stands in them, and the fields they are.
pub(super) fn columns_memo(
    read: Memo<Option<Read>>,
    mapping: Memo<Option<Mapping<Field>>>,
    remembered: Memo<bool>,
) -> Memo<ColumnsView> {
    let contents = Memo::new(move |_| {
        read.with(|read| match read {
            Some(Ok(reading)) => shown::contents(&reading.table),
            _ => Vec::new(),
        })
    });
    Memo::new(move |_| {
        let again = remembered.get();
        let columns = |mapping: &Mapping<Field>| contents.with(|contents| shown::columns(contents, mapping, again));
        mapping.with(|mapping| mapping.as_ref().map(columns)).unwrap_or_default()
    })
}

/// The step that is shown: what is missing before the one that is wanted comes first.
pub(super) fn step_memo(
    wanted: RwSignal<Step>,
    read: Memo<Option<Read>>,
    mapping: Memo<Option<Mapping<Field>>>,
) -> Memo<Step> {
    Memo::new(move |_| {
        let missing = || mapping.with(|mapping| mapping.as_ref().is_none_or(|mapping| !mapping.missing().is_empty()));
        match wanted.get() {
            _ if !read.with(|read| matches!(read, Some(Ok(_)))) => Step::File,
            Step::Review | Step::Finish if missing() => Step::Columns,
            step => step,
        }
    })
}
