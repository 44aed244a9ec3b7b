//! Not built yet.

pub mod import;
pub mod wizard;

use leptos::prelude::*;

/// Not built yet.
#[component]
pub fn DashboardPage() -> impl IntoView {}

/// Not built yet.
#[component]
pub fn GroupPage() -> impl IntoView {}
