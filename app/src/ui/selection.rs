//! The bar that comes with a selection.

use super::words;
use leptos::prelude::*;

/// "3 selected", the actions (its children), and a way to let go of the selection. There only while
/// something is selected.
#[component]
pub fn SelectionBar(
    #[prop(into)] count: Signal<usize>,
    on_clear: Callback<()>,
    /// On a phone the bar stays at the foot of the screen.
    #[prop(optional)]
    at_foot: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let any = Memo::new(move |_| count.get() > 0);
    let actions = StoredValue::new(children);
    view! {
        <p class="unseen" role="status">
            {move || any.get().then(|| words::selected(count.get()))}
        </p>
        <Show when=move || any.get()>
            <div class="selection" class:selection--phone-foot=at_foot>
                <span class="selection__count" aria-hidden="true">
                    {move || words::selected(count.get())}
                </span>
                {actions.with_value(|actions| actions())}
                <button type="button" class="link selection__clear" on:click=move |_| on_clear.run(())>
                    {words::CLEAR}
                </button>
            </div>
        </Show>
    }
}
