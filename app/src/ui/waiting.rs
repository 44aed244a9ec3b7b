//! What stands in for something under way.

use super::flash::focus_on;
use super::words;
use core::sync::atomic::{AtomicBool, Ordering};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
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
/// shows has its place. `load` loads the WASM ([`loading!`](crate::loading)).
///
/// The one takes the place of the other once, when all of it is there. Whoever has the focus in it by then has it in
/// what comes, where that has a control of the same id.
pub fn in_place<Piece>(
    until: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
    load: fn() -> Loading,
    piece: impl Fn() -> Piece + Send + Sync + 'static,
) -> AnyView
where
    Piece: Future<Output = AnyView> + Send + 'static,
{
    let came = RwSignal::new(false);
    // What the page itself needs goes first.
    let fetch = move || {
        spawn_local(async move {
            load().await;
            // The page may have gone meanwhile.
            let _ = came.try_set(true);
        });
    };
    Effect::new(move |_| set_timeout(fetch, Duration::ZERO));
    let shown = move || {
        if !came.get() {
            return until();
        }
        hand_focus_on();
        at_once(piece()).unwrap_or_else(|| later(until, piece()))
    };
    shown.into_any()
}

/// Where what has the focus is about to go, it is given to what comes under the same id.
fn hand_focus_on() {
    let held = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
    // By then the one has taken the other's place, and nobody has done anything yet.
    spawn_local(async move {
        let body = document().body();
        let is_lost = document().active_element().is_none_or(|element| body.is_some_and(|body| *body == element));
        if let Some(id) = held.filter(|_| is_lost) {
            focus_on(&id);
        }
    });
}

/// What a piece shows, where its WASM is there.
fn at_once(piece: impl Future<Output = AnyView>) -> Option<AnyView> {
    match pin!(piece).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(view) => Some(view),
        Poll::Pending => None,
    }
}

/// Makes of the function that loads a lazy piece (the compiler names it `__preload_` and the piece's name) what
/// [`in_place`] takes.
#[macro_export]
macro_rules! loading {
    ($preload:ident) => {
        || -> $crate::ui::Loading {
            Box::pin(async {
                // A server has it.
                #[cfg(feature = "hydrate")]
                $preload().await;
            })
        }
    };
}

/// The later steps of a page, which are WASM of their own: it comes once the page can be used, so that it is there by the
/// time someone gets to them. Made by [`later_steps!`](crate::later_steps).
#[derive(Clone, Copy, Debug)]
pub struct LaterSteps {
    are_there: &'static AtomicBool,
    came: RwSignal<bool>,
    load: fn() -> Loading,
}

/// What loads WASM.
pub type Loading = Pin<Box<dyn Future<Output = ()>>>;

impl LaterSteps {
    /// Loads them once the page can be used.
    pub fn new(are_there: &'static AtomicBool, load: fn() -> Loading) -> Self {
        let steps = Self { are_there, came: RwSignal::new(false), load };
        // What the page itself needs goes first.
        Effect::new(move |_| set_timeout(move || steps.load(), Duration::ZERO));
        steps
    }

    fn load(self) {
        spawn_local(async move {
            (self.load)().await;
            // The page may have gone meanwhile.
            let _ = self.came.try_set(true);
        });
    }

    /// A step. It is made where it is shown, and at once, when its WASM is there; until then there are grey lines.
    pub fn show<Step: Future<Output = AnyView>>(self, step: impl FnOnce() -> Step) -> AnyView {
        if let Some(view) = self.are_there.load(Ordering::Relaxed).then(|| at_once(step())).flatten() {
            return view;
        }
        // Only grey lines are made anew when it comes, never what someone has in hand.
        self.came.track();
        self.load();
        view! { <Skeleton /> }.into_any()
    }
}

/// Makes of the function that loads the lazy `steps_later` of a module (the compiler names it `__preload_steps_later`) a
/// `later_steps()`, and a `load_steps()` for an address that opens on one of them.
#[macro_export]
macro_rules! later_steps {
    ($preload:ident) => {
        /// A server has them all.
        static STEPS_ARE_THERE: core::sync::atomic::AtomicBool =
            core::sync::atomic::AtomicBool::new(cfg!(not(feature = "hydrate")));

        async fn load_steps() {
            #[cfg(feature = "hydrate")]
            $preload().await;
            STEPS_ARE_THERE.store(true, core::sync::atomic::Ordering::Relaxed);
        }

        fn later_steps() -> $crate::ui::LaterSteps {
            $crate::ui::LaterSteps::new(&STEPS_ARE_THERE, || Box::pin(load_steps()))
        }
    };
}
