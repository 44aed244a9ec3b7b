//! The columns side by side. Only those in sight are in the document: what it costs depends on the size of the window,
//! not on how many groups there are.

use super::acting::Acting;
use super::column::BoardColumn;
use super::state::Board;
use super::{keys, words};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// How far one column begins after the other, until it can be measured.
const STRIDE: f64 = 196.0;
/// Columns kept in the document beside those in sight.
const BESIDE: usize = 2;
/// Columns in the first sight, before anything can be measured.
const FIRST: usize = 8;

fn scroller() -> Option<web_sys::HtmlElement> {
    document().get_element_by_id("board-columns")?.dyn_into().ok()
}

fn stride_of(scroller: &web_sys::HtmlElement) -> f64 {
    let columns = scroller.query_selector_all(".column").ok();
    let left = |at: u32| {
        let column = columns.as_ref()?.item(at)?.dyn_into::<web_sys::HtmlElement>().ok()?;
        Some(f64::from(column.offset_left()))
    };
    left(0).zip(left(1)).map_or(STRIDE, |(a, b)| (b - a).max(1.0))
}

/// Brings a column into sight; the first is always.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "pixels of a page")]
pub(super) fn show(col: usize) {
    let Some((scroller, at)) = scroller().zip(col.checked_sub(1)) else { return };
    let stride = stride_of(&scroller);
    let (left, seen) = (f64::from(scroller.scroll_left()), f64::from(scroller.client_width()));
    let (begins, ends) = (at as f64 * stride, (at + 1) as f64 * stride);
    if begins < left {
        scroller.set_scroll_left(begins as i32);
    } else if ends > left + seen {
        scroller.set_scroll_left((ends - seen) as i32);
    }
}

#[component]
pub(super) fn Columns(board: Board, acting: Acting) -> impl IntoView {
    let cols = board.cols();
    let all = cols.len().saturating_sub(1);
    // The columns in the document beside the first: places, and those in sight.
    let shown = RwSignal::new((0, FIRST.min(all)));
    let sight = RwSignal::new((0, all.min(FIRST)));
    let stride = RwSignal::new(STRIDE);
    let node = NodeRef::<html::Div>::new();
    let look = move || {
        let Some(Some(scroller)) = node.try_get_untracked() else { return };
        let step = stride_of(&scroller);
        if (step - stride.get_untracked()).abs() > 0.5 {
            stride.set(step);
        }
        let (left, seen) = (f64::from(scroller.scroll_left()).max(0.0), f64::from(scroller.client_width()));
        let first = count(left / step).min(all);
        let end = count(((left + seen) / step).ceil()).clamp(first, all);
        let wanted = (first.saturating_sub(BESIDE), (end + BESIDE).min(all));
        if shown.get_untracked() != wanted {
            shown.set(wanted);
        }
        if sight.get_untracked() != (first, end) {
            sight.set((first, end));
        }
    };
    Effect::new(move |_| {
        node.get();
        request_animation_frame(look);
        let resized = window_event_listener(ev::resize, move |_| look());
        on_cleanup(move || resized.remove());
    });
    #[expect(clippy::cast_precision_loss, reason = "columns of a page")]
    let pixels = move |columns: usize| [&(columns as f64 * stride.get()).to_string(), "px"].concat();
    let places = move || (shown.get().0..shown.get().1).collect::<Vec<usize>>();
    let first = cols[0].clone();
    let in_view = move || {
        let (first, end) = sight.get();
        (all > 0).then(|| words::in_view(first + 1, end.max(first + 1).min(all), all))
    };
    let column = move |place: usize| {
        let col = cols[place + 1].clone();
        view! { <BoardColumn board acting at=place + 1 col /> }
    };
    view! {
        <div
            class="board"
            class:board--dense=move || board.dense.get()
            class:board--holding=move || board.held.with(Option::is_some)
            on:keydown=move |event| keys::press(board, acting, &event)
            on:touchmove=move |event| {
                if board.held.with_untracked(Option::is_some) {
                    event.prevent_default();
                }
            }
        >
            <BoardColumn board acting at=0 col=first />
            <div
                class="board__columns"
                id="board-columns"
                role="group"
                aria-label=words::GROUPS
                tabindex="0"
                node_ref=node
                on:scroll=move |_| look()
            >
                <div
                    class="board__whole"
                    style:inline-size=move || pixels(all)
                    style:padding-inline-start=move || pixels(shown.get().0)
                >
                    <For each=places key=|place| *place children=column />
                </div>
            </div>
        </div>
        <p class="board__view quiet">{in_view}</p>
    }
    .into_any()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not below 0, and never beyond the columns"
)]
fn count(columns: f64) -> usize {
    columns.max(0.0) as usize
}
