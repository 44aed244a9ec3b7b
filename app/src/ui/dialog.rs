//! A modal dialog on `<dialog>`: the browser keeps the focus inside, closes it on Esc and gives the
//! focus back to where it was.

use super::{Glyph, Icon, words};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// Shown while `open` is true, and sets it to false when closed in any way. What is inside is made
/// anew each time it opens. Put the body into `<div class="dialog__body">` and the buttons into
/// `<div class="dialog__foot">`; `autofocus` on a field puts the focus there.
///
/// ```text
/// <Dialog id="delete" title="Delete Groups" open=asking>
///     <div class="dialog__body">…</div>
///     <div class="dialog__foot">…</div>
/// </Dialog>
/// ```
#[component]
pub fn Dialog(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    open: RwSignal<bool>,
    #[prop(optional)] wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let heading = [id, "-title"].concat();
    let inside = StoredValue::new(children);
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            // After what is inside has been made, so that its `autofocus` counts; but before anything else that someone
            // does, for the next key may be Esc.
            spawn_local(async move {
                tick().await;
                if open.try_get_untracked() == Some(true) && dialog.is_connected() && !dialog.open() {
                    let _ = dialog.show_modal();
                }
            });
        } else if dialog.open() {
            dialog.close();
        }
    });
    // A click on the veil lands on the dialog itself.
    let on_click = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
        if target.is_some() {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=dialog
            id=id
            class="dialog"
            class:dialog--wide=wide
            aria-labelledby=heading
            on:close=move |_| open.set(false)
            on:click=on_click
        >
            <div class="dialog__head">
                <h2 id=heading.clone()>{move || title.get()}</h2>
                <button
                    type="button"
                    class="button button--quiet button--icon"
                    aria-label=words::CLOSE
                    on:click=move |_| open.set(false)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
            <Show when=move || open.get()>{inside.with_value(|inside| inside())}</Show>
        </dialog>
    }
}
