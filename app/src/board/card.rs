//! A learner on the board.

use super::acting::Acting;
use super::drag;
use super::people::Card;
use super::state::{Board, Held, Whom};
use super::words;
use crate::ui::{Avatar, Glyph, Icon, gender_class};
use domain::forming::recipe::Trait;
use domain::id::UserId;
use leptos::ev;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The id of a card's button: a learner can be in several columns of a set that allows it.
pub(super) fn id(col: usize, who: UserId) -> String {
    ["card-", &col.to_string(), "-", &who.to_string()].concat()
}

/// The class that colours a value of a trait.
pub(super) fn colour_class(of: Trait, kind: usize, value: &str) -> &'static str {
    const KINDS: [&str; 8] = ["kind-1", "kind-2", "kind-3", "kind-4", "kind-5", "kind-6", "kind-7", "kind-8"];
    if of == Trait::Gender { gender_class(value) } else { KINDS.get(kind).copied().unwrap_or("gender-other") }
}

#[component]
pub(super) fn LearnerCard(
    board: Board,
    acting: Acting,
    col: usize,
    card: Arc<Card>,
    /// Whose card of this column is a step of Tab.
    stop: Memo<Option<UserId>>,
) -> impl IntoView {
    let who = card.id;
    let is_chosen = Memo::new(move |_| board.chosen.with(|chosen| chosen.contains(&(who, col))));
    let is_held = Memo::new(move |_| {
        board.held.with(|held| {
            held.as_ref().is_some_and(|held| held.whom == Whom::Learners && held.who.contains(&(who, col)))
        })
    });
    let is_partner = Memo::new(move |_| {
        board.held.with(|held| held.as_ref().is_some_and(|held| held.with == Some(who) && held.over == Some(col)))
    });
    let of = card.clone();
    let is_dim = Memo::new(move |_| !board.look.finds(&of));
    let locked = board.col(col).map(|col| col.locked);
    let is_locked = Memo::new(move |_| locked.is_some_and(|locked| locked.with(|locked| locked.contains(&who))));
    let is_fresh = move || board.fresh.with(|fresh| fresh.contains_key(&who));
    let (hold_tab, menu_tab) = (move || tab(stop.get() == Some(who)), {
        let is_active = move || board.active.with(|active| *active == Some((col, who)));
        move || tab(is_active())
    });
    view! {
        <li
            class="learner"
            class:learner--chosen=is_chosen
            class:learner--held=is_held
            class:learner--partner=is_partner
            class:learner--dim=is_dim
            class:learner--fresh=is_fresh
            data-who=who.to_string()
        >
            <button
                type="button"
                class="learner__hold"
                id=id(col, who)
                tabindex=hold_tab
                aria-pressed=move || is_chosen.get().to_string()
                aria-describedby="board-how"
                on:pointerdown=move |event| drag::press(board, acting, Whom::Learners, (who, col), &event)
                on:click=move |event| choose(board, who, col, &event)
                on:focus=move |_| board.active.set(Some((col, who)))
            >
                <Avatar initials=card.initials.clone() />
                <span class="learner__text">
                    <span class="learner__name">{card.name.clone()}</span>
                    <Facts board card=card.clone() is_locked />
                </span>
            </button>
            <button
                type="button"
                class="learner__menu"
                tabindex=menu_tab
                aria-label=words::more_of(&card.name)
                title=words::MOVE_TO
                on:click=move |_| board.ask(held_with(board, who, col))
            >
                <Icon glyph=Glyph::More />
            </button>
        </li>
    }
    .into_any()
}

const fn tab(is_stop: bool) -> &'static str {
    if is_stop { "0" } else { "-1" }
}

/// The line below the name.
#[component]
fn Facts(board: Board, card: Arc<Card>, is_locked: Memo<bool>) -> impl IntoView {
    let who = card.id;
    let left = card.left.then(|| view! { <span class="badge badge--warning">{words::LEFT}</span> });
    let number = card.number.clone();
    let value = move |of: Trait| {
        let people = board.people.get_value();
        people.value(&card, of).map(|(kind, value)| (colour_class(of, kind, value), value.to_owned()))
    };
    let own = value.clone();
    let colour = move || {
        own(board.look.colour.get()).map(|(class, value)| {
            view! { <span class=["learner__kind ", class].concat()>{value}</span> }
        })
    };
    let told = move || {
        let rest = board.look.told.get().into_iter().filter(|of| *of != board.look.colour.get());
        rest.filter_map(&value).map(|(_, value)| view! { <span class="learner__told">{value}</span> }).collect_view()
    };
    let by = move || {
        let by = board.fresh.with(|fresh| fresh.get(&who).cloned());
        by.map(|by| view! { <span class="learner__by">{words::by(&by)}</span> })
    };
    let lock = move || {
        is_locked.get().then(|| {
            view! {
                <span class="learner__lock" title=words::LOCKED>
                    <Icon glyph=Glyph::Lock />
                    <span class="unseen">{words::LOCKED}</span>
                </span>
            }
        })
    };
    view! {
        <span class="learner__facts">
            <span class="learner__number">{number}</span>
            {colour}
            {told}
            {lock}
            {left}
            {by}
        </span>
    }
    .into_any()
}

/// Those who are held when one is: all who are chosen, where they are one of them.
pub(super) fn held_with(board: Board, who: UserId, col: usize) -> Held {
    let is_chosen = board.chosen.with_untracked(|chosen| chosen.contains(&(who, col)));
    let who = if is_chosen { board.chosen_now() } else { vec![(who, col)] };
    Held { whom: Whom::Learners, who, over: None, with: None, by_keys: false }
}

/// A click chooses one, with Ctrl one more, with Shift all between.
fn choose(board: Board, who: UserId, col: usize, event: &ev::MouseEvent) {
    if drag::was_dragged(event) {
        return;
    }
    let from = board.anchor.get_value();
    board.anchor.set_value(Some((col, who)));
    let more = event.ctrl_key() || event.meta_key();
    board.active.set(Some((col, who)));
    let members = super::keys::shown(board, col);
    let at = |id| members.iter().position(|member| *member == id);
    let reach = from.filter(|(of, _)| event.shift_key() && *of == col).and_then(|(_, from)| at(from)).zip(at(who));
    board.chosen.update(|chosen| {
        if let Some((a, b)) = reach {
            chosen.extend(members[a.min(b)..=a.max(b)].iter().map(|who| (*who, col)));
        } else if more {
            toggle(chosen, (who, col));
        } else {
            let only = chosen.len() == 1 && chosen.contains(&(who, col));
            *chosen = if only { BTreeSet::new() } else { BTreeSet::from([(who, col)]) };
        }
    });
}

/// Chooses one more, or one less.
pub(super) fn toggle(chosen: &mut BTreeSet<(UserId, usize)>, one: (UserId, usize)) {
    if !chosen.remove(&one) {
        chosen.insert(one);
    }
}
