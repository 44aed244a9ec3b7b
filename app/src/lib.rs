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
#[cfg(feature = "ssr")]
mod fault;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod gate;
pub mod groups;
pub mod history;
pub mod import;
pub mod loaded;
pub mod masks;
pub mod my_groups;
pub mod pages;
pub mod people;
pub mod refused;
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
use leptos_router::components::{Router, Routes, RoutesProps};
#[cfg(feature = "hydrate")]
pub use pages::{load_this_page, look_ahead};

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
                {if works_alone() {
                    view! { <ForTheNextPage options /> }.into_any()
                } else {
                    view! { <HydrationScripts options /> }.into_any()
                }}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Whether the page that is asked for needs no WASM: it is a plain form.
#[cfg(feature = "ssr")]
fn works_alone() -> bool {
    let asked = use_context::<axum::http::request::Parts>();
    asked.is_some_and(|asked| ["/sign-in", "/password/forgotten", "/password/reset"].contains(&asked.uri.path()))
}

/// Has the browser fetch the shell when it has nothing else to do: whoever signs in needs it next.
#[cfg(feature = "ssr")]
#[component]
fn ForTheNextPage(options: LeptosOptions) -> impl IntoView {
    let LeptosOptions { site_pkg_dir, output_name, .. } = options;
    let file = move |ending: &str| format!("/{site_pkg_dir}/{output_name}{ending}");
    view! {
        <link rel="prefetch" href=file(".js") />
        <link rel="prefetch" href=file("_bg.wasm") />
    }
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
            <Pages />
        </Router>
    }
}

/// The page that belongs to the address.
#[component]
fn Pages() -> impl IntoView {
    let routes = RoutesProps::builder()
        .fallback(|| view! { <error::NotFoundPage /> })
        .children(ToChildren::to_children(pages::routes));
    Routes(routes.build())
}
