//! Locks: sets that do not change, and learners who are not taken out of their groups.

use super::CourseGroups;
use crate::groups::{Change, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};

impl CourseGroups {
    /// The locked set that refuses `change`; to be unlocked is all that a locked set allows.
    pub fn locked_against(&self, change: &Change) -> Option<GroupSetId> {
        let of = match change {
            Change::CreateSet { .. } | Change::LockSet { .. } | Change::UnlockSet { .. } => None,
            Change::DeleteSet { set, .. } | Change::RenameSet { set, .. } | Change::CreateGroup { set, .. } => {
                Some(*set)
            }
            other => other.group().and_then(|group| self.kept(group)).map(|group| group.set),
        };
        of.filter(|set| self.set(*set).is_some_and(|set| set.locked))
    }

    pub(super) fn lock_set(&mut self, id: GroupSetId, locked: bool) -> Result<(), Refusal> {
        let set = self.sets.get_mut(&id).ok_or(Refusal::NoSuchSet(id))?;
        if set.locked == locked {
            let name = set.name.clone();
            return Err(if locked { Refusal::SetLocked(name) } else { Refusal::SetNotLocked(name) });
        }
        set.locked = locked;
        Ok(())
    }

    pub(super) fn lock_place(&mut self, learner: UserId, id: GroupId) -> Result<(), Refusal> {
        let group = self.live_mut(id)?;
        if !group.members.contains(&learner) {
            return Err(Refusal::NotMember { learner, group: group.name.clone() });
        }
        if !group.locked.insert(learner) {
            return Err(Refusal::PlaceLocked { learner, group: group.name.clone() });
        }
        Ok(())
    }

    pub(super) fn unlock_place(&mut self, learner: UserId, id: GroupId) -> Result<(), Refusal> {
        let group = self.live_mut(id)?;
        if !group.locked.remove(&learner) {
            return Err(Refusal::PlaceNotLocked { learner, group: group.name.clone() });
        }
        Ok(())
    }
}
