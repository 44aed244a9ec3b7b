//! Rows of a very long list, fetched as they come into sight.

use leptos::prelude::*;
use std::sync::Arc;

/// Rows fetched above and below those in the document.
const AHEAD: usize = 24;

/// Asks for a part of the rows: the first place, and how many.
type AskFor = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// A part of the rows that was fetched.
#[derive(Clone, Debug)]
struct Part<T> {
    from: usize,
    rows: Vec<Arc<T>>,
    /// None until the first answer.
    total: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Asking {
    under_way: bool,
    stale: bool,
    wanted: (usize, usize),
    /// What the last question was about.
    asked: (usize, usize),
}

/// Rows that are fetched as they come into sight. At most one question is under way: while someone scrolls, only the
/// newest matters.
pub struct Feed<T: Send + Sync + 'static> {
    part: RwSignal<Part<T>>,
    asking: StoredValue<Asking>,
    ask: StoredValue<AskFor>,
}

impl<T: Send + Sync + 'static> core::fmt::Debug for Feed<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Feed")
    }
}

impl<T: Send + Sync + 'static> Clone for Feed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Feed<T> {}

impl<T: Send + Sync + 'static> Feed<T> {
    /// `ask` is to be answered by [`Feed::hear`], or by [`Feed::forget`] where no answer will come.
    pub fn new(ask: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        Self {
            part: RwSignal::new(Part { from: 0, rows: Vec::new(), total: None }),
            asking: StoredValue::new(Asking::default()),
            ask: StoredValue::new(Arc::new(ask)),
        }
    }

    /// How many rows there are.
    pub fn total(self) -> usize {
        self.part.with(|part| part.total.unwrap_or(0))
    }

    /// Whether anything was answered yet.
    pub fn is_known(self) -> bool {
        self.part.with(|part| part.total.is_some())
    }

    /// The row at a place; none while it is on its way.
    pub fn row(self, place: usize) -> Option<Arc<T>> {
        self.part.with(|part| part.rows.get(place.checked_sub(part.from)?).cloned())
    }

    /// As [`Feed::row`], without following it.
    pub fn row_now(self, place: usize) -> Option<Arc<T>> {
        untrack(|| self.row(place))
    }

    /// These rows are shown now.
    pub fn want(self, rows: (usize, usize)) {
        self.asking.update_value(|asking| asking.wanted = rows);
        self.look();
    }

    /// The rows may have changed.
    pub fn renew(self) {
        self.asking.update_value(|asking| asking.stale = true);
        self.look();
    }

    /// Takes an answer.
    pub fn hear(self, from: usize, rows: Vec<T>, total: usize) {
        self.asking.update_value(|asking| asking.under_way = false);
        self.part.set(Part { from, rows: rows.into_iter().map(Arc::new).collect(), total: Some(total) });
        self.look();
    }

    /// No answer will come to what was asked.
    pub fn forget(self) {
        self.asking.update_value(|asking| *asking = Asking { stale: true, under_way: false, ..*asking });
    }

    fn look(self) {
        let asking = self.asking.get_value();
        let (first, end) = asking.wanted;
        let there = asking.asked.0 <= first && end <= asking.asked.1;
        if asking.under_way || (there && !asking.stale) {
            return;
        }
        let asked = (first.saturating_sub(AHEAD), end + AHEAD);
        self.asking.set_value(Asking { under_way: true, stale: false, asked, ..asking });
        (self.ask.get_value())(asked.0, asked.1 - asked.0);
    }
}
