//! The columns side by side. Only those in sight are in the document: what it costs depends on the size of the window,
//! not on how many groups there are.

use super::acting::Acting;
use super::column::BoardColumn;
use super::lasso;
use super::minimap::Minimap;
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
    let columns = scroller.query_selector_all(".column:not(.column--apart)").ok();
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

/// Which columns beside the first are in the document, and which in sight.
#[derive(Clone, Copy)]
struct Sight {
    /// How many there are.
    all: usize,
    node: NodeRef<html::Div>,
    shown: RwSignal<(usize, usize)>,
    seen: RwSignal<(usize, usize)>,
    stride: RwSignal<f64>,
}

impl Sight {
    fn new(all: usize) -> Self {
        let first = (0, FIRST.min(all));
        Self {
            all,
            node: NodeRef::new(),
            shown: RwSignal::new(first),
            seen: RwSignal::new(first),
            stride: RwSignal::new(STRIDE),
        }
    }

    /// Measures anew.
    fn look(self) {
        let Some(Some(scroller)) = self.node.try_get_untracked() else { return };
        let step = stride_of(&scroller);
        if (step - self.stride.get_untracked()).abs() > 0.5 {
            self.stride.set(step);
        }
        let (left, width) = (f64::from(scroller.scroll_left()).max(0.0), f64::from(scroller.client_width()));
        let first = count(left / step).min(self.all);
        let end = count(((left + width) / step).ceil()).clamp(first, self.all);
        let wanted = (first.saturating_sub(BESIDE), (end + BESIDE).min(self.all));
        if self.shown.get_untracked() != wanted {
            self.shown.set(wanted);
        }
        if self.seen.get_untracked() != (first, end) {
            self.seen.set((first, end));
        }
    }

    /// The columns in the document, in their order. The column of who is held stays, wherever the board is scrolled to: by
    /// keyboard their card has the focus, by touch it is what the finger's events go to.
    fn places(self, board: Board) -> Memo<Vec<usize>> {
        let held_in = Memo::new(move |_| board.holding.with(|held| held.as_ref()?.who.first()?.1.checked_sub(1)));
        Memo::new(move |_| {
            let (first, end) = self.shown.get();
            let mut places: Vec<usize> = (first..end).collect();
            match held_in.get() {
                Some(place) if place < first => places.insert(0, place),
                Some(place) if place >= end => places.push(place),
                _ => {}
            }
            places
        })
    }

    /// Where a column stands, while it does not stand beside the others.
    fn apart(self, place: usize) -> Signal<Option<String>> {
        let is_apart = Memo::new(move |_| {
            let (first, end) = self.shown.get();
            !(first..end).contains(&place)
        });
        Signal::derive(move || is_apart.get().then(|| self.pixels(place)))
    }

    #[expect(clippy::cast_precision_loss, reason = "columns of a page")]
    fn pixels(self, columns: usize) -> String {
        [&(columns as f64 * self.stride.get()).to_string(), "px"].concat()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not below 0, and never beyond the columns"
)]
fn count(columns: f64) -> usize {
    columns.max(0.0) as usize
}

#[component]
pub(super) fn Columns(board: Board, acting: Acting) -> impl IntoView {
    let sight = Sight::new(board.last_col());
    let lasso = RwSignal::new(None::<lasso::Frame>);
    Effect::new(move |_| {
        sight.node.get();
        request_animation_frame(move || sight.look());
        let resized = window_event_listener(ev::resize, move |_| sight.look());
        on_cleanup(move || resized.remove());
    });
    let places = sight.places(board);
    let column = move |place: usize| {
        let apart = sight.apart(place);
        board.col(place + 1).map(|col| view! { <BoardColumn board acting at=place + 1 col apart /> })
    };
    let first = board.col(0).map(|col| view! { <BoardColumn board acting at=0 col apart=Signal::stored(None) /> });
    view! {
        <div
            class="board"
            class:board--dense=move || board.look.dense.get()
            class:board--locked=move || board.locked.get()
            class:board--holding=move || board.holding.with(Option::is_some)
            on:keydown=move |event| keys::press(board, acting, &event)
            on:pointerdown=move |event| lasso::press(board, lasso, &event)
            on:touchmove=move |event| {
                if board.held.with_untracked(Option::is_some) {
                    event.prevent_default();
                }
            }
        >
            {first}
            <div
                class="board__columns"
                id="board-columns"
                role="group"
                aria-label=words::GROUPS
                tabindex="0"
                node_ref=sight.node
                on:scroll=move |_| sight.look()
            >
                <div
                    class="board__whole"
                    style:inline-size=move || sight.pixels(sight.all)
                    style:padding-inline-start=move || sight.pixels(sight.shown.get().0)
                >
                    <For each=move || places.get() key=|place| *place children=column />
                </div>
            </div>
        </div>
        <Minimap board sight=sight.seen />
        {move || lasso.get().map(|frame| view! { <Lasso frame /> })}
    }
    .into_any()
}

/// The frame that is drawn around cards.
#[component]
fn Lasso(frame: lasso::Frame) -> impl IntoView {
    let (left, top, width, height) = frame;
    let pixels = |number: f64| [&number.to_string(), "px"].concat();
    view! {
        <div
            class="lasso"
            aria-hidden="true"
            style:left=pixels(left)
            style:top=pixels(top)
            style:width=pixels(width)
            style:height=pixels(height)
        ></div>
    }
}
