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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::groups::{Group, GroupName, GroupSet, Version};
    use std::collections::BTreeMap;

    const PBL: GroupSetId = GroupSetId(1);
    const ONE: GroupId = GroupId(1);
    const TWO: GroupId = GroupId(2);
    const LAB: GroupId = GroupId(3);
    const ADA: UserId = UserId(1);
    const BEN: UserId = UserId(2);
    const CAT: UserId = UserId(3);

    fn name(text: &str) -> GroupName {
        GroupName::parse(text).unwrap()
    }

    /// Ada and Ben in PBL 1, Ben locked there; Cat in PBL 2; a group of another set, with Ada.
    fn state() -> CourseGroups {
        let set = |text| GroupSet { name: name(text), several: false, locked: false };
        let group = |set, text, members: &[UserId], locked: &[UserId]| Group {
            members: members.iter().copied().collect(),
            locked: locked.iter().copied().collect(),
            ..Group::empty(set, name(text))
        };
        CourseGroups::new(
            Version(1),
            BTreeMap::from([(PBL, set("PBL")), (GroupSetId(2), set("Labs"))]),
            BTreeMap::from([
                (ONE, group(PBL, "PBL 1", &[ADA, BEN], &[BEN])),
                (TWO, group(PBL, "PBL 2", &[CAT], &[])),
                (LAB, group(GroupSetId(2), "Lab", &[ADA], &[])),
            ]),
            [ADA, BEN, CAT].into(),
            BTreeSet::new(),
        )
    }

    #[test]
    fn a_set_is_locked_once_and_unlocked_again() {
        let mut state = state();
        assert_eq!(lock_set(&state, PBL, false), Err(Refusal::Nothing));
        assert_eq!(lock_set(&state, GroupSetId(9), true), Err(Refusal::NoSuchSet(GroupSetId(9))));
        let act = lock_set(&state, PBL, true).unwrap();
        assert_eq!((act.action.as_str(), act.words.as_str()), ("groups.lock", "PBL locked."));
        state.apply_all(&act.changes).unwrap();
        assert_eq!(lock_set(&state, PBL, true), Err(Refusal::Nothing));
        let act = lock_set(&state, PBL, false).unwrap();
        assert_eq!((act.action.as_str(), act.words.as_str()), ("groups.unlock", "PBL unlocked."));
        state.apply_all(&act.changes).unwrap();
        assert!(!state.set(PBL).unwrap().locked);
    }

    #[test]
    fn places_are_locked_and_unlocked_all_or_none() {
        let not_member = |learner, group| Err(Refusal::NotMember { learner, group: name(group) });
        for (places, locked, expected) in [
            (vec![(ADA, ONE)], true, Ok("1 locked in PBL 1.")),
            (vec![(ADA, ONE), (ADA, ONE), (BEN, ONE)], true, Ok("1 locked in PBL 1.")),
            (vec![(ADA, ONE), (CAT, TWO)], true, Ok("2 placements locked.")),
            (vec![(BEN, ONE)], true, Err(Refusal::Nothing)),
            (vec![(BEN, ONE), (CAT, TWO)], false, Ok("2 unlocked in PBL 1.")),
            (vec![], true, Err(Refusal::Nothing)),
            (vec![(ADA, ONE), (CAT, ONE)], true, not_member(CAT, "PBL 1")),
            (vec![(CAT, ONE)], false, not_member(CAT, "PBL 1")),
            (vec![(ADA, LAB)], true, Err(Refusal::NoSuchGroup(LAB))),
            (vec![(ADA, GroupId(9))], true, Err(Refusal::NoSuchGroup(GroupId(9)))),
        ] {
            let mut state = state();
            let act = lock_places(&state, PBL, &places, locked, |who| who.to_string());
            assert_eq!(act.as_ref().map(|act| act.words.as_str()), expected.as_ref().copied(), "{places:?}");
            if let Ok(act) = act {
                state.apply_all(&act.changes).unwrap();
                let is_locked = |(who, id): &(UserId, GroupId)| state.group(*id).unwrap().locked.contains(who);
                assert!(places.iter().all(|place| is_locked(place) == locked), "{places:?}");
            }
        }
    }

    #[test]
    fn in_a_locked_set_no_place_is_locked_or_unlocked() {
        let mut state = state();
        state.apply(&Change::LockSet { set: PBL }).unwrap();
        for locked in [true, false] {
            let act = lock_places(&state, PBL, &[(if locked { ADA } else { BEN }, ONE)], locked, |_| String::new());
            assert_eq!(state.apply_all(&act.unwrap().changes), Err(Refusal::SetLocked(name("PBL"))));
        }
    }
}
