//! What the page and the worker send each other.
//!
//! | to the worker | from the worker |
//! |---|---|
//! | `{ id, ask: JSON of an Ask, file?: File }` | `{ id, answer: JSON of an Answer }`, once or after others (see [`Ask`]) |
//! | `{ id, convert: true, file: File, sheet?: number }` | `{ id, csv: Uint8Array, sheets: string[], sheet: number }` or `{ id, words: string }` |
//!
//! `id` is the page's, and comes back as it was. A conversion of a workbook touches no file that lies open: imports
//! with pages of their own use it. `csv` is UTF-8 with commas and LF.

use crate::workbook::Table;
use domain::import::users::desk::{Answer, Ask};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File};

/// What the page wants.
pub(crate) enum Wish {
    Ask(Box<Ask>, Option<File>),
    Convert(Blob, Option<usize>),
    /// Nothing this worker knows.
    Strange,
}

/// A message as it came.
pub(crate) struct Message {
    pub(crate) id: JsValue,
    pub(crate) wish: Wish,
}

impl Message {
    pub(crate) fn read(message: &JsValue) -> Self {
        let get = |name: &str| Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let file = get("file");
        let wish = if get("convert").is_truthy() {
            let sheet = get("sheet").as_f64().and_then(|sheet| serde_json::from_str(&sheet.to_string()).ok());
            file.dyn_into().map_or(Wish::Strange, |file| Wish::Convert(file, sheet))
        } else {
            let ask = get("ask").as_string().and_then(|ask| serde_json::from_str(&ask).ok());
            ask.map_or(Wish::Strange, |ask| Wish::Ask(Box::new(ask), file.dyn_into().ok()))
        };
        Self { id: get("id"), wish }
    }
}

/// The worker itself.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Answers an ask.
pub(crate) fn answer(id: &JsValue, answer: &Answer) {
    let json = serde_json::to_string(answer).unwrap_or_default();
    post(id, &[("answer", json.into())], &Array::new());
}

/// Answers a conversion.
pub(crate) fn converted(id: &JsValue, table: Result<Table, String>) {
    match table {
        Ok(Table { csv, sheets, sheet }) => {
            let sheets: Array = sheets.into_iter().map(JsValue::from).collect();
            let csv = Uint8Array::from(csv.as_slice());
            let moved = Array::of1(&csv.buffer());
            post(id, &[("csv", csv.into()), ("sheets", sheets.into()), ("sheet", sheet.into())], &moved);
        }
        Err(words) => post(id, &[("words", words.into())], &Array::new()),
    }
}

fn post(id: &JsValue, parts: &[(&str, JsValue)], moved: &Array) {
    let message = Object::new();
    // Setting a property of a plain object does not fail, and a message of plain data can always be posted.
    let _ = Reflect::set(&message, &"id".into(), id);
    for (name, part) in parts {
        let _ = Reflect::set(&message, &(*name).into(), part);
    }
    let _ = scope().post_message_with_transfer(&message, moved);
}
