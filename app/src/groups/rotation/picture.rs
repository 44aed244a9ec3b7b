//! Who meets whom as a picture: a row and a column for each learner, a square for each two. One pixel is drawn for each
//! square and the browser makes them larger, so that it costs as little for five hundred learners as for fifty.

use super::company::meeting_rounds;
use super::result::name_of;
use super::search::Shown;
use super::state::Desk;
use super::words;
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{Clamped, JsCast};
use leptos::{ev, html};
use std::sync::Arc;

/// The colours, as the style sheet names them: oneself, never, once, twice, more often.
const COLOURS: [&str; 5] = ["--met-self", "--met-never", "--met-once", "--met-twice", "--met-more"];

/// Learners in the order of the picture, by their places in what was found: by groups of the first round, then by name.
type Order = Memo<Arc<Vec<usize>>>;
/// A square: row and column.
type Square = (usize, usize);

/// The picture under a hand: what it points at, and what is spoken of it. What the arrow keys come upon is spoken; what a
/// pointer passes over is only shown.
#[derive(Clone, Copy)]
struct Hand {
    desk: Desk,
    order: Order,
    at: RwSignal<Option<Square>>,
    said: Memo<Option<String>>,
    spoken: RwSignal<String>,
}

impl Hand {
    fn new(desk: Desk) -> Self {
        let shown = desk.page.search.shown;
        let order: Order =
            Memo::new(move |_| Arc::new(shown.get().map_or_else(Vec::new, |shown| order_of(desk, &shown))));
        let at = RwSignal::new(None::<Square>);
        let said = Memo::new(move |_| at.get().and_then(|at| say(desk, &order.get(), at)));
        Self { desk, order, at, said, spoken: RwSignal::new(String::new()) }
    }

    fn size(self) -> usize {
        self.order.with(|order| order.len())
    }

    fn speak_of(self, square: Square) {
        self.at.set(Some(square));
        self.spoken.set(self.said.get_untracked().unwrap_or_default());
    }

    fn key(self, event: &ev::KeyboardEvent) {
        if let Some(to) = moved(event, self.at.get_untracked(), untrack(|| self.size())) {
            event.prevent_default();
            self.speak_of(to);
        } else if event.key() == "Enter" {
            self.pick();
        }
    }

    /// Looks at the learner of the row.
    fn pick(self) {
        let shown = self.desk.page.search.shown.get_untracked();
        let learner = self.at.get_untracked().and_then(|(row, _)| {
            let place = self.order.with_untracked(|order| order.get(row).copied())?;
            shown?.asked.order.get(place).copied()
        });
        if learner.is_some() {
            self.desk.page.draft.update(|draft| draft.learner = learner);
        }
    }
}

#[component]
pub(super) fn Picture(desk: Desk) -> impl IntoView {
    let hand = Hand::new(desk);
    view! {
        <section class="card" aria-label=words::COMPANY>
            <div class="card__body">
                <Legend />
                <p class="matrix__said">{move || hand.said.get().unwrap_or_else(|| words::POINT.to_owned())}</p>
                <div class="matrix">
                    <Plane hand />
                </div>
                <p class="unseen" aria-live="polite">
                    {move || hand.spoken.get()}
                </p>
                <p class="field__hint" id="matrix-hint">
                    {words::PICTURE_HINT}
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// Where the squares are, with the row and the column that are pointed at.
#[component]
fn Plane(hand: Hand) -> impl IntoView {
    let at = hand.at;
    let on_focus = move |_| {
        if at.get_untracked().is_none() && untrack(|| hand.size()) > 1 {
            hand.speak_of((0, 1));
        }
    };
    let share =
        move |part: fn(Square) -> usize| move || at.get().map(|at| percent(part(at), hand.size())).unwrap_or_default();
    let cell = move || percent(1, hand.size());
    let cursor = move || {
        at.get().map(|_| {
            view! {
                <i class="matrix__row" style:inset-block-start=share(|at| at.0) style:block-size=cell></i>
                <i class="matrix__column" style:inset-inline-start=share(|at| at.1) style:inline-size=cell></i>
            }
        })
    };
    view! {
        <div
            class="matrix__field"
            role="application"
            aria-roledescription=words::PICTURE_ROLE
            aria-label=words::PICTURE
            aria-describedby="matrix-hint"
            tabindex="0"
            style=move || ["--learners: ", &hand.size().to_string()].concat()
            on:keydown=move |event| hand.key(&event)
            on:focus=on_focus
            on:pointerleave=move |_| at.set(None)
            on:blur=move |_| at.set(None)
        >
            <Squares hand />
            {cursor}
        </div>
    }
    .into_any()
}

/// The squares themselves.
#[component]
fn Squares(hand: Hand) -> impl IntoView {
    let Hand { desk, order, at, .. } = hand;
    let canvas = NodeRef::<html::Canvas>::new();
    let theme = RwSignal::new(0_u32);
    Effect::new(move |_| follow_theme(theme));
    Effect::new(move |_| {
        theme.track();
        let order = order.get();
        if let (Some(canvas), Some(shown)) = (canvas.get(), desk.page.search.shown.get()) {
            draw(&canvas, &shown, &order);
        }
    });
    let point = move |event: &ev::PointerEvent| {
        let Some(canvas) = canvas.get_untracked() else { return };
        let learners = order.with_untracked(|order| order.len());
        let square = |offset: i32, size: i32| {
            let offset = usize::try_from(offset).unwrap_or(0);
            (offset * learners / usize::try_from(size).unwrap_or(1).max(1)).min(learners.saturating_sub(1))
        };
        let to = (square(event.offset_y(), canvas.client_height()), square(event.offset_x(), canvas.client_width()));
        if learners > 0 && at.get_untracked() != Some(to) {
            at.set(Some(to));
        }
    };
    view! {
        <canvas
            class="matrix__squares"
            aria-hidden="true"
            node_ref=canvas
            on:pointermove=move |event| point(&event)
            on:pointerdown=move |event| point(&event)
            on:click=move |_| hand.pick()
        ></canvas>
    }
    .into_any()
}

/// What the colours mean.
#[component]
fn Legend() -> impl IntoView {
    let mark = |class: &'static str, words: &'static str| {
        view! {
            <span class=["matrix__mark ", class].concat()>
                <i aria-hidden="true"></i>
                {words}
            </span>
        }
    };
    view! {
        <div class="legend">
            {mark("matrix__mark--never", words::NEVER)} {mark("matrix__mark--once", words::ONCE)}
            {mark("matrix__mark--twice", words::TWICE)} {mark("matrix__mark--more", words::MORE_OFTEN)}
        </div>
    }
    .into_any()
}

fn order_of(desk: Desk, shown: &Shown) -> Vec<usize> {
    let first = shown.found.rounds.first().map_or(&[][..], Vec::as_slice);
    let by_name = desk.roster.with_value(|roster| {
        let place = |learner| roster.places(&[learner]).first().copied();
        shown.asked.order.iter().map(|learner| place(*learner)).collect::<Vec<_>>()
    });
    let mut order: Vec<usize> = (0..shown.company.learners()).collect();
    order.sort_by_key(|at| (first.get(*at).copied(), by_name.get(*at).copied().flatten()));
    order
}

/// "Rao, Dev and Kim, Ji-woo: met in Block 2 and Block 5"; oneself by name.
fn say(desk: Desk, order: &[usize], (row, column): Square) -> Option<String> {
    let shown = desk.page.search.shown.get()?;
    let (one, other) = (*order.get(row)?, *order.get(column)?);
    let name = name_of(desk, &shown, one);
    if one == other {
        return Some(name);
    }
    desk.labels.with(|labels| {
        let rounds = meeting_rounds(&shown, labels, one, other);
        Some(words::pair(&name, &name_of(desk, &shown, other), &rounds))
    })
}

/// Where a key leads.
fn moved(event: &ev::KeyboardEvent, at: Option<Square>, size: usize) -> Option<Square> {
    const PAGE: usize = 10;
    let last = size.checked_sub(1)?;
    let (row, column) = at.unwrap_or_default();
    Some(match event.key().as_str() {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(last), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(last)),
        "PageUp" => (row.saturating_sub(PAGE), column),
        "PageDown" => ((row + PAGE).min(last), column),
        "Home" => (row, 0),
        "End" => (row, last),
        _ => return None,
    })
}

#[expect(clippy::cast_precision_loss, reason = "places of at most 2,000 learners")]
fn percent(part: usize, of: usize) -> String {
    format!("{:.4}%", 100.0 * part as f64 / of.max(1) as f64)
}

/// Draws again when the system goes from light to dark or back.
fn follow_theme(theme: RwSignal<u32>) {
    let Ok(Some(dark)) = window().match_media("(prefers-color-scheme: dark)") else { return };
    let changed = Closure::<dyn FnMut()>::new(move || {
        // The picture may be gone.
        let _ = theme.try_update(|theme| *theme += 1);
    });
    dark.set_onchange(Some(changed.into_js_value().unchecked_ref()));
}

fn draw(canvas: &web_sys::HtmlCanvasElement, shown: &Shown, order: &[usize]) -> Option<()> {
    let colours = colours(canvas)?;
    let learners = u32::try_from(order.len()).ok().filter(|learners| *learners > 0)?;
    canvas.set_width(learners);
    canvas.set_height(learners);
    let mut squares = Vec::with_capacity(4 * order.len() * order.len());
    for one in order {
        let row = shown.company.row(*one);
        for other in order {
            let met = row.get(*other).map_or(0, |met| usize::from(*met).min(3));
            let [red, green, blue] = if one == other { colours[0] } else { colours[met + 1] };
            squares.extend([red, green, blue, u8::MAX]);
        }
    }
    let image = web_sys::ImageData::new_with_u8_clamped_array_and_sh(Clamped(&squares), learners, learners).ok()?;
    let context = canvas.get_context("2d").ok()??.dyn_into::<web_sys::CanvasRenderingContext2d>().ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()
}

/// The colours of the style sheet now, light or dark.
fn colours(canvas: &web_sys::HtmlCanvasElement) -> Option<[[u8; 3]; 5]> {
    let style = window().get_computed_style(canvas).ok()??;
    Some(COLOURS.map(|name| style.get_property_value(name).ok().and_then(|hex| rgb(&hex)).unwrap_or_default()))
}

/// Red, green and blue of "#0f6b64".
fn rgb(hex: &str) -> Option<[u8; 3]> {
    let hex = hex.trim().strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_the_tokens_write_them() {
        assert_eq!(rgb(" #0f6b64"), Some([15, 107, 100]));
        assert_eq!(rgb("teal"), None);
        assert_eq!(rgb("#fff"), None);
    }

    #[test]
    fn squares_are_placed_in_hundredths() {
        assert_eq!(percent(1, 160), "0.6250%");
        assert_eq!(percent(0, 0), "0.0000%");
    }
}
