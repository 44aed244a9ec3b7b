//! A set as the board shows it.

use super::view::SetView;
use super::{GroupName, Version};
use crate::course::Course;
use crate::forming::recipe::{Ground, Recipe};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::period::Period;
use crate::person::Person;
use crate::tutoring::TutorKind;
use serde::{Deserialize, Serialize};

/// A group of the set, as a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub id: GroupId,
    pub name: GroupName,
    /// By name.
    pub tutors: Vec<BoardTutor>,
    pub members: Vec<UserId>,
    /// The members whose places are locked.
    pub locked: Vec<UserId>,
}

/// A tutor of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardTutor {
    pub id: UserId,
    /// "Last, First".
    pub name: String,
    pub kind: TutorKind,
}

/// A set with everyone who is in its groups or could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardPage {
    pub course: Course,
    pub period: Period,
    pub version: Version,
    /// The sets that have groups.
    pub sets: Vec<SetView>,
    /// The one that is shown; `None` where there are no groups at all.
    pub set: Option<GroupSetId>,
    /// Whether that set is locked: nothing of it changes before it is unlocked.
    pub locked: bool,
    /// In the order of names.
    pub columns: Vec<Column>,
    /// By name.
    pub people: Vec<Person>,
    /// Those of them who are no longer enrolled.
    pub left: Vec<UserId>,
    pub rules: Rules,
}

/// By which rules moves are judged, and what is known of everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub recipe: Recipe,
    /// The set was formed by none: these are the usual ones.
    pub usual: bool,
    pub ground: Ground,
}
