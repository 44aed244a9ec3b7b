//! What people changed of a file while they reviewed it. It is small beside the file, and sent apart from it.

use crate::import::users::UserField;
use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What someone said that a value means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueChoice {
    pub field: UserField,
    /// As the file writes it.
    pub text: String,
    /// The code of the installation's row; none where it means nothing.
    pub code: Option<String>,
}

/// Edits, choices and rows left out, by the numbers of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrections {
    pub choices: Vec<ValueChoice>,
    pub(super) edits: BTreeMap<u32, BTreeMap<UserField, String>>,
    /// Rows of which nothing is done.
    pub left_out: BTreeSet<u32>,
    /// Rows with more cells than columns that are taken without those.
    pub as_it_is: BTreeSet<u32>,
}

/// What takes an edit back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    field: UserField,
    before: Vec<(u32, Option<String>)>,
}

impl Undo {
    /// What types `text` over that cell of each of the rows, when it is taken back.
    pub fn to_type(field: UserField, rows: &[u32], text: &str) -> Self {
        Self { field, before: rows.iter().map(|row| (*row, Some(text.to_owned()))).collect() }
    }

    /// How many cells it is about.
    pub fn cells(&self) -> usize {
        self.before.len()
    }

    /// The rows it is about.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.before.iter().map(|(row, _)| *row)
    }
}

impl Corrections {
    pub(super) fn edits_of(&self, row: u32) -> Option<&BTreeMap<UserField, String>> {
        self.edits.get(&row)
    }

    /// Types `text` over one cell.
    pub fn edit(&mut self, row: u32, field: UserField, text: &str) -> Undo {
        self.edit_all(&[row], field, text)
    }

    /// Types `text` over that cell of each of the rows: the same mistake fixed everywhere.
    pub fn edit_all(&mut self, rows: &[u32], field: UserField, text: &str) -> Undo {
        let mut type_over = |row: &u32| (*row, self.edits.entry(*row).or_default().insert(field, text.to_owned()));
        Undo { field, before: rows.iter().map(&mut type_over).collect() }
    }

    /// Takes an edit back, the last one first. What comes back takes this back in turn.
    pub fn undo(&mut self, undo: Undo) -> Undo {
        let Undo { field, before } = undo;
        let mut now = Vec::with_capacity(before.len());
        for (row, before) in before.into_iter().rev() {
            let edits = self.edits.entry(row).or_default();
            let was = match before {
                Some(text) => edits.insert(field, text),
                None => edits.remove(&field),
            };
            if edits.is_empty() {
                self.edits.remove(&row);
            }
            now.push((row, was));
        }
        Undo { field, before: now }
    }
}

/// Says what a value means, in place of what was said before.
pub(in crate::import::users) fn choose(choices: &mut Vec<ValueChoice>, choice: ValueChoice) {
    let same = |other: &ValueChoice| other.field == choice.field && fold(&other.text) == fold(&choice.text);
    choices.retain(|other| !same(other));
    choices.push(choice);
}
