//! What stands in for something under way.

use super::words;
use leptos::prelude::*;
use std::pin::Pin;

/// Grey lines where a list will be.
#[component]
pub fn Skeleton(#[prop(default = 6)] lines: usize) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="unseen">{words::LOADING}</span>
            {(0..lines).map(|_| view! { <i></i> }).collect_view()}
        </div>
    }
}

/// A turning ring inside a busy button; the button's words say what is under way.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" aria-hidden="true"></span> }
}

/// A piece of a page that is WASM of its own, once it is there; until then what `comes` shows.
pub fn later(comes: fn() -> AnyView, piece: impl Future<Output = AnyView> + Send + 'static) -> AnyView {
    // One type for all of them: it is compiled once.
    let piece: Pin<Box<dyn Future<Output = AnyView> + Send>> = Box::pin(piece);
    view! { <Suspense fallback=comes>{Suspend::new(piece)}</Suspense> }.into_any()
}
