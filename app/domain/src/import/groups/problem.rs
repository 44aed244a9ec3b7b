//! What is unclear in a file of groups, and how people settle it.

use super::{Field, Plan};
use crate::groups::acts::SetChoice;
use crate::id::UserId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The part of a row that a problem or a decision is about. A problem is known by its row and part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The row as a whole.
    Row,
    Group,
    Set,
    /// Who the learner is.
    Learner,
    /// Whether and how the learner is placed.
    Place,
    /// Who the tutor is, by position in the list.
    Tutor(u32),
    TutorType(u32),
}

/// What is wrong, without the particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    SurplusCells,
    BlankGroup,
    BadGroupName,
    BadSetName,
    SetLocked,
    UnknownNumber,
    UnknownName,
    Ambiguous,
    Mismatch,
    NotEnrolled,
    NotLearner,
    CannotTutor,
    InAnotherGroup,
    TwiceInFile,
    UnknownType,
}

impl Kind {
    /// The heading under which problems of this kind are listed.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::SurplusCells => "More cells than columns",
            Self::BlankGroup => "Group name is blank",
            Self::BadGroupName => "Group name cannot be used",
            Self::BadSetName => "Group set cannot be used",
            Self::SetLocked => "Group set is locked",
            Self::UnknownNumber => "Number is not known",
            Self::UnknownName => "Name is not known",
            Self::Ambiguous => "Several people of this name",
            Self::Mismatch => "Number and name disagree",
            Self::NotEnrolled => "Not enrolled in this period",
            Self::NotLearner => "Not a learner",
            Self::CannotTutor => "Cannot be a tutor",
            Self::InAnotherGroup => "Already in another group",
            Self::TwiceInFile => "Twice in the file",
            Self::UnknownType => "Type of tutor is not known",
        }
    }
}

/// How a problem is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Settle {
    /// Nothing of the row is done. Any row may be left out.
    SkipRow,
    /// The learner or tutor is left out (or where they are); the rest of the row counts.
    LeaveOut,
    /// What the row says is taken without the part in doubt.
    TakeAsIs,
    /// A blank group name stands for the one above.
    GroupAbove,
    TrustNumber,
    TrustName,
    Choose(UserId),
    /// The learner moves from the group they are in.
    Move,
    /// This row counts, not the earlier one for the same learner.
    Instead,
    /// Learners may be in several groups of the set that is made.
    Several,
}

/// A way to settle a problem, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub settle: Settle,
    pub words: String,
    /// Whom it takes, where it takes someone.
    pub person: Option<UserId>,
}

impl Way {
    pub(super) fn new(settle: Settle, words: impl Into<String>) -> Self {
        Self { settle, words: words.into(), person: None }
    }

    pub(super) fn take(settle: Settle, person: UserId, words: String) -> Self {
        Self { settle, words, person: Some(person) }
    }
}

/// Something unclear, with the ways to settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub row: u32,
    pub part: Part,
    /// The column it stands in.
    pub field: Field,
    pub kind: Kind,
    pub words: String,
    pub ways: Vec<Way>,
    /// How it was settled; `None` while it is open.
    pub settled: Option<Settle>,
}

impl Problem {
    /// Whether nobody has settled it yet.
    pub const fn is_open(&self) -> bool {
        self.settled.is_none()
    }
}

/// One decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub row: u32,
    pub part: Part,
    pub settle: Settle,
}

/// Everything people decided about an import. A decision that fits no problem is without effect,
/// except [`Settle::SkipRow`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Decisions {
    settled: BTreeMap<(u32, Part), Settle>,
    /// Where new groups go whose set the file does not name; `None` for the default.
    pub set: Option<SetChoice>,
}

/// Decisions as they are sent.
#[derive(Serialize, Deserialize)]
struct Written {
    settled: Vec<Decision>,
    set: Option<SetChoice>,
}

impl From<Written> for Decisions {
    fn from(written: Written) -> Self {
        let settled = written.settled.into_iter().map(|d| ((d.row, d.part), d.settle)).collect();
        Self { settled, set: written.set }
    }
}

impl From<Decisions> for Written {
    fn from(decisions: Decisions) -> Self {
        let settled = decisions.settled.into_iter().map(|((row, part), settle)| Decision { row, part, settle });
        Self { settled: settled.collect(), set: decisions.set }
    }
}

impl Decisions {
    /// What was decided about that part of that row.
    pub fn get(&self, row: u32, part: Part) -> Option<Settle> {
        self.settled.get(&(row, part)).copied()
    }

    /// Whether the row is left out.
    pub fn skips(&self, row: u32) -> bool {
        self.of(row).any(|(_, settle)| settle == Settle::SkipRow)
    }

    /// Decides.
    pub fn settle(&mut self, row: u32, part: Part, settle: Settle) {
        self.settled.insert((row, part), settle);
    }

    /// Decides for each open problem of the same kind that can be settled that way; answers how many.
    pub fn settle_alike(&mut self, plan: &Plan, kind: Kind, settle: Settle) -> usize {
        let alike: Vec<(u32, Part)> = plan
            .problems
            .iter()
            .filter(|p| p.kind == kind && p.is_open() && p.ways.iter().any(|way| way.settle == settle))
            .map(|p| (p.row, p.part))
            .collect();
        self.settled.extend(alike.iter().map(|at| (*at, settle)));
        alike.len()
    }

    /// Takes back one decision: the problem is open again. [`Settle::Several`] is about the set, and so
    /// is taken back for all rows.
    pub fn reopen(&mut self, row: u32, part: Part) {
        if self.settled.remove(&(row, part)) == Some(Settle::Several) {
            self.settled.retain(|_, settle| *settle != Settle::Several);
        }
    }

    /// Takes back all that was decided about a row.
    pub fn reopen_row(&mut self, row: u32) {
        let parts: Vec<Part> = self.of(row).map(|(part, _)| part).collect();
        for part in parts {
            self.settled.remove(&(row, part));
        }
    }

    /// Takes back everything, as when the file is read otherwise.
    pub fn clear(&mut self) {
        self.settled.clear();
    }

    fn of(&self, row: u32) -> impl Iterator<Item = (Part, Settle)> {
        let all = (row, Part::Row)..=(row, Part::TutorType(u32::MAX));
        self.settled.range(all).map(|((_, part), settle)| (*part, *settle))
    }

    /// Whether any row asks for a set in which learners may be in several groups.
    pub(super) fn wants_several(&self, row: u32) -> bool {
        self.get(row, Part::Place) == Some(Settle::Several)
    }
}
