//! The lines from columns to fields, measured from where both stand.

use super::board::{Board, End};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

/// A line as it is drawn.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    path: String,
    class: &'static str,
}

/// A line that is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wanted {
    column: usize,
    field: usize,
    class: &'static str,
}

#[component]
pub(super) fn Lines(board: Board) -> impl IntoView {
    let wanted = Memo::new(move |_| wanted(board));
    let drawn = RwSignal::new(Vec::<Drawn>::new());
    let asked = StoredValue::new(false);
    // Measured once all that changed is in its place.
    let measure = move || {
        if asked.try_get_value() == Some(false) {
            asked.set_value(true);
            request_animation_frame(move || {
                if asked.try_set_value(false).is_none() {
                    let lines = wanted.get_untracked().into_iter().filter_map(|line| draw(board, line)).collect();
                    drawn.set(lines);
                }
            });
        }
    };
    Effect::new(move |_| {
        wanted.track();
        board.listed.track();
        board.unfolded.track();
        board.view.track();
        measure();
    });
    follow(board, measure);
    let dragged = move || dragged(board).map(|path| view! { <path class="line line--dragged" d=path /> });
    let line = |line: Drawn| view! { <path class=line.class d=line.path /> };
    view! {
        <svg class="mapping__lines" aria-hidden="true">
            {move || drawn.get().into_iter().map(line).collect_view()}
            {dragged}
        </svg>
    }
}

/// Measures again whenever the lists take another size or scroll.
fn follow(board: Board, measure: impl Fn() + Copy + Send + Sync + 'static) {
    Effect::new(move |_| {
        let Some(element) = board.element.get() else { return };
        let resized = Closure::<dyn Fn()>::new(measure);
        let observer = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        let lists = element.query_selector_all(".card").ok();
        let lists = lists.iter().flat_map(|lists| (0..lists.length()).filter_map(|at| lists.get(at)));
        for list in lists.filter_map(|list| list.dyn_into::<web_sys::Element>().ok()) {
            if let Some(observer) = &observer {
                observer.observe(&list);
            }
        }
        let scrolled = Closure::<dyn Fn()>::new(measure);
        let list = element.query_selector("#file-columns").ok().flatten();
        if let Some(list) = &list {
            let _ = list.add_event_listener_with_callback("scroll", scrolled.as_ref().unchecked_ref());
        }
        // What listens must live as long as it listens.
        let kept = StoredValue::new_local((observer, resized, scrolled));
        on_cleanup(move || {
            kept.try_with_value(|(observer, ..)| observer.iter().for_each(web_sys::ResizeObserver::disconnect));
        });
    });
}

/// The lines there are: of columns that are listed.
fn wanted(board: Board) -> Vec<Wanted> {
    let looked_at = board.looked_at.get();
    board.listed.with(|listed| {
        board.view.with(|view| {
            let fields = view.fields.iter().enumerate();
            let line = |(at, field): (usize, &domain::import::view::FieldView)| {
                let (column, class) = match (field.column, field.suggestion) {
                    (Some(column), _) if looked_at == Some(at) => (column, "line line--looked-at"),
                    (Some(column), _) => (column, "line"),
                    (None, Some(column)) => (column, "line line--perhaps"),
                    (None, None) => return None,
                };
                listed.shown.binary_search(&column).is_ok().then_some(Wanted { column, field: at, class })
            };
            fields.filter_map(line).collect()
        })
    })
}

fn draw(board: Board, line: Wanted) -> Option<Drawn> {
    let (from, to) = (place(board, End::Column(line.column))?, place(board, End::Field(line.field))?);
    Some(Drawn { path: path(from, to, true), class: line.class })
}

/// The line that follows the pointer.
fn dragged(board: Board) -> Option<String> {
    let pointer = board.pointer.get()?;
    let held = board.held.get()?;
    // Over a place to land it lands there.
    let pointer = board.over.get().and_then(|over| place(board, over)).unwrap_or(pointer);
    let from = place(board, held)?;
    Some(if matches!(held, End::Column(_)) { path(from, pointer, true) } else { path(pointer, from, true) })
}

/// Where a line begins or ends, from the corner of the board: at the end's edge, half way down.
fn place(board: Board, end: End) -> Option<(f64, f64)> {
    let (left, top) = board.corner()?;
    let row = document().get_element_by_id(&end.id())?.closest("li").ok().flatten()?;
    let around = row.get_bounding_client_rect();
    let mut y = around.top() + around.height() / 2.0;
    let x = match end {
        End::Column(_) => {
            // A column that is scrolled out of its list is met at the list's edge.
            if let Some(list) = row.parent_element() {
                let list = list.get_bounding_client_rect();
                y = y.clamp(list.top(), list.bottom().max(list.top()));
            }
            around.right() + PORT
        }
        End::Field(_) => around.left() - PORT,
    };
    Some((x - left, y - top))
}

/// Half the size of what a line begins at.
const PORT: f64 = 5.0;

/// A curve that leaves and arrives level, with an arrow at its end.
fn path(from: (f64, f64), to: (f64, f64), arrow: bool) -> String {
    let ((x1, y1), (x2, y2)) = (from, to);
    let bend = ((x2 - x1) / 2.0).abs().max(12.0);
    let curve = format!("M{x1:.1} {y1:.1}C{:.1} {y1:.1} {:.1} {y2:.1} {x2:.1} {y2:.1}", x1 + bend, x2 - bend);
    if arrow {
        let head = format!("M{:.1} {:.1}L{x2:.1} {y2:.1}L{:.1} {:.1}", x2 - 5.0, y2 - 4.0, x2 - 5.0, y2 + 4.0);
        curve + &head
    } else {
        curve
    }
}
