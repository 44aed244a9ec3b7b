//! The steps of a wizard.

use super::{Glyph, Icon, words};
use leptos::prelude::*;

/// Numbered steps; the one at `current` (from 0) is marked, those before it lead back through
/// `on_back`.
#[component]
pub fn Steps(
    #[prop(into)] steps: Signal<Vec<&'static str>>,
    #[prop(into)] current: Signal<usize>,
    on_back: Callback<usize>,
) -> impl IntoView {
    let step = move |(at, label): (usize, &'static str)| {
        let inner = move || {
            view! {
                <span class="steps__number">{at + 1}</span>
                <span class="steps__words">{label}</span>
            }
        };
        if at < current.get() {
            view! {
                <li class="steps__step steps__step--done">
                    <button type="button" class="steps__back" on:click=move |_| on_back.run(at)>
                        {inner()}
                        <Icon glyph=Glyph::Check />
                        <span class="unseen">{words::DONE}</span>
                    </button>
                </li>
            }
            .into_any()
        } else {
            let here = (at == current.get()).then_some("step");
            // The page may put the focus on the step that came up.
            let focusable = here.map(|_| "-1");
            view! { <li class="steps__step" aria-current=here tabindex=focusable>{inner()}</li> }.into_any()
        }
    };
    view! {
        <ol class="steps" aria-label="Steps">
            {move || steps.get().into_iter().enumerate().map(step).collect_view()}
        </ol>
    }
}
