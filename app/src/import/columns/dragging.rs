//! Dragging a line from either side with mouse, pen or finger.

use super::board::{Board, End};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// How far the pointer moves before a press is a drag, in pixels.
const FAR: f64 = 5.0;
/// How near the edge of the window a drag scrolls the page, and by how much each time.
const EDGE: f64 = 72.0;
const SCROLL: f64 = 16.0;

/// The pointer that is down on one end.
#[derive(Clone, Copy, Debug)]
struct Down {
    pointer: i32,
    x: f64,
    y: f64,
    dragging: bool,
}

/// One end as something to drag from, and to press.
#[derive(Clone, Copy)]
pub(super) struct Grip {
    board: Board,
    end: End,
    down: StoredValue<Option<Down>>,
    /// After a drag the browser tells of a press, too.
    dragged: StoredValue<bool>,
}

impl Grip {
    pub(super) fn new(board: Board, end: End) -> Self {
        Self { board, end, down: StoredValue::new(None), dragged: StoredValue::new(false) }
    }

    pub(super) fn down(self, event: &ev::PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on =
            |selector: &str| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
        // A finger on the list scrolls it: it drags by the port alone.
        let scrolls = event.pointer_type() == "touch" && !on("[data-port]");
        if event.button() == 0 && event.is_primary() && !scrolls && !on("select, .link") {
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            self.down.set_value(Some(Down { pointer: event.pointer_id(), x, y, dragging: false }));
        }
        self.dragged.set_value(false);
    }

    pub(super) fn moved(self, event: &ev::PointerEvent) {
        let Some(mut down) = self.down.get_value().filter(|down| down.pointer == event.pointer_id()) else { return };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        if !down.dragging {
            if (x - down.x).hypot(y - down.y) < FAR {
                return;
            }
            down.dragging = true;
            self.down.set_value(Some(down));
            let list = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let _ = list.map(|list| list.set_pointer_capture(down.pointer));
            self.board.pick_up(self.end);
        } else if self.board.held.get_untracked() != Some(self.end) {
            // Esc let go of it.
            self.down.set_value(None);
            self.dragged.set_value(true);
            return;
        }
        scroll_near_edge(y);
        self.board.over.set(under(x, y).filter(|under| self.end.faces(*under)));
        self.board.pointer.set(self.board.corner().map(|(left, top)| (x - left, y - top)));
    }

    pub(super) fn up(self, event: &ev::PointerEvent) {
        let Some(down) = self.down.get_value().filter(|down| down.dragging) else { return self.down.set_value(None) };
        self.down.set_value(None);
        self.dragged.set_value(true);
        let forget = move || {
            let _ = self.dragged.try_set_value(false);
        };
        set_timeout(forget, core::time::Duration::ZERO);
        if self.board.held.get_untracked() != Some(self.end) || down.pointer != event.pointer_id() {
            return;
        }
        let over = under(f64::from(event.client_x()), f64::from(event.client_y()));
        match over.filter(|over| self.end.faces(*over)) {
            Some(over) => self.board.connect(self.end, over),
            None => self.board.put_back(),
        }
    }

    pub(super) fn cancel(self) {
        if self.down.get_value().is_some_and(|down| down.dragging) {
            self.board.put_back();
        }
        self.down.set_value(None);
    }

    /// A press, by mouse or by keys.
    pub(super) fn click(self, event: &ev::MouseEvent) {
        if self.dragged.get_value() {
            self.dragged.set_value(false);
        } else {
            self.board.press(self.end, event.detail() == 0);
        }
    }
}

impl Board {
    /// Where the board's corner is in the window.
    pub(super) fn corner(self) -> Option<(f64, f64)> {
        let around = self.element.get_untracked()?.get_bounding_client_rect();
        Some((around.left(), around.top()))
    }
}

/// The end that is at that place of the window.
fn under(x: f64, y: f64) -> Option<End> {
    #[expect(clippy::cast_possible_truncation, reason = "a place in the window")]
    let element = document().element_from_point(x as f32, y as f32)?;
    let element = element.closest("[data-column], [data-field]").ok().flatten()?;
    let place = |name: &str| element.get_attribute(name).and_then(|place| place.parse().ok());
    place("data-column").map(End::Column).or_else(|| place("data-field").map(End::Field))
}

/// Brings what is out of sight to the pointer.
fn scroll_near_edge(y: f64) {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    if y < EDGE {
        window().scroll_by_with_x_and_y(0.0, -SCROLL);
    } else if y > height - EDGE {
        window().scroll_by_with_x_and_y(0.0, SCROLL);
    }
}
