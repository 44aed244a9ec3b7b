use super::*;
use crate::import::file::{self, Choice, Limits};
use crate::import::groups::Field as GroupField;
use crate::import::users::{Lists, UserField};
use crate::import::values::{Entry, Kind, List};
use std::borrow::Cow;

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn columns_are_found_by_name_and_alias() {
    use GroupField::{GroupName, GroupSet, LearnerName, LearnerNumber, Tutors, TutorsNumbers, TutorsTypes};
    for (names, expected) in [
        (
            &["Group Name", "Tutors", "Tutors Numbers", "Learner Name", "Learner Number", "Group Set", "Tutors Types"]
                [..],
            &[GroupName, Tutors, TutorsNumbers, LearnerName, LearnerNumber, GroupSet, TutorsTypes].map(Some)[..],
        ),
        (
            &["learner_number", " GROUP-NAME*", "tutors' numbers"],
            &[Some(LearnerNumber), Some(GroupName), Some(TutorsNumbers)],
        ),
        (
            &["Student ID", "Student Name (Last, First)", "Team", "Seat"],
            &[Some(LearnerNumber), Some(LearnerName), Some(GroupName), None],
        ),
        (&["Name", "Number", "Column 3", ""], &[None, None, None, None]),
    ] {
        let mapping = match_columns::<GroupField>(&columns(names));
        let found: Vec<Option<GroupField>> = (0..names.len()).map(|column| mapping.field(column)).collect();
        assert_eq!(found, expected, "{names:?}");
    }
}

#[test]
fn of_two_like_columns_none_is_taken_unless_one_has_the_very_name() {
    let names = columns(&["Group", "Team"]);
    let mapping = match_columns::<GroupField>(&names);
    assert_eq!(mapping.column(GroupField::GroupName), None);
    assert_eq!(mapping.reason(GroupField::GroupName).words(&names), "Could be “Group” or “Team”: choose one");
    assert_eq!(mapping.missing(), [GroupField::GroupName]);
    let mapping = match_columns::<GroupField>(&columns(&["Group", "Group Name"]));
    assert_eq!(mapping.column(GroupField::GroupName), Some(1));
    assert_eq!(mapping.reason(GroupField::GroupName), &Reason::SameName);
}

#[test]
fn a_choice_takes_the_column_from_the_field_that_had_it() {
    let mut mapping = match_columns::<GroupField>(&columns(&["Group Name", "Learner Name"]));
    mapping.choose(GroupField::Tutors, Some(1));
    assert_eq!(mapping.column(GroupField::Tutors), Some(1));
    assert_eq!(mapping.column(GroupField::LearnerName), None);
    mapping.choose(GroupField::Tutors, None);
    assert_eq!(mapping.column(GroupField::Tutors), None);
    assert_eq!(mapping.reason(GroupField::Tutors), &Reason::Chosen);
    assert_eq!(mapping.column(GroupField::GroupName), Some(0));
}

#[test]
fn no_name_stands_for_two_fields() {
    let mut seen = std::collections::BTreeMap::new();
    for field in GroupField::ALL {
        for name in name::parts_of(field.aliases()).chain([field.label()]) {
            assert_eq!(seen.insert(name::key(name), field), None, "{name}");
        }
    }
}

/// A table of users: the names of the columns, then their cells.
fn users(names: &[&str], rows: &[&[&str]]) -> (Vec<String>, Mapping<UserField>) {
    let names = columns(names);
    let sample = Sample::new(rows.len(), |row, column| Cow::Borrowed(rows[row][column]));
    let mapping = match_columns_in(&names, &sample, &|field, text| lists().knows(field, text));
    (names, mapping)
}

fn lists() -> Lists {
    let entries = |rows: &[(&str, &str)]| {
        rows.iter().map(|(code, name)| Entry { code: (*code).to_owned(), name: (*name).to_owned() }).collect()
    };
    Lists {
        genders: List::new(Kind::Gender, entries(&[("F", "Female"), ("M", "Male"), ("NB", "Non-Binary")])),
        groups: List::named(Kind::Group, &["student", "faculty", "staff"]),
        roles: List::named(Kind::Role, &["student", "faculty", "lecturer"]),
        statuses: List::statuses(),
        organisations: List::new(Kind::Organisation, entries(&[("1", "Medicine"), ("2", "Nursing")])),
        departments: List::new(Kind::Department, entries(&[("7", "Anatomy"), ("8", "Surgery")])),
        prefixes: List::prefixes(),
    }
}

fn said(names: &[&str], rows: &[&[&str]], field: UserField) -> (Option<usize>, String) {
    let (names, mapping) = users(names, rows);
    (mapping.column(field), mapping.reason(field).words(&names))
}

#[test]
fn the_reason_says_what_stands_in_the_cells() {
    use UserField::{
        AccessStart, Department, Email, Gender, GradYear, Group, LastName, Organisation, Prefix, Telephone,
    };
    for (name, cells, field, expected) in [
        ("E-Mail", &["a@x.org", "b@x.org"][..], Email, "Same name"),
        ("E-Mail-Adresse", &["a@x.org", "b@x.org"], Email, "All look like e-mail addresses"),
        ("E-Mail-Adresse", &["a@x.org", "b@x.org", "c@x.org", "n/a"], Email, "75 % look like e-mail addresses"),
        ("Org", &["Medicine", "2", "Nursing"], Organisation, "All 3 values known"),
        ("Sex", &["Woman", "Man", "X", "Divers"], Gender, "3 of 4 values known"),
        ("Dept", &["Anatomy; 8", "NULL"], Department, "Its one value is known"),
        ("Type", &["student", "faculty"], Group, "All 2 values known"),
        ("Grad", &["2030", ""], GradYear, "All filled values are years"),
        ("Valid from", &["01.09.2026", "1512086400"], AccessStart, "All values are dates"),
        ("Mobile", &["+49 221 470123", "0221/470124"], Telephone, "All look like telephone numbers"),
        ("NACHNAME", &["Okonkwo", "Nguyễn"], LastName, "Another name for it"),
        ("Civilité", &["M.", "Mme"], Gender, "All 2 values known"),
        ("Title", &["Dr.", "Prof."], Prefix, "All 2 values known"),
    ] {
        let rows: Vec<&[&str]> = cells.chunks(1).collect();
        assert_eq!(said(&[name], &rows, field), (Some(0), expected.to_owned()), "{name}");
    }
}

#[test]
fn what_stands_in_the_cells_can_speak_against_the_name() {
    use UserField::{Email, Gender, GradYear, Group, LastName, Province, Role, Username};
    let many: Vec<String> = (0..20).map(|n| format!("x{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for (name, cells, field, expected) in [
        (
            "Email",
            &["yes", "no", "a@x.org"][..],
            Email,
            "“Email” has the name, but only 33 % look like e-mail addresses",
        ),
        ("Grad Year", &["Dr. med.", "M.Sc."], GradYear, "“Grad Year” has the name, but only 0 % are years"),
        ("Grad", &["Dr. med.", "M.Sc."], GradYear, "No column of this name"),
        ("Cohort", &["2029", "2030"], GradYear, "Perhaps “Cohort”?"),
        ("Last Name", &["a@x.org", "b@x.org"], LastName, "“Last Name” has the name, but it holds e-mail addresses"),
        ("Username", &["x"; 10], Username, "“Username” has the name, but it says the same in every row"),
        ("Login", &["2026-01-01 10:00"], Username, "“Login” has the name, but it holds dates"),
        ("Group", &["PBL 1", "PBL 2"], Group, "“Group” has the name, but none of its values is known"),
        ("Role", &["A", "B"], Role, "“Role” has the name, but none of its values is known"),
        ("Gender", &many, Gender, "“Gender” has the name, but none of its values is known"),
        (
            "State",
            &["active", "disabled", "active"],
            Province,
            "“State” has the name, but its values are those of another field",
        ),
        ("Type", &["STUDI", "PG", "DOZ"], Group, "Perhaps “Type”?"),
        ("UserID", &["aokonk", "elinds"], Username, "Perhaps “UserID”?"),
        ("Contact Email", &["a@x.org", "b@x.org"], Email, "Perhaps “Contact Email”?"),
    ] {
        let rows: Vec<&[&str]> = cells.chunks(1).collect();
        assert_eq!(said(&[name], &rows, field), (None, expected.to_owned()), "{name}");
    }
}

#[test]
fn a_suggestion_is_a_column_that_could_be_meant() {
    let (_, mapping) = users(&["Type", "Email"], &[&["STUDI", "no"], &["PG", "yes"]]);
    assert_eq!(mapping.suggestion(UserField::Group), Some(0));
    assert_eq!(mapping.suggestion(UserField::Email), None);
    let (_, mapping) = users(&["Group"], &[&["PBL 1"]]);
    assert_eq!(mapping.suggestion(UserField::Group), Some(0));
}

#[test]
fn content_alone_decides_only_where_it_is_unmistakable() {
    use UserField::Email;
    let rows: &[&[&str]] =
        &[&["Adaeze", "adaeze.okonkwo@x.org", "b1"], &["Elin", "elin@x.org", "b2"], &["Minh Anh", "minh2@x.org", "b3"]];
    let found = |names: &[&str]| said(names, rows, Email);
    assert_eq!(found(&["First Name", "Column 2", "Column 3"]), (Some(1), "All look like e-mail addresses".to_owned()));
    // Made of the first names beside them.
    assert_eq!(found(&["First Name", "Kontakt", "Locker"]).0, Some(1));
    assert_eq!(found(&["Nickname", "Kontakt", "Locker"]), (None, "Perhaps “Kontakt”?".to_owned()));
    assert_eq!(found(&["First Name", "Emergency contact e-mail", "Locker"]).0, None);
    let others: &[&[&str]] = &[&["Adaeze", "mum@x.org"], &["Elin", "dad@x.org"], &["Minh", "aunt@x.org"]];
    assert_eq!(said(&["First Name", "Sponsor"], others, Email).0, None);
    let two: &[&[&str]] = &[&["a@x.org", "b@x.org"], &["c@x.org", "d@x.org"], &["e@x.org", "f@x.org"]];
    assert_eq!(said(&["Column 1", "Column 2"], two, Email).0, None);
}

#[test]
fn a_doubtful_name_is_sure_beside_its_companion() {
    use UserField::{FirstName, LastName};
    for (names, field, expected) in [
        (["Nom", "Prénom"], LastName, Some(0)),
        (["Nome", "Cognome"], FirstName, Some(0)),
        (["Apellidos", "Nombre"], FirstName, Some(1)),
        (["Nome", "Nome da mãe"], FirstName, None),
        (["Name", "Vorname"], LastName, None),
        (["Name", "Username"], FirstName, None),
    ] {
        assert_eq!(match_columns::<UserField>(&columns(&names)).column(field), expected, "{names:?}");
    }
}

#[test]
fn like_columns_are_told_apart_or_left_open() {
    use UserField::{AccessFinish, AccessStart, AltEmail, Email, EntryYear, FirstName, GradYear, Telephone};
    for (names, expected) in [
        (&["Email", "Alternative e-mail", "Email sent"][..], &[Some(Email), Some(AltEmail), None][..]),
        (&["Private email", "Work email"], &[Some(AltEmail), Some(Email)]),
        (&["Work email", "University email"], &[None, None]),
        (&["First Name", "Vorname", "STU_FIRST_NM"], &[Some(FirstName), None, None]),
        (&["Graduation year", "Year of entry", "Year"], &[Some(GradYear), Some(EntryYear), None]),
        (&["access_end", "access_start"], &[Some(AccessFinish), Some(AccessStart)]),
        (&["Home phone", "Phone", "Mobile"], &[None, Some(Telephone), None]),
        (&["Email", "email"], &[None, None]),
    ] {
        let mapping = match_columns::<UserField>(&columns(names));
        let found: Vec<_> = (0..names.len()).map(|column| mapping.field(column)).collect();
        assert_eq!(found, expected, "{names:?}");
    }
    // Of two columns of one name the one with something in it.
    assert_eq!(said(&["Email", "Email"], &[&["", "a@x.org"], &["", "b@x.org"]], Email).0, Some(1));
}

const REGISTRY: &str = "\
NACHNAME;First name;UserID;E-Mail;Org;Sex;Type;Role;Matric no.;Grad;Valid from;Valid to;Locker
Okonkwo;Adaeze;aokonk;aokonk@uni.test;Medicine;Woman;STUDI;student;4410273;2030;01.09.2026;31.08.2030;B-114
Lindström;Elin;elinds;elinds@uni.test;Nursing;Woman;PG;resident;4398120;;01.10.2026;;C-027
Nguyễn;Minh Anh;mnguye;mnguye@uni.test;2;Man;DOZ;lecturer;;2031;15.11.2026;31.12.2028;A-301
";

#[test]
fn a_registrys_file_is_matched_but_for_what_people_must_say() {
    let names = Names::of::<UserField>();
    let limits = Limits { bytes: 10_000, rows: 100, columns: 100 };
    let reading = file::read(REGISTRY.as_bytes(), Choice::default(), &limits, &|text| names.has(text)).unwrap();
    let table = &reading.table;
    let mapping = match_columns_in(&table.columns, &Sample::of(table), &|field, text| lists().knows(field, text));
    let said = |column: usize| {
        let field = mapping.field(column)?;
        Some(format!("{}: {} ({})", field.label(), mapping.reason(field).words(&table.columns), mapping.score(field)))
    };
    let said: Vec<String> = (0..table.columns.len()).map(|column| said(column).unwrap_or_default()).collect();
    let expected = [
        "Last Name: Another name for it (88)",
        "First Name: Same name (100)",
        "",
        "Email: Same name (100)",
        "Organisation: All 3 values known (82)",
        "Gender: All 2 values known (88)",
        "",
        "Role: Same name (100)",
        "Institution Number: Another name for it (88)",
        "Grad Year: All filled values are years (70)",
        "Access Start: All values are dates (88)",
        "Access Finish: All filled values are dates (88)",
        "",
    ];
    assert_eq!(said, expected);
    let suggested = [UserField::Username, UserField::Group].map(|field| mapping.suggestion(field));
    assert_eq!(suggested, [Some(2), Some(6)]);
    assert_eq!(mapping.missing(), [UserField::Username, UserField::Group]);
}

#[test]
fn a_header_that_was_seen_is_mapped_as_last_time() {
    let names = columns(&["NACHNAME", "UserID", "Locker"]);
    let mut mapping = match_columns::<UserField>(&names);
    mapping.choose(UserField::Username, Some(1));
    let kept = serde_json::to_string(&mapping.remember(names.len())).unwrap();
    let kept: Remembered<UserField> = serde_json::from_str(&kept).unwrap();
    let again = Mapping::recall(&kept, 3).unwrap();
    for field in UserField::ALL {
        assert_eq!(again.column(*field), mapping.column(*field));
        assert_eq!(again.reason(*field).words(&names), "Same as last time");
    }
    assert_eq!(Mapping::recall(&kept, 2), None);
    for twice in [r#"{"width":3,"fields":[["Email",1],["Username",1]]}"#, r#"{"width":3,"fields":[["Email",3]]}"#] {
        assert_eq!(Mapping::<UserField>::recall(&serde_json::from_str(twice).unwrap(), 3), None);
    }
}

#[test]
fn five_thousand_columns_are_matched() {
    // Half of them of one name, so that the assignment has to choose.
    let names: Vec<String> =
        (0..5_000).map(|n| if n % 2 == 0 { "Vorname".to_owned() } else { format!("Item {n}") }).collect();
    let sample = Sample::new(50, |row, column| Cow::Owned(format!("{row} {column}")));
    let mapping = match_columns_in::<UserField>(&names, &sample, &|_, _| None);
    assert_eq!(
        mapping.reason(UserField::FirstName).words(&names),
        "Could be “Vorname” or “Vorname” or “Vorname” or “Vorname” or 2496 others: choose one"
    );
}

#[test]
fn no_name_of_a_user_stands_for_two_fields() {
    let names = name::Vocabulary::new(&facts::<UserField>());
    for (at, field) in UserField::ALL.iter().enumerate() {
        for name in name::parts_of(field.aliases()).chain([field.label()]) {
            let sure = names.find(name).into_iter().filter(|(_, likeness)| *likeness != name::Likeness::Doubtful);
            assert_eq!(sure.map(|(field, _)| field).collect::<Vec<_>>(), [at], "{name}");
        }
        for name in name::parts_of(field.doubtful()) {
            let found = names.find(name);
            assert!(found.iter().all(|(_, likeness)| *likeness == name::Likeness::Doubtful), "{name}: {found:?}");
            assert!(found.iter().any(|(field, _)| *field == at), "{name}");
        }
    }
}
