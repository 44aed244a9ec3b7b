//! Coterie's pages and components, and the server functions they call.
//!
//! A folder per place a person knows, each with its pages, its `api.rs` (server functions) and its
//! `words.rs`; small shared pieces in [`ui`]; the frame around every page in [`frame`]. Compiled twice:
//! with `ssr` for the server, with `hydrate` for the browser.
#![recursion_limit = "512"]
#![expect(unreachable_pub, reason = "#[component] writes `pub` on parts of a `pub(super)` component")]

pub mod admin;
pub mod board;
pub mod cohorts;
pub mod courses;
pub mod error;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod gate;
pub mod groups;
pub mod history;
pub mod import;
pub mod loaded;
pub mod masks;
pub mod my_groups;
mod pages;
pub mod people;
pub mod session;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod tutoring;
pub mod ui;
pub mod users;
mod worker;

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{PossibleRouteMatch, SsrMode, path};
use pages::Page;
use std::sync::Arc;

/// The document around [`App`], made on the server.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos::hydration::{AutoReload, HydrationScripts};
    use leptos_meta::{HashedStylesheet, MetaTags};
    gate::policy();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// An address, of the same type for all of them (see [`Page`]).
fn at(address: impl PossibleRouteMatch + Send + Sync + 'static) -> Arc<dyn PossibleRouteMatch + Send + Sync> {
    Arc::new(address)
}

/// Every page behind its address. Addresses are public: people bookmark them.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    session::provide();
    ui::flash::provide();
    ui::going_back::provide();
    view! {
        <Title formatter=|text: String| if text.is_empty() { "Coterie".to_owned() } else { format!("{text} · Coterie") } />
        <Meta name="color-scheme" content="light dark" />
        <Link rel="icon" type_="image/svg+xml" href="/favicon.svg" />
        <Link rel="manifest" href="/manifest.webmanifest" />
        <Router>
            <Routes fallback=|| view! { <error::NotFoundPage /> }>
                <Route path=at(path!("/")) view=Page::Home ssr=SsrMode::Async />
                <Route path=at(path!("/sign-in")) view=Page::SignIn ssr=SsrMode::Async />
                <Route path=at(path!("/password/forgotten")) view=Page::Forgotten ssr=SsrMode::Async />
                <Route path=at(path!("/password/reset")) view=Page::Reset ssr=SsrMode::Async />
                <Route path=at(path!("/password")) view=Page::Password ssr=SsrMode::Async />
                <Route path=at(path!("/courses")) view=Page::Courses ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/setup")) view=Page::Setup ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/groups")) view=Page::Dashboard ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/groups/new")) view=Page::Wizard ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/groups/rotation")) view=Page::Rotation ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/groups/import")) view=Page::Import ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/groups/sets/:set")) view=Page::Set ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/groups/:group")) view=Page::Group ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/board")) view=Page::Board ssr=SsrMode::Async />
                <Route path=at(path!("/courses/:code/history")) view=Page::History ssr=SsrMode::Async />
                <Route path=at(path!("/my-groups")) view=Page::MyGroups ssr=SsrMode::Async />
                <Route path=at(path!("/my-learners")) view=Page::MyLearners ssr=SsrMode::Async />
                <Route path=at(path!("/people")) view=Page::People ssr=SsrMode::Async />
                <Route path=at(path!("/profile")) view=Page::Profile ssr=SsrMode::Async />
                <Route path=at(path!("/masks")) view=Page::Masks ssr=SsrMode::Async />
                <Route path=at(path!("/admin/users")) view=Page::Users ssr=SsrMode::Async />
                <Route path=at(path!("/admin/users/new")) view=Page::NewUser ssr=SsrMode::Async />
                <Route path=at(path!("/admin/users/import")) view=Page::ImportUsers ssr=SsrMode::Async />
                <Route path=at(path!("/admin/users/imports/:import")) view=Page::ImportedUsers ssr=SsrMode::Async />
                <Route path=at(path!("/admin/users/:user")) view=Page::User ssr=SsrMode::Async />
                <Route path=at(path!("/admin/cohorts")) view=Page::Cohorts ssr=SsrMode::Async />
                <Route path=at(path!("/admin/cohorts/:cohort")) view=Page::Cohort ssr=SsrMode::Async />
                <Route path=at(path!("/admin/settings")) view=Page::Settings ssr=SsrMode::Async />
                <Route path=at(path!("/admin/outbox")) view=Page::Outbox ssr=SsrMode::Async />
                <Route path=at(path!("/admin/audit")) view=Page::Audit ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
