//! How a file comes: chosen, dropped or pasted.

use super::Source;
use super::source::pasted;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Takes files that are dropped or pasted anywhere on the page: one dropped beside its place would be opened by the
/// browser, and the page be gone. Rows are taken only where `rows` says so: with a file there already they would take
/// its place by accident. Answers whether something is being dragged over the page.
pub(super) fn listen(source: Source, rows: bool) -> RwSignal<bool> {
    let over = RwSignal::new(false);
    Effect::new(move |_| {
        let listeners = [
            window_event_listener(ev::dragover, move |event| {
                if brings_file(&event) {
                    event.prevent_default();
                    over.set(true);
                }
            }),
            window_event_listener(ev::dragleave, move |_| over.set(false)),
            window_event_listener(ev::drop, move |event| {
                if brings_file(&event) {
                    event.prevent_default();
                    over.set(false);
                    if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                        source.take_of(&files);
                    }
                }
            }),
            window_event_listener(ev::paste, move |event| paste(source, rows, &event)),
        ];
        on_cleanup(move || {
            for listener in listeners {
                listener.remove();
            }
        });
    });
    over
}

/// Whether files are dragged, not words of the page.
fn brings_file(event: &ev::DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn paste(source: Source, rows: bool, event: &ev::ClipboardEvent) {
    let Some(data) = event.clipboard_data() else { return };
    if let Some(files) = data.files().filter(|files| files.length() > 0) {
        event.prevent_default();
        source.take_of(&files);
        return;
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    if rows && !goes_into_field(event) && looks_like_rows(&text) {
        event.prevent_default();
        pasted(source, &text);
    }
}

/// Whether what is pasted belongs where someone types.
fn goes_into_field(event: &ev::ClipboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("input:not([type=file]), textarea, select").ok().flatten().is_some())
}

/// A word that someone meant for elsewhere is no file.
fn looks_like_rows(text: &str) -> bool {
    text.trim().contains(['\n', '\r', '\t'])
}

/// Takes what was chosen. The choice is let go then, so that the same file can be chosen again after it was corrected.
pub(super) fn chosen(source: Source, event: &ev::Event) {
    let input = event_target::<web_sys::HtmlInputElement>(event);
    if let Some(files) = input.files() {
        source.take_of(&files);
        input.set_value("");
    }
}
