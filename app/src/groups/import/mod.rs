//! **"Import from CSV"** (SPEC G4, 8): a file, its columns, its rows with what happens to each, and
//! **"Import CSV"**, which does exactly what is shown. `domain` reads and plans in the browser; the
//! server repeats every check.

pub mod api;
mod opening;
mod reading;
mod rows;
mod state;
mod summary;
mod words;

use crate::frame::{CourseFrame, address, open_course};
use crate::import::{AsLastTime, ColumnsStep, FileBar, FileStep, FootBar, Source, Step, StepsHead, show_open};
use crate::loaded::{load, loaded_view};
use crate::pages;
use crate::ui::{Message, Skeleton, Tone};
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
    let source = import.source();
    let shown = loaded_view(destination, 6, move |destination| view! { <Desk import source destination /> }.into_any());
    view! {
        <CourseFrame place tab=pages::Page::Dashboard>
            <leptos_meta::Title text=move || words::title(&place.code.get()) />
            {shown}
        </CourseFrame>
    }
}

/// The steps of this import: it is made on the one that reviews it.
const STEPS: [Step; 3] = [Step::File, Step::Columns, Step::Review];

#[component]
fn Desk(import: Import, source: Source, destination: Destination) -> impl IntoView {
    let step = import.step;
    let sample = move || address::in_course(&import.place().code.get(), "groups/sample.csv", None);
    let into = StoredValue::new(words::into(&destination.period_title, destination.enrolled));
    let later = later_steps();
    let body = move || match step.get() {
        Step::File => view! {
            <FileStep source sample=Signal::derive(sample)>
                {into.get_value()}
                " "
                {words::WHAT}
            </FileStep>
        }
        .into_any(),
        step => later.show(|| steps_later(import, source, into, step)),
    };
    view! {
        <StepsHead steps=&STEPS current=step on_back=Callback::new(move |step| import.go(step))>
            <h2>{words::TITLE}</h2>
        </StepsHead>
        {body}
        <Foot import />
    }
}

crate::later_steps!(__preload_steps_later);

/// The steps after the first: WASM of its own, so that a file can be chosen sooner.
#[lazy]
fn steps_later(import: Import, source: Source, into: StoredValue<String>, step: Step) -> AnyView {
    match step {
        Step::Review | Step::Finish => view! { <ReviewStep import source into /> }.into_any(),
        _ => view! { <MapColumns import source /> }.into_any(),
    }
}

#[component]
fn MapColumns(import: Import, source: Source) -> impl IntoView {
    let rows = move || source.file.with(|file| file.as_ref().and_then(|file| file.as_ref().ok()).map_or(0, |f| f.rows));
    let choose = Callback::new(move |(field, column)| import.choose_column(field, column));
    // No field of a group has a list of values.
    let choose_value = Callback::new(|_| {});
    view! {
        <FileBar source />
        <ColumnsStep
            view=import.columns_view
            rows=Signal::derive(rows)
            choose
            choose_value
            remember=import.remember
        />
    }
}

#[component]
fn ReviewStep(import: Import, source: Source, into: StoredValue<String>) -> impl IntoView {
    let look = Callback::new(move |()| import.go(Step::Columns));
    view! {
        <FileBar source />
        <p class="quiet">{into.get_value()}</p>
        <Show when=move || import.remembered.get()>
            <AsLastTime on_look=look />
        </Show>
        <Notice import />
        <Review import />
    }
}

/// What the server said to the last try.
#[component]
fn Notice(import: Import) -> impl IntoView {
    let notice = move || import.notice.get().map(|words| view! { <Message tone=Tone::Careful>{words}</Message> });
    view! { <div class="stack import__trouble" role="alert">{notice}</div> }
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

/// The bar at the foot.
#[component]
fn Foot(import: Import) -> impl IntoView {
    let before = move || {
        let step = import.step.get();
        STEPS.into_iter().rev().find(|before| *before < step)
    };
    let away = move || address::groups(&import.place().code.get(), import.place().period.get());
    let show = move |()| match import.step.get_untracked() {
        Step::Columns => import.columns_view.with_untracked(show_open),
        _ => import.show(Filter::Unclear),
    };
    let next = move |()| match import.step.get_untracked() {
        Step::File => import.go(Step::Columns),
        Step::Columns => import.go(Step::Review),
        Step::Review | Step::Finish => import.import(),
    };
    view! {
        <FootBar
            foot=Signal::derive(move || import.foot())
            before=Signal::derive(before)
            away=Signal::derive(away)
            on_back=Callback::new(move |step| import.go(step))
            on_show=Callback::new(show)
            on_next=Callback::new(next)
        />
    }
}
