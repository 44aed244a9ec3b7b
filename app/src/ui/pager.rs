//! Long lists come in pages.

use super::{Glyph, Icon, words};
use leptos::prelude::*;

/// "101–200 of 1,284" with a step back and on. `page` counts from 0.
#[component]
pub fn Pager(
    #[prop(into)] total: Signal<usize>,
    per_page: usize,
    #[prop(into)] page: Signal<usize>,
    on_go: Callback<usize>,
) -> impl IntoView {
    let last = move || total.get().div_ceil(per_page).max(1) - 1;
    let said = move || {
        let first = page.get().min(last()) * per_page;
        words::rows((first + 1).min(total.get()), (first + per_page).min(total.get()), total.get())
    };
    view! {
        <nav class="pager" aria-label="Pages">
            <span role="status">{said}</span>
            <span class="button-pair">
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=words::PREVIOUS
                    disabled=move || page.get() == 0
                    on:click=move |_| on_go.run(page.get_untracked().saturating_sub(1))
                >
                    <Icon glyph=Glyph::Left />
                </button>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=words::NEXT
                    disabled=move || { page.get() >= last() }
                    on:click=move |_| on_go.run(page.get_untracked() + 1)
                >
                    <Icon glyph=Glyph::Right />
                </button>
            </span>
        </nav>
    }
}
