//! Any state comes back from any later one, and one restore undone gives what was before.

use super::*;
use crate::groups::{Group, GroupSet, Version};
use crate::seed::Seeded;
use crate::tutoring::TutorKind;
use std::collections::{BTreeMap, BTreeSet};

const LEARNERS: i64 = 8;

fn empty() -> CourseGroups {
    let people = |ids: core::ops::Range<i64>| ids.map(UserId).collect::<BTreeSet<_>>();
    CourseGroups::new(Version(0), BTreeMap::new(), BTreeMap::new(), people(0..LEARNERS), people(20..23))
}

fn name(prefix: &str, chance: &mut Seeded) -> GroupName {
    GroupName::parse(&format!("{prefix} {}", chance.below(5))).unwrap()
}

fn id(below: i64, chance: &mut Seeded) -> i64 {
    i64::try_from(chance.below(usize::try_from(below).unwrap())).unwrap()
}

/// A change over few ids and names, so that changes meet each other often.
fn draw(state: &CourseGroups, next: &mut i64, chance: &mut Seeded) -> Change {
    // Of the newest, so that changes meet; ids are never given twice.
    let group = GroupId((*next - id(9, chance)).max(0));
    let set = GroupSetId(id(4, chance));
    let (learner, tutor, kind) = (UserId(id(LEARNERS, chance)), UserId(20 + id(3, chance)), TutorKind::Tutor);
    let called = |id| state.kept(id).map(|group: &Group| group.name.clone());
    match chance.below(15) {
        0 => Change::CreateSet { set, name: name("Set", chance), several: set.0 == 3 },
        1 | 2 => {
            *next += 1;
            Change::CreateGroup { group: GroupId(*next), set, name: name("G", chance) }
        }
        3 => Change::RenameGroup { group, from: called(group).unwrap_or(name("G", chance)), to: name("G", chance) },
        4 => Change::DeleteGroup { group },
        5 => Change::RestoreGroup { group },
        6 => Change::TakeOut { learner, group },
        7 => Change::AddTutor { group, tutor, kind },
        8 => Change::RemoveTutor { group, tutor, kind },
        12 if chance.below(4) == 0 => Change::LockSet { set },
        12 => Change::UnlockSet { set },
        13 => Change::LockPlace { learner, group },
        14 if chance.below(3) == 0 => Change::UnlockPlace { learner, group },
        9 => Change::DiscardGroup { group, set, name: called(group).unwrap_or(name("G", chance)) },
        10 if chance.below(3) == 0 => {
            let from = state.set(set).map_or_else(|| name("Set", chance), |set: &GroupSet| set.name.clone());
            Change::RenameSet { set, from, to: name("Set", chance) }
        }
        _ => Change::Place { learner, group },
    }
}

type Shown = (Vec<(GroupId, Group)>, Vec<(GroupSetId, GroupSet)>);

/// What pages show of a state: live groups, and the sets of that time by name.
fn shown(state: &CourseGroups, sets: &CourseGroups) -> Shown {
    let live = state.live().map(|(id, group)| (id, group.clone())).collect();
    let sets = sets.sets().filter_map(|(id, _)| Some((id, state.set(id)?.clone()))).collect();
    (live, sets)
}

#[test]
fn any_state_comes_back_from_any_later_one() {
    let (mut restored, mut locked) = (0, 0);
    for seed in 0..40 {
        let mut chance = Seeded::new(seed);
        let (mut state, mut next) = (empty(), 0);
        let mut kept = vec![state.clone()];
        for _ in 0..400 {
            let drawn = draw(&state, &mut next, &mut chance);
            if state.apply(&drawn).is_ok() {
                kept.push(state.clone());
            }
        }
        for then in kept.iter().step_by(5) {
            let act = match restore(&state, then, None) {
                Ok(act) => act,
                Err(refusal) => {
                    assert_eq!(refusal, Refusal::Nothing);
                    assert_eq!(shown(&state, then).0, shown(then, then).0);
                    continue;
                }
            };
            let mut back = state.clone();
            back.apply_all(&act.changes).unwrap();
            locked += usize::from(act.changes.iter().any(|change| matches!(change, Change::LockSet { .. })));
            assert_eq!(shown(&back, then), shown(then, then), "seed {seed}");
            back.apply_all(&act.inverse()).unwrap();
            assert_eq!(shown(&back, &state), shown(&state, &state), "seed {seed}");
            restored += 1;
        }
    }
    assert!(restored > 200 && locked > 50, "{restored}, {locked}");
}

#[test]
fn who_left_meanwhile_is_left_out_and_said() {
    let mut then = empty();
    let text = |text: &str| GroupName::parse(text).unwrap();
    let (set, group) = (GroupSetId(0), GroupId(0));
    let made = [
        Change::CreateSet { set, name: text("PBL"), several: false },
        Change::CreateGroup { group, set, name: text("PBL 1") },
        Change::Place { learner: UserId(0), group },
        Change::Place { learner: UserId(1), group },
    ];
    then.apply_all(&made).unwrap();
    let groups = [(group, then.kept(group).unwrap().clone())].into();
    let sets = then.sets().map(|(id, set)| (id, set.clone())).collect();
    let enrolled = (1..LEARNERS).map(UserId).collect();
    let mut now = CourseGroups::new(Version(9), sets, groups, enrolled, BTreeSet::new());
    for learner in [UserId(0), UserId(1)] {
        now.apply(&Change::TakeOut { learner, group }).unwrap();
    }
    let act = restore(&now, &then, Some("x")).unwrap();
    assert_eq!(act.changes, [Change::Place { learner: UserId(1), group }]);
    assert_eq!(
        act.words,
        "Groups restored to how they were after “x”. 1 person left out, who is no longer enrolled or may no longer \
         tutor."
    );
}

#[test]
fn what_is_locked_is_unlocked_where_it_is_in_the_way_and_locked_again() {
    let text = |text: &str| GroupName::parse(text).unwrap();
    let (pbl, labs, one, lab) = (GroupSetId(0), GroupSetId(1), GroupId(0), GroupId(1));
    let (ada, ben) = (UserId(0), UserId(1));
    let mut then = empty();
    let made = [
        Change::CreateSet { set: pbl, name: text("PBL"), several: false },
        Change::CreateSet { set: labs, name: text("Labs"), several: false },
        Change::CreateGroup { group: one, set: pbl, name: text("PBL 1") },
        Change::CreateGroup { group: lab, set: labs, name: text("Lab") },
        Change::Place { learner: ada, group: one },
        Change::LockPlace { learner: ada, group: one },
        Change::LockSet { set: pbl },
        Change::LockSet { set: labs },
    ];
    then.apply_all(&made).unwrap();
    let mut now = then.clone();
    let since = [
        Change::UnlockSet { set: pbl },
        Change::UnlockPlace { learner: ada, group: one },
        Change::TakeOut { learner: ada, group: one },
        Change::Place { learner: ben, group: one },
        Change::LockPlace { learner: ben, group: one },
        Change::LockSet { set: pbl },
    ];
    now.apply_all(&since).unwrap();
    let act = restore(&now, &then, None).unwrap();
    assert_eq!(
        act.changes,
        [
            Change::UnlockSet { set: pbl },
            Change::UnlockPlace { learner: ben, group: one },
            Change::TakeOut { learner: ben, group: one },
            Change::Place { learner: ada, group: one },
            Change::LockPlace { learner: ada, group: one },
            Change::LockSet { set: pbl },
        ],
        "a locked set that is as it was stays alone"
    );
}
