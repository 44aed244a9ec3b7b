//! Moving learners and tutors between the groups of a set, as the board does (SPEC G10).

use super::acts::count;
use super::{Act, Change, CourseGroups, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::tutoring::TutorKind;
use serde::{Deserialize, Serialize};

/// A learner who changes places within a set; `None` is no group of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub learner: UserId,
    pub from: Option<GroupId>,
    pub to: Option<GroupId>,
}

/// A tutor who goes from one group of a set to another; `None` is no group of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TutorMove {
    pub tutor: UserId,
    pub from: Option<GroupId>,
    pub to: Option<GroupId>,
}

/// Moves learners, all of them or none. Everyone leaves before anyone comes, so that two can change places. `name` knows
/// what learners are called.
///
/// # Errors
/// Where someone is not in the group they are to leave, or is locked there, or a group is not of the set.
pub fn move_learners(
    state: &CourseGroups,
    set: GroupSetId,
    moves: &[Move],
    name: impl Fn(UserId) -> String,
) -> Result<Act, Refusal> {
    let steps = moves.iter().map(|wish| Step { who: wish.learner, from: wish.from, to: wish.to });
    let steps = real(state, set, steps)?;
    let out = steps.iter().filter_map(|step| Some(Change::TakeOut { learner: step.who, group: step.from? }));
    let place = steps.iter().filter_map(|step| Some(Change::Place { learner: step.who, group: step.to? }));
    let changes = out.chain(place).collect();
    Ok(Act::new("groups.move", words(&LEARNERS, state, &steps, name), changes))
}

/// Moves tutors, all of them or none. Each keeps their title; one who comes from no group is a tutor by title. `name`
/// knows what they are called.
///
/// # Errors
/// Where someone is no tutor of the group they are to leave, or is one of the group they are to join, or a group is not
/// of the set.
pub fn move_tutors(
    state: &CourseGroups,
    set: GroupSetId,
    moves: &[TutorMove],
    name: impl Fn(UserId) -> String,
) -> Result<Act, Refusal> {
    let steps = moves.iter().map(|wish| Step { who: wish.tutor, from: wish.from, to: wish.to });
    let steps = real(state, set, steps)?;
    let mut changes = Vec::new();
    let mut come = Vec::new();
    for Step { who: tutor, from, to } in &steps {
        let mut title = TutorKind::default();
        if let Some((id, group)) = from.and_then(|id| Some((id, state.group(id)?))) {
            let kind = group.tutors.get(tutor).copied();
            title = kind.ok_or_else(|| Refusal::NotTutor { tutor: *tutor, group: group.name.clone() })?;
            changes.push(Change::RemoveTutor { group: id, tutor: *tutor, kind: title });
        }
        come.extend(to.map(|group| Change::AddTutor { group, tutor: *tutor, kind: title }));
    }
    changes.append(&mut come);
    Ok(Act::new("groups.move", words(&TUTORS, state, &steps, name), changes))
}

/// Someone goes from one group to another.
#[derive(Clone, Copy, Debug)]
struct Step {
    who: UserId,
    from: Option<GroupId>,
    to: Option<GroupId>,
}

/// Those of the steps that lead anywhere, if all are within the set.
fn real(state: &CourseGroups, set: GroupSetId, steps: impl Iterator<Item = Step>) -> Result<Vec<Step>, Refusal> {
    state.set(set).ok_or(Refusal::NoSuchSet(set))?;
    let steps: Vec<Step> = steps.filter(|step| step.from != step.to).collect();
    for group in steps.iter().flat_map(|step| [step.from, step.to]).flatten() {
        state.group(group).filter(|found| found.set == set).ok_or(Refusal::NoSuchGroup(group))?;
    }
    if steps.is_empty() { Err(Refusal::Nothing) } else { Ok(steps) }
}

/// How some people and their moves are called.
struct Saying {
    noun: &'static str,
    /// Stands after a name.
    aside: &'static str,
    come: &'static str,
    go: &'static str,
}

const LEARNERS: Saying = Saying { noun: "learner", aside: "", come: "placed in", go: "taken out of" };
const TUTORS: Saying = Saying { noun: "tutor", aside: ", tutor,", come: "added to", go: "removed from" };

fn words(saying: &Saying, state: &CourseGroups, steps: &[Step], name: impl Fn(UserId) -> String) -> String {
    let Saying { noun, aside, come, go } = saying;
    let called = |group: GroupId| state.group(group).map(|group| group.name.to_string()).unwrap_or_default();
    if let [one] = steps {
        let who = [&name(one.who), *aside].concat();
        return match (one.from, one.to) {
            (Some(from), Some(to)) => format!("{who} moved from {} to {}.", called(from), called(to)),
            (None, Some(to)) => format!("{who} {come} {}.", called(to)),
            (from, None) => format!("{who} {go} {}.", from.map(called).unwrap_or_default()),
        };
    }
    let people = count(steps.len(), noun);
    let to = steps.first().and_then(|step| step.to);
    match to {
        _ if steps.iter().any(|step| step.to != to) => format!("{people} moved."),
        Some(to) => format!("{people} moved to {}.", called(to)),
        None => format!("{people} {go} their groups."),
    }
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
        let set = |text| GroupSet { name: name(text), several: false, locked: false };
        let group = |set, text, members: &[UserId]| Group {
            set,
            name: name(text),
            deleted: false,
            members: members.iter().copied().collect(),
            locked: BTreeSet::new(),
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

    const OMAR: UserId = UserId(21);
    const UMA: UserId = UserId(22);

    /// Omar teaches PBL 1, Uma is a tutor of PBL 2 and of the group of another set.
    fn taught() -> CourseGroups {
        let state = state();
        let sets = state.sets().map(|(id, set)| (id, set.clone())).collect();
        let groups = state.all_kept().map(|(id, group)| (id, group.clone())).collect();
        let mut state = CourseGroups::new(Version(1), sets, groups, BTreeSet::new(), [OMAR, UMA].into());
        let add = |group, tutor, kind| Change::AddTutor { group: GroupId(group), tutor, kind };
        let tutors = [add(1, OMAR, TutorKind::Teacher), add(2, UMA, TutorKind::Tutor), add(3, UMA, TutorKind::Tutor)];
        state.apply_all(&tutors).unwrap();
        state
    }

    #[test]
    fn tutors_keep_their_title_as_they_move() {
        let go = |tutor, from, to| TutorMove { tutor, from, to };
        let (teacher, tutor) = (Some(TutorKind::Teacher), Some(TutorKind::Tutor));
        for (moves, words, kinds) in [
            (vec![go(OMAR, ONE, TWO)], "21, tutor, moved from PBL 1 to PBL 2.", [None, teacher, None, tutor]),
            (vec![go(UMA, None, ONE)], "22, tutor, added to PBL 1.", [teacher, None, tutor, tutor]),
            (vec![go(OMAR, ONE, None)], "21, tutor, removed from PBL 1.", [None, None, None, tutor]),
            (vec![go(OMAR, ONE, TWO), go(UMA, TWO, ONE)], "2 tutors moved.", [None, teacher, tutor, None]),
            (vec![go(OMAR, ONE, TWO), go(OMAR, None, TWO)], "", [teacher, None, None, tutor]),
            (
                vec![go(UMA, TWO, ONE), go(OMAR, ONE, ONE)],
                "22, tutor, moved from PBL 2 to PBL 1.",
                [teacher, None, tutor, None],
            ),
            (vec![go(OMAR, ONE, None), go(UMA, TWO, None)], "2 tutors removed from their groups.", [None; 4]),
        ] {
            let mut state = taught();
            let act = move_tutors(&state, SET, &moves, |who| who.to_string()).unwrap();
            let done = state.apply_all(&act.changes);
            let kind = |who, group: Option<GroupId>| state.group(group?)?.tutors.get(&who).copied();
            let is = [kind(OMAR, ONE), kind(OMAR, TWO), kind(UMA, ONE), kind(UMA, TWO)];
            let said = if done.is_ok() { act.words.as_str() } else { "" };
            assert_eq!((said, is), (words, kinds), "{moves:?}");
        }
    }

    #[test]
    fn tutors_move_only_from_where_they_are_and_to_where_they_are_not() {
        let go = |tutor, from, to| TutorMove { tutor, from, to };
        let name = |text: &str| GroupName::parse(text).unwrap();
        for (wish, refusal) in [
            (go(OMAR, ONE, ONE), Refusal::Nothing),
            (go(OMAR, None, None), Refusal::Nothing),
            (go(OMAR, TWO, ONE), Refusal::NotTutor { tutor: OMAR, group: name("PBL 2") }),
            (go(OMAR, None, ONE), Refusal::AlreadyTutor { tutor: OMAR, group: name("PBL 1") }),
            (go(UMA, TWO, OTHER), Refusal::NoSuchGroup(GroupId(3))),
            (go(ADA, None, ONE), Refusal::NoTutorRole { tutor: ADA }),
        ] {
            let mut state = taught();
            let done = move_tutors(&state, SET, &[wish], |who| who.to_string());
            let done = done.and_then(|act| state.apply_all(&act.changes));
            assert_eq!(done, Err(refusal), "{wish:?}");
        }
    }

    #[test]
    fn who_is_locked_in_a_group_stays_and_all_others_with_them() {
        let mut state = state();
        state.apply(&Change::LockPlace { learner: ADA, group: GroupId(1) }).unwrap();
        let wish = [Move { learner: BEN, from: TWO, to: ONE }, Move { learner: ADA, from: ONE, to: TWO }];
        let act = move_learners(&state, SET, &wish, |who| who.to_string()).unwrap();
        let held = Refusal::PlaceLocked { learner: ADA, group: GroupName::parse("PBL 1").unwrap() };
        assert_eq!(state.apply_all(&act.changes), Err(held));
        assert_eq!([ADA, BEN].map(|who| state.seat_of(SET, who)), [ONE, TWO]);
    }
}
