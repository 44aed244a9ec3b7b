//! The dashboard of groups (SPEC G1).

use super::rows::{TutorRow, group_name};
use crate::person_row::{by_name, person_columns};
use crate::place::Place;
use crate::sql::{Link, ask, count};
use crate::{Store, StoreError};
use domain::groups::view::{Dashboard, GenderCounts, GroupRow, SetView};
use domain::id::{CourseId, GroupId, GroupSetId, PeriodId};
use domain::person::{GenderCode, Person};
use domain::tutoring::TutorKind;
use std::collections::HashMap;

impl Store {
    /// Every live group of a course and period, in the order of their names. Members who are no longer
    /// enrolled count until someone takes them out.
    pub async fn dashboard(&self, course: CourseId, period: PeriodId) -> Result<Dashboard, StoreError> {
        let mut link = self.snapshot().await?;
        let place = Place::find(&mut link, course, period).await?;
        let version = place.version(&mut link).await?;
        let sets = sets(&mut link, &place).await?;
        let mut genders = genders(&mut link, &place).await?;
        let mut tutors = tutors(&mut link, &place).await?;
        let live = ask!(link, fetch_all (i64, i64, String):
            "SELECT id, set_id, name FROM course_group WHERE course_id = $1 AND period_id = $2 AND NOT deleted
             ORDER BY id",
            course.0, period.0)?;
        let mut groups = live
            .into_iter()
            .map(|(id, set, name)| {
                let genders = genders.remove(&id).unwrap_or_default();
                Ok(GroupRow {
                    id: GroupId(id),
                    set: GroupSetId(set),
                    name: group_name(&name)?,
                    tutors: tutors.remove(&id).unwrap_or_default(),
                    members: genders.iter().map(|(_, members)| members).sum(),
                    genders,
                })
            })
            .collect::<Result<Vec<GroupRow>, StoreError>>()?;
        groups.sort_by_cached_key(|group| group.name.sort_key());
        let (enrolled, placed) = ask!(link, fetch_one (i64, i64):
            "SELECT COUNT(*), COALESCE(SUM(CASE WHEN e.learner_id IN (
                 SELECT m.learner_id FROM group_member AS m JOIN course_group AS g ON g.id = m.group_id
                 WHERE g.course_id = $1 AND g.period_id = $2 AND NOT g.deleted
             ) THEN 1 ELSE 0 END), 0)
             FROM enrolled_now AS e WHERE e.course_id = $1 AND e.period_id = $2",
            course.0, period.0)?;
        let formed = ask!(link, fetch_all (i64,):
            "SELECT DISTINCT s.id FROM group_set AS s JOIN group_formed AS f ON f.set_id = s.id
             WHERE s.course_id = $1 AND s.period_id = $2",
            course.0, period.0)?;
        let formed = formed.into_iter().map(|(id,)| GroupSetId(id)).collect();
        Ok(Dashboard { version, sets, formed, groups, enrolled: count(enrolled), placed: count(placed) })
    }
}

/// The sets of a place, in the order of their names, with their live groups counted.
async fn sets(link: &mut Link, place: &Place) -> Result<Vec<SetView>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String, bool, bool, i64):
        "SELECT s.id, s.name, s.several, s.locked,
             (SELECT COUNT(*) FROM course_group AS g WHERE g.set_id = s.id AND NOT g.deleted)
         FROM group_set AS s WHERE s.course_id = $1 AND s.period_id = $2 ORDER BY s.id",
        place.course.0, place.period.0)?;
    let mut sets = rows
        .into_iter()
        .map(|(id, name, several, locked, groups)| {
            Ok(SetView { id: GroupSetId(id), name: group_name(&name)?, several, locked, groups: count(groups) })
        })
        .collect::<Result<Vec<SetView>, StoreError>>()?;
    sets.sort_by_cached_key(|set| set.name.sort_key());
    Ok(sets)
}

/// How many members of each gender, by group.
async fn genders(link: &mut Link, place: &Place) -> Result<HashMap<i64, GenderCounts>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String, i64):
        "SELECT m.group_id, p.gender, COUNT(*)
         FROM course_group AS g
         JOIN group_member AS m ON m.group_id = g.id
         JOIN person AS p ON p.id = m.learner_id
         JOIN gender AS x ON x.code = p.gender
         WHERE g.course_id = $1 AND g.period_id = $2 AND NOT g.deleted
         GROUP BY m.group_id, x.position, p.gender
         ORDER BY m.group_id, x.position, p.gender",
        place.course.0, place.period.0)?;
    let mut genders: HashMap<i64, GenderCounts> = HashMap::new();
    for (group, gender, members) in rows {
        genders.entry(group).or_default().push((GenderCode(gender), count(members)));
    }
    Ok(genders)
}

/// The tutors by group, sorted by name.
async fn tutors(link: &mut Link, place: &Place) -> Result<HashMap<i64, Vec<(Person, TutorKind)>>, StoreError> {
    let rows = ask!(link, fetch_all TutorRow:
        concat!("SELECT gt.group_id, gt.kind, ", person_columns!(), "
         FROM course_group AS g
         JOIN group_tutor AS gt ON gt.group_id = g.id
         JOIN person AS p ON p.id = gt.tutor_id
         WHERE g.course_id = $1 AND g.period_id = $2 AND NOT g.deleted
         ORDER BY ", by_name!()),
        place.course.0, place.period.0)?;
    let mut tutors: HashMap<i64, Vec<(Person, TutorKind)>> = HashMap::new();
    for row in rows {
        let kind = row.kind()?;
        tutors.entry(row.group_id).or_default().push((row.person.into(), kind));
    }
    Ok(tutors)
}
