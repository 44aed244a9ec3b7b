//! Moving learners between the groups of a set, as the board does (SPEC G10).

use super::acts::count;
use super::{Act, Change, CourseGroups, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};
use serde::{Deserialize, Serialize};

/// A learner who changes places within a set; `None` is no group of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub learner: UserId,
    pub from: Option<GroupId>,
    pub to: Option<GroupId>,
}

/// Moves learners, all of them or none. Everyone leaves before anyone comes, so that two can change places. `name` knows
/// what learners are called.
///
/// # Errors
/// Where someone is not in the group they are to leave, or a group is not of the set.
pub fn move_learners(
    state: &CourseGroups,
    set: GroupSetId,
    moves: &[Move],
    name: impl Fn(UserId) -> String,
) -> Result<Act, Refusal> {
    state.set(set).ok_or(Refusal::NoSuchSet(set))?;
    let moves: Vec<&Move> = moves.iter().filter(|wish| wish.from != wish.to).collect();
    for group in moves.iter().flat_map(|wish| [wish.from, wish.to]).flatten() {
        state.group(group).filter(|found| found.set == set).ok_or(Refusal::NoSuchGroup(group))?;
    }
    let learner = |wish: &&Move| wish.learner;
    let out = moves.iter().filter_map(|wish| Some(Change::TakeOut { learner: learner(wish), group: wish.from? }));
    let place = moves.iter().filter_map(|wish| Some(Change::Place { learner: learner(wish), group: wish.to? }));
    let changes: Vec<Change> = out.chain(place).collect();
    let called = |group: GroupId| state.group(group).map(|group| group.name.to_string()).unwrap_or_default();
    let words = match moves.as_slice() {
        [] => return Err(Refusal::Nothing),
        [one] => {
            let who = name(one.learner);
            match (one.from, one.to) {
                (Some(from), Some(to)) => format!("{who} moved from {} to {}.", called(from), called(to)),
                (None, Some(to)) => format!("{who} placed in {}.", called(to)),
                (Some(from), None) => format!("{who} taken out of {}.", called(from)),
                (None, None) => return Err(Refusal::Nothing),
            }
        }
        [first, rest @ ..] => {
            let learners = count(moves.len(), "learner");
            match first.to {
                Some(to) if rest.iter().all(|wish| wish.to == first.to) => {
                    format!("{learners} moved to {}.", called(to))
                }
                None if rest.iter().all(|wish| wish.to.is_none()) => format!("{learners} taken out of their groups."),
                _ => format!("{learners} moved."),
            }
        }
    };
    Ok(Act::new("groups.move", words, changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::groups::{Group, GroupName, GroupSet, Version};
    use std::collections::{BTreeMap, BTreeSet};

    const ADA: UserId = UserId(1);
    const BEN: UserId = UserId(2);
    const CAT: UserId = UserId(3);
    const SET: GroupSetId = GroupSetId(1);
    const ONE: Option<GroupId> = Some(GroupId(1));
    const TWO: Option<GroupId> = Some(GroupId(2));
    const OTHER: Option<GroupId> = Some(GroupId(3));

    /// Ada in PBL 1, Ben in PBL 2, Cat in neither; a group of another set.
    fn state() -> CourseGroups {
        let name = |text: &str| GroupName::parse(text).unwrap();
        let set = |text| GroupSet { name: name(text), several: false };
        let group = |set, text, members: &[UserId]| Group {
            set,
            name: name(text),
            deleted: false,
            members: members.iter().copied().collect(),
            tutors: BTreeMap::new(),
        };
        CourseGroups::new(
            Version(1),
            BTreeMap::from([(SET, set("PBL")), (GroupSetId(2), set("Labs"))]),
            BTreeMap::from([
                (GroupId(1), group(SET, "PBL 1", &[ADA])),
                (GroupId(2), group(SET, "PBL 2", &[BEN])),
                (GroupId(3), group(GroupSetId(2), "Lab", &[])),
            ]),
            [ADA, BEN, CAT].into(),
            BTreeSet::new(),
        )
    }

    #[test]
    fn learners_move_are_placed_taken_out_and_change_places() {
        let go = |learner, from, to| Move { learner, from, to };
        for (moves, words, seats) in [
            (vec![go(ADA, ONE, TWO)], "1 moved from PBL 1 to PBL 2.", [TWO, TWO, None]),
            (vec![go(CAT, None, ONE)], "3 placed in PBL 1.", [ONE, TWO, ONE]),
            (vec![go(BEN, TWO, None)], "2 taken out of PBL 2.", [ONE, None, None]),
            (vec![go(ADA, ONE, TWO), go(BEN, TWO, ONE)], "2 learners moved.", [TWO, ONE, None]),
            (vec![go(ADA, ONE, TWO), go(CAT, None, TWO)], "2 learners moved to PBL 2.", [TWO, TWO, TWO]),
            (vec![go(ADA, ONE, None), go(BEN, TWO, None)], "2 learners taken out of their groups.", [None; 3]),
        ] {
            let mut state = state();
            let act = move_learners(&state, SET, &moves, |who| who.to_string()).unwrap();
            state.apply_all(&act.changes).unwrap();
            assert_eq!((act.words.as_str(), [ADA, BEN, CAT].map(|who| state.seat_of(SET, who))), (words, seats));
        }
    }

    #[test]
    fn what_is_not_so_is_refused() {
        let go = |learner, from, to| Move { learner, from, to };
        let name = |text: &str| GroupName::parse(text).unwrap();
        for (wish, refusal) in [
            (go(ADA, ONE, ONE), Refusal::Nothing),
            (go(ADA, TWO, ONE), Refusal::NotMember { learner: ADA, group: name("PBL 2") }),
            (go(ADA, None, TWO), Refusal::InAnotherGroup { learner: ADA, group: name("PBL 1") }),
            (go(ADA, ONE, OTHER), Refusal::NoSuchGroup(GroupId(3))),
            (go(UserId(9), None, ONE), Refusal::NotEnrolled { learner: UserId(9) }),
        ] {
            let mut state = state();
            let done = move_learners(&state, SET, &[wish], |who| who.to_string());
            let done = done.and_then(|act| state.apply_all(&act.changes));
            assert_eq!(done, Err(refusal), "{wish:?}");
        }
    }
}
