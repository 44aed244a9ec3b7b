//! Which column is which field, as found, remembered or chosen.

use super::{Field, Reason};
use crate::import::columns::reason::Clash;
use serde::{Deserialize, Serialize};

/// The column of each field: at most one, and no column for two fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping<F> {
    fields: Vec<Matched<F>>,
}

/// What was found for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Matched<F> {
    field: F,
    column: Option<usize>,
    /// 0 to 100.
    score: u8,
    reason: Reason,
}

/// A mapping as it is kept for the next file with the same header: see
/// [`HeaderKey`](super::HeaderKey).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered<F> {
    /// How many columns the file had.
    width: usize,
    fields: Vec<(F, usize)>,
}

impl<F: Field> Mapping<F> {
    /// A mapping of what was found, in the order of the fields.
    pub(super) fn new(found: Vec<(Option<usize>, u8, Reason)>) -> Self {
        let fields = F::ALL.iter().zip(found);
        let matched = |(field, (column, score, reason)): (&F, _)| Matched { field: *field, column, score, reason };
        Self { fields: fields.map(matched).collect() }
    }

    fn of(&self, field: F) -> Option<&Matched<F>> {
        self.fields.iter().find(|matched| matched.field == field)
    }

    /// The column of `field`.
    pub fn column(&self, field: F) -> Option<usize> {
        self.of(field).and_then(|matched| matched.column)
    }

    /// Why it is that column, or none.
    pub fn reason(&self, field: F) -> &Reason {
        self.of(field).map_or(&Reason::NotFound, |matched| &matched.reason)
    }

    /// How surely the column is the field, 0 to 100; where it has none, how sure the best one was.
    pub fn score(&self, field: F) -> u8 {
        self.of(field).map_or(0, |matched| matched.score)
    }

    /// A column that may be offered for a field that has none.
    pub fn suggestion(&self, field: F) -> Option<usize> {
        let column = match self.reason(field) {
            Reason::Perhaps(column) | Reason::Conflict(column, Clash::NoneKnown) => Some(*column),
            _ => None,
        };
        column.filter(|column| self.field(*column).is_none())
    }

    /// The field of `column`.
    pub fn field(&self, column: usize) -> Option<F> {
        self.fields.iter().find(|matched| matched.column == Some(column)).map(|matched| matched.field)
    }

    /// Takes `column` (or none) for `field`; a field that had that column is left without one.
    pub fn choose(&mut self, field: F, column: Option<usize>) {
        for matched in &mut self.fields {
            let takes = matched.field == field;
            if takes || (column.is_some() && matched.column == column) {
                matched.column = column.filter(|_| takes);
                matched.score = if matched.column.is_some() { 100 } else { 0 };
                matched.reason = Reason::Chosen;
            }
        }
    }

    /// The required fields that have no column.
    pub fn missing(&self) -> Vec<F> {
        let missing = self.fields.iter().filter(|matched| matched.field.is_required() && matched.column.is_none());
        missing.map(|matched| matched.field).collect()
    }

    /// What to keep for the next file with the same header of `width` columns.
    pub fn remember(&self, width: usize) -> Remembered<F> {
        let fields = self.fields.iter().filter_map(|matched| Some((matched.field, matched.column?)));
        Remembered { width, fields: fields.collect() }
    }

    /// The mapping of a file whose header has the key of an earlier one: as last time, also where a
    /// field had no column. `None` where what was kept does not fit a file of `width` columns.
    pub fn recall(kept: &Remembered<F>, width: usize) -> Option<Self> {
        let fits = kept.width == width && kept.fields.iter().all(|(_, column)| *column < width);
        let twice = kept.fields.iter().enumerate().any(|(at, (field, column))| {
            kept.fields.iter().take(at).any(|(other, taken)| other == field || taken == column)
        });
        if !fits || twice {
            return None;
        }
        let found = F::ALL.iter().map(|field| {
            let column = kept.fields.iter().find(|(known, _)| known == field).map(|(_, column)| *column);
            (column, if column.is_some() { 100 } else { 0 }, Reason::AsLastTime)
        });
        Some(Self::new(found.collect()))
    }
}
