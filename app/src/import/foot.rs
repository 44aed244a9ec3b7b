//! The bar at the foot of every step: back, what is open, and on.

use super::Step;
use super::words;
use crate::ui::{Glyph, Icon, Spinner};
use leptos::prelude::*;

/// What the bar says.
#[expect(clippy::struct_excessive_bools, reason = "each stands for itself")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foot {
    /// What is in the way, or what the last button does.
    pub said: Option<String>,
    /// Whether `said` is in the way: it is marked, and the last button does not go on.
    pub open: bool,
    /// Whether what is in the way can be shown.
    pub shows: bool,
    /// Nothing can be done yet, though nothing is wrong.
    pub off: bool,
    /// Something is under way: the button says so.
    pub busy: bool,
    /// The words of the last button.
    pub on: &'static str,
}

/// The bar at the foot. The last button stays a button while it does not go on, so that it can be reached and tells by
/// its description what is in the way; pressed then, it shows that.
#[component]
pub fn FootBar(
    #[prop(into)] foot: Signal<Foot>,
    /// The step before this one; on the first there is none, and one leaves for `away`.
    #[prop(into)]
    before: Signal<Option<Step>>,
    #[prop(into)] away: Signal<String>,
    on_back: Callback<Step>,
    on_show: Callback<()>,
    on_next: Callback<()>,
) -> impl IntoView {
    let foot = Memo::new(move |_| foot.get());
    let before = Memo::new(move |_| before.get());
    let back = move || match before.get() {
        Some(step) => view! {
            <button type="button" class="button" on:click=move |_| on_back.run(step)>
                {words::BACK}
            </button>
        }
        .into_any(),
        None => view! {
            <a class="button" href=move || away.get()>
                {words::CANCEL}
            </a>
        }
        .into_any(),
    };
    let open = Memo::new(move |_| foot.with(|foot| foot.open));
    let off = Memo::new(move |_| foot.with(|foot| foot.open || foot.off || foot.busy));
    let face = move || {
        let on = foot.with(|foot| foot.on);
        if foot.with(|foot| foot.busy) { view! { <Spinner /> {on} }.into_any() } else { on.into_any() }
    };
    let press = move |_| {
        if !off.get_untracked() {
            on_next.run(());
        } else if foot.with_untracked(|foot| foot.open && foot.shows) {
            on_show.run(());
        }
    };
    view! {
        <div class="actions-bar">
            {back}
            <p class="push import__state" id="import-state" class:is-open=move || open.get()>
                {move || open.get().then(|| view! { <Icon glyph=Glyph::Warning /> })}
                <span>{move || foot.with(|foot| foot.said.clone())}</span>
            </p>
            <Show when=move || foot.with(|foot| foot.open && foot.shows)>
                <button type="button" class="link link--strong" on:click=move |_| on_show.run(())>
                    {words::SHOW}
                </button>
            </Show>
            <button
                type="button"
                class="button button--primary"
                aria-disabled=move || off.get().then_some("true")
                aria-describedby="import-state"
                on:click=press
            >
                {face}
            </button>
        </div>
    }
}
