//! Above the board: search, filter, the set, colours, density, locks, undo and redo.

use super::acting::Acting;
use super::api::BoardPage;
use super::look::Look;
use super::state::Board;
use super::words;
use crate::frame::address;
use crate::groups::live::{Live, Presence};
use crate::groups::rules::{title, trait_name};
use crate::ui::{Glyph, Icon, Menu, SearchField, use_query_writer};
use domain::forming::recipe::{Trait, Values};
use domain::groups::view::SetView;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Toolbar(board: Board, acting: Acting, page: Arc<BoardPage>, live: Live) -> impl IntoView {
    let several = page.sets.len() > 1;
    view! {
        <div class="toolbar board__toolbar">
            <form class="row" role="search" on:submit=|event| event.prevent_default()>
                <SearchField key="q" label=words::SEARCH text=board.look.typed />
            </form>
            <Filter board />
            {several.then(|| sets(&page))}
            <ColourBy board />
            <Viewing board />
            <div class="row push">
                <Presence live />
                <LockSet board acting />
                <span class="button-pair">
                    {step(words::UNDO, Glyph::Undo, move || board.undo.with(Vec::is_empty), move || acting.undo())}
                    {step(words::REDO, Glyph::Redo, move || board.redo.with(Vec::is_empty), move || acting.redo())}
                </span>
                <button type="button" class="button" on:click=move |_| board.suggest(None)>
                    <Icon glyph=Glyph::Swap />
                    {words::SUGGEST}
                </button>
            </div>
        </div>
        <Found board />
    }
    .into_any()
}

fn step(
    label: &'static str,
    glyph: Glyph,
    none: impl Fn() -> bool + Send + Sync + Copy + 'static,
    act: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="button button--icon"
            aria-label=label
            title=label
            aria-disabled=move || none().then_some("true")
            on:click=move |_| act()
        >
            <Icon glyph />
        </button>
    }
    .into_any()
}

fn sets(page: &BoardPage) -> AnyView {
    let writer = use_query_writer();
    let chosen = page.set;
    let option = |set: &SetView| {
        let is_chosen = Some(set.id) == chosen;
        view! {
            <option value=set.id.to_string() selected=is_chosen prop:selected=is_chosen>
                {set.name.to_string()}
            </option>
        }
    };
    let options = page.sets.iter().map(option).collect_view();
    view! {
        <select
            class="select select--fit"
            aria-label=words::SET
            autocomplete="off"
            on:change=move |event| writer.write(&[("set", &event_target_value(&event))])
        >
            {options}
        </select>
    }
    .into_any()
}

/// What is searched and filtered, and how many that leaves.
#[component]
fn Found(board: Board) -> impl IntoView {
    let found = move || board.found().map(words::found);
    let show_all = move || {
        board.look.narrows().then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| board.look.show_all()>
                    {words::SHOW_ALL}
                </button>
            }
        })
    };
    let locked = move || {
        board.locked.get().then(|| {
            view! {
                <p class="board__locked">
                    <Icon glyph=Glyph::Lock />
                    {words::SET_LOCKED}
                </p>
            }
        })
    };
    view! {
        {locked}
        <p class="board__found small quiet">
            <span role="status">{found}</span>
            " "
            {show_all}
        </p>
    }
    .into_any()
}

/// The names of traits: what is known of anyone here.
fn traits(board: Board) -> Vec<(Values, String)> {
    let (people, rules) = (board.people.get_value(), board.rules.get_value());
    let named = |values: &Values| (values.clone(), capital(&trait_name(values.of, &rules.recipe.columns)));
    people.traits().iter().map(named).collect()
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[component]
fn Filter(board: Board) -> impl IntoView {
    let look = board.look;
    let chosen = move || look.filter.with(|filter| filter.values().map(std::collections::BTreeSet::len).sum::<usize>());
    let face = view! {
        <Icon glyph=Glyph::Filter />
        {words::FILTER}
        {move || (chosen() > 0).then(|| view! { <span class="badge">{chosen()}</span> })}
    };
    view! {
        <Menu id="board-filter" class="button" face=face.into_any() lazy=true>
            <div class="board__choices">
                {traits(board).into_iter().map(|(values, name)| filter_of(look, values, name)).collect_view()}
            </div>
        </Menu>
    }
    .into_any()
}

fn filter_of(look: Look, values: Values, name: String) -> AnyView {
    let of = values.of;
    let value = move |value: String| {
        let (own, label) = (value.clone(), value.clone());
        let is_shown = move || look.filter.with(|filter| filter.get(&of).is_some_and(|values| values.contains(&own)));
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=is_shown
                    on:change=move |event| look.show(of, &value, event_target_checked(&event))
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="board__choice">
            <legend>{name}</legend>
            {values.names.into_iter().map(value).collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn ColourBy(board: Board) -> impl IntoView {
    let look = board.look;
    let option = |(values, name): (Values, String)| {
        let of = values.of;
        let first = look.colour.get_untracked() == of;
        view! {
            <option value=of.to_string() selected=first prop:selected=move || look.colour.get() == of>
                {name}
            </option>
        }
    };
    view! {
        <label class="board__labelled">
            <span class="quiet">{words::COLOUR_BY}</span>
            <select
                class="select select--fit"
                autocomplete="off"
                on:change=move |event| look.colour_by(event_target_value(&event).parse().unwrap_or(Trait::Gender))
            >
                {traits(board).into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// How close cards are, what they tell, and how many a group should have.
#[component]
fn Viewing(board: Board) -> impl IntoView {
    let look = board.look;
    let told = move |(values, name): (Values, String)| {
        let of = values.of;
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || look.told.with(|told| told.contains(&of))
                    on:change=move |event| look.tell(of, event_target_checked(&event))
                />
                <span>{name}</span>
            </label>
        }
    };
    let room = move |event| {
        let text: String = event_target_value(&event);
        look.make_room(text.trim().parse().ok());
    };
    view! {
        <Menu id="board-view" class="button menu__caret" face=words::CARDS.into_any() lazy=true>
            <div class="board__choices">
                <Density look />
                <fieldset class="board__choice">
                    <legend>{words::CARDS_TELL}</legend>
                    {traits(board).into_iter().map(told).collect_view()}
                </fieldset>
                <label class="board__choice board__room">
                    <span>{words::ROOM}</span>
                    <input
                        class="input"
                        type="number"
                        min="0"
                        max="9999"
                        inputmode="numeric"
                        autocomplete="off"
                        prop:value=move || look.room.get().map(|room| room.to_string()).unwrap_or_default()
                        on:change=room
                    />
                    <small class="quiet">{words::ROOM_WHAT}</small>
                </label>
                <Judges board />
            </div>
        </Menu>
    }
    .into_any()
}

/// By which rules moves are judged.
#[component]
fn Judges(board: Board) -> impl IntoView {
    let rules = board.rules.get_value();
    let titles = rules.recipe.rules.iter().map(|asked| view! { <li>{title(&asked.what, &rules.recipe.columns)}</li> });
    let titles = titles.collect_view();
    let usual = rules.usual.then(|| view! { <small class="quiet">{words::USUAL}</small> });
    let own = (!rules.usual).then(|| {
        let href = board.at.with_value(|at| address::set(&at.code, at.period, at.set));
        view! { <a href=href>{words::RULES}</a> }
    });
    (!rules.recipe.rules.is_empty()).then(|| {
        view! {
            <div class="board__choice">
                <span>{words::JUDGED_BY}</span>
                <ul class="board__rules">{titles}</ul>
                {usual}
                {own}
            </div>
        }
    })
}

#[component]
fn Density(look: Look) -> impl IntoView {
    let choice = move |is_dense: bool, label: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || (look.dense.get() == is_dense).to_string()
                on:click=move |_| look.be_dense(is_dense)
            >
                {label}
            </button>
        }
    };
    view! {
        <span class="button-pair board__density" role="group" aria-label=words::DENSITY>
            {choice(false, words::ROOMY)}
            {choice(true, words::DENSE)}
        </span>
    }
    .into_any()
}

#[component]
fn LockSet(board: Board, acting: Acting) -> impl IntoView {
    let label = move || if board.locked.get() { words::UNLOCK_SET } else { words::LOCK_SET };
    view! {
        <button
            type="button"
            class="button button--icon"
            aria-label=label
            title=label
            aria-pressed=move || board.locked.get().to_string()
            on:click=move |_| acting.lock_set()
        >
            {move || {
                let glyph = if board.locked.get() { Glyph::Lock } else { Glyph::Unlock };
                view! { <Icon glyph /> }
            }}
        </button>
    }
    .into_any()
}
