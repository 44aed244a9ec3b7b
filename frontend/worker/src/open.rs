//! Laying a file on the desk: text as it is, of a workbook one sheet.

use crate::desk::desk;
use crate::file;
use crate::run::{Ended, Run};
use crate::workbook::{self, Table};
use domain::import::file::{Choice, Delimiter, Encoding, FileProblem, LineEnd};
use domain::import::users::desk::{Answer, LIMITS, beginning};
use domain::import::view::FileView;
use std::cell::RefCell;
use web_sys::File;

/// What the page calls a file that lies open, and what is known of it beside its rows.
#[derive(Clone)]
struct Opened {
    name: String,
    /// As it was chosen: of a workbook, another sheet may be wanted.
    file: File,
    sheets: Vec<String>,
    sheet: usize,
    rows: usize,
}

thread_local! {
    static OPENED: RefCell<Option<Opened>> = const { RefCell::new(None) };
}

/// How many rows the file has that lies open.
pub(crate) fn rows() -> usize {
    OPENED.with_borrow(|opened| opened.as_ref().map_or(0, |opened| opened.rows))
}

/// Lays a file on the desk. Of a large one the beginning is shown first.
pub(crate) async fn open(run: &Run, file: File, name: String, choice: Choice, sheet: usize) -> Result<Answer, Ended> {
    let size = file::size(&file);
    OPENED.set(None);
    if size > LIMITS.bytes {
        return Ok(Answer::Unreadable(FileProblem::TooLarge { most: LIMITS.bytes }.to_string()));
    }
    let mut bytes = Vec::new();
    file::read(run, &file, &mut bytes, file::BEGINNING).await?;
    if workbook::is_workbook(&bytes) {
        // The first sheet that holds anything, unless one was asked for.
        return convert(run, file, name, choice, Some(sheet).filter(|sheet| *sheet > 0)).await;
    }
    if bytes.len() < size {
        if let Some(view) = beginning(&name, &bytes, choice) {
            run.say(&Answer::File(Box::new(FileView { bytes: size as u64, whole: false, ..view })));
        }
        file::read(run, &file, &mut bytes, size).await?;
    }
    let opened = Opened { name, file, sheets: Vec::new(), sheet: 0, rows: 0 };
    let read = desk(|desk| desk.open(&opened.name, bytes, choice));
    Ok(lie_open(opened, read))
}

/// Reads the same file otherwise.
pub(crate) async fn reread(run: &Run, choice: Choice, sheet: usize) -> Result<Answer, Ended> {
    let opened = OPENED.with_borrow(Clone::clone);
    let opened = opened.ok_or_else(|| Ended::Refused("Choose a file first.".to_owned()))?;
    if opened.sheets.is_empty() || opened.sheet == sheet {
        let choice = if opened.sheets.is_empty() { choice } else { of_workbook(choice) };
        let read = desk(|desk| desk.reread(choice));
        return Ok(lie_open(opened, read));
    }
    convert(run, opened.file, opened.name, choice, Some(sheet)).await
}

/// Lays a sheet of a workbook on the desk.
async fn convert(run: &Run, file: File, name: String, choice: Choice, sheet: Option<usize>) -> Result<Answer, Ended> {
    let converted = workbook::convert(&file, sheet, Some(run)).await;
    run.go_on()?;
    Ok(match converted {
        Ok(Table { csv, sheets, sheet }) => {
            let opened = Opened { name, file, sheets, sheet, rows: 0 };
            let read = desk(|desk| desk.open(&opened.name, csv, of_workbook(choice)));
            lie_open(opened, read)
        }
        Err(words) => Answer::Unreadable(words),
    })
}

fn lie_open(mut opened: Opened, read: Result<FileView, FileProblem>) -> Answer {
    let answer = match read {
        Ok(view) => {
            opened.rows = view.rows;
            let bytes = file::size(&opened.file) as u64;
            Answer::File(Box::new(FileView { bytes, sheets: opened.sheets.clone(), sheet: opened.sheet, ..view }))
        }
        Err(problem) => Answer::Unreadable(problem.to_string()),
    };
    OPENED.set(Some(opened));
    answer
}

/// How the CSV of a workbook is read: only whether it has a header is a question.
fn of_workbook(choice: Choice) -> Choice {
    Choice {
        encoding: Some(Encoding::Utf8),
        delimiter: Some(Delimiter::Comma),
        line_end: Some(LineEnd::Lf),
        header: choice.header,
    }
}
