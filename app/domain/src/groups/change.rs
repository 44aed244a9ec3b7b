//! The closed list of changes to course groups, each with its inverse.

use super::{CourseGroups, GroupName, Version};
use crate::forming::recipe::Recipe;
use crate::id::{EntryId, GroupId, GroupSetId, UserId};
use crate::tutoring::TutorKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;

/// One change. It names what was there before as well as what comes after, so that it can be
/// inverted without asking anyone and refused when the "before" is no longer true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    CreateSet {
        set: GroupSetId,
        name: GroupName,
        several: bool,
    },
    /// Inverse of `CreateSet`; refused while the set has groups, deleted ones included.
    DeleteSet {
        set: GroupSetId,
        name: GroupName,
        several: bool,
    },
    RenameSet {
        set: GroupSetId,
        from: GroupName,
        to: GroupName,
    },
    /// While it holds, nothing of the set changes.
    LockSet {
        set: GroupSetId,
    },
    UnlockSet {
        set: GroupSetId,
    },
    /// Makes an empty group.
    CreateGroup {
        group: GroupId,
        set: GroupSetId,
        name: GroupName,
    },
    /// Inverse of `CreateGroup`; refused while the group has members or tutors.
    DiscardGroup {
        group: GroupId,
        set: GroupSetId,
        name: GroupName,
    },
    RenameGroup {
        group: GroupId,
        from: GroupName,
        to: GroupName,
    },
    /// Soft: the group keeps its members and tutors out of sight and out of every count.
    DeleteGroup {
        group: GroupId,
    },
    RestoreGroup {
        group: GroupId,
    },
    Place {
        learner: UserId,
        group: GroupId,
    },
    TakeOut {
        learner: UserId,
        group: GroupId,
    },
    /// While it holds, the learner is not taken out of the group.
    LockPlace {
        learner: UserId,
        group: GroupId,
    },
    UnlockPlace {
        learner: UserId,
        group: GroupId,
    },
    AddTutor {
        group: GroupId,
        tutor: UserId,
        kind: TutorKind,
    },
    RemoveTutor {
        group: GroupId,
        tutor: UserId,
        kind: TutorKind,
    },
    RetitleTutor {
        group: GroupId,
        tutor: UserId,
        from: TutorKind,
        to: TutorKind,
    },
}

impl Change {
    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::CreateSet { set, name, several } => Self::DeleteSet { set, name, several },
            Self::DeleteSet { set, name, several } => Self::CreateSet { set, name, several },
            Self::RenameSet { set, from, to } => Self::RenameSet { set, from: to, to: from },
            Self::LockSet { set } => Self::UnlockSet { set },
            Self::UnlockSet { set } => Self::LockSet { set },
            Self::CreateGroup { group, set, name } => Self::DiscardGroup { group, set, name },
            Self::DiscardGroup { group, set, name } => Self::CreateGroup { group, set, name },
            Self::RenameGroup { group, from, to } => Self::RenameGroup { group, from: to, to: from },
            Self::DeleteGroup { group } => Self::RestoreGroup { group },
            Self::RestoreGroup { group } => Self::DeleteGroup { group },
            Self::Place { learner, group } => Self::TakeOut { learner, group },
            Self::TakeOut { learner, group } => Self::Place { learner, group },
            Self::LockPlace { learner, group } => Self::UnlockPlace { learner, group },
            Self::UnlockPlace { learner, group } => Self::LockPlace { learner, group },
            Self::AddTutor { group, tutor, kind } => Self::RemoveTutor { group, tutor, kind },
            Self::RemoveTutor { group, tutor, kind } => Self::AddTutor { group, tutor, kind },
            Self::RetitleTutor { group, tutor, from, to } => Self::RetitleTutor { group, tutor, from: to, to: from },
        }
    }
}

/// What someone did: changes that happen together or not at all, and the words for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// A dotted word for the audit log, such as `groups.create`.
    pub action: String,
    /// What people read, such as "20 groups created with 158 learners."
    pub words: String,
    pub changes: Vec<Change>,
    /// By which rules the groups of these sets were formed; kept with the act.
    pub formed: Vec<(GroupSetId, Formed)>,
}

/// How groups were formed by rules: the same learners give the same groups again (SPEC F3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formed {
    pub recipe: Recipe,
    pub seed: u64,
    /// How long was searched.
    pub steps: u64,
}

impl Act {
    /// An act on groups that no rules formed.
    pub fn new(action: &str, words: String, changes: Vec<Change>) -> Self {
        Self { action: action.to_owned(), words, changes, formed: Vec::new() }
    }

    /// Says that what it places was formed so.
    #[must_use]
    pub fn formed_by(mut self, state: &CourseGroups, formed: &Formed) -> Self {
        let mut made: BTreeMap<GroupId, GroupSetId> = BTreeMap::new();
        let mut sets = BTreeSet::new();
        for change in &self.changes {
            match change {
                Change::CreateGroup { group, set, .. } => {
                    made.insert(*group, *set);
                }
                Change::Place { group, .. } => {
                    sets.extend(made.get(group).copied().or_else(|| state.group(*group).map(|group| group.set)));
                }
                _ => {}
            }
        }
        self.formed = sets.into_iter().map(|set| (set, formed.clone())).collect();
        self
    }

    /// The changes that undo this act, in the order to apply them.
    pub fn inverse(&self) -> Vec<Change> {
        self.changes.iter().rev().map(Change::inverse).collect()
    }
}

/// An act that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    /// The version the act led to.
    pub version: Version,
    pub at: OffsetDateTime,
    /// "Last, First", under a mask with both names (see [`crate::audit::both_names`]); `None` for the command line.
    pub actor: Option<String>,
    pub words: String,
}
