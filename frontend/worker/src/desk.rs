//! The desk, and what is done with a message: what the desk knows is answered at once, the rest runs beside it.

use crate::message::{self, Message, Wish};
use crate::run::{self, Ended, Run};
use crate::{commit, look_up, open, workbook};
use domain::import::users::UserField;
use domain::import::users::desk::{Answer, Ask, Desk};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Does something with the desk. What takes long comes back here for each of its steps, so that others get a turn.
pub(crate) fn desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(work)
}

/// Takes a message of the page.
pub(crate) fn hear(message: JsValue) {
    let Message { id, wish } = Message::read(&message);
    match wish {
        Wish::Ask(ask, file) => take(id, *ask, file),
        Wish::Convert(file, sheet) => spawn_local(async move {
            message::converted(&id, workbook::convert(&file, sheet, None).await);
        }),
        Wish::Strange => refuse(&id, "This page is of another version than the server. Load it again."),
    }
}

fn take(id: JsValue, ask: Ask, file: Option<File>) {
    match ask {
        Ask::Open { name, choice, sheet } => match file {
            Some(file) => begin(id, async move |run| open::open(&run, file, name, choice, sheet).await),
            None => refuse(&id, "Choose a file first."),
        },
        Ask::Reread { choice, sheet } => begin(id, async move |run| open::reread(&run, choice, sheet).await),
        Ask::Review => begin(id, async |run| look_up::review(&run).await),
        Ask::Commit { options } => begin(id, async move |run| commit::commit(&run, options).await),
        Ask::Try { row, field, text } => tried(id, row, field, text),
        Ask::Stop => {
            run::stop();
            message::answer(&id, &Answer::Stopped);
        }
        ask => at_once(id, ask),
    }
}

/// Works on an ask that takes long.
fn begin(id: JsValue, work: impl AsyncFnOnce(Rc<Run>) -> Result<Answer, Ended> + 'static) {
    let run = Run::begin(id);
    spawn_local(async move {
        let result = work(run.clone()).await;
        run.end(result);
    });
}

/// Answers what the desk knows. Whom an edit brings that nobody looked up yet is looked up first.
fn at_once(id: JsValue, ask: Ask) {
    // What runs was begun with what is chosen otherwise now.
    if matches!(ask, Ask::Match { .. } | Ask::Choose { .. }) {
        run::stop();
    }
    let answer = desk(|desk| answer(desk, ask));
    let wanted = if let Answer::Review(_) = answer { desk(Desk::wanted_after_edit) } else { None };
    let Some(wanted) = wanted else { return message::answer(&id, &answer) };
    let run = Run::aside(id);
    spawn_local(async move {
        // Where nobody can be looked up, the plan takes them for new; the server finds that out.
        if let Ok(found) = look_up::ask(&run, &wanted).await {
            desk(|desk| desk.found(found));
        }
        run.end(Ok(Answer::Review(Box::new(desk(Desk::review)))));
    });
}

/// Says how a cell would be, once those are looked up whom it would name.
fn tried(id: JsValue, row: u32, field: UserField, text: String) {
    let run = Run::aside(id);
    spawn_local(async move {
        if let Some(wanted) = desk(|desk| desk.wanted_to_try(field, &text)) {
            let Ok(found) = look_up::ask(&run, &wanted).await else { return run.end(Ok(Answer::Tried(None))) };
            desk(|desk| desk.found(found));
        }
        let cell = desk(|desk| desk.tried(row, field, &text));
        run.end(Ok(Answer::Tried(cell.map(Box::new))));
    });
}

fn answer(desk: &mut Desk, ask: Ask) -> Answer {
    match ask {
        Ask::Match { ground, remembered } => Answer::Columns(Box::new(desk.match_columns(*ground, remembered))),
        Ask::Choose { field, column } => Answer::Columns(Box::new(desk.choose(field, column))),
        Ask::ChooseValue(choice) => {
            let reviewing = desk.is_reviewing();
            let columns = desk.choose_value(choice);
            if reviewing { Answer::Review(Box::new(desk.review())) } else { Answer::Columns(Box::new(columns)) }
        }
        Ask::Keep => desk.keep().map_or_else(|| Answer::Refused("Match the columns first.".to_owned()), Answer::Kept),
        Ask::Rows { filter, from, count } => Answer::Rows(desk.rows(filter, from, count)),
        Ask::Row { filter, at } => Answer::Row(desk.row(filter, at).map(Box::new)),
        Ask::Find { filter, row } => Answer::Place(desk.find(filter, row)),
        Ask::Edit(edit) => Answer::Review(Box::new(desk.edit(edit))),
        Ask::Undo => Answer::Review(Box::new(desk.undo())),
        Ask::Redo => Answer::Review(Box::new(desk.redo())),
        Ask::ProblemRows => Answer::Text(desk.problem_rows()),
        // Answered by `take`.
        Ask::Open { .. } | Ask::Reread { .. } | Ask::Review | Ask::Try { .. } | Ask::Commit { .. } | Ask::Stop => {
            Answer::Stopped
        }
    }
}

fn refuse(id: &JsValue, words: &str) {
    message::answer(id, &Answer::Refused(words.to_owned()));
}
