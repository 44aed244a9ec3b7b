//! What the server gives to every request that leptos answers: who asks, and the policy of its page.

use crate::error::AppError;
use leptos::prelude::use_context;
use service::{Asker, ReadOnce, Service, SignedIn, Who};

/// Who asks. The server's session layer has put the signed-in person into the request's extensions after it checked the
/// account; whether they may, each use case of `service` asks.
pub fn asker() -> Result<Asker, AppError> {
    let service = use_context::<Service>().ok_or_else(|| {
        tracing::error!("no service was provided to the request");
        AppError::Fault
    })?;
    let parts = use_context::<axum::http::request::Parts>();
    let signed_in = parts.and_then(|parts| parts.extensions.get::<SignedIn>().cloned());
    let asker = service.asker(signed_in.map_or(Who::Nobody, Who::Person));
    Ok(asker.sharing(use_context::<ReadOnce>().unwrap_or_default()))
}

/// Gives the page its content security policy: scripts only with this answer's nonce.
pub fn policy() {
    use axum::http::HeaderValue;
    use axum::http::header::CONTENT_SECURITY_POLICY;
    let (Some(nonce), Some(response)) = (leptos::nonce::use_nonce(), use_context::<leptos_axum::ResponseOptions>())
    else {
        return;
    };
    // While `make watch` runs, pages hear from it when to load anew.
    let connect = if std::env::var_os("LEPTOS_WATCH").is_some() { "connect-src 'self' ws:; " } else { "" };
    // Style attributes carry the width of measured bars; nothing inline else.
    let policy = format!(
        "default-src 'self'; {connect}script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; worker-src 'self'; \
         style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}
