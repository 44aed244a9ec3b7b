//! What a learner sees who asks for the administration (SPEC P2). It stands alone, as the check does: no page,
//! no WASM, no stylesheet of the site.

use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

/// The colours of `style/tokens.css`.
const STYLE: &str = "body{margin:0;min-height:100vh;display:grid;place-content:center;padding:0 16px;box-sizing:border-box;\
background:#f7f8f8;color:#17201f;font:14px/20px system-ui,sans-serif}h1{margin:0;font-size:20px}a{color:#0f6b64}\
@media(prefers-color-scheme:dark){body{background:#0f1414;color:#e6ecec}a{color:#4cc2b5}}";

pub(crate) fn answer() -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; frame-ancestors 'none'",
        BASE64_STANDARD.encode(Sha256::digest(STYLE))
    );
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Not allowed · Coterie</title><style>{STYLE}</style>\
         <main role=\"alert\"><h1>Not allowed</h1><p>Learners cannot enter the administration.</p>\
         <p><a href=\"/my-groups\">Go to your groups</a></p></main></html>"
    );
    (StatusCode::FORBIDDEN, [(CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response()
}
