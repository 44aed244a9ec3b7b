//! A thread for each page while it is rendered.
//!
//! Leptos keeps what belongs to a request (its signals, its owner, the nonce) in thread-local places and puts them
//! back where it polls a page's parts, but not where it joins them and writes the head (`leptos_integration_utils`
//! 0.8.9, `from_app`). On a shared worker another request may have left its own there: the page then fails, never
//! ends, or would read what is not its own. On a thread that polls nothing else, what is there is the page's.

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

/// Runs what answers a GET on a thread of its own. A page that panics is answered with 500.
pub(crate) async fn own_thread(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.method() != Method::GET {
        return Ok(next.run(request).await);
    }
    let runtime = Handle::current();
    spawn_blocking(move || runtime.block_on(next.run(request))).await.map_err(|fault| {
        tracing::error!(?fault, "a page could not be rendered");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}
