//! Signing in and out, and passwords: plain forms, answered by redirects.

use crate::client_address::client_address;
use crate::router::Context;
use crate::secret::{self, Token};
use crate::session_layer::{COOKIE, SESSION, encode};
use crate::turns::Busy;
use axum::Extension;
use axum::extract::{ConnectInfo, Form, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::person::AccountStatus;
use domain::text::fold;
use serde::Deserialize;
use service::SignedIn;
use std::net::SocketAddr;
use store::{Account, By, NewMail, Store};
use time::{Duration, OffsetDateTime};

/// Failed tries that are forgiven in [`WINDOW`], for one username and for one address.
const TRIES_PER_NAME: u32 = 10;
const TRIES_PER_ADDRESS: u32 = 60;
const WINDOW: Duration = Duration::minutes(15);
/// What a browser keeps in which somebody has signed in: it opens nothing.
const KNOWN_BROWSER: &str = "__Host-coterie-known";
/// As long as browsers keep a cookie.
const BROWSER_IS_KNOWN: Duration = Duration::days(400);
/// As much of an address goes back to the form,
const LONGEST_ADDRESS: usize = 2_000;
/// and as much of a username.
const LONGEST_USERNAME: usize = 200;
/// How long a link in a reset mail works.
const RESET: Duration = Duration::hours(1);

/// A fault of ours on the way: said in the log, answered with 500.
#[derive(Debug)]
pub(crate) struct Fault(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Fault {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        if self.0.is::<Busy>() {
            let words = "Too many people sign in at this moment. Try again in a few seconds.\n";
            return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")], words).into_response();
        }
        tracing::error!(cause = ?self.0, "a form could not be answered");
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something failed on our side; nothing was changed. Try again in a moment.\n",
        )
            .into_response()
    }
}

#[derive(Deserialize)]
pub(crate) struct SignIn {
    username: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// `POST /sign-in`
pub(crate) async fn sign_in(
    State(context): State<Context>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    jar: CookieJar,
    Form(form): Form<SignIn>,
) -> Result<Response, Fault> {
    let now = (context.clock.0)();
    let refused = |problem: &str| {
        // What was typed may be of any length.
        let next = if form.next.len() > LONGEST_ADDRESS { "" } else { form.next.as_str() };
        let username: String = form.username.chars().take(LONGEST_USERNAME).collect();
        let to = format!("/sign-in?problem={problem}&username={}&next={}", encode(&username), encode(next));
        Ok(Redirect::to(&to).into_response())
    };
    let account = context.store.account_by_username(form.username.trim()).await?.filter(|a| !a.deleted);
    let browser = known_browser(&context.store, &jar, account.as_ref()).await?;
    // Others can lock a name, or all who share an address; not a browser in which its owner has signed in before.
    let (name, from) = if let Some(browser) = &browser {
        (browser.clone(), None)
    } else {
        let from = client_address(address.ip(), &headers, &context.trusted_proxies);
        (format!("name:{}", fold(form.username.trim())), Some(format!("address:{from}")))
    };
    let mut keys = vec![(name.as_str(), TRIES_PER_NAME)];
    keys.extend(from.as_deref().map(|from| (from, TRIES_PER_ADDRESS)));
    let Some(made) = context.store.begin_try(&keys, now - WINDOW, now).await? else { return refused("wait") };
    // Hashes from elsewhere take longer than ours: that must not tell which usernames exist.
    let refusal = tokio::time::sleep(context.refusals_take);
    let hash = account.as_ref().and_then(|a| a.password_hash.clone());
    let matches = form.password.len() <= 4 * secret::LONGEST_PASSWORD
        && secret::verify_password(form.password.clone(), hash).await?;
    let Some(account) = account.filter(|_| matches) else {
        refusal.await;
        return refused("wrong");
    };
    if let Some(problem) = shut(&account, now) {
        return refused(problem);
    }
    context.store.forgive_try(made, &name, now).await?;
    let by = By { user: Some(account.user), acted_as: None, at: now };
    renew_hash(&context.store, &account, form.password, &by).await?;
    let token = Token::draw()?;
    context.store.open_session(&token.hash(), account.user, &by, now + SESSION).await?;
    let mut jar = jar.add(cookie(COOKIE, token.as_str().to_owned()));
    if browser.is_none() {
        let secret = Token::draw()?;
        context.store.know_browser(&secret.hash(), account.user, now).await?;
        let mut kept = cookie(KNOWN_BROWSER, secret.as_str().to_owned());
        kept.set_max_age(BROWSER_IS_KNOWN);
        jar = jar.add(kept);
    }
    let to = if account.must_change_password { "/password?problem=due" } else { inside(&form.next) };
    Ok((jar, Redirect::to(to)).into_response())
}

/// By what the tries of a browser are counted in which the owner of the account has signed in before.
async fn known_browser(store: &Store, jar: &CookieJar, account: Option<&Account>) -> Result<Option<String>, Fault> {
    let (Some(kept), Some(account)) = (jar.get(KNOWN_BROWSER), account) else { return Ok(None) };
    let hash = secret::hash_token(kept.value());
    let is_known = store.is_known_browser(&hash, account.user).await?;
    Ok(is_known.then(|| ["browser:", &BASE64_URL_SAFE_NO_PAD.encode(&hash)].concat()))
}

/// A password that was hashed elsewhere is hashed as ours are, now that it is known.
async fn renew_hash(store: &Store, account: &Account, password: String, by: &By) -> Result<(), Fault> {
    if let Some(old) = account.password_hash.as_deref().filter(|hash| !secret::is_own(hash)) {
        let new = secret::hash_password(password).await?;
        store.renew_password_hash(account.user, old, &new, by).await?;
    }
    Ok(())
}

/// Why an account whose password was right may still not be used (SPEC P3).
fn shut(account: &Account, now: OffsetDateTime) -> Option<&'static str> {
    if account.status == AccountStatus::Disabled {
        Some("disabled")
    } else if account.access_start.is_some_and(|start| now < start) {
        Some("early")
    } else if account.access_finish.is_some_and(|finish| now >= finish) {
        Some("over")
    } else {
        None
    }
}

/// Only a path of this very server: `//elsewhere` and `/\elsewhere` lead away.
pub(crate) fn inside(next: &str) -> &str {
    let leads_away = next.starts_with("//") || next.contains('\\') || next.chars().any(char::is_control);
    if next.starts_with('/') && !leads_away { next } else { "/courses" }
}

fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Lax).build()
}

/// `POST /sign-out`
pub(crate) async fn sign_out(
    State(context): State<Context>,
    Extension(signed_in): Extension<SignedIn>,
    jar: CookieJar,
) -> Result<Response, Fault> {
    let by = By { user: Some(signed_in.viewer.doer()), acted_as: None, at: (context.clock.0)() };
    context.store.close_session(signed_in.session, &by).await?;
    Ok((jar.remove(cookie(COOKIE, String::new())), Redirect::to("/sign-in?done=out")).into_response())
}

/// `POST /sign-out-everywhere`
pub(crate) async fn sign_out_everywhere(
    State(context): State<Context>,
    Extension(signed_in): Extension<SignedIn>,
    jar: CookieJar,
) -> Result<Response, Fault> {
    let by = By { user: Some(signed_in.viewer.user), acted_as: None, at: (context.clock.0)() };
    context.store.close_all_sessions(signed_in.viewer.user, &by).await?;
    Ok((jar.remove(cookie(COOKIE, String::new())), Redirect::to("/sign-in?done=everywhere")).into_response())
}

#[derive(Deserialize)]
pub(crate) struct ChangePassword {
    current: String,
    new: String,
    again: String,
}

/// What is wrong with a new password.
fn wrong_with(new: &str, again: &str) -> Option<&'static str> {
    let length = new.chars().count();
    if length < secret::SHORTEST_PASSWORD {
        Some("short")
    } else if length > secret::LONGEST_PASSWORD {
        Some("long")
    } else if new != again {
        Some("differ")
    } else {
        None
    }
}

/// `POST /password`
pub(crate) async fn change_password(
    State(context): State<Context>,
    Extension(signed_in): Extension<SignedIn>,
    Form(form): Form<ChangePassword>,
) -> Result<Redirect, Fault> {
    let now = (context.clock.0)();
    let user = signed_in.viewer.user;
    let refused = |problem: &str| Ok(Redirect::to(&format!("/password?problem={problem}")));
    let key = format!("change:{user}");
    let keys = [(key.as_str(), TRIES_PER_NAME)];
    let Some(made) = context.store.begin_try(&keys, now - WINDOW, now).await? else { return refused("wait") };
    let account = context.store.account(user).await?;
    if !secret::verify_password(form.current.clone(), account.and_then(|a| a.password_hash)).await? {
        return refused("current");
    }
    context.store.forgive_try(made, &key, now).await?;
    if let Some(problem) = wrong_with(&form.new, &form.again) {
        return refused(problem);
    }
    if form.new == form.current {
        return refused("same");
    }
    let hash = secret::hash_password(form.new).await?;
    let by = By { user: Some(user), acted_as: None, at: now };
    context.store.set_password(user, &hash, false, Some(signed_in.session), &by).await?;
    Ok(Redirect::to("/password?done=changed"))
}

#[derive(Deserialize)]
pub(crate) struct Forgotten {
    who: String,
}

/// `POST /password/forgotten`: answers alike whether the person is known or not.
pub(crate) async fn forgotten(
    State(context): State<Context>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<Forgotten>,
) -> Result<Redirect, Fault> {
    let now = (context.clock.0)();
    let key = format!("forgotten:{}", client_address(address.ip(), &headers, &context.trusted_proxies));
    if context.store.begin_try(&[(&key, TRIES_PER_NAME)], now - WINDOW, now).await?.is_none() {
        return Ok(Redirect::to("/password/forgotten?problem=wait"));
    }
    let who = form.who.trim();
    let account = match context.store.account_by_username(who).await? {
        Some(account) => Some(account),
        None => context.store.account_by_email(who).await?,
    };
    if let Some(account) = account.filter(|a| a.usable(now)) {
        let token = Token::draw()?;
        let mail = NewMail {
            to: account.email.clone(),
            subject: "Choose a new password for Coterie".to_owned(),
            body: format!(
                "Someone, hopefully you, asked for a new password for the account “{}”.\n\n\
                 {}/password/reset?token={}\n\n\
                 The link works once, for one hour. If it was not you, do nothing: your password stays.\n",
                account.username,
                context.public_url,
                token.as_str()
            ),
        };
        let by = By { user: Some(account.user), acted_as: None, at: now };
        context.store.open_password_reset(&token.hash(), account.user, now + RESET, &mail, &by).await?;
    }
    Ok(Redirect::to("/password/forgotten?done=sent"))
}

#[derive(Deserialize)]
pub(crate) struct Reset {
    token: String,
    new: String,
    again: String,
    /// Not blank where the link came with an invitation: there is no password yet.
    #[serde(default)]
    invited: String,
}

/// `POST /password/reset`
pub(crate) async fn reset(State(context): State<Context>, Form(form): Form<Reset>) -> Result<Redirect, Fault> {
    let now = (context.clock.0)();
    if let Some(problem) = wrong_with(&form.new, &form.again) {
        let invited = if form.invited.is_empty() { "" } else { "&invited=1" };
        let token = encode(&form.token);
        return Ok(Redirect::to(&format!("/password/reset?problem={problem}&token={token}{invited}")));
    }
    let Some(user) = context.store.use_password_reset(&secret::hash_token(&form.token), now).await? else {
        return Ok(Redirect::to("/password/forgotten?problem=link"));
    };
    let hash = secret::hash_password(form.new).await?;
    context.store.set_password(user, &hash, false, None, &By { user: Some(user), acted_as: None, at: now }).await?;
    Ok(Redirect::to(if form.invited.is_empty() { "/sign-in?done=reset" } else { "/sign-in?done=set" }))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn sign_in_leads_only_to_places_of_this_server() {
        for (next, expected) in [
            ("/courses/MED-201/groups?period=2", "/courses/MED-201/groups?period=2"),
            ("", "/courses"),
            ("https://evil.example", "/courses"),
            ("//evil.example", "/courses"),
            ("/\\evil.example", "/courses"),
            ("/a\nb", "/courses"),
        ] {
            assert_eq!(inside(next), expected, "{next:?}");
        }
    }
}
