//! A menu on `<details>`: opens without WASM too.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// A button that opens a list of links and buttons of class `menu__item`. `label` is its accessible
/// name where its face (`summary`) has no words. A page that has menus calls [`close_menus`] once;
/// the frame does.
#[component]
pub fn Menu(
    /// Classes of the button.
    #[prop(default = "button")]
    class: &'static str,
    #[prop(optional, into)] label: Option<String>,
    /// What the button shows.
    summary: AnyView,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="menu" name="menu">
            <summary class=class aria-label=label>
                {summary}
            </summary>
            <div class="menu__list">{children()}</div>
        </details>
    }
}

/// Closes an open menu on Esc, on a click elsewhere, and on a choice; one pair of listeners for all
/// menus of a page, however many rows have one. Menus share a `name`, so at most one is open.
pub fn close_menus() {
    let click = window_event_listener(ev::click, |event| {
        let Some(menu) = open_menu() else { return };
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        if !target.as_ref().is_some_and(|t| menu.contains(Some(t))) {
            let _ = menu.remove_attribute("open");
        } else if target.is_some_and(|t| t.closest(".menu__item, .places__link").is_ok_and(|item| item.is_some())) {
            close(&menu);
        }
    });
    let key = window_event_listener(ev::keydown, |event| {
        if event.key() == "Escape"
            && let Some(menu) = open_menu()
        {
            close(&menu);
        }
    });
    on_cleanup(move || {
        click.remove();
        key.remove();
    });
}

fn open_menu() -> Option<web_sys::Element> {
    document().query_selector("details[name=menu][open]").ok().flatten()
}

/// Closes a menu and gives the focus to its button.
fn close(menu: &web_sys::Element) {
    let _ = menu.remove_attribute("open");
    if let Some(summary) = menu.first_element_child().and_then(|s| s.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}
