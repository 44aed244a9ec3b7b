//! A menu: a button and a popover. The browser opens it, also before WASM has come, closes it on Esc
//! and on a click elsewhere, and gives the focus back.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// A button that opens a list of links and buttons of class `menu__item`. `id` is the list's, one of
/// its own on the page; `label` is the accessible name where the button's face has no words. What is
/// in the list is made when it is first about to open where `lazy` is set: for the menus of many rows. (Once it is open it
/// would be too late: the browser finds a place for an empty list, and another when it is filled.)
#[component]
pub fn Menu(
    #[prop(into)] id: String,
    /// Classes of the button.
    #[prop(default = "button")]
    class: &'static str,
    #[prop(optional, into)] label: Option<String>,
    /// What the button shows.
    face: AnyView,
    #[prop(optional)] lazy: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let opened = RwSignal::new(!lazy);
    let inside = StoredValue::new(children);
    view! {
        <button type="button" class=class aria-label=label popovertarget=id.clone()>
            {face}
        </button>
        <div class="menu" id=id popover="auto" on:beforetoggle=move |_: ev::Event| opened.set(true) on:click=|event| close_after_choice(&event)>
            {move || opened.get().then(|| inside.with_value(|inside| inside()))}
        </div>
    }
    .into_any()
}

/// Closes the menu that something was chosen from.
pub fn close_after_choice(event: &ev::MouseEvent) {
    let chosen = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest(".menu__item, .places__link").ok().flatten());
    let menu = chosen.and_then(|chosen| chosen.closest("[popover]").ok().flatten());
    if let Some(menu) = menu.and_then(|menu| menu.dyn_into::<web_sys::HtmlElement>().ok()) {
        // It may be closed already, by a dialog that has opened.
        let _ = menu.hide_popover();
    }
}
