//! What becomes of rows in which nothing is wrong.

use super::*;
use UserField::*;

fn plan_of(row: Vec<String>, decisions: &Decisions) -> RowPlan {
    let plan = File::new(&[row], ground()).plan(decisions);
    assert_eq!(plan.problems, []);
    plan.rows.into_iter().next().unwrap()
}

fn change_of(row: Vec<String>, decisions: &Decisions) -> Change {
    File::new(&[row], ground()).deed(decisions).pop().unwrap()
}

#[test]
fn a_new_user_is_created_with_everything_and_joins_the_class() {
    let cells = row(&[
        (InstitutionNumber, "N9"),
        (GradYear, "2029"),
        (Department, "Surgery;11"),
        (AccessFinish, "2030-01-02 03:04"),
        (AccountStatus, "disabled"),
        (Prefix, "Doctor"),
        (Notes, "=1+1"),
        (Password, "5f4dcc3b5aa765d61d8327deb882cf99"),
        (Salt, "s"),
    ]);
    let planned = plan_of(cells.clone(), &Decisions::default());
    assert_eq!(planned.words(), "Created; joins Class of 2029");
    let Change::Create { account, password, joins, .. } = change_of(cells, &Decisions::default()) else { panic!() };
    assert_eq!((account.username.as_str(), account.number.as_deref()), ("znew", Some("N9")));
    assert_eq!(account.permissions[0].grant, grant(1, "student", "student"));
    assert_eq!(account.departments, [DepartmentId(10), DepartmentId(11)]);
    assert_eq!(account.status, crate::person::AccountStatus::Disabled);
    assert_eq!(account.access_finish, user::parse_moment("2030-01-02 03:04"));
    assert_eq!(account.details[&user::Detail::Prefix], "Dr.");
    assert_eq!(account.details[&user::Detail::Comments], "=1+1");
    assert_eq!((password.unwrap().scheme, joins), (Scheme::Md5, Some(CohortId(100))));
}

#[test]
fn only_learners_join_a_class() {
    let cells = [(GradYear, "2029"), (Group, "faculty"), (Role, "lecturer")];
    assert_eq!(plan_of(row(&cells), &Decisions::default()).words(), "Created");
    let nursing = [(GradYear, "2029"), (Organisation, "2")];
    assert_eq!(plan_of(row(&nursing), &Decisions::default()).joins, None);
}

#[test]
fn the_same_again_is_unchanged_and_what_differs_is_updated() {
    assert_eq!(plan_of(same(1, &[]), &Decisions::default()).outcome, Outcome::Unchanged);
    let cells = same(1, &[(FirstName, "Anna"), (City, "Bern"), (GradYear, "2029")]);
    let planned = plan_of(cells.clone(), &Decisions::default());
    assert_eq!(planned.words(), "Updated, 3 fields changed; joins Class of 2029");
    let said: Vec<_> = planned.differences.iter().map(|d| (d.field, d.old.as_str(), d.new.as_str())).collect();
    assert_eq!(said, [(FirstName, "Ann", "Anna"), (GradYear, "", "2029"), (City, "", "Bern")]);
    let Change::Update { user, version, account, changed, given, .. } = change_of(cells, &Decisions::default()) else {
        panic!()
    };
    assert_eq!((user, version, given), (UserId(1), 7, None));
    assert_eq!(changed, [FirstName, GradYear, City]);
    assert_eq!((account.first.as_str(), account.last.as_str()), ("Anna", "Lee"));
}

#[test]
fn a_column_may_only_fill_what_is_empty() {
    let decisions = Decisions { only_fill: [FirstName, City].into(), ..Decisions::default() };
    let planned = plan_of(same(1, &[(FirstName, "Anna")]), &decisions);
    assert_eq!(planned.outcome, Outcome::Unchanged);
    assert_eq!(planned.differences.iter().map(|d| (d.field, d.taken)).collect::<Vec<_>>(), [(FirstName, false)]);
    let Change::Update { account, changed, .. } =
        change_of(same(1, &[(FirstName, "Anna"), (City, "Bern")]), &decisions)
    else {
        panic!()
    };
    assert_eq!((account.first.as_str(), changed), ("Ann", vec![City]));
}

#[test]
fn departments_change_in_the_organisation_of_the_row_only() {
    let cells = same(2, &[(Department, "10")]);
    let planned = plan_of(cells.clone(), &Decisions::default());
    assert_eq!((planned.differences[0].old.as_str(), planned.differences[0].new.as_str()), ("Anatomy", "Surgery"));
    let Change::Update { account, .. } = change_of(cells, &Decisions::default()) else { panic!() };
    assert_eq!(account.departments, [DepartmentId(21), DepartmentId(99), DepartmentId(10)]);
    assert_eq!(plan_of(same(2, &[(Department, "anatomy")]), &Decisions::default()).outcome, Outcome::Unchanged);
}

#[test]
fn a_new_role_asks_and_takes_the_place_of_the_old_one() {
    let cells = same(2, &[(Role, "director")]);
    let file = File::new(std::slice::from_ref(&cells), ground());
    let undecided = file.plan(&Decisions::default());
    assert_eq!(undecided.rows[0].outcome, Outcome::Ask { held: vec!["faculty".to_owned()], answer: None });
    assert_eq!((undecided.open(), undecided.counts.undecided), (1, 1));
    assert_eq!(file.deed(&Decisions::default()), []);

    let no = Decisions { roles: Answers::all(false), ..Decisions::default() };
    assert_eq!((file.plan(&no).counts.skipped, file.deed(&no).len()), (1, 0));

    let mut one = no;
    one.roles.answer(2, true);
    assert_eq!(file.plan(&one).rows[0].words(), "New role, was faculty");
    let Change::Update { account, given, taken, .. } = change_of(cells, &one) else { panic!() };
    assert_eq!(given, Some(grant(1, "faculty", "director")));
    assert_eq!(taken, [grant(1, "faculty", "faculty")]);
    assert_eq!(account.permissions.len(), 1);
}

#[test]
fn another_group_is_added_to_what_is_held() {
    let cells = same(2, &[(Group, "staff"), (Role, "staff"), (City, "Bern")]);
    assert_eq!(plan_of(cells.clone(), &Decisions::default()).words(), "Permission added, 1 field changed");
    let Change::Update { account, given, taken, .. } = change_of(cells, &Decisions::default()) else { panic!() };
    assert_eq!((given, taken), (Some(grant(1, "staff", "staff")), vec![]));
    assert_eq!(account.permissions.len(), 2);
}

#[test]
fn updates_are_made_for_all_none_or_one_by_one() {
    let rows = [same(1, &[(City, "Bern")]), same(2, &[(City, "Bern")])];
    let file = File::new(&rows, ground());
    let mut decisions = Decisions { updates: Answers::all(false), ..Decisions::default() };
    assert_eq!(file.plan(&decisions).counts.skipped, 2);
    decisions.updates.answer(3, true);
    let plan = file.plan(&decisions);
    assert_eq!((&plan.rows[0].outcome, &plan.rows[1].outcome), (&Outcome::Declined, &Outcome::Update));
}

#[test]
fn what_is_beyond_the_importer_is_refused_by_name() {
    for (cells, refusal, words) in [
        (row(&[(Group, "medtech"), (Role, "admin")]), Refusal::Grant, "You may not give medtech:admin in Medicine."),
        (
            row(&[(Organisation, "2"), (Group, "staff"), (Role, "admin")]),
            Refusal::Grant,
            "You may not give staff:admin in Nursing.",
        ),
        (
            same(1, &[(Group, "medtech"), (Role, "admin")]),
            Refusal::Grant,
            "You may not give medtech:admin in Medicine.",
        ),
        (
            same(3, &[(FirstName, "Robert")]),
            Refusal::Rank,
            "Oot, Rob (N3) outranks you: an import does not change this account.",
        ),
        (
            same(3, &[(Group, "staff"), (Role, "staff")]),
            Refusal::Rank,
            "Oot, Rob (N3) outranks you: an import does not change this account.",
        ),
        (
            same(5, &[(Organisation, "1")]),
            Refusal::Elsewhere,
            "Someone in another organisation, whose users you do not manage, has this number, username or e-mail.",
        ),
    ] {
        let file = File::new(&[cells], ground());
        let plan = file.plan(&Decisions::default());
        assert_eq!(plan.rows[0].outcome, Outcome::Refused { refusal, words: words.to_owned() });
        assert_eq!((plan.rows[0].differences.is_empty() || refusal != Refusal::Elsewhere, plan.open()), (true, 1));
        assert_eq!(file.deed(&Decisions::default()), []);
    }
    assert_eq!(plan_of(same(3, &[]), &Decisions::default()).outcome, Outcome::Unchanged);
}

#[test]
fn what_opens_an_account_is_not_for_everyone_who_may_change_it() {
    let shared = "Oth, Bo (N7) also belongs to another organisation: username, e-mail address, status and access \
                  dates are for an administrator of all of them.";
    let own = "This is your own account: your import does not change its username, e-mail address, status, access \
               dates or role, nor make you a student, whom the administration is closed to. Another administrator can.";
    for (id, cells, refused) in [
        (7, (Email, "mine@x.test"), Some(shared)),
        (7, (AccountStatus, "disabled"), Some(shared)),
        (7, (AccessFinish, "2030-01-01 00:00"), Some(shared)),
        (7, (City, "Bern"), None),
        (7, (Role, "lecturer"), None),
        (8, (AccountStatus, "disabled"), Some(own)),
        (8, (Role, "staff"), Some(own)),
        (8, (City, "Bern"), None),
    ] {
        let planned = plan_of(same(id, &[cells]), &Decisions { roles: Answers::all(true), ..Decisions::default() });
        match refused {
            Some(words) => {
                let refusal = Refusal::Opens;
                assert_eq!(planned.outcome, Outcome::Refused { refusal, words: words.to_owned() }, "{cells:?}");
            }
            None => assert!(planned.is_done(), "{cells:?}: {:?}", planned.outcome),
        }
    }
    let masked = plan_of(same(9, &[(Group, "faculty"), (Role, "faculty")]), &Decisions::default());
    assert!(matches!(masked.outcome, Outcome::Refused { refusal: Refusal::Rank, .. }), "{masked:?}");
    assert_eq!(plan_of(same(9, &[]), &Decisions::default()).outcome, Outcome::Unchanged);
    let student = same(8, &[(Group, "student"), (Role, "student")]);
    let refused = Outcome::Refused { refusal: Refusal::Opens, words: own.to_owned() };
    assert_eq!(plan_of(student, &Decisions::default()).outcome, refused, "the administration would be closed to them");
    let own_and_more = same(8, &[(Group, "faculty"), (Role, "faculty")]);
    assert_eq!(plan_of(own_and_more, &Decisions::default()).outcome, Outcome::AddGrant);
    let fill = Decisions { only_fill: [Email].into(), ..Decisions::default() };
    assert_eq!(plan_of(same(7, &[(Email, "mine@x.test")]), &fill).outcome, Outcome::Unchanged);
}

#[test]
fn nobody_is_made_an_admin_under_a_mask() {
    let ground = || Ground { masked: true, ..ground() };
    let outcome = |cells| File::new(&[cells], ground()).plan(&Decisions::default()).rows.remove(0).outcome;
    let words = "You act under a permission mask: nobody is made an administrator under one.".to_owned();
    let admin = [(Group, "staff"), (Role, "admin")];
    assert_eq!(outcome(same(2, &admin)), Outcome::Refused { refusal: Refusal::Grant, words });
    assert_eq!(outcome(same(2, &[(Group, "staff"), (Role, "staff")])), Outcome::AddGrant);
}

#[test]
fn who_is_meant_is_told_by_number_then_username_then_email() {
    for (cells, expected) in [
        (same(2, &[(Username, "new"), (Email, "new@x.test")]), 2),
        (same(2, &[(InstitutionNumber, "N77"), (Email, "new@x.test")]), 2),
        (same(2, &[(InstitutionNumber, ""), (Username, "new"), (Email, "BRAY@school.test")]), 2),
        (same(1, &[]), 1),
        (same(6, &[]), 6),
    ] {
        assert_eq!(plan_of(cells, &Decisions::default()).user, Some(UserId(expected)));
    }
}

#[test]
fn a_number_of_another_organisation_makes_nobody_the_same_person() {
    for cells in [row(&[(InstitutionNumber, "N2"), (Organisation, "2")]), row(&[(InstitutionNumber, "N5")])] {
        let row = plan_of(cells, &Decisions::default());
        assert_eq!((row.outcome, row.user), (Outcome::Create, None));
    }
    let named = row(&[(InstitutionNumber, "N2"), (Organisation, "2"), (Username, "bray"), (Email, "bray@school.test")]);
    assert_eq!(plan_of(named, &Decisions::default()).user, Some(UserId(2)));
}

#[test]
fn a_password_of_someone_who_is_there_stays() {
    let cells = same(1, &[(City, "Bern"), (Password, &"ab".repeat(32)), (Salt, "s")]);
    assert_eq!(plan_of(cells, &Decisions::default()).words(), "Updated, 1 field changed; keeps the password");
}

#[test]
fn times_must_fit_those_the_account_has() {
    let mut ground = ground();
    ground.people[0].profile.access_start = user::parse_moment("2030-01-01");
    let plan = File::new(&[same(1, &[(AccessFinish, "2029-01-01 00:00")])], ground).plan(&Decisions::default());
    assert_eq!((plan.problems[0].kind, plan.problems[0].row), (Kind::WrongOrder, 2));
}

#[test]
fn the_digest_tells_what_is_done_and_on_which_version() {
    let digest = |rows: &[Vec<String>], ground: Ground| File::new(rows, ground).plan(&Decisions::default()).digest();
    let one = [same(1, &[(City, "Bern")])];
    let first = digest(&one, ground());
    assert_eq!(digest(&one, ground()), first);
    assert_eq!(digest(&[one[0].clone(), same(2, &[])], ground()), first);
    assert_ne!(digest(&[same(1, &[(City, "Basel")])], ground()), first);
    let mut moved = ground();
    moved.people[0].profile.version = 8;
    assert_ne!(digest(&one, moved), first);
    assert_ne!(digest(&[one[0].clone(), row(&[(Gender, "?x")])], ground()), first);
    assert_ne!(digest(&[row(&[])], ground()), digest(&[row(&[(Notes, "x")])], ground()));
}

#[test]
fn a_row_whose_name_another_row_gives_up_is_done_the_second_time() {
    let names = [(Username, "alee"), (Email, "alee@school.test")];
    let lines = [same(2, &names), same(1, &[(Username, "u1"), (Email, "u1@school.test")])];
    let before = File::new(&lines, ground());
    let first = before.plan(&Decisions::default());
    let outcomes = |plan: &Plan| plan.rows.iter().map(|row| row.outcome.clone()).collect::<Vec<_>>();
    // The number is of one, the names are of the other: nothing is done for the row while that is so.
    assert_eq!(outcomes(&first), [Outcome::Problem, Outcome::Update]);
    let mut after = ground();
    for change in before.deed(&Decisions::default()) {
        let Change::Update { user, account, .. } = change else { panic!() };
        let known = after.people.iter_mut().find(|known| known.profile.id == user).unwrap();
        (known.profile.username, known.profile.email) = (account.username, account.email);
    }
    let second = File::new(&lines, after).plan(&Decisions::default());
    assert_eq!(outcomes(&second), [Outcome::Update, Outcome::Unchanged]);
}
