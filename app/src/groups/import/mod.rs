//! **"Import from CSV"** (SPEC G4, 8): a file, its columns, its rows with what happens to each, and
//! **"Import CSV"**, which does exactly what is shown. `domain` reads and plans in the browser; the
//! server repeats every check.

pub mod api;
mod choose_file;
mod columns;
#[cfg(feature = "ssr")]
pub mod deed;
mod facts;
mod rows;
mod state;
mod summary;
mod words;

use crate::error::ErrorNotice;
use crate::frame::{CourseFrame, Tab, address, open_course};
use crate::loaded::load;
use crate::ui::{Glyph, Icon, Message, Skeleton, Spinner, Tone};
use api::Destination;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use state::{Filter, Import};

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let place = open_course();
    let source = move || (place.code.get(), place.period.get());
    let destination = load(source, |(code, period)| api::open(code, period));
    let import = Import::new(place, destination);
    let shown = move || {
        destination.get().map(|answer| match answer {
            Ok(destination) => view! { <Desk import destination /> }.into_any(),
            Err(error) => view! { <ErrorNotice error /> }.into_any(),
        })
    };
    view! {
        <CourseFrame place tab=Tab::Groups>
            <leptos_meta::Title text=move || words::title(&place.code.get()) />
            <Transition fallback=|| view! { <Skeleton /> }>{shown}</Transition>
        </CourseFrame>
    }
}

#[component]
fn Desk(import: Import, destination: Destination) -> impl IntoView {
    let sample = move || address::in_course(&import.place().code.get(), "groups/sample.csv", None);
    let chosen = Memo::new(move |_| import.file.with(|file| matches!(file, Some(Ok(_)))));
    let is_read = Memo::new(move |_| import.read.with(|read| matches!(read, Some(Ok(_)))));
    view! {
        <div class="row row--apart">
            <h2>{words::TITLE}</h2>
            <a class="button" href=sample rel="external" download>
                <Icon glyph=Glyph::Download />
                {words::SAMPLE}
            </a>
        </div>
        <p class="quiet">{words::into(&destination.period_title, destination.enrolled)}" "{words::WHAT}</p>
        <choose_file::ChooseFile import />
        <Trouble import />
        <Show when=move || chosen.get()>
            <facts::Facts import />
        </Show>
        <Show when=move || is_read.get()>
            <columns::Columns import />
            <Review import />
        </Show>
        <Foot import />
    }
}

/// Why the file cannot be read, or what the server said to the last try.
#[component]
fn Trouble(import: Import) -> impl IntoView {
    let file = move || {
        let read = import.read.get().and_then(Result::err).map(|problem| problem.to_string());
        import.file.get().and_then(Result::err).or(read)
    };
    let file = move || file().map(|words| view! { <Message tone=Tone::Problem>{words}</Message> });
    let notice = move || import.notice.get().map(|words| view! { <Message tone=Tone::Careful>{words}</Message> });
    view! { <div class="stack import__trouble" role="alert">{file} {notice}</div> }
}

/// The preview, or what is in its way.
#[component]
fn Review(import: Import) -> impl IntoView {
    let mapped = Memo::new(move |_| import.sheet.with(Option::is_some));
    let planned = Memo::new(move |_| import.plan.with(Option::is_some));
    let nothing = Memo::new(move |_| import.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.is_nothing())));
    let failed = move || {
        import.ground.get().and_then(Result::err).map(|error| {
            view! {
                <Message tone=Tone::Problem>
                    {words::NOT_LOOKED_UP} " " {error.to_string()} " "
                    <button type="button" class="link link--strong" on:click=move |_| import.look_again()>
                        {words::AGAIN}
                    </button>
                </Message>
            }
        })
    };
    let said = move || import.plan.with(|plan| plan.as_ref().map(|plan| words::said(&plan.counts, plan.open())));
    let waiting = move || mapped.get() && !planned.get() && import.ground.with(Option::is_none);
    view! {
        <p class="unseen" role="status">
            {said}
        </p>
        <div class="import__trouble" role="alert">
            {failed}
        </div>
        <Show when=waiting>
            <Skeleton />
        </Show>
        <Show when=move || planned.get()>
            <Show when=move || nothing.get()>
                <Message tone=Tone::Done>
                    <strong>{words::NOTHING}"."</strong>
                    " "
                    {words::NOTHING_WHAT}
                </Message>
            </Show>
            <div class="halves import__halves">
                <div class="stack">
                    <rows::Rows import />
                </div>
                <div class="stack">
                    <summary::Problems import />
                    <summary::Summary import />
                </div>
            </div>
        </Show>
    }
}

/// Puts the focus on the element of that id.
fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The bar at the foot: away, what is in the way, and on.
#[component]
fn Foot(import: Import) -> impl IntoView {
    let back = move || address::groups(&import.place().code.get(), import.place().period.get());
    let hindrance = Memo::new(move |_| import.hindrance());
    let open = Memo::new(move |_| import.plan.with(|plan| plan.as_ref().map_or(0, |plan| plan.open())));
    let said = move || hindrance.get().or_else(|| import.plan.with(|plan| plan.as_ref().map(|plan| plan.summary())));
    let off = move || (hindrance.with(Option::is_some) || import.busy.get()).then_some("true");
    let face = move || {
        if import.busy.get() { view! { <Spinner /> {words::IMPORTING} }.into_any() } else { words::IMPORT.into_any() }
    };
    view! {
        <div class="actions-bar">
            <a class="button" href=back>
                {words::CANCEL}
            </a>
            <p class="push import__state" id="import-state" class:text--danger=move || { open.get() > 0 }>
                {said}
            </p>
            <Show when=move || { open.get() > 0 }>
                <button type="button" class="link link--strong" on:click=move |_| import.show(Filter::Unclear)>
                    {words::SHOW}
                </button>
            </Show>
            <button
                type="button"
                class="button button--primary"
                aria-disabled=off
                aria-describedby="import-state"
                on:click=move |_| import.import()
            >
                {face}
            </button>
        </div>
    }
}
