//! The names of rounds and of their groups: a round's name is in its groups' names, so that they are free in the period.

use super::problem::in_all;
use super::{MOST_ROUNDS, RotationProblem};
use crate::forming::{Naming, Problem};
use crate::groups::acts::MOST_GROUPS;
use crate::groups::{GroupName, NameProblem};

/// How rounds and their groups are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundNaming {
    /// *Round Name*, as typed.
    pub round: String,
    /// *Group Name Prefix*, as typed.
    pub prefix: String,
}

/// The name of a round, which is its set's, and those of its groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundNames {
    pub set: GroupName,
    pub groups: Vec<GroupName>,
}

impl RoundNaming {
    /// The names of `rounds` rounds of `groups` groups: "Block 1" with "Block 1 PBL 1", "Block 1 PBL 2" …
    ///
    /// # Errors
    /// When a name is blank, too long or none, or there are no or too many of them.
    pub fn names(&self, rounds: u32, groups: u32) -> Result<Vec<RoundNames>, RotationProblem> {
        let round = self.round()?;
        let prefix = self.prefix()?;
        if rounds == 0 {
            return Err(RotationProblem::NoRounds);
        }
        if rounds > MOST_ROUNDS {
            return Err(RotationProblem::TooManyRounds { most: MOST_ROUNDS });
        }
        if let Some(problem) = in_all(rounds, groups) {
            return Err(problem);
        }
        let numbered = |prefix: String, count| Naming { prefix, first: 1, pad: false }.names(count);
        let sets = numbered(round.to_string(), rounds).map_err(|_| RotationProblem::NamesTooLong)?;
        let of_set = |set: GroupName| match numbered([set.as_str(), " ", prefix.as_str()].concat(), groups) {
            Ok(groups) => Ok(RoundNames { set, groups }),
            Err(problem @ (Problem::NoGroups | Problem::TooManyGroups { .. })) => Err(RotationProblem::Groups(problem)),
            Err(_) => Err(RotationProblem::NamesTooLong),
        };
        sets.into_iter().map(of_set).collect()
    }

    /// What is wrong with the names alone, before it is known how many there are.
    pub fn problems(&self) -> Vec<RotationProblem> {
        let mut problems: Vec<RotationProblem> = self.round().err().into_iter().collect();
        problems.extend(self.prefix().err());
        if problems.is_empty() {
            problems.extend(self.names(1, 1).err());
        }
        problems
    }

    /// As [`RoundNaming::names`], and none of them exists; the others say so of a set and of a group.
    ///
    /// # Errors
    /// As [`RoundNaming::names`], and when names are taken, of sets and of groups alike.
    pub fn free_names(
        &self,
        rounds: u32,
        groups: u32,
        is_set: impl Fn(&GroupName) -> bool,
        is_group: impl Fn(&GroupName) -> bool,
    ) -> Result<Vec<RoundNames>, Vec<RotationProblem>> {
        let names = self.names(rounds, groups).map_err(|problem| vec![problem])?;
        let sets = taken(names.iter().map(|round| &round.set), is_set);
        let groups = taken(names.iter().flat_map(|round| &round.groups), is_group);
        let mut problems = Vec::new();
        problems.extend(sets.map(|(name, others)| RotationProblem::SetsTaken { name, others }));
        problems.extend(groups.map(|(name, others)| RotationProblem::NamesTaken { name, others }));
        if problems.is_empty() { Ok(names) } else { Err(problems) }
    }

    fn round(&self) -> Result<GroupName, RotationProblem> {
        GroupName::parse(&self.round).map_err(|problem| match problem {
            NameProblem::Blank => RotationProblem::BlankRound,
            NameProblem::TooLong => RotationProblem::NamesTooLong,
            NameProblem::ControlCharacter => RotationProblem::Round(problem),
        })
    }

    fn prefix(&self) -> Result<GroupName, RotationProblem> {
        GroupName::parse(&self.prefix).map_err(|problem| match problem {
            NameProblem::Blank => RotationProblem::Groups(Problem::BlankPrefix),
            NameProblem::TooLong => RotationProblem::NamesTooLong,
            NameProblem::ControlCharacter => RotationProblem::Groups(Problem::Prefix(problem)),
        })
    }
}

/// The first of the names that exist, and how many others do.
fn taken<'a>(
    names: impl Iterator<Item = &'a GroupName>,
    exists: impl Fn(&GroupName) -> bool,
) -> Option<(GroupName, u32)> {
    let mut taken = names.filter(|name| exists(name));
    let first = taken.next()?.clone();
    Some((first, u32::try_from(taken.count()).unwrap_or(MOST_GROUPS)))
}
