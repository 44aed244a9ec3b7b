//! Groups to be copied elsewhere (SPEC G6).

use super::one::in_order;
use super::rows::{group_name, tutor_kind};
use crate::person_row::by_name;
use crate::place::Place;
use crate::sql::{Link, ask, ids};
use crate::{Store, StoreError};
use domain::groups::acts::{NewGroup, Original};
use domain::id::{CourseId, GroupId, PeriodId, UserId};
use domain::tutoring::TutorKind;
use std::collections::{HashMap, HashSet};

impl Store {
    /// Those of `groups` that are live, in the order of the dashboard, to copy them elsewhere.
    pub async fn originals(
        &self,
        course: CourseId,
        period: PeriodId,
        groups: &[GroupId],
    ) -> Result<Vec<Original>, StoreError> {
        let mut link = self.snapshot().await?;
        let place = Place::find(&mut link, course, period).await?;
        let wanted: HashSet<GroupId> = groups.iter().copied().collect();
        let sets = sets(&mut link, &place).await?;
        let mut members = members(&mut link, groups).await?;
        let mut tutors = tutors(&mut link, groups).await?;
        in_order(&mut link, &place)
            .await?
            .into_iter()
            .filter(|(id, _)| wanted.contains(id))
            .map(|(id, name)| {
                let (set, several) = sets.get(&id.0).ok_or(StoreError::Unreadable("group"))?;
                let members = members.remove(&id.0).unwrap_or_default();
                let tutors = tutors.remove(&id.0).unwrap_or_default();
                let set = group_name(set)?;
                Ok(Original { set, several: *several, group: NewGroup { name, members, tutors } })
            })
            .collect()
    }
}

/// The name of each group's set, and whether one may be in several of its groups.
async fn sets(link: &mut Link, place: &Place) -> Result<HashMap<i64, (String, bool)>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String, bool):
        "SELECT g.id, s.name, s.several FROM course_group AS g JOIN group_set AS s ON s.id = g.set_id
         WHERE g.course_id = $1 AND g.period_id = $2",
        place.course.0, place.period.0)?;
    Ok(rows.into_iter().map(|(id, name, several)| (id, (name, several))).collect())
}

async fn members(link: &mut Link, groups: &[GroupId]) -> Result<HashMap<i64, Vec<UserId>>, StoreError> {
    let rows = ask!(link, fetch_all (i64, i64):
        concat!("SELECT m.group_id, m.learner_id FROM group_member AS m JOIN person AS p ON p.id = m.learner_id
         WHERE m.group_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY ", by_name!()),
        ids(groups.iter().map(|group| group.0)))?;
    let mut members: HashMap<i64, Vec<UserId>> = HashMap::new();
    for (group, learner) in rows {
        members.entry(group).or_default().push(UserId(learner));
    }
    Ok(members)
}

async fn tutors(link: &mut Link, groups: &[GroupId]) -> Result<HashMap<i64, Vec<(UserId, TutorKind)>>, StoreError> {
    let rows = ask!(link, fetch_all (i64, i64, String):
        concat!("SELECT gt.group_id, gt.tutor_id, gt.kind FROM group_tutor AS gt JOIN person AS p ON p.id = gt.tutor_id
         WHERE gt.group_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY ", by_name!()),
        ids(groups.iter().map(|group| group.0)))?;
    let mut tutors: HashMap<i64, Vec<(UserId, TutorKind)>> = HashMap::new();
    for (group, tutor, kind) in rows {
        tutors.entry(group).or_default().push((UserId(tutor), tutor_kind(&kind)?));
    }
    Ok(tutors)
}
