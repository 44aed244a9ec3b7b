//! The lists by keys: one stop for Tab in each, arrows within, and while something is picked up every place it can go
//! to is a stop.

use super::board::{Board, End};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Whether Tab stops at this end.
pub(super) fn is_stop(board: Board, end: End) -> bool {
    match board.held.get() {
        Some(held) => held == end || held.faces(end),
        None => match end {
            End::Column(at) => board.listed.with(|listed| listed.shown.first() == Some(&at)),
            End::Field(at) => at == 0,
        },
    }
}

pub(super) fn in_columns(board: Board, event: &ev::KeyboardEvent) {
    in_list(board, event, ".file-column__pick");
}

pub(super) fn in_fields(board: Board, event: &ev::KeyboardEvent) {
    in_list(board, event, ".field-line__pick");
}

fn in_list(board: Board, event: &ev::KeyboardEvent, picks: &str) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target.filter(|target| target.matches(picks).unwrap_or(false)) else { return };
    let key = event.key();
    if key == "Delete" || key == "Backspace" {
        event.prevent_default();
        if let Some(end) = end_of(&target) {
            board.disconnect(end);
        }
        return;
    }
    let Some(all) = board.element.get_untracked().and_then(|board| board.query_selector_all(picks).ok()) else {
        return;
    };
    let all: Vec<web_sys::HtmlElement> =
        (0..all.length()).filter_map(|at| all.get(at)).filter_map(|node| node.dyn_into().ok()).collect();
    let Some(here) = all.iter().position(|pick| pick.id() == target.id()) else { return };
    let to = match key.as_str() {
        "ArrowDown" => here + 1,
        "ArrowUp" => here.wrapping_sub(1),
        "Home" => 0,
        "End" => all.len().saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    if let Some(pick) = all.get(to) {
        let _ = pick.focus();
    }
}

/// The end whose button this is.
fn end_of(pick: &web_sys::Element) -> Option<End> {
    let around = pick.closest("[data-column], [data-field]").ok().flatten()?;
    let place = |name: &str| around.get_attribute(name).and_then(|place| place.parse().ok());
    place("data-column").map(End::Column).or_else(|| place("data-field").map(End::Field))
}
