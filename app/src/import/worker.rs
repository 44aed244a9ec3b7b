//! Workbooks are read by the worker of imports, not where people type.

use super::words;
use crate::worker;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::cell::RefCell;
use std::rc::Rc;

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The table as CSV: UTF-8, commas, LF.
    pub csv: Vec<u8>,
    /// The names of the sheets there are, and which of them this is.
    pub sheets: Vec<String>,
    pub sheet: usize,
}

/// Has a worker read a sheet of a workbook; the first that holds anything where `sheet` is none. `hear` is told the
/// table, or in words why there is none. The worker is ended then.
pub fn read_workbook(file: &web_sys::File, sheet: Option<usize>, hear: impl FnOnce(Result<Sheet, String>) + 'static) {
    let Ok(worker) = worker::start("worker.js") else { return hear(Err(words::NO_WORKBOOK.to_owned())) };
    let hear = RefCell::new(Some(hear));
    let of = worker.clone();
    // Told once: by an answer, or by the worker's end.
    let told = Rc::new(move |answer: Result<Sheet, String>| {
        of.terminate();
        if let Some(hear) = hear.take() {
            hear(answer);
        }
    });
    let failed = Rc::clone(&told);
    let message = Closure::once_into_js(move |event: web_sys::MessageEvent| told(answer(&event.data())));
    let error = Closure::once_into_js(move |_: web_sys::Event| failed(Err(words::NO_WORKBOOK.to_owned())));
    worker.set_onmessage(Some(message.unchecked_ref()));
    worker.set_onerror(Some(error.unchecked_ref()));
    let wish = js_sys::Object::new();
    let sheet = sheet.and_then(|sheet| u32::try_from(sheet).ok()).map_or(JsValue::UNDEFINED, JsValue::from);
    for (name, part) in [("id", &JsValue::from(1)), ("convert", &JsValue::TRUE), ("file", file), ("sheet", &sheet)] {
        // Setting a property of a plain object does not fail.
        let _ = js_sys::Reflect::set(&wish, &name.into(), part);
    }
    if worker.post_message(&wish).is_err() {
        let _ = error.unchecked_ref::<js_sys::Function>().call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
    }
}

fn answer(message: &JsValue) -> Result<Sheet, String> {
    let part = |name: &str| js_sys::Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let Ok(csv) = part("csv").dyn_into::<js_sys::Uint8Array>() else {
        return Err(part("words").as_string().unwrap_or_else(|| words::NO_WORKBOOK.to_owned()));
    };
    let sheets: Vec<String> = js_sys::Array::from(&part("sheets")).iter().filter_map(|name| name.as_string()).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the place of a sheet")]
    let sheet = part("sheet").as_f64().map_or(0, |sheet| sheet as usize);
    Ok(Sheet { csv: csv.to_vec(), sheets, sheet })
}
