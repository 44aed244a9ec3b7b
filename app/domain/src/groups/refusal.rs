//! Why an act on groups is refused, in words.

use super::{Entry, GroupName, NameProblem};
use crate::id::{EntryId, GroupId, GroupSetId, UserId};
use serde::{Deserialize, Serialize};

/// Why nothing was changed. The words name no person, for the domain knows ids only; pages that know
/// names say more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Others changed the groups since the page was made; `since` says what, newest last.
    Stale {
        since: Vec<Entry>,
    },
    NameTaken(GroupName),
    SetNameTaken(GroupName),
    Name(NameProblem),
    NoSuchGroup(GroupId),
    NoSuchSet(GroupSetId),
    NoSuchEntry(EntryId),
    SetInUse(GroupSetId),
    GroupInUse(GroupId),
    NotEnrolled {
        learner: UserId,
    },
    /// The learner is already in another group of the set (SPEC G9).
    InAnotherGroup {
        learner: UserId,
        group: GroupName,
    },
    AlreadyMember {
        learner: UserId,
        group: GroupName,
    },
    NotMember {
        learner: UserId,
        group: GroupName,
    },
    AlreadyTutor {
        tutor: UserId,
        group: GroupName,
    },
    NotTutor {
        tutor: UserId,
        group: GroupName,
    },
    /// The person cannot be a tutor: not working in this school.
    NoTutorRole {
        tutor: UserId,
    },
    /// Nothing of this set changes before it is unlocked.
    SetLocked(GroupName),
    SetNotLocked(GroupName),
    /// The learner's place in the group is locked.
    PlaceLocked {
        learner: UserId,
        group: GroupName,
    },
    PlaceNotLocked {
        learner: UserId,
        group: GroupName,
    },
    /// A "before" that is no longer true.
    Changed(GroupName),
    /// There is nothing to do.
    Nothing,
    /// More than one act may hold.
    TooMany {
        most: u32,
    },
    /// What was done later stands in the way of an undo.
    InTheWay {
        later: Entry,
        why: Box<Refusal>,
    },
    /// What would be done now is not what was previewed.
    PreviewMoved,
    /// A rule that must be kept would be broken.
    RuleBroken,
}

impl core::fmt::Display for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Stale { since } => match since.last() {
                Some(Entry { actor: Some(actor), words, .. }) => {
                    write!(
                        f,
                        "The groups changed meanwhile. {actor}: {words} Look at them as they are now and try again."
                    )
                }
                _ => f.write_str("The groups changed meanwhile. Look at them as they are now and try again."),
            },
            Self::NameTaken(name) => {
                write!(f, "A group named “{name}” exists already in this period. Choose another name.")
            }
            Self::SetNameTaken(name) => {
                write!(f, "A group set named “{name}” exists already in this period. Choose another name.")
            }
            Self::Name(problem) => problem.fmt(f),
            Self::NoSuchGroup(_) => f.write_str("One of these groups is no longer there."),
            Self::NoSuchSet(_) => f.write_str("This group set is no longer there."),
            Self::NoSuchEntry(_) => f.write_str("There is no such act in the history of this course and period."),
            Self::SetInUse(_) => f.write_str("The set still has groups."),
            Self::GroupInUse(_) => f.write_str("The group has been filled meanwhile."),
            Self::NotEnrolled { .. } => f.write_str("A learner is not enrolled in this period any more."),
            Self::InAnotherGroup { group, .. } => {
                write!(f, "A learner is already in “{group}”, a group of the same set.")
            }
            Self::AlreadyMember { group, .. } => write!(f, "A learner is already in “{group}”."),
            Self::NotMember { group, .. } => write!(f, "A learner is no longer in “{group}”."),
            Self::AlreadyTutor { group, .. } => write!(f, "This person is already a tutor of “{group}”."),
            Self::NotTutor { group, .. } => write!(f, "This person is no longer a tutor of “{group}”."),
            Self::NoTutorRole { .. } => f.write_str("Only faculty, residents and staff of this school can be tutors."),
            Self::SetLocked(name) => {
                write!(f, "“{name}” is locked. Unlock the set first, on the board or on the page of the set.")
            }
            Self::SetNotLocked(name) => write!(f, "“{name}” is not locked any more."),
            Self::PlaceLocked { group, .. } => {
                write!(f, "A learner is locked in “{group}”. Unlock the place first, on the board.")
            }
            Self::PlaceNotLocked { group, .. } => write!(f, "A learner is not locked in “{group}” any more."),
            Self::Changed(name) => write!(f, "“{name}” was changed meanwhile."),
            Self::Nothing => f.write_str("Nothing to change."),
            Self::TooMany { most } => write!(f, "At most {most} at once."),
            Self::RuleBroken => {
                f.write_str("A rule that must be kept would be broken. Change the rules, or how much they matter.")
            }
            Self::InTheWay { later, why } => {
                why.fmt(f)?;
                f.write_str(" What was done later stands in the way: ")?;
                if let Some(actor) = &later.actor {
                    write!(f, "{actor}: ")?;
                }
                f.write_str(&later.words)
            }
            Self::PreviewMoved => {
                f.write_str("What would be done now differs from the preview. Look at the new preview and accept it.")
            }
        }
    }
}

impl core::error::Error for Refusal {}

impl From<NameProblem> for Refusal {
    fn from(problem: NameProblem) -> Self {
        Self::Name(problem)
    }
}
