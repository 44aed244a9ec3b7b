//! Who may be placed in groups, and where they stand.

use super::rows::group_name;
use crate::person_row::{PersonRow, by_name, person_columns};
use crate::place::Place;
use crate::sql::{Link, ask, ids};
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
        let people = ask!(link, fetch_all PersonRow:
            concat!("SELECT ", person_columns!(), "
             FROM enrolled_now AS e JOIN person AS p ON p.id = e.learner_id
             WHERE e.course_id = $1 AND e.period_id = $2 ORDER BY ", by_name!()),
            course.0, period.0)?;
        let people: Vec<Person> = people.into_iter().map(Person::from).collect();
        let mut cohorts = cohorts(&mut link, &place, &people).await?;
        let mut groups = groups(&mut link, &place).await?;
        Ok(people
            .into_iter()
            .map(|person| Candidate {
                cohorts: cohorts.remove(&person.id.0).unwrap_or_default(),
                groups: groups.remove(&person.id.0).unwrap_or_default(),
                person,
            })
            .collect())
    }
}

/// The names of the cohorts of the course's organisation that these people are in, by person.
async fn cohorts(link: &mut Link, place: &Place, people: &[Person]) -> Result<HashMap<i64, Vec<String>>, StoreError> {
    let names: Vec<(i64, String)> = ask!(link, fetch_all (i64, String):
        "SELECT id, name FROM cohort WHERE organisation_id = $1 ORDER BY name_folded, id", place.organisation.0)?;
    let order: HashMap<i64, usize> = names.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let members = ask!(link, fetch_all (i64, i64):
        "SELECT person_id, cohort_id FROM cohort_member
         WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
        ids(people.iter().map(|person| person.id.0)))?;
    let mut found: HashMap<i64, Vec<usize>> = HashMap::new();
    for (person, cohort) in members {
        if let Some(at) = order.get(&cohort) {
            found.entry(person).or_default().push(*at);
        }
    }
    let by_person = found.into_iter().map(|(person, mut cohorts)| {
        cohorts.sort_unstable();
        let of_person = cohorts.into_iter().filter_map(|at| names.get(at)).map(|(_, name)| name.clone()).collect();
        (person, of_person)
    });
    Ok(by_person.collect())
}

/// The live groups of the place, by member, in the order they were made.
async fn groups(link: &mut Link, place: &Place) -> Result<HashMap<i64, Vec<Standing>>, StoreError> {
    let live = ask!(link, fetch_all (i64, i64, String):
        "SELECT id, set_id, name FROM course_group WHERE course_id = $1 AND period_id = $2 AND NOT deleted",
        place.course.0, place.period.0)?;
    let live = live
        .into_iter()
        .map(|(id, set, name)| Ok((id, (GroupSetId(set), GroupId(id), group_name(&name)?))))
        .collect::<Result<HashMap<i64, Standing>, StoreError>>()?;
    let members = ask!(link, fetch_all (i64, i64):
        "SELECT m.learner_id, m.group_id FROM course_group AS g JOIN group_member AS m ON m.group_id = g.id
         WHERE g.course_id = $1 AND g.period_id = $2 AND NOT g.deleted ORDER BY m.group_id",
        place.course.0, place.period.0)?;
    let mut groups: HashMap<i64, Vec<Standing>> = HashMap::new();
    for (person, group) in members {
        groups.entry(person).or_default().extend(live.get(&group).cloned());
    }
    Ok(groups)
}
