//! Whatever a file holds and whatever people do with it, in whatever order: an answer each, never a panic, and the
//! server makes the plan that was seen.

use super::super::plan::{Known, Plan, ValueChoice, tests::ground};
use super::tests::ground_of_nobody;
use super::*;
use crate::import::file::Choice;
use proptest::prelude::*;

/// A file that is mostly one of users, or none at all.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop::sample::select(vec![
        "Ann",
        "Lee",
        "alee",
        "bray",
        "root",
        "else",
        "alee@school.test",
        "bray@school.test",
        "a@x.io",
        "b@x.io",
        "1",
        "2",
        "Medicine",
        "F",
        "Woman",
        "Divers",
        "student",
        "faculty",
        "director",
        "lecturer",
        "N1",
        "n2",
        "N5",
        "2029",
        "",
        " ",
        "NULL",
        "=1+1",
        "'=1",
        "\"a;b\"",
        "\"x\"\"y\"",
        "Surgery; Magic",
        "\u{202e}evil",
        "\u{7}",
        "é",
    ]);
    let line = prop::collection::vec(cell, 0..14).prop_map(|cells| cells.join(";"));
    let header = prop::sample::select(vec![
        "First Name;Last Name;Username;Email;Organisation;Gender;Group;Role;Student Number;Department;Notes;Problem",
        "Username;Email;Username;Email;Sex;Role;Group;Org;Name",
        "",
    ]);
    let users = (header, prop::collection::vec(line, 0..8), prop::sample::select(vec!["\n", "\r\n", "\r"]));
    let users = users.prop_map(|(header, lines, end)| format!("{header}{end}{}", lines.join(end)).into_bytes());
    prop_oneof![
        6 => users,
        1 => prop::collection::vec(any::<u8>(), 0..300),
        1 => prop::collection::vec(prop::sample::select(b"\",;\r\n\t|aN1@".to_vec()), 0..300),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    use crate::import::users::plan::Kind;
    prop::sample::select(vec![
        Filter::All,
        Filter::Created,
        Filter::Updated,
        Filter::Unchanged,
        Filter::Skipped,
        Filter::Asked,
        Filter::Undecided,
        Filter::Problems,
        Filter::Refused,
        Filter::Moved,
        Filter::Problem { kind: Kind::Unknown, field: Some(UserField::Gender) },
        Filter::Problem { kind: Kind::SurplusCells, field: None },
    ])
}

#[derive(Clone, Debug)]
enum Act {
    Edit(Edit),
    Undo,
    Redo,
    ChooseValue(ValueChoice),
    Choose(UserField, Option<usize>),
    Match,
    LookUpAgain,
    Reread(Choice),
}

fn act() -> impl Strategy<Value = Act> {
    let field = || {
        prop::sample::select(vec![
            UserField::Username,
            UserField::Email,
            UserField::Gender,
            UserField::Department,
            UserField::Organisation,
            UserField::Notes,
            UserField::Salt,
        ])
    };
    let text =
        || prop::sample::select(vec!["", "alee", "F", "2", "U", "10;11", "x", "root@school.test", "'=1", "null"]);
    let row = || 0_u32..12;
    let edit = prop_oneof![
        6 => (row(), field(), text(), any::<bool>()).prop_map(|(row, field, text, everywhere)| {
            Edit::Cell { row, field, text: text.to_owned(), everywhere }
        }),
        1 => (prop::collection::vec(row(), 0..4), any::<bool>()).prop_map(|(rows, out)| Edit::LeaveOut { rows, out }),
        1 => (filter(), any::<bool>()).prop_map(|(filter, out)| Edit::LeaveOutAll { filter, out }),
        1 => row().prop_map(|row| Edit::AsItIs { row }),
        1 => (row(), any::<bool>()).prop_map(|(row, yes)| Edit::Update { row, yes }),
        1 => any::<bool>().prop_map(|yes| Edit::UpdateAll { yes }),
        1 => (row(), any::<bool>()).prop_map(|(row, yes)| Edit::Role { row, yes }),
        1 => any::<bool>().prop_map(|yes| Edit::RoleAll { yes }),
        2 => (row(), field(), any::<bool>()).prop_map(|(row, field, yes)| Edit::Take { row, field, yes }),
        1 => (field(), any::<bool>()).prop_map(|(field, on)| Edit::OnlyFill { field, on }),
    ];
    let choice = (field(), text(), prop::option::of(text())).prop_map(|(field, text, code)| {
        Act::ChooseValue(ValueChoice { field, text: text.to_owned(), code: code.map(str::to_owned) })
    });
    prop_oneof![
        12 => edit.prop_map(Act::Edit),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => choice,
        1 => (field(), prop::option::of(0_usize..15)).prop_map(|(field, column)| Act::Choose(field, column)),
        1 => Just(Act::Match),
        1 => Just(Act::LookUpAgain),
        1 => any::<Option<bool>>().prop_map(|header| Act::Reread(Choice { header, ..Choice::default() })),
    ]
}

fn act_on(desk: &mut Desk, act: Act) {
    match act {
        Act::Edit(edit) => {
            desk.edit(edit);
        }
        Act::Undo => {
            desk.undo();
        }
        Act::Redo => {
            desk.redo();
        }
        Act::ChooseValue(choice) => {
            desk.choose_value(choice);
        }
        Act::Choose(field, column) => {
            desk.choose(field, column);
        }
        Act::Match => {
            let kept = desk.keep();
            desk.match_columns(ground_of_nobody(), kept);
        }
        Act::LookUpAgain => desk.look_up_again(ground_of_nobody()),
        Act::Reread(choice) => {
            let _ = desk.reread(choice);
        }
    }
    let _ = desk.wanted_after_edit();
    desk.found(people());
}

/// Everyone at once, whoever was wanted.
fn people() -> Vec<Known> {
    ground().people
}

fn look_at(desk: &mut Desk, filter: Filter, from: usize) -> Review {
    let review = desk.review();
    let rows = desk.rows(filter, from, 5);
    assert!(rows.rows.len() <= 5 && rows.rows.len() <= rows.total);
    for (at, row) in (from..).zip(&rows.rows) {
        assert_eq!(row.cells.len(), review.fields.len());
        assert_eq!(desk.find(filter, row.row), Some(at));
        let one = desk.row(filter, at).unwrap();
        assert_eq!((&one.view, one.at, one.total), (row, at, rows.total));
    }
    assert_eq!(desk.row(filter, rows.total), None);
    let counts = review.counts;
    let all = [
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.skipped,
        counts.undecided,
        counts.refused,
        counts.problems,
    ];
    assert_eq!(all.iter().sum::<usize>(), counts.rows);
    review
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_at_the_desk_panics_and_the_server_sees_the_same(
        bytes in file(),
        acts in prop::collection::vec((act(), filter(), 0_usize..6), 0..14),
    ) {
        let mut desk = Desk::new();
        let _ = beginning("x.csv", &bytes, Choice::default());
        let is_read = desk.open("x.csv", bytes.clone(), Choice::default()).is_ok();
        prop_assert_eq!(desk.bytes(), &bytes);
        desk.match_columns(ground_of_nobody(), None);
        desk.found(people());
        for (act, filter, from) in acts {
            look_at(&mut desk, filter, from);
            act_on(&mut desk, act);
            prop_assert_eq!(desk.bytes(), &bytes);
        }
        let review = look_at(&mut desk, Filter::All, 0);
        prop_assert!(is_read || review.counts.rows == 0 || !bytes.is_empty());
        let _ = desk.problem_rows();
        if let Some(commit) = desk.commit(Options::default()) {
            let sent = Sent::open(bytes, commit).unwrap();
            let directory = Directory::new(ground());
            let plan = Plan::new(&sent.sheet(&directory), &directory, &sent.commit().decisions);
            prop_assert_eq!(plan.counts, review.counts);
            prop_assert_eq!(plan.digest(), sent.commit().digest);
        }
    }

    #[test]
    fn undo_goes_all_the_way_back(bytes in file(), acts in prop::collection::vec(act(), 1..14)) {
        let mut desk = Desk::new();
        if desk.open("x.csv", bytes, Choice::default()).is_err() {
            return Ok(());
        }
        desk.match_columns(ground_of_nobody(), None);
        desk.found(people());
        let first = (desk.review(), desk.rows(Filter::All, 0, 100));
        let acts = acts.into_iter().filter(|act| matches!(act, Act::Edit(_) | Act::Undo | Act::Redo | Act::ChooseValue(_)));
        for act in acts {
            act_on(&mut desk, act);
        }
        let last = Review { redo: None, ..desk.review() };
        let mut steps = 0;
        while desk.review().undo.is_some() {
            desk.undo();
            steps += 1;
        }
        let back = (Review { redo: None, ..desk.review() }, desk.rows(Filter::All, 0, 100));
        prop_assert_eq!(back, first);
        for _ in 0..steps {
            desk.redo();
        }
        prop_assert_eq!(Review { redo: None, ..desk.review() }, last);
    }
}
