//! Coterie's pages and components, and the server functions they call.
//!
//! A folder per place a person knows, each with its pages, its `api.rs` (server functions) and its
//! `words.rs`; small shared pieces in [`ui`]; the frame around every page in [`frame`]. Compiled twice:
//! with `ssr` for the server, with `hydrate` for the browser.
#![recursion_limit = "512"]
#![expect(unreachable_pub, reason = "#[component] writes `pub` on parts of a `pub(super)` component")]

pub mod admin;
pub mod courses;
pub mod error;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod gate;
pub mod groups;
pub mod my_groups;
mod pages;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod tutoring;
pub mod ui;

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title, provide_meta_context};
use leptos_router::components::{Redirect, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};
use pages::{
    AuditRoute, CoursesRoute, DashboardRoute, ForgottenRoute, GroupRoute, ImportRoute, MyGroupsRoute, MyLearnersRoute,
    OutboxRoute, PasswordRoute, ResetRoute, SetupRoute, SignInRoute, WizardRoute,
};

/// The document around [`App`], made on the server.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos::hydration::HydrationScripts;
    use leptos_meta::{HashedStylesheet, MetaTags};
    gate::policy();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <HashedStylesheet options=options.clone() id="style" />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Every page behind its address. Addresses are public: people bookmark them. Each page is WASM of its own (see
/// [`pages`]), loaded with the first page of a visit or when someone goes there.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    session::provide();
    ui::flash::provide();
    view! {
        <Title formatter=|text: String| if text.is_empty() { "Coterie".to_owned() } else { format!("{text} · Coterie") } />
        <Meta name="color-scheme" content="light dark" />
        <Link rel="icon" type_="image/svg+xml" href="/favicon.svg" />
        <Link rel="manifest" href="/manifest.webmanifest" />
        <Router>
            <Routes fallback=|| view! { <error::NotFoundPage /> }>
                <Route path=path!("/") view=|| view! { <Redirect path="/courses" /> } ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view={Lazy::<SignInRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/password/forgotten") view={Lazy::<ForgottenRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/password/reset") view={Lazy::<ResetRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/password") view={Lazy::<PasswordRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/courses") view={Lazy::<CoursesRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/setup") view={Lazy::<SetupRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups") view={Lazy::<DashboardRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups/new") view={Lazy::<WizardRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups/import") view={Lazy::<ImportRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups/:group") view={Lazy::<GroupRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/my-groups") view={Lazy::<MyGroupsRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/my-learners") view={Lazy::<MyLearnersRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/admin/outbox") view={Lazy::<OutboxRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/admin/audit") view={Lazy::<AuditRoute>::new()} ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
