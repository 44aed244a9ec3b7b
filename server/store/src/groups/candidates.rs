//! Who may be placed in groups, and where they stand.

use super::rows::group_name;
use crate::person_row::{PersonRow, by_name, person_columns};
use crate::place::Place;
use crate::sql::{Link, ask};
use crate::{Store, StoreError};
use domain::groups::GroupName;
use domain::groups::view::Candidate;
use domain::id::{CourseId, GroupId, GroupSetId, PeriodId};
use domain::person::Person;
use std::collections::HashMap;

/// A group someone is in, with its set.
type Standing = (GroupSetId, GroupId, GroupName);

impl Store {
    /// Everyone enrolled now, by name, with where they stand.
    pub async fn candidates(&self, course: CourseId, period: PeriodId) -> Result<Vec<Candidate>, StoreError> {
        let mut link = self.snapshot().await?;
        let place = Place::find(&mut link, course, period).await?;
        let mut cohorts = cohorts(&mut link, &place).await?;
        let mut groups = groups(&mut link, &place).await?;
        let people = ask!(link, fetch_all PersonRow:
            concat!("SELECT ", person_columns!(), "
             FROM enrolled_now AS e JOIN person AS p ON p.id = e.learner_id
             WHERE e.course_id = $1 AND e.period_id = $2 ORDER BY ", by_name!()),
            course.0, period.0)?;
        Ok(people
            .into_iter()
            .map(|row| {
                let person: Person = row.into();
                Candidate {
                    cohorts: cohorts.remove(&person.id.0).unwrap_or_default(),
                    groups: groups.remove(&person.id.0).unwrap_or_default(),
                    person,
                }
            })
            .collect())
    }
}

/// The names of the cohorts of the course's organisation, by member.
async fn cohorts(link: &mut Link, place: &Place) -> Result<HashMap<i64, Vec<String>>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String):
        "SELECT m.person_id, c.name FROM cohort AS c JOIN cohort_member AS m ON m.cohort_id = c.id
         WHERE c.organisation_id = $3 AND m.person_id IN (
             SELECT e.learner_id FROM enrolled_now AS e WHERE e.course_id = $1 AND e.period_id = $2
         )
         ORDER BY c.name_folded, c.id",
        place.course.0, place.period.0, place.organisation.0)?;
    let mut cohorts: HashMap<i64, Vec<String>> = HashMap::new();
    for (person, name) in rows {
        cohorts.entry(person).or_default().push(name);
    }
    Ok(cohorts)
}

/// The live groups of the place, by member, in the order they were made.
async fn groups(link: &mut Link, place: &Place) -> Result<HashMap<i64, Vec<Standing>>, StoreError> {
    let rows = ask!(link, fetch_all (i64, i64, i64, String):
        "SELECT m.learner_id, g.set_id, g.id, g.name
         FROM course_group AS g JOIN group_member AS m ON m.group_id = g.id
         WHERE g.course_id = $1 AND g.period_id = $2 AND NOT g.deleted ORDER BY g.id",
        place.course.0, place.period.0)?;
    let mut groups: HashMap<i64, Vec<Standing>> = HashMap::new();
    for (person, set, group, name) in rows {
        groups.entry(person).or_default().push((GroupSetId(set), GroupId(group), group_name(&name)?));
    }
    Ok(groups)
}
