//! A table of very many rows and columns. Only the cells in sight are in the document, and rows are fetched as they come
//! into sight: what it costs depends on the size of the window, not on that of the table.
//!
//! It is a grid to the keyboard: one cell is in the tab order, arrows, Home, End, Page Up and Page Down move it.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// The height of a row until one can be measured.
const HEIGHT: f64 = 56.0;
/// The height of the head.
const HEAD: f64 = 36.0;
/// Rows kept in the document above and below those in sight, so that scrolling meets them made.
const BEYOND: usize = 4;
/// So many rows come into the document at once at most beside those in sight; more follow with the next frame.
const AT_ONCE: usize = 8;
/// Columns kept in the document on either side of those in sight.
const BESIDE: usize = 1;

/// A cell: the row's place from 0, and the column from 0.
pub type Cell = (usize, usize);

/// What a windowed table knows of itself.
#[derive(Clone, Copy, Debug)]
pub struct Windowed {
    total: Signal<usize>,
    /// How wide each column is, in pixels.
    widths: Signal<Vec<usize>>,
    /// The rows in the document: the first, and the one after the last.
    shown: RwSignal<(usize, usize)>,
    /// The columns in the document beside the first, which always is, in the same way.
    columns: RwSignal<(usize, usize)>,
    /// The rows in sight, in the same way.
    sight: RwSignal<(usize, usize)>,
    active: RwSignal<Cell>,
    scroller: NodeRef<html::Div>,
    height: StoredValue<f64>,
    /// Whether the focus is in it.
    inside: StoredValue<bool>,
}

impl Windowed {
    /// A table of that many rows, and of columns of these widths in pixels. A table that is narrower than its place is
    /// widened.
    pub fn new(total: Signal<usize>, widths: Signal<Vec<usize>>) -> Self {
        let table = Self {
            total,
            widths,
            shown: RwSignal::new((0, 0)),
            columns: RwSignal::new((1, 1)),
            sight: RwSignal::new((0, 0)),
            active: RwSignal::new((0, 0)),
            scroller: NodeRef::new(),
            height: StoredValue::new(HEIGHT),
            inside: StoredValue::new(false),
        };
        Effect::new(move |_| {
            let total = total.get();
            let (row, column) = table.active.get_untracked();
            if row >= total && row > 0 {
                table.active.set((total.saturating_sub(1), column));
                if total > 0 && table.inside.get_value() {
                    table.focus();
                }
            }
            table.in_next_frame(Self::look);
        });
        Effect::new(move |_| {
            table.shown.track();
            table.columns.track();
            table.active.track();
            table.in_next_frame(Self::mark);
        });
        Effect::new(move |_| {
            let resized = window_event_listener(ev::resize, move |_| table.look());
            on_cleanup(move || resized.remove());
        });
        table
    }

    /// Does something in the next frame, where the table is still there by then.
    fn in_next_frame(self, work: impl FnOnce(Self) + 'static) {
        request_animation_frame(move || {
            if !self.active.is_disposed() {
                work(self);
            }
        });
    }

    /// The rows in the document.
    pub fn shown(self) -> (usize, usize) {
        self.shown.get()
    }

    /// Whether a cell is in the document.
    pub fn has(self, (row, column): Cell) -> bool {
        let is_within = |(first, end): (usize, usize), at: usize| (first..end).contains(&at);
        is_within(self.shown.get(), row) && (column == 0 || is_within(self.columns.get(), column))
    }

    /// The rows in sight.
    pub fn sight(self) -> (usize, usize) {
        self.sight.get()
    }

    /// The cell that the keyboard is at.
    pub fn active(self) -> Cell {
        self.active.get()
    }

    /// As [`Windowed::active`], without following it.
    pub fn active_now(self) -> Cell {
        self.active.get_untracked()
    }

    /// Goes to a cell and brings it into sight; the focus stays where it is.
    pub fn show(self, (row, column): Cell) {
        let row = row.min(self.total.get_untracked().saturating_sub(1));
        self.active.set((row, column.min(self.count_columns().saturating_sub(1))));
        let Some(Some(scroller)) = self.scroller.try_get_untracked() else { return };
        let height = self.height.get_value();
        let (top, seen) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()) - self.head());
        let at = self.top_of(row);
        if at < top {
            scroller.set_scroll_top(pixels(at));
        } else if at + height > top + seen {
            scroller.set_scroll_top(pixels(at + height - seen));
        }
        self.sideways(&scroller);
        self.look();
    }

    /// Goes to a cell with the focus.
    pub fn go(self, cell: Cell) {
        self.show(cell);
        self.focus();
    }

    /// Puts the focus on the active cell.
    pub fn focus(self) {
        self.focus_with(false);
    }

    /// `stays`: nothing scrolls for it, where it is scrolling that it follows.
    fn focus_with(self, stays: bool) {
        // The row may only now be coming into the document.
        self.in_next_frame(move |table| {
            table.mark();
            let Some(cell) = table.element(table.active.get_untracked()) else { return };
            if stays {
                focus_where_it_is(&cell);
            } else {
                let _ = cell.focus();
            }
        });
    }

    /// Whether the focus is in it.
    pub fn has_focus(self) -> bool {
        self.inside.get_value()
    }

    fn element(self, (row, column): Cell) -> Option<web_sys::HtmlElement> {
        let (row, column) = ((row + 2).to_string(), (column + 1).to_string());
        let cell = ["tr[aria-rowindex='", &row, "'] > [aria-colindex='", &column, "']"].concat();
        self.scroller.try_get_untracked()??.query_selector(&cell).ok()??.dyn_into().ok()
    }

    /// Where a row begins, in pixels under the head.
    #[expect(clippy::cast_precision_loss, reason = "a number of rows that fits on a page")]
    fn top_of(self, row: usize) -> f64 {
        row as f64 * self.height.get_value()
    }

    fn count_columns(self) -> usize {
        self.widths.with_untracked(Vec::len)
    }

    fn head(self) -> f64 {
        let scroller = self.scroller.get_untracked();
        let head = scroller.and_then(|scroller| scroller.query_selector("thead").ok().flatten());
        let head = head.and_then(|head| head.dyn_into::<web_sys::HtmlElement>().ok());
        head.map_or(0.0, |head| f64::from(head.offset_height()))
    }

    /// Finds out which rows are in sight.
    fn look(self) {
        let Some(Some(scroller)) = self.scroller.try_get_untracked() else { return };
        let row = scroller.query_selector("tbody > tr[aria-rowindex]").ok().flatten();
        let row = row.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(row) = row.filter(|row| row.offset_height() > 0) {
            self.height.set_value(f64::from(row.offset_height()));
        }
        let height = self.height.get_value();
        let total = self.total.get_untracked();
        let seen = (f64::from(scroller.client_height()) - self.head()).max(0.0);
        let top = f64::from(scroller.scroll_top()).max(0.0);
        let first = count((top / height).floor()).min(total);
        let end = count(((top + seen) / height).ceil()).clamp(first, total);
        let wanted = (first.saturating_sub(BEYOND), (end + BEYOND).min(total));
        let is_much = new_rows(self.shown.get_untracked(), wanted) > AT_ONCE;
        let shown = if is_much { (first, end) } else { wanted };
        if shown != wanted {
            self.in_next_frame(Self::look);
        }
        let (columns, columns_in_sight) = self.columns_to_show(&scroller);
        set_if_other(self.sight, (first, end));
        self.keep_active_in(shown, columns, columns_in_sight);
        batch(|| {
            set_if_other(self.shown, shown);
            set_if_other(self.columns, columns);
        });
    }

    /// The columns to have in the document, which are those that are there for as long as all in sight are among them; and
    /// those in sight.
    fn columns_to_show(self, scroller: &web_sys::HtmlElement) -> ((usize, usize), (usize, usize)) {
        let all = self.count_columns();
        let (left, seen) = (f64::from(scroller.scroll_left()).abs(), f64::from(scroller.client_width()));
        let (first, end) = self.widths.with_untracked(|widths| columns_within(widths, left, seen));
        let there = self.columns.get_untracked();
        if there.0 <= first && end <= there.1 && there.1 <= all {
            return (there, (first, end));
        }
        ((first.saturating_sub(BESIDE).max(1), (end + BESIDE).min(all)), (first, end))
    }

    /// Where the active cell scrolls away, the one in sight nearest to it takes its place: the focus is never lost.
    fn keep_active_in(self, (first, end): (usize, usize), columns: (usize, usize), in_sight: (usize, usize)) {
        let (mut row, mut column) = self.active.get_untracked();
        if end > first && !(first..end).contains(&row) {
            let (from, to) = self.sight.get_untracked();
            row = row.clamp(from, to.saturating_sub(1).max(from));
        }
        if column > 0 && in_sight.1 > in_sight.0 && !(columns.0..columns.1).contains(&column) {
            column = column.clamp(in_sight.0, in_sight.1 - 1);
        }
        if (row, column) != self.active.get_untracked() {
            self.active.set((row, column));
            if self.inside.get_value() {
                self.focus_with(true);
            }
        }
    }

    /// Puts the active cell, and no other, into the tab order.
    fn mark(self) {
        let Some(Some(scroller)) = self.scroller.try_get_untracked() else { return };
        let wanted = self.element(self.active.get_untracked());
        if let Ok(Some(marked)) = scroller.query_selector("[role=row] > [tabindex='0']") {
            if wanted.as_ref().is_some_and(|wanted| wanted.is_same_node(Some(&marked))) {
                return;
            }
            let _ = marked.set_attribute("tabindex", "-1");
        }
        if let Some(wanted) = wanted {
            let _ = wanted.set_attribute("tabindex", "0");
        }
    }

    /// Brings the active cell out from under the first column, which stays in sight.
    fn sideways(self, scroller: &web_sys::HtmlElement) {
        let (_, column) = self.active.get_untracked();
        let (covered, left, right) = self.widths.with_untracked(|widths| {
            let until = |column: usize| widths.iter().take(column).sum::<usize>();
            (until(1), until(column), until(column + 1))
        });
        let [covered, left, right] = [covered, left, right].map(|at| i32::try_from(at).unwrap_or(i32::MAX));
        let (at, seen) = (scroller.scroll_left().abs(), scroller.client_width());
        // What is written from right to left scrolls to below zero.
        let towards = if scroller.scroll_left() < 0 { -1 } else { 1 };
        if column > 0 && left - covered < at {
            scroller.set_scroll_left((left - covered) * towards);
        } else if column > 0 && right > at + seen {
            scroller.set_scroll_left((right - seen) * towards);
        }
    }

    /// Moves by a key; whether it was one.
    fn press(self, event: &ev::KeyboardEvent) -> bool {
        let (row, column) = self.active.get_untracked();
        let last = self.total.get_untracked().saturating_sub(1);
        let last_column = self.count_columns().saturating_sub(1);
        let (from, to) = self.sight.get_untracked();
        let page = (to - from).saturating_sub(2).max(1);
        let far = event.ctrl_key() || event.meta_key();
        let to = match event.key().as_str() {
            "ArrowUp" if far => (0, column),
            "ArrowDown" if far => (last, column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowDown" => ((row + 1).min(last), column),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "ArrowRight" => (row, (column + 1).min(last_column)),
            "PageUp" => (row.saturating_sub(page), column),
            "PageDown" => ((row + page).min(last), column),
            "Home" if far => (0, 0),
            "End" if far => (last, last_column),
            "Home" => (row, 0),
            "End" => (row, last_column),
            _ => return false,
        };
        event.prevent_default();
        self.go(to);
        true
    }

    /// Moves by a key, or tells `on_key` of it; a field inside has its own.
    fn hear(self, event: ev::KeyboardEvent, on_key: Callback<ev::KeyboardEvent>) {
        if !is_for_field(&event) && !event.default_prevented() && !self.press(&event) {
            on_key.run(event);
        }
    }

    fn click(self, event: &ev::MouseEvent) {
        if let Some(cell) = Self::cell_of(event) {
            self.active.set(cell);
        }
    }

    /// The focus goes elsewhere. Without somewhere it goes to, what had it may have been taken out of the document.
    fn left(self, event: &ev::FocusEvent) {
        if event.related_target().is_some() {
            self.inside.set_value(false);
        }
    }

    /// The cell that something happened in.
    pub fn cell_of(event: &ev::MouseEvent) -> Option<Cell> {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        let cell = target.closest("[role=row] > [tabindex]").ok()??;
        let index = |element: &web_sys::Element, name: &str| element.get_attribute(name)?.parse::<usize>().ok();
        let row = index(&cell.parent_element()?, "aria-rowindex")?.checked_sub(2)?;
        Some((row, index(&cell, "aria-colindex")?.checked_sub(1)?))
    }
}

/// Puts the focus on something without bringing it into sight.
fn focus_where_it_is(element: &web_sys::HtmlElement) {
    let options = js_sys::Object::new();
    // Setting a property of a plain object does not fail, and every element has `focus`.
    let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &true.into());
    if let Some(focus) = js_sys::Reflect::get(element, &"focus".into()).ok().and_then(|focus| focus.dyn_into().ok()) {
        let focus: js_sys::Function = focus;
        let _ = focus.call1(element, &options);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
fn pixels(at: f64) -> i32 {
    at.round() as i32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below 0, and never beyond the rows")]
fn count(rows: f64) -> usize {
    rows.max(0.0) as usize
}

/// How many of the rows that are wanted are not there.
fn new_rows(there: (usize, usize), wanted: (usize, usize)) -> usize {
    let both = there.1.min(wanted.1).saturating_sub(there.0.max(wanted.0));
    (wanted.1 - wanted.0).saturating_sub(both)
}

/// The columns beside the first that lie within `seen` pixels from `left` on: the first, and the one after the last. The
/// first column of all covers what is under it.
fn columns_within(widths: &[usize], left: f64, seen: f64) -> (usize, usize) {
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    let end_of = |column: usize| widths.iter().take(column + 1).sum::<usize>() as f64;
    if widths.is_empty() || end_of(widths.len()) <= seen {
        return (1, widths.len().max(1));
    }
    let first = (1..widths.len()).find(|column| end_of(*column) > left + end_of(0)).unwrap_or(widths.len());
    let end = (first..widths.len()).find(|column| end_of(column - 1) >= left + seen).unwrap_or(widths.len());
    (first, end)
}

fn set_if_other(signal: RwSignal<(usize, usize)>, now: (usize, usize)) {
    if signal.get_untracked() != now {
        signal.set(now);
    }
}

/// Whether a key goes to a field inside the table.
fn is_for_field(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.matches("input, select, textarea, button, a").unwrap_or(false))
}

/// The table. `head` are the `<th>` of its head, which say how wide each column is; `row` makes the cells of the row at a
/// place, by [`Cells`]. They stay for as long as they are near the window, so what is in them should follow the data by
/// itself.
#[component]
pub fn WindowedTable(
    table: Windowed,
    #[prop(into)] label: Signal<String>,
    head: AnyView,
    row: Callback<usize, AnyView>,
    /// Hears keys that do not move, while no field inside has the focus.
    on_key: Callback<ev::KeyboardEvent>,
    /// Hears a double click on a cell.
    on_open: Callback<Cell>,
) -> impl IntoView {
    Effect::new(move |_| {
        if table.scroller.get().is_some() {
            table.in_next_frame(|table| table.show(table.active_now()));
        }
    });
    let width = move || [&table.widths.with(|widths| widths.iter().sum::<usize>()).to_string(), "px"].concat();
    let places = move || {
        let (first, end) = table.shown.get();
        (first..end).collect::<Vec<usize>>()
    };
    // All rows are as high as the page is long, whichever of them are in the document: while some come and others go,
    // the browser has nothing to scroll back to.
    let whole = move || [&(table.top_of(table.total.get()) + HEAD).to_string(), "px"].concat();
    let before = move || [&table.top_of(table.shown.get().0).to_string(), "px"].concat();
    view! {
        <div
            class="windowed"
            node_ref=table.scroller
            on:scroll=move |_| table.look()
            on:keydown=move |event| table.hear(event, on_key)
            on:click=move |event| table.click(&event)
            on:dblclick=move |event| if let Some(cell) = Windowed::cell_of(&event) { on_open.run(cell) }
            on:focusout=move |event| table.left(&event)
            on:focusin=move |_| table.inside.set_value(true)
        >
            <div class="windowed__whole" style:block-size=whole style:padding-block-start=before>
            <table
                role="grid"
                class="windowed__table"
                style:inline-size=width
                aria-label=move || label.get()
                aria-rowcount=move || (table.total.get() + 1).to_string()
                aria-colcount=move || table.widths.with(Vec::len).to_string()
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        {head}
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=places key=|place| *place let:place>
                        <tr
                            role="row"
                            aria-rowindex=(place + 2).to_string()
                            class="windowed__row"
                            class:is-active=move || table.active.get().0 == place
                        >
                            {row.run(place)}
                        </tr>
                    </For>
                </tbody>
            </table>
            </div>
        </div>
    }
    .into_any()
}

/// The cells of the row at a place. `cell` makes the one of a column, with `aria-colindex` and `tabindex="-1"`; that of the
/// first column is a `<th scope="row">`, and always there. Hundreds of them are made while someone scrolls: each
/// attribute and element counts.
#[component]
pub fn Cells(table: Windowed, cell: Callback<usize, AnyView>) -> impl IntoView {
    let columns = move || {
        let (first, end) = table.columns.get();
        (first..end).collect::<Vec<usize>>()
    };
    // In place of the columns that are not there.
    let gap = |wide: Memo<usize>| {
        view! { <td aria-hidden="true" hidden=move || wide.get() == 0 colspan=move || wide.get().max(1).to_string()></td> }
    };
    let before = Memo::new(move |_| table.columns.get().0.saturating_sub(1));
    let after = Memo::new(move |_| table.widths.with(Vec::len).saturating_sub(table.columns.get().1));
    view! {
        {cell.run(0)}
        {gap(before)}
        <For each=columns key=|column| *column let:column>
            {cell.run(column)}
        </For>
        {gap(after)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{columns_within, new_rows};

    #[test]
    fn rows_that_stay_are_not_new() {
        for (there, wanted, expected) in
            [((0, 0), (0, 14), 14), ((0, 14), (3, 17), 3), ((20, 40), (10, 25), 10), ((0, 14), (50, 60), 10)]
        {
            assert_eq!(new_rows(there, wanted), expected, "{there:?} {wanted:?}");
        }
    }

    #[test]
    fn columns_in_sight_are_those_beside_the_first_one() {
        let widths = [190, 150, 150, 110, 210, 150];
        for (left, seen, expected) in [
            // All of them fit.
            (0.0, 960.0, (1, 6)),
            (0.0, 600.0, (1, 4)),
            // Up to the edge, and beyond it.
            (0.0, 490.0, (1, 3)),
            (0.0, 491.0, (1, 4)),
            (149.0, 491.0, (1, 5)),
            (150.0, 491.0, (2, 5)),
            (360.0, 600.0, (3, 6)),
        ] {
            assert_eq!(columns_within(&widths, left, seen), expected, "{left} {seen}");
        }
        assert_eq!(columns_within(&[], 0.0, 600.0), (1, 1));
    }
}
