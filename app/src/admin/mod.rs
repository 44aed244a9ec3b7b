//! Not built yet.

use leptos::prelude::*;

/// Not built yet.
#[component]
pub fn OutboxPage() -> impl IntoView {}

/// Not built yet.
#[component]
pub fn AuditPage() -> impl IntoView {}
