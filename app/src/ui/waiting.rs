//! What stands in for something under way.

use super::words;
use leptos::prelude::*;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

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
pub fn later(
    comes: impl FnOnce() -> AnyView + Send + 'static,
    piece: impl Future<Output = AnyView> + Send + 'static,
) -> AnyView {
    // One type for all of them: it is compiled once.
    let mut piece: Pin<Box<dyn Future<Output = AnyView> + Send>> = Box::pin(piece);
    // Who has gone on before it came does not get it: nothing is made where everything has been thrown away.
    let wanted = StoredValue::new(());
    let piece = poll_fn(move |context| if wanted.is_disposed() { Poll::Pending } else { piece.as_mut().poll(context) });
    view! { <Suspense fallback=comes>{Suspend::new(piece)}</Suspense> }.into_any()
}

/// How long after a page is there what it can do without is loaded: what someone came for goes first.
const AFTERWARDS: Duration = Duration::from_millis(500);

/// A piece that nobody waits for: WASM of its own, which comes when the page can be used already. Not on the server.
pub fn afterwards<Piece>(piece: impl Fn() -> Piece + Send + Sync + 'static) -> AnyView
where
    Piece: Future<Output = AnyView> + Send + 'static,
{
    let comes = RwSignal::new(false);
    let come = move || {
        // Nothing is set where the page has gone meanwhile.
        let _ = comes.try_set(true);
    };
    Effect::new(move |_| set_timeout(come, AFTERWARDS));
    (move || comes.get().then(|| later(|| ().into_any(), piece()))).into_any()
}

/// A piece that is WASM of its own and comes as soon as the page is there; until then, and on the server, what `until`
/// shows has its place.
pub fn in_place<Piece>(
    until: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
    piece: impl Fn() -> Piece + Send + Sync + 'static,
) -> AnyView
where
    Piece: Future<Output = AnyView> + Send + 'static,
{
    let comes = RwSignal::new(false);
    // What the page itself needs goes first.
    let come = move || {
        let _ = comes.try_set(true);
    };
    Effect::new(move |_| set_timeout(come, Duration::ZERO));
    (move || if comes.get() { later(until, piece()) } else { until() }).into_any()
}

/// Loads a piece once the page can be used: by the time someone gets there, it is there.
#[cfg(feature = "hydrate")]
pub fn soon<Loading: Future<Output = ()> + 'static>(preload: fn() -> Loading) {
    Effect::new(move |_| set_timeout(move || leptos::task::spawn_local(preload()), AFTERWARDS));
}
