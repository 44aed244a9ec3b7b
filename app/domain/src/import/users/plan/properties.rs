//! What holds for every file, however odd, and however people decide.

use super::tests::{File, ground, row};
use super::*;
use crate::access::Grant;
use crate::id::UserId;
use crate::import::users::UserField;
use crate::user::{Checked, Profile};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Values of a column: the usual ones, and odd ones.
fn values(field: UserField) -> (&'static [&'static str], &'static [&'static str]) {
    match field {
        UserField::FirstName => (&["Ann", "Ben", "Zoë", "<img src=x onerror=a>", "=HYPERLINK(1)"], &[""]),
        UserField::LastName => (&["Lee", "Ray", "\u{202e}eel"], &["\u{7}"]),
        UserField::Username => (
            &["u1", "u2", "u3", "U4", "u5", "u6", "u7", "u8", "u9"],
            &["alee", "BRAY", "root", "gone", "else", "U1", "u 6"],
        ),
        UserField::Email => (
            &["1@x.io", "2@x.io", "3@x.io", "4@x.io", "5@x.io", "6@x.io", "7@x.io", "8@x.io", "9@x.io", "A@x.io"],
            &["alee@school.test", "bray@school.test", "root@school.test", "a@x.io", "no"],
        ),
        UserField::Organisation => (&["1", "Medicine", "1", "Nursing"], &["9", ""]),
        UserField::Gender => (&["F", "Man"], &["?!"]),
        UserField::InstitutionNumber => (&["", "", "", "", "", "K1", "K2"], &["N1", "n2", "N3", "N5", "k1"]),
        UserField::GradYear => (&["", "2029", "NULL", "2030"], &["20x"]),
        UserField::AccountStatus => (&["", "active", "disabled"], &["?!"]),
        UserField::AccessStart => (&["", "2026-01-01 00:00"], &["soon"]),
        UserField::AccessFinish => (&["", "1900000000"], &["2025-01-01 00:00"]),
        UserField::Department => (&["", "Surgery", "surgery; "], &["10;11", "21", "Magic"]),
        _ => (&["", "Bern", "null", "Basel"], &["\u{1}x"]),
    }
}

/// A line in which mostly nothing is wrong.
fn line() -> impl Strategy<Value = Vec<String>> {
    const VARIED: [UserField; 13] = [
        UserField::FirstName,
        UserField::LastName,
        UserField::Username,
        UserField::Email,
        UserField::Organisation,
        UserField::Gender,
        UserField::InstitutionNumber,
        UserField::GradYear,
        UserField::AccountStatus,
        UserField::AccessStart,
        UserField::AccessFinish,
        UserField::Department,
        UserField::City,
    ];
    const ROLES: [(&str, &str); 7] = [
        ("student", "student"),
        ("student", "student"),
        ("faculty", "faculty"),
        ("faculty", "director"),
        ("staff", "staff"),
        ("medtech", "admin"),
        ("student", "admin"),
    ];
    let picks = prop::collection::vec((0_usize..64, 0_u8..60), VARIED.len());
    (picks, prop::sample::select(&ROLES[..]), 0_usize..6).prop_map(|(picks, (group, role), known)| {
        let pick = |(field, (pick, odd)): (&UserField, (usize, u8))| {
            let (usual, unusual) = values(*field);
            let values = if odd == 0 { unusual } else { usual };
            (*field, values[pick % values.len()])
        };
        let mut cells: Vec<_> = VARIED.iter().zip(picks).map(pick).collect();
        // Someone who is there, by username and by number.
        match known {
            0 => cells.push((UserField::Username, "alee")),
            1 => cells.extend([(UserField::Username, "bray"), (UserField::Email, "BRAY@school.test")]),
            2 => cells.push((UserField::InstitutionNumber, ["N1", "N2", "N3"][cells[0].1.len() % 3])),
            _ => {}
        }
        let (group, role) = if known == 1 { ("faculty", "director") } else { (group, role) };
        cells.extend([(UserField::Group, group), (UserField::Role, role)]);
        row(&cells)
    })
}

fn decisions() -> impl Strategy<Value = Decisions> {
    (any::<[bool; 5]>(), 0_u32..6).prop_map(|([roles, updates, ask, fill, one], row)| {
        let mut decisions = Decisions::default();
        if ask {
            decisions.roles = Answers::all(roles);
            decisions.updates = Answers::all(updates);
        }
        if fill {
            decisions.only_fill = [UserField::FirstName, UserField::City, UserField::Username].into();
        }
        decisions.roles.answer(row, one);
        decisions
    })
}

/// What the store does with the changes.
fn apply(ground: &mut Ground, deed: &[Change]) {
    for change in deed {
        match change {
            Change::Create { account, joins, .. } => {
                let id = UserId(1_000 + i64::try_from(ground.people.len()).unwrap());
                let profile = profile_of(id, 0, account);
                let cohorts = joins.iter().copied().collect();
                ground.people.push(Known { profile, reach: Reach::May, cohorts });
            }
            Change::Update { user, version, account, joins, .. } => {
                let known = ground.people.iter_mut().find(|known| known.profile.id == *user).unwrap();
                assert_eq!((known.profile.version, known.reach, known.profile.deleted), (*version, Reach::May, false));
                known.profile = profile_of(*user, version + 1, account);
                known.cohorts.extend(joins);
            }
        }
    }
    let unique = |key: fn(&Profile) -> String| {
        let all: BTreeSet<String> = ground.people.iter().map(|known| key(&known.profile)).collect();
        assert_eq!(all.len(), ground.people.len());
    };
    unique(|profile| crate::text::fold(&profile.username));
    unique(|profile| profile.email.to_ascii_lowercase());
}

fn profile_of(id: UserId, version: i64, account: &Checked) -> Profile {
    let account = account.clone();
    Profile {
        id,
        version,
        username: account.username,
        email: account.email,
        number: account.number,
        first: account.first,
        middle: account.middle,
        last: account.last,
        gender: account.gender,
        status: account.status,
        access_start: account.access_start,
        access_finish: account.access_finish,
        entry_year: account.entry_year,
        grad_year: account.grad_year,
        student_admin: account.student_admin,
        details: account.details,
        departments: account.departments,
        permissions: account.permissions,
        last_sign_in: None,
        deleted: false,
    }
}

/// The row a change is of, and the grants the account has afterwards that it did not have before.
fn new_grants(change: &Change, ground: &Ground) -> (u32, Vec<Grant>) {
    let (row, account, before) = match change {
        Change::Create { row, account, .. } => (*row, account, Vec::new()),
        Change::Update { row, account, user, .. } => {
            let known = ground.people.iter().find(|known| known.profile.id == *user).unwrap();
            (*row, account, known.profile.permissions.clone())
        }
    };
    let new = account.permissions.iter().filter(|permission| !before.contains(permission));
    (row, new.map(|permission| permission.grant.clone()).collect())
}

/// What someone does to one row.
#[derive(Clone, Debug)]
enum Act {
    Type(UserField, &'static str),
    LeaveOut(bool),
    Update(bool),
    Role(bool),
    Take(UserField, bool),
    /// People are looked up whom the rows name.
    LookUp,
}

fn act() -> impl Strategy<Value = Act> {
    const TYPED: [UserField; 8] = [
        UserField::Username,
        UserField::Username,
        UserField::Email,
        UserField::InstitutionNumber,
        UserField::Organisation,
        UserField::Gender,
        UserField::GradYear,
        UserField::City,
    ];
    let typed = (prop::sample::select(&TYPED[..]), 0_usize..64, any::<bool>()).prop_map(|(field, pick, odd)| {
        let (usual, unusual) = values(field);
        let values = if odd { unusual } else { usual };
        Act::Type(field, values[pick % values.len()])
    });
    prop_oneof![
        8 => typed,
        2 => any::<bool>().prop_map(Act::LeaveOut),
        1 => any::<bool>().prop_map(Act::Update),
        1 => any::<bool>().prop_map(Act::Role),
        1 => (prop::sample::select(&TYPED[..]), any::<bool>()).prop_map(|(field, yes)| Act::Take(field, yes)),
        1 => Just(Act::LookUp),
    ]
}

impl Act {
    fn apply(&self, row: u32, corrections: &mut Corrections, decisions: &mut Decisions) {
        match self {
            Self::Type(field, text) => {
                corrections.edit(row, *field, text);
            }
            Self::LeaveOut(true) => {
                corrections.left_out.insert(row);
            }
            Self::LeaveOut(false) => {
                corrections.left_out.remove(&row);
            }
            Self::Update(yes) => decisions.updates.answer(row, *yes),
            Self::Role(yes) => decisions.roles.answer(row, *yes),
            Self::Take(field, yes) => decisions.take(row, *field, *yes),
            Self::LookUp => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_plan_that_is_kept_up_to_date_is_the_plan_from_scratch(
        lines in prop::collection::vec(line(), 1..9),
        acts in prop::collection::vec((act(), 0_u32..9), 1..24),
    ) {
        let mut file = File::new(&lines, Ground { people: Vec::new(), ..ground() });
        let mut corrections = Corrections::default();
        let mut decisions = Decisions::default();
        let new = |file: &File, corrections: &Corrections, decisions: &Decisions| {
            let sheet = file.sheet(corrections.clone());
            Standing::new(Basis { sheet: &sheet, directory: &file.directory, decisions })
        };
        let mut kept = new(&file, &corrections, &decisions);
        let mut people = ground().people;
        for (act, row) in acts {
            let at = row as usize % lines.len();
            act.apply(u32::try_from(at).unwrap() + 2, &mut corrections, &mut decisions);
            let mut places: BTreeSet<usize> = [at].into();
            if let (Act::LookUp, Some(known)) = (&act, people.pop()) {
                let id = known.profile.id;
                prop_assert!(!file.directory.add([known]));
                places.extend(kept.rows_about(&[id], &file.directory));
            }
            let sheet = file.sheet(corrections.clone());
            kept.replan(places, Basis { sheet: &sheet, directory: &file.directory, decisions: &decisions });
            let fresh = new(&file, &corrections, &decisions);
            prop_assert_eq!(kept.groups(), fresh.groups());
            prop_assert_eq!(kept.classes(), fresh.classes());
            prop_assert_eq!(kept.digest(), fresh.digest());
            prop_assert_eq!(kept.plan_now(), fresh.into_plan());
        }
    }

    #[test]
    fn what_is_done_is_allowed_and_doing_it_again_changes_nothing(
        lines in prop::collection::vec(line(), 1..7),
        decisions in decisions(),
    ) {
        let before = ground();
        let file = File::new(&lines, before.clone());
        let sheet = file.sheet(Corrections::default());
        let plan = Plan::new(&sheet, &file.directory, &decisions);
        prop_assert_eq!(Plan::new(&sheet, &file.directory, &decisions).digest(), plan.digest());
        let deed: Vec<Change> = plan.deed(&sheet, &file.directory).collect();
        prop_assert_eq!(deed.len(), plan.counts.created + plan.counts.updated);
        for change in &deed {
            let (row, grants) = new_grants(change, &before);
            prop_assert!(grants.iter().all(|grant| file.directory.gives(grant)));
            let planned = plan.rows.iter().find(|planned| planned.row == row).unwrap();
            prop_assert!(planned.is_done() && plan.problems_of(row).is_empty());
        }
        for planned in &plan.rows {
            prop_assert_eq!(planned.outcome == Outcome::Problem, !plan.problems_of(planned.row).is_empty());
        }
        let mut after = before;
        apply(&mut after, &deed);
        let file = File::new(&lines, after);
        let again = file.plan(&decisions);
        for (first, second) in plan.rows.iter().zip(&again.rows) {
            if first.is_done() || first.outcome == Outcome::Unchanged {
                prop_assert_eq!(&second.outcome, &Outcome::Unchanged, "{:?} {:?}", first, second);
            }
        }
        // What was wrong with a row may be right the second time (`a_row_whose_name_another_row_gives_up_is_done_the_second_time`): only where
        // nothing was wrong, nothing is left to do.
        if plan.problems.is_empty() {
            prop_assert_eq!(again.counts.created + again.counts.updated, 0);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (lines, order) in prop::collection::vec(line(), 1..7).prop_flat_map(|lines| {
            let order: Vec<usize> = (0..lines.len()).collect();
            (Just(lines), Just(order).prop_shuffle())
        }),
    ) {
        let outcomes = |lines: &[Vec<String>]| {
            let plan = File::new(lines, ground()).plan(&Decisions::default());
            let said = |row: RowPlan| (row.outcome, row.user, row.differences, row.joins);
            plan.rows.into_iter().map(said).collect::<Vec<_>>()
        };
        let straight = outcomes(&lines);
        let shuffled: Vec<Vec<String>> = order.iter().map(|at| lines[*at].clone()).collect();
        let expected: Vec<_> = order.iter().map(|at| straight[*at].clone()).collect();
        prop_assert_eq!(outcomes(&shuffled), expected);
    }
}
