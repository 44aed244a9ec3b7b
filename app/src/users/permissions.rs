//! What a user holds: a list, and **"Add Permission"** (SPEC U4).

use super::inputs::Form;
use super::{grant_words, words};
use crate::ui::{Glyph, Icon};
use domain::access::Grant;
use domain::id::OrganisationId;
use domain::user::{Field, Permission};
use leptos::prelude::*;

/// What is chosen to be added.
#[derive(Clone, Copy)]
struct Chosen {
    organisation: RwSignal<Option<OrganisationId>>,
    group: RwSignal<String>,
    role: RwSignal<String>,
    track: RwSignal<String>,
}

#[component]
pub(super) fn Permissions(form: Form) -> impl IntoView {
    let held = Memo::new(move |_| form.draft.with(|draft| draft.permissions.clone()));
    let problem = form.problem(Field::Permissions);
    let line = move |permission: Permission| {
        let words = form.lists.with_value(|lists| grant_words(&permission.grant, lists));
        let label = words::remove_permission(&words);
        let track = permission.track.clone().map(|track| view! { <small>{track}</small> });
        // What belongs to an organisation one does not manage is shown, and stays.
        let theirs = form.lists.with_value(|lists| {
            lists.organisations.iter().any(|(id, _)| *id == permission.grant.organisation)
                && lists.roles.iter().any(|role| role.group == permission.grant.group)
        });
        let remove = theirs.then(|| {
            view! {
                <button
                    type="button"
                    class="chip__remove"
                    aria-label=label.clone()
                    title=label
                    on:click=move |_| {
                        form.draft.update(|draft| draft.permissions.retain(|held| *held != permission));
                    }
                >
                    <Icon glyph=Glyph::Close />
                </button>
            }
        });
        view! {
            <li class="chip">
                <span>{words}</span>
                {track}
                {remove}
            </li>
        }
    };
    let none = move || held.with(Vec::is_empty).then(|| view! { <p class="quiet">{words::NO_PERMISSION}</p> });
    let said = move || problem.get().map(|words| view! { <Icon glyph=Glyph::Warning /> <span>{words}</span> });
    view! {
        <fieldset class="field users__wide" id="permissions" tabindex="-1">
            <legend class="field__label">
                {words::PERMISSIONS} <span class="field__required" aria-hidden="true">" *"</span>
            </legend>
            {none}
            <ul class="users__held">{move || held.get().into_iter().map(line).collect_view()}</ul>
            <Adding form />
            <p class="field__problem" aria-live="polite">
                {said}
            </p>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Adding(form: Form) -> impl IntoView {
    let organisations = form.lists.with_value(|lists| lists.organisations.clone());
    let chosen = Chosen {
        organisation: RwSignal::new(organisations.first().map(|(id, _)| *id)),
        group: RwSignal::new(String::new()),
        role: RwSignal::new(String::new()),
        track: RwSignal::new(String::new()),
    };
    let several = organisations.len() > 1;
    let organisation = several.then(|| {
        let option = |(id, name): (OrganisationId, String)| view! { <option value=id.to_string()>{name}</option> };
        let choose = move |event| chosen.organisation.set(event_target_value(&event).parse().ok());
        view! {
            <select class="select select--fit" aria-label=words::ORGANISATION autocomplete="off" on:change=choose>
                {organisations.into_iter().map(option).collect_view()}
            </select>
        }
    });
    let choose_group = move |event| {
        chosen.group.set(event_target_value(&event));
        // A group with one role leaves nothing to choose.
        let roles = roles_of(form, &chosen.group.get_untracked());
        chosen.role.set(if roles.len() == 1 { roles[0].clone() } else { String::new() });
    };
    let groups = form.lists.with_value(|lists| {
        let mut groups: Vec<String> = lists.roles.iter().map(|role| role.group.clone()).collect();
        groups.dedup();
        groups
    });
    let option = |value: String| view! { <option value=value.clone()>{value.clone()}</option> };
    let roles = move || roles_of(form, &chosen.group.get()).into_iter().map(option).collect_view();
    let ready = move || chosen.group.with(|group| !group.is_empty()) && chosen.role.with(|role| !role.is_empty());
    view! {
        <div class="row">
            {organisation}
            <select class="select select--fit" aria-label=words::GROUP autocomplete="off" prop:value=move || chosen.group.get() on:change=choose_group>
                <option value="">{words::CHOOSE_GROUP}</option>
                {groups.into_iter().map(option).collect_view()}
            </select>
            <select
                class="select select--fit"
                aria-label=words::ROLE
                autocomplete="off"
                disabled=move || chosen.group.with(String::is_empty)
                prop:value=move || chosen.role.get()
                on:change=move |event| chosen.role.set(event_target_value(&event))
            >
                <option value="">{words::CHOOSE_ROLE}</option>
                {roles}
            </select>
            <Track form chosen />
            <button type="button" class="button" disabled=move || !ready() on:click=move |_| add(form, chosen)>
                {words::ADD_PERMISSION}
            </button>
        </div>
    }
    .into_any()
}

/// The curriculum track of a learner's permission, where the organisation has any.
#[component]
fn Track(form: Form, chosen: Chosen) -> impl IntoView {
    let tracks = move || {
        let organisation = chosen.organisation.get();
        let learner = chosen.group.with(|group| group == "student");
        form.lists.with_value(|lists| {
            let own = lists.tracks.iter().filter(|(id, _)| learner && Some(*id) == organisation);
            own.map(|(_, name)| name.clone()).collect::<Vec<_>>()
        })
    };
    move || {
        let tracks = tracks();
        (!tracks.is_empty()).then(|| {
            let option = |name: String| view! { <option value=name.clone()>{name.clone()}</option> };
            view! {
                <select
                    class="select select--fit"
                    aria-label=words::TRACK
                    autocomplete="off"
                    prop:value=move || chosen.track.get()
                    on:change=move |event| chosen.track.set(event_target_value(&event))
                >
                    <option value="">{words::NO_TRACK}</option>
                    {tracks.into_iter().map(option).collect_view()}
                </select>
            }
        })
    }
}

fn roles_of(form: Form, group: &str) -> Vec<String> {
    form.lists.with_value(|lists| {
        lists.roles.iter().filter(|role| role.group == group).map(|role| role.role.clone()).collect()
    })
}

fn add(form: Form, chosen: Chosen) {
    let Some(organisation) = chosen.organisation.get_untracked() else { return };
    let (group, role) = (chosen.group.get_untracked(), chosen.role.get_untracked());
    let track = Some(chosen.track.get_untracked()).filter(|track| !track.is_empty() && group == "student");
    let added = Permission { grant: Grant { organisation, group, role }, track };
    form.draft.update(|draft| {
        draft.permissions.retain(|held| held.grant != added.grant);
        draft.permissions.push(added);
    });
    form.problems.update(|problems| problems.retain(|problem| problem.field != Field::Permissions));
    chosen.group.set(String::new());
    chosen.role.set(String::new());
    chosen.track.set(String::new());
}
