//! **"Add Members"**: enrolled learners, found by search; one in another group of the set moves here.

use super::edits::Joining;
use super::{Desk, Page};
use crate::groups::api::{self, Joiner};
use crate::groups::words;
use crate::ui::{Found, Glyph, Icon, PersonPicker, SearchPeople, in_place, picker_coming};
use domain::id::{GroupId, UserId};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const ID: &str = "add-members";

#[component]
pub(super) fn AddMembers(desk: Desk, page: Arc<Page>) -> impl IntoView {
    let enrolled = words::enrolled(page.enrolled);
    let until = move || picker_coming(ID, words::ADD_MEMBERS, words::SEARCH_LEARNERS);
    view! {
        <section class="card">
            <div class="card__head">
                <h2>{words::ADD_MEMBERS}</h2>
                <span class="card__side">{enrolled}</span>
            </div>
            <div class="card__body">{in_place(until, crate::loading!(__preload_joining_later), move || joining_later(desk, page.clone()))}</div>
        </section>
    }
}

/// WASM of its own: the group is there before it.
#[lazy]
fn joining_later(desk: Desk, page: Arc<Page>) -> AnyView {
    view! { <Choose desk page /> }.into_any()
}

#[component]
fn Choose(desk: Desk, page: Arc<Page>) -> impl IntoView {
    // What the last search knew of each person: where they would come from.
    let sources = StoredValue::new(BTreeMap::new());
    let (code, group) = (page.course.code.clone(), page.group.id);
    let search = SearchPeople::new(move |typed| {
        let finding = api::find_learners(code.clone(), group, typed);
        async move {
            let joiners = finding.await?;
            let _ = sources.try_update_value(|sources| {
                sources.extend(joiners.iter().map(|joiner| (joiner.candidate.person.id, joiner.leaves.clone())));
            });
            Ok(joiners.into_iter().map(|joiner| found(desk, group, joiner)).collect())
        }
    });
    let pick = Callback::new(move |found: Found| {
        let id = found.person.id;
        let from = sources.with_value(|sources| sources.get(&id).cloned().flatten());
        desk.edits.update(|edits| {
            if !edits.leaving.remove(&id) && edits.joining.iter().all(|joining| joining.person.id != id) {
                edits.joining.push(Joining { person: found.person, from });
            }
        });
    });
    let moves = move || {
        desk.edits.with(|edits| {
            let here = edits.size_after(&page.group);
            let moving = edits.joining.iter().filter_map(|joining| {
                let (from, name, size) = joining.from.as_ref()?;
                let there = edits.size_left(*from, *size);
                let words = words::moves(&joining.person.name(), name.as_str(), here, there);
                Some(view! { <p class="small quiet">{words}</p> })
            });
            moving.collect_view()
        })
    };
    view! {
        <Chips desk />
        <PersonPicker id=ID label=words::ADD_MEMBERS placeholder=words::SEARCH_LEARNERS search on_pick=pick />
        <div role="status" class="stack stack--tight">
            {moves}
        </div>
    }
}

/// A learner as the list offers them: where they are, and why they cannot be chosen.
fn found(desk: Desk, group: GroupId, joiner: Joiner) -> Found {
    let Joiner { candidate, leaves, locked } = joiner;
    let id = candidate.person.id;
    let is_member = candidate.groups.iter().any(|(_, at, _)| *at == group);
    let taken = desk.edits.try_with_untracked(|edits| {
        if edits.joining.iter().any(|joining| joining.person.id == id) {
            Some(words::CHOSEN.to_owned())
        } else if is_member && !edits.leaving.contains(&id) {
            Some(words::IN_THIS_GROUP.to_owned())
        } else {
            None
        }
    });
    let locked = leaves.as_ref().filter(|_| locked).map(|(_, name, _)| words::locked_in(name.as_str()));
    let side = leaves.map(|(_, name, _)| words::in_group(name.as_str()));
    Found { person: candidate.person, side, taken: taken.flatten().or(locked) }
}

/// Those who are to join; each can be let go.
#[component]
fn Chips(desk: Desk) -> impl IntoView {
    let joining = Memo::new(move |_| {
        desk.edits.with(|edits| edits.joining.iter().map(|joining| joining.person.clone()).collect::<Vec<_>>())
    });
    let let_go = move |id: UserId| desk.edits.update(|edits| edits.joining.retain(|joining| joining.person.id != id));
    let chip = move |person: domain::person::Person| {
        let id = person.id;
        view! {
            <li class="chip">
                <span>{person.name()} " " <small>{person.number.clone()}</small></span>
                <button
                    type="button"
                    class="chip__remove"
                    aria-label=words::remove(&person.name())
                    on:click=move |_| let_go(id)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </li>
        }
    };
    let any = Memo::new(move |_| joining.with(|joining| !joining.is_empty()));
    view! {
        <Show when=move || any.get()>
            <ul class="chips">
                <For each=move || joining.get() key=|person| person.id children=chip />
            </ul>
        </Show>
    }
}
