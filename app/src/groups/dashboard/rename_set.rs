//! Another name for a group set (SPEC G9). WASM of its own, loaded when the dialog opens: most visits rename nothing.

use crate::error::AppError;
use crate::groups::delete::version_now;
use crate::groups::{api, words};
use crate::refused::RefusedFor;
use crate::ui::{Dialog, Skeleton, Spinner, TextField, focus_on, later};
use domain::groups::view::SetView;
use domain::groups::{Entry, Version};
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

/// The id of the field.
const NAME: &str = "set-name";

#[component]
pub(super) fn RenameSetDialog(
    open: RwSignal<bool>,
    asked: RwSignal<Option<Renaming>>,
    on_done: Callback<Entry>,
    on_stale: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog id="rename-set" title=words::RENAME_SET open>
            {later(comes, rename_later(open, asked, on_done, on_stale))}
        </Dialog>
    }
}

fn comes() -> AnyView {
    view! {
        <div class="dialog__body">
            <Skeleton lines=2 />
        </div>
    }
    .into_any()
}

#[lazy]
fn rename_later(
    open: RwSignal<bool>,
    asked: RwSignal<Option<Renaming>>,
    on_done: Callback<Entry>,
    on_stale: Callback<()>,
) -> AnyView {
    view! { <Inside open asked on_done on_stale /> }.into_any()
}

#[component]
fn Inside(
    open: RwSignal<bool>,
    asked: RwSignal<Option<Renaming>>,
    on_done: Callback<Entry>,
    on_stale: Callback<()>,
) -> impl IntoView {
    let before = asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.set.name.to_string()));
    let name = RwSignal::new(before.unwrap_or_default());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    // The dialog opened before this came.
    Effect::new(move |_| request_animation_frame(|| focus_on(NAME)));
    let save = move || {
        let Some(wish) = asked.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let saving = api::rename_set(wish.code, wish.period, wish.version, wish.set.id, name.get_untracked());
        spawn_local(async move {
            let answer = saving.await;
            let _ = busy.try_set(false);
            match answer {
                Ok(entry) => {
                    open.set(false);
                    on_done.run(entry);
                }
                Err(AppError::Refused(refused)) if refused.reason == RefusedFor::Nothing => open.set(false),
                Err(error) => {
                    if let Some(now) = version_now(&error) {
                        asked.update(|asked| asked.iter_mut().for_each(|asked| asked.version = now));
                        on_stale.run(());
                    }
                    let _ = problem.try_set(Some(error.to_string()));
                }
            }
        });
    };
    view! {
        <form
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="dialog__body">
                <TextField id=NAME label=words::SET_NAME value=name required=true problem autofocus=true />
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
    }
}
