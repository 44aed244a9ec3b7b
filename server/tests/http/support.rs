//! A server to ask, and people to ask as.

use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::MockConnectInfo;
use axum::http::{Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use server::router::{Context, router};
use server::secret::Token;
use server::{clock, demo, site};
use service::Clock;
use std::net::SocketAddr;
use std::sync::Arc;
use store::{By, Store};
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt as _;

/// A server on its own SQLite file, asked without a network between.
pub(crate) struct Server {
    pub(crate) store: Store,
    router: Router,
    /// The turns of imports of users.
    pub(crate) imports: Arc<Semaphore>,
    /// Tells live streams that the server ends.
    pub(crate) closing: watch::Sender<bool>,
    _folder: TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// The session cookie it sets, as a browser would send it back.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.set_cookies().find(|set| set.starts_with("__Host-coterie=")).map(pair)
    }

    /// All cookies it sets, as a browser would send them back.
    pub(crate) fn cookies(&self) -> String {
        self.set_cookies().map(pair).collect::<Vec<_>>().join("; ")
    }

    pub(crate) fn set_cookies(&self) -> impl Iterator<Item = &str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|set| set.to_str().unwrap())
    }
}

/// Of a cookie that is set, its name and value.
fn pair(set: &str) -> String {
    set.split(';').next().unwrap().to_owned()
}

impl Server {
    /// With the demo school.
    pub(crate) async fn start() -> Self {
        Self::start_at(clock::now).await
    }

    /// The same, by another clock than the school was founded by.
    pub(crate) async fn start_at(time: fn() -> OffsetDateTime) -> Self {
        Self::start_with(time, std::time::Duration::ZERO).await
    }

    /// The same, where refused sign-ins take so long.
    pub(crate) async fn start_with(time: fn() -> OffsetDateTime, refusals_take: std::time::Duration) -> Self {
        // What the server reports as a fault stands beside the test that met it; the first test sets it up for all.
        let filter = tracing_subscriber::EnvFilter::new("error");
        drop(tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init());
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("test.db").display())).await.unwrap();
        let now = clock::now();
        let hash = server::secret::hash_password(demo::PASSWORD.to_owned()).await.unwrap();
        demo::found(&store, now.date(), now, &hash).await.unwrap();
        let listen: SocketAddr = ([127, 0, 0, 1], 3000).into();
        let context = Context::new(store.clone(), site::options(listen), "http://127.0.0.1:3000".to_owned());
        let looks_again = std::time::Duration::from_millis(20);
        let context = Context { clock: Clock(time), refusals_take, looks_again, ..context };
        let (imports, closing) = (context.imports.clone(), context.closing.clone());
        let router = router(context).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
        Self { store, router, imports, closing, _folder: folder }
    }

    /// Makes the router of another server on the same store, and drops it.
    pub(crate) fn router_beside(&self) {
        let listen: SocketAddr = ([127, 0, 0, 1], 3000).into();
        drop(router(Context::new(self.store.clone(), site::options(listen), "http://127.0.0.1:3000".to_owned())));
    }

    /// The cookie of a new session of that account, without the form.
    pub(crate) async fn session_of(&self, username: &str) -> String {
        self.session_for(username, Duration::hours(1)).await
    }

    /// The same, for as long.
    pub(crate) async fn session_for(&self, username: &str, long: Duration) -> String {
        let account = self.store.account_by_username(username).await.unwrap().unwrap();
        let token = Token::draw().unwrap();
        let by = By { user: Some(account.user), acted_as: None, at: clock::now() };
        self.store.open_session(&token.hash(), account.user, &by, by.at + long).await.unwrap();
        format!("__Host-coterie={}", token.as_str())
    }

    pub(crate) async fn get(&self, cookie: Option<&str>, path: &str) -> Answer {
        self.ask(Method::GET, cookie, path, None, String::new()).await
    }

    /// Posts a form, as a browser does from the same page.
    pub(crate) async fn post_form(&self, cookie: Option<&str>, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, cookie, path, Some("application/x-www-form-urlencoded"), form.to_owned()).await
    }

    /// Calls a server function.
    pub(crate) async fn call(&self, cookie: Option<&str>, path: &str, body: &serde_json::Value) -> Answer {
        self.ask(Method::POST, cookie, path, Some("application/json"), body.to_string()).await
    }

    /// Asks as a script of the page does.
    pub(crate) async fn ask_as_script(
        &self,
        method: Method,
        cookie: Option<&str>,
        path: &str,
        body: impl Into<Body>,
    ) -> Answer {
        self.ask(method, cookie, path, Some("application/json"), body).await
    }

    async fn ask(
        &self,
        method: Method,
        cookie: Option<&str>,
        path: &str,
        kind: Option<&str>,
        body: impl Into<Body>,
    ) -> Answer {
        self.send(Self::request(method, cookie, path, kind, body)).await
    }

    pub(crate) fn request(
        method: Method,
        cookie: Option<&str>,
        path: &str,
        kind: Option<&str>,
        body: impl Into<Body>,
    ) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind).header("sec-fetch-site", "same-origin");
        }
        request.body(body.into()).unwrap()
    }

    /// Sends a request, and gives the answer as it comes.
    pub(crate) async fn open(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.open(request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }
}
