//! Locking the whole set against change, and unlocking it.

use super::{Page, words};
use crate::board::api::lock_set;
use crate::groups::undo;
use crate::ui::{Flash, Glyph, Icon, Spinner, use_flashes};
use domain::groups::Version;
use domain::id::{GroupSetId, PeriodId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The set whose lock is turned, as it is on the page.
#[derive(Clone, Debug)]
pub(super) struct Locking {
    code: String,
    period: PeriodId,
    version: Version,
    set: GroupSetId,
    locked: bool,
    /// The set is to be shown as it is now.
    changed: Callback<()>,
}

impl Locking {
    pub(super) fn of(code: &str, page: &Page, changed: Callback<()>) -> Self {
        let Page { period, version, id: set, locked, .. } = *page;
        Self { code: code.to_owned(), period, version, set, locked, changed }
    }
}

#[component]
pub(super) fn LockButton(locking: Locking) -> impl IntoView {
    let flashes = use_flashes();
    let busy = RwSignal::new(false);
    let Locking { code, period, version, set, locked, changed } = locking;
    let turn = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let code = code.clone();
        let turning = lock_set(code.clone(), period, version, set, !locked);
        spawn_local(async move {
            let answer = turning.await;
            let _ = busy.try_set(false);
            flashes.say(match answer {
                Ok(entry) => Flash::done(entry.words).undo(undo::of(&code, period, entry.id)),
                Err(error) => Flash::problem(error.to_string()),
            });
            changed.run(());
        });
    };
    view! {
        <button
            type="button"
            class="button"
            aria-disabled=move || busy.get().then_some("true")
            on:click=turn
        >
            {move || if busy.get() { view! { <Spinner /> }.into_any() } else { view! { <Icon glyph=Glyph::Lock /> }.into_any() }}
            {if locked { words::UNLOCK } else { words::LOCK }}
        </button>
    }
}

/// Beside the name of a set that is locked.
#[component]
pub(super) fn Locked() -> impl IntoView {
    view! {
        <span class="badge" title=words::LOCKED_WHAT>
            <Icon glyph=Glyph::Lock />
            {words::LOCKED}
        </span>
    }
}
