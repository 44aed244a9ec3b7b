//! A set with the rules it was formed by, as its page shows it.

use super::{GroupName, Version};
use crate::forming::recipe::{Asked, Column, Outcome};
use crate::id::{GroupId, GroupSetId, PeriodId, UserId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A set, by which rules its groups were formed, and how they do by them now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPage {
    pub period: PeriodId,
    /// The version of the groups that it was made on.
    pub version: Version,
    pub id: GroupSetId,
    pub name: GroupName,
    pub groups: Vec<(GroupId, GroupName)>,
    pub learners: u32,
    pub formed: Option<FormedPage>,
    /// Nothing of it changes before it is unlocked.
    pub locked: bool,
}

/// The rules and what comes of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormedPage {
    pub at: OffsetDateTime,
    pub seed: u64,
    pub steps: u64,
    pub rules: Vec<Asked>,
    /// The columns of files that rules look at: their names only.
    pub columns: Vec<Column>,
    /// The groups as they are now, held against the rules; in words why that cannot be done.
    pub now: Result<Outcome, String>,
    /// Names of the learners that rules and their breaches speak of.
    pub people: Vec<(UserId, String)>,
    /// Names of the sets whose groupmates are avoided.
    pub sets: Vec<(GroupSetId, String)>,
}
