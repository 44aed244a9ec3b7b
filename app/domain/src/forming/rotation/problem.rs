//! Why rounds cannot be made as asked, in words.

use crate::forming::{Field, Problem};
use crate::groups::acts::{MOST_GROUPS, count};
use crate::groups::{GroupName, NameProblem};

/// Why a rotation is impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RotationProblem {
    /// As with the groups of a single round.
    Groups(Problem),
    BlankRound,
    /// The round's name holds what a name cannot.
    Round(NameProblem),
    /// With round, prefix and number the longest name would be too long.
    NamesTooLong,
    /// No number of rounds, or zero.
    NoRounds,
    TooManyRounds {
        most: u32,
    },
    TooManyLearners {
        most: u32,
    },
    /// More groups in all rounds together than one act makes.
    TooManyInAll {
        groups: u32,
        rounds: u32,
        most: u32,
    },
    /// Sets of these names exist: the first of them, and how many others.
    SetsTaken {
        name: GroupName,
        others: u32,
    },
    /// Groups of these names exist, in the same way.
    NamesTaken {
        name: GroupName,
        others: u32,
    },
}

/// What a problem is said beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RotationField {
    Round,
    Rounds,
    Prefix,
    Groups,
    Size,
    Learners,
}

impl RotationProblem {
    /// The field to change first.
    pub const fn field(&self) -> RotationField {
        match self {
            Self::Groups(problem) => match problem.field() {
                Field::Prefix | Field::First | Field::Set => RotationField::Prefix,
                Field::Learners => RotationField::Learners,
                Field::Groups | Field::Genders | Field::Rules => RotationField::Groups,
                Field::Size => RotationField::Size,
            },
            Self::BlankRound | Self::Round(_) | Self::SetsTaken { .. } => RotationField::Round,
            Self::NoRounds | Self::TooManyRounds { .. } => RotationField::Rounds,
            Self::TooManyInAll { .. } => RotationField::Groups,
            Self::TooManyLearners { .. } => RotationField::Learners,
            Self::NamesTooLong | Self::NamesTaken { .. } => RotationField::Prefix,
        }
    }

    /// A field that is not filled in, rather than filled in wrongly.
    pub const fn is_blank(&self) -> bool {
        matches!(
            self,
            Self::BlankRound
                | Self::NoRounds
                | Self::Groups(Problem::BlankPrefix | Problem::NoGroups | Problem::NoSize)
        )
    }
}

impl core::fmt::Display for RotationProblem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Groups(problem) => problem.fmt(f),
            Self::BlankRound => f.write_str("A round name is needed; the rounds and their groups are named after it."),
            Self::Round(problem) => problem.fmt(f),
            Self::NamesTooLong => {
                let most = GroupName::MAX;
                write!(f, "With round and numbers the names would be longer than {most} characters. Shorten them.")
            }
            Self::NoRounds => f.write_str("Say how many rounds: 1 or more."),
            Self::TooManyRounds { most } => write!(f, "At most {most} rounds can be made at once."),
            Self::TooManyLearners { most } => write!(f, "At most {most} learners can rotate at once. Choose a cohort."),
            Self::TooManyInAll { groups, rounds, most } => write!(
                f,
                "{} in each of {} are more than the {most} groups that can be made at once.",
                count(*groups as usize, "group"),
                count(*rounds as usize, "round"),
            ),
            Self::SetsTaken { name, others } => {
                write!(f, "A group set named “{name}” exists already in this period")?;
                and_others(f, *others)?;
                f.write_str(". Choose another round name.")
            }
            Self::NamesTaken { name, others } => {
                write!(f, "A group named “{name}” exists already in this period")?;
                and_others(f, *others)?;
                f.write_str(". Choose another prefix or round name.")
            }
        }
    }
}

fn and_others(f: &mut core::fmt::Formatter<'_>, others: u32) -> core::fmt::Result {
    match others {
        0 => Ok(()),
        1 => f.write_str(", and so does 1 more of these names"),
        others => write!(f, ", and so do {others} more of these names"),
    }
}

/// Too many groups in all rounds together.
pub(super) fn in_all(rounds: u32, groups: u32) -> Option<RotationProblem> {
    let most = MOST_GROUPS;
    (groups <= most && groups.saturating_mul(rounds) > most).then_some(RotationProblem::TooManyInAll {
        groups,
        rounds,
        most,
    })
}
