//! The history of a course and period, as people read it (SPEC G11).

use super::{Change, CourseGroups, Entry, GroupName, Refusal, Version};
use crate::course::Course;
use crate::id::{GroupId, GroupSetId, UserId};
use crate::period::Period;
use serde::{Deserialize, Serialize};

/// An act that was kept, with what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    pub entry: Entry,
    /// Who did it: under a mask its wearer; `None` for the command line.
    pub by: Option<UserId>,
    /// The dotted word of its act, such as `groups.create`.
    pub action: String,
    pub changes: Vec<Change>,
}

/// What kind of act an entry is, as people filter by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Created,
    Edited,
    Moved,
    Imported,
    Copied,
    Deleted,
    Locked,
    Undone,
    Redone,
    Restored,
}

impl Kind {
    /// All kinds in the order filters list them.
    pub const ALL: [Self; 10] = [
        Self::Created,
        Self::Edited,
        Self::Moved,
        Self::Imported,
        Self::Copied,
        Self::Deleted,
        Self::Locked,
        Self::Undone,
        Self::Redone,
        Self::Restored,
    ];

    /// The word that addresses keep.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Edited => "edited",
            Self::Moved => "moved",
            Self::Imported => "imported",
            Self::Copied => "copied",
            Self::Deleted => "deleted",
            Self::Locked => "locked",
            Self::Undone => "undone",
            Self::Redone => "redone",
            Self::Restored => "restored",
        }
    }

    /// The kind a word of an address names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The kind of an act by its dotted word; what changes names is an edit.
    pub fn of(action: &str) -> Self {
        match action {
            "groups.create" => Self::Created,
            "groups.move" => Self::Moved,
            "groups.import" => Self::Imported,
            "groups.copy" => Self::Copied,
            "groups.delete" => Self::Deleted,
            "groups.lock" | "groups.unlock" => Self::Locked,
            "groups.undo" => Self::Undone,
            "groups.redo" => Self::Redone,
            "groups.restore" => Self::Restored,
            _ => Self::Edited,
        }
    }
}

/// What narrows a history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Who did it.
    pub by: Option<UserId>,
    pub kind: Option<Kind>,
    /// Touches a group of this set, or the set itself.
    pub set: Option<GroupSetId>,
    /// Words that the entry, or a person or group it changed, must have.
    pub text: String,
    /// Only what is older than that version.
    pub before: Option<Version>,
}

/// Whether an entry can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It can be.
    Stands,
    /// It was, by that entry.
    Undone(Entry),
    /// Something stands in the way: [`Refusal::InTheWay`] where it is a later entry.
    Held(Refusal),
}

/// An entry in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRow {
    pub entry: Entry,
    pub kind: Kind,
    /// What changed, a line each; the first of them.
    pub lines: Vec<String>,
    /// How many lines there are.
    pub all_lines: u32,
    pub standing: Standing,
}

/// Entries, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPart {
    /// The version there is now.
    pub version: Version,
    pub rows: Vec<HistoryRow>,
    /// Where the next part begins, if there is one: [`Wish::before`].
    pub older: Option<Version>,
    /// Everyone who did something, by name.
    pub people: Vec<(UserId, String)>,
    /// The sets there are, by name.
    pub sets: Vec<(GroupSetId, GroupName)>,
}

/// A group as it was at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupThen {
    pub id: GroupId,
    pub set: GroupName,
    pub name: GroupName,
    /// Names, with what they were called on the group.
    pub tutors: Vec<String>,
    /// Names, by name.
    pub members: Vec<String>,
}

/// The groups as they were at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Then {
    /// The version now, on which a restore is made.
    pub version: Version,
    /// The entry that led to it; `None` for before the first.
    pub entry: Option<Entry>,
    pub groups: Vec<GroupThen>,
    /// What restoring it would change now, a line each; the first of them.
    pub lines: Vec<String>,
    pub all_lines: u32,
}

impl Refusal {
    /// Whether `change`, made after what is to be undone, can be why that is refused. `state` is the one that
    /// refuses.
    pub fn may_come_from(&self, change: &Change, state: &CourseGroups) -> bool {
        let is_called = |id: &GroupId, name: &GroupName| state.kept(*id).is_some_and(|group| group.name == *name);
        let is_set = |id: &GroupSetId, name: &GroupName| state.set(*id).is_some_and(|set| set.name == *name);
        match (self, change) {
            (Self::NameTaken(name), Change::CreateGroup { name: made, .. } | Change::RenameGroup { to: made, .. })
            | (Self::SetNameTaken(name), Change::CreateSet { name: made, .. } | Change::RenameSet { to: made, .. }) => {
                made.folded() == name.folded()
            }
            (Self::NameTaken(name), Change::RestoreGroup { group }) => {
                state.kept(*group).is_some_and(|group| group.name.folded() == name.folded())
            }
            (
                Self::NoSuchGroup(id),
                Change::DeleteGroup { group } | Change::DiscardGroup { group, .. } | Change::RestoreGroup { group },
            )
            | (Self::GroupInUse(id), Change::Place { group, .. } | Change::AddTutor { group, .. }) => group == id,
            (Self::NoSuchSet(id), Change::DeleteSet { set, .. })
            | (Self::SetInUse(id), Change::CreateGroup { set, .. }) => set == id,
            (
                Self::InAnotherGroup { learner, group: name } | Self::AlreadyMember { learner, group: name },
                Change::Place { learner: who, group },
            )
            | (Self::NotMember { learner, group: name }, Change::TakeOut { learner: who, group })
            | (Self::PlaceLocked { learner, group: name }, Change::LockPlace { learner: who, group })
            | (Self::PlaceNotLocked { learner, group: name }, Change::UnlockPlace { learner: who, group }) => {
                who == learner && is_called(group, name)
            }
            (Self::InAnotherGroup { group: name, .. }, Change::RestoreGroup { group }) => is_called(group, name),
            (Self::SetLocked(name), Change::LockSet { set })
            | (Self::SetNotLocked(name), Change::UnlockSet { set }) => is_set(set, name),
            (
                Self::AlreadyTutor { tutor, group: name } | Self::NotTutor { tutor, group: name },
                Change::AddTutor { tutor: who, group, .. }
                | Change::RemoveTutor { tutor: who, group, .. }
                | Change::RetitleTutor { tutor: who, group, .. },
            ) => who == tutor && is_called(group, name),
            (Self::Changed(name), Change::RenameGroup { from, to, .. } | Change::RenameSet { from, to, .. }) => {
                from == name || to == name
            }
            (Self::Changed(name), Change::CreateGroup { name: made, .. } | Change::CreateSet { name: made, .. }) => {
                made == name
            }
            _ => false,
        }
    }

    /// The same, with the newest of `later` (newest first) that it may come from.
    #[must_use]
    pub fn with_cause(self, later: &[Happened], state: &CourseGroups) -> Self {
        let cause =
            later.iter().find(|happened| happened.changes.iter().any(|change| self.may_come_from(change, state)));
        match cause {
            Some(happened) => Self::InTheWay { later: happened.entry.clone(), why: Box::new(self) },
            None => self,
        }
    }
}

/// What the page shows: the entries, or the groups as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    Entries(HistoryPart),
    Then { at: Version, then: Then },
}

impl Shown {
    /// The version of the groups that it was made on.
    pub const fn version(&self) -> Version {
        match self {
            Self::Entries(part) => part.version,
            Self::Then { then, .. } => then.version,
        }
    }
}

/// The history of a course and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    pub course: Course,
    pub period: Period,
    pub shown: Shown,
}
