//! Another name for a group set (SPEC G9).

use crate::error::AppError;
use crate::groups::delete::version_now;
use crate::groups::{api, words};
use crate::ui::{Dialog, Spinner, TextField};
use domain::groups::view::SetView;
use domain::groups::{Entry, Refusal, Version};
use domain::id::PeriodId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The set someone asked to rename, as it was on their page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Renaming {
    pub(super) code: String,
    pub(super) period: PeriodId,
    pub(super) version: Version,
    pub(super) set: SetView,
}

#[component]
pub(super) fn RenameSetDialog(
    open: RwSignal<bool>,
    asked: RwSignal<Option<Renaming>>,
    on_done: Callback<Entry>,
    on_stale: Callback<()>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            name.set(asked.with_untracked(|asked| asked.as_ref().map(|a| a.set.name.to_string())).unwrap_or_default());
            problem.set(None);
        }
    });
    let save = move || {
        let Some(wish) = asked.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let saving = api::rename_set(wish.code, wish.period, wish.version, wish.set.id, name.get_untracked());
        spawn_local(async move {
            let answer = saving.await;
            busy.set(false);
            match answer {
                Ok(entry) => {
                    open.set(false);
                    on_done.run(entry);
                }
                Err(AppError::Refused(Refusal::Nothing)) => open.set(false),
                Err(error) => {
                    if let Some(now) = version_now(&error) {
                        asked.update(|asked| asked.iter_mut().for_each(|asked| asked.version = now));
                        on_stale.run(());
                    }
                    problem.set(Some(error.to_string()));
                }
            }
        });
    };
    view! {
        <Dialog id="rename-set" title=words::RENAME_SET open>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <div class="dialog__body">
                    <TextField id="set-name" label=words::SET_NAME value=name required=true problem autofocus=true />
                </div>
                <div class="dialog__foot">
                    <button type="button" class="button" on:click=move |_| open.set(false)>
                        {words::CANCEL}
                    </button>
                    <button type="submit" class="button button--primary" aria-disabled=move || busy.get().then_some("true")>
                        {move || busy.get().then(|| view! { <Spinner /> })}
                        {words::SAVE}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
