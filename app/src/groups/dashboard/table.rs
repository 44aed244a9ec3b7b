//! The list of groups with its selection.

use super::rows::{Choice, Column, Order, shared_names};
use super::{Desk, Page};
use crate::frame::address::{self, with_query};
use crate::groups::words;
use crate::ui::{EmptyState, GenderBar, Glyph, Icon, Menu, SelectionBar};
use domain::groups::view::{GroupRow, SetView};
use domain::id::GroupId;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use leptos_router::hooks::use_location;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What all rows share.
#[derive(Clone)]
struct List {
    desk: Desk,
    page: Arc<Page>,
    rows: Memo<Vec<Arc<GroupRow>>>,
    shared_names: Arc<Vec<String>>,
    sets: bool,
    manage: bool,
    /// The row ticked last: with Shift, a tick reaches from there.
    last: RwSignal<Option<GroupId>>,
}

impl List {
    /// The ticked groups that are in sight: what is done is done to what can be seen.
    fn ticked(&self) -> Vec<Arc<GroupRow>> {
        let ticked = self.desk.ticked.read();
        self.rows.with(|rows| rows.iter().filter(|row| ticked.contains(&row.id)).cloned().collect())
    }

    fn tick(&self, id: GroupId, on: bool, with_shift: bool) {
        let rows = self.rows.get_untracked();
        let at = |id| rows.iter().position(|row| row.id == id);
        let from = self.last.get_untracked().filter(|_| with_shift).and_then(at);
        let reach = match (from, at(id)) {
            (Some(a), Some(b)) => a.min(b)..=a.max(b),
            (None, Some(b)) => b..=b,
            _ => return,
        };
        self.desk.ticked.update(|ticked| {
            for row in &rows[reach] {
                if on {
                    ticked.insert(row.id);
                } else {
                    ticked.remove(&row.id);
                }
            }
        });
        self.last.set(Some(id));
    }

    fn tick_all(&self, on: bool) {
        let rows = self.rows.get_untracked();
        self.desk.ticked.update(|ticked| {
            for row in &rows {
                if on {
                    ticked.insert(row.id);
                } else {
                    ticked.remove(&row.id);
                }
            }
        });
    }

    fn set_of(&self, row: &GroupRow) -> Option<&SetView> {
        self.page.dashboard.sets.iter().find(|set| set.id == row.set)
    }
}

#[component]
pub(super) fn GroupsTable(
    desk: Desk,
    page: Arc<Page>,
    rows: Memo<Vec<Arc<GroupRow>>>,
    choice: Memo<Choice>,
) -> impl IntoView {
    let list = List {
        desk,
        rows,
        shared_names: Arc::new(shared_names(&page.dashboard)),
        sets: page.has_several_sets(),
        manage: page.may_manage,
        last: RwSignal::new(None),
        page,
    };
    let class = if list.manage { "table table--fold groups" } else { "table table--fold groups groups--read" };
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let each = list.clone();
    view! {
        <div class="table-card table-card--bleed">
            {list.manage.then(|| view! { <Selection list=list.clone() /> })}
            <table class=class>
                <caption class="unseen">{words::GROUPS}</caption>
                <Head list choice />
                <tbody>
                    <For
                        each=move || rows.get()
                        key=|row| Arc::as_ptr(row).addr()
                        children=move |row| view! { <Row list=each.clone() row /> }
                    />
                </tbody>
            </table>
            {move || none.get().then(|| view! { <NoMatch desk /> })}
        </div>
    }
}

#[component]
fn Selection(list: List) -> impl IntoView {
    let counted = list.clone();
    let count = Signal::derive(move || counted.ticked().len());
    let clear = Callback::new(move |()| list.desk.ticked.set(BTreeSet::new()));
    let list = StoredValue::new(list);
    let export = move || {
        list.with_value(|list| {
            let ids: Vec<GroupId> = list.ticked().iter().map(|row| row.id).collect();
            address::export(&list.page.course.code, list.page.period.id, &ids)
        })
    };
    view! {
        <SelectionBar count on_clear=clear at_foot=true>
            <button
                type="button"
                class="button button--small"
                on:click=move |_| list.with_value(|list| list.desk.ask_to_copy(&list.page, &untrack(|| list.ticked())))
            >
                {words::COPY_GROUPS}
            </button>
            <a class="button button--small" href=export rel="external" download>
                {words::EXPORT}
            </a>
            <button
                type="button"
                class="button button--small button--danger"
                on:click=move |_| list.with_value(|list| list.desk.ask_to_delete(&list.page, &untrack(|| list.ticked())))
            >
                {words::DELETE_GROUPS}
            </button>
        </SelectionBar>
    }
}

#[component]
fn Head(list: List, choice: Memo<Choice>) -> impl IntoView {
    let order = Memo::new(move |_| choice.with(|choice| choice.order));
    let all = list.clone();
    let tick_all = list.manage.then(|| {
        let counted = list.clone();
        let ticked = Memo::new(move |_| counted.ticked().len());
        let rows = list.rows;
        let every = move || ticked.get() > 0 && ticked.get() == rows.with(Vec::len);
        let some = move || ticked.get() > 0 && ticked.get() < rows.with(Vec::len);
        view! {
            <th scope="col" class="table__tick">
                <input
                    type="checkbox"
                    class="tick"
                    aria-label=words::SELECT_ALL
                    autocomplete="off"
                    prop:checked=every
                    prop:indeterminate=some
                    on:change=move |event| all.tick_all(event_target_checked(&event))
                />
            </th>
        }
    });
    let set = list.sets.then(|| view! { <SortHead order column=Column::Set label=words::SET /> });
    let menu = list.manage.then(|| {
        view! {
            <th scope="col" class="table__menu">
                <span class="unseen">{words::ACTIONS}</span>
            </th>
        }
    });
    view! {
        <thead>
            <tr>
                {tick_all}
                <SortHead order column=Column::Name label=words::NAME />
                {set}
                <SortHead order column=Column::Tutors label=words::TUTORS />
                <SortHead order column=Column::Members label=words::MEMBERS />
                <th scope="col">{words::GENDER}</th>
                {menu}
            </tr>
        </thead>
    }
}

/// A head that sorts by a link: the order is in the address.
#[component]
fn SortHead(order: Memo<Order>, column: Column, label: &'static str) -> impl IntoView {
    let location = use_location();
    let here = move || order.get().by == column;
    let sorted = move || match order.get() {
        Order { by, down: false } if by == column => Some("ascending"),
        Order { by, .. } if by == column => Some("descending"),
        _ => None,
    };
    let arrow = move || here().then(|| if order.get().down { "↓" } else { "↑" });
    let href = move || with_query(&location, "sort", order.get().pressed(column).key());
    let class = if column == Column::Members { "table__number" } else { "" };
    view! {
        <th scope="col" class=class aria-sort=sorted>
            <a class="sort" href=href data-noscroll="">
                {label}
                <span aria-hidden="true">{arrow}</span>
            </a>
        </th>
    }
}

#[component]
fn Row(list: List, row: Arc<GroupRow>) -> impl IntoView {
    let id = row.id;
    let name = row.name.to_string();
    let tick = list.manage.then(|| {
        let list = list.clone();
        let ticked = list.desk.ticked;
        // A click knows of Shift, a change does not; the space bar clicks too.
        let press = move |event: ev::MouseEvent| {
            let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
            if let Some(input) = input {
                list.tick(id, input.checked(), event.shift_key());
            }
        };
        view! {
            <td class="table__tick">
                <input
                    type="checkbox"
                    class="tick"
                    aria-label=words::select(&name)
                    autocomplete="off"
                    prop:checked=move || ticked.with(|ticked| ticked.contains(&id))
                    on:click=press
                />
            </td>
        }
    });
    let set = list.sets.then(|| {
        let name = list.set_of(&row).map(|set| set.name.to_string());
        view! {
            <td class="groups__set">
                <span class="badge" title=name.clone()>
                    {name.clone()}
                </span>
            </td>
        }
    });
    let menu = list.manage.then(|| view! { <RowMenu list=list.clone() row=row.clone() /> });
    let by = list.desk.now.who_changed(id);
    let fresh = by.is_some();
    let by = by.map(|by| view! { <span class="groups__by">{words::by(&by)}</span> });
    view! {
        <tr class:groups__fresh=fresh>
            {tick}
            <th scope="row">
                <a href=address::group(&list.page.course.code, id)>{name}</a>
                <span class="badge only-phone groups__size">{row.members}</span>
                {by}
            </th>
            {set}
            <td class="groups__tutors">{tutors(&row, &list.shared_names)}</td>
            <td class="table__number groups__members">{row.members}</td>
            <td class="groups__genders">
                {(row.members > 0).then(|| view! { <GenderBar counts=row.genders.clone() /> })}
            </td>
            {menu}
        </tr>
    }
    .into_any()
}

/// "Lindqvist, Maja · Tutor; Rao, Dev · Teacher"; on a phone without the types.
fn tutors(row: &GroupRow, shared_names: &[String]) -> AnyView {
    if row.tutors.is_empty() {
        return view! { <span class="quiet">{words::NO_TUTOR}</span> }.into_any();
    }
    let last = row.tutors.len() - 1;
    let tutor = |(at, (tutor, kind)): (usize, &(domain::person::Person, domain::tutoring::TutorKind))| {
        let mut name = tutor.name();
        if shared_names.contains(&name) {
            let tell_apart = tutor.number.as_deref().unwrap_or(&tutor.email);
            name = [&name, " (", tell_apart, ")"].concat();
        }
        let end = if at == last { "" } else { "; " };
        view! {
            {name}
            <span class="only-wide">{[" · ", kind.label()].concat()}</span>
            {end}
        }
    };
    row.tutors.iter().enumerate().map(tutor).collect_view().into_any()
}

/// What can be done to one group.
#[component]
fn RowMenu(list: List, row: Arc<GroupRow>) -> impl IntoView {
    let id = ["group-menu-", &row.id.to_string()].concat();
    let label = words::actions(row.name.as_str());
    let face = view! { <Icon glyph=Glyph::More /> }.into_any();
    view! {
        <td class="table__menu">
            <Menu id class="button button--quiet button--icon button--small" label face lazy=true>
                <RowItems list=list.clone() row=row.clone() />
            </Menu>
        </td>
    }
}

#[component]
fn RowItems(list: List, row: Arc<GroupRow>) -> impl IntoView {
    let code = list.page.course.code.clone();
    let period = list.page.period.id;
    let id = row.id;
    let rename = list.set_of(&row).filter(|_| list.sets).cloned().map(|set| {
        let (desk, page) = (list.desk, list.page.clone());
        let label = words::rename_set(set.name.as_str());
        view! {
            <button type="button" class="menu__item" on:click=move |_| desk.ask_to_rename(&page, &set)>
                {label}
            </button>
        }
    });
    let delete_label = words::delete_one(row.name.as_str());
    let (copied, copy_from) = (row.clone(), list.clone());
    view! {
        <a class="menu__item" href=address::group(&code, id)>
            {words::OPEN}
        </a>
        <a class="menu__item" href=address::export(&code, period, &[id]) rel="external" download>
            {words::EXPORT}
        </a>
        <button
            type="button"
            class="menu__item"
            on:click=move |_| copy_from.desk.ask_to_copy(&copy_from.page, std::slice::from_ref(&copied))
        >
            {words::COPY}
        </button>
        {rename}
        <button
            type="button"
            class="menu__item menu__item--danger"
            on:click=move |_| list.desk.ask_to_delete(&list.page, std::slice::from_ref(&row))
        >
            {delete_label}
        </button>
    }
}

#[component]
fn NoMatch(desk: Desk) -> impl IntoView {
    let location = use_location();
    let all = move || with_query(&location, "set", None);
    view! {
        <EmptyState title=words::NO_MATCH words=words::NO_MATCH_WHAT>
            <a class="button" href=all on:click=move |_| desk.typed.set(String::new())>
                {words::SHOW_ALL}
            </a>
        </EmptyState>
    }
}
