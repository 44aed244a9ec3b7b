//! Tutors and the learners linked to them (SPEC T1).

use crate::course::Course;
use crate::id::{GroupId, PeriodId};
use crate::period::Period;
use crate::person::Person;
use serde::{Deserialize, Serialize};
use time::Date;

/// What a tutor is called on a group. A label: it changes no access (SPEC G7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TutorKind {
    #[default]
    Tutor,
    Teacher,
    TeachersAssistant,
    Auditor,
}

impl TutorKind {
    /// All kinds in the order pickers list them.
    pub const ALL: [Self; 4] = [Self::Tutor, Self::Teacher, Self::TeachersAssistant, Self::Auditor];

    /// The word the store keeps.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tutor => "tutor",
            Self::Teacher => "teacher",
            Self::TeachersAssistant => "teachers_assistant",
            Self::Auditor => "auditor",
        }
    }

    /// The kind a stored word names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The label people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tutor => "Tutor",
            Self::Teacher => "Teacher",
            Self::TeachersAssistant => "Teacher’s assistant",
            Self::Auditor => "Auditor",
        }
    }
}

/// A group linked to a tutor, with the learners in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedGroup {
    pub id: GroupId,
    pub name: String,
    pub course: Course,
    pub period: Period,
    pub kind: TutorKind,
    pub learners: Vec<Person>,
}

/// A group as its members see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnGroup {
    pub id: GroupId,
    pub name: String,
    pub course: Course,
    pub period: Period,
    pub tutors: Vec<(Person, TutorKind)>,
    pub groupmates: Vec<Person>,
}

/// A tutor's learners, by group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyLearners {
    /// The latest period first, then by course and group.
    pub groups: Vec<LinkedGroup>,
    /// The day of the request: what "current" means.
    pub today: Date,
}

/// Someone in a group, as far as learners may know: no number, no gender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mate {
    pub name: String,
    pub initials: String,
    pub email: String,
}

/// One of the learner's groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyGroup {
    pub id: GroupId,
    pub name: String,
    pub course: String,
    pub course_name: String,
    /// Each with what they are called.
    pub tutors: Vec<(Mate, String)>,
    pub groupmates: Vec<Mate>,
}

/// The learner's groups of one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyPeriod {
    pub id: PeriodId,
    pub title: String,
    pub groups: Vec<MyGroup>,
}
