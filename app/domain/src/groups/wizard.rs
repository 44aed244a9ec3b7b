//! What the wizard starts from, and what it asks for in the end; rounds of a rotation, too.

use super::acts::{NewGroup, SetChoice};
use super::view::SetView;
use super::{Formed, GroupName, Version};
use crate::forming::recipe::{Recipe, Values};
use crate::forming::rules::{Capacity, Cost};
use crate::id::{GroupId, GroupSetId, PeriodId, UserId};
use crate::person::{Gender, Person};
use serde::{Deserialize, Serialize};

/// A course and period as they stand when the wizard opens, or opens again after a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub period: PeriodId,
    pub version: Version,
    pub sets: Vec<SetView>,
    /// Names of all live groups.
    pub names: Vec<GroupName>,
    /// The school's genders in their order.
    pub genders: Vec<Gender>,
    /// Names of the cohorts that the learners come from.
    pub cohorts: Vec<String>,
    /// Everyone enrolled now, by name.
    pub learners: Vec<Candidate>,
    /// The seed that is used until someone asks for another.
    pub seed: u64,
    /// Of whom profiles tell rules: the learners, and who else sits in a group.
    pub people: Vec<UserId>,
    /// What they tell, in that order.
    pub known: Vec<Values>,
    /// The groups of the period, which can be filled up.
    pub groups: Vec<Standing>,
    /// The sets of the course, in whichever period, whose groupmates can be avoided.
    pub earlier: Vec<Earlier>,
    /// The rules of the set that is made again, for another block.
    pub again: Option<Again>,
}

/// A group that can be filled up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub id: GroupId,
    pub set: GroupSetId,
    pub name: GroupName,
    /// Who sits there, whether still enrolled or not.
    pub members: Vec<UserId>,
}

/// A set of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    pub id: GroupSetId,
    pub name: GroupName,
    /// The title of its period, where it is another.
    pub period: Option<String>,
    pub groups: u32,
}

/// The rules of a set that was formed before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    pub set: GroupSetId,
    pub name: GroupName,
    pub recipe: Recipe,
    /// How many groups it has.
    pub groups: u32,
}

/// An enrolled learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub person: Person,
    /// Places in [`Start::cohorts`].
    pub cohorts: Vec<usize>,
    /// Sets of the live groups they are in.
    pub sets: Vec<GroupSetId>,
}

/// A set, and the members of its groups.
pub type EarlierGroups = (GroupSetId, Vec<Vec<UserId>>);

/// Groups that are to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    pub into: Into,
    /// Whether all enrolled learners were to be placed, which is then checked too.
    pub everyone: bool,
    /// What is said of them where rules formed them.
    pub formed: Option<Claim>,
}

/// What groups are said to be by their rules; it is held against them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub formed: Formed,
    /// How many each group might have.
    pub groups: Vec<Capacity>,
    pub cost: Cost,
}

/// New groups, or those that are there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Into {
    New {
        set: SetChoice,
        groups: Vec<NewGroup>,
    },
    /// Who joins which.
    Standing(Vec<(GroupId, Vec<UserId>)>),
}

/// A round to be made: a set of its own, with its groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRound {
    pub set: GroupName,
    pub groups: Vec<NewGroup>,
}
