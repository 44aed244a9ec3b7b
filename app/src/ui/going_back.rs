//! Asking before someone goes back in the browser's history from a page with unsaved changes.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use std::sync::Arc;

/// Asks, and answers with the address of this page where the person stays.
type Staying = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// What is asked before someone goes back; `None` where nothing would be lost.
#[derive(Clone, Copy)]
struct Asked(StoredValue<Option<Staying>>);

/// Listens for going back. To be called before the router is made: who listens first is heard first.
pub fn provide() {
    let asked = Asked(StoredValue::new(None));
    provide_context(asked);
    if cfg!(feature = "hydrate") {
        let _ = window_event_listener(ev::popstate, move |event| {
            // The browser has gone back already: who stays gets the page on top again.
            let ask = asked.0.try_get_value().flatten();
            if let Some(here) = ask.and_then(|ask| ask()) {
                event.stop_immediate_propagation();
                let history = window().history();
                let _ = history.and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&here)));
            }
        });
    }
}

/// Has `ask` asked while this page stands: it answers with the page's address where the person stays.
pub fn ask_before_going_back(ask: impl Fn() -> Option<String> + Send + Sync + 'static) {
    let asked = expect_context::<Asked>();
    asked.0.set_value(Some(Arc::new(ask)));
    on_cleanup(move || drop(asked.0.try_set_value(None)));
}
