//! Not built yet.

use leptos::prelude::*;

/// Not built yet.
#[component]
pub fn MyLearnersPage() -> impl IntoView {}
