use super::people::{CLASS_SIZES, NAMESAKE_FACULTY};
use super::*;
use domain::id::{CourseId, UserId};
use domain::text::fold;
use domain::tutoring::TutorKind;
use std::collections::{BTreeMap, BTreeSet};
use time::macros::{date, datetime};

const TODAY: Date = date!(2026 - 11 - 22);

fn demo(today: Date) -> Demo {
    plan(today, "hash").unwrap()
}

/// How many hold a grant of one of these groups.
fn holders(school: &School, groups: &[&str]) -> usize {
    school.users.iter().filter(|(_, u)| u.grants.iter().any(|g| groups.contains(&g.group.as_str()))).count()
}

#[test]
fn the_same_day_gives_the_same_school() {
    assert_eq!(format!("{:?}", demo(TODAY)), format!("{:?}", demo(TODAY)));
}

#[test]
fn it_has_the_people_it_promises() {
    let Demo { school, .. } = demo(TODAY);
    assert_eq!(school.organisations.len(), 2);
    assert_eq!(holders(&school, &["medtech", "staff", "faculty", "resident"]), 60);
    assert_eq!(holders(&school, &["alumni"]), 1);
    let classes: Vec<(&str, usize)> = school.cohorts.iter().map(|c| (c.name.as_str(), c.members.len())).collect();
    assert_eq!(
        classes,
        [
            ("Class of 2030", 163),
            ("Class of 2029", 158),
            ("Class of 2028", 156),
            ("Class of 2027", 161),
            ("BScN 2029", 44)
        ]
    );
    let roles: BTreeSet<(&str, &str)> =
        school.users.iter().flat_map(|(_, u)| &u.grants).map(|g| (g.group.as_str(), g.role.as_str())).collect();
    for role in [
        ("medtech", "admin"),
        ("staff", "admin"),
        ("faculty", "admin"),
        ("faculty", "director"),
        ("staff", "pcoordinator"),
        ("faculty", "lecturer"),
        ("resident", "lecturer"),
        ("faculty", "faculty"),
        ("resident", "resident"),
        ("staff", "staff"),
        ("medtech", "staff"),
        ("staff", "translator"),
        ("alumni", "2026"),
        ("student", "student"),
    ] {
        assert!(roles.contains(&role), "{role:?}");
    }
}

#[test]
fn genders_have_unequal_shares() {
    let Demo { school, .. } = demo(TODAY);
    let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, user) in school.users.iter().filter(|(_, u)| u.grants.iter().any(|g| g.group == "student")) {
        *shares.entry(user.gender.as_str()).or_default() += 1;
    }
    let percent = |gender| shares[gender] * 100 / shares.values().sum::<usize>();
    assert_eq!([percent("F"), percent("M"), percent("NB")], [53, 39, 3]);
    assert!(shares["U"] > 8, "{shares:?}");
}

#[test]
fn usernames_addresses_and_numbers_are_distinct() {
    let Demo { school, .. } = demo(TODAY);
    let distinct = |of: fn(&store::NewUser) -> Option<String>| {
        let all: Vec<String> = school.users.iter().filter_map(|(_, u)| of(u)).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        all.len()
    };
    assert_eq!(distinct(|u| Some(fold(&u.username))), school.users.len());
    assert_eq!(distinct(|u| Some(fold(&u.email))), school.users.len());
    assert_eq!(distinct(|u| u.number.as_deref().map(fold)), school.users.len() - 1, "one visitor has no number");
    assert!(school.users.iter().all(|(_, u)| u.email.is_ascii() && u.email.ends_with("@med.example")));
}

#[test]
fn only_two_pairs_share_a_name() {
    let Demo { school, .. } = demo(TODAY);
    let mut named: BTreeMap<String, Vec<UserId>> = BTreeMap::new();
    for (id, user) in &school.users {
        named.entry(format!("{}, {}", user.last, user.first)).or_default().push(*id);
    }
    let shared: Vec<(&str, usize)> =
        named.iter().filter(|(_, ids)| ids.len() > 1).map(|(name, ids)| (name.as_str(), ids.len())).collect();
    assert_eq!(shared, [("Chen, Wei", 2), ("Garcia, Sofia", 2)]);
    assert_eq!(NAMESAKE_FACULTY.1, "Chen");
}

#[test]
fn accounts_are_those_that_are_printed() {
    let Demo { school, .. } = demo(TODAY);
    let with_password: BTreeSet<&str> =
        school.users.iter().filter(|(_, u)| u.password_hash.is_some()).map(|(_, u)| u.username.as_str()).collect();
    assert_eq!(with_password, ACCOUNTS.iter().map(|a| a.username).collect());
}

#[test]
fn on_any_day_one_period_of_each_layout_holds_and_groups_are_in_it() {
    for today in [
        date!(2024 - 02 - 29),
        date!(2026 - 01 - 31),
        date!(2026 - 02 - 01),
        date!(2026 - 08 - 31),
        date!(2026 - 09 - 01),
        date!(2026 - 12 - 31),
        date!(2031 - 01 - 01),
    ] {
        let Demo { school, teaching, groups } = demo(today);
        for layout in &school.layouts {
            let holding = layout.periods.iter().filter(|p| p.holds(today)).count();
            assert_eq!((layout.periods.len(), holding), (3, 1), "{today} {}", layout.name);
        }
        let now = |course: i64| teaching.now(CourseId(course));
        let counts: Vec<usize> = (1..=6)
            .map(|course| groups.iter().filter(|m| m.course == CourseId(course) && m.period == now(course)).count())
            .collect();
        assert_eq!(counts, [0, 1, 2, 1, 0, 1], "sets per course on {today}");
        assert!(groups.iter().any(|m| m.period == teaching.previous), "{today}");
    }
}

#[test]
fn pbl_is_balanced_and_leaves_the_latecomers_to_place() {
    let Demo { school, teaching, groups } = demo(TODAY);
    let pbl = groups.iter().find(|m| m.period == teaching.current && m.set.as_str() == "PBL").unwrap();
    let genders: BTreeMap<UserId, &str> = school.users.iter().map(|(id, u)| (*id, u.gender.as_str())).collect();
    for gender in ["F", "M"] {
        let counts: Vec<usize> =
            pbl.groups.iter().map(|g| g.members.iter().filter(|m| genders[m] == gender).count()).collect();
        assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 2, "{gender}: {counts:?}");
    }
    let placed: BTreeSet<UserId> = pbl.groups.iter().flat_map(|g| g.members.iter().copied()).collect();
    assert_eq!(placed.len(), CLASS_SIZES[1] - 1);
    let kinds: BTreeSet<TutorKind> =
        groups.iter().flat_map(|m| &m.groups).flat_map(|g| &g.tutors).map(|(_, kind)| *kind).collect();
    assert_eq!(kinds.len(), TutorKind::ALL.len());
}

#[test]
fn the_tutor_has_two_groups_in_two_courses() {
    let Demo { school, groups, .. } = demo(TODAY);
    let tutor = school.users.iter().find(|(_, u)| u.username == "tutor").unwrap().0;
    let linked: Vec<(CourseId, &str, usize)> = groups
        .iter()
        .flat_map(|made| made.groups.iter().map(move |group| (made.course, group)))
        .filter(|(_, group)| group.tutors.iter().any(|(person, _)| *person == tutor))
        .map(|(course, group)| (course, group.name.as_str(), group.members.len()))
        .collect();
    assert_eq!(linked, [(CourseId(2), "PBL 7", 8), (CourseId(3), "Clinical Skills C", 6)]);
}

#[tokio::test]
async fn it_is_founded_in_an_empty_database() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    found(&store, TODAY, datetime!(2026-11-22 14:05 UTC), "hash").await.unwrap();
    let rows: Vec<(String, u32, u32)> =
        store.courses(TODAY).await.unwrap().into_iter().map(|r| (r.course.code, r.enrolled, r.groups)).collect();
    let expected = [
        ("MED-101", 164, 0),
        ("MED-201", 160, 20),
        ("MED-305", 156, 38),
        ("MED-410", 161, 4),
        ("MED-450", 0, 0),
        ("NUR-110", 44, 5),
    ];
    assert_eq!(rows, expected.map(|(code, enrolled, groups)| (code.to_owned(), enrolled, groups)));
    let student = store.account_by_username("student").await.unwrap().unwrap().user;
    let own = store.own_groups(student).await.unwrap();
    assert!(own.iter().any(|group| group.name == "PBL 7" && group.groupmates.len() == 7), "{own:?}");
}
