//! Tutors and the learners linked to them (SPEC T1), and what learners see of their groups. A link
//! stands as long as the group is live and both are in it.

use crate::audit::subject;
use crate::courses::{CourseColumns, PeriodColumns, course_columns, period_columns};
use crate::groups::{MemberRow, TutorRow};
use crate::person_row::{by_name, person_columns};
use crate::sql::{Link, ask, ids};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::groups::GroupName;
use domain::id::{GroupId, UserId};
use domain::person::Person;
use domain::tutoring::{LinkedGroup, OwnGroup, TutorKind};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: i64,
    name: String,
    /// What the tutor is called; empty where a learner asks.
    kind: String,
    #[sqlx(flatten)]
    course: CourseColumns,
    #[sqlx(flatten)]
    period: PeriodColumns,
}

impl Store {
    /// The live groups that have `tutor` as a tutor: by course, the latest period first, by name.
    pub async fn linked_groups(&self, tutor: UserId) -> Result<Vec<LinkedGroup>, StoreError> {
        let mut link = self.snapshot().await?;
        let rows = ask!(link, fetch_all LinkRow:
            concat!("SELECT g.id, g.name, gt.kind, ", course_columns!(), ", ", period_columns!(), "
             FROM group_tutor AS gt
             JOIN course_group AS g ON g.id = gt.group_id
             JOIN course AS c ON c.id = g.course_id
             JOIN curriculum_period AS t ON t.id = g.period_id
             WHERE gt.tutor_id = $1 AND NOT g.deleted
             ORDER BY c.code_folded, t.starts DESC, t.id, g.id"),
            tutor.0)?;
        let mut learners = members(&mut link, rows.iter().map(|row| row.id)).await?;
        let mut groups = rows
            .into_iter()
            .map(|row| {
                Some(LinkedGroup {
                    id: GroupId(row.id),
                    learners: learners.remove(&row.id).unwrap_or_default(),
                    kind: TutorKind::from_key(&row.kind)?,
                    name: row.name,
                    course: row.course.into(),
                    period: row.period.into(),
                })
            })
            .collect::<Option<Vec<LinkedGroup>>>()
            .ok_or(StoreError::Unreadable("tutor"))?;
        for place in groups.chunk_by_mut(|a, b| a.course.id == b.course.id && a.period.id == b.period.id) {
            place.sort_by_cached_key(|group| name_order(&group.name));
        }
        Ok(groups)
    }

    /// Whether a live group links the two now.
    pub async fn is_linked(&self, tutor: UserId, learner: UserId) -> Result<bool, StoreError> {
        let mut link = self.link().await?;
        let (linked,) = ask!(link, fetch_one (bool,):
            "SELECT EXISTS (
                 SELECT 1 FROM group_tutor AS gt
                 JOIN course_group AS g ON g.id = gt.group_id
                 JOIN group_member AS m ON m.group_id = g.id
                 JOIN person AS p ON p.id = m.learner_id
                 WHERE gt.tutor_id = $1 AND m.learner_id = $2 AND NOT g.deleted AND p.deleted_at IS NULL
             )",
            tutor.0, learner.0)?;
        Ok(linked)
    }

    /// The live groups `learner` is in: the latest period first, by course and name.
    pub async fn own_groups(&self, learner: UserId) -> Result<Vec<OwnGroup>, StoreError> {
        let mut link = self.snapshot().await?;
        let rows = ask!(link, fetch_all LinkRow:
            concat!("SELECT g.id, g.name, '' AS kind, ", course_columns!(), ", ", period_columns!(), "
             FROM group_member AS m
             JOIN course_group AS g ON g.id = m.group_id
             JOIN course AS c ON c.id = g.course_id
             JOIN curriculum_period AS t ON t.id = g.period_id
             WHERE m.learner_id = $1 AND NOT g.deleted
             ORDER BY t.starts DESC, t.id, c.code_folded, g.id"),
            learner.0)?;
        let mut mates = members(&mut link, rows.iter().map(|row| row.id)).await?;
        let mut tutors = tutors(&mut link, rows.iter().map(|row| row.id)).await?;
        let mut groups: Vec<OwnGroup> = rows
            .into_iter()
            .map(|row| {
                let mut groupmates = mates.remove(&row.id).unwrap_or_default();
                groupmates.retain(|mate| mate.id != learner);
                OwnGroup {
                    id: GroupId(row.id),
                    tutors: tutors.remove(&row.id).unwrap_or_default(),
                    groupmates,
                    name: row.name,
                    course: row.course.into(),
                    period: row.period.into(),
                }
            })
            .collect();
        for place in groups.chunk_by_mut(|a, b| a.course.id == b.course.id && a.period.id == b.period.id) {
            place.sort_by_cached_key(|group| name_order(&group.name));
        }
        Ok(groups)
    }

    /// Records that a tutor looked at learners.
    pub async fn note_learners_viewed(&self, groups: &[LinkedGroup], by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let organisation = match by.acted_as.or(by.user) {
            Some(user) => subject(&mut write.link, user).await?.and_then(|who| who.organisation),
            None => None,
        };
        let named = |group: &LinkedGroup| (group.course.code.clone(), group.period.title.clone(), group.name.clone());
        let learners = groups.iter().map(|group| group.learners.len()).sum();
        let event = Event::LearnersViewed { learners, groups: groups.iter().map(named).collect() };
        write.commit(organisation, &event).await
    }
}

/// The order of the dashboard.
fn name_order(name: &str) -> Option<Vec<(String, u64)>> {
    GroupName::parse(name).ok().map(|name| name.sort_key())
}

/// The members of groups by group, sorted by name; deleted accounts are left out.
async fn members(link: &mut Link, groups: impl Iterator<Item = i64>) -> Result<HashMap<i64, Vec<Person>>, StoreError> {
    let rows = ask!(link, fetch_all MemberRow:
        concat!("SELECT m.group_id, ", person_columns!(), " FROM group_member AS m
         JOIN person AS p ON p.id = m.learner_id
         WHERE p.deleted_at IS NULL AND m.group_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
         ORDER BY ", by_name!()),
        ids(groups))?;
    let mut members: HashMap<i64, Vec<Person>> = HashMap::new();
    for row in rows {
        members.entry(row.group_id).or_default().push(row.person.into());
    }
    Ok(members)
}

/// The tutors of groups by group, sorted by name; deleted accounts are left out.
async fn tutors(
    link: &mut Link,
    groups: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Vec<(Person, TutorKind)>>, StoreError> {
    let rows = ask!(link, fetch_all TutorRow:
        concat!("SELECT gt.group_id, gt.kind, ", person_columns!(), " FROM group_tutor AS gt
         JOIN person AS p ON p.id = gt.tutor_id
         WHERE p.deleted_at IS NULL AND gt.group_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
         ORDER BY ", by_name!()),
        ids(groups))?;
    let mut tutors: HashMap<i64, Vec<(Person, TutorKind)>> = HashMap::new();
    for row in rows {
        let kind = row.kind()?;
        tutors.entry(row.group_id).or_default().push((row.person.into(), kind));
    }
    Ok(tutors)
}
