//! Changes to an enrolment list.

use crate::audit::subject;
use crate::place::Place;
use crate::sql::{Link, Write, ask, run};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::enrolment::EnrolmentChange;
use domain::id::{CohortId, CourseId, PeriodId, UserId};
use time::OffsetDateTime;

/// As many changes an audit row tells one by one.
const TOLD: usize = 10;

impl Store {
    /// Makes all `changes` or none. `Missing("cohort")` and `Missing("learner")` for those who are not of
    /// the course's organisation.
    pub async fn change_enrolment(
        &self,
        course: CourseId,
        period: PeriodId,
        changes: &[EnrolmentChange],
        by: &By,
    ) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let place = Place::find(&mut write.link, course, period).await?;
        // Nobody is to be placed in a group while they leave.
        place.lock(&mut write.link).await?;
        let mut told = Vec::with_capacity(changes.len());
        for change in changes {
            told.push((*change, make(&mut write, &place, *change).await?));
        }
        let more = told.len().saturating_sub(TOLD);
        told.truncate(TOLD);
        let event = Event::EnrolmentChanged { place: place.words, changes: told, more };
        write.commit(Some(place.organisation), &event).await
    }
}

/// Makes one change, and answers what its cohort or learner is called.
async fn make(write: &mut Write, place: &Place, change: EnrolmentChange) -> Result<String, StoreError> {
    let at = write.by.at;
    let link = &mut write.link;
    Ok(match change {
        EnrolmentChange::EnrolCohort(cohort) => {
            let name = cohort_name(link, place, cohort).await?;
            enrol_cohort(link, place, cohort, at).await?;
            name
        }
        EnrolmentChange::WithdrawCohort(cohort) => {
            let name = cohort_name(link, place, cohort).await?;
            withdraw_cohort(link, place, cohort, at).await?;
            name
        }
        EnrolmentChange::EnrolLearner(learner) => {
            let (name, studies) = learner_name(link, place, learner).await?;
            if !studies {
                return Err(StoreError::Missing("learner"));
            }
            enrol_learner(link, place, learner, at).await?;
            name
        }
        EnrolmentChange::WithdrawLearner(learner) => {
            let (name, _) = learner_name(link, place, learner).await?;
            withdraw_learner(link, place, learner, at).await?;
            name
        }
    })
}

async fn enrol_cohort(link: &mut Link, place: &Place, cohort: CohortId, at: OffsetDateTime) -> Result<(), StoreError> {
    // One that left and comes back is enrolled anew; one that never left stays as it was.
    run!(
        link,
        "INSERT INTO enrolled_cohort (course_id, period_id, cohort_id, enrolled_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (course_id, period_id, cohort_id) DO UPDATE
         SET enrolled_at = excluded.enrolled_at, left_at = NULL WHERE enrolled_cohort.left_at IS NOT NULL",
        place.course.0,
        place.period.0,
        cohort.0,
        at,
    )?;
    Ok(())
}

async fn withdraw_cohort(
    link: &mut Link,
    place: &Place,
    cohort: CohortId,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    run!(
        link,
        "UPDATE enrolled_cohort SET left_at = $4
         WHERE course_id = $1 AND period_id = $2 AND cohort_id = $3 AND left_at IS NULL",
        place.course.0,
        place.period.0,
        cohort.0,
        at,
    )?;
    Ok(())
}

async fn enrol_learner(link: &mut Link, place: &Place, learner: UserId, at: OffsetDateTime) -> Result<(), StoreError> {
    run!(
        link,
        "INSERT INTO enrolled_learner (course_id, period_id, learner_id, enrolled_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (course_id, period_id, learner_id) DO UPDATE
         SET enrolled_at = excluded.enrolled_at, left_at = NULL WHERE enrolled_learner.left_at IS NOT NULL",
        place.course.0,
        place.period.0,
        learner.0,
        at,
    )?;
    Ok(())
}

/// A learner whom a cohort brought gets a row of their own that says they left. One who is not enrolled
/// stays as they are.
async fn withdraw_learner(
    link: &mut Link,
    place: &Place,
    learner: UserId,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    run!(
        link,
        "INSERT INTO enrolled_learner (course_id, period_id, learner_id, enrolled_at, left_at)
         SELECT e.course_id, e.period_id, e.learner_id, $4, $4 FROM enrolled_now AS e
         WHERE e.course_id = $1 AND e.period_id = $2 AND e.learner_id = $3
         ON CONFLICT (course_id, period_id, learner_id) DO UPDATE SET left_at = excluded.left_at",
        place.course.0,
        place.period.0,
        learner.0,
        at,
    )?;
    Ok(())
}

async fn cohort_name(link: &mut Link, place: &Place, cohort: CohortId) -> Result<String, StoreError> {
    let found = ask!(link, fetch_optional (String,):
        "SELECT name FROM cohort WHERE id = $1 AND organisation_id = $2", cohort.0, place.organisation.0)?;
    found.map(|(name,)| name).ok_or(StoreError::Missing("cohort"))
}

/// The learner's name, and whether they may be enrolled: they study in the course's organisation.
async fn learner_name(link: &mut Link, place: &Place, learner: UserId) -> Result<(String, bool), StoreError> {
    let who = subject(link, learner).await?.ok_or(StoreError::Missing("learner"))?;
    let (studies,) = ask!(link, fetch_one (bool,):
        "SELECT EXISTS (
             SELECT 1 FROM studies_in AS s JOIN person AS p ON p.id = s.person_id
             WHERE s.person_id = $1 AND s.organisation_id = $2 AND p.deleted_at IS NULL
         )",
        learner.0, place.organisation.0)?;
    Ok((who.called.name, studies))
}
