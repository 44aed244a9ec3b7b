//! A thread for each page while it is rendered.
//!
//! Leptos keeps what belongs to a request (its signals, its owner, the nonce) in thread-local places and puts them
//! back where it polls a page's parts, but not where it joins them and writes the head (`leptos_integration_utils`
//! 0.8.9, `from_app`). On a shared worker another request may have left its own there: the page then fails, never
//! ends, or would read what is not its own. On a thread that polls nothing else, what is there is the page's.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long a page may take; they take tens of milliseconds.
const LONGEST: Duration = Duration::from_secs(5);

/// How often a page is begun. Rarely one never ends: parts of it run on other threads, and one that is woken too late
/// leaves the whole waiting. Begun anew it comes.
const TRIES: u32 = 3;

/// Runs what answers a GET on a thread of its own. A page that panics is answered with 500.
pub(crate) async fn own_thread(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.method() != Method::GET {
        return Ok(next.run(request).await);
    }
    let (parts, _) = request.into_parts();
    for _ in 0..TRIES {
        let (runtime, next) = (Handle::current(), next.clone());
        let request = Request::from_parts(parts.clone(), Body::empty());
        let answer =
            spawn_blocking(move || runtime.block_on(async { timeout(LONGEST, next.run(request)).await })).await;
        match answer {
            Ok(Ok(response)) => return Ok(response),
            Ok(Err(_)) => tracing::warn!(path = parts.uri.path(), "a page did not end; it is begun anew"),
            Err(fault) => {
                tracing::error!(?fault, "a page could not be rendered");
                return Err(StatusCode::INTERNAL_SERVER_ERROR);
            }
        }
    }
    Err(StatusCode::SERVICE_UNAVAILABLE)
}
