//! Courses and their contacts (SPEC C1).

use crate::id::{CourseId, OrganisationId};
use crate::person::Person;
use serde::{Deserialize, Serialize};

/// A course. Its code is unique in the installation and stands in addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    pub id: CourseId,
    pub organisation: OrganisationId,
    pub code: String,
    pub name: String,
}

/// What someone is to a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    Director,
    CurriculumCoordinator,
    ProgramCoordinator,
    Faculty,
    TeachingAssistant,
}

impl ContactKind {
    /// All kinds, in the order the Setup page lists them.
    pub const ALL: [Self; 5] =
        [Self::Director, Self::CurriculumCoordinator, Self::ProgramCoordinator, Self::Faculty, Self::TeachingAssistant];

    /// The word the store keeps.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Director => "director",
            Self::CurriculumCoordinator => "curriculum_coordinator",
            Self::ProgramCoordinator => "program_coordinator",
            Self::Faculty => "faculty",
            Self::TeachingAssistant => "teaching_assistant",
        }
    }

    /// The kind a stored word names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The label on the Setup page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Director => "Course directors",
            Self::CurriculumCoordinator => "Curriculum coordinators",
            Self::ProgramCoordinator => "Program coordinators",
            Self::Faculty => "Associated faculty",
            Self::TeachingAssistant => "Teaching assistants",
        }
    }
}

/// Someone named on a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub person: Person,
    pub kind: ContactKind,
}

/// A row of the course list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseRow {
    pub course: Course,
    pub organisation_name: String,
    /// Title of the period the counts are for.
    pub period: Option<String>,
    pub enrolled: u32,
    pub groups: u32,
}
