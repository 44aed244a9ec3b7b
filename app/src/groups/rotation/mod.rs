//! **"Rotation"**: several rounds at once, in which learners meet as many others as possible. `domain` searches them in
//! a worker; the server checks what it gets.

pub mod api;
mod company;
mod draft;
mod form;
mod page;
mod people;
mod picture;
mod result;
mod round;
mod search;
mod state;
mod words;

use crate::frame::{CourseFrame, address, open_course};
use crate::groups::wizard::api::{Start, open};
use crate::loaded::{load, loaded_view};
use crate::pages;
use crate::ui::{Message, Spinner, Tone};
use leptos::html;
use leptos::prelude::*;
use page::Page;
use state::Desk;

/// The page.
#[component]
pub fn RotationPage() -> impl IntoView {
    let place = open_course();
    let source = move || (place.code.get(), place.period.get());
    let start = load(source, |(code, period)| open(code, period, None));
    let page = Page::from_address(place, start);
    let shown = loaded_view(start, 6, move |start| view! { <Loaded page start /> }.into_any());
    view! {
        <CourseFrame place tab=pages::Page::Dashboard>
            <leptos_meta::Title text=move || words::title(&place.code.get()) />
            {shown}
        </CourseFrame>
    }
}

/// The page over what the server said. It is made anew when the server is asked again; what was chosen and found
/// lives in `page` and stays.
#[component]
fn Loaded(page: Page, start: Start) -> impl IntoView {
    let desk = Desk::new(page, start);
    view! {
        <div class="stack stack--tight">
            <h2>{words::ROTATION}</h2>
            <p class="quiet">{words::WHAT}</p>
        </div>
        <Notice page />
        <form class="wizard" novalidate=true on:submit=|event| event.prevent_default()>
            <div class="halves halves--narrow-first">
                <form::Form desk />
                <result::ResultView desk />
            </div>
            <Foot desk />
        </form>
    }
    .into_any()
}

/// What the server said to the last try. It takes the focus: on a long page it would not be seen.
#[component]
fn Notice(page: Page) -> impl IntoView {
    let region = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if page.notice.with(Option::is_some)
            && let Some(region) = region.get()
        {
            let _ = region.focus();
        }
    });
    let said = move || {
        page.notice.get().map(|lines| {
            let mut lines = lines.into_iter();
            let first = lines.next();
            let rest: Vec<_> = lines.map(|line| view! { <li>{line}</li> }).collect();
            view! {
                <Message tone=Tone::Careful>
                    <strong>{first}</strong>
                    {(!rest.is_empty()).then(|| view! { <ul>{rest}</ul> })}
                </Message>
            }
        })
    };
    view! {
        <div class="wizard__notice" role="alert" tabindex="-1" node_ref=region>
            {said}
        </div>
    }
    .into_any()
}

/// The bar at the foot: back to the groups, and the act.
#[component]
fn Foot(desk: Desk) -> impl IntoView {
    let place = desk.page.place();
    let href = move || address::groups(&place.code.get(), place.period.get());
    let busy = desk.page.busy;
    let counts = Memo::new(move |_| {
        desk.asked.with(|asked| {
            let rounds = |rounds: u32| (rounds as usize, desk.result.with(Option::is_some));
            asked.as_ref().map_or((0, 0, false), |asked| {
                let ((rounds, there), groups) = (rounds(asked.rotation.rounds), asked.distribution.groups as usize);
                (groups, rounds, there)
            })
        })
    });
    let said = move || {
        let (groups, rounds, _) = counts.get();
        if busy.get() {
            view! { <Spinner /> {words::adding(groups * rounds, rounds)} }.into_any()
        } else {
            words::add(groups * rounds, rounds).into_any()
        }
    };
    // Where nothing is shown yet for what is asked, there is nothing to add; what is wrong is said when pressed.
    let waits = move || {
        let (groups, _, there) = counts.get();
        busy.get() || groups > 0 && !there
    };
    view! {
        <div class="actions-bar">
            <a class="button" href=href>
                {words::CANCEL}
            </a>
            <p class="quiet push">
                <span class="only-wide">{words::EXACTLY}</span>
            </p>
            <button
                type="button"
                class="button button--primary"
                aria-disabled=move || waits().then_some("true")
                on:click=move |_| desk.add()
            >
                {said}
            </button>
        </div>
    }
    .into_any()
}
