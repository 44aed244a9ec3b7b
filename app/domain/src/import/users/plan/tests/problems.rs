//! What is said of cells and between rows.

use super::*;
use UserField::*;

/// The problems of one row as (field, kind, words).
fn problems(cells: &[(UserField, &str)]) -> Vec<(UserField, Kind, String)> {
    let plan = File::new(&[row(cells)], ground()).plan(&Decisions::default());
    assert_eq!(plan.rows[0].outcome == Outcome::Problem, !plan.problems.is_empty());
    plan.problems.into_iter().map(|problem| (problem.field.unwrap(), problem.kind, problem.words)).collect()
}

#[test]
fn each_wrong_cell_is_named() {
    let long = "x".repeat(201);
    let note = "x".repeat(2_001);
    let list = "a;".repeat(100_000);
    for (field, text, kind, words) in [
        (FirstName, "", Kind::Missing, "First Name is required and is blank here."),
        (LastName, "NULL", Kind::Missing, "Last Name is required and is blank here."),
        (Username, "", Kind::Missing, "Username is required"),
        (Email, "null", Kind::Missing, "Email is required"),
        (Organisation, "", Kind::Missing, "Organisation is required"),
        (Gender, "", Kind::Missing, "Gender is required"),
        (Group, "", Kind::Missing, "Group is required"),
        (Role, "", Kind::Missing, "Role is required"),
        (Username, "z new", Kind::BadUsername, "“z new” has spaces"),
        (Email, "znew", Kind::BadEmail, "“znew” is no e-mail address"),
        (AltEmail, "a@b", Kind::BadEmail, "“a@b” is no e-mail address"),
        (Gender, "Martian", Kind::Unknown, "“Martian” is not known here as gender. It may be Female (F), Male (M),"),
        (Group, "wizard", Kind::Unknown, "“wizard” is not known here as group. It may be student, faculty,"),
        (Role, "king", Kind::Unknown, "“king” is not known here as role."),
        (Role, "director", Kind::Unknown, "The group student has no role director."),
        (Organisation, "77", Kind::Unknown, "“77” is not known here as organisation. It may be Medicine (1)"),
        (AccountStatus, "asleep", Kind::Unknown, "“asleep” is not known here as account status."),
        (Prefix, "Lord", Kind::Unknown, "“Lord” is not known here as prefix."),
        (Department, "10; Magic", Kind::Unknown, "“Magic” is not known here as a department."),
        (Department, "21", Kind::Unknown, "“21” is no department of Medicine."),
        (Department, list.as_str(), Kind::TooLong, "This is too long for a list of departments: 4000 bytes at most."),
        (AccessStart, "tomorrow", Kind::BadTime, "“tomorrow” is no time: type it as 2026-11-30 18:00 (UTC)"),
        (AccessFinish, "2026-02-31 10:00", Kind::BadTime, "“2026-02-31 10:00” is no time"),
        (EntryYear, "26", Kind::BadYear, "“26” is no year: type it as 2029."),
        (GradYear, "soon", Kind::BadYear, "“soon” is no year"),
        (FirstName, long.as_str(), Kind::TooLong, "This is too long: 200 characters at most."),
        (Notes, note.as_str(), Kind::TooLong, "This is too long: 2000 characters at most."),
        (LastName, "a\u{7}b", Kind::HiddenCharacters, "This has line breaks or other hidden characters in it."),
        (City, "a\nb", Kind::HiddenCharacters, "This has line breaks"),
        (Salt, "pepper", Kind::BadPassword, "There is a salt without a password."),
    ] {
        let said = problems(&[(field, text)]);
        let [(at, of, said)] = &said[..] else { panic!("{field:?} {text}: {said:?}") };
        assert_eq!((*at, *of), (field, kind), "{text}");
        assert!(said.starts_with(words), "{said}");
    }
}

#[test]
fn all_that_is_wrong_with_a_row_is_said_at_once() {
    let said = problems(&[
        (Email, "nobody at all"),
        (Gender, "?!x"),
        (EntryYear, "2029"),
        (GradYear, "2026"),
        (AccessStart, "2026-11-30 18:00"),
        (AccessFinish, "1512086400"),
    ]);
    let kinds: Vec<(UserField, Kind)> = said.iter().map(|(field, kind, _)| (*field, *kind)).collect();
    let expected = [
        (Email, Kind::BadEmail),
        (Gender, Kind::Unknown),
        (AccessFinish, Kind::WrongOrder),
        (GradYear, Kind::WrongOrder),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn what_is_right_is_left_alone() {
    for (field, text) in [
        (Gender, "Woman"),
        (Group, "Student"),
        (Organisation, "Medicine"),
        (Department, "surgery; 11"),
        (AccountStatus, "aktiv"),
        (AccessStart, "1512086400"),
        (AccessStart, "2017-12-01 12:35"),
        (Notes, "two\nlines\tand =SUM(A1)"),
        (FirstName, "<img src=x onerror=alert(1)>"),
        (FirstName, "\u{202e}evil"),
        (Telephone, "'+49 30 1"),
        (Password, "NULL"),
    ] {
        assert_eq!(problems(&[(field, text)]), [], "{field:?} {text}");
    }
}

#[test]
fn a_password_that_may_be_plain_is_never_quoted() {
    let said = problems(&[(Password, "hunter2-hunter2"), (Salt, "x")]);
    assert_eq!(said.len(), 1);
    assert!(said[0].1 == Kind::BadPassword && !said[0].2.contains("hunter2"), "{said:?}");
}

#[test]
fn long_texts_are_quoted_in_part() {
    let said = problems(&[(Gender, &"é".repeat(150))]);
    assert!(said[0].2.starts_with(&format!("“{}…”", "é".repeat(60))), "{said:?}");
}

#[test]
fn rows_that_share_a_key_name_each_other() {
    let base = |username: &str, more: &[(UserField, &str)]| {
        let email = format!("{username}@x.test");
        let mut cells = vec![(Username, username), (Email, email.as_str())];
        cells.extend(more);
        row(&cells)
    };
    for (first, second, field, words) in [
        (base("one", &[]), base("ONE", &[(Email, "2@x.test")]), Username, "the same username."),
        (base("one", &[(Email, "A@x.test")]), base("two", &[(Email, "a@X.test")]), Email, "the same e-mail."),
        (
            base("one", &[(InstitutionNumber, "K1")]),
            base("two", &[(InstitutionNumber, "k1")]),
            InstitutionNumber,
            "the same institution number.",
        ),
    ] {
        let plan = File::new(&[first, base("mid", &[]), second], ground()).plan(&Decisions::default());
        let said: Vec<_> = plan.problems.iter().map(|p| (p.row, p.field, p.words.clone())).collect();
        let expected = [(2, 4), (4, 2)].map(|(row, other)| (row, Some(field), format!("Row {other} has {words}")));
        assert_eq!(said, expected);
        assert_eq!((plan.counts.problems, plan.counts.created), (2, 1));
    }
}

#[test]
fn a_row_left_out_is_nobodys_twin() {
    let file = File::new(&[row(&[]), row(&[])], ground());
    let corrections = Corrections { left_out: [3].into(), ..Corrections::default() };
    let plan = Plan::new(&file.sheet(corrections), &file.directory, &Decisions::default());
    assert_eq!(plan.rows.iter().map(|row| &row.outcome).collect::<Vec<_>>(), [&Outcome::Create, &Outcome::LeftOut]);
    assert_eq!((plan.counts.created, plan.counts.skipped, plan.open()), (1, 1, 0));
}

#[test]
fn two_rows_about_one_person_are_a_problem_of_both() {
    let by_number = same(2, &[(Username, "other"), (Email, "other@x.test")]);
    let by_username = same(2, &[(InstitutionNumber, ""), (Email, "third@x.test")]);
    let plan = File::new(&[by_number, by_username], ground()).plan(&Decisions::default());
    let said: Vec<_> = plan.problems.iter().map(|p| (p.row, p.words.as_str())).collect();
    assert_eq!(
        said,
        [(2, "Row 3 is about the same person: Ray, Ben (N2)."), (3, "Row 2 is about the same person: Ray, Ben (N2)."),]
    );
    assert_eq!(plan.counts.problems, 2);
}

#[test]
fn keys_of_different_people_and_deleted_accounts_are_problems() {
    for (cells, field, kind, words) in [
        (
            same(2, &[(Username, "alee")]),
            Username,
            Kind::DifferentPeople,
            "The institution number is of Ray, Ben (N2), but the username is of Lee, Ann (N1).",
        ),
        (
            same(2, &[(Email, "else@school.test")]),
            Email,
            Kind::DifferentPeople,
            "The institution number is of Ray, Ben (N2), but the e-mail is of someone in another organisation.",
        ),
        (
            row(&[(Username, "GONE")]),
            Username,
            Kind::Deleted,
            "The account of One, Gil (N4) was deleted. Reactivate it under Manage Users first, or leave this row out.",
        ),
    ] {
        let plan = File::new(&[cells], ground()).plan(&Decisions::default());
        let [problem] = &plan.problems[..] else { panic!("{:?}", plan.problems) };
        assert_eq!((problem.field, problem.kind, problem.words.as_str()), (Some(field), kind, words));
    }
}

#[test]
fn the_same_mistake_is_fixed_everywhere_and_back() {
    let wrong = |name: &str| row(&[(Username, name), (Email, &format!("{name}@x.test")), (Gender, "Femail")]);
    let file = File::new(&[wrong("a"), row(&[]), wrong("b")], ground());
    let mut sheet = file.sheet(Corrections::default());
    let before = Plan::new(&sheet, &file.directory, &Decisions::default());
    assert_eq!(before.bad_rows().collect::<Vec<_>>(), [2, 4]);
    let rows = sheet.rows_with(Gender, " Femail ");
    assert_eq!(rows, [2, 4]);
    let undo = sheet.corrections.to_mut().edit_all(&rows, Gender, "F");
    assert_eq!(undo.cells(), 2);
    assert_eq!(Plan::new(&sheet, &file.directory, &Decisions::default()).counts.created, 3);
    sheet.corrections.to_mut().undo(undo);
    assert_eq!(*sheet.corrections, Corrections::default());
    assert_eq!(Plan::new(&sheet, &file.directory, &Decisions::default()), before);
}

#[test]
fn a_value_that_someone_explained_is_known() {
    let file = File::new(&[row(&[(Group, "Undergrad")])], ground());
    let choices = vec![ValueChoice { field: Group, text: "undergrad".to_owned(), code: Some("student".to_owned()) }];
    let sheet = file.sheet(Corrections { choices, ..Corrections::default() });
    assert_eq!(Plan::new(&sheet, &file.directory, &Decisions::default()).counts.created, 1);
    assert_eq!(file.plan(&Decisions::default()).counts.problems, 1);
}

#[test]
fn surplus_cells_are_taken_only_knowingly() {
    let mut long = row(&[]);
    long.push("beyond".to_owned());
    let file = File::new(&[long], ground());
    let plan = file.plan(&Decisions::default());
    assert_eq!(plan.problems[0].kind, Kind::SurplusCells);
    let sheet = file.sheet(Corrections { as_it_is: [2].into(), ..Corrections::default() });
    assert_eq!(Plan::new(&sheet, &file.directory, &Decisions::default()).counts.created, 1);
}
