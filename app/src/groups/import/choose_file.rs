//! Choosing or dropping a file.

use super::state::Import;
use super::words;
use leptos::ev;
use leptos::prelude::*;

#[component]
pub(super) fn ChooseFile(import: Import) -> impl IntoView {
    let over = RwSignal::new(false);
    let has_file = move || import.file.with(|file| matches!(file, Some(Ok(_))));
    // Anywhere on the page: a file dropped beside its place would be opened by the browser and the page be gone.
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
                    dropped(import, &event);
                }
            }),
        ];
        on_cleanup(move || {
            for listener in listeners {
                listener.remove();
            }
        });
    });
    view! {
        <div
            class="drop"
            class:drop--over=move || over.get()
            class:drop--done=has_file
        >
            <strong id="file-title">{words::FILE}</strong>
            <input
                class="unseen"
                type="file"
                id="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                aria-labelledby="file-title file-label"
                aria-describedby="file-hint"
                on:change=move |event| chosen(import, &event)
            />
            // The input's own face cannot be worded: this label stands in for it.
            <label class="button" id="file-label" for="file">
                {move || if has_file() { words::CHOOSE_ANOTHER } else { words::CHOOSE }}
            </label>
            <p class="quiet small" id="file-hint">
                {words::DROP}
            </p>
            <noscript>
                <p>{words::NO_SCRIPT}</p>
            </noscript>
        </div>
    }
}

/// Opens what was chosen. The choice is let go then, so that the same file can be chosen again after
/// it was corrected.
#[cfg(feature = "hydrate")]
fn chosen(import: Import, event: &ev::Event) {
    let input = event_target::<web_sys::HtmlInputElement>(event);
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        open(import, file);
        input.set_value("");
    }
}

#[cfg(feature = "hydrate")]
fn dropped(import: Import, event: &ev::DragEvent) {
    let Some(files) = event.data_transfer().and_then(|data| data.files()) else { return };
    match files.get(0) {
        Some(_) if files.length() > 1 => import.cannot_open(words::ONE_FILE.to_owned()),
        Some(file) => open(import, file),
        None => {}
    }
}

/// Whether files are dragged, not words of the page.
#[cfg(feature = "hydrate")]
fn brings_file(event: &ev::DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Reads the bytes of a file, unless they are too many to be worth it.
#[cfg(feature = "hydrate")]
fn open(import: Import, file: web_sys::File) {
    use super::state::ChosenFile;
    use domain::import::file::FileProblem;
    use domain::import::groups::LIMITS;
    let file = gloo_file::File::from(file);
    if file.size() > LIMITS.bytes as u64 {
        import.cannot_open(FileProblem::TooLarge { most: LIMITS.bytes }.to_string());
        return;
    }
    leptos::task::spawn_local(async move {
        match gloo_file::futures::read_as_bytes(&file).await {
            Ok(bytes) => import.take(ChosenFile { name: file.name(), bytes: bytes.into() }),
            Err(_) => import.cannot_open(words::CANNOT_OPEN.to_owned()),
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn chosen(_: Import, _: &ev::Event) {}

#[cfg(not(feature = "hydrate"))]
fn dropped(_: Import, _: &ev::DragEvent) {}

#[cfg(not(feature = "hydrate"))]
fn brings_file(_: &ev::DragEvent) -> bool {
    false
}
