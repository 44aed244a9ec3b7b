//! Groups as pages show them.

use super::{GroupName, Version};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::person::{GenderCode, Person};
use crate::tutoring::TutorKind;
use serde::{Deserialize, Serialize};

/// How many of each gender, in the order of the school's list of genders, zeros left out.
pub type GenderCounts = Vec<(GenderCode, u32)>;

/// A set, as far as pages name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetView {
    pub id: GroupSetId,
    pub name: GroupName,
    pub several: bool,
    /// Nothing of it changes before it is unlocked.
    pub locked: bool,
    /// Live groups in it.
    pub groups: u32,
}

/// A row of the dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    pub id: GroupId,
    pub set: GroupSetId,
    pub name: GroupName,
    pub tutors: Vec<(Person, TutorKind)>,
    pub members: u32,
    pub genders: GenderCounts,
}

/// The dashboard: every live group of a course and period, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    pub version: Version,
    pub sets: Vec<SetView>,
    /// The sets whose groups were formed by rules.
    pub formed: Vec<GroupSetId>,
    pub groups: Vec<GroupRow>,
    pub enrolled: u32,
    /// Enrolled learners who are in at least one live group.
    pub placed: u32,
}

/// A group's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupView {
    pub version: Version,
    pub id: GroupId,
    pub set: SetView,
    pub name: GroupName,
    /// Sorted by name. One with `false` is no longer enrolled.
    pub members: Vec<(Person, bool)>,
    /// The members who are not taken out before their place is unlocked.
    pub locked: Vec<UserId>,
    pub tutors: Vec<(Person, TutorKind)>,
    /// Ids of all live groups of the course and period in the order of the dashboard, to step through.
    pub siblings: Vec<GroupId>,
}

/// An enrolled learner with where they stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub person: Person,
    /// Names of the cohorts that they are in.
    pub cohorts: Vec<String>,
    /// The live groups of this course and period they are in.
    pub groups: Vec<(GroupSetId, GroupId, GroupName)>,
}
