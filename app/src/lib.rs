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
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod tutoring;
pub mod ui;

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title, provide_meta_context};
use leptos_router::components::{Redirect, Route, Router, Routes};
use leptos_router::{SsrMode, path};

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

/// Every page behind its address. Addresses are public: people bookmark them.
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
                <Route path=path!("/sign-in") view=sign_in::SignInPage ssr=SsrMode::Async />
                <Route path=path!("/password/forgotten") view=sign_in::ForgottenPage ssr=SsrMode::Async />
                <Route path=path!("/password/reset") view=sign_in::ResetPage ssr=SsrMode::Async />
                <Route path=path!("/password") view=sign_in::PasswordPage ssr=SsrMode::Async />
                <Route path=path!("/courses") view=courses::CoursesPage ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/setup") view=setup::SetupPage ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups") view=groups::DashboardPage ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups/new") view=groups::wizard::WizardPage ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups/import") view=groups::import::ImportPage ssr=SsrMode::Async />
                <Route path=path!("/courses/:code/groups/:group") view=groups::GroupPage ssr=SsrMode::Async />
                <Route path=path!("/my-groups") view=my_groups::MyGroupsPage ssr=SsrMode::Async />
                <Route path=path!("/my-learners") view=tutoring::MyLearnersPage ssr=SsrMode::Async />
                <Route path=path!("/admin/outbox") view=admin::OutboxPage ssr=SsrMode::Async />
                <Route path=path!("/admin/audit") view=admin::AuditPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
