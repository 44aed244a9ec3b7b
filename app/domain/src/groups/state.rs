//! The groups of one course in one curriculum period, and what a change does to them.

use super::{Change, GroupName, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::tutoring::TutorKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many acts have been done on the groups of a course and period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub i64);

/// A group set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSet {
    pub name: GroupName,
    /// Whether a learner may be in several groups of this set (SPEC G9).
    pub several: bool,
    /// Nothing of it changes before it is unlocked: not its name, its groups, their names, members and tutors.
    pub locked: bool,
}

/// A course group. A deleted one keeps its people out of every count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub set: GroupSetId,
    pub name: GroupName,
    pub deleted: bool,
    pub members: BTreeSet<UserId>,
    /// The members who are not taken out before their place is unlocked.
    pub locked: BTreeSet<UserId>,
    pub tutors: BTreeMap<UserId, TutorKind>,
}

impl Group {
    /// A live group with nobody in it.
    pub const fn empty(set: GroupSetId, name: GroupName) -> Self {
        Self { set, name, deleted: false, members: BTreeSet::new(), locked: BTreeSet::new(), tutors: BTreeMap::new() }
    }
}

/// The state that acts are decided on. Invariants, kept by [`CourseGroups::apply`]: names of live
/// groups differ; names of sets differ; a learner is in at most one live group of a set unless it
/// allows several; only enrolled learners are placed and only people with a tutor's role are added
/// as tutors (those who lose either later stay until someone removes them); who is locked in a group
/// is a member of it, and a group that holds someone locked is not deleted.
#[derive(Clone, Debug, Default)]
pub struct CourseGroups {
    pub version: Version,
    sets: BTreeMap<GroupSetId, GroupSet>,
    groups: BTreeMap<GroupId, Group>,
    enrolled: BTreeSet<UserId>,
    can_tutor: BTreeSet<UserId>,
    live_names: HashMap<String, GroupId>,
    /// The live group of each learner in each set that allows one only.
    seats: HashMap<(GroupSetId, UserId), GroupId>,
}

impl CourseGroups {
    /// The state as the store has it. `groups` includes deleted ones; `enrolled` is who may be
    /// placed now, `can_tutor` who may be added as a tutor now.
    pub fn new(
        version: Version,
        sets: BTreeMap<GroupSetId, GroupSet>,
        groups: BTreeMap<GroupId, Group>,
        enrolled: BTreeSet<UserId>,
        can_tutor: BTreeSet<UserId>,
    ) -> Self {
        let mut state = Self { version, sets, groups, enrolled, can_tutor, ..Self::default() };
        let live: Vec<GroupId> = state.live().map(|(id, _)| id).collect();
        for id in live {
            state.seat(id);
        }
        state
    }

    /// All sets.
    pub fn sets(&self) -> impl Iterator<Item = (GroupSetId, &GroupSet)> {
        self.sets.iter().map(|(id, set)| (*id, set))
    }

    /// The set of that id.
    pub fn set(&self, id: GroupSetId) -> Option<&GroupSet> {
        self.sets.get(&id)
    }

    /// The set of that name.
    pub fn set_named(&self, name: &GroupName) -> Option<GroupSetId> {
        let folded = name.folded();
        self.sets.iter().find(|(_, set)| set.name.folded() == folded).map(|(id, _)| *id)
    }

    /// All groups that are not deleted, by id.
    pub fn live(&self) -> impl Iterator<Item = (GroupId, &Group)> {
        self.groups.iter().filter(|(_, g)| !g.deleted).map(|(id, g)| (*id, g))
    }

    /// The live group of that id.
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(&id).filter(|g| !g.deleted)
    }

    /// The group of that id, whether live or deleted.
    pub fn kept(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(&id)
    }

    /// All groups, the deleted ones included, by id.
    pub fn all_kept(&self) -> impl Iterator<Item = (GroupId, &Group)> {
        self.groups.iter().map(|(id, group)| (*id, group))
    }

    /// The live group of that name (folded: "pbl 1" is "PBL 1").
    pub fn group_named(&self, name: &GroupName) -> Option<GroupId> {
        self.live_names.get(&name.folded()).copied()
    }

    /// The live group of `set` that holds `learner`, where the set allows one only.
    pub fn seat_of(&self, set: GroupSetId, learner: UserId) -> Option<GroupId> {
        self.seats.get(&(set, learner)).copied()
    }

    /// Everyone who may be placed.
    pub fn enrolled(&self) -> impl ExactSizeIterator<Item = UserId> {
        self.enrolled.iter().copied()
    }

    /// Whether the learner may be placed.
    pub fn is_enrolled(&self, learner: UserId) -> bool {
        self.enrolled.contains(&learner)
    }

    /// Whether the person may be added as a tutor.
    pub fn can_tutor(&self, person: UserId) -> bool {
        self.can_tutor.contains(&person)
    }

    /// Applies all changes in order, or leaves `self` as it was and says why.
    pub fn apply_all(&mut self, changes: &[Change]) -> Result<(), Refusal> {
        for (done, change) in changes.iter().enumerate() {
            if let Err(refusal) = self.apply(change) {
                for undo in changes[..done].iter().rev() {
                    // The inverse of a change just applied always applies: permissions to place
                    // and to tutor, and locked sets, are not asked again.
                    let undone = self.apply_unasked(&undo.inverse());
                    debug_assert!(undone.is_ok(), "{undone:?}");
                }
                return Err(refusal);
            }
        }
        Ok(())
    }

    /// Applies one change, or leaves `self` as it was and says why.
    pub fn apply(&mut self, change: &Change) -> Result<(), Refusal> {
        if let Some(set) = self.locked_against(change).and_then(|set| self.set(set)) {
            return Err(Refusal::SetLocked(set.name.clone()));
        }
        match change {
            Change::Place { learner, .. } if !self.is_enrolled(*learner) => {
                Err(Refusal::NotEnrolled { learner: *learner })
            }
            Change::AddTutor { tutor, .. } if !self.can_tutor(*tutor) => Err(Refusal::NoTutorRole { tutor: *tutor }),
            _ => self.apply_unasked(change),
        }
    }

    /// Goes back to before an act, by its inverse: nobody is asked whether they may still be placed, nor whether a set
    /// was locked since.
    pub fn rewind(&mut self, inverse: &[Change]) -> Result<(), Refusal> {
        inverse.iter().try_for_each(|change| self.apply_unasked(change))
    }

    fn apply_unasked(&mut self, change: &Change) -> Result<(), Refusal> {
        match change {
            Change::CreateSet { set, name, several } => self.create_set(*set, name, *several),
            Change::DeleteSet { set, name, several } => self.delete_set(*set, name, *several),
            Change::RenameSet { set, from, to } => self.rename_set(*set, from, to),
            Change::LockSet { set } => self.lock_set(*set, true),
            Change::UnlockSet { set } => self.lock_set(*set, false),
            Change::CreateGroup { group, set, name } => self.create_group(*group, *set, name),
            Change::DiscardGroup { group, set, name } => self.discard_group(*group, *set, name),
            Change::RenameGroup { group, from, to } => self.rename_group(*group, from, to),
            Change::DeleteGroup { group } => self.delete_group(*group),
            Change::RestoreGroup { group } => self.restore_group(*group),
            Change::Place { learner, group } => self.place(*learner, *group),
            Change::TakeOut { learner, group } => self.take_out(*learner, *group),
            Change::LockPlace { learner, group } => self.lock_place(*learner, *group),
            Change::UnlockPlace { learner, group } => self.unlock_place(*learner, *group),
            Change::AddTutor { group, tutor, kind } => self.retitle(*group, *tutor, None, Some(*kind)),
            Change::RemoveTutor { group, tutor, kind } => self.retitle(*group, *tutor, Some(*kind), None),
            Change::RetitleTutor { group, tutor, from, to } => self.retitle(*group, *tutor, Some(*from), Some(*to)),
        }
    }

    fn create_set(&mut self, id: GroupSetId, name: &GroupName, several: bool) -> Result<(), Refusal> {
        if self.set_named(name).is_some() {
            return Err(Refusal::SetNameTaken(name.clone()));
        }
        if self.sets.contains_key(&id) {
            return Err(Refusal::Changed(name.clone()));
        }
        self.sets.insert(id, GroupSet { name: name.clone(), several, locked: false });
        Ok(())
    }

    fn delete_set(&mut self, id: GroupSetId, name: &GroupName, several: bool) -> Result<(), Refusal> {
        let set = self.sets.get(&id).ok_or(Refusal::NoSuchSet(id))?;
        if set.name != *name || set.several != several {
            return Err(Refusal::Changed(name.clone()));
        }
        if self.groups.values().any(|g| g.set == id) {
            return Err(Refusal::SetInUse(id));
        }
        self.sets.remove(&id);
        Ok(())
    }

    fn rename_set(&mut self, id: GroupSetId, from: &GroupName, to: &GroupName) -> Result<(), Refusal> {
        if self.set_named(to).is_some_and(|other| other != id) {
            return Err(Refusal::SetNameTaken(to.clone()));
        }
        let set = self.sets.get_mut(&id).ok_or(Refusal::NoSuchSet(id))?;
        if set.name != *from {
            return Err(Refusal::Changed(from.clone()));
        }
        set.name = to.clone();
        Ok(())
    }

    fn create_group(&mut self, id: GroupId, set: GroupSetId, name: &GroupName) -> Result<(), Refusal> {
        if !self.sets.contains_key(&set) {
            return Err(Refusal::NoSuchSet(set));
        }
        if self.group_named(name).is_some() {
            return Err(Refusal::NameTaken(name.clone()));
        }
        if self.groups.contains_key(&id) {
            return Err(Refusal::Changed(name.clone()));
        }
        self.live_names.insert(name.folded(), id);
        self.groups.insert(id, Group::empty(set, name.clone()));
        Ok(())
    }

    fn discard_group(&mut self, id: GroupId, set: GroupSetId, name: &GroupName) -> Result<(), Refusal> {
        let group = self.live_mut(id)?;
        if group.set != set || group.name != *name {
            return Err(Refusal::Changed(name.clone()));
        }
        if !group.members.is_empty() || !group.tutors.is_empty() {
            return Err(Refusal::GroupInUse(id));
        }
        self.unseat(id);
        self.groups.remove(&id);
        Ok(())
    }

    fn rename_group(&mut self, id: GroupId, from: &GroupName, to: &GroupName) -> Result<(), Refusal> {
        if self.group_named(to).is_some_and(|other| other != id) {
            return Err(Refusal::NameTaken(to.clone()));
        }
        let group = self.live_mut(id)?;
        if group.name != *from {
            return Err(Refusal::Changed(from.clone()));
        }
        group.name = to.clone();
        self.live_names.remove(&from.folded());
        self.live_names.insert(to.folded(), id);
        Ok(())
    }

    fn delete_group(&mut self, id: GroupId) -> Result<(), Refusal> {
        let group = self.live_mut(id)?;
        if let Some(learner) = group.locked.first() {
            return Err(Refusal::PlaceLocked { learner: *learner, group: group.name.clone() });
        }
        self.unseat(id);
        self.set_deleted(id, true);
        Ok(())
    }

    fn restore_group(&mut self, id: GroupId) -> Result<(), Refusal> {
        let group = self.groups.get(&id).filter(|g| g.deleted).ok_or(Refusal::NoSuchGroup(id))?;
        if self.group_named(&group.name).is_some() {
            return Err(Refusal::NameTaken(group.name.clone()));
        }
        if self.is_single(group.set) {
            for learner in &group.members {
                self.seat_is_free(group.set, *learner)?;
            }
        }
        self.set_deleted(id, false);
        self.seat(id);
        Ok(())
    }

    fn place(&mut self, learner: UserId, id: GroupId) -> Result<(), Refusal> {
        let group = self.group(id).ok_or(Refusal::NoSuchGroup(id))?;
        if group.members.contains(&learner) {
            return Err(Refusal::AlreadyMember { learner, group: group.name.clone() });
        }
        let set = group.set;
        if self.is_single(set) {
            self.seat_is_free(set, learner)?;
            self.seats.insert((set, learner), id);
        }
        self.live_mut(id)?.members.insert(learner);
        Ok(())
    }

    fn take_out(&mut self, learner: UserId, id: GroupId) -> Result<(), Refusal> {
        let group = self.live_mut(id)?;
        if group.locked.contains(&learner) {
            return Err(Refusal::PlaceLocked { learner, group: group.name.clone() });
        }
        if !group.members.remove(&learner) {
            return Err(Refusal::NotMember { learner, group: group.name.clone() });
        }
        let set = group.set;
        self.seats.remove(&(set, learner));
        Ok(())
    }

    /// Gives a tutor the title `to` where theirs is `from`; `None` is not a tutor.
    fn retitle(
        &mut self,
        id: GroupId,
        tutor: UserId,
        from: Option<TutorKind>,
        to: Option<TutorKind>,
    ) -> Result<(), Refusal> {
        let group = self.live_mut(id)?;
        if group.tutors.get(&tutor).copied() != from {
            let group = group.name.clone();
            return Err(match from {
                Some(_) => Refusal::NotTutor { tutor, group },
                None => Refusal::AlreadyTutor { tutor, group },
            });
        }
        match to {
            Some(kind) => group.tutors.insert(tutor, kind),
            None => group.tutors.remove(&tutor),
        };
        Ok(())
    }

    fn live_mut(&mut self, id: GroupId) -> Result<&mut Group, Refusal> {
        self.groups.get_mut(&id).filter(|g| !g.deleted).ok_or(Refusal::NoSuchGroup(id))
    }

    fn is_single(&self, set: GroupSetId) -> bool {
        self.sets.get(&set).is_none_or(|s| !s.several)
    }

    fn seat_is_free(&self, set: GroupSetId, learner: UserId) -> Result<(), Refusal> {
        match self.seat_of(set, learner).and_then(|id| self.groups.get(&id)) {
            Some(other) => Err(Refusal::InAnotherGroup { learner, group: other.name.clone() }),
            None => Ok(()),
        }
    }

    fn set_deleted(&mut self, id: GroupId, deleted: bool) {
        if let Some(group) = self.groups.get_mut(&id) {
            group.deleted = deleted;
        }
    }

    /// Enters a live group into the indexes.
    fn seat(&mut self, id: GroupId) {
        if let Some(group) = self.groups.get(&id) {
            self.live_names.insert(group.name.folded(), id);
            if self.is_single(group.set) {
                self.seats.extend(group.members.iter().map(|learner| ((group.set, *learner), id)));
            }
        }
    }

    /// Takes a live group out of the indexes.
    fn unseat(&mut self, id: GroupId) {
        if let Some(group) = self.groups.get(&id) {
            self.live_names.remove(&group.name.folded());
            for learner in &group.members {
                self.seats.remove(&(group.set, *learner));
            }
        }
    }
}

/// Hands out ids for new groups and sets. The store makes one per transaction and keeps where it got to.
#[derive(Clone, Debug)]
pub struct IdMint {
    next: i64,
}

impl IdMint {
    /// Hands out `next` first.
    pub const fn new(next: i64) -> Self {
        Self { next }
    }

    /// An id for a new group.
    pub fn group(&mut self) -> GroupId {
        GroupId(self.mint())
    }

    /// An id for a new set.
    pub fn set(&mut self) -> GroupSetId {
        GroupSetId(self.mint())
    }

    /// The id that would come next.
    pub const fn next(&self) -> i64 {
        self.next
    }

    fn mint(&mut self) -> i64 {
        self.next += 1;
        self.next - 1
    }
}

mod locks;

#[cfg(test)]
mod tests;
