//! What stands where nothing is yet.

use leptos::prelude::*;

/// Says what a place is for; its children are the first steps, links or buttons.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(into)] words: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{words}</p>
            {children.map(|children| view! { <div class="empty__steps">{children()}</div> })}
        </div>
    }
}
