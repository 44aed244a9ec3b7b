//! The step: the place for a file, and what is known of the one there is.

use super::super::words;
use super::Source;
use super::facts::Facts;
use super::first_rows::FirstRows;
use super::source::pasted;
use super::taking::{chosen, listen};
use crate::ui::{Glyph, Icon, Message, Spinner, Tone};
use leptos::html;
use leptos::prelude::*;

/// What may be chosen.
const ACCEPT: &str = ".csv,.tsv,.txt,.xlsx,text/csv,text/plain,text/tab-separated-values,\
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The step. Its children say what belongs into the file.
#[component]
pub fn FileStep(
    source: Source,
    /// The address of a sample file.
    #[prop(into)]
    sample: Signal<String>,
    children: Children,
) -> impl IntoView {
    let over = listen(source, true);
    let known = Memo::new(move |_| source.file.with(|file| matches!(file, Some(Ok(_)))));
    view! {
        <div class="row row--apart">
            <p class="quiet">{children()}</p>
            <a class="button" href=move || sample.get() rel="external" download>
                <Icon glyph=Glyph::Download />
                {words::SAMPLE}
            </a>
        </div>
        <div class="drop" class:drop--over=move || over.get() class:drop--done=move || known.get()>
            <Choose source another=known />
            <p class="quiet small" id="file-hint">
                {words::DROP}
            </p>
            <noscript>
                <p>{words::NO_SCRIPT}</p>
            </noscript>
        </div>
        <PasteRows source />
        <Trouble source />
        <Show when=move || known.get()>
            <Facts source />
            <FirstRows source />
        </Show>
    }
}

/// The control that chooses a file. Its own face cannot be worded: its label stands in for it.
#[component]
pub(super) fn Choose(source: Source, #[prop(into)] another: Signal<bool>) -> impl IntoView {
    view! {
        <strong id="file-title" class:unseen=move || another.get()>
            {words::FILE}
        </strong>
        <input
            class="unseen"
            type="file"
            id="file"
            accept=ACCEPT
            aria-labelledby="file-title file-label"
            on:change=move |event| chosen(source, &event)
        />
        <label class="button" class:button--small=move || another.get() id="file-label" for="file">
            {move || if another.get() { words::CHOOSE_ANOTHER } else { words::CHOOSE }}
        </label>
    }
}

/// Rows copied from a spreadsheet, for those who do not know that they can be pasted anywhere.
#[component]
fn PasteRows(source: Source) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let give = move |_| {
        if !blank.get_untracked() {
            pasted(source, &text.get_untracked());
            text.set(String::new());
        }
    };
    view! {
        <details class="paste-rows">
            <summary>{words::PASTE_ROWS}</summary>
            <div class="stack stack--tight">
                <label class="small quiet" for="pasted-rows">
                    {words::PASTE_HINT}
                </label>
                <textarea
                    class="textarea"
                    id="pasted-rows"
                    rows="5"
                    spellcheck="false"
                    aria-label=words::PASTE_ROWS
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <div>
                    <button
                        type="button"
                        class="button"
                        aria-disabled=move || blank.get().then_some("true")
                        on:click=give
                    >
                        {words::USE_ROWS}
                    </button>
                </div>
            </div>
        </details>
    }
}

/// What is being read, or in words why it cannot be: that takes the focus, as the work stops there.
#[component]
pub(super) fn Trouble(source: Source) -> impl IntoView {
    let region = NodeRef::<html::Div>::new();
    let unreadable = Memo::new(move |_| source.file.with(|file| file.as_ref().and_then(|file| file.clone().err())));
    let said = move || source.trouble.get().map(str::to_owned).or_else(|| unreadable.get());
    Effect::new(move |_| {
        if said().is_some()
            && let Some(region) = region.get()
        {
            let _ = region.focus();
        }
    });
    let waits = move || {
        source.waits().then(|| {
            let name = source.taken.get().unwrap_or_default();
            view! {
                <p class="row">
                    <Spinner />
                    <span>{words::READING} " " <bdi>{name}</bdi></span>
                </p>
            }
        })
    };
    view! {
        <div role="status" class="import__waits">
            {waits}
        </div>
        <div class="stack import__trouble" role="alert" tabindex="-1" node_ref=region>
            {move || said().map(|words| view! { <Message tone=Tone::Problem>{words}</Message> })}
        </div>
    }
}
