//! What an import would do, row by row.

use super::planner::Planner;
use super::{Decisions, Directory, Field, Problem, SetChoices, Sheet};
use crate::groups::acts::count;
use crate::groups::{CourseGroups, GroupName};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::tutoring::TutorKind;

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The learner is placed in the group.
    Place,
    /// The learner moves there from another group of the set.
    Move { from: GroupName },
    /// The learner is in the group already.
    AlreadyThere,
    /// The same learner and group as in an earlier row: counted once.
    Doubled { row: u32 },
    /// A later row for the same learner counts instead.
    Superseded { row: u32 },
    /// Without a learner: the group is made.
    MakesGroup,
    /// Without a learner: tutors are added or given another type.
    Tutors,
    /// Without a learner: nothing is to be done.
    Nothing,
    /// Left out, as decided.
    LeftOut,
    /// Something is unclear.
    Problem,
}

impl Outcome {
    /// The outcome in words.
    pub fn words(&self) -> String {
        match self {
            Self::Place => "Placed".to_owned(),
            Self::Move { from } => format!("Moves from “{from}”"),
            Self::AlreadyThere => "Already there".to_owned(),
            Self::Doubled { row } => format!("Same as row {row}, counted once"),
            Self::Superseded { row } => format!("Left out: row {row} counts"),
            Self::MakesGroup => "Makes the group".to_owned(),
            Self::Tutors => "Tutors".to_owned(),
            Self::Nothing => "Nothing to change".to_owned(),
            Self::LeftOut => "Left out".to_owned(),
            Self::Problem => "To be settled".to_owned(),
        }
    }
}

/// A row of the file with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPlan {
    pub row: u32,
    pub outcome: Outcome,
    /// The index of its group in [`Plan::groups`]; `None` where the row is left out or names none.
    pub group: Option<usize>,
    pub learner: Option<UserId>,
    /// Tutors that this row adds or gives another type.
    pub tutors: u32,
}

/// Whether a group is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Existing(GroupId),
    /// It is made.
    New,
}

/// A group the file names, in the order in which the file does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPlan {
    pub name: GroupName,
    pub target: Target,
    /// The index of its set in [`Plan::sets`].
    pub set: usize,
    /// Members it has now.
    pub members: u32,
    /// Learners the import places in it, the moved ones included.
    pub placed: u32,
    /// Learners the import moves to another group.
    pub taken_out: u32,
    pub new_tutors: Vec<(UserId, TutorKind)>,
    /// From, to.
    pub retitled: Vec<(UserId, TutorKind, TutorKind)>,
    /// The row that first names it.
    pub first_row: u32,
}

impl GroupPlan {
    /// Whether the import changes it.
    pub fn is_touched(&self) -> bool {
        self.target == Target::New
            || self.placed > 0
            || self.taken_out > 0
            || !self.new_tutors.is_empty()
            || !self.retitled.is_empty()
    }

    /// The members it has afterwards.
    pub const fn members_after(&self) -> u32 {
        (self.members + self.placed).saturating_sub(self.taken_out)
    }
}

/// A set the file's groups are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetPlan {
    pub name: GroupName,
    /// `None` where it is made.
    pub existing: Option<GroupSetId>,
    pub several: bool,
}

/// Something worth knowing that nobody needs to settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub row: u32,
    pub field: Field,
    pub words: String,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub rows: usize,
    /// Rows that place a learner, moves not among them.
    pub placed: usize,
    pub moved: usize,
    /// Rows that change nothing: already there, doubled, or without anything to do.
    pub unchanged: usize,
    pub left_out: usize,
    /// Rows with something to be settled.
    pub unclear: usize,
    pub groups_made: usize,
    /// Groups that are there and get learners or tutors.
    pub groups_filled: usize,
    pub tutors: usize,
    pub retitled: usize,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub rows: Vec<RowPlan>,
    pub groups: Vec<GroupPlan>,
    pub sets: Vec<SetPlan>,
    /// By row, the settled ones too.
    pub problems: Vec<Problem>,
    pub notes: Vec<Note>,
    pub counts: Counts,
    /// Where new groups go; `None` where the file says or none is made.
    pub set_choices: Option<SetChoices>,
}

impl Plan {
    /// Puts what the file says against the groups as they are.
    pub fn new(sheet: &Sheet, directory: &Directory, state: &CourseGroups, decisions: &Decisions) -> Self {
        Planner::new(sheet, directory, state, decisions).plan()
    }

    /// How many problems nobody has settled.
    pub fn open(&self) -> usize {
        self.problems.iter().filter(|problem| problem.is_open()).count()
    }

    /// The problems of that row.
    pub fn problems_of(&self, row: u32) -> &[Problem] {
        let start = self.problems.partition_point(|problem| problem.row < row);
        let end = self.problems.partition_point(|problem| problem.row <= row);
        self.problems.get(start..end).unwrap_or_default()
    }

    /// The notes on that row.
    pub fn notes_of(&self, row: u32) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.row == row)
    }

    /// What would be done, in words: "3 groups created, 24 learners placed."; "Nothing to change."
    pub fn summary(&self) -> String {
        let counts = &self.counts;
        let parts = [
            (counts.groups_made, "group", "created"),
            (counts.placed, "learner", "placed"),
            (counts.moved, "learner", "moved"),
            (counts.tutors, "tutor", "added"),
            (counts.retitled, "tutor", "given another type"),
        ];
        let said: Vec<String> = parts
            .iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, noun, done)| format!("{} {done}", count(*number, noun)))
            .collect();
        if said.is_empty() { "Nothing to change.".to_owned() } else { format!("{}.", said.join(", ")) }
    }

    /// Whether the import would change nothing, now that nothing is unclear any more.
    pub fn is_nothing(&self) -> bool {
        self.open() == 0 && !self.groups.iter().any(GroupPlan::is_touched)
    }

    /// Counts what the rows and groups say.
    pub(super) fn count(&mut self) {
        let mut counts = Counts { rows: self.rows.len(), ..Counts::default() };
        for row in &self.rows {
            match row.outcome {
                Outcome::Place => counts.placed += 1,
                Outcome::Move { .. } => counts.moved += 1,
                Outcome::AlreadyThere | Outcome::Doubled { .. } | Outcome::Nothing => counts.unchanged += 1,
                Outcome::LeftOut | Outcome::Superseded { .. } => counts.left_out += 1,
                Outcome::Problem => counts.unclear += 1,
                Outcome::MakesGroup | Outcome::Tutors => {}
            }
        }
        for group in &self.groups {
            counts.tutors += group.new_tutors.len();
            counts.retitled += group.retitled.len();
            match group.target {
                Target::New => counts.groups_made += 1,
                Target::Existing(_) if group.is_touched() => counts.groups_filled += 1,
                Target::Existing(_) => {}
            }
        }
        self.counts = counts;
    }
}
