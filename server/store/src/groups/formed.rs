//! By which rules the groups of a set were formed (SPEC F3), and what rules look at.

use super::rows::group_name;
use crate::place::Place;
use crate::sql::{Link, ask, count, ids, run, utc};
use crate::{Store, StoreError};
use domain::forming::recipe::{Ground, Trait, Values};
use domain::groups::{Act, Formed, GroupName};
use domain::id::{CourseId, EntryId, GroupSetId, PeriodId, UserId};
use std::collections::HashMap;
use time::OffsetDateTime;

/// A set of a course, in whichever period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierSet {
    pub id: GroupSetId,
    pub name: GroupName,
    pub period: PeriodId,
    /// The title of the period.
    pub title: String,
    /// Live groups in it.
    pub groups: u32,
}

/// How the groups of a set were formed last, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormedSet {
    pub name: GroupName,
    pub formed: Option<(OffsetDateTime, Formed)>,
}

/// Keeps with an act by which rules it formed the groups of which sets.
pub(super) async fn keep(link: &mut Link, entry: EntryId, act: &Act) -> Result<(), StoreError> {
    for (set, formed) in &act.formed {
        let formed = serde_json::to_string(formed).map_err(|_| StoreError::Unreadable("rules"))?;
        run!(
            link,
            "INSERT INTO group_formed (entry_id, set_id, formed) VALUES ($1, $2, $3)",
            entry.0,
            set.0,
            formed.as_str(),
        )?;
    }
    Ok(())
}

impl Store {
    /// A set of that course and period, with how its groups were formed last by an act that stands.
    pub async fn formed(
        &self,
        course: CourseId,
        period: PeriodId,
        set: GroupSetId,
    ) -> Result<Option<FormedSet>, StoreError> {
        let mut link = self.snapshot().await?;
        let found = ask!(link, fetch_optional (String,):
            "SELECT name FROM group_set WHERE id = $1 AND course_id = $2 AND period_id = $3",
            set.0, course.0, period.0)?;
        let Some((name,)) = found else { return Ok(None) };
        // An act that was undone stands again where its undoing was undone.
        let kept = ask!(link, fetch_optional (OffsetDateTime, String):
            "SELECT e.at, f.formed FROM group_formed AS f JOIN group_entry AS e ON e.id = f.entry_id
             LEFT JOIN group_entry AS u ON u.id = e.undone_by
             WHERE f.set_id = $1 AND (e.undone_by IS NULL OR u.undone_by IS NOT NULL)
             ORDER BY e.version DESC LIMIT 1",
            set.0)?;
        let read = |(at, text): (OffsetDateTime, String)| {
            let formed = serde_json::from_str(&text).map_err(|_| StoreError::Unreadable("rules"))?;
            Ok::<_, StoreError>((utc(at), formed))
        };
        Ok(Some(FormedSet { name: group_name(&name)?, formed: kept.map(read).transpose()? }))
    }

    /// All sets of the course that have groups, in whichever period, the latest first.
    pub async fn sets_of_course(&self, course: CourseId) -> Result<Vec<EarlierSet>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all (i64, String, i64, String, i64):
            "SELECT s.id, s.name, t.id, t.title, COUNT(*)
             FROM group_set AS s JOIN curriculum_period AS t ON t.id = s.period_id
             JOIN course_group AS g ON g.set_id = s.id AND NOT g.deleted
             WHERE s.course_id = $1 GROUP BY s.id, s.name, t.id, t.title, t.starts ORDER BY t.starts DESC, s.id DESC",
            course.0)?;
        rows.into_iter()
            .map(|(id, name, period, title, groups)| {
                let (id, period) = (GroupSetId(id), PeriodId(period));
                Ok(EarlierSet { id, name: group_name(&name)?, period, title, groups: count(groups) })
            })
            .collect()
    }

    /// The members of each live group of these sets of the course; a set that is not of it is left out.
    pub async fn groups_of_sets(
        &self,
        course: CourseId,
        sets: &[GroupSetId],
    ) -> Result<Vec<(GroupSetId, Vec<Vec<UserId>>)>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all (i64, i64, Option<i64>):
            "SELECT g.set_id, g.id, m.learner_id FROM course_group AS g
             LEFT JOIN group_member AS m ON m.group_id = g.id
             WHERE g.course_id = $1 AND NOT g.deleted
                 AND g.set_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))
             ORDER BY g.set_id, g.id, m.learner_id",
            course.0, ids(sets.iter().map(|set| set.0)))?;
        let mut found: Vec<(GroupSetId, Vec<Vec<UserId>>)> = Vec::new();
        let mut last = None;
        for (set, group, learner) in rows {
            let set = GroupSetId(set);
            if found.last().is_none_or(|(known, _)| *known != set) {
                found.push((set, Vec::new()));
            }
            let Some((_, groups)) = found.last_mut() else { continue };
            if last != Some(group) {
                groups.push(Vec::new());
                last = Some(group);
            }
            if let (Some(members), Some(learner)) = (groups.last_mut(), learner) {
                members.push(UserId(learner));
            }
        }
        Ok(found)
    }

    /// What profiles and earlier sets tell rules of these learners.
    pub async fn ground(
        &self,
        course: CourseId,
        period: PeriodId,
        learners: Vec<UserId>,
        earlier: &[GroupSetId],
    ) -> Result<Ground, StoreError> {
        let mut link = self.snapshot().await?;
        let place = Place::find(&mut link, course, period).await?;
        let known = known(&mut link, &place, &learners).await?;
        drop(link);
        Ok(Ground { known, earlier: self.groups_of_sets(course, earlier).await?, learners })
    }
}

/// What is said of someone, in each of several words: cohorts, departments.
type Said = HashMap<i64, Vec<String>>;

async fn known(link: &mut Link, place: &Place, learners: &[UserId]) -> Result<Vec<Values>, StoreError> {
    let who = || ids(learners.iter().map(|learner| learner.0));
    let people = ask!(link, fetch_all (i64, String, Option<i32>, Option<i32>):
        "SELECT id, gender, entry_year, grad_year FROM person
         WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
        who())?;
    let people: HashMap<i64, (String, Option<String>, Option<String>)> = people
        .into_iter()
        .map(|(id, gender, entry, grad)| {
            (id, (gender, entry.map(|year| year.to_string()), grad.map(|year| year.to_string())))
        })
        .collect();
    let cohorts = said(ask!(link, fetch_all (i64, String):
        "SELECT m.person_id, c.name FROM cohort_member AS m JOIN cohort AS c ON c.id = m.cohort_id
         WHERE c.organisation_id = $2 AND m.person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
         ORDER BY c.name_folded, c.id",
        who(), place.organisation.0)?);
    let tracks = said(ask!(link, fetch_all (i64, String):
        "SELECT DISTINCT person_id, track FROM held_grant WHERE organisation_id = $2 AND track IS NOT NULL
             AND person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY track",
        who(), place.organisation.0)?);
    let departments = said(ask!(link, fetch_all (i64, String):
        "SELECT m.person_id, d.name FROM person_department AS m JOIN department AS d ON d.id = m.department_id
         WHERE m.person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY d.name, d.id",
        who())?);
    let values = |of| {
        let text = |learner: &UserId| {
            let person = people.get(&learner.0);
            match of {
                Trait::Gender => person.map(|(gender, _, _)| gender.clone()),
                Trait::EntryYear => person.and_then(|(_, entry, _)| entry.clone()),
                Trait::GradYear => person.and_then(|(_, _, grad)| grad.clone()),
                Trait::Cohort => cohorts.get(&learner.0).map(|names| names.join(", ")),
                Trait::Track => tracks.get(&learner.0).map(|names| names.join(", ")),
                Trait::Department => departments.get(&learner.0).map(|names| names.join(", ")),
                Trait::Column(_) => None,
            }
        };
        let texts: Vec<Option<String>> = learners.iter().map(text).collect();
        Values::of(of, texts.iter().map(Option::as_deref))
    };
    Ok(Trait::OF_PROFILES.into_iter().map(values).collect())
}

fn said(rows: Vec<(i64, String)>) -> Said {
    let mut said = Said::new();
    for (who, word) in rows {
        said.entry(who).or_default().push(word);
    }
    said
}
