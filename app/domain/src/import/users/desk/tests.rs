//! What people see and do at the desk, from the file to what is sent.

use super::super::plan::{Ground, Kind, Plan, ValueChoice, tests::ground};
use super::*;
use crate::import::file::{Choice, Delimiter, FileProblem};

const FILE: &str = "First Name;Last Name;Username;Email;Organisation;Sex;Group;Role;Student Number;City\r\n\
    Zoë;New;znew;znew@school.test;1;Woman;student;student;;Bern\r\n\
    Ann;Lee;alee;alee@school.test;1;F;student;student;N1;\r\n\
    Ben;Ray;bray;new@school.test;1;F;faculty;lecturer;N2;Bern\r\n\
    Cy;Two;cy;cy@school.test;1;Divers;student;student;;Bern\r\n\
    Di;Three;di;nothing;1;Divers;student;student;;Bern\r\n";

/// People as the server looks them up.
fn look_up(wanted: &Wanted) -> Found {
    let known = ground().people.into_iter().filter(|known| {
        let profile = &known.profile;
        let number = profile.number.as_deref().unwrap_or_default().to_lowercase();
        wanted.numbers.contains(&number)
            || wanted.usernames.contains(&profile.username)
            || wanted.emails.contains(&profile.email)
    });
    known.collect()
}

fn look_all_up(desk: &mut Desk) {
    let mut part = 0;
    while let Some(wanted) = desk.wanted(part) {
        desk.found(look_up(&wanted));
        part += 1;
    }
}

pub(super) fn ground_of_nobody() -> Ground {
    Ground { people: Vec::new(), ..ground() }
}

/// A file as far as its review.
pub(super) fn reviewing(file: &str) -> (Desk, Review) {
    let mut desk = Desk::new();
    desk.open("users.csv", file.as_bytes().to_vec(), Choice::default()).unwrap();
    desk.match_columns(ground_of_nobody(), None);
    look_all_up(&mut desk);
    let review = desk.review();
    (desk, review)
}

fn cell(row: u32, field: UserField, text: &str, everywhere: bool) -> Edit {
    Edit::Cell { row, field, text: text.to_owned(), everywhere }
}

#[test]
fn a_file_is_read_mapped_and_kept() {
    let mut desk = Desk::new();
    let file = desk.open("users.csv", FILE.as_bytes().to_vec(), Choice::default()).unwrap();
    assert_eq!((file.rows, file.columns.len(), file.dialect.delimiter), (5, 10, Delimiter::Semicolon));
    assert_eq!(beginning("users.csv", FILE.as_bytes(), Choice::default()), Some(file));
    let columns = desk.match_columns(ground_of_nobody(), None);
    assert_eq!(columns.required(), (8, 8));
    let gender = &columns.fields[UserField::Gender as usize];
    let open: Vec<(&str, usize)> =
        gender.values.iter().filter(|v| v.meaning.is_none()).map(|v| (v.text.as_str(), v.rows)).collect();
    assert_eq!(open, [("Divers", 2)]);
    let city = &columns.columns[9];
    assert_eq!((city.different, city.empty, &city.samples[..]), (Some(1), 1, &["Bern".to_owned()][..]));
    let choice = ValueChoice { field: UserField::Gender, text: "Divers".into(), code: Some("U".into()) };
    let columns = desk.choose_value(choice);
    assert!(columns.fields[UserField::Gender as usize].values.iter().all(|value| value.meaning.is_some()));
    let columns = desk.choose(UserField::City, None);
    assert_eq!(columns.columns[9].field, None);
    let kept = desk.keep();
    assert!(kept.is_some());
    desk.reread(Choice::default()).unwrap();
    let columns = desk.match_columns(ground_of_nobody(), kept.clone());
    assert!(columns.remembered && columns.columns[9].field.is_none());
    assert_eq!(desk.keep(), kept);
}

#[test]
fn a_file_that_cannot_be_read_is_read_otherwise() {
    let mut desk = Desk::new();
    let problem = desk.open("x.csv", b"First;Last\n\"a;b\nc;d\n".to_vec(), Choice::default()).unwrap_err();
    assert_eq!(problem, FileProblem::UnclosedQuote { line: 2, byte: 11 });
    assert_eq!(desk.review().counts.rows, 0);
    assert!(desk.reread(Choice { delimiter: Some(Delimiter::Pipe), ..Choice::default() }).is_err());
    assert_eq!(desk.bytes().len(), 20);
}

#[test]
fn rows_are_reviewed_filtered_and_shown() {
    let (desk, review) = reviewing(FILE);
    let counts = review.counts;
    assert_eq!((counts.created, counts.unchanged, counts.undecided, counts.problems), (1, 1, 1, 2), "{counts:?}");
    assert_eq!((review.open, review.done, review.asked), (3, 1, 1));
    let said: Vec<(&str, usize, Option<&str>)> =
        review.problems.iter().map(|p| (p.words.as_str(), p.rows, p.text.as_deref())).collect();
    assert_eq!(said, [("Gender “Divers” is not known", 2, Some("Divers")), ("Not an e-mail address: Email", 1, None)]);
    let rows = desk.rows(Filter::Problems, 1, 10);
    assert_eq!((rows.total, rows.rows.len(), rows.rows[0].row), (2, 1, 6));
    assert_eq!(desk.rows(Filter::Problem { kind: Kind::BadEmail, field: Some(UserField::Email) }, 0, 10).total, 1);
    assert_eq!((desk.find(Filter::Problems, 6), desk.find(Filter::Problems, 2)), (Some(1), None));
    let woman = &desk.rows(Filter::Created, 0, 1).rows[0];
    assert_eq!(woman.cells[5].meaning.as_deref(), Some("Female"));
    let one = desk.row(Filter::Undecided, 0).unwrap();
    assert_eq!(one.role.as_ref().unwrap().new, "faculty:lecturer");
    assert_eq!(one.person.as_ref().unwrap().found_by, "same institution number and username");
    let differing: Vec<UserField> = one.fields.iter().filter(|c| c.differs).map(|c| c.field).collect();
    assert_eq!(differing, [UserField::Email, UserField::City]);
}

#[test]
fn edits_settle_problems_and_are_taken_back() {
    let (mut desk, first) = reviewing(FILE);
    let fixed = desk.edit(cell(5, UserField::Gender, "U", true));
    assert_eq!((fixed.counts.problems, fixed.undo.as_deref()), (1, Some("Gender in 2 rows")));
    // By a choice, so that it holds for the next file, too.
    assert_eq!(desk.keep().unwrap().choices.len(), 1);
    let fixed = desk.edit(cell(6, UserField::Email, "di@school.test", false));
    assert_eq!((fixed.counts.problems, fixed.counts.created), (0, 3));
    assert!(desk.rows(Filter::All, 4, 1).rows[0].cells[3].edited);
    let answered = desk.edit(Edit::RoleAll { yes: true });
    assert_eq!((answered.counts.undecided, answered.counts.updated), (0, 1));
    let kept = desk.edit(Edit::Take { row: 4, field: UserField::Email, yes: false });
    assert_eq!(kept.counts.updated, 1);
    let one = desk.row(Filter::Updated, 0).unwrap();
    let email = one.fields.iter().find(|c| c.field == UserField::Email).unwrap();
    assert!(email.differs && !email.taken);
    let out = desk.edit(Edit::LeaveOutAll { filter: Filter::Created, out: true });
    assert_eq!((out.counts.created, out.counts.skipped), (0, 3));
    for _ in 0..5 {
        desk.undo();
    }
    let all_back = desk.undo();
    assert_eq!(Review { redo: None, ..all_back }, first);
    for _ in 0..5 {
        desk.redo();
    }
    assert_eq!(desk.redo(), out);
}

#[test]
fn an_edit_that_names_someone_else_has_them_looked_up() {
    let (mut desk, _) = reviewing(FILE);
    assert_eq!(desk.wanted_after_edit(), None);
    desk.edit(cell(2, UserField::Username, "ROOT", false));
    let wanted = desk.wanted_after_edit().unwrap();
    assert_eq!(wanted.usernames, ["root"]);
    desk.found(look_up(&wanted));
    assert_eq!(desk.review().counts.refused, 1);
    desk.undo();
    assert_eq!(desk.wanted_after_edit(), None);
}

#[test]
fn a_text_is_tried_without_being_kept() {
    let (mut desk, _) = reviewing(FILE);
    desk.edit(cell(2, UserField::City, "Basel", false));
    let before = desk.undo();
    let problems = |desk: &mut Desk, field, text: &str| {
        if let Some(wanted) = desk.wanted_to_try(field, text) {
            desk.found(look_up(&wanted));
        }
        desk.tried(2, field, text).unwrap().problems
    };
    assert_eq!(problems(&mut desk, UserField::Email, "zoe@school.test"), Vec::<String>::new());
    assert_eq!(problems(&mut desk, UserField::Email, "zoe at school").len(), 1);
    // As row 5 has it.
    assert_eq!(problems(&mut desk, UserField::Username, "CY").len(), 1);
    // As it stands in the file.
    assert_eq!(problems(&mut desk, UserField::Username, "znew"), Vec::<String>::new());
    assert_eq!(desk.wanted_to_try(UserField::City, "Bern"), None);
    let tried = desk.tried(2, UserField::Gender, "F").unwrap();
    assert_eq!((tried.text.as_str(), tried.edited), ("F", true));
    assert_eq!(desk.tried(99, UserField::City, "Bern"), None);
    assert_eq!(desk.review(), before);
    assert_eq!(desk.rows(Filter::All, 0, 1).rows[0].cells[3].text, "znew@school.test");
}

#[test]
fn a_long_value_is_given_a_meaning() {
    let long = "Diversity ".repeat(12);
    let file = FILE.replace("Divers", long.trim());
    let mut desk = Desk::new();
    desk.open("users.csv", file.into_bytes(), Choice::default()).unwrap();
    let columns = desk.match_columns(ground_of_nobody(), None);
    let values = &columns.fields[UserField::Gender as usize].values;
    let open = values.iter().find(|value| value.meaning.is_none()).unwrap();
    assert_eq!((open.text.as_str(), open.shown().chars().count()), (long.trim(), 81));
    let choice = ValueChoice { field: UserField::Gender, text: open.text.clone(), code: Some("U".into()) };
    let columns = desk.choose_value(choice);
    assert!(columns.fields[UserField::Gender as usize].values.iter().all(|value| value.meaning.is_some()));
}

#[test]
fn a_plain_cell_crosses_as_its_text() {
    let plain = CellView { text: "Bern".to_owned(), ..CellView::default() };
    let full =
        CellView { meaning: Some("Female".to_owned()), edited: true, problems: vec!["No".to_owned()], ..plain.clone() };
    assert_eq!(serde_json::to_string(&plain).unwrap(), r#"{"text":"Bern"}"#);
    for cell in [plain, full] {
        assert_eq!(serde_json::from_str::<CellView>(&serde_json::to_string(&cell).unwrap()).unwrap(), cell);
    }
}

#[test]
fn problem_rows_come_back_corrected() {
    let (mut desk, _) = reviewing(FILE);
    desk.edit(cell(6, UserField::LastName, "=1+1", false));
    let text = desk.problem_rows();
    assert!(text.contains(",'=1+1,") && text.contains("“Divers” is not known"), "{text}");
    let corrected = text.replace("nothing", "di@school.test").replace("Divers", "F");
    let (desk, review) = reviewing(&corrected);
    assert_eq!((review.counts.created, review.counts.problems), (2, 0));
    assert_eq!(desk.rows(Filter::All, 1, 1).rows[0].cells[1].text, "=1+1");
    assert_eq!(review.fields.len(), 10);
}

#[test]
fn the_server_makes_the_plan_that_was_seen() {
    let (mut desk, _) = reviewing(FILE);
    desk.edit(cell(5, UserField::Gender, "U", true));
    desk.edit(cell(6, UserField::Email, "di@school.test", false));
    let review = desk.edit(Edit::RoleAll { yes: true });
    let commit = desk.commit(Options::default()).unwrap();
    let json = serde_json::to_string(&commit).unwrap();
    let sent = Sent::open(desk.bytes().to_vec(), serde_json::from_str(&json).unwrap()).unwrap();
    let directory = Directory::new(ground());
    let sheet = sent.sheet(&directory);
    assert_eq!(wanted(&sheet, 0).unwrap().numbers, ["n1", "n2"]);
    let plan = Plan::new(&sheet, &directory, &sent.commit().decisions);
    // The server makes the changes while it waits for the database.
    let sendable: &(dyn Send + Sync) = &(&sent, &sheet);
    let _ = sendable;
    let deed: Box<dyn Iterator<Item = _> + Send + '_> = Box::new(plan.deed(&sheet, &directory));
    assert_eq!(deed.count(), review.done);
    assert_eq!((plan.digest(), plan.counts), (commit.digest, review.counts));
    let other = Sent::open(b"a,b\n1,2\n".to_vec(), commit);
    assert_eq!(other.unwrap_err(), NotSent::Mapping);
}

#[test]
fn what_moved_since_is_shown() {
    let (mut desk, _) = reviewing(FILE);
    desk.look_up_again(ground_of_nobody());
    let mut part = 0;
    while let Some(wanted) = desk.wanted(part) {
        let mut people = look_up(&wanted);
        for known in &mut people {
            if known.profile.username == "alee" {
                known.profile.first = "Anna".to_owned();
                known.profile.version += 1;
            }
        }
        desk.found(people);
        part += 1;
    }
    let review = desk.review();
    assert_eq!((review.moved, review.counts.updated), (1, 1));
    assert_eq!(desk.rows(Filter::Moved, 0, 10).rows[0].row, 3);
    assert_eq!(desk.review().moved, 1);
}
