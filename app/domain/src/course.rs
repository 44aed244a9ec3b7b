//! Courses and their contacts (SPEC C1).

use crate::access::Grant;
use crate::audience::Audience;
use crate::id::{CourseId, OrganisationId};
use crate::period::Period;
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

    /// What someone lacks to be named so (SPEC C1).
    pub const fn needed(self) -> &'static str {
        match self {
            Self::Director => "Needs the role director (faculty)",
            Self::CurriculumCoordinator => "Needs the role admin (staff)",
            Self::ProgramCoordinator => "Needs the role program coordinator (staff)",
            Self::Faculty => "Must be faculty or a resident",
            Self::TeachingAssistant => "Must work in this school",
        }
    }

    /// Whether someone with these grants can be named so in an organisation (SPEC C1): a director must
    /// hold `faculty:director`, the coordinators `staff:admin` and `staff:pcoordinator`; associated
    /// faculty are faculty or residents, and anyone who works there can assist.
    pub fn is_open_to(self, grants: &[Grant], organisation: OrganisationId) -> bool {
        grants.iter().filter(|grant| grant.organisation == organisation).any(|grant| {
            let (group, role) = (grant.group.as_str(), grant.role.as_str());
            match self {
                Self::Director => (group, role) == ("faculty", "director"),
                Self::CurriculumCoordinator => (group, role) == ("staff", "admin"),
                Self::ProgramCoordinator => (group, role) == ("staff", "pcoordinator"),
                Self::Faculty => matches!(group, "faculty" | "resident"),
                Self::TeachingAssistant => matches!(group, "faculty" | "resident" | "staff" | "medtech"),
            }
        })
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

/// A course of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCourse {
    pub row: CourseRow,
    /// Whether the course names the person as a contact.
    pub mine: bool,
    /// Whether the Groups page is open to them; the list leads there then, else to Setup.
    pub may_view_groups: bool,
}

/// A course in a period, and what the signed-in person may do there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseHead {
    pub course: Course,
    pub period: Period,
    /// All periods of the course, for the dropdown.
    pub periods: Vec<Period>,
    pub enrolled: u32,
    /// Whom of a course's pages they are one of: those open to them.
    pub is_of: Vec<Audience>,
}

/// Someone a search found, and why they cannot be named as a contact of that kind, if so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCandidate {
    pub person: Person,
    pub open: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_holds_what_the_course_needs_of_them() {
        let here = OrganisationId(1);
        let open = |group: &str, role: &str, organisation| {
            let grants = [Grant { organisation, group: group.to_owned(), role: role.to_owned() }];
            ContactKind::ALL.map(|kind| kind.is_open_to(&grants, here))
        };
        assert_eq!(open("faculty", "director", here), [true, false, false, true, true]);
        assert_eq!(open("staff", "admin", here), [false, true, false, false, true]);
        assert_eq!(open("staff", "pcoordinator", here), [false, false, true, false, true]);
        assert_eq!(open("resident", "resident", here), [false, false, false, true, true]);
        assert_eq!(open("student", "student", here), [false; 5]);
        assert_eq!(open("faculty", "director", OrganisationId(2)), [false; 5]);
    }
}
