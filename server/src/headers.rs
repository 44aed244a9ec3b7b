//! Headers on every answer.

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use tower_http::set_header::SetResponseHeaderLayer;

/// Adds what keeps a browser from guessing, framing and leaking. Pages bring their own content security
/// policy with a nonce (see `app::shell`), scripts of workers have [`worker_policy`]; everything else gets one that
/// allows nothing.
pub(crate) fn secured(router: Router) -> Router {
    let fixed = [
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    fixed.into_iter().fold(router, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)))
    })
}

/// What a worker may do, which its script's answer says and not the page: load our scripts and WASM, ask this server,
/// and start a worker for a workbook. None for files that are no script of a worker.
pub(crate) fn worker_policy(path: &str) -> Option<HeaderValue> {
    let is_worker = ["/worker.js", "/workbook.js", "/forming.js"].iter().any(|script| path.ends_with(script));
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; \
                  frame-ancestors 'none'";
    is_worker.then(|| HeaderValue::from_static(policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_may_run_our_wasm_and_ask_us_and_nothing_else() {
        for script in ["/0123abcd/worker.js", "/0123abcd/workbook.js", "/0123abcd/forming.js", "/pkg/worker.js"] {
            let policy = worker_policy(script).unwrap();
            let policy = policy.to_str().unwrap();
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';")
            );
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains('*'));
        }
        for other in ["/0123abcd/coterie.js", "/0123abcd/desk.js", "/0123abcd/coworker.js", "/0123abcd/worker.js.br"] {
            assert_eq!(worker_policy(other), None, "{other}");
        }
    }
}
