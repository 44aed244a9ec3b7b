use super::*;

fn entries(rows: &[(&str, &str)]) -> Vec<Entry> {
    rows.iter().map(|(code, name)| Entry { code: (*code).to_owned(), name: (*name).to_owned() }).collect()
}

fn genders() -> List {
    List::new(Kind::Gender, entries(&[("F", "Female"), ("M", "Male"), ("NB", "Non-Binary"), ("U", "Undefined")]))
}

/// The codes that the values of a column mean, a dot for none.
fn codes(list: &List, header: &str, values: &[&str]) -> String {
    let column = Values::new(list, header, values.iter().copied());
    let code = |text: &&str| column.entry(text).and_then(|at| list.entries().get(at)).map_or(".", |e| e.code.as_str());
    values.iter().map(code).collect::<Vec<_>>().join(" ")
}

#[test]
fn values_mean_rows_in_many_languages_and_nothing_in_doubt() {
    let groups = List::named(Kind::Group, &["student", "faculty", "staff", "resident", "alumni", "medtech"]);
    let roles = List::named(Kind::Role, &["student", "admin", "director", "pcoordinator", "lecturer", "faculty"]);
    for (list, header, values, expected) in [
        (&genders(), "Sex", &["Woman", "weiblich", "female", "f", "FEMME", "Kvinna", "mujer"][..], "F F F F F F F"),
        (&genders(), "Sex", &["Man", "männlich", "Male", "m", "Homem", "Herr"], "M M M M M M"),
        (&genders(), "Sex", &["X", "non binary", "—", "unknown", "Prefer not to say", "k. A."], "NB NB U U U U"),
        (&genders(), "Sex", &["Divers", "1", "2", "attack helicopter", "Fm"], ". . . . ."),
        (
            &groups,
            "Type",
            &["Student", "Studierende/r", "étudiants", "STAFF", "Alumnus"],
            "student student student staff alumni",
        ),
        (&groups, "Type", &["student:student", "Teacher", "DOZ", "PG", "STUD"], "student . . . student"),
        (
            &roles,
            "Role",
            &["Student", "Program Coordinator", "staff:admin", "Dozentin"],
            "student pcoordinator admin lecturer",
        ),
        (
            &List::statuses(),
            "Status",
            &["aktiv", "ACTIVE", "gesperrt", "inactive", "1", "true"],
            "active active disabled disabled . .",
        ),
        (&List::statuses(), "accountEnabled", &["TRUE", "False"], "active disabled"),
        (&List::statuses(), "Suspended", &["TRUE", "0"], ". ."),
        (&List::prefixes(), "Title", &["Dr", "PROF.", "Associate Professor", "Sir"], "Dr. Prof. Assoc. Prof. ."),
    ] {
        assert_eq!(codes(list, header, values), expected, "{values:?}");
    }
}

#[test]
fn letters_for_genders_mean_what_the_letters_beside_them_say() {
    for (header, values, expected) in [
        ("Sex", &["F", "M"][..], "F M"),
        ("Geschlecht", &["w", "m", "d"], "F M ."),
        ("Kön", &["K", "M"], "F M"),
        ("Sexo", &["H", "M"], ". ."),
        ("Sexo", &["V", "M"], ". ."),
        ("Geslacht", &["V", "M"], ". M"),
        ("Sexe", &["H", "F"], ". F"),
        ("Nem", &["F", "N"], ". ."),
        ("Cinsiyet", &["E", "K"], ". ."),
        ("Sesso", &["U", "D"], ". ."),
        ("Gender", &["M"], "M"),
    ] {
        assert_eq!(codes(&genders(), header, values), expected, "{header} {values:?}");
    }
}

#[test]
fn an_installation_says_what_its_own_rows_are() {
    let spanish = List::new(Kind::Gender, entries(&[("M", "Mujer"), ("H", "Hombre")]));
    assert_eq!(codes(&spanish, "Sexo", &["Female", "Hombre", "male", "Woman"]), "M H H M");
    let doubled = List::new(Kind::Gender, entries(&[("F", "Female"), ("W", "Woman"), ("M", "Male")]));
    assert_eq!(codes(&doubled, "Sex", &["Woman", "femme", "F", "M"]), "W . F M");
}

#[test]
fn organisations_and_departments_go_by_id_or_name() {
    let rows = entries(&[("1", "School of Medicine"), ("2", "Nursing"), ("3", "1"), ("4", "Twin"), ("5", "Twin")]);
    let list = List::new(Kind::Organisation, rows.clone());
    for (text, expected) in [
        ("2", (Some(1), Why::SameCode)),
        ("002", (Some(1), Why::SameCode)),
        ("school of medicine", (Some(0), Why::SameName)),
        ("1", (None, Why::Ambiguous)),
        ("Twin", (None, Why::Ambiguous)),
        ("4", (Some(3), Why::SameCode)),
        ("School", (None, Why::Unknown)),
        ("0", (None, Why::Unknown)),
    ] {
        assert_eq!(list.find(text), expected, "{text}");
    }
    assert_eq!(Kind::Department.parts("2; NULL;; Nursing "), ["2", "Nursing"]);
    assert_eq!(Kind::Gender.parts(" null "), [] as [String; 0]);
}

#[test]
fn people_say_once_what_a_value_means() {
    let list = genders();
    let mut values = Values::new(&list, "Sex", ["Divers", "Woman", "woman ", "DIVERS", "WOMAN", "Man"].into_iter());
    let seen: Vec<_> = values.all().iter().map(|value| (value.text.as_str(), value.rows, value.entry)).collect();
    assert_eq!(seen, [("Woman", 3, Some(0)), ("Divers", 2, None), ("Man", 1, Some(1))]);
    assert_eq!(values.known(), (2, 3));
    values.choose("divers", Some(2));
    assert_eq!(values.chosen().collect::<Vec<_>>(), [("Divers", Some(2))]);
    assert_eq!(values.entry(" DIVERS"), Some(2));
    assert_eq!(values.all()[1].why.words(), "Your choice");
    values.choose("Woman", None);
    values.choose("nobody", Some(1));
    values.choose("Man", Some(99));
    assert_eq!([values.entry("Woman"), values.entry("nobody"), values.entry("Man")], [None; 3]);
}
