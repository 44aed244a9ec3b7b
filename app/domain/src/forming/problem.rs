//! Why groups cannot be made as asked, in words (SPEC G3).

use super::recipe::Fault;
use crate::groups::acts::count;
use crate::groups::{GroupName, NameProblem, Refusal};
use crate::person::GenderCode;
use serde::{Deserialize, Serialize};

/// Why a request is impossible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nobody is chosen.
    NoLearners,
    /// No number of groups, or zero.
    NoGroups,
    /// No group size, or zero.
    NoSize,
    TooManyGroups {
        most: u32,
    },
    MoreGroupsThanLearners {
        groups: u32,
        learners: u32,
    },
    /// In homogeneous mode every gender needs a group.
    FewerGroupsThanGenders {
        groups: u32,
        genders: Vec<GenderCode>,
    },
    BlankPrefix,
    /// With its number the longest name would be too long; `most` characters would do.
    PrefixTooLong {
        most: usize,
    },
    /// The prefix holds what a name cannot.
    Prefix(NameProblem),
    FirstOutOfRange {
        most: u32,
    },
    /// Groups of these names exist: the first of them, and how many others.
    NamesTaken {
        name: GroupName,
        others: u32,
    },
    SetTaken(GroupName),
    /// Nothing can be added to the set before it is unlocked.
    SetLocked(GroupName),
    Set(NameProblem),
    /// Some of the chosen learners are in a group of the chosen set already (SPEC G9).
    InSet {
        learners: u32,
        set: GroupName,
    },
    /// A rule asks nothing, or what cannot be asked.
    Rule(Fault),
    /// So many learners do not fit into so many groups of at least and at most these sizes.
    Range {
        least: u32,
        most: u32,
        groups: u32,
        learners: u32,
    },
    /// No groups are chosen to be filled up.
    NoSetToFill,
    /// Groups that are filled up have so many places in all.
    NoRoom {
        places: u32,
        learners: u32,
    },
}

/// What a problem is said beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Prefix,
    First,
    Set,
    Learners,
    Groups,
    Size,
    Genders,
    Rules,
}

impl Problem {
    /// The field to change first.
    pub const fn field(&self) -> Field {
        match self {
            Self::BlankPrefix | Self::PrefixTooLong { .. } | Self::Prefix(_) | Self::NamesTaken { .. } => Field::Prefix,
            Self::FirstOutOfRange { .. } => Field::First,
            Self::SetTaken(_) | Self::SetLocked(_) | Self::Set(_) | Self::NoSetToFill => Field::Set,
            Self::NoLearners | Self::InSet { .. } => Field::Learners,
            Self::NoGroups | Self::TooManyGroups { .. } | Self::MoreGroupsThanLearners { .. } => Field::Groups,
            Self::NoSize | Self::NoRoom { .. } | Self::Range { .. } => Field::Size,
            Self::FewerGroupsThanGenders { .. } => Field::Genders,
            Self::Rule(_) => Field::Rules,
        }
    }
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::NoLearners => f.write_str("Choose at least one learner."),
            Self::NoGroups => f.write_str("Say how many groups: 1 or more."),
            Self::NoSize => f.write_str("Say how large the groups may be: 1 or more."),
            Self::TooManyGroups { most } => write!(f, "At most {most} groups can be made at once."),
            Self::MoreGroupsThanLearners { groups, learners } => write!(
                f,
                "More groups than learners: {} cannot fill {}. Ask for {learners} at most.",
                count(*learners as usize, "learner"),
                count(*groups as usize, "group"),
            ),
            Self::FewerGroupsThanGenders { groups, genders } => {
                write!(f, "Fewer groups than genders: one gender per group takes at least {} groups (", genders.len())?;
                for (at, gender) in genders.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { ", " })?;
                    f.write_str(gender.as_str())?;
                }
                write!(f, "), and {groups} {} asked for.", if *groups == 1 { "is" } else { "are" })
            }
            Self::BlankPrefix => f.write_str("A prefix is needed; the groups are named after it."),
            Self::PrefixTooLong { most } => {
                write!(f, "The prefix is too long: with the numbers after it, it has room for {most} characters.")
            }
            Self::Prefix(problem) | Self::Set(problem) => problem.fmt(f),
            Self::FirstOutOfRange { most } => write!(f, "The first number is a whole number from 0 to {most}."),
            Self::NamesTaken { name, others } => taken(f, name, *others),
            Self::SetTaken(name) => write!(
                f,
                "A group set named “{name}” exists already in this period. Choose it from the list, or another name."
            ),
            Self::SetLocked(name) => Refusal::SetLocked(name.clone()).fmt(f),
            Self::InSet { learners: 1, set } => write!(
                f,
                "1 of these learners is already in a group of the set “{set}”. Leave them out, or make another set."
            ),
            Self::Rule(fault) => fault.fmt(f),
            Self::Range { least, most, groups, learners } => write!(
                f,
                "{} of at least {least} and at most {most} do not take {}.",
                count(*groups as usize, "group"),
                count(*learners as usize, "learner"),
            ),
            Self::NoSetToFill => f.write_str("Choose the groups to be filled up."),
            Self::NoRoom { places, learners } => write!(
                f,
                "At this size the groups have {} left, and {} join. Allow more, or leave some out.",
                count(*places as usize, "place"),
                count(*learners as usize, "learner"),
            ),
            Self::InSet { learners, set } => write!(
                f,
                "{learners} of these learners are already in a group of the set “{set}”. Leave them out, or make another set."
            ),
        }
    }
}

/// A name that exists, and how many more do.
fn taken(f: &mut core::fmt::Formatter<'_>, name: &GroupName, others: u32) -> core::fmt::Result {
    write!(f, "A group named “{name}” exists already in this period")?;
    if others > 0 {
        let verb = if others == 1 { "does" } else { "do" };
        write!(f, ", and so {verb} {others} more of these names")?;
    }
    write!(f, ". {OTHER_NAMES}")
}

const OTHER_NAMES: &str = "Choose another prefix or first number.";

impl core::error::Error for Problem {}
