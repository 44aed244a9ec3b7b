//! Pages are sent compressed to browsers that take it: a board is 130 kB plain, and a sixth of that compressed.
//!
//! Compressed and secret together can be guessed at (BREACH): who reads how long answers are, and can make a browser ask
//! for pages that hold words of theirs beside a secret, finds the secret letter by letter. Here that is not so: no page
//! holds what lets someone in (the session is a cookie that scripts do not read, forms are guarded by `Origin` and not
//! by a token, a nonce is new in every answer); mail with a link to a new password, which administrators read, is not
//! for others to ask for: what another site asks a browser to fetch comes without our cookie (`SameSite=Lax`), but for
//! pages that are opened, and those are sent plain. So a page that another site asks for is never compressed.

use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// Shorter answers fit a packet as they are.
const FROM: u64 = 1_024;

/// Only what is marked as [`asked_by_ourselves`] is compressed, so never a stream of events, a download or the answer to
/// a script. At the lowest level: it takes a tenth of what the page took to make, the best a third more than the page.
pub(crate) fn pages() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(CompressionLevel::Precise(1)).compress_when(SizeAbove::new(FROM).and(Marked))
}

/// A page that may be compressed.
#[derive(Clone, Copy, Debug)]
struct Mark;

#[derive(Clone, Copy, Debug)]
struct Marked;

impl Predicate for Marked {
    fn should_compress<B>(&self, response: &axum::http::Response<B>) -> bool {
        response.extensions().get::<Mark>().is_some()
    }
}

/// Marks pages that our own pages, or the person at the browser, asked for. Browsers that do not say who asks are old;
/// they too send the cookie to what another site asks for only when it is opened.
pub(crate) async fn asked_by_ourselves(request: Request, next: Next) -> Response {
    let ours = is_ours(request.headers());
    let mut response = next.run(request).await;
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if ours && is_page {
        response.extensions_mut().insert(Mark);
    }
    response
}

fn is_ours(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}
