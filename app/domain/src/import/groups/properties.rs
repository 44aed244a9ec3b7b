//! What holds for every file, however odd, and however people settle it.

use super::tests::{people, sheet_of, state};
use super::*;
use crate::groups::{Change, CourseGroups, IdMint, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};
use proptest::prelude::*;

fn cell(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

/// The state, perhaps with a learner locked in a group, perhaps with a locked set.
fn start() -> impl Strategy<Value = CourseGroups> {
    (any::<bool>(), 0_i64..6).prop_map(|(place, set)| {
        let mut state = state();
        if place {
            state.apply(&Change::LockPlace { learner: UserId(1), group: GroupId(11) }).unwrap();
        }
        // Of all but two numbers there is no set.
        let _ = state.apply(&Change::LockSet { set: GroupSetId(set) });
        state
    })
}

/// A line of a file under all seven columns.
fn line() -> impl Strategy<Value = String> {
    (
        cell(&["PBL 1", "pbl 2", "Lab A", "Ward 1", "Ward 2", "2", "", "a\u{1}b"]),
        cell(&["", "", "Smith, John", "Doe, Jane; Smith, John", "Rossi, Ada", "No, One", "Okafor, Ben"]),
        cell(&["", "", "T1", "T2; T1", "L2", "X9", ";T3"]),
        cell(&["", "Rossi, Ada", "Kim, Min", "Okafor, Ben", "No, One", "Away, Ann", "Number, Nina", "Rossi, Ada"]),
        cell(&["", "", "L1", "L2", "l3", "L7", "T1", "X9"]),
        cell(&["", "", "PBL", "Labs", "New", "x\u{1}"]),
        cell(&["", "", "Tutor", "Teacher; Auditor", "Boss"]),
        cell(&["", "", "", "", ",surplus"]),
    )
        .prop_map(|(group, tutors, numbers, learner, number, set, types, more)| {
            format!("{group},\"{tutors}\",{numbers},\"{learner}\",{number},{set},{types}{more}")
        })
}

fn sheet(lines: &[String]) -> Sheet {
    let header = "Group Name,Tutors,Tutors Numbers,Learner Name,Learner Number,Group Set,Tutors Types";
    sheet_of(&format!("{header}\n{}", lines.join("\n")))
}

/// Settles one open problem after the other, as a person would; answers whether a later row was ever
/// taken instead of an earlier.
fn settle_all(sheet: &Sheet, state: &CourseGroups, picks: &mut impl Iterator<Item = usize>) -> (Decisions, Plan, bool) {
    let mut decisions = Decisions::default();
    let mut instead = false;
    loop {
        let plan = Plan::new(sheet, &Directory::new(people()), state, &decisions);
        let Some(open) = plan.problems.iter().find(|problem| problem.is_open()) else {
            return (decisions, plan, instead);
        };
        let settle = open.ways[picks.next().unwrap() % open.ways.len()].settle;
        instead |= settle == Settle::Instead;
        decisions.settle(open.row, open.part, settle);
    }
}

proptest! {
    #[test]
    fn every_file_can_be_settled_done_and_given_again(
        lines in prop::collection::vec(line(), 1..9),
        picks in prop::collection::vec(0_usize..8, 1..9),
        before in start(),
    ) {
        let sheet = sheet(&lines);
        let (decisions, plan, instead) = settle_all(&sheet, &before, &mut picks.iter().copied().cycle());
        let (there, directory) = Ground::new(&before, people()).open();
        let in_browser = Plan::new(&sheet, &directory, &there, &decisions);
        prop_assert_eq!(in_browser.digest(&there), plan.digest(&before));
        prop_assert_eq!(&in_browser, &plan);
        let mut after = before.clone();
        match plan.act(&before, &mut IdMint::new(900)) {
            Err(refusal) => {
                prop_assert_eq!(refusal, Refusal::Nothing);
                prop_assert!(plan.is_nothing());
                prop_assert_eq!(plan.summary(), "Nothing to change.");
            }
            Ok(act) => {
                prop_assert!(!plan.is_nothing());
                prop_assert_eq!(after.apply_all(&act.changes), Ok(()));
            }
        }
        for group in &plan.groups {
            let id = after.group_named(&group.name).unwrap();
            prop_assert_eq!(after.group(id).unwrap().members.len(), group.members_after() as usize);
        }
        let again = Plan::new(&sheet, &Directory::new(people()), &after, &decisions);
        // Whoever was placed by a later row is asked about again at the earlier one.
        prop_assert!(again.is_nothing() || instead, "{:?}", again);
    }
}
