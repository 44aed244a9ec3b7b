//! Who is enrolled (SPEC C3): a learner's own row decides, else an enrolled cohort they are in.

use crate::{By, Store, StoreError};
use domain::enrolment::{Cohort, Enrolment, EnrolmentChange};
use domain::id::{CourseId, OrganisationId, PeriodId};

impl Store {
    /// The enrolment of a course in a period, those who left included.
    pub async fn enrolment(&self, course: CourseId, period: PeriodId) -> Result<Enrolment, StoreError> {
        todo!("{course:?}{period:?}")
    }

    /// How many are enrolled now.
    pub async fn enrolled_count(&self, course: CourseId, period: PeriodId) -> Result<u32, StoreError> {
        todo!("{course:?}{period:?}")
    }

    /// The cohorts of an organisation, by name.
    pub async fn cohorts(&self, organisation: OrganisationId) -> Result<Vec<Cohort>, StoreError> {
        todo!("{organisation:?}")
    }

    /// Makes all `changes` or none.
    pub async fn change_enrolment(
        &self,
        course: CourseId,
        period: PeriodId,
        changes: &[EnrolmentChange],
        by: &By,
    ) -> Result<(), StoreError> {
        todo!("{course:?}{period:?}{changes:?}{by:?}")
    }
}
