//! Loading a page's WASM before it is needed.

use super::{Page, page_at};
use leptos::ev::{Event, focusin, pointerover};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use leptos_router::ChooseView as _;

/// Loads the part of the page that is open. From then on it can be woken without waiting.
pub async fn load_this_page() {
    let address = window().location();
    let page = page_at(&address.pathname().unwrap_or_default());
    if let Some(page) = page {
        page.preload().await;
    }
    if page == Some(Page::Wizard) {
        crate::groups::wizard::load_steps_of(&address.search().unwrap_or_default()).await;
    }
}

/// From now on, loads the part of a page when the pointer or the focus reaches a link that leads there.
pub fn look_ahead() {
    let _ = window_event_listener(pointerover, |event| ahead_of(&event));
    let _ = window_event_listener(focusin, |event| ahead_of(&event));
}

/// Loads what the link under the pointer or focus leads to.
fn ahead_of(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok()) else { return };
    let here = window().location();
    // Another house, a download, or a part of this page.
    let elsewhere = here.host().ok() != Some(link.host()) || link.has_attribute("download");
    if elsewhere || here.pathname().ok() == Some(link.pathname()) {
        return;
    }
    if let Some(page) = page_at(&link.pathname()) {
        spawn_local(async move { page.preload().await });
    }
}
