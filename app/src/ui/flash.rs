//! The message after an act: above the page, with **Undo** where the act can be undone. It is kept at
//! the root, so that it survives the way from the page that acted to the page that shows the result.

use super::{Glyph, Icon, Tone, words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use leptos_router::hooks::use_location;
use std::pin::Pin;
use std::sync::Arc;

type Undoing = Pin<Box<dyn Future<Output = Result<String, String>> + Send>>;

/// What **Undo** does: answers the words to show next, done or not. Not a `Callback`: that would be
/// gone with the page that made it.
#[derive(Clone)]
pub struct Undo(Arc<dyn Fn() -> Undoing + Send + Sync>);

impl core::fmt::Debug for Undo {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Undo")
    }
}

impl Undo {
    /// Wraps an async closure.
    pub fn new<F>(undo: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<String, String>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(undo())))
    }
}

/// A message.
#[derive(Clone, Debug)]
pub struct Flash {
    pub words: String,
    pub tone: Tone,
    pub undo: Option<Undo>,
    /// Where to go on: address and words.
    pub link: Option<(String, String)>,
}

impl Flash {
    /// Something was done.
    pub fn done(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Done, undo: None, link: None }
    }

    /// Something did not work.
    pub fn problem(words: impl Into<String>) -> Self {
        Self { tone: Tone::Problem, ..Self::done(words) }
    }

    /// Offers **Undo**.
    #[must_use]
    pub fn undo(self, undo: Undo) -> Self {
        Self { undo: Some(undo), ..self }
    }

    /// Offers a way on.
    #[must_use]
    pub fn link(self, href: String, words: String) -> Self {
        Self { link: Some((href, words)), ..self }
    }
}

#[derive(Clone, Debug)]
struct Posted {
    flash: Flash,
    /// The page it is for; `None` until a page has shown it.
    page: Option<String>,
    shown: bool,
}

/// The one message there is at a time.
#[derive(Clone, Copy, Debug)]
pub struct Flashes {
    posted: RwSignal<Option<Posted>>,
    /// How many acts were undone from a message: what a page shows may have changed.
    undone: RwSignal<u32>,
}

impl Flashes {
    /// Shows a message on this page, until it is closed, replaced, or another page opens.
    pub fn say(self, flash: Flash) {
        self.posted.set(Some(Posted { flash, page: None, shown: false }));
    }

    /// Shows a message on the page at `href`, to which the caller now navigates.
    pub fn carry(self, flash: Flash, href: &str) {
        let page = href.split(['?', '#']).next().map(str::to_owned);
        self.posted.set(Some(Posted { flash, page, shown: false }));
    }

    /// Counts the undone acts. Pages whose data an undo may change put it into their resource's source.
    pub fn undone(self) -> u32 {
        self.undone.get()
    }

    /// Takes the message away.
    pub fn clear(self) {
        self.posted.set(None);
    }
}

/// Provides the message to all pages.
pub fn provide() {
    provide_context(Flashes { posted: RwSignal::new(None), undone: RwSignal::new(0) });
}

/// What pages say their messages with.
pub fn use_flashes() -> Flashes {
    expect_context::<Flashes>()
}

/// Puts the focus on the page, after an act that takes away what had it, such as a deleted row.
pub fn focus_page() {
    request_animation_frame(|| {
        let page = document().get_element_by_id("main");
        if let Some(page) = page.and_then(|page| page.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = page.focus();
        }
    });
}

/// Puts the focus on the control of that id.
pub fn focus_on(id: &str) {
    let control = document().get_element_by_id(id);
    if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
    }
}

/// Where the message appears. The region is there before the message is, so that screen readers
/// hear it come.
#[component]
pub fn FlashRegion() -> impl IntoView {
    let flashes = use_flashes();
    let path = use_location().pathname;
    let shown = RwSignal::new(None::<Flash>);
    Effect::new(move |_| {
        let path = path.get();
        let Some(posted) = flashes.posted.get() else { return shown.set(None) };
        match posted.page {
            Some(page) if page != path => {
                shown.set(None);
                if posted.shown {
                    flashes.clear();
                }
            }
            _ => {
                if !posted.shown {
                    flashes.posted.update_untracked(|kept| {
                        if let Some(kept) = kept {
                            kept.page = Some(path);
                            kept.shown = true;
                        }
                    });
                }
                shown.set(Some(posted.flash));
            }
        }
    });
    view! {
        <div class="flash-region" role="status">
            {move || shown.get().map(|flash| view! { <Shown flash flashes /> })}
        </div>
    }
}

#[component]
fn Shown(flash: Flash, flashes: Flashes) -> impl IntoView {
    let busy = RwSignal::new(false);
    let undo = flash.undo.map(|undo| {
        let press = move |_| {
            if !busy.get_untracked() {
                busy.set(true);
                let undoing = (undo.0)();
                spawn_local(async move {
                    flashes.say(undoing.await.map_or_else(Flash::problem, Flash::done));
                    flashes.undone.update(|undone| *undone += 1);
                    focus_page();
                });
            }
        };
        view! {
            <button type="button" class="link link--strong" aria-disabled=move || busy.get().then_some("true") on:click=press>
                {words::UNDO}
            </button>
        }
    });
    view! {
        <div class=flash.tone.class("flash")>
            <p class="flash__words">
                <Icon glyph=flash.tone.glyph() />
                <span>{flash.words}</span>
            </p>
            {flash.link.map(|(href, words)| view! { <a class="link link--strong" href=href>{words}</a> })}
            {undo}
            <button
                type="button"
                class="button button--quiet button--icon button--small"
                aria-label=words::DISMISS
                on:click=move |_| {
                    flashes.clear();
                    focus_page();
                }
            >
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}
