//! Above the list: search, the set, counts, and the ways to make groups.

use super::{Desk, Page};
use crate::frame::address;
use crate::groups::words;
use crate::ui::{Glyph, Icon, Menu, SearchField, use_query_text, use_query_writer};
use domain::groups::view::{GroupRow, SetView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::sync::Arc;

#[component]
pub(super) fn Toolbar(desk: Desk, page: Arc<Page>, rows: Memo<Vec<Arc<GroupRow>>>) -> impl IntoView {
    let counts = {
        move || {
            let all = desk.now.counts();
            words::counts(all, rows.with(Vec::len))
        }
    };
    view! {
        <div class="toolbar groups__toolbar">
            <Filter desk page=page.clone() />
            <p class="groups__count" role="status">
                {counts}
            </p>
            {page.may_manage.then(|| view! { <Making desk page=page.clone() /> })}
        </div>
    }
}

/// A form that also works without WASM.
#[component]
fn Filter(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let query = use_query_map();
    let keep = move |key: &'static str| {
        query.with_untracked(|query| query.get(key)).map(|value| view! { <input type="hidden" name=key value=value /> })
    };
    view! {
        <form class="row groups__filter" method="get" role="search" on:submit=|event| event.prevent_default()>
            {keep("period")}
            {keep("sort")}
            <SearchField key="q" label=words::SEARCH text=desk.typed />
            {page.has_several_sets().then(|| view! { <SetChoice desk page=page.clone() /> })}
            {page.may_manage.then(|| view! { <SetLink page /> })}
            <noscript>
                <button class="button">{words::SHOW}</button>
            </noscript>
        </form>
    }
}

/// Only a course with several sets hears of them (SPEC G9).
#[component]
fn SetChoice(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let chosen = use_query_text("set");
    let writer = use_query_writer();
    let option = |set: &SetView| {
        let value = set.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == value);
        // The attribute is for the first sight; once someone has chosen, only the property counts.
        let kept = value.clone();
        view! {
            <option value=value selected=selected prop:selected=move || chosen.with(|chosen| *chosen == kept)>
                {set.name.to_string()}
            </option>
        }
    };
    let options: Vec<_> = page.live_sets().map(option).collect();
    let rename = move || {
        let set = chosen.with(|chosen| page.live_sets().find(|set| set.id.to_string() == *chosen).cloned());
        set.filter(|_| page.may_manage).map(|set| view! { <RenameSet desk page=page.clone() set /> })
    };
    view! {
        <select
            class="select select--fit"
            name="set"
            aria-label=words::GROUP_SET
            autocomplete="off"
            on:change=move |event| writer.write(&[("set", &event_target_value(&event))])
        >
            <option value="" prop:selected=move || chosen.with(String::is_empty)>
                {words::ALL_SETS}
            </option>
            {options}
        </select>
        {rename}
    }
}

/// To the page of the set that is shown: its rules, where it was formed by some, and its lock.
#[component]
fn SetLink(page: Arc<Page>) -> impl IntoView {
    let chosen = use_query_text("set");
    move || {
        let set = chosen.with(|chosen| {
            let is_shown = |set: &&SetView| !page.has_several_sets() || set.id.to_string() == *chosen;
            page.live_sets().find(is_shown)
        });
        set.map(|set| {
            let label = match (set.locked, page.dashboard.formed.contains(&set.id)) {
                (true, _) => words::LOCKED,
                (false, true) => words::RULES,
                (false, false) => words::SET,
            };
            view! {
                <a class="button button--quiet" href=address::set(&page.course.code, page.period.id, set.id)>
                    {set.locked.then(|| view! { <Icon glyph=Glyph::Lock /> })}
                    {label}
                </a>
            }
        })
    }
}

#[component]
fn RenameSet(desk: Desk, page: Arc<Page>, set: SetView) -> impl IntoView {
    let label = words::rename_set(set.name.as_str());
    view! {
        <button
            type="button"
            class="button button--icon button--quiet"
            aria-label=label.clone()
            title=label
            on:click=move |_| desk.ask_to_rename(&page, &set)
        >
            <Icon glyph=Glyph::Pencil />
        </button>
    }
}

#[component]
fn Making(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let asked = desk.place.period.get_untracked();
    let code = &page.course.code;
    let import = address::in_course(code, "groups/import", asked);
    let export = address::export(code, page.period.id, &[]);
    let new = address::in_course(code, "groups/new", asked);
    let rotation = address::in_course(code, "groups/rotation", asked);
    let face = view! {
        <Icon glyph=Glyph::Transfer />
        {words::IMPORT_EXPORT}
    };
    view! {
        <div class="row push groups__making">
            <Menu id="transfer-menu" class="button menu__caret" face=face.into_any()>
                <a class="menu__item" href=import.clone()>
                    {words::IMPORT}
                </a>
                <a class="menu__item" href=export.clone() rel="external" download>
                    {words::EXPORT}
                </a>
            </Menu>
            <a class="button button--quiet" href=rotation>
                <Icon glyph=Glyph::Shuffle />
                {words::ROTATION}
            </a>
            <a class="button button--primary" href=new>
                <Icon glyph=Glyph::Plus />
                {words::ADD_NEW_GROUPS}
            </a>
        </div>
    }
}
