//! The worker of a page: one file of users lies open in it while people map its columns, review it and import it.
//!
//! The page asks and is answered ([`message`]). What is asked of the file is the [`domain`]'s to answer, at once; this
//! crate does what the domain cannot: it reads files ([`file`], [`workbook`]), looks people up and sends the file
//! ([`review`], [`commit`], by way of [`server`]), tells how far that is, and stops ([`run`]).

mod commit;
mod desk_stub;
mod file;
mod lines;
mod message;
mod review;
mod room;
mod run;
mod server;
mod workbook;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes a message of the page; what it is answered comes as messages of the worker.
#[wasm_bindgen]
pub fn hear(message: JsValue) {
    room::hear(message);
}
