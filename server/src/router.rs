//! Every address the server answers, in one place.

use crate::{
    clock, compressed, download, headers, live, masks, organisation, own_thread, secret, session_layer, sign_in,
    user_import,
};
use app::App;
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Extension, Router};
use ipnet::IpNet;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{AxumRouteListing, LeptosRoutes as _, generate_route_list};
use service::{Asker, Clock, NewPassword, ReadOnce, Service, SignedIn, Who};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use store::Store;
use tokio::sync::{Semaphore, watch};
use tower_http::csrf::CsrfLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// The most bytes a request may carry: an import of 5 MB with its mapping and decisions.
const LARGEST_REQUEST: usize = 16 * 1024 * 1024;

/// Longer than most hashes from elsewhere take to check.
const REFUSALS_TAKE: Duration = Duration::from_secs(1);

/// So soon `/healthz` answers, whatever the database does.
const ANSWERS_WITHIN: Duration = Duration::from_secs(3);

/// So soon a live stream notices that a session has ended or a permission is lost.
const LOOKS_AGAIN: Duration = Duration::from_secs(3);

/// What handlers need.
#[derive(Clone, Debug)]
pub struct Context {
    pub store: Store,
    pub options: LeptosOptions,
    pub clock: Clock,
    /// The address people reach the server by, for links in mail; without a slash at its end.
    pub public_url: String,
    /// Proxies that are believed where their clients ask from.
    pub trusted_proxies: Vec<IpNet>,
    /// The turns of imports of users: few at once, for each holds a file and everyone in it.
    pub imports: Arc<Semaphore>,
    /// How long a refused sign-in takes, whatever it had to do.
    pub refusals_take: Duration,
    /// Who has which groups open.
    pub here: Arc<live::here::Registry>,
    /// How often a live stream asks whether it may go on.
    pub looks_again: Duration,
    /// Set to true when the server is to end: live streams end then.
    pub closing: watch::Sender<bool>,
}

impl Context {
    /// A context on that store with the real clock.
    pub fn new(store: Store, options: LeptosOptions, public_url: String) -> Self {
        let imports = Arc::new(Semaphore::new(user_import::AT_ONCE));
        Self {
            here: live::here::Registry::new(store.clone()),
            store,
            options,
            clock: Clock(clock::now),
            public_url,
            trusted_proxies: Vec::new(),
            refusals_take: REFUSALS_TAKE,
            imports,
            looks_again: LOOKS_AGAIN,
            closing: watch::channel(false).0,
        }
    }
}

impl Context {
    /// What use cases work with here.
    pub(crate) fn service(&self) -> Service {
        Service::new(self.store.clone(), self.clock, NewPassword(|| Box::pin(secret::draw_and_hash())))
    }

    /// Who asks, as the session layer found them.
    pub(crate) fn asker(&self, signed_in: Option<Extension<SignedIn>>) -> Asker {
        self.service().asker(signed_in.map_or(Who::Nobody, |Extension(signed_in)| Who::Person(signed_in)))
    }
}

impl FromRef<Context> for LeptosOptions {
    fn from_ref(context: &Context) -> Self {
        context.options.clone()
    }
}

/// The addresses of all pages. Made once in a process, before anything of it is served: while leptos makes the list it
/// tells the whole process to load nothing, and what a page asks for just then would never come
/// (`leptos_server` 0.8.8, `IS_SUPPRESSING_RESOURCE_LOAD`).
pub fn pages() -> &'static [AxumRouteListing] {
    static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| {
        own_thread::prepare();
        generate_route_list(App)
    });
    &PAGES
}

/// The whole application.
pub fn router(context: Context) -> Router {
    let site = Path::new(context.options.site_root.as_ref()).to_path_buf();
    let provided = {
        let context = context.clone();
        move || {
            provide_context(context.service());
            provide_context(ReadOnce::default());
        }
    };
    let shell = {
        let options = context.options.clone();
        move || app::shell(options.clone())
    };
    let not_found = leptos_axum::render_app_async_with_context(provided.clone(), shell.clone());
    // The list first: it is made before anything is served.
    let listed = pages().to_vec();
    let pages = Router::new()
        .leptos_routes_with_context(&context, listed, provided, shell)
        .layer(middleware::from_fn(own_thread::own_thread))
        // Also the answer to what is posted to no place is a page.
        .fallback(move |request: Request| own_thread::render(request, not_found))
        .layer(middleware::from_fn(compressed::asked_by_ourselves))
        .layer(compressed::pages());
    let people = Router::new()
        .route("/sign-in", post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/sign-out-everywhere", post(sign_in::sign_out_everywhere))
        .route("/password", post(sign_in::change_password))
        .route("/password/forgotten", post(sign_in::forgotten))
        .route("/password/reset", post(sign_in::reset))
        .route("/masks/wear", post(masks::wear))
        .route("/masks/stop", post(masks::stop))
        .route("/masks/revoke", post(masks::revoke))
        .route("/organisation", post(organisation::choose))
        .route("/courses/{code}/groups/export.csv", get(download::export))
        .route("/courses/{code}/groups/sample.csv", get(download::sample))
        .route("/api/groups/live", get(live::live))
        .merge(user_import::routes())
        .merge(pages)
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(middleware::from_fn_with_state(context.clone(), session_layer::admit))
        .layer(CsrfLayer::new());
    let router = Router::new()
        .route("/healthz", get(healthz))
        .nest_service("/pkg", packages(&site))
        .route_service("/favicon.svg", ServeFile::new(site.join("favicon.svg")))
        .route_service("/manifest.webmanifest", ServeFile::new(site.join("manifest.webmanifest")))
        .merge(people)
        .with_state(context);
    headers::secured(router)
}

/// WASM, JS and CSS: compressed when they were built, and named by content, so never asked for twice.
fn packages(site: &Path) -> Router {
    let files = ServeDir::new(site.join("pkg")).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(middleware::from_fn(|request: Request, next: Next| async move {
        let policy = headers::worker_policy(request.uri().path());
        let mut response = next.run(request).await;
        if response.status().is_success() {
            let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
            response.headers_mut().insert(CACHE_CONTROL, forever);
            if let Some(policy) = policy {
                response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
            }
        }
        response
    }))
}

/// 200 only when the database answers (SPEC W6).
async fn healthz(State(context): State<Context>, _uri: Uri) -> impl IntoResponse {
    match tokio::time::timeout(ANSWERS_WITHIN, context.store.health()).await {
        Ok(Ok(())) => (StatusCode::OK, "ok\n"),
        Err(_) => {
            tracing::error!("the database takes longer than it may");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer in time\n")
        }
        Ok(Err(fault)) => {
            tracing::error!(?fault, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
