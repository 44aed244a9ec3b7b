//! What an import would do, row by row.

use super::standing::{Basis, Class, Standing};
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

    /// A number that is another where something else becomes of the row.
    pub(super) fn mark(&self) -> u64 {
        let mut digest = Digest::new();
        digest.text(&self.words());
        digest.word(self.seal);
        digest.0
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
        Standing::new(Basis { sheet, directory, decisions }).into_plan()
    }

    /// How many rows must be corrected, answered or left out before the import can be made.
    pub const fn open(&self) -> usize {
        self.counts.open()
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
        digest(&self.rows, self.open())
    }
}

impl Counts {
    /// Rows that must be corrected, answered or left out.
    pub const fn open(&self) -> usize {
        self.undecided + self.refused + self.problems
    }

    /// The count of the rows of a class.
    pub(super) const fn of(&mut self, class: Class) -> &mut usize {
        match class {
            Class::Create => &mut self.created,
            Class::Update | Class::AskYes => &mut self.updated,
            Class::Unchanged => &mut self.unchanged,
            Class::AskOpen => &mut self.undecided,
            Class::AskNo | Class::Declined | Class::LeftOut => &mut self.skipped,
            Class::Refused => &mut self.refused,
            Class::Problem => &mut self.problems,
        }
    }
}

/// See [`Plan::digest`].
pub(super) fn digest(rows: &[RowPlan], open: usize) -> u64 {
    let mut digest = Digest::new();
    for row in rows.iter().filter(|row| row.is_done()) {
        digest.word(row.seal);
    }
    digest.word(u64::try_from(open).unwrap_or(u64::MAX));
    digest.0
}
