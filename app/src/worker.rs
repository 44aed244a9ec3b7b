//! Starting workers: what is too large, or too much, to be done where people type.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsValue;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::codec::JsonEncoding;
use server_fn::{Bytes, Decodes, Encodes};

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

/// What a worker is told, as JSON.
pub fn to_json<T: Serialize>(what: &T) -> Option<String> {
    let bytes = <JsonEncoding as Encodes<T>>::encode(what).ok()?;
    String::from_utf8(bytes.into()).ok()
}

/// What it says, or was kept.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    <JsonEncoding as Decodes<T>>::decode(Bytes::copy_from_slice(text.as_bytes())).ok()
}
