//! Looks at every request before a page, a server function or a download sees it: who is it, may the account
//! be used now, and may a request of this kind go on at all.

use crate::not_for_students;
use crate::router::Context;
use crate::secret::hash_token;
use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::access::{Action, Viewer, may, refused_as_student};
use domain::id::{MaskId, SessionId, UserId};
use domain::mask::{Mask, holds};
use service::SignedIn;
use store::{By, Store, StoreError};
use time::{Date, Duration, OffsetDateTime};

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
) -> Result<Response, Unreadable> {
    let now = (context.clock.0)();
    let cookie = jar.get(COOKIE).map(|cookie| cookie.value().to_owned());
    let signed_in = match cookie {
        Some(token) => who(&context, &token, now, true).await.map_err(unreadable)?,
        None => None,
    };
    if let Some(answer) = turn_away(signed_in.as_ref(), request.method(), request.uri()) {
        return Ok(answer);
    }
    if let Some(Known { signed_in, .. }) = signed_in {
        let path = request.uri().path();
        if signed_in.mask_ended && is_told_that_a_mask_ended(path) && !is_asked_by_a_script(request.method(), path) {
            take_off(&context.store, &signed_in, now).await.map_err(unreadable)?;
            return Ok(Redirect::to("/masks?done=ended").into_response());
        }
        request.extensions_mut().insert(signed_in);
    }
    Ok(next.run(request).await)
}

/// Why nobody was let on: the database does not answer.
pub(crate) struct Unreadable;

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        let words = "Coterie cannot be reached at the moment: its database does not answer. Nothing was changed. Try again \
                     in a moment.\n";
        (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "10")], words).into_response()
    }
}

fn unreadable(fault: StoreError) -> Unreadable {
    tracing::error!(?fault, "the session could not be read");
    Unreadable
}

/// Who asks.
struct Known {
    signed_in: SignedIn,
    /// Whether the one who signed in, or whose mask they wear, is a student.
    student: bool,
}

/// The person of that token, if the session is open and the account may be used now. A session whose account
/// may no longer be used ends here (SPEC P3). Only a request makes it last longer.
async fn who(
    context: &Context,
    token: &str,
    now: OffsetDateTime,
    is_request: bool,
) -> Result<Option<Known>, StoreError> {
    let store = &context.store;
    let Some(open) = store.session(&hash_token(token), now).await? else { return Ok(None) };
    let (session, account) = (open.id, open.account);
    if !account.usable(now) {
        close(context, session, account.user, now).await?;
        return Ok(None);
    }
    if open.expires - now < SESSION - UNWRITTEN && is_request {
        store.extend_session(session, now + SESSION).await?;
    }
    let Some(own) = store.viewer(account.user).await? else { return Ok(None) };
    let worn = match open.mask {
        Some(mask) => worn(store, mask, &own, now).await?,
        None => None,
    };
    let mask_ended = open.mask.is_some() && worn.is_none();
    let student = refused_as_student(&own) || worn.as_ref().is_some_and(|(lender, _)| refused_as_student(lender));
    let (viewer, masked_until) = match worn {
        Some((lender, until)) => (lender.worn_by(own.user), Some(until)),
        None => (own, None),
    };
    let organisation = open.organisation.filter(|chosen| viewer.looks_at(*chosen));
    let password_change_due = account.must_change_password;
    let signed_in = SignedIn { session, viewer, masked_until, mask_ended, organisation, password_change_due };
    Ok(Some(Known { signed_in, student }))
}

/// Who is signed in by that token now, asked for something that has been going on for a while.
pub(crate) async fn still_signed_in(
    context: &Context,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<SignedIn>, StoreError> {
    Ok(who(context, token, now, false).await?.map(|known| known.signed_in))
}

/// The lender of a mask and its last day, where the mask holds now.
async fn worn(
    store: &Store,
    mask: MaskId,
    wearer: &Viewer,
    now: OffsetDateTime,
) -> Result<Option<(Viewer, Date)>, StoreError> {
    match store.mask(mask).await? {
        Some(mask) => Ok(lender_of(store, &mask, wearer, now).await?.map(|lender| (lender, mask.term.finishes))),
        None => Ok(None),
    }
}

/// The lender of a mask, where it holds for `wearer` now.
async fn lender_of(
    store: &Store,
    mask: &Mask,
    wearer: &Viewer,
    now: OffsetDateTime,
) -> Result<Option<Viewer>, StoreError> {
    let (Some(account), Some(lender)) = (store.account(mask.lender).await?, store.viewer(mask.lender).await?) else {
        return Ok(None);
    };
    let held = mask.borrower == wearer.user && holds(mask.state(now.date()), account.usable(now), &lender, wearer);
    Ok(held.then_some(lender))
}

/// Takes off a mask that no longer holds.
async fn take_off(store: &Store, signed_in: &SignedIn, now: OffsetDateTime) -> Result<(), StoreError> {
    store.take_mask_off(signed_in.session, &signed_in.by(now)).await
}

async fn close(context: &Context, session: SessionId, user: UserId, now: OffsetDateTime) -> Result<(), StoreError> {
    context.store.close_session(session, &By { user: Some(user), acted_as: None, at: now }).await
}

/// The answer to a request that may not go on.
fn turn_away(known: Option<&Known>, method: &Method, uri: &Uri) -> Option<Response> {
    let path = uri.path();
    // SPEC P2: stands alone, before any rule is asked.
    if is_administration(path) && known.is_some_and(|known| known.student) {
        return Some(not_for_students::answer());
    }
    let signed_in = known.map(|known| &known.signed_in);
    if is_open_to_all(path) {
        return None;
    }
    match signed_in {
        None if is_asked_by_a_script(method, path) => None, // answered by the gate, with 401
        None if method == Method::GET => {
            let next = uri.path_and_query().map_or("/", |p| p.as_str());
            Some(Redirect::to(&format!("/sign-in?next={}", encode(next))).into_response())
        }
        None => Some(Redirect::to("/sign-in").into_response()),
        Some(s) if s.password_change_due && !is_open_before_change(path) && !is_asked_by_a_script(method, path) => {
            Some(Redirect::to("/password?problem=due").into_response())
        }
        Some(s) if is_own_account(path) && !may(&s.viewer, Action::ManageOwnAccount) => {
            Some(Redirect::to("/masks").into_response())
        }
        Some(_) => None,
    }
}

fn is_administration(path: &str) -> bool {
    path == "/admin" || path.starts_with("/admin/") || path.starts_with("/api/admin/")
}

/// Whether a script asks, which follows no redirect to a page: what answers it says why not.
fn is_asked_by_a_script(method: &Method, path: &str) -> bool {
    path.starts_with("/api/") || (method != Method::GET && path.starts_with("/admin/users/import/"))
}

fn is_open_to_all(path: &str) -> bool {
    matches!(path, "/sign-in" | "/password/forgotten" | "/password/reset" | "/api/session/me")
}

fn is_own_account(path: &str) -> bool {
    matches!(path, "/password" | "/sign-out-everywhere")
}

/// Pages and forms tell that a mask has ended, and take it off; server functions answer so, and leave it to the next
/// page: what is on the screen is still the lender's.
fn is_told_that_a_mask_ended(path: &str) -> bool {
    !path.starts_with("/api/") && !matches!(path, "/sign-out" | "/masks/stop") && !is_open_to_all(path)
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
