//! A sheet of a workbook as CSV, by a worker of its own: it is loaded when a workbook is chosen, can be ended while it
//! works, and gives back all its memory.

use crate::message::scope;
use crate::run::Run;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A sheet of a workbook.
pub(crate) struct Table {
    pub(crate) csv: Vec<u8>,
    pub(crate) sheets: Vec<String>,
    pub(crate) sheet: usize,
}

/// How workbooks begin: zip archives, and the containers of older ones.
const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// Whether that is the beginning of a workbook.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// The sheet of a workbook; the first that holds anything where `sheet` is none. Words where there is none.
pub(crate) async fn convert(file: &Blob, sheet: Option<usize>, run: Option<&Run>) -> Result<Table, String> {
    let damaged = || "This workbook cannot be read. Save it as “CSV UTF-8” and choose that file.".to_owned();
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&beside("workbook.js"), &options).map_err(|_| damaged())?;
    let answer = JsFuture::from(answered(&worker, file, sheet, run)).await;
    worker.terminate();
    let answer = answer.map_err(|_| damaged())?;
    let get = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let Ok(csv) = get("csv").dyn_into::<Uint8Array>() else {
        return Err(get("words").as_string().unwrap_or_else(damaged));
    };
    let sheets = Array::from(&get("sheets")).iter().filter_map(|name| name.as_string()).collect();
    let sheet = get("sheet").as_f64().and_then(|sheet| serde_json::from_str(&sheet.to_string()).ok()).unwrap_or(0);
    Ok(Table { csv: csv.to_vec(), sheets, sheet })
}

/// The first message of the worker; fails where there is an error first, or the run is stopped.
fn answered(worker: &Worker, file: &Blob, sheet: Option<usize>, run: Option<&Run>) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let failed = reject.clone();
        let message = Closure::once_into_js(move |event: MessageEvent| {
            // A promise takes any value.
            let _ = resolve.call1(&JsValue::UNDEFINED, &event.data());
        });
        worker.set_onmessage(Some(message.unchecked_ref()));
        worker.set_onerror(Some(&failed));
        if let Some(signal) = run.and_then(Run::signal) {
            let _ = signal.add_event_listener_with_callback("abort", &reject);
        }
        let wish = Object::new();
        let _ = Reflect::set(&wish, &"file".into(), file);
        let _ = Reflect::set(&wish, &"sheet".into(), &sheet.map_or(JsValue::UNDEFINED, JsValue::from));
        if worker.post_message(&wish).is_err() {
            let _ = failed.call0(&JsValue::UNDEFINED);
        }
    })
}

/// The address of a file that lies beside this worker's script.
fn beside(name: &str) -> String {
    let here = scope().location().href();
    match here.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}
