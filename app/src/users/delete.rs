//! **"Delete Selected"** asks first (SPEC U4).

use super::list::Desk;
use super::{api, words};
use crate::error::AppError;
use crate::ui::{Dialog, Message, Spinner, Tone};
use domain::id::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

#[component]
pub(super) fn DeleteDialog(desk: Desk, on_done: Callback<u32>) -> impl IntoView {
    let open = desk.deleting;
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<AppError>);
    Effect::new(move |_| {
        if open.get() {
            problem.set(None);
        }
    });
    let title = Signal::derive(move || words::delete_title(desk.ticked.with(BTreeSet::len)));
    let delete = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let users: Vec<UserId> = desk.ticked.with_untracked(|ticked| ticked.iter().copied().collect());
        let deleting = api::delete_users(users);
        spawn_local(async move {
            let answer = deleting.await;
            let _ = busy.try_set(false);
            match answer {
                Ok(count) => {
                    let _ = open.try_set(false);
                    on_done.run(count);
                }
                Err(error) => drop(problem.try_set(Some(error))),
            }
        });
    };
    view! {
        <Dialog id="delete-users" title open>
            <div class="dialog__body">
                <p>{words::DELETE_WHAT}</p>
                <div role="alert">
                    {move || problem.get().map(|error| view! { <Message tone=Tone::Problem>{error.to_string()}</Message> })}
                </div>
            </div>
            <div class="dialog__foot">
                <button type="button" class="button" autofocus on:click=move |_| open.set(false)>
                    {words::CANCEL}
                </button>
                <button type="button" class="button button--danger" on:click=delete>
                    {move || busy.get().then(|| view! { <Spinner /> })}
                    {words::DELETE_SELECTED}
                </button>
            </div>
        </Dialog>
    }
}
