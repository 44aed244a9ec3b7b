//! The browser's half: wakes the page that the server made.
#![recursion_limit = "512"]

use any_spawner::Executor;
use leptos::mount::hydrate_from;
use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's script once the WASM is there.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    // An executor that is there already is as good as a new one.
    let _ = Executor::init_wasm_bindgen();
    let page = document();
    let Some(body) = page.body() else { return };
    spawn_local(async move {
        app::load_this_page().await;
        hydrate_from(body, app::App).forget();
        app::look_ahead();
        // From here on the page answers: the browser tests wait for this.
        if let Some(page) = page.document_element() {
            drop(page.set_attribute("data-live", ""));
        }
    });
}
