//! A whole school in one go: the demo school and the schools of tests.

use crate::people::NewUser;
use crate::{By, Store, StoreError};
use domain::course::{ContactKind, Course};
use domain::id::{CohortId, CourseId, DepartmentId, OrganisationId, PeriodId, UserId};
use domain::period::Period;
use domain::person::Gender;

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: String,
}

/// A department of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: DepartmentId,
    pub organisation: OrganisationId,
    pub name: String,
}

/// A cohort with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCohort {
    pub id: CohortId,
    pub organisation: OrganisationId,
    pub name: String,
    pub members: Vec<UserId>,
}

/// A curriculum layout: the periods its courses run in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub id: i64,
    pub organisation: OrganisationId,
    pub name: String,
    pub periods: Vec<Period>,
}

/// A course with the layout it follows and its contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCourse {
    pub course: Course,
    pub layout: i64,
    pub contacts: Vec<(UserId, ContactKind)>,
}

/// A cohort enrolled whole in a course for a period.
pub type EnrolledCohort = (CourseId, PeriodId, CohortId);

/// A learner enrolled by name in a course for a period.
pub type EnrolledLearner = (CourseId, PeriodId, UserId);

/// A school's founding data. The caller gives the ids, which must be positive and free.
#[derive(Clone, Debug, Default)]
pub struct School {
    pub organisations: Vec<Organisation>,
    pub departments: Vec<Department>,
    /// Added to, or renaming, those every database starts with: F, M, NB and U.
    pub genders: Vec<Gender>,
    pub cohorts: Vec<NewCohort>,
    pub users: Vec<(UserId, NewUser)>,
    pub layouts: Vec<Layout>,
    pub courses: Vec<NewCourse>,
    pub enrolled_cohorts: Vec<EnrolledCohort>,
    pub enrolled_learners: Vec<EnrolledLearner>,
}

impl Store {
    /// Writes a school in one transaction; ids handed out later follow those given here.
    pub async fn found_school(&self, school: &School, by: &By) -> Result<(), StoreError> {
        todo!("{school:?}{by:?}")
    }
}
