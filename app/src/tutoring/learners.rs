//! A tutor's learners, group by group.

use super::words;
use crate::frame::address;
use crate::ui::{Avatar, EmptyState};
use domain::person::Person;
use domain::tutoring::LinkedGroup;
use leptos::prelude::*;

#[component]
pub(super) fn Learners(shown: Memo<Vec<LinkedGroup>>, on_show_all: Callback<()>) -> impl IntoView {
    let any = Memo::new(move |_| shown.with(|shown| !shown.is_empty()));
    let nobody = move || {
        view! {
            <EmptyState title=words::NONE_FOUND words=words::NONE_FOUND_WHAT>
                <button type="button" class="button" on:click=move |_| on_show_all.run(())>
                    {words::SHOW_ALL}
                </button>
            </EmptyState>
        }
    };
    view! {
        <div class="table-card">
            <Show when=move || any.get() fallback=nobody>
                <table class="table table--fold">
                    <thead>
                        <tr>
                            <th scope="col">{words::LEARNER}</th>
                            <th scope="col">{words::NUMBER}</th>
                            <th scope="col">{words::EMAIL}</th>
                        </tr>
                    </thead>
                    <For each=move || shown.get() key=key let:group>
                        <GroupBand group />
                    </For>
                </table>
            </Show>
        </div>
    }
    .into_any()
}

/// What makes a group's part of the table anew: another group, or other learners.
fn key(group: &LinkedGroup) -> (i64, Vec<i64>) {
    (group.id.0, group.learners.iter().map(|learner| learner.id.0).collect())
}

/// A group under its heading, which folds it.
#[component]
fn GroupBand(group: LinkedGroup) -> impl IntoView {
    let LinkedGroup { name, course, period, kind, learners, .. } = group;
    let open = RwSignal::new(true);
    let mail = email_group(&learners).map(|href| {
        let label = words::email_group(&name, &course.code);
        view! {
            <a class="push" href=href aria-label=label>
                {words::EMAIL_GROUP}
            </a>
        }
    });
    let facts = words::group_facts(&course.code, learners.len());
    let title = [period.title.as_str(), " · ", kind.label()].concat();
    let empty = learners.is_empty();
    let rows = learners.into_iter().map(|learner| view! { <LearnerLine learner open /> }).collect_view();
    let nobody = empty.then(|| view! { <tr><td colspan="3" class="quiet">{words::NO_LEARNERS}</td></tr> });
    view! {
        <tbody>
            <tr class="table__band">
                <th scope="rowgroup" colspan="3">
                    <div class="tutoring__band">
                        <button
                            type="button"
                            class="tutoring__fold"
                            aria-expanded=move || if open.get() { "true" } else { "false" }
                            on:click=move |_| open.update(|open| *open = !*open)
                        >
                            {name}
                        </button>
                        <span class="quiet tutoring__facts">{facts}</span>
                        <span class="quiet tutoring__facts">{title}</span>
                        {mail}
                    </div>
                </th>
            </tr>
            {rows}
            {nobody}
        </tbody>
    }
    .into_any()
}

#[component]
fn LearnerLine(learner: Person, open: RwSignal<bool>) -> impl IntoView {
    let href = ["mailto:", &mail_address(&learner.email)].concat();
    view! {
        <tr hidden=move || !open.get()>
            <th scope="row">
                <span class="person">
                    <Avatar initials=learner.initials() />
                    <span class="person__name">{learner.name()}</span>
                </span>
            </th>
            <td class="quiet number">{learner.number.clone()}</td>
            <td>
                <a class="tutoring__mail" href=href>
                    {learner.email}
                </a>
            </td>
        </tr>
    }
    .into_any()
}

/// The address that writes to all of them.
fn email_group(learners: &[Person]) -> Option<String> {
    let addresses: Vec<String> = learners.iter().map(|learner| mail_address(&learner.email)).collect();
    (!addresses.is_empty()).then(|| ["mailto:", &addresses.join(",")].concat())
}

/// An e-mail address as it stands in a `mailto:` (RFC 6068): encoded but for the @.
fn mail_address(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, host)) => [&address::encoded(local), "@", &address::encoded(host)].concat(),
        None => address::encoded(email),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_smuggle_anything_into_a_mail() {
        assert_eq!(mail_address("t.adeyemi@med.example"), "t.adeyemi@med.example");
        assert_eq!(mail_address("a?bcc=x,y@med.example"), "a%3Fbcc%3Dx%2Cy@med.example");
    }
}
