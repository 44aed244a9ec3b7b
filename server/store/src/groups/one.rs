//! A group's page (SPEC G7).

use super::rows::{TutorRow, group_name};
use crate::courses::{PeriodColumns, period_columns};
use crate::person_row::{PersonRow, by_name, person_columns};
use crate::place::Place;
use crate::sql::{Link, ask, count};
use crate::{Store, StoreError};
use domain::groups::GroupName;
use domain::groups::view::{GroupView, SetView};
use domain::id::{CourseId, GroupId, GroupSetId, UserId};
use domain::period::Period;
use domain::person::Person;
use domain::tutoring::TutorKind;

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    set_id: i64,
    set_name: String,
    several: bool,
    set_locked: bool,
    set_groups: i64,
    #[sqlx(flatten)]
    period: PeriodColumns,
}

#[derive(sqlx::FromRow)]
struct Member {
    #[sqlx(flatten)]
    person: PersonRow,
    enrolled: bool,
}

impl Store {
    /// A live group of the course, with the period it is in.
    pub async fn group(&self, course: CourseId, group: GroupId) -> Result<Option<(Period, GroupView)>, StoreError> {
        let mut link = self.snapshot().await?;
        let row = ask!(link, fetch_optional Row:
            concat!("SELECT g.name, s.id AS set_id, s.name AS set_name, s.several, s.locked AS set_locked,
                 (SELECT COUNT(*) FROM course_group AS o WHERE o.set_id = s.id AND NOT o.deleted) AS set_groups, ",
                 period_columns!(), "
             FROM course_group AS g
             JOIN group_set AS s ON s.id = g.set_id
             JOIN curriculum_period AS t ON t.id = g.period_id
             WHERE g.id = $1 AND g.course_id = $2 AND NOT g.deleted"),
            group.0, course.0)?;
        let Some(row) = row else { return Ok(None) };
        let period: Period = row.period.into();
        let place = Place::find(&mut link, course, period.id).await?;
        let view = GroupView {
            version: place.version(&mut link).await?,
            id: group,
            set: SetView {
                id: GroupSetId(row.set_id),
                name: group_name(&row.set_name)?,
                several: row.several,
                locked: row.set_locked,
                groups: count(row.set_groups),
            },
            name: group_name(&row.name)?,
            members: members(&mut link, &place, group).await?,
            locked: locked(&mut link, group).await?,
            tutors: tutors(&mut link, group).await?,
            siblings: in_order(&mut link, &place).await?.into_iter().map(|(id, _)| id).collect(),
        };
        Ok(Some((period, view)))
    }
}

async fn members(link: &mut Link, place: &Place, group: GroupId) -> Result<Vec<(Person, bool)>, StoreError> {
    let rows = ask!(link, fetch_all Member:
        concat!("SELECT ", person_columns!(), ",
             p.id IN (
                 SELECT e.learner_id FROM enrolled_now AS e WHERE e.course_id = $2 AND e.period_id = $3
             ) AS enrolled
         FROM group_member AS m JOIN person AS p ON p.id = m.learner_id
         WHERE m.group_id = $1 ORDER BY ", by_name!()),
        group.0, place.course.0, place.period.0)?;
    Ok(rows.into_iter().map(|row| (row.person.into(), row.enrolled)).collect())
}

/// The members whose places are locked.
async fn locked(link: &mut Link, group: GroupId) -> Result<Vec<UserId>, StoreError> {
    let rows = ask!(link, fetch_all (i64,):
        "SELECT learner_id FROM group_member WHERE group_id = $1 AND locked ORDER BY learner_id", group.0)?;
    Ok(rows.into_iter().map(|(learner,)| UserId(learner)).collect())
}

async fn tutors(link: &mut Link, group: GroupId) -> Result<Vec<(Person, TutorKind)>, StoreError> {
    let rows = ask!(link, fetch_all TutorRow:
        concat!("SELECT gt.group_id, gt.kind, ", person_columns!(), "
         FROM group_tutor AS gt JOIN person AS p ON p.id = gt.tutor_id
         WHERE gt.group_id = $1 ORDER BY ", by_name!()),
        group.0)?;
    rows.into_iter().map(|row| row.kind().map(|kind| (row.person.into(), kind))).collect()
}

/// The live groups of a place in the order of the dashboard.
pub(super) async fn in_order(link: &mut Link, place: &Place) -> Result<Vec<(GroupId, GroupName)>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String):
        "SELECT id, name FROM course_group WHERE course_id = $1 AND period_id = $2 AND NOT deleted ORDER BY id",
        place.course.0, place.period.0)?;
    let mut groups = rows
        .into_iter()
        .map(|(id, name)| Ok((GroupId(id), group_name(&name)?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    groups.sort_by_cached_key(|(_, name)| name.sort_key());
    Ok(groups)
}
