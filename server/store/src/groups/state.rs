//! The state that acts are decided on, as it is kept.

use super::rows::{group_name, tutor_kind};
use crate::place::Place;
use crate::sql::{Link, ask};
use crate::{Store, StoreError};
use domain::groups::{CourseGroups, Group, GroupSet, Version};
use domain::id::{CourseId, GroupId, GroupSetId, PeriodId, UserId};
use std::collections::{BTreeMap, BTreeSet};

#[derive(sqlx::FromRow)]
struct GroupRow {
    id: i64,
    set_id: i64,
    name: String,
    deleted: bool,
}

impl Store {
    /// The state that acts are decided on, to preview one. `Missing` where there is no such course or
    /// it does not run in the period.
    pub async fn course_groups(&self, course: CourseId, period: PeriodId) -> Result<CourseGroups, StoreError> {
        let mut link = self.snapshot().await?;
        let (place, version) = Place::find_at(&mut link, course, period).await?;
        load(&mut link, &place, version).await
    }
}

/// Loads the state of a place at its `version`.
pub(super) async fn load(link: &mut Link, place: &Place, version: Version) -> Result<CourseGroups, StoreError> {
    let sets = sets(link, place).await?;
    let mut groups = groups(link, place).await?;
    let members = ask!(link, fetch_all (i64, i64, bool):
        "SELECT m.group_id, m.learner_id, m.locked FROM group_member AS m JOIN course_group AS g ON g.id = m.group_id
         WHERE g.course_id = $1 AND g.period_id = $2",
        place.course.0, place.period.0)?;
    for (group, learner, locked) in members {
        if let Some(group) = groups.get_mut(&GroupId(group)) {
            group.members.insert(UserId(learner));
            group.locked.extend(locked.then_some(UserId(learner)));
        }
    }
    let tutors = ask!(link, fetch_all (i64, i64, String):
        "SELECT gt.group_id, gt.tutor_id, gt.kind FROM group_tutor AS gt JOIN course_group AS g ON g.id = gt.group_id
         WHERE g.course_id = $1 AND g.period_id = $2",
        place.course.0, place.period.0)?;
    for (group, tutor, kind) in tutors {
        if let Some(group) = groups.get_mut(&GroupId(group)) {
            group.tutors.insert(UserId(tutor), tutor_kind(&kind)?);
        }
    }
    let enrolled = ask!(link, fetch_all (i64,):
        "SELECT learner_id FROM enrolled_now WHERE course_id = $1 AND period_id = $2", place.course.0, place.period.0)?;
    let can_tutor = ask!(link, fetch_all (i64,):
        "SELECT w.person_id FROM works_in AS w JOIN person AS p ON p.id = w.person_id
         WHERE w.organisation_id = $1 AND p.deleted_at IS NULL AND p.status = 'active'",
        place.organisation.0)?;
    Ok(CourseGroups::new(version, sets, groups, users(enrolled), users(can_tutor)))
}

fn users(rows: Vec<(i64,)>) -> BTreeSet<UserId> {
    rows.into_iter().map(|(id,)| UserId(id)).collect()
}

async fn sets(link: &mut Link, place: &Place) -> Result<BTreeMap<GroupSetId, GroupSet>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String, bool, bool):
        "SELECT id, name, several, locked FROM group_set WHERE course_id = $1 AND period_id = $2",
        place.course.0, place.period.0)?;
    rows.into_iter()
        .map(|(id, name, several, locked)| Ok((GroupSetId(id), GroupSet { name: group_name(&name)?, several, locked })))
        .collect()
}

async fn groups(link: &mut Link, place: &Place) -> Result<BTreeMap<GroupId, Group>, StoreError> {
    let rows = ask!(link, fetch_all GroupRow:
        "SELECT id, set_id, name, deleted FROM course_group WHERE course_id = $1 AND period_id = $2",
        place.course.0, place.period.0)?;
    rows.into_iter()
        .map(|row| {
            let empty = Group::empty(GroupSetId(row.set_id), group_name(&row.name)?);
            Ok((GroupId(row.id), Group { deleted: row.deleted, ..empty }))
        })
        .collect()
}
