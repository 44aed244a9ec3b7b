//! Choosing or dropping a file.

use super::state::Import;
use super::words;
use leptos::ev;
use leptos::prelude::*;

#[component]
pub(super) fn ChooseFile(import: Import) -> impl IntoView {
    let over = RwSignal::new(false);
    let has_file = move || import.file.with(|file| matches!(file, Some(Ok(_))));
    let on_drop = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        dropped(import, &event);
    };
    view! {
        <div
            class="drop"
            class:drop--over=move || over.get()
            class:drop--done=has_file
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
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
    if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
        open(import, file);
    }
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
