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
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::cell::Cell;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::task::{LocalSet, spawn_blocking};
use tokio::time::timeout;

/// How long a page may take, the first time it is tried and the last. They take tens of milliseconds, and longer only
/// where the database is held up. Trying again is a stopgap: about once in thousands of pages, seen only where what a
/// page asks for is refused at once, something within leptos is not woken and the page does not end; why is not known.
const TRIES: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(30)];

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

/// Runs what answers a GET on a thread of its own. A page that panics is answered with 500.
pub(crate) async fn own_thread(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.method() != Method::GET {
        return Ok(next.run(request).await);
    }
    let path = request.uri().path().to_owned();
    let (parts, _) = request.into_parts();
    for patience in TRIES {
        let (next, request) = (next.clone(), Request::from_parts(parts.clone(), Body::empty()));
        let runtime = Handle::current();
        let rendered = spawn_blocking(move || {
            let _rendering = Rendering::begin();
            // What the page spawned and nobody waits for ends with it, on its thread.
            let page = LocalSet::new();
            runtime.block_on(page.run_until(timeout(patience, whole(next, request))))
        });
        match rendered.await {
            Ok(Ok(response)) => return Ok(response),
            Ok(Err(_)) => tracing::error!(path, "a page did not end"),
            Err(fault) => {
                tracing::error!(path, ?fault, "a page could not be rendered");
                return Err(StatusCode::INTERNAL_SERVER_ERROR);
            }
        }
    }
    Err(StatusCode::SERVICE_UNAVAILABLE)
}

/// The answer, and of a page the body with it: leptos cleans up where the body ends.
async fn whole(next: Next, request: Request) -> Response {
    let response = next.run(request).await;
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (head, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => Response::from_parts(head, Body::from(body)),
        Err(fault) => {
            tracing::error!(?fault, "a page broke off");
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    }
}
