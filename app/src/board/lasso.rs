//! Choosing many at once: a frame drawn by mouse around their cards.

use super::state::Board;
use domain::id::UserId;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// How far the mouse moves before it draws.
const SLACK: f64 = 6.0;

/// A frame under way.
struct Drawing {
    from: (f64, f64),
    to: (f64, f64),
    /// Those who were chosen before, where they stay so.
    before: BTreeSet<(UserId, usize)>,
    drawn: bool,
    listeners: Vec<WindowListenerHandle>,
}

thread_local! {
    static DRAWING: RefCell<Option<Drawing>> = const { RefCell::new(None) };
}

/// Left, top, width and height.
pub(super) type Frame = (f64, f64, f64, f64);

fn frame_of(from: (f64, f64), to: (f64, f64)) -> Frame {
    (from.0.min(to.0), from.1.min(to.1), (from.0 - to.0).abs(), (from.1 - to.1).abs())
}

/// Begins where there is no card and no control.
pub(super) fn press(board: Board, frame: RwSignal<Option<Frame>>, event: &ev::PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_free = target.is_some_and(|target| target.closest("button, a, input, .learner").ok().flatten().is_none());
    if event.button() != 0 || event.pointer_type() != "mouse" || !is_free {
        return;
    }
    let keeps = event.ctrl_key() || event.meta_key() || event.shift_key();
    let before = if keeps { board.chosen.get_untracked() } else { BTreeSet::new() };
    let from = (f64::from(event.client_x()), f64::from(event.client_y()));
    let listeners = vec![
        window_event_listener(ev::pointermove, move |event| moved(board, frame, &event)),
        window_event_listener(ev::pointerup, move |_| end(board, frame)),
        window_event_listener(ev::pointercancel, move |_| end(board, frame)),
    ];
    drop_listeners();
    DRAWING.set(Some(Drawing { from, to: from, before, drawn: false, listeners }));
}

fn moved(board: Board, frame: RwSignal<Option<Frame>>, event: &ev::PointerEvent) {
    // Over a scrollbar the release may not be told.
    if event.buttons() & 1 == 0 {
        return end(board, frame);
    }
    let to = (f64::from(event.client_x()), f64::from(event.client_y()));
    let begins = DRAWING.with_borrow_mut(|drawing| {
        let drawing = drawing.as_mut()?;
        drawing.to = to;
        let far = (to.0 - drawing.from.0).hypot(to.1 - drawing.from.1) > SLACK;
        let begins = far && !drawing.drawn;
        drawing.drawn |= far;
        Some(begins)
    });
    if begins == Some(true) {
        event.prevent_default();
        request_animation_frame(move || draw(board, frame));
    }
}

/// Once a frame while it is drawn.
fn draw(board: Board, frame: RwSignal<Option<Frame>>) {
    let now = DRAWING.with_borrow(|drawing| {
        drawing.as_ref().map(|drawing| (frame_of(drawing.from, drawing.to), drawing.before.clone()))
    });
    let Some((now, mut chosen)) = now else { return };
    if frame.try_get_untracked().is_none() {
        return drop_listeners();
    }
    frame.set(Some(now));
    chosen.extend(within(now));
    if board.chosen.with_untracked(|before| *before != chosen) {
        board.chosen.set(chosen);
    }
    request_animation_frame(move || draw(board, frame));
}

/// Those whose cards a frame touches, as far as they are in sight: beside the board and beyond a column's end cards are in
/// the document, too.
fn within((left, top, width, height): Frame) -> Vec<(UserId, usize)> {
    let Ok(cards) = document().query_selector_all(".learner[data-who]") else { return Vec::new() };
    let card = |at| cards.item(at)?.dyn_into::<web_sys::Element>().ok();
    let touches = |card: &web_sys::Element| {
        let mut seen = edges(card);
        for around in [".column__cards", "#board-columns"] {
            if let Some(around) = card.closest(around).ok().flatten() {
                let around = edges(&around);
                seen = (seen.0.max(around.0), seen.1.max(around.1), seen.2.min(around.2), seen.3.min(around.3));
            }
        }
        let (begins, above, ends, below) = seen;
        let touched = (begins.max(left), above.max(top), ends.min(left + width), below.min(top + height));
        touched.0 < touched.2 && touched.1 < touched.3
    };
    let place = |card: web_sys::Element| {
        let who = card.get_attribute("data-who")?.parse().ok().map(UserId)?;
        let column = card.closest("[data-column]").ok()??.get_attribute("data-column")?;
        Some((who, column.parse().ok()?))
    };
    (0..cards.length()).filter_map(card).filter(touches).filter_map(place).collect()
}

/// Left, top, right and bottom.
fn edges(element: &web_sys::Element) -> (f64, f64, f64, f64) {
    let place = element.get_bounding_client_rect();
    (place.left(), place.top(), place.right(), place.bottom())
}

fn drop_listeners() {
    if let Some(drawing) = DRAWING.take() {
        for listener in drawing.listeners {
            listener.remove();
        }
    }
}

fn end(board: Board, frame: RwSignal<Option<Frame>>) {
    let drawn = DRAWING.with_borrow(|drawing| drawing.as_ref().is_some_and(|drawing| drawing.drawn));
    let keeps = DRAWING.with_borrow(|drawing| drawing.as_ref().is_some_and(|drawing| !drawing.before.is_empty()));
    drop_listeners();
    let _ = frame.try_set(None);
    if !drawn && !keeps {
        // A click beside everyone chooses nobody.
        board.chosen.update(BTreeSet::clear);
    }
}
