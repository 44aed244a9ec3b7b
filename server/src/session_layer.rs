//! Looks at every request before a page, a server function or a download sees it: who is it, may the account
//! be used now, and may a request of this kind go on at all.

use crate::not_for_students;
use crate::router::Context;
use crate::secret::hash_token;
use app::gate::SignedIn;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::access::refused_as_student;
use domain::id::SessionId;
use store::{By, StoreError};
use time::{Duration, OffsetDateTime};

/// The session cookie. `__Host-`: sent to this host only, over TLS (or to this very machine) only.
pub(crate) const COOKIE: &str = "__Host-coterie";

/// How long a session lasts without a request.
pub(crate) const SESSION: Duration = Duration::hours(12);

/// How much of that may be over before a request writes a later end: reading a page writes nothing, mostly.
const UNWRITTEN: Duration = Duration::minutes(10);

/// Lets a request on, with who it is, or answers it.
pub(crate) async fn admit(
    State(context): State<Context>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let now = (context.clock.0)();
    let cookie = jar.get(COOKIE).map(|cookie| cookie.value().to_owned());
    let signed_in = match cookie {
        Some(token) => who(&context, &token, now).await.map_err(|fault| {
            tracing::error!(?fault, "the session could not be read");
            StatusCode::SERVICE_UNAVAILABLE
        })?,
        None => None,
    };
    if let Some(answer) = turn_away(signed_in.as_ref(), request.method(), request.uri()) {
        return Ok(answer);
    }
    if let Some(signed_in) = signed_in {
        request.extensions_mut().insert(signed_in);
    }
    Ok(next.run(request).await)
}

/// The person of that token, if the session is open and the account may be used now. A session whose account
/// may no longer be used ends here (SPEC P3).
async fn who(context: &Context, token: &str, now: OffsetDateTime) -> Result<Option<SignedIn>, StoreError> {
    let store = &context.store;
    let Some(open) = store.session(&hash_token(token), now).await? else { return Ok(None) };
    let (session, account) = (open.id, open.account);
    if !account.usable(now) {
        close(context, session, account.user, now).await?;
        return Ok(None);
    }
    if open.expires - now < SESSION - UNWRITTEN {
        store.extend_session(session, now + SESSION).await?;
    }
    let viewer = store.viewer(account.user).await?;
    Ok(viewer.map(|viewer| SignedIn { session, viewer, password_change_due: account.must_change_password }))
}

async fn close(
    context: &Context,
    session: SessionId,
    user: domain::id::UserId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    context.store.close_session(session, &By { user: Some(user), at: now }).await
}

/// The answer to a request that may not go on.
fn turn_away(signed_in: Option<&SignedIn>, method: &Method, uri: &Uri) -> Option<Response> {
    let path = uri.path();
    // SPEC P2: stands alone, before any rule is asked.
    if is_administration(path) && signed_in.is_some_and(|s| refused_as_student(&s.viewer)) {
        return Some(not_for_students::answer());
    }
    if is_open_to_all(path) {
        return None;
    }
    match signed_in {
        None if path.starts_with("/api/") => None, // answered by the gate, with 401
        None if method == Method::GET => {
            let next = uri.path_and_query().map_or("/", |p| p.as_str());
            Some(Redirect::to(&format!("/sign-in?next={}", encode(next))).into_response())
        }
        None => Some(Redirect::to("/sign-in").into_response()),
        Some(s) if s.password_change_due && !is_open_before_change(path) => {
            Some(Redirect::to("/password?problem=due").into_response())
        }
        Some(_) => None,
    }
}

fn is_administration(path: &str) -> bool {
    path == "/admin" || path.starts_with("/admin/") || path.starts_with("/api/admin/")
}

fn is_open_to_all(path: &str) -> bool {
    matches!(path, "/sign-in" | "/password/forgotten" | "/password/reset" | "/api/session/me")
}

fn is_open_before_change(path: &str) -> bool {
    matches!(path, "/password" | "/sign-out" | "/sign-out-everywhere") || path.starts_with("/api/")
}

/// Percent-encodes a path for a query.
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
