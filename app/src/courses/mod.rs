//! Not built yet.

use leptos::prelude::*;

/// Not built yet.
#[component]
pub fn CoursesPage() -> impl IntoView {}
