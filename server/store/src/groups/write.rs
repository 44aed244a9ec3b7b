//! What an act changes, row by row: the difference between the groups and sets it names as they were
//! and as they are, however many changes led there, written with one statement for each kind of row.

use crate::StoreError;
use crate::place::Place;
use crate::sql::{Link, bulk, ids, run};
use domain::groups::{Change, CourseGroups, Group, GroupSet};
use domain::id::{GroupId, GroupSetId, UserId};
use domain::tutoring::TutorKind;
use std::collections::{BTreeMap, BTreeSet};

/// The groups and sets that some changes name, as they are at one moment.
pub(super) struct Named {
    sets: BTreeMap<GroupSetId, Option<GroupSet>>,
    groups: BTreeMap<GroupId, Option<Group>>,
}

impl Named {
    pub(super) fn of(state: &CourseGroups, changes: &[Change]) -> Self {
        let mut named = Self { sets: BTreeMap::new(), groups: BTreeMap::new() };
        for change in changes {
            match change {
                Change::CreateSet { set, .. }
                | Change::DeleteSet { set, .. }
                | Change::RenameSet { set, .. }
                | Change::LockSet { set }
                | Change::UnlockSet { set } => {
                    named.sets.entry(*set).or_insert_with(|| state.set(*set).cloned());
                }
                Change::CreateGroup { group, .. }
                | Change::DiscardGroup { group, .. }
                | Change::RenameGroup { group, .. }
                | Change::DeleteGroup { group }
                | Change::RestoreGroup { group }
                | Change::Place { group, .. }
                | Change::TakeOut { group, .. }
                | Change::LockPlace { group, .. }
                | Change::UnlockPlace { group, .. }
                | Change::AddTutor { group, .. }
                | Change::RemoveTutor { group, .. }
                | Change::RetitleTutor { group, .. } => {
                    named.groups.entry(*group).or_insert_with(|| state.kept(*group).cloned());
                }
            }
        }
        named
    }
}

/// Rows of one kind that come, go, or change.
#[derive(Debug)]
struct Rows<Row> {
    gone: Vec<Row>,
    changed: Vec<Row>,
    come: Vec<Row>,
}

impl<Row> Default for Rows<Row> {
    fn default() -> Self {
        Self { gone: Vec::new(), changed: Vec::new(), come: Vec::new() }
    }
}

impl<Row> Rows<Row> {
    /// Files a row by what stood under its key before and what stands there after.
    fn file<Thing: PartialEq>(
        &mut self,
        before: Option<&Thing>,
        after: Option<&Thing>,
        row: impl FnOnce(&Thing) -> Row,
    ) {
        match (before, after) {
            (Some(before), None) => self.gone.push(row(before)),
            (None, Some(after)) => self.come.push(row(after)),
            (Some(before), Some(after)) if before != after => self.changed.push(row(after)),
            _ => {}
        }
    }
}

/// `id`, name, folded name, whether a learner may be in several groups, whether it is locked.
type SetRow = (i64, String, String, bool, bool);
/// `id`, set, name, folded name, whether it is deleted.
type GroupRow = (i64, i64, String, String, bool);

/// All that differs.
#[derive(Debug, Default)]
pub(super) struct Difference {
    sets: Rows<SetRow>,
    groups: Rows<GroupRow>,
    /// Group, learner, whether they are locked there.
    members: Rows<(i64, i64, bool)>,
    tutors: Rows<(i64, i64, &'static str)>,
}

impl Difference {
    pub(super) fn between(before: &Named, after: &Named) -> Self {
        let mut difference = Self::default();
        for (id, was) in &before.sets {
            let is = after.sets.get(id).and_then(Option::as_ref);
            let row = |set: &GroupSet| (id.0, set.name.to_string(), set.name.folded(), set.several, set.locked);
            difference.sets.file(was.as_ref(), is, row);
        }
        for (id, was) in &before.groups {
            let is = after.groups.get(id).and_then(Option::as_ref);
            difference.group(*id, was.as_ref(), is);
        }
        difference
    }

    fn group(&mut self, id: GroupId, was: Option<&Group>, is: Option<&Group>) {
        let own = |group: &Group| (group.set, group.name.clone(), group.deleted);
        let (was_own, is_own) = (was.map(own), is.map(own));
        self.groups.file(was_own.as_ref(), is_own.as_ref(), |(set, name, deleted)| {
            (id.0, set.0, name.to_string(), name.folded(), *deleted)
        });
        let (were, are) = (seats(was), seats(is));
        for learner in either(&were, &are) {
            let row = |locked: &bool| (id.0, learner.0, *locked);
            self.members.file(were.get(&learner), are.get(&learner), row);
        }
        let no_tutors = BTreeMap::new();
        let tutors = |group: Option<&Group>| group.map_or(&no_tutors, |group| &group.tutors).clone();
        let (were, are) = (tutors(was), tutors(is));
        for tutor in either(&were, &are) {
            let row = |kind: &TutorKind| (id.0, tutor.0, kind.key());
            self.tutors.file(were.get(&tutor), are.get(&tutor), row);
        }
    }

    /// Writes it all. What hangs on other rows goes before them and comes after them.
    pub(super) async fn write(&self, link: &mut Link, place: &Place) -> Result<(), StoreError> {
        self.drop_people(link).await?;
        self.drop_groups_and_sets(link).await?;
        self.change_sets(link).await?;
        self.change_groups(link).await?;
        self.insert_sets_and_groups(link, place).await?;
        self.insert_people(link).await
    }

    async fn drop_people(&self, link: &mut Link) -> Result<(), StoreError> {
        if !self.members.gone.is_empty() {
            run!(
                link,
                "DELETE FROM group_member WHERE (group_id, learner_id) IN
                 (SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT) FROM json_each($1))",
                bulk(&self.members.gone)?,
            )?;
        }
        if !self.tutors.gone.is_empty() {
            run!(
                link,
                "DELETE FROM group_tutor WHERE (group_id, tutor_id) IN
                 (SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT) FROM json_each($1))",
                bulk(&self.tutors.gone)?,
            )?;
        }
        Ok(())
    }

    async fn drop_groups_and_sets(&self, link: &mut Link) -> Result<(), StoreError> {
        if !self.groups.gone.is_empty() {
            run!(
                link,
                "DELETE FROM course_group WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
                ids(self.groups.gone.iter().map(|row| row.0)),
            )?;
        }
        if !self.sets.gone.is_empty() {
            run!(
                link,
                "DELETE FROM group_set WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
                ids(self.sets.gone.iter().map(|row| row.0)),
            )?;
        }
        Ok(())
    }

    /// Names may have changed places, and both databases look row by row whether one is taken: so they
    /// are parked first, under what no name can be.
    async fn change_sets(&self, link: &mut Link) -> Result<(), StoreError> {
        if self.sets.changed.is_empty() {
            return Ok(());
        }
        run!(
            link,
            "UPDATE group_set SET name_folded = $2 || CAST(id AS TEXT)
             WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
            ids(self.sets.changed.iter().map(|row| row.0)),
            PARKED,
        )?;
        run!(
            link,
            "UPDATE group_set
             SET name = given.name, name_folded = given.name_folded, several = given.several, locked = given.locked
             FROM (SELECT CAST(value->>0 AS BIGINT) AS id, value->>1 AS name, value->>2 AS name_folded,
                       CAST(value->>3 AS BOOLEAN) AS several, CAST(value->>4 AS BOOLEAN) AS locked
                   FROM json_each($1)) AS given
             WHERE group_set.id = given.id",
            bulk(&self.sets.changed)?,
        )?;
        Ok(())
    }

    async fn change_groups(&self, link: &mut Link) -> Result<(), StoreError> {
        if self.groups.changed.is_empty() {
            return Ok(());
        }
        run!(
            link,
            "UPDATE course_group SET name_folded = $2 || CAST(id AS TEXT)
             WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
            ids(self.groups.changed.iter().map(|row| row.0)),
            PARKED,
        )?;
        run!(
            link,
            "UPDATE course_group
             SET set_id = given.set_id, name = given.name, name_folded = given.name_folded, deleted = given.deleted
             FROM (SELECT CAST(value->>0 AS BIGINT) AS id, CAST(value->>1 AS BIGINT) AS set_id, value->>2 AS name,
                       value->>3 AS name_folded, CAST(value->>4 AS BOOLEAN) AS deleted
                   FROM json_each($1)) AS given
             WHERE course_group.id = given.id",
            bulk(&self.groups.changed)?,
        )?;
        Ok(())
    }

    async fn insert_sets_and_groups(&self, link: &mut Link, place: &Place) -> Result<(), StoreError> {
        if !self.sets.come.is_empty() {
            run!(
                link,
                "INSERT INTO group_set (id, course_id, period_id, name, name_folded, several, locked)
                 SELECT CAST(value->>0 AS BIGINT), $2, $3, value->>1, value->>2, CAST(value->>3 AS BOOLEAN),
                     CAST(value->>4 AS BOOLEAN)
                 FROM json_each($1)",
                bulk(&self.sets.come)?,
                place.course.0,
                place.period.0,
            )?;
        }
        if !self.groups.come.is_empty() {
            run!(
                link,
                "INSERT INTO course_group (id, course_id, period_id, set_id, name, name_folded, deleted)
                 SELECT CAST(value->>0 AS BIGINT), $2, $3, CAST(value->>1 AS BIGINT), value->>2, value->>3,
                     CAST(value->>4 AS BOOLEAN)
                 FROM json_each($1)",
                bulk(&self.groups.come)?,
                place.course.0,
                place.period.0,
            )?;
        }
        Ok(())
    }

    async fn insert_people(&self, link: &mut Link) -> Result<(), StoreError> {
        let members: Vec<_> = self.members.come.iter().chain(&self.members.changed).collect();
        if !members.is_empty() {
            run!(
                link,
                "INSERT INTO group_member (group_id, learner_id, locked)
                 SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), CAST(value->>2 AS BOOLEAN)
                 FROM json_each($1) WHERE true
                 ON CONFLICT (group_id, learner_id) DO UPDATE SET locked = excluded.locked",
                bulk(&members)?,
            )?;
        }
        let tutors: Vec<_> = self.tutors.come.iter().chain(&self.tutors.changed).collect();
        if !tutors.is_empty() {
            run!(
                link,
                "INSERT INTO group_tutor (group_id, tutor_id, kind)
                 SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2 FROM json_each($1) WHERE true
                 ON CONFLICT (group_id, tutor_id) DO UPDATE SET kind = excluded.kind",
                bulk(&tutors)?,
            )?;
        }
        Ok(())
    }
}

/// The members of a group, and whether each is locked there.
fn seats(group: Option<&Group>) -> BTreeMap<UserId, bool> {
    let Some(group) = group else { return BTreeMap::new() };
    group.members.iter().map(|learner| (*learner, group.locked.contains(learner))).collect()
}

/// Everyone who is in one or the other.
fn either<Thing>(one: &BTreeMap<UserId, Thing>, other: &BTreeMap<UserId, Thing>) -> BTreeSet<UserId> {
    one.keys().chain(other.keys()).copied().collect()
}

/// Starts a parked name: a control character, which no name holds.
const PARKED: &str = "\u{1}";
