//! Every unclear case of SPEC G4, each with its words and the ways to settle it.

use super::*;
use crate::groups::acts::SetChoice;
use crate::groups::{Change, CourseGroups, Group, GroupName, GroupSet, IdMint, Refusal, Version};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::import::columns::match_columns;
use crate::person::{GenderCode, Person};
use crate::tutoring::TutorKind;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn known(id: i64, number: &str, last: &str, first: &str) -> KnownPerson {
    let person = Person {
        id: UserId(id),
        number: (!number.is_empty()).then(|| number.to_owned()),
        first: first.to_owned(),
        middle: None,
        last: last.to_owned(),
        email: format!("{id}@school.test"),
        gender: GenderCode::default(),
        department: None,
    };
    KnownPerson { person, learner: id < 100, works: id >= 100 }
}

pub(super) fn directory(people: Vec<KnownPerson>) -> Directory {
    Directory::new(people)
}

pub(super) fn people() -> Vec<KnownPerson> {
    vec![
        known(1, "L1", "Rossi", "Ada"),
        known(2, "L2", "Okafor", "Ben"),
        known(3, "L3", "Nguyễn", "Chi"),
        known(4, "L4", "Kim", "Min"),
        known(5, "L5", "Kim", "Min"),
        known(6, "", "Number", "Nina"),
        // 7 is a learner of the school who is not enrolled.
        known(7, "L7", "Away", "Ann"),
        known(101, "T1", "Smith", "John"),
        known(102, "T2", "Doe", "Jane"),
        // A learner and someone at work of one name.
        known(103, "T3", "Rossi", "Ada"),
    ]
}

pub(super) fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

/// Sets 1 "PBL" and 2 "Labs" (several groups allowed); groups 11 "PBL 1" with learner 1 and tutor 101,
/// 12 "PBL 2", 21 "Lab A"; enrolled 1 to 6.
pub(super) fn state() -> CourseGroups {
    let set = |text: &str, several| GroupSet { name: name(text), several, locked: false };
    let group = |set: i64, text: &str, members: &[i64], tutors: &[i64]| Group {
        set: GroupSetId(set),
        name: name(text),
        deleted: false,
        members: members.iter().map(|id| UserId(*id)).collect(),
        locked: BTreeSet::new(),
        tutors: tutors.iter().map(|id| (UserId(*id), TutorKind::Tutor)).collect(),
    };
    CourseGroups::new(
        Version(3),
        BTreeMap::from([(GroupSetId(1), set("PBL", false)), (GroupSetId(2), set("Labs", true))]),
        BTreeMap::from([
            (GroupId(11), group(1, "PBL 1", &[1], &[101])),
            (GroupId(12), group(1, "PBL 2", &[], &[])),
            (GroupId(21), group(2, "Lab A", &[], &[])),
        ]),
        (1..=6).map(UserId).collect(),
        (101..=103).map(UserId).collect(),
    )
}

pub(super) fn sheet_of(text: &str) -> Sheet {
    let reading = read(text.as_bytes(), crate::import::file::Choice::default()).unwrap();
    Sheet::new(&reading.table, &match_columns(&reading.table.columns), "C:\\files\\Autumn groups.csv")
}

/// A sheet of these lines under the five columns.
fn sheet(lines: &str) -> Sheet {
    sheet_of(&format!("Group Name,Tutors,Tutors Numbers,Learner Name,Learner Number\n{lines}"))
}

fn plan(lines: &str, decisions: &Decisions) -> Plan {
    Plan::new(&sheet(lines), &directory(people()), &state(), decisions)
}

fn decide(decisions: &[(u32, Part, Settle)]) -> Decisions {
    let mut made = Decisions::default();
    for (row, part, settle) in decisions {
        made.settle(*row, *part, *settle);
    }
    made
}

fn changes(plan: &Plan) -> Vec<Change> {
    let state = state();
    let act = plan.act(&state, &mut IdMint::new(90)).unwrap();
    state.clone().apply_all(&act.changes).unwrap();
    act.changes
}

/// The outcomes, row by row, in words, then the words of each open problem.
fn told(plan: &Plan) -> Vec<String> {
    let rows = plan.rows.iter().map(|row| format!("{}: {}", row.row, row.outcome.words()));
    rows.chain(plan.problems.iter().filter(|p| p.is_open()).map(|p| format!("{:?}: {}", p.part, p.words))).collect()
}

#[test]
fn learners_are_placed_and_groups_made() {
    let plan = plan(
        "PBL 1,,,\"Rossi, Ada\",L1\npbl 1,,,\"OKAFOR,  Ben\",l2\nPBL 9,,,\"Nguyen, Chi\",\nPBL 9,,,,L4\nPBL 8\n",
        &Decisions::default(),
    );
    assert_eq!(
        told(&plan),
        ["2: Already there", "3: Placed", "4: Placed", "5: Placed", "6: Makes the group"].map(str::to_owned)
    );
    assert_eq!(plan.summary(), "2 groups created, 3 learners placed.");
    assert_eq!((plan.counts.groups_filled, plan.counts.unchanged), (1, 1));
    let (set, mint) = (GroupSetId(1), [GroupId(90), GroupId(91)]);
    assert_eq!(
        changes(&plan),
        [
            Change::CreateGroup { group: mint[0], set, name: name("PBL 9") },
            Change::CreateGroup { group: mint[1], set, name: name("PBL 8") },
            Change::Place { learner: UserId(2), group: GroupId(11) },
            Change::Place { learner: UserId(3), group: mint[0] },
            Change::Place { learner: UserId(4), group: mint[0] },
        ]
    );
}

#[test]
fn scattered_rows_make_one_group_and_a_number_is_a_name() {
    let plan = plan("2,,,,L1\n3,,,,L2\n2,,,,L3\n12,,,,L4\n", &Decisions::default());
    let groups: Vec<(&str, Target, u32)> = plan.groups.iter().map(|g| (g.name.as_str(), g.target, g.placed)).collect();
    assert_eq!(groups, [("2", Target::New, 2), ("3", Target::New, 1), ("12", Target::New, 1)]);
    // Nothing in common and nothing beside them: the set is named after the file.
    assert_eq!(plan.sets[0].name, name("Autumn groups"));
}

#[test]
fn each_unclear_case_has_its_words() {
    for (line, expected) in [
        (",,,,L1", "The group name is blank."),
        ("a\tb,,,,L1", "A name cannot hold line breaks or other control characters."),
        (&"x".repeat(121), "A name has at most 120 characters."),
        ("PBL 1,,,,X9", "Nobody in this school has the number “X9”."),
        ("PBL 1,,,\"Away, Ann\",X9", "Nobody in this school has the number “X9”. “Away, Ann” is number L7."),
        ("PBL 1,,,\"No, One\",X9", "Nobody in this school has the number “X9”. Nor is anyone called “No, One”."),
        ("PBL 1,,,\"No, One\",", "Nobody in this school is called “No, One”."),
        ("PBL 1,,,Ada Rossi,", "Nobody in this school is called “Ada Rossi”. Write names as “Last, First”."),
        ("PBL 1,,,\"Kim, Min\",", "2 people are called “Kim, Min”. Choose who is meant, or give the number."),
        ("PBL 1,,,\"Rossi, Ada\",L2", "The number “L2” is Okafor, Ben’s, but the name is “Rossi, Ada”."),
        ("PBL 1,,,,L7", "Away, Ann (L7) is not enrolled in this period. Enrol them on the course’s Setup tab first."),
        ("PBL 1,,,,T2", "Doe, Jane (T2) is not a learner of this school."),
        ("PBL 2,,,,L1", "Rossi, Ada (L1) is in “PBL 1” now."),
        ("PBL 1,\"No, One\",,,", "Nobody in this school is called “No, One”."),
        ("PBL 1,,L2,,", "Okafor, Ben (L2) cannot be a tutor: only faculty, residents and staff of this school can."),
        ("PBL 1,\"Doe, Jane\",T1,,", "The number “T1” is Smith, John’s, but the name is “Doe, Jane”."),
        (
            "PBL 1,,,Rossi, Ada,L1",
            "This row has more cells than the header has columns. A separator inside a name must stand in quotes.",
        ),
    ] {
        let line = line.replace('\t', "\u{1}");
        let plan = plan(&line, &Decisions::default());
        let words: Vec<&str> = plan.problems.iter().map(|p| p.words.as_str()).collect();
        assert_eq!(words, [expected], "{line}");
        assert_eq!(plan.rows[0].outcome, Outcome::Problem);
        assert!(!plan.problems[0].ways.is_empty(), "{line}");
        assert!(!plan.is_nothing());
        assert_eq!(plan.act(&state(), &mut IdMint::new(90)), Err(Refusal::PreviewMoved));
    }
}

#[test]
fn names_are_narrowed_to_those_who_could_have_the_role() {
    let plan = plan("PBL 2,\"Rossi, Ada\",,,\nLab A,,,\"Rossi, Ada\",\n", &Decisions::default());
    assert_eq!(plan.open(), 0);
    assert_eq!(plan.groups[0].new_tutors, [(UserId(103), TutorKind::Tutor)]);
    assert_eq!(plan.rows[1].learner, Some(UserId(1)));
}

#[test]
fn a_middle_name_and_the_natural_order_verify() {
    let mut people = people();
    people[0].person.middle = Some("Maria".to_owned());
    let sheet = sheet("Lab A,,,\"Rossi, Ada Maria\",\nLab A,,,Ben Okafor,L2\n");
    assert!(sheet.wanted().names.contains(&"rossi, ada".to_owned()));
    let plan = Plan::new(&sheet, &directory(people), &state(), &Decisions::default());
    assert_eq!(told(&plan), ["2: Placed", "3: Placed"].map(str::to_owned));
}

#[test]
fn every_problem_can_be_settled() {
    use Settle::{Choose, GroupAbove, Instead, LeaveOut, Move, SkipRow, TakeAsIs, TrustName, TrustNumber};
    let min = UserId(5);
    for (lines, decisions, expected) in [
        ("PBL 2,,,,L2\n,,,,L3", &[(3, Part::Group, GroupAbove)][..], &["2: Placed", "3: Placed"][..]),
        (",,,,L3", &[(2, Part::Group, SkipRow)], &["2: Left out"]),
        ("PBL 2,,,\"Kim, Min\",", &[(2, Part::Learner, Choose(min))], &["2: Placed"]),
        ("PBL 2,,,\"Okafor, Ben\",L3", &[(2, Part::Learner, TrustNumber)], &["2: Placed"]),
        ("PBL 2,,,\"Okafor, Ben\",L3", &[(2, Part::Learner, TrustName)], &["2: Placed"]),
        ("PBL 2,,,\"Okafor, Ben\",X9", &[(2, Part::Learner, TrustName)], &["2: Placed"]),
        ("PBL 2,,,,L7", &[(2, Part::Place, SkipRow)], &["2: Left out"]),
        ("PBL 2,,T1,,L7", &[(2, Part::Place, LeaveOut)], &["2: Left out"]),
        ("PBL 2,,,,L1", &[(2, Part::Place, Move)], &["2: Moves from “PBL 1”"]),
        ("PBL 2,,,,L1", &[(2, Part::Place, LeaveOut)], &["2: Left out"]),
        // A person chosen may sit elsewhere: one decision each.
        (
            "PBL 2,,,\"Rossi, Ada\",X9",
            &[(2, Part::Learner, TrustName), (2, Part::Place, Move)],
            &["2: Moves from “PBL 1”"],
        ),
        ("PBL 1,,,,L2\nPBL 2,,,,L2", &[(3, Part::Place, LeaveOut)], &["2: Placed", "3: Left out"]),
        ("PBL 1,,,,L2\nPBL 2,,,,L2", &[(3, Part::Place, Instead)], &["2: Left out: row 3 counts", "3: Placed"]),
        (
            "PBL 1,,,,L1\nPBL 2,,,,L1",
            &[(3, Part::Place, Instead)],
            &["2: Left out: row 3 counts", "3: Moves from “PBL 1”"],
        ),
        ("PBL 2,\"No, One; Doe, Jane\",,,", &[(2, Part::Tutor(0), LeaveOut)], &["2: Tutors"]),
        ("PBL 2,\"Doe, Jane\",T1,,", &[(2, Part::Tutor(0), TrustName)], &["2: Tutors"]),
        ("PBL 2,,,,L2,,surplus", &[(2, Part::Row, TakeAsIs)], &["2: Placed"]),
    ] {
        let plan = plan(lines, &decide(decisions));
        assert_eq!(told(&plan), expected, "{lines}");
        assert!(plan.problems.iter().all(|p| p.settled.is_some()), "{lines}");
        match plan.act(&state(), &mut IdMint::new(90)) {
            Ok(act) => state().apply_all(&act.changes).unwrap(),
            Err(refusal) => assert_eq!(refusal, Refusal::Nothing, "{lines}"),
        }
    }
}

#[test]
fn a_decision_that_is_not_offered_settles_nothing() {
    for settle in [Settle::Choose(UserId(1)), Settle::Move, Settle::TrustNumber] {
        let plan = plan("PBL 2,,,\"Kim, Min\",", &decide(&[(2, Part::Learner, settle)]));
        assert_eq!(plan.open(), 1, "{settle:?}");
    }
}

#[test]
fn a_row_that_was_left_out_still_says_why() {
    use Settle::{GroupAbove, SkipRow};
    for (line, part, kind) in [
        (",,,,L3", Part::Group, Kind::BlankGroup),
        ("PBL 1,,,Rossi, Ada,L1", Part::Row, Kind::SurplusCells),
        ("PBL 1,,,,X9", Part::Learner, Kind::UnknownNumber),
        ("PBL 1,,,,L7", Part::Place, Kind::NotEnrolled),
    ] {
        let left_out = plan(line, &decide(&[(2, part, SkipRow)]));
        let problems: Vec<_> = left_out.problems.iter().map(|p| (p.part, p.kind, p.settled)).collect();
        assert_eq!(problems, [(part, kind, Some(SkipRow))], "{line}");
        assert!(left_out.is_nothing(), "{line}");
    }
    // Any row may be left out, and what else is wrong with it does not matter then.
    let any = plan("PBL 2,\"No, One\",,,X9\n", &decide(&[(2, Part::Row, SkipRow)]));
    assert_eq!((any.problems.len(), any.rows[0].outcome.clone()), (0, Outcome::LeftOut));
    let two = plan("PBL 2\n,,,,X9\n", &decide(&[(3, Part::Group, GroupAbove), (3, Part::Learner, SkipRow)]));
    assert_eq!(two.problems.iter().map(|p| p.part).collect::<Vec<_>>(), [Part::Learner]);
    assert_eq!(two.open(), 0);
}

#[test]
fn a_doubled_line_counts_once() {
    let plan = plan("PBL 2,,,,L2\nPBL 2,,,\"Okafor, Ben\",L2\nLab A,,,,L2\nLab A,,,,L2\n", &Decisions::default());
    assert_eq!(
        told(&plan),
        ["2: Placed", "3: Same as row 2, counted once", "4: Placed", "5: Same as row 4, counted once"]
            .map(str::to_owned)
    );
    assert_eq!(changes(&plan).len(), 2);
}

#[test]
fn a_new_set_may_allow_several_groups() {
    let lines = "Ward 1,,,,L2\nWard 2,,,,L2\n";
    assert_eq!(plan(lines, &Decisions::default()).open(), 1);
    let plan = plan(lines, &decide(&[(3, Part::Place, Settle::Several)]));
    assert_eq!(told(&plan), ["2: Placed", "3: Placed"].map(str::to_owned));
    assert_eq!(changes(&plan)[0], Change::CreateSet { set: GroupSetId(90), name: name("Ward"), several: true });
}

#[test]
fn several_groups_stay_in_sight_and_are_taken_back_for_all() {
    let lines = "Ward 1,,,,L2\nWard 2,,,,L2\nWard 3,,,,L2\n";
    let mut decisions = Decisions::default();
    decisions.settle_alike(&plan(lines, &decisions), Kind::TwiceInFile, Settle::Several);
    let several = plan(lines, &decisions);
    assert_eq!(several.problems.iter().map(|p| p.settled).collect::<Vec<_>>(), [Some(Settle::Several); 2]);
    assert_eq!(several.summary(), "3 groups created, 3 learners placed.");
    // One row may still be decided otherwise.
    decisions.settle(3, Part::Place, Settle::LeaveOut);
    assert_eq!(plan(lines, &decisions).summary(), "3 groups created, 2 learners placed.");
    decisions.settle(3, Part::Place, Settle::Several);
    decisions.reopen(4, Part::Place);
    assert_eq!(plan(lines, &decisions).open(), 2);
}

#[test]
fn whoever_moves_leaves_first() {
    let plan =
        plan("PBL 2,,,,L1\nPBL 1,,,,L2\n", &decide(&[(2, Part::Place, Settle::Move), (3, Part::Place, Settle::Move)]));
    assert_eq!(
        changes(&plan),
        [
            Change::TakeOut { learner: UserId(1), group: GroupId(11) },
            Change::Place { learner: UserId(1), group: GroupId(12) },
            Change::Place { learner: UserId(2), group: GroupId(11) },
        ]
    );
    assert_eq!(plan.groups[1].members_after(), 1);
    assert_eq!(plan.summary(), "1 learner placed, 1 learner moved.");
}

#[test]
fn tutors_are_added_once_and_keep_or_change_their_type() {
    let text = "Group Name,Tutors,Tutors Numbers,Tutors Types,Learner Number\n\
                PBL 1,\"Smith, John; Doe, Jane\",T1; T2,Auditor; Teacher,L1\n\
                PBL 1,\"Smith, John; Doe, Jane\",T1; T2,Auditor; Teacher,L2\n\
                PBL 1,,T2,Auditor,\n";
    let plan = Plan::new(&sheet_of(text), &directory(people()), &state(), &Decisions::default());
    assert_eq!(plan.groups[0].new_tutors, [(UserId(102), TutorKind::Teacher)]);
    assert_eq!(plan.groups[0].retitled, [(UserId(101), TutorKind::Tutor, TutorKind::Auditor)]);
    assert_eq!(plan.notes.len(), 1);
    assert_eq!(plan.notes[0].row, 4);
    assert_eq!(plan.summary(), "1 learner placed, 1 tutor added, 1 tutor given another type.");
    let unclear =
        Plan::new(&sheet_of(&text.replace("Auditor", "Boss")), &directory(people()), &state(), &Decisions::default());
    assert_eq!(
        unclear.problems.iter().map(|p| (p.row, p.kind)).collect::<Vec<_>>(),
        [(2, Kind::UnknownType), (4, Kind::UnknownType)]
    );
}

#[test]
fn an_unknown_tutor_is_asked_once_for_a_group() {
    let plan = plan("PBL 1,\"No, One\",,,L1\nPBL 1,\"No, One\",,,L2\nPBL 2,\"No, One\",,,L3\n", &Decisions::default());
    assert_eq!(plan.problems.iter().map(|p| p.row).collect::<Vec<_>>(), [2, 4]);
    let mut decisions = Decisions::default();
    assert_eq!(decisions.settle_alike(&plan, Kind::UnknownName, Settle::LeaveOut), 2);
    let settled =
        super::tests::plan("PBL 1,\"No, One\",,,L1\nPBL 1,\"No, One\",,,L2\nPBL 2,\"No, One\",,,L3\n", &decisions);
    assert_eq!(settled.open(), 0);
}

#[test]
fn new_groups_find_their_set() {
    let taken = |lines: &str, set: Option<SetChoice>| {
        let mut decisions = Decisions::default();
        decisions.set = set;
        plan(lines, &decisions).set_choices.map(|choices| choices.taken)
    };
    let new = |text: &str| SetChoice::New { name: name(text), several: false };
    // Beside groups of one set; beside groups of two; by common name, which is there; by common name.
    assert_eq!(taken("PBL 1\nWard 1\n", None), Some(SetChoice::Existing(GroupSetId(1))));
    assert_eq!(taken("PBL 1\nLab A\nWard 1\nWard 2\n", None), Some(new("Ward")));
    assert_eq!(taken("PBL 7\nPBL 8\n", None), Some(SetChoice::Existing(GroupSetId(1))));
    assert_eq!(taken("Ward 1\nWard 2\n", None), Some(new("Ward")));
    assert_eq!(taken("PBL 1\n", None), None);
    // What is chosen counts, if it is there.
    assert_eq!(taken("PBL 1\nWard 1\n", Some(new("Wards"))), Some(new("Wards")));
    assert_eq!(taken("Ward 1\n", Some(new("labs"))), Some(SetChoice::Existing(GroupSetId(2))));
    assert_eq!(taken("Ward 1\n", Some(SetChoice::Existing(GroupSetId(9)))), Some(new("Ward")));
}

#[test]
fn the_set_column_says_where_new_groups_go() {
    let text = "Group,Set\nWard 1,Wards\nWard 2,labs\nPBL 1,Labs\nWard 1,Other\n";
    let plan = Plan::new(&sheet_of(text), &directory(people()), &state(), &Decisions::default());
    let sets: Vec<&str> = plan.groups.iter().map(|group| plan.sets[group.set].name.as_str()).collect();
    assert_eq!(sets, ["Wards", "Labs", "PBL"]);
    assert_eq!(plan.set_choices, None);
    let notes: Vec<&str> = plan.notes.iter().map(|note| note.words.as_str()).collect();
    assert_eq!(
        notes,
        ["“PBL 1” is in the set “PBL” and stays there.", "“Ward 1” is in the set “Wards” and stays there."]
    );
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let lines = "PBL 1,\"Doe, Jane\",T2,,L1\nPBL 1,,,,L2\nPBL 9,,,\"Number, Nina\",\nPBL 8\n";
    let first = plan(lines, &Decisions::default());
    let mut after = state();
    let act = first.act(&after, &mut IdMint::new(90)).unwrap();
    assert_eq!(act.words, "CSV import: 2 groups created, 2 learners placed, 1 tutor added.");
    after.apply_all(&act.changes).unwrap();
    let second = Plan::new(&sheet(lines), &directory(people()), &after, &Decisions::default());
    assert!(second.is_nothing(), "{second:?}");
    assert_eq!(second.summary(), "Nothing to change.");
    assert_eq!(second.act(&after, &mut IdMint::new(90)), Err(Refusal::Nothing));
}

#[test]
fn who_left_the_enrolment_or_lost_the_role_stays_without_a_word() {
    let state = state();
    let gone = CourseGroups::new(
        state.version,
        state.sets().map(|(id, set)| (id, set.clone())).collect(),
        state.live().map(|(id, group)| (id, group.clone())).collect(),
        std::collections::BTreeSet::new(),
        std::collections::BTreeSet::new(),
    );
    let plan = Plan::new(&sheet("PBL 1,,T1,,L1\n"), &directory(people()), &gone, &Decisions::default());
    assert!(plan.is_nothing());
}

#[test]
fn the_report_says_what_became_of_each_row() {
    let sheet = sheet("PBL 2,,,\"Okafor, Ben\",L2\n,,,,X9\n=1,,,,\n");
    let plan = Plan::new(&sheet, &directory(people()), &state(), &Decisions::default());
    let report = crate::import::report::groups(&sheet, &plan);
    assert_eq!(
        std::str::from_utf8(&report).unwrap(),
        "\u{feff}Row,Group Name,Tutors,Learner Name,Learner Number,Outcome,Problem in column,Problem\r\n\
         2,PBL 2,,\"Okafor, Ben\",L2,Placed,,\r\n\
         3,,,,X9,Problem,Group Name,The group name is blank.\r\n\
         4,'=1,,,,Makes the group,,\r\n"
    );
}

#[test]
fn the_digest_tells_what_is_done_and_nothing_else() {
    let digest = |lines: &str, decisions: &Decisions| plan(lines, decisions).digest(&state());
    let none = Decisions::default();
    let one = digest("PBL 2,,,,L2\n", &none);
    assert_eq!(digest("PBL 2,,,\"Okafor, Ben\",L2\n", &none), one);
    assert_ne!(digest("PBL 2,,,,L3\n", &none), one);
    assert_ne!(digest("PBL 2,,,,L2\n,,,,L3\n", &none), one);
    assert_eq!(digest("PBL 2,,,,L2\n,,,,L3\n", &decide(&[(3, Part::Group, Settle::SkipRow)])), one);
    // The browser has only the ground, and makes the same plan on it.
    let sheet = sheet("PBL 9,\"Doe, Jane\",,,L2\nPBL 2,,,,L1\n");
    let decisions = decide(&[(3, Part::Place, Settle::Move)]);
    let sent = serde_json::to_string(&(Ground::new(&state(), people()), &sheet, &decisions)).unwrap();
    let (ground, sheet, decisions): (Ground, Sheet, Decisions) = serde_json::from_str(&sent).unwrap();
    let (there, people_there) = ground.open();
    let in_browser = Plan::new(&sheet, &people_there, &there, &decisions);
    assert_eq!(
        in_browser.digest(&there),
        Plan::new(&sheet, &directory(people()), &state(), &decisions).digest(&state())
    );
    assert_eq!(in_browser.open(), 0);
}

/// The set Labs locked, and learner 4 in "PBL 2".
fn locked() -> CourseGroups {
    let mut state = state();
    let changes = [
        Change::Place { learner: UserId(4), group: GroupId(12) },
        Change::LockPlace { learner: UserId(4), group: GroupId(12) },
        Change::LockSet { set: GroupSetId(2) },
    ];
    state.apply_all(&changes).unwrap();
    state
}

#[test]
fn a_row_that_would_change_a_locked_set_is_to_be_left_out() {
    let lines = "Lab A,,,,L2\nLab A,,,,\nPBL 1,,,,L2";
    let plan = |decisions: &Decisions| Plan::new(&sheet(lines), &directory(people()), &locked(), decisions);
    let unsettled = plan(&Decisions::default());
    let words = "“Labs” is locked. Unlock the set first, on the board or on the page of the set.";
    let expected = ["2: To be settled", "3: Nothing to change", "4: Placed"].map(ToOwned::to_owned);
    assert_eq!(told(&unsettled)[..3], expected);
    assert_eq!(told(&unsettled)[3..], [format!("Group: {words}")]);
    assert_eq!(unsettled.problems[0].ways.len(), 1);
    let settled = plan(&decide(&[(2, Part::Group, Settle::SkipRow)]));
    assert_eq!((settled.open(), settled.problems.len()), (0, 1), "it stays in sight");
    let act = settled.act(&locked(), &mut IdMint::new(90)).unwrap();
    assert_eq!(act.changes, [Change::Place { learner: UserId(2), group: GroupId(11) }]);
    assert_eq!(locked().apply_all(&act.changes), Ok(()));
}

#[test]
fn nothing_new_goes_to_a_locked_set() {
    let sheet = sheet_of("Group Name,Group Set\nLab B,Labs\nLab C,\nPBL 3,PBL");
    let plan = |decisions: &Decisions| Plan::new(&sheet, &directory(people()), &locked(), decisions);
    let kinds = |plan: &Plan| plan.problems.iter().map(|p| (p.row, p.kind)).collect::<Vec<_>>();
    let into = |set| {
        let mut decisions = Decisions::default();
        decisions.set = Some(set);
        decisions
    };
    let labs = plan(&into(SetChoice::Existing(GroupSetId(2))));
    assert_eq!(kinds(&labs), [(2, Kind::SetLocked), (3, Kind::SetLocked)]);
    let other = plan(&into(SetChoice::New { name: name("New"), several: false }));
    assert_eq!(kinds(&other), [(2, Kind::SetLocked)]);
}

#[test]
fn who_is_locked_in_a_group_stays_there() {
    let lines = "PBL 2,,,,L4\nPBL 1,,,,L4";
    let plan = |lines, decisions: &Decisions| Plan::new(&sheet(lines), &directory(people()), &locked(), decisions);
    let ways = |plan: &Plan| plan.problems[0].ways.iter().map(|way| way.settle).collect::<Vec<_>>();
    let moved = plan("PBL 1,,,,L4", &Decisions::default());
    assert_eq!(ways(&moved), [Settle::LeaveOut]);
    assert!(moved.problems[0].words.ends_with("is in “PBL 2” now, and locked there."), "{}", moved.problems[0].words);
    assert_eq!(ways(&plan(lines, &Decisions::default())), [Settle::LeaveOut]);
    let other_way_round = plan("PBL 1,,,,L2\nPBL 2,,,,L2", &Decisions::default());
    assert_eq!(ways(&other_way_round), [Settle::LeaveOut, Settle::Instead], "who is not locked may");
}
