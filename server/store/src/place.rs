//! A course in a curriculum period: where groups and enrolment belong.

use crate::StoreError;
use crate::sql::{Link, ask, run};
use domain::groups::Version;
use domain::id::{CourseId, OrganisationId, PeriodId};

/// A course and one of the periods of its layout.
pub(crate) struct Place {
    pub(crate) course: CourseId,
    pub(crate) period: PeriodId,
    pub(crate) organisation: OrganisationId,
    /// In words, such as "MED-201, 2026–2027 Term 1".
    pub(crate) words: String,
}

impl Place {
    /// The place of these ids. `Missing("course")` or, where the course does not run in it,
    /// `Missing("period")`.
    pub(crate) async fn find(link: &mut Link, course: CourseId, period: PeriodId) -> Result<Self, StoreError> {
        Ok(Self::find_at(link, course, period).await?.0)
    }

    /// The same, with the version there is, unlocked.
    pub(crate) async fn find_at(
        link: &mut Link,
        course: CourseId,
        period: PeriodId,
    ) -> Result<(Self, Version), StoreError> {
        let (organisation, code, title, version) = ask!(link, fetch_optional (i64, String, Option<String>, i64):
            "SELECT c.organisation_id, c.code, t.title,
                 COALESCE((SELECT v.version FROM course_period AS v WHERE v.course_id = c.id AND v.period_id = $2), 0)
             FROM course AS c LEFT JOIN curriculum_period AS t ON t.layout_id = c.layout_id AND t.id = $2
             WHERE c.id = $1",
            course.0, period.0)?
        .ok_or(StoreError::Missing("course"))?;
        let title = title.ok_or(StoreError::Missing("period"))?;
        let organisation = OrganisationId(organisation);
        Ok((Self { course, period, organisation, words: format!("{code}, {title}") }, Version(version)))
    }

    /// Locks the place until the transaction ends; first thing in it, so that all else is read after
    /// whoever held the lock before. Answers the version there is.
    pub(crate) async fn lock(&self, link: &mut Link) -> Result<Version, StoreError> {
        let (version,) = ask!(link, fetch_one (i64,):
            "INSERT INTO course_period (course_id, period_id, version) VALUES ($1, $2, 0)
             ON CONFLICT (course_id, period_id) DO UPDATE SET version = course_period.version
             RETURNING version",
            self.course.0, self.period.0)?;
        Ok(Version(version))
    }

    /// Raises the version of a place that is locked.
    pub(crate) async fn raise(&self, link: &mut Link, to: Version) -> Result<(), StoreError> {
        run!(
            link,
            "UPDATE course_period SET version = $3 WHERE course_id = $1 AND period_id = $2",
            self.course.0,
            self.period.0,
            to.0,
        )?;
        Ok(())
    }

    /// The version there is, unlocked.
    pub(crate) async fn version(&self, link: &mut Link) -> Result<Version, StoreError> {
        let found = ask!(link, fetch_optional (i64,):
            "SELECT version FROM course_period WHERE course_id = $1 AND period_id = $2", self.course.0, self.period.0)?;
        Ok(Version(found.map_or(0, |(version,)| version)))
    }
}
