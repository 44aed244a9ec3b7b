//! The dashboard of groups (SPEC G1).

use super::rows::{TutorRow, group_name};
use crate::person_row::{by_name, person_columns};
use crate::place::Place;
use crate::sql::{Link, ask, count};
use crate::{Store, StoreError};
use domain::groups::Version;
use domain::groups::view::{Dashboard, GenderCounts, GroupRow, SetView};
use domain::id::{CourseId, GroupId, GroupSetId, PeriodId};
use domain::person::{GenderCode, Person};
use domain::tutoring::TutorKind;
use std::collections::HashMap;

/// Who is enrolled in a course and period, and who of them is in a live group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// The version of the groups that were looked at.
    pub version: Version,
    pub enrolled: u32,
    pub placed: u32,
}

impl Store {
    /// Counts who is enrolled and placed. The heading of a course's pages shows it as well as the dashboard.
    pub async fn seats(&self, course: CourseId, period: PeriodId) -> Result<Seats, StoreError> {
        let mut link = self.link().await?;
        seats(&mut link, course, period).await
    }

    /// Every live group of a course and period, in the order of their names. Members who are no longer
    /// enrolled count until someone takes them out.
    pub async fn dashboard(&self, course: CourseId, period: PeriodId) -> Result<Dashboard, StoreError> {
        self.dashboard_of(course, period, None).await
    }

    /// As [`Store::dashboard`], by someone who has counted the seats: they are counted again where the groups have
    /// changed since.
    pub async fn dashboard_with(
        &self,
        course: CourseId,
        period: PeriodId,
        seats: Seats,
    ) -> Result<Dashboard, StoreError> {
        self.dashboard_of(course, period, Some(seats)).await
    }

    async fn dashboard_of(
        &self,
        course: CourseId,
        period: PeriodId,
        counted: Option<Seats>,
    ) -> Result<Dashboard, StoreError> {
        let mut link = self.snapshot().await?;
        let (place, version) = Place::find_at(&mut link, course, period).await?;
        let (sets, formed) = sets(&mut link, &place).await?;
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
        let Seats { enrolled, placed, .. } = match counted {
            Some(known) if known.version == version => known,
            _ => seats(&mut link, course, period).await?,
        };
        Ok(Dashboard { version, sets, formed, groups, enrolled, placed })
    }
}

async fn seats(link: &mut Link, course: CourseId, period: PeriodId) -> Result<Seats, StoreError> {
    let (version, enrolled, placed) = ask!(link, fetch_one (i64, i64, i64):
        "SELECT COALESCE((SELECT version FROM course_period WHERE course_id = $1 AND period_id = $2), 0), COUNT(*),
             COALESCE(SUM(CASE WHEN e.learner_id IN (
                 SELECT m.learner_id FROM group_member AS m JOIN course_group AS g ON g.id = m.group_id
                 WHERE g.course_id = $1 AND g.period_id = $2 AND NOT g.deleted
             ) THEN 1 ELSE 0 END), 0)
         FROM enrolled_now AS e WHERE e.course_id = $1 AND e.period_id = $2",
        course.0, period.0)?;
    Ok(Seats { version: Version(version), enrolled: count(enrolled), placed: count(placed) })
}

/// The sets of a place, in the order of their names, with their live groups counted; and those of them that rules formed.
async fn sets(link: &mut Link, place: &Place) -> Result<(Vec<SetView>, Vec<GroupSetId>), StoreError> {
    let rows = ask!(link, fetch_all (i64, String, bool, bool, i64, bool):
        "SELECT s.id, s.name, s.several, s.locked,
             (SELECT COUNT(*) FROM course_group AS g WHERE g.set_id = s.id AND NOT g.deleted),
             EXISTS (SELECT 1 FROM group_formed AS f WHERE f.set_id = s.id)
         FROM group_set AS s WHERE s.course_id = $1 AND s.period_id = $2 ORDER BY s.id",
        place.course.0, place.period.0)?;
    let formed = rows.iter().filter(|(.., formed)| *formed).map(|(id, ..)| GroupSetId(*id)).collect();
    let mut sets = rows
        .into_iter()
        .map(|(id, name, several, locked, groups, _)| {
            Ok(SetView { id: GroupSetId(id), name: group_name(&name)?, several, locked, groups: count(groups) })
        })
        .collect::<Result<Vec<SetView>, StoreError>>()?;
    sets.sort_by_cached_key(|set| set.name.sort_key());
    Ok((sets, formed))
}

/// How many members of each gender, by group, in the order of genders. Counted first: the order is then looked up for
/// a few counts, and not for every member.
async fn genders(link: &mut Link, place: &Place) -> Result<HashMap<i64, GenderCounts>, StoreError> {
    let mut rows = ask!(link, fetch_all (i64, i64, String, i64):
        "SELECT counted.group_id, CAST(x.position AS BIGINT), counted.gender, counted.members
         FROM (
             SELECT m.group_id, p.gender, COUNT(*) AS members
             FROM course_group AS g
             JOIN group_member AS m ON m.group_id = g.id
             JOIN person AS p ON p.id = m.learner_id
             WHERE g.course_id = $1 AND g.period_id = $2 AND NOT g.deleted
             GROUP BY m.group_id, p.gender
         ) AS counted
         JOIN gender AS x ON x.code = counted.gender",
        place.course.0, place.period.0)?;
    rows.sort_unstable();
    let mut genders: HashMap<i64, GenderCounts> = HashMap::new();
    for (group, _, gender, members) in rows {
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
