//! The fields of a user under the headings of the profile (SPEC U1).

use super::inputs::{Choose, DetailInput, Form, Line, Tick};
use super::permissions::Permissions;
use super::words;
use domain::id::DepartmentId;
use domain::user::{Detail, Field, Heading};
use leptos::prelude::*;

#[component]
pub(super) fn Fields(form: Form) -> impl IntoView {
    view! {
        <div class="users__form">
            <Card heading=Heading::AccountDetails>
                <Line form field=Field::Username required=true />
                <Line form field=Field::Number />
                <Line form field=Field::Email kind="email" required=true />
                <Permissions form />
            </Card>
            <Card heading=Heading::AccountOptions>
                <Options form />
            </Card>
            <Card heading=Heading::PersonalInformation>
                <Personal form />
            </Card>
            <Card heading=Heading::ContactInformation>
                <Details form heading=Heading::ContactInformation />
            </Card>
        </div>
    }
    .into_any()
}

#[component]
fn Card(heading: Heading, children: Children) -> impl IntoView {
    let id = match heading {
        Heading::AccountDetails => "account-details",
        Heading::AccountOptions => "account-options",
        Heading::PersonalInformation => "personal-information",
        Heading::ContactInformation => "contact-information",
    };
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__head">
                <h2 id=id>{heading.label()}</h2>
            </div>
            <div class="card__body users__fields">{children()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn Options(form: Form) -> impl IntoView {
    let learner = Memo::new(move |_| form.draft.with(domain::user::UserDraft::is_learner));
    let student_admin = move || {
        learner.get().then(|| {
            view! {
                <Tick
                    form
                    id="student-admin"
                    label=words::STUDENT_ADMIN
                    hint=words::STUDENT_ADMIN_WHAT
                    get=|draft| draft.student_admin
                    set=|draft, on| draft.student_admin = on
                />
            }
        })
    };
    view! {
        <div class="users__wide">
            <Tick
                form
                id="disabled"
                label=words::DISABLED
                get=|draft| draft.disabled
                set=|draft, on| draft.disabled = on
            />
        </div>
        <Line form field=Field::AccessStart kind="datetime-local" hint=words::UTC />
        <Line form field=Field::AccessFinish kind="datetime-local" hint=words::UTC />
        <Line form field=Field::EntryYear kind="number" />
        <Line form field=Field::GradYear kind="number" />
        <div class="users__wide">{student_admin}</div>
        <Departments form />
    }
    .into_any()
}

#[component]
fn Departments(form: Form) -> impl IntoView {
    let all = form.lists.with_value(|lists| lists.departments.clone());
    let several = form.lists.with_value(|lists| lists.organisations.len() > 1);
    if all.is_empty() {
        return ().into_any();
    }
    let line = |(id, organisation, name): (DepartmentId, domain::id::OrganisationId, String)| {
        let on = Memo::new(move |_| form.draft.with(|draft| draft.departments.contains(&id)));
        let tick = move |event| {
            let on = event_target_checked(&event);
            form.draft.update(|draft| {
                draft.departments.retain(|department| *department != id);
                if on {
                    draft.departments.push(id);
                }
            });
        };
        let school = form.lists.with_value(|lists| {
            lists.organisations.iter().find(|(id, _)| *id == organisation).map(|(_, name)| name.clone())
        });
        view! {
            <label class="choice">
                <input class="tick" type="checkbox" autocomplete="off" checked=on.get_untracked() prop:checked=move || on.get() on:change=tick />
                <span>
                    {name} <span class="choice__hint">{school.filter(|_| several)}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="field users__wide">
            <legend class="field__label">{words::DEPARTMENTS}</legend>
            <div class="choices users__departments">{all.into_iter().map(line).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Personal(form: Form) -> impl IntoView {
    let genders = form.lists.with_value(|lists| {
        lists.genders.iter().map(|gender| (gender.code.0.clone(), gender.name.clone())).collect::<Vec<_>>()
    });
    view! {
        <Line form field=Field::First required=true />
        <Line form field=Field::Middle />
        <Line form field=Field::Last required=true />
        <Choose form field=Field::Gender options=genders required=true />
        <Details form heading=Heading::PersonalInformation />
    }
    .into_any()
}

/// The parts of the profile under a heading that the switches show.
#[component]
fn Details(form: Form, heading: Heading) -> impl IntoView {
    let shown = form.lists.with_value(|lists| {
        let under = |detail: &Detail| detail.heading() == heading && detail.is_shown(&lists.settings);
        Detail::ALL.into_iter().filter(under).collect::<Vec<_>>()
    });
    shown.into_iter().map(|detail| view! { <DetailInput form detail /> }).collect_view().into_any()
}
