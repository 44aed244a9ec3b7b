//! **"View Members"**: the members, with ticks and **"Delete Members"**.

use super::locks::LockedPlace;
use super::{Desk, Page};
use crate::groups::words;
use crate::ui::{Avatar, GenderBar, GenderMark, SelectionBar};
use domain::id::UserId;
use domain::person::Person;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

#[component]
pub(super) fn Members(desk: Desk, page: Arc<Page>, may_edit: bool) -> impl IntoView {
    let members = &page.group.members;
    let locked = page.group.locked.clone();
    let bar = (!members.is_empty()).then(|| {
        view! {
            <span class="push">
                <GenderBar counts=page.gender_counts() class="genders--small" />
            </span>
        }
    });
    let body = if members.is_empty() {
        view! { <p class="card__body quiet">{words::NO_MEMBERS}</p> }.into_any()
    } else {
        let rows: Vec<_> = members
            .iter()
            .map(|(person, enrolled)| {
                let gender = page.gender_name(person);
                let is_locked = locked.contains(&person.id);
                view! { <Row desk person=person.clone() enrolled=*enrolled gender manage=may_edit is_locked /> }
            })
            .collect();
        let ids = members.iter().map(|(person, _)| person.id).filter(|id| !locked.contains(id)).collect();
        view! {
            <table class="table members">
                <caption class="unseen">{words::VIEW_MEMBERS}</caption>
                <Head desk ids manage=may_edit />
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="table-card">
            <div class="card__head">
                <h2>{words::VIEW_MEMBERS}</h2>
                <span class="badge">{members.len()}</span>
                {bar}
            </div>
            {may_edit.then(|| view! { <Selection desk /> })}
            {body}
        </section>
    }
}

#[component]
fn Selection(desk: Desk) -> impl IntoView {
    let count = Signal::derive(move || desk.ticked.with(BTreeSet::len));
    let clear = Callback::new(move |()| desk.ticked.set(BTreeSet::new()));
    let take_out = move |_| {
        let ticked = desk.ticked.get_untracked();
        desk.edits.update(|edits| edits.leaving.extend(ticked));
        desk.ticked.set(BTreeSet::new());
    };
    view! {
        <SelectionBar count on_clear=clear>
            <button type="button" class="button button--small button--danger" on:click=take_out>
                {words::DELETE_MEMBERS}
            </button>
        </SelectionBar>
    }
}

#[component]
fn Head(desk: Desk, ids: Vec<UserId>, manage: bool) -> impl IntoView {
    let all = ids.len();
    let ticked = move || desk.ticked.with(BTreeSet::len);
    let every = move || all > 0 && ticked() == all;
    let some = move || ticked() > 0 && ticked() < all;
    let tick_all = move |event| {
        let on = event_target_checked(&event);
        let leaving = desk.edits.with_untracked(|edits| edits.leaving.clone());
        let ids = ids.iter().filter(|id| on && !leaving.contains(id)).copied();
        desk.ticked.set(ids.collect());
    };
    let tick = manage.then(|| {
        view! {
            <th scope="col" class="table__tick">
                <input
                    type="checkbox"
                    class="tick"
                    aria-label=words::SELECT_ALL_MEMBERS
                    autocomplete="off"
                    prop:checked=every
                    prop:indeterminate=some
                    on:change=tick_all
                />
            </th>
        }
    });
    view! {
        <thead>
            <tr>
                {tick}
                <th scope="col" aria-sort="ascending">
                    {words::NAME}
                </th>
                <th scope="col" class="only-wide">
                    {words::NUMBER}
                </th>
                <th scope="col" class="only-wide">
                    {words::EMAIL}
                </th>
                <th scope="col">{words::GENDER}</th>
            </tr>
        </thead>
    }
}

#[component]
fn Row(desk: Desk, person: Person, enrolled: bool, gender: String, manage: bool, is_locked: bool) -> impl IntoView {
    let id = person.id;
    let name = person.name();
    let leaving = Memo::new(move |_| desk.edits.with(|edits| edits.leaving.contains(&id)));
    let tick = manage.then(|| {
        view! {
            <td class="table__tick">
                <Tick desk id name=name.clone() leaving is_locked />
            </td>
        }
    });
    let put_back = view! { <PutBack desk id name=name.clone() leaving /> };
    let left = (!enrolled).then(|| view! { <span class="badge badge--warning">{words::NOT_ENROLLED}</span> });
    let locked = is_locked.then(|| view! { <LockedPlace /> });
    let whole_email = person.email.clone();
    let tells_apart = person.number.clone().unwrap_or_else(|| person.email.clone());
    view! {
        <tr class:is-leaving=move || leaving.get()>
            {tick}
            <th scope="row">
                <span class="person">
                    <Avatar initials=person.initials() />
                    <span class="person__text">
                        <span class="person__name">{name}</span>
                        <br class="only-phone" />
                        <span class="person__facts only-phone">{tells_apart}</span>
                    </span>
                    {left}
                    {locked}
                    {put_back}
                </span>
            </th>
            <td class="number only-wide">{person.number}</td>
            <td class="only-wide members__email" title=whole_email>
                {person.email}
            </td>
            <td>
                <GenderMark code=person.gender.as_str() words=gender />
            </td>
        </tr>
    }
}

#[component]
fn Tick(desk: Desk, id: UserId, name: String, leaving: Memo<bool>, is_locked: bool) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            class="tick"
            aria-label=words::select(&name)
            autocomplete="off"
            prop:checked=move || desk.ticked.with(|ticked| ticked.contains(&id))
            disabled=move || is_locked || leaving.get()
            on:change=move |event| {
                let on = event_target_checked(&event);
                desk.ticked.update(|ticked| if on { ticked.insert(id); } else { ticked.remove(&id); });
            }
        />
    }
}

/// Beside one who is to leave, the way back.
#[component]
fn PutBack(desk: Desk, id: UserId, name: String, leaving: Memo<bool>) -> impl IntoView {
    let label = words::put_back(&name);
    move || {
        let label = label.clone();
        leaving.get().then(|| {
            view! {
                <span class="badge badge--warning">{words::REMOVED}</span>
                <button
                    type="button"
                    class="link"
                    aria-label=label
                    on:click=move |_| desk.edits.update(|edits| { edits.leaving.remove(&id); })
                >
                    {words::PUT_BACK}
                </button>
            }
        })
    }
}
