//! What others do while a group's page is open: it is shown at once, but not to someone who is editing. They are told who
//! changed what, and load it when they want to; what they changed themselves is kept.

use super::Desk;
use crate::groups::others::{Others, gathered};
use crate::groups::words;
use crate::ui::{Message, Tone};
use domain::groups::live::News;
use domain::groups::people_of;
use domain::id::GroupId;
use leptos::prelude::*;

#[component]
pub(super) fn Meanwhile(desk: Desk, group: Memo<GroupId>) -> impl IntoView {
    let renew = gathered(move || desk.data.refetch());
    let hear = Callback::new(move |news: Option<News>| {
        if desk.busy.get_untracked() {
            // What comes of that loads the group anew.
        } else if !is_at_work(desk) {
            renew.run(());
        } else if let Some(news) = news.as_ref().filter(|news| leaves_alone(desk, group.get_untracked(), news)) {
            desk.goes_on_from(news.entry.version);
        } else {
            let did = news.map_or_else(|| words::CHANGED_MUCH.to_owned(), |news| words::did(&news.entry));
            desk.meanwhile.set(Some(did));
        }
    });
    let notice = move || {
        desk.meanwhile.get().map(|did| {
            view! {
                <Message tone=Tone::Careful>
                    <p>{did}</p>
                    <p>{words::NOT_SHOWN_YET}</p>
                    <button type="button" class="button button--small" on:click=move |_| desk.data.refetch()>
                        {words::SHOW_CHANGES}
                    </button>
                </Message>
            }
        })
    };
    view! {
        <Others place=desk.place hear />
        <div role="status" class="group__meanwhile">
            {notice}
        </div>
    }
}

/// Whether someone has changed something and not saved it, or is about to.
fn is_at_work(desk: Desk) -> bool {
    let is_field = || document().active_element()?.matches("#main input, #main select").ok();
    desk.edits.with_untracked(|edits| !edits.is_empty()) || is_field().unwrap_or(false)
}

/// Whether an act changed nothing of this group, nor of those who are to join it.
fn leaves_alone(desk: Desk, group: GroupId, news: &News) -> bool {
    let Some(changes) = &news.changes else { return false };
    let people = people_of(changes);
    changes.iter().all(|change| change.group().is_some_and(|other| other != group))
        && desk.edits.with_untracked(|edits| edits.joining.iter().all(|joining| !people.contains(&joining.person.id)))
}
