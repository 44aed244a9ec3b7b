//! Who is enrolled (SPEC C3): a learner's own row decides, else an enrolled cohort they are in.

mod change;

use crate::person_row::{PersonRow, by_name, person_columns};
use crate::sql::{Link, ask, count, ids, utc};
use crate::{Store, StoreError};
use domain::enrolment::{Cohort, Enrolled, Enrolment, Through};
use domain::id::{CohortId, CourseId, OrganisationId, PeriodId};
use std::collections::HashMap;
use time::OffsetDateTime;

#[derive(sqlx::FromRow)]
struct CohortRow {
    id: i64,
    name: String,
    size: i64,
}

impl From<CohortRow> for Cohort {
    fn from(row: CohortRow) -> Self {
        Self { id: CohortId(row.id), name: row.name, size: count(row.size) }
    }
}

/// The columns of a [`CohortRow`]; the table is `cohort AS c`.
macro_rules! cohort_columns {
    () => {
        "c.id, c.name,
         (SELECT COUNT(*) FROM cohort_member AS m JOIN person AS p ON p.id = m.person_id
          WHERE m.cohort_id = c.id AND p.deleted_at IS NULL) AS size"
    };
}

#[derive(sqlx::FromRow)]
struct LearnerRow {
    #[sqlx(flatten)]
    person: PersonRow,
    deleted_at: Option<OffsetDateTime>,
}

/// How someone came to the list, and whether and when they left.
struct Way {
    through: Through,
    left: Option<OffsetDateTime>,
}

impl Store {
    /// The enrolment of a course in a period, those who left included. Someone whose account was
    /// deleted left with it.
    pub async fn enrolment(&self, course: CourseId, period: PeriodId) -> Result<Enrolment, StoreError> {
        let mut link = self.snapshot().await?;
        let cohorts = ask!(link, fetch_all CohortRow:
            concat!("SELECT ", cohort_columns!(), "
             FROM enrolled_cohort AS whole JOIN cohort AS c ON c.id = whole.cohort_id
             WHERE whole.course_id = $1 AND whole.period_id = $2 AND whole.left_at IS NULL
             ORDER BY c.name_folded, c.id"),
            course.0, period.0)?;
        let ways = ways(&mut link, course, period).await?;
        let people = ask!(link, fetch_all LearnerRow:
            concat!("SELECT ", person_columns!(), ", p.deleted_at FROM person AS p
             WHERE p.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY ", by_name!()),
            ids(ways.keys().copied()))?;
        let mut ways = ways;
        let learners = people
            .into_iter()
            .filter_map(|row| {
                let person: domain::person::Person = row.person.into();
                let way = ways.remove(&person.id.0)?;
                Some(Enrolled { person, through: way.through, left: way.left.or(row.deleted_at.map(utc)) })
            })
            .collect();
        Ok(Enrolment { cohorts: cohorts.into_iter().map(Cohort::from).collect(), learners })
    }

    /// How many are enrolled now.
    pub async fn enrolled_count(&self, course: CourseId, period: PeriodId) -> Result<u32, StoreError> {
        let mut link = self.link().await?;
        let (enrolled,) = ask!(link, fetch_one (i64,):
            "SELECT COUNT(*) FROM enrolled_now WHERE course_id = $1 AND period_id = $2",
            course.0, period.0)?;
        Ok(count(enrolled))
    }

    /// The cohorts of an organisation, by name.
    pub async fn cohorts(&self, organisation: OrganisationId) -> Result<Vec<Cohort>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all CohortRow:
            concat!("SELECT ", cohort_columns!(), " FROM cohort AS c WHERE c.organisation_id = $1
             ORDER BY c.name_folded, c.id"),
            organisation.0)?;
        Ok(rows.into_iter().map(Cohort::from).collect())
    }
}

/// Everyone who is or was on the list, and how.
async fn ways(link: &mut Link, course: CourseId, period: PeriodId) -> Result<HashMap<i64, Way>, StoreError> {
    let mut ways: HashMap<i64, Way> = HashMap::new();
    // A cohort enrolled now comes before one that left, and of those the one that left last.
    let brought = ask!(link, fetch_all (i64, i64, Option<OffsetDateTime>):
        "SELECT m.person_id, whole.cohort_id, whole.left_at
         FROM enrolled_cohort AS whole JOIN cohort_member AS m ON m.cohort_id = whole.cohort_id
         WHERE whole.course_id = $1 AND whole.period_id = $2
         ORDER BY CASE WHEN whole.left_at IS NULL THEN 0 ELSE 1 END, whole.left_at DESC, whole.cohort_id",
        course.0, period.0)?;
    for (learner, cohort, left) in brought {
        ways.entry(learner).or_insert(Way { through: Through::Cohort(CohortId(cohort)), left: left.map(utc) });
    }
    let own = ask!(link, fetch_all (i64, Option<OffsetDateTime>):
        "SELECT learner_id, left_at FROM enrolled_learner WHERE course_id = $1 AND period_id = $2",
        course.0, period.0)?;
    for (learner, left) in own {
        let left = left.map(utc);
        match (ways.get_mut(&learner), left) {
            // The row only says that one whom a cohort brought has left.
            (Some(way), Some(_)) => way.left = left,
            _ => {
                ways.insert(learner, Way { through: Through::Single, left });
            }
        }
    }
    Ok(ways)
}
