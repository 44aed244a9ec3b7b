//! The board by keyboard: arrows go from card to card; Space picks up, arrows or a name choose where to, Space drops and
//! Escape puts back.

use super::acting::Acting;
use super::card::{held_with, id, toggle};
use super::drag;
use super::state::{Board, Held, Whom};
use super::view;
use domain::id::UserId;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use std::cell::RefCell;

/// How long, in milliseconds, letters belong to one name.
const PAUSE: f64 = 1_200.0;

thread_local! {
    /// What was typed of a name, and when last.
    static TYPED: RefCell<(String, f64)> = const { RefCell::new((String::new(), 0.0)) };
}

/// Who has the focus: a learner's card, or a tutor.
fn focused(event: &ev::KeyboardEvent) -> Option<Whom> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    if target.matches(".learner__hold").ok()? {
        return Some(Whom::Learners);
    }
    target.matches(".tutor").ok()?.then_some(Whom::Tutors)
}

/// Hears a key on a card or a tutor.
pub(super) fn press(board: Board, acting: Acting, event: &ev::KeyboardEvent) {
    let Some(whom) = focused(event) else { return };
    let key = event.key();
    let is_free = board.held.with_untracked(Option::is_none);
    if event.ctrl_key() && key == " " && whom == Whom::Learners && is_free {
        if let Some((col, who)) = board.active.get_untracked() {
            board.chosen.update(|chosen| toggle(chosen, (who, col)));
        }
        event.prevent_default();
        return event.stop_propagation();
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let heard = match (board.held.get_untracked(), whom, board.active.get_untracked()) {
        (Some(held), ..) => while_holding(board, acting, &held, &key),
        (None, Whom::Learners, Some((col, who))) => while_free(board, acting, (who, col), &key, event.shift_key()),
        (None, Whom::Tutors, _) => tutor_key(board, event, &key),
        _ => false,
    };
    if heard {
        event.prevent_default();
        // Space and Enter would click, too.
        event.stop_propagation();
    }
}

/// Keys that work wherever the focus is, but in a field.
pub(super) fn anywhere(board: Board, acting: Acting, event: &ev::KeyboardEvent) {
    if event.key() == "Escape" && board.held.with_untracked(Option::is_some) {
        return drag::cancel(board);
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let in_field = target.is_some_and(|target| target.matches("input, textarea, select").unwrap_or(false));
    if in_field || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => acting.undo(),
        ("z", true) | ("y", false) => acting.redo(),
        _ => return,
    }
    event.prevent_default();
}

fn while_free(board: Board, acting: Acting, (who, col): (UserId, usize), key: &str, shift: bool) -> bool {
    match key {
        " " => pick_up(board, held_with(board, who, col), col),
        "m" | "M" | "ContextMenu" => board.ask(held_with(board, who, col)),
        "l" | "L" => acting.lock(&held_with(board, who, col).who),
        "s" | "S" => board.suggest(Some((who, col))),
        "ArrowUp" => step(board, who, col, -1, shift),
        "ArrowDown" => step(board, who, col, 1, shift),
        "ArrowLeft" => aside(board, who, col, false),
        "ArrowRight" => aside(board, who, col, true),
        "Escape" if board.chosen.with_untracked(|chosen| !chosen.is_empty()) => {
            board.chosen.update(std::collections::BTreeSet::clear);
        }
        _ => return false,
    }
    true
}

fn tutor_key(board: Board, event: &ev::KeyboardEvent, key: &str) -> bool {
    let of = |name: &str| {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        target.get_attribute(name)?.parse::<i64>().ok()
    };
    let Some((tutor, col)) = of("data-tutor").zip(of("data-in").and_then(|col| usize::try_from(col).ok())) else {
        return false;
    };
    let held = Held { whom: Whom::Tutors, who: vec![(UserId(tutor), col)], over: None, with: None, by_keys: false };
    match key {
        " " => pick_up(board, held, col),
        "m" | "M" | "ContextMenu" => board.ask(held),
        _ => return false,
    }
    true
}

fn pick_up(board: Board, held: Held, col: usize) {
    forget_typed();
    board.hold(Held { over: Some(col), by_keys: true, ..held });
}

fn while_holding(board: Board, acting: Acting, held: &Held, key: &str) -> bool {
    let over = held.over.unwrap_or(0);
    match key {
        "ArrowLeft" => go_over(board, over.saturating_sub(1)),
        "ArrowRight" => go_over(board, (over + 1).min(board.last_col())),
        "ArrowUp" => go_to_partner(board, held, false),
        "ArrowDown" => go_to_partner(board, held, true),
        "Home" => go_over(board, 0),
        "End" => go_over(board, board.last_col()),
        "Escape" => drag::cancel(board),
        " " if is_typing(board) => by_name(board, key),
        " " | "Enter" if held.over.is_none() => drag::cancel(board),
        " " | "Enter" => drop_here(board, acting, held),
        // The focus stays with what is held.
        "Tab" => {}
        letter if letter.chars().count() == 1 => by_name(board, letter),
        _ => return false,
    }
    true
}

pub(super) fn now() -> f64 {
    window().performance().map(|clock| clock.now()).unwrap_or_default()
}

/// Whether a name is being typed that goes on with Space: "PBL 12".
fn is_typing(board: Board) -> bool {
    let typed = TYPED.with_borrow(|(typed, at)| (now() - at < PAUSE).then(|| typed.clone()));
    typed.is_some_and(|typed| !typed.is_empty() && board.is_beginning(&[&typed, " "].concat()))
}

fn by_name(board: Board, letter: &str) {
    let typed = TYPED.with_borrow_mut(|(typed, at)| {
        if now() - *at > PAUSE {
            typed.clear();
        }
        *at = now();
        typed.push_str(letter);
        typed.clone()
    });
    if let Some(col) = board.col_called(typed.trim_end()) {
        go_over(board, col);
    }
}

fn forget_typed() {
    TYPED.with_borrow_mut(|(typed, _)| typed.clear());
}

fn go_over(board: Board, col: usize) {
    board.held.update(|held| {
        if let Some(held) = held {
            (held.over, held.with) = (Some(col), None);
        }
    });
    view::show(col);
    board.say_over();
}

/// In exchange for whom one learner would come: the next or the last of the column, or nobody.
fn go_to_partner(board: Board, held: &Held, down: bool) {
    let Some(over) = held.over.filter(|over| *over > 0 && held.who.len() == 1 && held.who[0].1 != *over) else {
        return;
    };
    if held.whom != Whom::Learners {
        return;
    }
    let members = board.members(over);
    let free: Vec<UserId> = members.into_iter().filter(|id| !board.is_locked(*id, over)).collect();
    let at = held.with.and_then(|with| free.iter().position(|id| *id == with));
    let next = match (at, down) {
        (None, true) => free.first().copied(),
        (None, false) => free.last().copied(),
        (Some(at), true) => free.get(at + 1).copied(),
        (Some(at), false) => at.checked_sub(1).and_then(|at| free.get(at).copied()),
    };
    board.held.update(|held| held.iter_mut().for_each(|held| held.with = next));
    board.say_over();
}

fn drop_here(board: Board, acting: Acting, held: &Held) {
    forget_typed();
    board.held.set(None);
    let to = held.over.unwrap_or(0);
    acting.drop_in(held, to);
    if let Some((who, _)) = held.who.first() {
        focus_held(board, held.whom, to, *who);
    }
}

/// Puts the focus on who was carried.
pub(super) fn focus_held(board: Board, whom: Whom, col: usize, who: UserId) {
    match whom {
        Whom::Learners => focus(board, col, who),
        Whom::Tutors => {
            view::show(col);
            let id = super::tutor::id(col, who);
            request_animation_frame(move || request_animation_frame(move || crate::ui::focus_on(&id)));
        }
    }
}

thread_local! {
    /// How often the focus was put on a card: only the last time counts.
    static FOCUSED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Puts the focus on a card, which may only now come into the document.
pub(super) fn focus(board: Board, col: usize, who: UserId) {
    board.active.set(Some((col, who)));
    view::show(col);
    let card = id(col, who);
    // At once where it is there: the next key may come before the next frame, and Enter chooses what has the focus.
    crate::ui::focus_on(&card);
    // And once more when it has come, or a dialog that is closing has given the focus back to where it was.
    let number = FOCUSED.with(|focused| {
        focused.set(focused.get() + 1);
        focused.get()
    });
    let look = move || {
        // Another key may have gone on from there meanwhile.
        if FOCUSED.with(std::cell::Cell::get) == number {
            crate::ui::focus_on(&card);
        }
    };
    request_animation_frame(move || request_animation_frame(look));
}

/// Puts the focus on the card that has the turn, where what had the focus is gone.
pub(super) fn back(board: Board) {
    if let Some((col, who)) = board.active.get_untracked().and_then(|(col, who)| {
        let (who, col) = board.now_at((who, col))?;
        Some((col, who))
    }) {
        follow(board, col, who);
    }
}

/// After someone was moved without being carried: brings them into sight, and the focus to them where it went with a card
/// or a button that is gone.
pub(super) fn follow(board: Board, col: usize, who: UserId) {
    let look = move || {
        if board.held.is_disposed() {
            return;
        }
        let active = document().active_element();
        if active.is_none_or(|element| element.tag_name() == "BODY") {
            focus(board, col, who);
        } else {
            view::show(col);
        }
    };
    request_animation_frame(move || request_animation_frame(look));
}

/// Those of a column whom the filter leaves.
pub(super) fn shown(board: Board, col: usize) -> Vec<UserId> {
    board.col(col).map(|col| untrack(|| board.shown(col))).unwrap_or_default()
}

fn step(board: Board, who: UserId, col: usize, by: isize, shift: bool) {
    let members = shown(board, col);
    let at = members.iter().position(|member| *member == who).and_then(|at| at.checked_add_signed(by));
    if let Some(next) = at.and_then(|at| members.get(at)).copied() {
        if shift {
            board.chosen.update(|chosen| chosen.extend([(who, col), (next, col)]));
        }
        focus(board, col, next);
    }
}

/// To the nearest card of the next column that has one.
fn aside(board: Board, who: UserId, col: usize, on: bool) {
    let row = shown(board, col).iter().position(|member| *member == who);
    let last = board.last_col();
    let mut places: Box<dyn Iterator<Item = usize>> =
        if on { Box::new(col + 1..=last) } else { Box::new((0..col).rev()) };
    let Some((to, members)) = places.find_map(|at| Some((at, shown(board, at))).filter(|(_, all)| !all.is_empty()))
    else {
        return;
    };
    if let Some(next) = members.get(row.unwrap_or(0)).or(members.last()) {
        focus(board, to, *next);
    }
}
