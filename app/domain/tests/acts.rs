//! The acts people do on course groups: what each says, and why it is refused.
#![expect(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

use domain::groups::acts::{
    self, Copied, GroupEdit, MOST_GROUPS, NameClash, NewGroup, Original, SetChoice, copy_groups, preview_copy,
};
use domain::groups::{Act, Change, CourseGroups, Group, GroupName, GroupSet, IdMint, Refusal, Version};
use domain::id::{GroupId, GroupSetId, UserId};
use domain::tutoring::TutorKind;
use std::collections::{BTreeMap, BTreeSet};

const PBL: GroupSetId = GroupSetId(1);
const LABS: GroupSetId = GroupSetId(2);
const PBL_1: GroupId = GroupId(11);
const PBL_2: GroupId = GroupId(12);
const LAB: GroupId = GroupId(13);
const NOWHERE: GroupId = GroupId(99);
const ANN: UserId = UserId(1);
const BEN: UserId = UserId(2);
const CEM: UserId = UserId(3);
const DEB: UserId = UserId(4);
const GONE: UserId = UserId(9);
const TOM: UserId = UserId(21);
const UMA: UserId = UserId(22);

fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

/// PBL 1: Ann and Ben, tutor Tom. PBL 2: Cem. Lab (of a set that allows several): Ann. Deb sits nowhere.
fn state() -> CourseGroups {
    let group = |set, text, members: &[UserId], tutors: &[UserId]| Group {
        set,
        name: name(text),
        deleted: false,
        members: members.iter().copied().collect(),
        locked: BTreeSet::new(),
        tutors: tutors.iter().map(|tutor| (*tutor, TutorKind::Tutor)).collect(),
    };
    CourseGroups::new(
        Version(5),
        BTreeMap::from([
            (PBL, GroupSet { name: name("PBL"), several: false, locked: false }),
            (LABS, GroupSet { name: name("Labs"), several: true, locked: false }),
        ]),
        BTreeMap::from([
            (PBL_1, group(PBL, "PBL 1", &[ANN, BEN], &[TOM])),
            (PBL_2, group(PBL, "PBL 2", &[CEM], &[])),
            (LAB, group(LABS, "Lab", &[ANN], &[])),
        ]),
        [ANN, BEN, CEM, DEB].into(),
        [TOM, UMA].into(),
    )
}

/// Decides and applies, as the store does; the words of the act or of the refusal.
fn done(decide: impl FnOnce(&CourseGroups, &mut IdMint) -> Result<Act, Refusal>) -> Result<String, Refusal> {
    let mut state = state();
    let act = decide(&state, &mut IdMint::new(100))?;
    state.apply_all(&act.changes)?;
    state.apply_all(&act.inverse())?;
    Ok(act.words)
}

#[track_caller]
fn check(outcome: Result<String, Refusal>, expected: Result<&str, Refusal>) {
    assert_eq!(outcome.as_deref().map_err(Clone::clone), expected);
}

fn new(text: &str, members: &[UserId]) -> NewGroup {
    NewGroup { name: name(text), members: members.to_vec(), tutors: Vec::new() }
}

#[test]
fn adding_groups() {
    let own = |text| SetChoice::New { name: name(text), several: false };
    let add = |set: SetChoice, groups: &[NewGroup]| done(|state, mint| acts::add_groups(state, mint, &set, groups));
    let two = [new("T 1", &[ANN, CEM]), new("T 2", &[BEN, DEB])];
    check(add(own("T"), &two), Ok("2 groups created with 4 learners."));
    check(add(own("T"), &[new("T 1", &[ANN])]), Ok("1 group created with 1 learner."));
    check(add(own("T"), &[new("T 1", &[]), new("T 2", &[])]), Ok("2 groups created, empty."));
    check(add(SetChoice::Existing(PBL), &[new("PBL 3", &[DEB])]), Ok("1 group created with 1 learner."));
    check(add(SetChoice::Existing(LABS), &[new("Lab 2", &[ANN])]), Ok("1 group created with 1 learner."));

    check(add(own("T"), &[]), Err(Refusal::Nothing));
    check(add(own("pbl"), &two), Err(Refusal::SetNameTaken(name("pbl"))));
    check(add(own("T"), &[new("pbl 1", &[])]), Err(Refusal::NameTaken(name("pbl 1"))));
    check(add(own("T"), &[new("T", &[]), new("t", &[])]), Err(Refusal::NameTaken(name("t"))));
    let taken = Refusal::InAnotherGroup { learner: ANN, group: name("PBL 1") };
    check(add(SetChoice::Existing(PBL), &[new("PBL 3", &[ANN])]), Err(taken));
    let twice = Refusal::InAnotherGroup { learner: ANN, group: name("T 1") };
    check(add(own("T"), &[new("T 1", &[ANN]), new("T 2", &[ANN])]), Err(twice));
    let doubled = Refusal::AlreadyMember { learner: ANN, group: name("T 1") };
    check(add(own("T"), &[new("T 1", &[ANN, ANN])]), Err(doubled));
    check(add(own("T"), &[new("T 1", &[GONE])]), Err(Refusal::NotEnrolled { learner: GONE }));
    check(add(SetChoice::Existing(GroupSetId(77)), &two), Err(Refusal::NoSuchSet(GroupSetId(77))));
    let many: Vec<NewGroup> = (0..=MOST_GROUPS).map(|number| new(&format!("T {number}"), &[])).collect();
    check(add(own("T"), &many), Err(Refusal::TooMany { most: MOST_GROUPS }));
    assert!(add(own("T"), &many[1..]).is_ok());
}

#[test]
fn editing_a_group() {
    let edit = |id, edit: GroupEdit| done(|state, _| acts::edit_group(state, id, &edit));
    let none = GroupEdit::default;
    check(edit(PBL_1, none()), Err(Refusal::Nothing));
    check(edit(NOWHERE, none()), Err(Refusal::NoSuchGroup(NOWHERE)));
    check(edit(PBL_1, GroupEdit { rename: Some(name("PBL 1")), ..none() }), Err(Refusal::Nothing));
    check(edit(PBL_1, GroupEdit { rename: Some(name("pbl 1")), ..none() }), Ok("PBL 1: renamed to “pbl 1”."));
    check(edit(PBL_1, GroupEdit { rename: Some(name("2")), ..none() }), Ok("PBL 1: renamed to “2”."));
    check(edit(PBL_1, GroupEdit { rename: Some(name("LAB")), ..none() }), Err(Refusal::NameTaken(name("LAB"))));
    check(edit(PBL_1, GroupEdit { remove_members: vec![ANN, BEN], ..none() }), Ok("PBL 1: 2 members removed."));
    let absent = Refusal::NotMember { learner: DEB, group: name("PBL 1") };
    check(edit(PBL_1, GroupEdit { remove_members: vec![DEB], ..none() }), Err(absent));
    check(edit(PBL_1, GroupEdit { add_members: vec![DEB], ..none() }), Ok("PBL 1: 1 member added."));
    check(edit(PBL_1, GroupEdit { add_members: vec![CEM], ..none() }), Ok("PBL 1: 1 member added."));
    let present = Refusal::AlreadyMember { learner: ANN, group: name("PBL 1") };
    check(edit(PBL_1, GroupEdit { add_members: vec![ANN], ..none() }), Err(present));
    check(edit(PBL_1, GroupEdit { add_members: vec![GONE], ..none() }), Err(Refusal::NotEnrolled { learner: GONE }));
    check(edit(PBL_1, GroupEdit { remove_tutors: vec![TOM], ..none() }), Ok("PBL 1: 1 tutor removed."));
    let no_tutor = Refusal::NotTutor { tutor: UMA, group: name("PBL 1") };
    check(edit(PBL_1, GroupEdit { remove_tutors: vec![UMA], ..none() }), Err(no_tutor));
    check(edit(PBL_1, GroupEdit { set_tutors: vec![(TOM, TutorKind::Tutor)], ..none() }), Err(Refusal::Nothing));
    check(
        edit(PBL_1, GroupEdit { set_tutors: vec![(TOM, TutorKind::Auditor), (UMA, TutorKind::Tutor)], ..none() }),
        Ok("PBL 1: 1 tutor added, 1 tutor given another title."),
    );
    check(
        edit(PBL_1, GroupEdit { set_tutors: vec![(DEB, TutorKind::Tutor)], ..none() }),
        Err(Refusal::NoTutorRole { tutor: DEB }),
    );
}

#[test]
fn one_who_is_added_moves_over_from_another_group_of_the_set() {
    let edit = GroupEdit { add_members: vec![CEM], ..GroupEdit::default() };
    let act = acts::edit_group(&state(), PBL_1, &edit).unwrap();
    assert_eq!(
        act.changes,
        [Change::TakeOut { learner: CEM, group: PBL_2 }, Change::Place { learner: CEM, group: PBL_1 }]
    );
}

#[test]
fn deleting_groups() {
    let delete = |ids: &[GroupId]| done(|state, _| acts::delete_groups(state, ids));
    check(delete(&[PBL_1]), Ok("PBL 1 deleted."));
    check(delete(&[PBL_1, LAB]), Ok("2 groups deleted."));
    check(delete(&[]), Err(Refusal::Nothing));
    check(delete(&[PBL_1, NOWHERE]), Err(Refusal::NoSuchGroup(NOWHERE)));
    check(delete(&[PBL_1, PBL_1]), Err(Refusal::NoSuchGroup(PBL_1)));
}

#[test]
fn renaming_a_set() {
    let rename = |id, to: &str| done(|state, _| acts::rename_set(state, id, &name(to)));
    check(rename(PBL, "Tutorials"), Ok("Set PBL renamed to “Tutorials”."));
    check(rename(PBL, "pbl"), Ok("Set PBL renamed to “pbl”."));
    check(rename(PBL, "PBL"), Err(Refusal::Nothing));
    check(rename(PBL, "LABS"), Err(Refusal::SetNameTaken(name("LABS"))));
    check(rename(GroupSetId(77), "New"), Err(Refusal::NoSuchSet(GroupSetId(77))));
}

fn original(set: &str, group: NewGroup) -> Original {
    Original { set: name(set), several: false, group }
}

#[test]
fn copying_groups() {
    let copy = |originals: &[Original], clash| {
        done(|state, mint| copy_groups(state, mint, originals, clash, "MED-101 Term 1"))
    };
    let elsewhere = [original("Seminar", new("S 1", &[ANN, GONE])), original("Seminar", new("S 2", &[BEN]))];
    check(copy(&elsewhere, NameClash::Skip), Ok("2 groups with 2 learners copied from MED-101 Term 1."));
    let exists = [original("PBL", new("PBL 1", &[DEB]))];
    check(copy(&exists, NameClash::Skip), Err(Refusal::Nothing));
    check(copy(&exists, NameClash::NewName), Ok("1 group with 1 learner copied from MED-101 Term 1."));
    check(copy(&[], NameClash::NewName), Err(Refusal::Nothing));
}

#[test]
fn a_copy_is_previewed_group_by_group() {
    let source = NewGroup {
        name: name("PBL 1"),
        members: vec![ANN, DEB, GONE],
        tutors: vec![(TOM, TutorKind::Teacher), (GONE, TutorKind::Tutor)],
    };
    let again = NewGroup { name: name("PBL 1"), members: Vec::new(), tutors: Vec::new() };
    let originals = [original("PBL", source), original("PBL", again)];
    let preview = preview_copy(&state(), &originals, NameClash::NewName);
    assert_eq!(
        preview[0],
        Copied {
            from: name("PBL 1"),
            to: Some(name("PBL 1 (2)")),
            members: vec![DEB],
            not_enrolled: vec![GONE],
            seated: vec![ANN],
            tutors: vec![(TOM, TutorKind::Teacher)],
        }
    );
    assert_eq!(preview[1].to, Some(name("PBL 1 (3)")));
    assert_eq!(preview_copy(&state(), &originals, NameClash::Skip)[0].to, None);
    let long = [original("X", new(&"x".repeat(120), &[])), original("X", new(&"x".repeat(120), &[]))];
    let long = preview_copy(&state(), &long, NameClash::NewName);
    assert_eq!(long[1].to.as_ref().map(|name| name.as_str().chars().count()), Some(120));
}

#[test]
fn undoing_takes_an_act_back_unless_later_changes_stand_in_the_way() {
    let mut state = state();
    let set = SetChoice::New { name: name("T"), several: false };
    let act = acts::add_groups(&state, &mut IdMint::new(100), &set, &[new("T 1", &[ANN])]).unwrap();
    state.apply_all(&act.changes).unwrap();
    let undo = acts::undo(&act.action, &act.words, act.inverse());
    assert_eq!(undo.words, "Undone: 1 group created with 1 learner.");
    let group = state.group_named(&name("T 1")).unwrap();
    state.apply(&Change::Place { learner: DEB, group }).unwrap();
    assert_eq!(state.apply_all(&undo.changes), Err(Refusal::GroupInUse(group)));
    assert_eq!(state.seat_of(state.group(group).unwrap().set, ANN), Some(group));
    state.apply(&Change::TakeOut { learner: DEB, group }).unwrap();
    assert_eq!(state.apply_all(&undo.changes), Ok(()));
    assert_eq!((state.group_named(&name("T 1")), state.set_named(&name("T"))), (None, None));
}
