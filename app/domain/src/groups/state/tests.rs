//! What holds for every change and every list of changes.

use super::*;
use crate::groups::Act;
use proptest::prelude::*;

/// All that a state is, in an order that can be compared.
#[derive(Debug, PartialEq)]
struct Snapshot {
    sets: BTreeMap<GroupSetId, GroupSet>,
    groups: BTreeMap<GroupId, Group>,
    names: BTreeMap<String, GroupId>,
    seats: BTreeMap<(GroupSetId, UserId), GroupId>,
}

fn snapshot(state: &CourseGroups) -> Snapshot {
    Snapshot {
        sets: state.sets.clone(),
        groups: state.groups.clone(),
        names: state.live_names.clone().into_iter().collect(),
        seats: state.seats.clone().into_iter().collect(),
    }
}

/// Who is enrolled and may tutor; learner 9 sits in a group and has left.
const LEARNERS: std::ops::Range<i64> = 0..5;
const LEFT: UserId = UserId(9);
const TUTORS: std::ops::Range<i64> = 20..23;

fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

/// Two sets, one of which allows several groups, and three groups.
fn start() -> CourseGroups {
    let set = |text, several| GroupSet { name: name(text), several, locked: false };
    let group = |set, text, members: &[UserId]| Group {
        set: GroupSetId(set),
        name: name(text),
        deleted: false,
        members: members.iter().copied().collect(),
        locked: BTreeSet::new(),
        tutors: BTreeMap::new(),
    };
    CourseGroups::new(
        Version(3),
        BTreeMap::from([(GroupSetId(0), set("PBL", false)), (GroupSetId(1), set("Labs", true))]),
        BTreeMap::from([
            (GroupId(0), group(0, "PBL 1", &[UserId(0), LEFT])),
            (GroupId(1), group(0, "PBL 2", &[])),
            (GroupId(2), group(1, "Lab", &[UserId(0)])),
        ]),
        LEARNERS.map(UserId).collect(),
        TUTORS.map(UserId).collect(),
    )
}

/// Any change over a few ids and names, so that changes meet each other often.
fn change() -> impl Strategy<Value = Change> {
    let set = || (0..3_i64).prop_map(GroupSetId);
    let group = || (0..5_i64).prop_map(GroupId);
    let learner = || prop_oneof![LEARNERS, Just(9_i64), Just(10)].prop_map(UserId);
    let tutor = || (20..24_i64).prop_map(UserId);
    let kind = || prop::sample::select(&TutorKind::ALL[..2]);
    let any_name = || prop::sample::select(vec!["PBL", "Labs", "PBL 1", "pbl 1", "PBL 2", "Lab", "2"]).prop_map(name);
    prop_oneof![
        (set(), any_name(), any::<bool>()).prop_map(|(set, name, several)| Change::CreateSet { set, name, several }),
        (set(), any_name(), any::<bool>()).prop_map(|(set, name, several)| Change::DeleteSet { set, name, several }),
        (set(), any_name(), any_name()).prop_map(|(set, from, to)| Change::RenameSet { set, from, to }),
        set().prop_map(|set| Change::LockSet { set }),
        set().prop_map(|set| Change::UnlockSet { set }),
        set().prop_map(|set| Change::UnlockSet { set }),
        (group(), set(), any_name()).prop_map(|(group, set, name)| Change::CreateGroup { group, set, name }),
        (group(), set(), any_name()).prop_map(|(group, set, name)| Change::DiscardGroup { group, set, name }),
        (group(), any_name(), any_name()).prop_map(|(group, from, to)| Change::RenameGroup { group, from, to }),
        group().prop_map(|group| Change::DeleteGroup { group }),
        group().prop_map(|group| Change::RestoreGroup { group }),
        (learner(), group()).prop_map(|(learner, group)| Change::Place { learner, group }),
        (learner(), group()).prop_map(|(learner, group)| Change::Place { learner, group }),
        (learner(), group()).prop_map(|(learner, group)| Change::TakeOut { learner, group }),
        (learner(), group()).prop_map(|(learner, group)| Change::LockPlace { learner, group }),
        (learner(), group()).prop_map(|(learner, group)| Change::UnlockPlace { learner, group }),
        (group(), tutor(), kind()).prop_map(|(group, tutor, kind)| Change::AddTutor { group, tutor, kind }),
        (group(), tutor(), kind()).prop_map(|(group, tutor, kind)| Change::RemoveTutor { group, tutor, kind }),
        (group(), tutor(), kind(), kind()).prop_map(|(group, tutor, from, to)| Change::RetitleTutor {
            group,
            tutor,
            from,
            to
        }),
    ]
}

/// A state that some of `changes` led to, and those that did.
fn after(changes: Vec<Change>) -> (CourseGroups, Vec<Change>) {
    let mut state = start();
    let done = changes.into_iter().filter(|change| state.apply(change).is_ok()).collect();
    (state, done)
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(change(), 0..60)
}

fn check_invariants(state: &CourseGroups) -> Result<(), TestCaseError> {
    let live: Vec<(GroupId, &Group)> = state.live().collect();
    let names: BTreeSet<String> = live.iter().map(|(_, g)| g.name.folded()).collect();
    prop_assert_eq!(names.len(), live.len(), "names of live groups differ");
    let set_names: BTreeSet<String> = state.sets().map(|(_, s)| s.name.folded()).collect();
    prop_assert_eq!(set_names.len(), state.sets().count(), "names of sets differ");
    let mut seated = BTreeSet::new();
    for (_, group) in &live {
        let set = state.set(group.set);
        prop_assert!(set.is_some(), "every group has its set");
        for learner in &group.members {
            prop_assert!(state.is_enrolled(*learner) || *learner == LEFT, "only enrolled learners are placed");
            let free = seated.insert((group.set, *learner)) || set.is_some_and(|s| s.several);
            prop_assert!(free, "one seat per learner and set");
        }
        prop_assert!(group.locked.is_subset(&group.members), "who is locked in a group is a member");
        prop_assert!(group.tutors.keys().all(|tutor| state.can_tutor(*tutor)), "only workers are tutors");
    }
    let deleted = state.all_kept().filter(|(_, group)| group.deleted);
    prop_assert!(deleted.map(|(_, group)| group).all(|group| group.locked.is_empty()), "nobody is locked out of sight");
    let fresh = CourseGroups::new(
        state.version,
        state.sets.clone(),
        state.groups.clone(),
        state.enrolled.clone(),
        state.can_tutor.clone(),
    );
    prop_assert_eq!(snapshot(&fresh), snapshot(state), "the indexes say what the groups say");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_inverse_of_the_inverse_is_the_change(change in change()) {
        prop_assert_eq!(change.inverse().inverse(), change);
    }

    #[test]
    fn the_inverse_of_a_change_takes_it_back(before in changes(), change in change()) {
        let (mut state, _) = after(before);
        let was = snapshot(&state);
        if state.apply(&change).is_ok() {
            prop_assert!(state.apply_unasked(&change.inverse()).is_ok());
        }
        prop_assert_eq!(snapshot(&state), was);
    }

    #[test]
    fn invariants_hold_after_any_changes(changes in changes()) {
        check_invariants(&after(changes).0)?;
    }

    #[test]
    fn a_locked_set_stays_as_it_is_until_it_is_unlocked(before in changes(), list in changes()) {
        let (mut state, _) = after(before);
        let lock = Change::LockSet { set: GroupSetId(0) };
        let _ = state.apply(&lock);
        prop_assume!(state.set(GroupSetId(0)).is_some_and(|set| set.locked));
        let of_set = |state: &CourseGroups| {
            let groups = state.all_kept().filter(|(_, group)| group.set == GroupSetId(0));
            let groups: Vec<(GroupId, Group)> = groups.map(|(id, group)| (id, group.clone())).collect();
            (state.set(GroupSetId(0)).cloned(), groups)
        };
        let was = of_set(&state);
        for change in list.iter().filter(|change| **change != lock.inverse()) {
            let _ = state.apply(change);
        }
        prop_assert_eq!(of_set(&state), was);
    }

    #[test]
    fn a_list_is_applied_whole_or_not_at_all(before in changes(), list in changes()) {
        let (mut state, _) = after(before);
        let was = snapshot(&state);
        if state.apply_all(&list).is_err() {
            prop_assert_eq!(snapshot(&state), was);
        }
        check_invariants(&state)?;
    }

    #[test]
    fn an_act_of_changes_that_apply_is_undone_whole(changes in changes()) {
        let (state, done) = after(changes);
        let act = Act::new("", String::new(), done);
        let mut again = start();
        prop_assert_eq!(again.apply_all(&act.changes), Ok(()));
        prop_assert_eq!(snapshot(&again), snapshot(&state));
        for change in act.inverse() {
            prop_assert_eq!(again.apply_unasked(&change), Ok(()));
        }
        prop_assert_eq!(snapshot(&again), snapshot(&start()));
    }
}

#[test]
fn each_change_that_cannot_be_is_refused_with_its_reason() {
    let (group, learner, tutor) = (GroupId(0), UserId(0), UserId(20));
    let (pbl, kind) = (GroupSetId(0), TutorKind::Tutor);
    let mut state = start();
    state.apply(&Change::AddTutor { group, tutor, kind }).unwrap();
    for (change, refusal) in [
        (
            Change::CreateSet { set: GroupSetId(7), name: name("pbl"), several: false },
            Refusal::SetNameTaken(name("pbl")),
        ),
        (Change::CreateSet { set: pbl, name: name("New"), several: false }, Refusal::Changed(name("New"))),
        (Change::DeleteSet { set: pbl, name: name("PBL"), several: false }, Refusal::SetInUse(pbl)),
        (Change::DeleteSet { set: pbl, name: name("Old"), several: false }, Refusal::Changed(name("Old"))),
        (Change::RenameSet { set: pbl, from: name("PBL"), to: name("labs") }, Refusal::SetNameTaken(name("labs"))),
        (Change::RenameSet { set: pbl, from: name("Old"), to: name("New") }, Refusal::Changed(name("Old"))),
        (Change::CreateGroup { group: GroupId(7), set: pbl, name: name("pbl 1") }, Refusal::NameTaken(name("pbl 1"))),
        (
            Change::CreateGroup { group: GroupId(7), set: GroupSetId(7), name: name("New") },
            Refusal::NoSuchSet(GroupSetId(7)),
        ),
        (Change::CreateGroup { group, set: pbl, name: name("New") }, Refusal::Changed(name("New"))),
        (Change::DiscardGroup { group, set: pbl, name: name("PBL 1") }, Refusal::GroupInUse(group)),
        (Change::DiscardGroup { group, set: pbl, name: name("Old") }, Refusal::Changed(name("Old"))),
        (Change::RenameGroup { group, from: name("PBL 1"), to: name("lab") }, Refusal::NameTaken(name("lab"))),
        (Change::RenameGroup { group, from: name("Old"), to: name("New") }, Refusal::Changed(name("Old"))),
        (Change::DeleteGroup { group: GroupId(7) }, Refusal::NoSuchGroup(GroupId(7))),
        (Change::RestoreGroup { group }, Refusal::NoSuchGroup(group)),
        (Change::Place { learner, group }, Refusal::AlreadyMember { learner, group: name("PBL 1") }),
        (Change::Place { learner, group: GroupId(1) }, Refusal::InAnotherGroup { learner, group: name("PBL 1") }),
        (Change::Place { learner: LEFT, group: GroupId(2) }, Refusal::NotEnrolled { learner: LEFT }),
        (
            Change::TakeOut { learner: UserId(1), group },
            Refusal::NotMember { learner: UserId(1), group: name("PBL 1") },
        ),
        (Change::AddTutor { group, tutor, kind }, Refusal::AlreadyTutor { tutor, group: name("PBL 1") }),
        (Change::AddTutor { group, tutor: learner, kind }, Refusal::NoTutorRole { tutor: learner }),
        (
            Change::RemoveTutor { group, tutor, kind: TutorKind::Auditor },
            Refusal::NotTutor { tutor, group: name("PBL 1") },
        ),
        (
            Change::RetitleTutor { group, tutor: UserId(21), from: kind, to: TutorKind::Auditor },
            Refusal::NotTutor { tutor: UserId(21), group: name("PBL 1") },
        ),
    ] {
        let was = snapshot(&state);
        assert_eq!(state.apply(&change), Err(refusal), "{change:?}");
        assert_eq!(snapshot(&state), was, "{change:?}");
    }
}

#[test]
fn a_deleted_group_gives_its_name_and_seats_free_until_it_comes_back() {
    let mut state = start();
    let group = GroupId(0);
    state.apply(&Change::DeleteGroup { group }).unwrap();
    state.apply(&Change::Place { learner: UserId(0), group: GroupId(1) }).unwrap();
    let taken = Refusal::InAnotherGroup { learner: UserId(0), group: name("PBL 2") };
    assert_eq!(state.apply(&Change::RestoreGroup { group }), Err(taken));
    state.apply(&Change::TakeOut { learner: UserId(0), group: GroupId(1) }).unwrap();
    state.apply(&Change::RenameGroup { group: GroupId(1), from: name("PBL 2"), to: name("PBL 1") }).unwrap();
    assert_eq!(state.apply(&Change::RestoreGroup { group }), Err(Refusal::NameTaken(name("PBL 1"))));
    state.apply(&Change::RenameGroup { group: GroupId(1), from: name("PBL 1"), to: name("PBL 2") }).unwrap();
    state.apply(&Change::RestoreGroup { group }).unwrap();
    assert_eq!(snapshot(&state), snapshot(&start()));
}

#[test]
fn each_lock_is_kept_and_what_is_not_so_is_refused() {
    let (group, learner, pbl) = (GroupId(0), UserId(0), GroupSetId(0));
    let (lock, unlock) = (Change::LockPlace { learner, group }, Change::UnlockPlace { learner, group });
    let mut state = start();
    let mut check = |change: &Change, expected: Result<(), Refusal>| {
        assert_eq!(state.apply(change), expected, "{change:?}");
    };
    let held = Refusal::PlaceLocked { learner, group: name("PBL 1") };
    check(&unlock, Err(Refusal::PlaceNotLocked { learner, group: name("PBL 1") }));
    let absent = Refusal::NotMember { learner: UserId(1), group: name("PBL 1") };
    check(&Change::LockPlace { learner: UserId(1), group }, Err(absent));
    check(&lock, Ok(()));
    check(&lock, Err(held.clone()));
    check(&Change::TakeOut { learner, group }, Err(held.clone()));
    check(&Change::DeleteGroup { group }, Err(held));
    check(&Change::Place { learner: UserId(1), group }, Ok(()));
    check(&Change::TakeOut { learner: UserId(1), group }, Ok(()));

    check(&Change::UnlockSet { set: pbl }, Err(Refusal::SetNotLocked(name("PBL"))));
    check(&Change::LockSet { set: GroupSetId(7) }, Err(Refusal::NoSuchSet(GroupSetId(7))));
    check(&Change::LockSet { set: pbl }, Ok(()));
    let (tutor, kind) = (UserId(20), TutorKind::Tutor);
    for change in [
        Change::LockSet { set: pbl },
        Change::RenameSet { set: pbl, from: name("PBL"), to: name("New") },
        Change::DeleteSet { set: pbl, name: name("PBL"), several: false },
        Change::CreateGroup { group: GroupId(7), set: pbl, name: name("New") },
        Change::DiscardGroup { group: GroupId(1), set: pbl, name: name("PBL 2") },
        Change::RenameGroup { group, from: name("PBL 1"), to: name("New") },
        Change::DeleteGroup { group: GroupId(1) },
        Change::Place { learner: UserId(1), group },
        Change::Place { learner: LEFT, group: GroupId(1) },
        Change::TakeOut { learner: LEFT, group },
        Change::AddTutor { group, tutor, kind },
        Change::RemoveTutor { group, tutor, kind },
        Change::RetitleTutor { group, tutor, from: kind, to: TutorKind::Auditor },
        Change::LockPlace { learner: LEFT, group },
        unlock.clone(),
    ] {
        check(&change, Err(Refusal::SetLocked(name("PBL"))));
    }
    check(&Change::Place { learner: UserId(1), group: GroupId(2) }, Ok(()));
    check(&Change::UnlockSet { set: pbl }, Ok(()));
    check(&unlock, Ok(()));
    check(&Change::TakeOut { learner, group }, Ok(()));
}

#[test]
fn going_back_asks_no_lock() {
    let (group, learner, set) = (GroupId(0), UserId(0), GroupSetId(0));
    let mut state = start();
    state.apply(&Change::TakeOut { learner, group }).unwrap();
    state.apply(&Change::LockSet { set }).unwrap();
    let back = Change::Place { learner, group };
    assert_eq!(state.apply(&back), Err(Refusal::SetLocked(name("PBL"))));
    assert_eq!(state.rewind(&[back]), Ok(()));
}
