//! The list of users: searched, filtered and sorted on the server, with all choices in the address.

use super::api::{self, UsersPage as Part};
use super::delete::DeleteDialog;
use super::rows::Rows;
use super::words;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{Flash, Glyph, Icon, QueryWriter, SearchField, focus_page, use_flashes, use_query_writer, use_search};
use domain::id::UserId;
use domain::user::{Filter, Lists, Show, Sort};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::collections::BTreeSet;

/// What the page holds beside the list.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) ticked: RwSignal<BTreeSet<UserId>>,
    pub(super) deleting: RwSignal<bool>,
    pub(super) writer: QueryWriter,
}

/// What the address asks for.
fn use_filter() -> Memo<Filter> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let text = |key: &'static str| query.get_str(key).unwrap_or_default().to_owned();
            let sort = query.get_str("sort").unwrap_or_default();
            let (down, sort) = sort.strip_prefix('-').map_or((false, sort), |sort| (true, sort));
            Filter {
                query: text("q"),
                group: text("group"),
                role: text("role"),
                show: Show::parse(query.get_str("status").unwrap_or_default()),
                department: query.get_str("department").and_then(|id| id.parse().ok()),
                cohort: query.get_str("cohort").and_then(|id| id.parse().ok()),
                organisation: query.get_str("organisation").and_then(|id| id.parse().ok()),
                sort: Sort::parse(sort),
                down,
                page: query.get_str("page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1).saturating_sub(1),
            }
        })
    })
}

/// `/admin/users?q=&group=&role=&status=&department=&cohort=&organisation=&sort=&page=`
#[component]
pub fn UsersPage() -> impl IntoView {
    let filter = use_filter();
    let part = load(move || filter.get(), api::users);
    let text = use_search("q", &["page"]);
    let desk =
        Desk { ticked: RwSignal::new(BTreeSet::new()), deleting: RwSignal::new(false), writer: use_query_writer() };
    let flashes = use_flashes();
    let deleted = Callback::new(move |count: u32| {
        desk.ticked.set(BTreeSet::new());
        flashes.say(Flash::done(words::deleted(count)));
        part.refetch();
        focus_page();
    });
    let shown = loaded_view(part, 12, move |part| view! { <Shown part filter=filter.get() desk text /> }.into_any());
    view! {
        <Frame title=words::MANAGE_USERS>
            <div class="page-head">
                <h1>{words::MANAGE_USERS}</h1>
                <a class="button push" href="/admin/users/import">
                    {words::IMPORT_FROM_CSV}
                </a>
                <a class="button button--primary" href="/admin/users/new">
                    <Icon glyph=Glyph::Plus />
                    {words::ADD_NEW_USER}
                </a>
            </div>
            {shown}
            <DeleteDialog desk on_done=deleted />
        </Frame>
    }
}

#[component]
fn Shown(part: Part, filter: Filter, desk: Desk, text: RwSignal<String>) -> impl IntoView {
    let Part { page, lists, cohorts } = part;
    view! {
        <form class="toolbar users__toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
            <SearchField key="q" label=words::SEARCH text />
            <Filters lists=lists.clone() cohorts filter=filter.clone() writer=desk.writer />
            <noscript>
                <button class="button">{words::SHOW}</button>
            </noscript>
        </form>
        <Rows page lists filter desk text />
    }
    .into_any()
}

/// A choice in the toolbar: value and words.
type Options = Vec<(String, String)>;

#[component]
fn Filters(
    lists: Lists,
    cohorts: Vec<(domain::id::CohortId, String)>,
    filter: Filter,
    writer: QueryWriter,
) -> impl IntoView {
    let any = |words: &str| (String::new(), words.to_owned());
    let with_any = |first: &str, more: Options| -> Options { std::iter::once(any(first)).chain(more).collect() };
    let mut groups: Vec<&String> = Vec::new();
    for role in &lists.roles {
        if !groups.contains(&&role.group) {
            groups.push(&role.group);
        }
    }
    let groups = groups.into_iter().map(|group| (group.clone(), group.clone())).collect();
    let roles = lists.roles.iter().filter(|role| role.group == filter.group);
    let roles: Options = roles.map(|role| (role.role.clone(), role.role.clone())).collect();
    let status = Show::ALL.map(|show| (show.key().to_owned(), words::show(show).to_owned())).into();
    let departments: Options = lists.departments.iter().map(|(id, _, name)| (id.to_string(), name.clone())).collect();
    let cohorts: Options = cohorts.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let organisations: Options = lists.organisations.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let text = |id: Option<String>| id.unwrap_or_default();
    let several = organisations.len() > 1;
    let (has_departments, has_cohorts) = (!departments.is_empty(), !cohorts.is_empty());
    view! {
        <Choice key="group" label=words::GROUP options=with_any(words::ANY_GROUP, groups) chosen=filter.group.clone() writer resets=&["role", "page"] />
        {(!roles.is_empty()).then(|| view! {
            <Choice key="role" label=words::ROLE options=with_any(words::ANY_ROLE, roles) chosen=filter.role.clone() writer resets=&["page"] />
        })}
        <Choice key="status" label=words::STATUS options=status chosen=filter.show.key().to_owned() writer resets=&["page"] />
        {has_departments.then(|| view! {
            <Choice key="department" label=words::DEPARTMENT options=with_any(words::ANY_DEPARTMENT, departments) chosen=text(filter.department.map(|id| id.to_string())) writer resets=&["page"] />
        })}
        {has_cohorts.then(|| view! {
            <Choice key="cohort" label=words::COHORT options=with_any(words::ANY_COHORT, cohorts) chosen=text(filter.cohort.map(|id| id.to_string())) writer resets=&["page"] />
        })}
        {several.then(|| view! {
            <Choice key="organisation" label=words::ORGANISATION options=with_any(words::ANY_ORGANISATION, organisations) chosen=text(filter.organisation.map(|id| id.to_string())) writer resets=&["page"] />
        })}
    }
    .into_any()
}

/// A filter: what is chosen stands in the address under `key`. A choice takes `resets` out of it.
#[component]
fn Choice(
    key: &'static str,
    label: &'static str,
    options: Options,
    chosen: String,
    writer: QueryWriter,
    resets: &'static [&'static str],
) -> impl IntoView {
    let choose = move |event| {
        let value = event_target_value(&event);
        let mut changes = vec![(key, value.as_str())];
        changes.extend(resets.iter().map(|reset| (*reset, "")));
        writer.write(&changes);
    };
    let option = |(value, words): (String, String)| {
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {words}
            </option>
        }
    };
    view! {
        <select class="select select--fit" name=key aria-label=label autocomplete="off" on:change=choose>
            {options.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}
