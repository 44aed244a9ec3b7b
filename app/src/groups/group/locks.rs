//! What of the group does not change before someone unlocks it, as its page says it.

use super::Page;
use crate::frame::address;
use crate::groups::words;
use crate::ui::{Glyph, Icon, Message, Tone};
use leptos::prelude::*;
use std::sync::Arc;

/// That the set is locked, and the way to unlock it.
#[component]
pub(super) fn Locked(page: Arc<Page>) -> impl IntoView {
    let words = words::locked_set(page.group.set.name.as_str());
    let way = page.may_manage.then(|| {
        let href = address::set(&page.course.code, page.period.id, page.group.set.id);
        view! {
            <p>
                <a href=href>{words::TO_THE_SET}</a>
            </p>
        }
    });
    view! {
        <Message tone=Tone::Careful>
            <p>{words}</p>
            {way}
        </Message>
    }
}

/// Beside the name of a member who stays in the group.
#[component]
pub(super) fn LockedPlace() -> impl IntoView {
    view! {
        <span class="badge" title=words::LOCKED_PLACE>
            <Icon glyph=Glyph::Lock />
            {words::LOCKED}
        </span>
    }
}
