//! Warns before someone leaves a page with unsaved changes.

use super::{ask_before_going_back, words};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys;
use leptos_router::hooks::use_location;

/// Asks before the window closes, a link leads away, or someone goes back, while `unsaved` is true.
pub fn warn_before_leaving(unsaved: Signal<bool>) {
    let here = use_location();
    ask_before_going_back(move || stays(unsaved).then(|| here.pathname.get_untracked()));
    warn_before_unload(unsaved);
}

fn warn_before_unload(unsaved: Signal<bool>) {
    Effect::new(move |_| {
        let unload = window_event_listener(ev::beforeunload, move |event| {
            if unsaved.get_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || unload.remove());
        warn_before_links(unsaved);
    });
}

/// As [`warn_before_leaving`], for a page with steps of its own in its address: nothing is lost by going back to one.
pub fn warn_before_leaving_page(unsaved: Signal<bool>) {
    let here = use_location();
    let address = move || {
        let (path, search) = (here.pathname.get_untracked(), here.search.get_untracked());
        if search.is_empty() { path } else { [&path, "?", search.trim_start_matches('?')].concat() }
    };
    ask_before_going_back(move || {
        // The browser has gone back already.
        let now = window().location().pathname().unwrap_or_default();
        (now != here.pathname.get_untracked() && stays(unsaved)).then(address)
    });
    warn_before_unload(unsaved);
}

/// Whether something would be lost and the person says to stay.
fn stays(unsaved: Signal<bool>) -> bool {
    unsaved.try_get_untracked() == Some(true) && !window().confirm_with_message(words::LEAVE).unwrap_or(true)
}

/// In the capturing phase, before the router hears of the click.
fn warn_before_links(unsaved: Signal<bool>) {
    let listener = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|target| target.closest("a[href]:not([download])").ok().flatten());
        let leads_away = link.is_some_and(|link| link.get_attribute("href").is_some_and(|to| !to.starts_with('#')));
        if leads_away && stays(unsaved) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let callback = listener.as_ref().unchecked_ref();
    let _ = document().add_event_listener_with_callback_and_bool("click", callback, true);
    let kept = StoredValue::new_local(listener);
    on_cleanup(move || {
        kept.with_value(|listener| {
            let callback = listener.as_ref().unchecked_ref();
            let _ = document().remove_event_listener_with_callback_and_bool("click", callback, true);
        });
    });
}
