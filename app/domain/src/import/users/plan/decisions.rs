//! How people settle what an import asks about users who are there already (SPEC U7).

use crate::import::users::UserField;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Yes, no or not yet, for all rows at once or one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    all: Option<bool>,
    /// Those that differ.
    rows: BTreeMap<u32, bool>,
}

impl Answers {
    /// The same for all.
    pub const fn all(yes: bool) -> Self {
        Self { all: Some(yes), rows: BTreeMap::new() }
    }

    /// Answers for one row.
    pub fn answer(&mut self, row: u32, yes: bool) {
        self.rows.insert(row, yes);
    }

    /// Answers for all rows, also for those that were answered one by one.
    pub fn answer_all(&mut self, yes: bool) {
        *self = Self::all(yes);
    }

    /// What was answered for that row.
    pub fn of(&self, row: u32) -> Option<bool> {
        self.rows.get(&row).copied().or(self.all)
    }
}

/// What was decided. By default the file wins, updates are made, and new roles wait for an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// Fields whose column only fills what is empty; for the others the file wins.
    pub only_fill: BTreeSet<UserField>,
    /// Whether to update users; unanswered is yes.
    pub updates: Answers,
    /// Whether to take the new role of someone of the same group; unanswered waits.
    pub roles: Answers,
    /// Of single rows, the fields about which it was decided apart: whether the file's is taken.
    #[serde(default)]
    pub takes: BTreeMap<u32, BTreeMap<UserField, bool>>,
}

impl Decisions {
    /// Says for one row whether a field is taken from the file.
    pub fn take(&mut self, row: u32, field: UserField, yes: bool) {
        self.takes.entry(row).or_default().insert(field, yes);
    }

    /// Whether a field is taken from the file that differs from what the account has; blank is filled in any case.
    pub(super) fn is_taken(&self, row: u32, field: UserField, is_blank: bool) -> bool {
        let apart = self.takes.get(&row).and_then(|fields| fields.get(&field));
        apart.copied().unwrap_or_else(|| is_blank || !self.only_fill.contains(&field))
    }
}
