//! Export of 2,000 memberships, then the preview of importing them: far below the second that is
//! promised. And the columns of files of users: an ordinary one of 25, and one of 5,000.
//! `cargo bench -p domain --bench import`

use criterion::{Criterion, criterion_group, criterion_main};
use domain::groups::acts::{NewGroup, Original};
use domain::groups::{CourseGroups, Group, GroupName, GroupSet, Version};
use domain::id::{GroupId, GroupSetId, UserId};
use domain::import::columns::{Sample, match_columns, match_columns_in};
use domain::import::export;
use domain::import::file::Choice;
use domain::import::groups::{Decisions, Directory, KnownPerson, Plan, Sheet, read};
use domain::import::users::UserField;
use domain::person::{GenderCode, Person};
use domain::tutoring::TutorKind;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

const LEARNERS: i64 = 2_000;
const GROUPS: i64 = 250;

fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap_or_else(|problem| panic!("{problem}"))
}

fn person(id: i64) -> Person {
    Person {
        id: UserId(id),
        number: Some(format!("N{id:05}")),
        first: format!("Zoë {}", id % 97),
        middle: None,
        last: format!("Müller-{}", id % 389),
        email: format!("{id}@school.test"),
        gender: GenderCode::default(),
        department: None,
    }
}

fn originals() -> Vec<Original> {
    let original = |number: i64| Original {
        set: name("PBL"),
        several: false,
        group: NewGroup {
            name: name(&format!("PBL {}", number + 1)),
            members: (0..LEARNERS).filter(|learner| learner % GROUPS == number).map(UserId).collect(),
            tutors: vec![(UserId(LEARNERS + number % 40), TutorKind::Tutor)],
        },
    };
    (0..GROUPS).map(original).collect()
}

fn state(originals: &[Original]) -> CourseGroups {
    let set = GroupSet { name: name("PBL"), several: false, locked: false };
    let group = |original: &Original| Group {
        set: GroupSetId(1),
        name: original.group.name.clone(),
        deleted: false,
        members: original.group.members.iter().copied().collect(),
        locked: BTreeSet::new(),
        tutors: original.group.tutors.iter().copied().collect(),
    };
    CourseGroups::new(
        Version(1),
        BTreeMap::from([(GroupSetId(1), set)]),
        (1..).map(GroupId).zip(originals.iter().map(group)).collect(),
        (0..LEARNERS).map(UserId).collect(),
        (LEARNERS..LEARNERS + 40).map(UserId).collect(),
    )
}

fn round_trip(criterion: &mut Criterion) {
    let originals = originals();
    let state = state(&originals);
    let people: Vec<Person> = (0..LEARNERS + 40).map(person).collect();
    let known = |person: &Person| KnownPerson { person: person.clone(), learner: true, works: true };
    let known: Vec<KnownPerson> = people.iter().map(known).collect();
    criterion.bench_function("export 2,000 memberships, then plan their import", |bencher| {
        bencher.iter(|| {
            let file = export::groups(&originals, &people);
            let reading = read(&file, Choice::default()).unwrap_or_else(|problem| panic!("{problem}"));
            let sheet = Sheet::new(&reading.table, &match_columns(&reading.table.columns), "export.csv");
            let plan = Plan::new(&sheet, &Directory::new(known.clone()), &state, &Decisions::default());
            assert!(plan.is_nothing() && plan.rows.len() == 2_000);
            black_box(plan)
        });
    });
}

fn columns(criterion: &mut Criterion) {
    let names = ["Vorname", "STU_LAST_NM", "login_id", "Kontakt", "Locker", "E-Mail der Eltern", "Grad", "Valid from"];
    for width in [25, 5_000] {
        let header: Vec<String> = (0..width).map(|n| names[n % names.len()].to_owned()).collect();
        criterion.bench_function(&format!("match {width} columns by name and 200 cells"), |bencher| {
            let sample = Sample::new(100_000, |_, column| Cow::Borrowed(names[column % names.len()]));
            bencher.iter(|| black_box(match_columns_in::<UserField>(&header, &sample, &|_, _| None)));
        });
    }
}

criterion_group!(benches, round_trip, columns);
criterion_main!(benches);
