//! A thread for each page while it is rendered.
//!
//! Leptos keeps what belongs to a request (its signals, its owner, the nonce) in thread-local places. It puts them
//! back where it polls a page's parts, but not where it joins them, writes the head and cleans up
//! (`leptos_integration_utils` 0.8.9, `from_app`), nor for what it spawns. On shared workers a page met another's
//! places and failed, and a part that ran beside the rest was woken too late and the page never ended. So all of a
//! page happens on one thread that does nothing else: its handler, what that spawns, and its body to the last byte.

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::cell::Cell;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::{LocalSet, spawn_blocking};
use tokio::time::timeout;

/// How long a page may take. Most take milliseconds; one that waits for the database is told by the store when that is
/// in vain (after half of this), and says so itself.
const PATIENCE: Duration = Duration::from_mins(1);

/// How many pages are rendered at once for each processor: enough that it computes while some wait for the database. More
/// would not be ready sooner, and each takes megabytes on its thread; they wait for their turn, which takes nothing.
const FOR_EACH_PROCESSOR: usize = 8;

/// How many pages are rendered at once.
fn at_once() -> usize {
    FOR_EACH_PROCESSOR * std::thread::available_parallelism().map_or(1, usize::from)
}

/// The turns of pages.
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(at_once())));

thread_local! {
    /// Whether this thread is rendering a page.
    static RENDERING: Cell<bool> = const { Cell::new(false) };
}

/// While it lives, this thread is rendering a page.
struct Rendering;

impl Rendering {
    fn begin() -> Self {
        RENDERING.set(true);
        Self
    }
}

impl Drop for Rendering {
    fn drop(&mut self) {
        RENDERING.set(false);
    }
}

/// Where leptos's futures run that nobody waits for: those of a page on its thread, others on any worker.
#[derive(Debug)]
struct WithThePage;

impl CustomExecutor for WithThePage {
    fn spawn(&self, future: PinnedFuture<()>) {
        if RENDERING.get() {
            tokio::task::spawn_local(future);
        } else {
            tokio::spawn(future);
        }
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(future);
    }

    fn poll_local(&self) {}
}

/// Tells leptos to spawn what belongs to a page on the page's thread. To be called before anything of leptos.
pub(crate) fn prepare() {
    // It stands for the whole process: a second router in it finds it there.
    drop(Executor::init_custom_executor(WithThePage));
}

/// Runs what answers a GET or a HEAD, which is the same page without its body, on a thread of its own.
pub(crate) async fn own_thread(request: Request, next: Next) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => render(request, |request| next.run(request)).await,
        _ => next.run(request).await,
    }
}

/// What `page` answers, rendered on a thread of its own. A page that panics is answered with 500, and one that does not
/// end with 503.
pub(crate) async fn render<Page, Answer>(request: Request, page: Page) -> Response
where
    Page: FnOnce(Request) -> Answer + Send + 'static,
    Answer: Future<Output = Response>,
{
    let path = request.uri().path().to_owned();
    let runtime = Handle::current();
    // Whoever leaves while they wait is not rendered for. The turns are never closed.
    let turn = TURNS.clone().acquire_owned().await;
    let rendered = spawn_blocking(move || {
        let (_turn, _rendering) = (turn, Rendering::begin());
        // What the page spawned and nobody waits for ends with it, on its thread.
        let own = LocalSet::new();
        runtime.block_on(own.run_until(timeout(PATIENCE, whole(page(request)))))
    });
    match rendered.await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::error!(path, "a page did not end");
            let words = "This page could not be made in time. Try again in a moment.\n";
            (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "10")], words).into_response()
        }
        Err(fault) => {
            tracing::error!(path, ?fault, "a page could not be rendered");
            broken()
        }
    }
}

/// The answer, and of a page the body with it: leptos cleans up where the body ends.
async fn whole(rendering: impl Future<Output = Response>) -> Response {
    let response = rendering.await;
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (head, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => Response::from_parts(head, Body::from(body)),
        Err(fault) => {
            tracing::error!(?fault, "a page broke off");
            broken()
        }
    }
}

fn broken() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "Something failed on our side. Try again in a moment.\n").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::task::JoinSet;
    use tower::ServiceExt as _;

    /// Answers where it is asked, and panics at another address.
    fn router() -> Router {
        let where_it_is = || async { [("x-rendering", if RENDERING.get() { "yes" } else { "no" })] };
        let panics = || async {
            assert!(!RENDERING.get(), "as a page may");
        };
        let routes = Router::new().route("/", get(where_it_is).post(where_it_is)).route("/panics", get(panics));
        routes.layer(from_fn(own_thread))
    }

    async fn ask(method: Method, path: &str) -> Response {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        router().oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn a_page_is_rendered_on_its_own_thread_whether_its_body_is_wanted_or_not() {
        for (method, own) in [(Method::GET, "yes"), (Method::HEAD, "yes"), (Method::POST, "no")] {
            let answer = ask(method.clone(), "/").await;
            assert_eq!(answer.headers()["x-rendering"], own, "{method}");
        }
    }

    #[tokio::test]
    async fn pages_wait_for_their_turn_and_all_come_to_it() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let page = || async {
            let now = NOW.fetch_add(1, Ordering::SeqCst) + 1;
            MOST.fetch_max(now, Ordering::SeqCst);
            tokio::task::yield_now().await;
            NOW.fetch_sub(1, Ordering::SeqCst);
        };
        let router = Router::new().route("/", get(page)).layer(from_fn(own_thread));
        let mut asked = JoinSet::new();
        for _ in 0..20 * at_once() {
            asked.spawn(router.clone().oneshot(Request::get("/").body(Body::empty()).unwrap()));
        }
        let answers = asked.join_all().await;
        assert!(answers.into_iter().all(|answer| answer.unwrap().status() == StatusCode::OK));
        assert!(MOST.load(Ordering::SeqCst) <= at_once());
    }

    #[tokio::test]
    async fn a_page_that_panics_is_told() {
        for method in [Method::GET, Method::HEAD] {
            assert_eq!(ask(method, "/panics").await.status(), StatusCode::INTERNAL_SERVER_ERROR);
        }
        assert!(!RENDERING.get());
    }
}
