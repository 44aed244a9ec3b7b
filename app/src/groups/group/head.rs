//! Where the group is, its name, its neighbours, and what else can be done to it.

use super::{Desk, Page};
use crate::frame::address;
use crate::groups::copy::Copying;
use crate::groups::delete::Deleting;
use crate::groups::words;
use crate::ui::{Glyph, Icon, Menu, described_by};
use domain::id::GroupId;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Head(desk: Desk, page: Arc<Page>, may_edit: bool) -> impl IntoView {
    let name = page.group.name.to_string();
    let dashboard = address::groups(&page.course.code, Some(page.period.id));
    let course = [&page.course.code, " ", &page.course.name].concat();
    let set =
        page.several_sets.then(|| view! { <span class="badge">{words::set(page.group.set.name.as_str())}</span> });
    let locked = page.group.set.locked.then(|| {
        view! {
            <span class="badge">
                <Icon glyph=Glyph::Lock />
                {words::LOCKED}
            </span>
        }
    });
    let heading = if may_edit {
        view! {
            <h1 class="unseen">{name.clone()}</h1>
            <Name desk page=page.clone() />
        }
        .into_any()
    } else {
        view! { <h1>{name.clone()}</h1> }.into_any()
    };
    view! {
        <div class="row row--apart">
            <nav class="crumbs" aria-label=words::CRUMBS>
                <ol>
                    <li>
                        <a href=dashboard.clone()>{course}</a>
                    </li>
                    <li>
                        <a href=dashboard>{words::GROUPS}</a>
                    </li>
                    <li aria-current="page">{name}</li>
                </ol>
            </nav>
            <Neighbours page=page.clone() />
        </div>
        <div class="page-head">
            {heading}
            {set}
            <span class="badge">{page.period.title.clone()}</span>
            {locked}
            {page.may_manage.then(|| view! { <More desk page=page.clone() /> })}
        </div>
    }
}

#[component]
fn Name(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let saved = StoredValue::new(page.group.name.to_string());
    let typed = move || desk.edits.with(|edits| edits.name.clone()).unwrap_or_else(|| saved.get_value());
    let type_in = move |event| {
        let text = event_target_value(&event);
        let name = Some(text).filter(|text| saved.with_value(|saved| saved != text));
        desk.edits.update(|edits| edits.name = name);
        desk.problem.update(|problem| {
            if problem.as_ref().is_some_and(|p| p.is_of_name) {
                *problem = None;
            }
        });
    };
    let problem = move || desk.problem.with(|p| p.as_ref().filter(|p| p.is_of_name).map(|p| p.words.clone()));
    view! {
        <div class="field group__name">
            <label class="unseen" for="group-name">
                {words::GROUP_NAME}
            </label>
            <input
                class="input"
                id="group-name"
                autocomplete="off"
                maxlength="200"
                aria-required="true"
                aria-describedby=described_by("group-name")
                aria-invalid=move || problem().map(|_| "true")
                value=saved.get_value()
                prop:value=typed
                on:input=type_in
            />
            <p class="field__hint" id="group-name-hint"></p>
            <p class="field__problem" id="group-name-problem" aria-live="polite">
                {move || problem().map(|words| view! { <Icon glyph=Glyph::Warning /> <span>{words}</span> })}
            </p>
        </div>
    }
}

/// "7 of 28" with a step to either side, in the order of the dashboard.
#[component]
fn Neighbours(page: Arc<Page>) -> impl IntoView {
    let siblings = &page.group.siblings;
    let at = siblings.iter().position(|id| *id == page.group.id).unwrap_or_default();
    let step = |to: Option<GroupId>, label: &'static str, glyph| {
        match to {
        Some(id) => view! {
            <a class="button button--icon button--small" href=address::group(&page.course.code, id) aria-label=label title=label>
                <Icon glyph />
            </a>
        }
        .into_any(),
        None => view! {
            <a class="button button--icon button--small" role="link" aria-disabled="true" aria-label=label>
                <Icon glyph />
            </a>
        }
        .into_any(),
    }
    };
    let previous = at.checked_sub(1).and_then(|at| siblings.get(at)).copied();
    let next = siblings.get(at + 1).copied();
    view! {
        <div class="row">
            <span class="quiet small number">{words::place_among(at + 1, siblings.len())}</span>
            {step(previous, words::PREVIOUS_GROUP, Glyph::Left)}
            {step(next, words::NEXT_GROUP, Glyph::Right)}
        </div>
    }
}

#[component]
fn More(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let export = address::export(&page.course.code, page.period.id, &[page.group.id]);
    let copied = page.clone();
    let copy = move |_| {
        desk.copying.set(Copying {
            code: copied.course.code.clone(),
            period: copied.period.id,
            groups: vec![copied.group.id],
        });
        desk.copy_open.set(true);
    };
    let deleted = page.clone();
    let delete = move |_| {
        let page = &deleted;
        let group = &page.group;
        let members = u32::try_from(group.members.len()).unwrap_or(u32::MAX);
        desk.deleting.set(Deleting {
            code: page.course.code.clone(),
            period: page.period.id,
            version: desk.base.get_value(),
            groups: vec![(group.id, group.name.clone(), members)],
        });
        desk.delete_open.set(true);
    };
    let stays = page.group.set.locked || !page.group.locked.is_empty();
    let face = view! { <Icon glyph=Glyph::More /> }.into_any();
    view! {
        <div class="push">
            <Menu id="group-menu" class="button button--icon" label=words::MORE face>
                <a class="menu__item" href=export.clone() rel="external" download>
                    {words::EXPORT}
                </a>
                <button type="button" class="menu__item" on:click=copy.clone()>
                    {words::COPY_GROUPS}
                </button>
                <button type="button" class="menu__item menu__item--danger" disabled=stays on:click=delete.clone()>
                    {words::DELETE_GROUP}
                </button>
            </Menu>
        </div>
    }
}
