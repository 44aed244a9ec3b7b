//! The board by keyboard: arrows go from card to card; Space picks up, arrows or a name choose where to, Space drops and
//! Escape puts back.

use super::acting::Acting;
use super::card::{held_with, id};
use super::drag;
use super::state::{Board, Held};
use super::view;
use super::words;
use crate::ui::gender_words;
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

/// Hears a key on a card.
pub(super) fn press(board: Board, acting: Acting, event: &ev::KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if !target.is_some_and(|target| target.matches(".learner__hold").unwrap_or(false)) {
        return;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some((col, who)) = board.active.get_untracked() else { return };
    let heard = match board.held.get_untracked() {
        Some(held) => while_holding(board, acting, &held, &event.key()),
        None => while_free(board, who, col, &event.key(), event.shift_key()),
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

fn while_free(board: Board, who: UserId, col: usize, key: &str, shift: bool) -> bool {
    match key {
        " " => pick_up(board, who, col),
        "m" | "M" | "ContextMenu" => {
            board.asking.set(held_with(board, who, col));
            board.ask_open.set(true);
        }
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

fn pick_up(board: Board, who: UserId, col: usize) {
    let held = held_with(board, who, col);
    let names = board.names(held.iter().map(|(who, _)| *who));
    board.said.set(words::holding(&words::who(&names), &board.col_name(col)));
    board.held.set(Some(Held { who: held, over: Some(col), by_keys: true }));
}

fn while_holding(board: Board, acting: Acting, held: &Held, key: &str) -> bool {
    let last = board.cols.with_value(|cols| cols.len().saturating_sub(1));
    let over = held.over.unwrap_or(0);
    match key {
        "ArrowLeft" => go_over(board, over.saturating_sub(1)),
        "ArrowRight" => go_over(board, (over + 1).min(last)),
        "Home" => go_over(board, 0),
        "End" => go_over(board, last),
        "Escape" => drag::cancel(board),
        " " | "Enter" if is_typing() && key == " " => by_name(board, key),
        " " | "Enter" => drop_here(board, acting, held),
        // The focus stays with what is held.
        "Tab" | "ArrowUp" | "ArrowDown" => {}
        letter if letter.chars().count() == 1 => by_name(board, letter),
        _ => return false,
    }
    true
}

fn now() -> f64 {
    window().performance().map(|clock| clock.now()).unwrap_or_default()
}

/// Whether a name is being typed, so that Space is a letter of it: "PBL 12".
fn is_typing() -> bool {
    TYPED.with_borrow(|(typed, at)| !typed.is_empty() && now() - at < PAUSE && !typed.ends_with(' '))
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
    board.held.update(|held| held.iter_mut().for_each(|held| held.over = Some(col)));
    view::show(col);
    if let Some(held) = board.held.get_untracked() {
        let before = board.cols.with_value(|cols| cols[col].members.with_untracked(Vec::len));
        let after = board.members_after(col, &held);
        board.said.set(words::over(&board.col_name(col), before, after.len(), &gender_words(&board.spread(&after))));
    }
}

fn drop_here(board: Board, acting: Acting, held: &Held) {
    forget_typed();
    board.held.set(None);
    let to = held.over.unwrap_or(0);
    acting.move_to(&held.who, to);
    if let Some((who, _)) = held.who.first() {
        focus(board, to, *who);
    }
}

/// Puts the focus on a card, which may only now come into the document.
pub(super) fn focus(board: Board, col: usize, who: UserId) {
    board.active.set(Some((col, who)));
    view::show(col);
    request_animation_frame(move || {
        request_animation_frame(move || crate::ui::focus_on(&id(col, who)));
    });
}

fn step(board: Board, who: UserId, col: usize, by: isize, shift: bool) {
    let members = board.cols.with_value(|cols| cols[col].members.get_untracked());
    let at = members.iter().position(|member| *member == who).and_then(|at| at.checked_add_signed(by));
    if let Some(next) = at.and_then(|at| members.get(at)).copied() {
        if shift {
            board.chosen.update(|chosen| chosen.extend([who, next]));
        }
        focus(board, col, next);
    }
}

/// To the nearest card of the next column that has one.
fn aside(board: Board, who: UserId, col: usize, on: bool) {
    let cols = board.cols();
    let row = cols[col].members.with_untracked(|members| members.iter().position(|member| *member == who));
    let has = |at: &usize| cols[*at].members.with_untracked(|members| !members.is_empty());
    let to = if on { (col + 1..cols.len()).find(has) } else { (0..col).rev().find(has) };
    let Some(to) = to else { return };
    let next = cols[to].members.with_untracked(|all| all.get(row.unwrap_or(0)).or(all.last()).copied());
    if let Some(next) = next {
        focus(board, to, next);
    }
}
