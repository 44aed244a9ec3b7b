//! The table of users.

use super::list::Desk;
use super::{address, grant_words, words};
use crate::frame::address::with_query;
use crate::ui::{EmptyState, Glyph, Icon, Pager, SelectionBar, When};
use domain::id::UserId;
use domain::user::{AccountState, Filter, Lists, Page, Sort, UserRow};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::collections::BTreeSet;

#[component]
pub(super) fn Rows(page: Page, lists: Lists, filter: Filter, desk: Desk, text: RwSignal<String>) -> impl IntoView {
    let total = page.total as usize;
    let at = filter.page as usize;
    let ids: Vec<UserId> =
        page.rows.iter().filter(|row| row.state != AccountState::Deleted).map(|row| row.person.id).collect();
    let empty = page.rows.is_empty();
    let row = |row: UserRow| view! { <Row row lists=lists.clone() desk /> };
    let rows = page.rows.into_iter().map(row).collect_view();
    let go = Callback::new(move |to: usize| desk.writer.write(&[("page", &(to + 1).to_string())]));
    let body = if empty {
        view! { <Nobody desk text /> }.into_any()
    } else {
        view! {
            <table class="table table--tight table--fold users">
                <caption class="unseen">{words::MANAGE_USERS}</caption>
                <Head filter ids desk />
                <tbody>{rows}</tbody>
            </table>
            <Pager total=Signal::stored(total) per_page=Page::ROWS as usize page=Signal::stored(at) on_go=go />
        }
        .into_any()
    };
    view! {
        <div class="table-card">
            <Selection desk />
            {body}
        </div>
    }
    .into_any()
}

#[component]
fn Selection(desk: Desk) -> impl IntoView {
    let count = Signal::derive(move || desk.ticked.with(BTreeSet::len));
    let clear = Callback::new(move |()| desk.ticked.set(BTreeSet::new()));
    view! {
        <SelectionBar count on_clear=clear at_foot=true>
            <button type="button" class="button button--small button--danger" on:click=move |_| desk.deleting.set(true)>
                {words::DELETE_SELECTED}
            </button>
        </SelectionBar>
    }
}

/// Heads that sort by a link: the order is in the address.
#[component]
fn Head(filter: Filter, ids: Vec<UserId>, desk: Desk) -> impl IntoView {
    let head = |sort: Sort| {
        let here = filter.sort == sort;
        let down = here && !filter.down;
        let value = [if down { "-" } else { "" }, sort.key()].concat();
        let location = use_location();
        let href = move || with_query(&location, "sort", Some(value.clone()).filter(|value| !value.is_empty()));
        let sorted = here.then_some(if filter.down { "descending" } else { "ascending" });
        let arrow = here.then_some(if filter.down { "↓" } else { "↑" });
        view! {
            <th scope="col" aria-sort=sorted>
                <a class="sort" href=href data-noscroll="">
                    {words::column(sort)} <span aria-hidden="true">{arrow}</span>
                </a>
            </th>
        }
    };
    let all = StoredValue::new(ids);
    let every = move || {
        all.with_value(|all| desk.ticked.with(|ticked| !all.is_empty() && all.iter().all(|id| ticked.contains(id))))
    };
    let tick_all = move |event| {
        let on = event_target_checked(&event);
        all.with_value(|all| {
            desk.ticked.update(|ticked| {
                ticked.retain(|id| !all.contains(id));
                if on {
                    ticked.extend(all);
                }
            });
        });
    };
    view! {
        <thead>
            <tr>
                <th class="table__tick">
                    <input class="tick" type="checkbox" aria-label=words::SELECT_ALL autocomplete="off" prop:checked=every on:change=tick_all />
                </th>
                {head(Sort::Name)}
                {head(Sort::Username)}
                {head(Sort::Number)}
                {head(Sort::Email)}
                <th scope="col">{words::PERMISSIONS}</th>
                <th scope="col">{words::STATUS}</th>
                {head(Sort::SignIn)}
            </tr>
        </thead>
    }
}

#[component]
fn Row(row: UserRow, lists: Lists, desk: Desk) -> impl IntoView {
    let UserRow { person, username, state, grants, last_sign_in } = row;
    let (id, name) = (person.id, person.name());
    let deleted = state == AccountState::Deleted;
    let ticked = Memo::new(move |_| desk.ticked.with(|ticked| ticked.contains(&id)));
    let tick = move |event| {
        let on = event_target_checked(&event);
        desk.ticked.update(|ticked| {
            ticked.remove(&id);
            if on {
                ticked.insert(id);
            }
        });
    };
    let first = if deleted {
        let label = words::reactivate(&name);
        view! {
            <a class="button button--quiet button--icon button--small users__back" href=address(id) aria-label=label.clone() title=label>
                <Icon glyph=Glyph::Plus />
            </a>
        }
        .into_any()
    } else {
        view! {
            <input class="tick" type="checkbox" aria-label=words::select(&name) autocomplete="off" prop:checked=move || ticked.get() on:change=tick />
        }
        .into_any()
    };
    let out = matches!(state, AccountState::Disabled | AccountState::Expired);
    let held: Vec<String> = grants.iter().map(|grant| grant_words(grant, &lists)).collect();
    let middle = person.middle.clone().map(|middle| [" ", &middle].concat());
    let signed_in = match last_sign_in {
        Some(at) => view! { <When at /> }.into_any(),
        None => view! { <span class="quiet">{words::NEVER}</span> }.into_any(),
    };
    view! {
        <tr class:is-selected=move || ticked.get() class:users__out=out>
            <td class="table__tick">{first}</td>
            <th scope="row">
                <a href=address(id)>{name} {middle}</a>
            </th>
            <td class="users__more">{username}</td>
            <td class="number users__more">{person.number}</td>
            <td class="users__email">{person.email}</td>
            <td class="quiet users__more">{held.join(", ")}</td>
            <td class="users__state">
                <span class=words::badge(state)>{state.label()}</span>
            </td>
            <td class="users__more">{signed_in}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn Nobody(desk: Desk, text: RwSignal<String>) -> impl IntoView {
    let everyone = move |_| {
        text.set(String::new());
        let keys = ["q", "group", "role", "status", "department", "cohort", "organisation", "page"];
        desk.writer.write(&keys.map(|key| (key, "")));
    };
    view! {
        <EmptyState title=words::NOBODY words=words::NOBODY_WHAT>
            <button type="button" class="button" on:click=everyone>
                {words::SHOW_EVERYONE}
            </button>
        </EmptyState>
    }
}
