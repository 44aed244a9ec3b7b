//! The browser's half: wakes the page that the server made.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's script once the WASM is there.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    // From here on the page answers: the browser tests wait for this.
    if let Some(page) = leptos::prelude::document().document_element() {
        drop(page.set_attribute("data-live", ""));
    }
}
