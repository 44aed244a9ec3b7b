use super::*;
use crate::access::Grant;
use crate::id::OrganisationId;
use crate::person::Gender;
use time::macros::datetime;

fn lists() -> Lists {
    let gender = |code: &str| Gender { code: GenderCode(code.to_owned()), name: code.to_owned() };
    Lists { genders: ["F", "U"].map(gender).into(), titles: vec!["Dr.".to_owned()], ..Lists::default() }
}

fn held(group: &str, role: &str) -> Permission {
    let grant = Grant { organisation: OrganisationId(1), group: group.to_owned(), role: role.to_owned() };
    Permission { grant, track: None }
}

fn whole() -> UserDraft {
    UserDraft {
        username: " ada ".to_owned(),
        email: "ada@school.example".to_owned(),
        first: "Ada".to_owned(),
        last: "Rossi".to_owned(),
        permissions: vec![held("student", "student")],
        ..UserDraft::default()
    }
}

/// The fields that are wrong after `change`.
fn wrong(change: impl FnOnce(&mut UserDraft)) -> Vec<Field> {
    let mut draft = whole();
    change(&mut draft);
    draft.check(&lists()).err().unwrap_or_default().into_iter().map(|problem| problem.field).collect()
}

#[test]
fn a_whole_draft_is_trimmed_and_read() {
    let mut draft = whole();
    draft.access_finish = "2027-06-30T18:00".to_owned();
    draft.grad_year = " 2029 ".to_owned();
    draft.details.insert(Detail::City, "  Lisboa ".to_owned());
    draft.details.insert(Detail::Fax, "  ".to_owned());
    let checked = draft.check(&lists()).unwrap();
    assert_eq!((checked.username.as_str(), checked.number), ("ada", None));
    assert_eq!(checked.access_finish, Some(datetime!(2027-06-30 18:00 UTC)));
    assert_eq!(checked.grad_year, Some(2029));
    assert_eq!(checked.details.into_iter().collect::<Vec<_>>(), [(Detail::City, "Lisboa".to_owned())]);
}

#[test]
fn each_problem_is_said_at_its_field() {
    use Field::*;
    assert_eq!(wrong(|_| {}), []);
    assert_eq!(wrong(|d| d.username = " ".to_owned()), [Username]);
    assert_eq!(wrong(|d| d.username = "ada rossi".to_owned()), [Username]);
    assert_eq!(wrong(|d| d.first.clear()), [First]);
    assert_eq!(wrong(|d| d.last = "Ro\nssi".to_owned()), [Last]);
    assert_eq!(wrong(|d| d.last = "x".repeat(201)), [Last]);
    assert_eq!(wrong(|d| d.number = "1\u{0}2".to_owned()), [Number]);
    assert_eq!(wrong(|d| d.gender = "X".to_owned()), [Gender]);
    assert_eq!(wrong(|d| d.access_start = "soon".to_owned()), [AccessStart]);
    assert_eq!(
        wrong(|d| {
            d.access_start = "2027-01-01".to_owned();
            d.access_finish = "2026-01-01".to_owned();
        }),
        [AccessFinish]
    );
    assert_eq!(wrong(|d| d.entry_year = "25".to_owned()), [EntryYear]);
    assert_eq!(
        wrong(|d| {
            d.entry_year = "2025".to_owned();
            d.grad_year = "2024".to_owned();
        }),
        [GradYear]
    );
    assert_eq!(wrong(|d| d.permissions.clear()), [Permissions]);
    for (detail, text) in [(crate::user::Detail::AltEmail, "none"), (crate::user::Detail::Title, "Sir")] {
        assert_eq!(wrong(|d| drop(d.details.insert(detail, text.to_owned()))), [Field::Detail(detail)]);
    }
    assert_eq!(
        wrong(|d| {
            d.username.clear();
            d.email.clear();
        }),
        [Username, Email]
    );
}

#[test]
fn addresses_are_told_from_other_text() {
    for text in ["ada@school.example", "a.b+c@x.y.z", "o'neill@school.example", "zoë@schule.example"] {
        assert!(is_email(text), "{text}");
    }
    for text in [
        "",
        "ada",
        "ada@",
        "@school.example",
        "ada@school",
        "a b@school.example",
        "a@b@c.example",
        "Ada <a@b.c>",
        "a@b..c",
    ] {
        assert!(!is_email(text), "{text}");
    }
}

#[test]
fn the_switches_say_what_of_a_profile_is_ones_own_to_change() {
    let own = |on: &[Switch]| own_fields(&Settings { on: on.iter().copied().collect() });
    let always = [Field::Detail(Detail::Title), Field::Detail(Detail::OfficeHours)];
    assert_eq!(own(&[]), always);
    assert_eq!(own(&[Switch::Pronoun]), always);
    assert_eq!(own(&[Switch::PronounEdit]), always);
    let all = own(&[Switch::Pronoun, Switch::PronounEdit, Switch::EmailUpdate]);
    assert_eq!(all[2..], [Field::Detail(Detail::Pronoun), Field::Email]);
}

#[test]
fn only_a_learner_is_a_student_admin() {
    let mut draft = whole();
    draft.student_admin = true;
    assert!(draft.check(&lists()).unwrap().student_admin);
    draft.permissions = vec![held("staff", "staff")];
    assert!(!draft.check(&lists()).unwrap().student_admin);
}
