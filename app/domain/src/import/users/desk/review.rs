//! The state of the whole review.

use super::{Desk, ProblemView, Review, UserField, words};
use crate::import::columns::Field as _;
use crate::import::users::plan::{Counts, Ground, Groups, Kind, Sheet};
use std::collections::{BTreeSet, HashMap};

/// How many rows of a kind of problem are looked at to find a text that many of them have.
const LOOKED_AT: usize = 500;
/// A text that is fixed everywhere is not longer than this.
const LONGEST: usize = 200;

impl Desk {
    /// The state of the review; plans, where nothing was planned since columns were matched or people looked up.
    pub fn review(&mut self) -> Review {
        if self.reviewed.is_none() {
            self.plan();
            self.compare();
        }
        let (Some(reviewed), Some(sheet)) = (&self.reviewed, self.sheet()) else { return nothing() };
        let counts = reviewed.standing.counts();
        let has_column = |field: &&UserField| self.mapping.as_ref().is_some_and(|m| m.column(**field).is_some());
        Review {
            counts,
            open: counts.open(),
            done: counts.created + counts.updated,
            asked: reviewed.asked(),
            moved: reviewed.moved.len(),
            problems: problems(reviewed.standing.groups(), &sheet),
            fields: UserField::ALL.iter().filter(has_column).copied().collect(),
            only_fill: self.decisions.only_fill.iter().copied().collect(),
            undo: self.steps.undo_words(),
            redo: self.steps.redo_words(),
        }
    }

    /// Whether rows are planned, so that a choice of a value is answered by a [`Review`].
    pub fn is_reviewing(&self) -> bool {
        self.reviewed.is_some()
    }

    /// Forgets everyone who was looked up, and takes the installation as it is now. All are [`Desk::wanted`] again;
    /// the next [`Desk::review`] tells which rows moved.
    pub fn look_up_again(&mut self, ground: Ground) {
        let before = self.reviewed.take().map(|reviewed| reviewed.standing.marks());
        self.before = before.or_else(|| self.before.take());
        self.look_up.clear();
        self.open_ground(ground);
    }

    /// Finds the rows that moved since people were looked up before.
    fn compare(&mut self) {
        let (Some(reviewed), Some(before)) = (&mut self.reviewed, self.before.take()) else { return };
        let now = reviewed.standing.marks();
        let pairs = now.iter().zip(&before).enumerate();
        reviewed.moved = pairs.filter(|(_, (now, before))| now != before).map(|(at, _)| at).collect();
    }
}

fn nothing() -> Review {
    Review {
        counts: Counts::default(),
        open: 0,
        done: 0,
        asked: 0,
        moved: 0,
        problems: Vec::new(),
        fields: Vec::new(),
        only_fill: Vec::new(),
        undo: None,
        redo: None,
    }
}

fn problems(groups: &Groups, sheet: &Sheet<'_>) -> Vec<ProblemView> {
    let place = |at: &u32| usize::try_from(*at).ok();
    let view = |((kind, field), rows): (&(Kind, Option<UserField>), &BTreeSet<u32>)| {
        let (text, is_only) = common(sheet, *field, rows.iter().filter_map(place));
        ProblemView {
            kind: *kind,
            field: *field,
            words: words::problem(*kind, *field, text.as_deref().filter(|_| is_only)),
            rows: rows.len(),
            first: rows.first().and_then(place).map_or(0, |at| sheet.row(at).number),
            text: text.filter(|_| rows.len() > 1 && *kind != Kind::TwiceInFile),
        }
    };
    let mut views: Vec<ProblemView> = groups.iter().map(view).collect();
    views.sort_by_key(|view| std::cmp::Reverse(view.rows));
    views
}

/// The text that most of the first rows have in that column, if several do or there is but one row, and whether all
/// of them have it.
fn common(sheet: &Sheet<'_>, field: Option<UserField>, rows: impl Iterator<Item = usize>) -> (Option<String>, bool) {
    let Some(field) = field else { return (None, false) };
    let mut times: HashMap<String, (usize, usize)> = HashMap::new();
    let mut looked_at = 0;
    for (at, place) in rows.take(LOOKED_AT).enumerate() {
        looked_at += 1;
        let text = sheet.row(place).cell(field);
        if text.len() <= LONGEST {
            times.entry(text.into_owned()).or_insert((0, at)).0 += 1;
        }
    }
    let most = times.into_iter().max_by_key(|(_, (times, at))| (*times, std::cmp::Reverse(*at)));
    let Some((text, (times, _))) = most.filter(|(text, _)| !text.is_empty()) else { return (None, false) };
    let text = Some(text).filter(|_| times > 1 || looked_at == 1);
    (text, times == looked_at)
}
