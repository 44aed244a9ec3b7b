//! The worker of a page: one file of users lies open in it while people map its columns, review it and import it.
//!
//! The page asks and is answered ([`message`]). What is asked of the file is the [`domain`]'s to answer, at once
//! ([`desk`]); this crate does what the domain cannot: it reads files ([`open`], by way of [`file`] and [`workbook`]),
//! looks people up ([`look_up`]) and sends the file ([`commit`]), by way of [`server`]; it tells how far that is, and
//! stops ([`run`]).

mod commit;
mod desk;
mod file;
mod lines;
mod look_up;
mod message;
mod open;
mod run;
mod server;
mod workbook;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes a message of the page; what it is answered comes as messages of the worker.
#[wasm_bindgen]
pub fn hear(message: JsValue) {
    desk::hear(message);
}
