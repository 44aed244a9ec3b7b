//! Locking sets against change, and learners in their groups (SPEC G10).

use super::acts::count;
use super::{Act, Change, CourseGroups, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};
use std::collections::BTreeSet;

/// Locks a set against every change, or unlocks it.
///
/// # Errors
/// [`Refusal::Nothing`] where it is so already.
pub fn lock_set(state: &CourseGroups, id: GroupSetId, locked: bool) -> Result<Act, Refusal> {
    let set = state.set(id).ok_or(Refusal::NoSuchSet(id))?;
    if set.locked == locked {
        return Err(Refusal::Nothing);
    }
    let change = if locked { Change::LockSet { set: id } } else { Change::UnlockSet { set: id } };
    Ok(Act::new(action(locked), format!("{} {}.", set.name, done(locked)), vec![change]))
}

/// Locks learners in groups of a set, or unlocks them: all of them or none. Those for whom it is so already are passed
/// over. `name` knows what learners are called.
///
/// # Errors
/// Where someone is not in the group, or a group is not of the set; [`Refusal::Nothing`] where it is so for all already.
pub fn lock_places(
    state: &CourseGroups,
    set: GroupSetId,
    places: &[(UserId, GroupId)],
    locked: bool,
    name: impl Fn(UserId) -> String,
) -> Result<Act, Refusal> {
    state.set(set).ok_or(Refusal::NoSuchSet(set))?;
    let mut changes = Vec::new();
    let mut words = String::new();
    let places: BTreeSet<(UserId, GroupId)> = places.iter().copied().collect();
    for (learner, id) in places {
        let group = state.group(id).filter(|group| group.set == set).ok_or(Refusal::NoSuchGroup(id))?;
        if !group.members.contains(&learner) {
            return Err(Refusal::NotMember { learner, group: group.name.clone() });
        }
        if group.locked.contains(&learner) == locked {
            continue;
        }
        words = format!("{} {} in {}.", name(learner), done(locked), group.name);
        changes.push(if locked {
            Change::LockPlace { learner, group: id }
        } else {
            Change::UnlockPlace { learner, group: id }
        });
    }
    match changes.len() {
        0 => return Err(Refusal::Nothing),
        1 => {}
        many => words = format!("{} {}.", count(many, "placement"), done(locked)),
    }
    Ok(Act::new(action(locked), words, changes))
}

const fn action(locked: bool) -> &'static str {
    if locked { "groups.lock" } else { "groups.unlock" }
}

const fn done(locked: bool) -> &'static str {
    if locked { "locked" } else { "unlocked" }
}
