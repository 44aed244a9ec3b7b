//! Dragging by pointer: mouse and pen at once, touch after a long press. Where it would land is what lies beneath the
//! pointer, asked once a frame, so that a move costs the same with ten columns and with hundreds.

use super::acting::Acting;
use super::card::held_with;
use super::keys;
use super::state::{Board, Held, Whom};
use super::words;
use domain::id::UserId;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// How far a mouse moves before it drags.
const SLACK: f64 = 5.0;
/// How long a finger rests before it drags.
const LONG_PRESS: Duration = Duration::from_millis(350);
/// How near the edge the board scrolls, and how fast, in pixels a millisecond: as far in the same time on any machine.
const EDGE: f64 = 56.0;
const SPEED: f64 = 0.84;
/// A frame that took longer, in milliseconds, scrolls no further: nobody saw where it went.
const LONGEST: f64 = 100.0;

/// A press that may become a drag, or is one.
struct Press {
    held: Held,
    pointer: i32,
    at: (f64, f64),
    is_touch: bool,
    dragging: bool,
    /// When the last frame was.
    frame_at: f64,
    listeners: Vec<WindowListenerHandle>,
    timer: Option<TimeoutHandle>,
}

thread_local! {
    static PRESS: RefCell<Option<Press>> = const { RefCell::new(None) };
    /// Whether the click that follows belongs to a drag.
    static DRAGGED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a click is the end of a drag. One by keyboard never is.
pub(super) fn was_dragged(click: &ev::MouseEvent) -> bool {
    DRAGGED.replace(false) && click.detail() > 0
}

pub(super) fn press(board: Board, acting: Acting, whom: Whom, (who, col): (UserId, usize), event: &ev::PointerEvent) {
    if event.button() != 0 || !event.is_primary() || board.held.with_untracked(Option::is_some) {
        return;
    }
    drop_press();
    DRAGGED.set(false);
    let held = match whom {
        Whom::Learners => held_with(board, who, col),
        Whom::Tutors => Held { whom, who: vec![(who, col)], over: None, with: None, by_keys: false },
    };
    let is_touch = event.pointer_type() == "touch";
    let timer = is_touch.then(|| set_timeout_with_handle(move || begin(board), LONG_PRESS).ok()).flatten();
    let listeners = vec![
        window_event_listener(ev::pointermove, move |event| moved(board, &event)),
        window_event_listener(ev::pointerup, move |event| released(board, acting, &event)),
        window_event_listener(ev::pointercancel, move |_| cancel(board)),
        // A finger that drags does not open a menu.
        window_event_listener(ev::contextmenu, move |event| {
            if is_dragging() {
                event.prevent_default();
            }
        }),
    ];
    let at = point(event);
    PRESS.set(Some(Press {
        held,
        pointer: event.pointer_id(),
        at,
        is_touch,
        dragging: false,
        frame_at: 0.0,
        listeners,
        timer,
    }));
}

fn point(event: &ev::PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn is_dragging() -> bool {
    PRESS.with_borrow(|press| press.as_ref().is_some_and(|press| press.dragging))
}

fn drop_press() {
    if let Some(press) = PRESS.take() {
        if let Some(timer) = press.timer {
            timer.clear();
        }
        for listener in press.listeners {
            listener.remove();
        }
    }
}

/// The press becomes a drag.
fn begin(board: Board) {
    let begun = PRESS.with_borrow_mut(|press| {
        let press = press.as_mut()?;
        press.dragging = true;
        press.frame_at = keys::now();
        Some((press.held.clone(), press.at))
    });
    let Some((held, at)) = begun else { return };
    DRAGGED.set(true);
    // The board may have been made anew since.
    if board.held.is_disposed() || !board.hold(held) {
        return drop_press();
    }
    place(at);
    request_animation_frame(move || frame(board));
}

fn moved(board: Board, event: &ev::PointerEvent) {
    let at = point(event);
    let what = PRESS.with_borrow_mut(|press| {
        let press = press.as_mut().filter(|press| press.pointer == event.pointer_id())?;
        let far = (at.0 - press.at.0).hypot(at.1 - press.at.1) > SLACK;
        if press.dragging {
            press.at = at;
        }
        Some((press.dragging, far, press.is_touch))
    });
    match what {
        Some((true, ..)) => event.prevent_default(),
        // A finger that moves at once scrolls.
        Some((false, true, true)) => drop_press(),
        Some((false, true, false)) => begin(board),
        _ => {}
    }
}

/// Once a frame while something is dragged: what is held follows the pointer, the board scrolls at its edges, and the
/// column beneath is marked.
fn frame(board: Board) {
    let now = keys::now();
    let press = PRESS.with_borrow_mut(|press| {
        let press = press.as_mut().filter(|press| press.dragging)?;
        Some((press.at, now - std::mem::replace(&mut press.frame_at, now)))
    });
    let Some((at, passed)) = press else { return };
    if board.held.try_with_untracked(Option::is_some) != Some(true) {
        return drop_press();
    }
    place(at);
    scroll(at, SPEED * passed.min(LONGEST));
    let over = column_at(at);
    let held = board.held.get_untracked().filter(|held| held.over != over);
    if let Some(held) = held {
        // At first it is said who is held.
        let is_start = held.over.is_none() && held.who.first().map(|(_, from)| *from) == over;
        board.held.set(Some(Held { over, ..held }));
        if !is_start {
            board.say_over();
        }
    }
    request_animation_frame(move || frame(board));
}

fn by_id(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts what is held beside the pointer.
fn place((x, y): (f64, f64)) {
    if let Some(ghost) = by_id("board-ghost") {
        let to = ["translate(", &(x + 8.0).to_string(), "px,", &(y + 8.0).to_string(), "px)"].concat();
        let _ = web_sys::HtmlElement::style(&ghost).set_property("transform", &to);
    }
}

/// Which way to go where something is held near one of two edges.
fn nudge(at: f64, begins: f64, ends: f64, far: f64) -> f64 {
    if at < begins + EDGE {
        -far
    } else if at > ends - EDGE {
        far
    } else {
        0.0
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
fn scroll((x, y): (f64, f64), far: f64) {
    let Some(scroller) = by_id("board-columns") else { return };
    let place = scroller.get_bounding_client_rect();
    // Beside the columns are those who are in none of them.
    let is_beside = x < place.left() - EDGE || y < place.top();
    let by = nudge(x, place.left(), place.right(), far);
    if by != 0.0 && !is_beside {
        scroller.set_scroll_left(scroller.scroll_left() + by.round() as i32);
    }
    // A page that is longer than the window, on a phone; and a column that is longer than the board.
    let seen = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let by = nudge(y, 0.0, seen, far);
    if by != 0.0 {
        window().scroll_by_with_x_and_y(0.0, by);
    }
    let cards = element_at((x, y)).and_then(|element| element.closest(".column__cards").ok().flatten());
    if let Some(cards) = cards {
        let place = cards.get_bounding_client_rect();
        let by = nudge(y, place.top(), place.bottom(), far);
        if by != 0.0 && cards.scroll_height() > cards.client_height() {
            cards.set_scroll_top(cards.scroll_top() + by.round() as i32);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
fn element_at((x, y): (f64, f64)) -> Option<web_sys::Element> {
    document().element_from_point(x as f32, y as f32)
}

/// The column at a point.
fn column_at(at: (f64, f64)) -> Option<usize> {
    element_at(at)?.closest("[data-column]").ok()??.get_attribute("data-column")?.parse().ok()
}

fn released(board: Board, acting: Acting, event: &ev::PointerEvent) {
    let is_it = PRESS.with_borrow(|press| press.as_ref().is_some_and(|press| press.pointer == event.pointer_id()));
    if !is_it {
        return;
    }
    let dragged = is_dragging();
    drop_press();
    if !dragged {
        return;
    }
    event.prevent_default();
    let over = column_at(point(event));
    let held = board.held.try_update(Option::take).flatten();
    match (held, over) {
        (Some(held), Some(to)) => acting.drop_in(&held, to),
        _ => board.said.set(words::CANCELLED.to_owned()),
    }
}

/// Puts back what is held.
pub(super) fn cancel(board: Board) {
    drop_press();
    if board.held.try_update(Option::take).flatten().is_some() {
        board.said.set(words::CANCELLED.to_owned());
    }
}
