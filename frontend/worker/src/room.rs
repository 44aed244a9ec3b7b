//! What the worker does with a message: the desk answers at once what it can, the rest runs beside it.

use crate::desk_stub::Desk;
use crate::file;
use crate::message::{self, Message, Wish};
use crate::run::{self, Ended, Run};
use crate::workbook::{self, Table};
use crate::{commit, review};
use domain::import::file::{Choice, Delimiter, Encoding, LineEnd};
use domain::import::users::desk::{Answer, Ask};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
    /// The file that lies on it: of a workbook, another sheet may be wanted.
    static FILE: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// Does something with the desk. Whatever takes long comes back here for each step, so others get their turn.
pub(crate) fn desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(work)
}

/// Takes a message of the page.
pub(crate) fn hear(message: JsValue) {
    let Message { id, wish } = Message::read(&message);
    match wish {
        Wish::Ask(ask, file) => answer(id, *ask, file),
        Wish::Convert(file, sheet) => spawn_local(async move {
            message::converted(&id, workbook::convert(&file, sheet, None).await);
        }),
        Wish::Strange => {
            let words = "This page is older than the server. Load it again.";
            message::answer(&id, &Answer::Refused(words.to_owned()));
        }
    }
}

fn answer(id: JsValue, ask: Ask, file: Option<File>) {
    match ask {
        Ask::Open { name, choice, sheet } => {
            FILE.set(file.clone());
            // The first sheet that holds anything, unless one was asked for.
            let wanted = u32::try_from(sheet).ok().filter(|sheet| *sheet > 0);
            long(id, async move |run| open(&run, file.ok_or_else(no_file)?, name, choice, wanted).await);
        }
        Ask::Reread { choice, sheet } => match FILE.with_borrow(Clone::clone) {
            Some(file) if workbook_lies_open() => {
                let name = file.name();
                long(id, async move |run| open(&run, file, name, choice, u32::try_from(sheet).ok()).await);
            }
            _ => at_once(&id, &Ask::Reread { choice, sheet }),
        },
        Ask::Review => long(id, async |run| review::review(&run).await),
        Ask::Commit { options } => long(id, async move |run| commit::commit(&run, options).await),
        Ask::Stop => {
            run::stop();
            message::answer(&id, &Answer::Stopped);
        }
        ask => at_once(&id, &ask),
    }
}

/// Answers what the desk knows. What runs was begun on what is changed now: it stops, unless nothing of it changes.
fn at_once(id: &JsValue, ask: &Ask) {
    if matches!(ask, Ask::Reread { .. } | Ask::Match { .. } | Ask::Choose { .. } | Ask::ChooseValue(_)) {
        run::stop();
    }
    message::answer(id, &desk(|desk| desk.answer(ask)));
}

/// Works on an ask that takes long.
fn long(id: JsValue, work: impl AsyncFnOnce(Rc<Run>) -> Result<Answer, Ended> + 'static) {
    let run = Run::begin(id);
    spawn_local(async move {
        let result = work(run.clone()).await;
        run.end(result);
    });
}

/// Reads a file and lays it on the desk. Of a large one the beginning is shown first.
async fn open(run: &Run, file: File, name: String, choice: Choice, sheet: Option<u32>) -> Result<Answer, Ended> {
    let size = file::size(&file);
    let mut bytes = Vec::new();
    file::read(run, &file, &mut bytes, file::BEGINNING).await?;
    if workbook::is_workbook(&bytes) {
        let table = workbook::convert(&file, sheet, Some(run)).await;
        run.go_on()?;
        return Ok(match table {
            Ok(Table { csv, sheets, sheet }) => desk(|desk| desk.open(&name, csv, size, of_workbook(choice), sheets, sheet as usize)),
            Err(words) => Answer::Unreadable(words),
        });
    }
    if bytes.len() < size {
        // Where the beginning alone cannot be read, the whole may be.
        if let shown @ Answer::File(_) = desk(|desk| desk.begin(&name, bytes.clone(), choice)) {
            run.say(&shown);
        }
        file::read(run, &file, &mut bytes, size).await?;
    }
    Ok(desk(|desk| desk.open(&name, bytes, size, choice, Vec::new(), 0)))
}

/// How the CSV of a workbook is read: only whether it has a header is open.
fn of_workbook(choice: Choice) -> Choice {
    Choice {
        encoding: Some(Encoding::Utf8),
        delimiter: Some(Delimiter::Comma),
        line_end: Some(LineEnd::Lf),
        header: choice.header,
    }
}

fn workbook_lies_open() -> bool {
    // desk view sheets
    false
}

fn no_file() -> Ended {
    Ended::Refused("Choose a file first.".to_owned())
}
