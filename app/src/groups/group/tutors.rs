//! The tutors with their type: a label that changes no access (SPEC G7).

use super::{Desk, Page};
use crate::groups::{api, words};
use crate::ui::{Avatar, Found, Glyph, Icon, PersonPicker, SearchPeople, in_place, picker_coming};
use domain::id::UserId;
use domain::person::Person;
use domain::tutoring::TutorKind;
use leptos::prelude::*;
use std::sync::Arc;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    person: Person,
    /// The saved type; `None` for one who is to be added.
    saved: Option<TutorKind>,
}

#[component]
pub(super) fn Tutors(desk: Desk, page: Arc<Page>, may_edit: bool) -> impl IntoView {
    let code = page.course.code.clone();
    let lines = Memo::new(move |_| {
        let saved = page.group.tutors.iter().map(|(person, kind)| Line { person: person.clone(), saved: Some(*kind) });
        desk.edits.with(|edits| {
            let added = edits.tutors_in.iter().map(|(person, _)| Line { person: person.clone(), saved: None });
            saved.chain(added).collect::<Vec<_>>()
        })
    });
    let count = move || lines.with(Vec::len);
    let none = move || (count() == 0).then(|| view! { <p class="card__body quiet">{words::NO_TUTORS}</p> });
    view! {
        <section class="card">
            <div class="card__head">
                <h2>{words::TUTORS}</h2>
                <span class="badge">{count}</span>
                <span class="card__side">{words::KIND_IS_LABEL}</span>
            </div>
            {none}
            <ul class="lines">
                <For
                    each=move || lines.get()
                    key=|line| (line.person.id, line.saved)
                    children=move |line| view! { <Tutor desk line manage=may_edit /> }
                />
            </ul>
            {may_edit.then(|| {
                let until = move || picker_coming(ID, words::ADD_TUTOR, words::SEARCH_TUTORS);
                let add = in_place(until, crate::loading!(__preload_tutor_later), move || tutor_later(desk, code.clone(), lines));
                view! { <div class="card__body group__add-tutor">{add}</div> }
            })}
        </section>
    }
}

#[component]
fn Tutor(desk: Desk, line: Line, manage: bool) -> impl IntoView {
    let Line { person, saved } = line;
    let id = person.id;
    let name = person.name();
    let removed = Memo::new(move |_| desk.edits.with(|edits| edits.tutors_out.contains(&id)));
    let facts = person.number.clone().unwrap_or_else(|| person.email.clone());
    let is_new = saved.is_none().then(|| {
        view! {
            " · "
            <span class="text--warning">{words::NEW}</span>
        }
    });
    let controls = if manage {
        view! { <Controls desk id saved name=name.clone() removed /> }.into_any()
    } else {
        view! { <span class="quiet">{saved.map(TutorKind::label)}</span> }.into_any()
    };
    view! {
        <li class="group__tutor" class:is-leaving=move || removed.get()>
            <span class="person lines__main">
                <Avatar initials=person.initials() />
                <span class="person__text">
                    <span class="person__name">{name}</span>
                    <br />
                    <span class="person__facts">{facts} {is_new}</span>
                </span>
            </span>
            {controls}
        </li>
    }
}

/// The type and the ×; after the × a way back.
#[component]
fn Controls(desk: Desk, id: UserId, saved: Option<TutorKind>, name: String, removed: Memo<bool>) -> impl IntoView {
    let kind = Memo::new(move |_| desk.kind(id, saved));
    let first = kind.get_untracked();
    let options: Vec<_> = TutorKind::ALL
        .into_iter()
        .map(|kind| view! { <option value=kind.key() selected=kind == first>{kind.label()}</option> })
        .collect();
    let set_kind = move |event| {
        if let Some(kind) = TutorKind::from_key(&event_target_value(&event)) {
            desk.set_kind(id, saved, kind);
        }
    };
    let kind_label = words::kind_of(&name);
    let press = move |_| {
        desk.edits.update(|edits| {
            if saved.is_none() {
                edits.tutors_in.retain(|(person, _)| person.id != id);
            } else if !edits.tutors_out.remove(&id) {
                edits.tutors_out.insert(id);
            }
        });
    };
    let press_label = move || if removed.get() { words::put_back(&name) } else { words::remove(&name) };
    let face = move || {
        if removed.get() {
            view! { <Icon glyph=Glyph::Undo /> }
        } else {
            view! { <Icon glyph=Glyph::Close /> }
        }
    };
    view! {
        <select
            class="select"
            aria-label=kind_label
            autocomplete="off"
            disabled=move || removed.get()
            prop:value=move || kind.get().key()
            on:change=set_kind
        >
            {options}
        </select>
        <button type="button" class="button button--quiet button--icon" aria-label=press_label on:click=press>
            {face}
        </button>
    }
}

const ID: &str = "add-tutor";

/// WASM of its own: the tutors are there before it.
#[lazy]
fn tutor_later(desk: Desk, code: String, lines: Memo<Vec<Line>>) -> AnyView {
    view! { <AddTutor desk code lines /> }.into_any()
}

#[component]
fn AddTutor(desk: Desk, code: String, lines: Memo<Vec<Line>>) -> impl IntoView {
    let kind = RwSignal::new(TutorKind::default());
    let search = SearchPeople::new(move |typed| {
        let finding = api::find_tutors(code.clone(), typed);
        async move {
            let people = finding.await?;
            let there: Vec<UserId> =
                lines.try_with_untracked(|lines| lines.iter().map(|line| line.person.id).collect()).unwrap_or_default();
            let found = |person: Person| {
                let taken = there.contains(&person.id).then(|| words::TUTORS_ALREADY.to_owned());
                Found { side: person.department.clone(), taken, person }
            };
            Ok(people.into_iter().map(found).collect())
        }
    });
    let pick = Callback::new(move |found: Found| {
        let added = (found.person, kind.get_untracked());
        desk.edits.update(|edits| edits.tutors_in.push(added));
    });
    let segment = move |each: TutorKind| {
        view! {
            <label>
                <input
                    type="radio"
                    name="add-as"
                    prop:checked=move || kind.get() == each
                    on:change=move |_| kind.set(each)
                />
                {each.label()}
            </label>
        }
    };
    let foot = move || {
        view! {
            <span id="add-as">{words::ADD_AS}</span>
            <div class="segments" role="radiogroup" aria-labelledby="add-as">
                {TutorKind::ALL.map(segment).into_iter().collect_view()}
            </div>
        }
    };
    view! {
        <PersonPicker id=ID label=words::ADD_TUTOR placeholder=words::SEARCH_TUTORS search on_pick=pick foot />
    }
}

impl Desk {
    /// A tutor's type as it stands on the page.
    fn kind(self, id: UserId, saved: Option<TutorKind>) -> TutorKind {
        self.edits.with(|edits| {
            let added = edits.tutors_in.iter().find(|(person, _)| person.id == id).map(|(_, kind)| *kind);
            edits.retitled.get(&id).copied().or(saved).or(added).unwrap_or_default()
        })
    }

    fn set_kind(self, id: UserId, saved: Option<TutorKind>, kind: TutorKind) {
        self.edits.update(|edits| match saved {
            Some(saved) if saved == kind => drop(edits.retitled.remove(&id)),
            Some(_) => drop(edits.retitled.insert(id, kind)),
            None => {
                if let Some(added) = edits.tutors_in.iter_mut().find(|(person, _)| person.id == id) {
                    added.1 = kind;
                }
            }
        });
    }
}
