//! What an import would do, row by row.

use super::planner::Planner;
use super::{Decisions, Directory, Problem, Sheet};
use crate::id::{CohortId, UserId};
use crate::import::digest::Digest;
use crate::import::users::UserField;
use serde::{Deserialize, Serialize};

/// Why a row is refused whatever people decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would give what the importer may not give.
    Grant,
    /// The account outranks the importer.
    Rank,
    /// It would change who gets into an account that is not the importer's alone to open, or their own.
    Opens,
    /// The account is of another organisation.
    Elsewhere,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Create,
    /// The account has everything the row gives.
    Unchanged,
    /// Same group and role: the account is given what differs.
    Update,
    /// Another group: the grant is added, and the account given what differs.
    AddGrant,
    /// Same group, other role than these: as people answer, the role changes with the rest, or nothing does.
    Ask {
        held: Vec<String>,
        answer: Option<bool>,
    },
    /// An update that was decided against.
    Declined,
    /// By name, with what is refused.
    Refused {
        refusal: Refusal,
        words: String,
    },
    Problem,
    LeftOut,
}

/// A field in which the file and an account differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: UserField,
    /// Blank where the account has nothing.
    pub old: String,
    pub new: String,
    /// Whether the update takes it; not where the column only fills what is empty.
    pub taken: bool,
}

/// A row with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPlan {
    pub row: u32,
    pub outcome: Outcome,
    /// The account it is about.
    pub user: Option<UserId>,
    pub differences: Vec<Difference>,
    /// The learner joins "Class of YYYY".
    pub joins: Option<(CohortId, i32)>,
    /// The row has a hash, which an account that is there does not take.
    pub keeps_password: bool,
    /// A digest of the row's change.
    pub(super) seal: u64,
}

impl RowPlan {
    pub(super) const fn new(row: u32, outcome: Outcome) -> Self {
        Self { row, outcome, user: None, differences: Vec::new(), joins: None, keeps_password: false, seal: 0 }
    }

    /// Whether the import does something for this row.
    pub const fn is_done(&self) -> bool {
        matches!(
            self.outcome,
            Outcome::Create | Outcome::Update | Outcome::AddGrant | Outcome::Ask { answer: Some(true), .. }
        )
    }

    /// The outcome in words.
    pub fn words(&self) -> String {
        let fields = self.differences.iter().filter(|difference| difference.taken).count();
        let changed = match fields {
            0 => String::new(),
            1 => ", 1 field changed".to_owned(),
            _ => format!(", {fields} fields changed"),
        };
        let mut words = match &self.outcome {
            Outcome::Create => "Created".to_owned(),
            Outcome::Unchanged => "Unchanged".to_owned(),
            Outcome::Update => format!("Updated{changed}"),
            Outcome::AddGrant => format!("Permission added{changed}"),
            Outcome::Ask { held, answer: None } => format!("New role, was {}: update or not?", held.join(", ")),
            Outcome::Ask { held, answer: Some(true) } => format!("New role, was {}{changed}", held.join(", ")),
            Outcome::Ask { answer: Some(false), .. } | Outcome::Declined => "Not updated".to_owned(),
            Outcome::Refused { words, .. } => words.clone(),
            Outcome::Problem => "To be corrected".to_owned(),
            Outcome::LeftOut => "Left out".to_owned(),
        };
        if self.is_done() {
            if let Some((_, year)) = self.joins {
                words.push_str("; joins Class of ");
                words.push_str(&year.to_string());
            }
            if self.keeps_password {
                words.push_str("; keeps the password");
            }
        }
        words
    }
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub rows: usize,
    pub created: usize,
    /// New grants and roles among them.
    pub updated: usize,
    pub unchanged: usize,
    /// Left out, or an update decided against.
    pub skipped: usize,
    /// New roles nobody has decided about.
    pub undecided: usize,
    pub refused: usize,
    /// Rows with a problem.
    pub problems: usize,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// One for each row of the sheet, in its order.
    pub rows: Vec<RowPlan>,
    /// By row.
    pub problems: Vec<Problem>,
    pub counts: Counts,
}

impl Plan {
    /// Puts what the file says against what the server knows.
    pub fn new(sheet: &Sheet<'_>, directory: &Directory, decisions: &Decisions) -> Self {
        Planner::new(sheet, directory, decisions).plan()
    }

    /// How many rows must be corrected, answered or left out before the import can be made.
    pub const fn open(&self) -> usize {
        self.counts.undecided + self.counts.refused + self.counts.problems
    }

    /// The numbers of the rows with a problem and of those refused, to leave them out knowingly.
    pub fn bad_rows(&self) -> impl Iterator<Item = u32> {
        let is_bad = |row: &&RowPlan| matches!(row.outcome, Outcome::Problem | Outcome::Refused { .. });
        self.rows.iter().filter(is_bad).map(|row| row.row)
    }

    /// The problems of that row.
    pub fn problems_of(&self, row: u32) -> &[Problem] {
        let start = self.problems.partition_point(|problem| problem.row < row);
        let end = self.problems.partition_point(|problem| problem.row <= row);
        self.problems.get(start..end).unwrap_or_default()
    }

    /// A number that two plans share when they do the same to the same versions of the same accounts, for the server
    /// to know that what it is about to do is what someone saw.
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        for row in self.rows.iter().filter(|row| row.is_done()) {
            digest.bytes(&row.seal.to_le_bytes());
        }
        digest.bytes(&self.open().to_le_bytes()[..4]);
        digest.0
    }

    /// What becomes of each row, as a number that is another where something else becomes of it.
    pub(in crate::import::users) fn marks(&self) -> Vec<u64> {
        let mark = |row: &RowPlan| {
            let mut digest = Digest::new();
            digest.text(&row.words());
            digest.number(row.seal.cast_signed());
            digest.0
        };
        self.rows.iter().map(mark).collect()
    }

    /// Counts what the rows say.
    pub(super) fn count(&mut self) {
        let mut counts = Counts { rows: self.rows.len(), ..Counts::default() };
        for row in &self.rows {
            let of = match row.outcome {
                Outcome::Create => &mut counts.created,
                Outcome::Update | Outcome::AddGrant | Outcome::Ask { answer: Some(true), .. } => &mut counts.updated,
                Outcome::Unchanged => &mut counts.unchanged,
                Outcome::Ask { answer: None, .. } => &mut counts.undecided,
                Outcome::Ask { answer: Some(false), .. } | Outcome::Declined | Outcome::LeftOut => &mut counts.skipped,
                Outcome::Refused { .. } => &mut counts.refused,
                Outcome::Problem => &mut counts.problems,
            };
            *of += 1;
        }
        self.counts = counts;
    }
}
