//! Starting workers: what is too large, or too much, to be done where people type.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsValue;

/// Starts the worker of that script, which lies beside the page's.
pub fn start(script: &str) -> Result<web_sys::Worker, JsValue> {
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    web_sys::Worker::new_with_options(&address(script)?, &options)
}

fn address(script: &str) -> Result<String, JsValue> {
    let page = document().query_selector("link[rel=modulepreload]")?;
    let page = page.and_then(|page| page.get_attribute("href")).unwrap_or_default();
    let (folder, _) = page.rsplit_once('/').unwrap_or_default();
    Ok([folder, "/", script].concat())
}
