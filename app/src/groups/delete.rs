//! **"Delete Groups"** asks first (SPEC G8).

use super::{api, words};
use crate::error::AppError;
use crate::ui::{Dialog, Message, Spinner, Tone};
use domain::groups::{Entry, GroupName, Version};
use domain::id::{GroupId, PeriodId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What someone asked to delete, as it was on their page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Deleting {
    pub(super) code: String,
    pub(super) period: PeriodId,
    pub(super) version: Version,
    pub(super) groups: Vec<(GroupId, GroupName, u32)>,
}

impl Deleting {
    async fn delete(self) -> Result<Entry, AppError> {
        let ids = self.groups.iter().map(|group| group.0).collect();
        api::delete_groups(self.code, self.period, self.version, ids).await
    }

    /// "PBL 1 and PBL 2, with 16 learners."
    fn words(&self) -> String {
        let names: Vec<&str> = self.groups.iter().map(|group| group.1.as_str()).collect();
        words::delete_which(&names, self.groups.iter().map(|group| group.2).sum())
    }
}

/// The version others have led to, when an act was refused for being made on an older one.
pub(super) fn version_now(error: &AppError) -> Option<Version> {
    match error {
        AppError::Refused(refused) => refused.since()?.last().map(|entry| entry.version),
        _ => None,
    }
}

/// Asks, deletes, and hands what was kept to `on_done`. When the groups changed meanwhile it says how,
/// calls `on_stale` so that the page shows them, and may be confirmed again.
#[component]
pub(super) fn DeleteDialog(
    open: RwSignal<bool>,
    asked: RwSignal<Deleting>,
    on_done: Callback<Entry>,
    on_stale: Callback<()>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<AppError>);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            problem.set(None);
        }
    });
    let confirm = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = asked.get_untracked().delete().await;
            busy.set(false);
            match answer {
                Ok(entry) => {
                    open.set(false);
                    on_done.run(entry);
                }
                Err(error) => {
                    if let Some(now) = version_now(&error) {
                        asked.update(|asked| asked.version = now);
                        on_stale.run(());
                    }
                    problem.set(Some(error));
                }
            }
        });
    };
    let title = Signal::derive(move || words::delete_title(asked.with(|asked| asked.groups.len())));
    view! {
        <Dialog id="delete-groups" title open>
            <div class="dialog__body">
                <p>{move || asked.with(Deleting::words)}</p>
                <p class="quiet">{words::DELETE_WHAT}</p>
                <div role="alert">
                    {move || problem.get().map(|e| view! { <Message tone=Tone::Problem>{e.to_string()}</Message> })}
                </div>
            </div>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {words::CANCEL}
                </button>
                <button
                    type="button"
                    class="button button--danger-solid"
                    autofocus
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=confirm
                >
                    {move || busy.get().then(|| view! { <Spinner /> })}
                    {words::DELETE_GROUPS}
                </button>
            </div>
        </Dialog>
    }
}
