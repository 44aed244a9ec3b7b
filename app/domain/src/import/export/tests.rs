use super::super::columns::match_columns;
use super::super::file::Choice;
use super::super::groups::{Decisions, Directory, KnownPerson, Plan, Sheet, read};
use super::*;
use crate::groups::acts::NewGroup;
use crate::groups::{CourseGroups, Group, GroupSet, IdMint, Refusal, Version};
use crate::id::{GroupId, GroupSetId};
use crate::person::GenderCode;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn person(id: i64, number: Option<String>, last: String, first: String) -> Person {
    Person {
        id: UserId(id),
        number,
        first,
        middle: None,
        last,
        email: format!("{id}@school.test"),
        gender: GenderCode::default(),
        department: None,
    }
}

fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

fn original(set: &str, group: &str, members: &[i64], tutors: &[(i64, TutorKind)]) -> Original {
    Original {
        set: name(set),
        several: false,
        group: NewGroup {
            name: name(group),
            members: members.iter().map(|id| UserId(*id)).collect(),
            tutors: tutors.iter().map(|(id, kind)| (UserId(*id), *kind)).collect(),
        },
    }
}

fn text(file: &[u8]) -> &str {
    std::str::from_utf8(file).unwrap()
}

#[test]
fn groups_are_written_in_the_columns_of_the_import() {
    let people = [
        person(1, Some("L1".to_owned()), "Zed".to_owned(), "Zoë".to_owned()),
        person(2, Some("L2".to_owned()), "=cmd".to_owned(), "A".to_owned()),
        person(3, None, "Smith".to_owned(), "John".to_owned()),
        person(4, Some("T4".to_owned()), "Semi;colon".to_owned(), "S".to_owned()),
    ];
    let tutor = TutorKind::Tutor;
    let plain = [original("PBL", "PBL 1", &[1, 2], &[(3, tutor), (4, tutor)]), original("PBL", "PBL 2", &[], &[])];
    assert_eq!(
        text(&groups(&plain, &people)),
        "\u{feff}Group Name,Tutors,Tutors Numbers,Learner Name,Learner Number\r\n\
         PBL 1,\"\"\"Semi;colon, S\"\"; Smith, John\",T4; ,\"'=cmd, A\",L2\r\n\
         PBL 1,,,\"Zed, Zoë\",L1\r\n\
         PBL 2,,,,\r\n"
    );
    let more = [original("Autumn", "PBL 1", &[1], &[(3, TutorKind::Teacher)])];
    assert_eq!(
        text(&groups(&more, &people)),
        "\u{feff}Group Name,Tutors,Tutors Numbers,Learner Name,Learner Number,Group Set,Tutors Types\r\n\
         PBL 1,\"Smith, John\",,\"Zed, Zoë\",L1,Autumn,Teacher\r\n"
    );
    assert_eq!(text(&groups(&[], &people)).lines().count(), 1);
}

#[test]
fn the_sample_is_read_without_a_choice() {
    let reading = read(&sample(), Choice::default()).unwrap();
    let mapping = match_columns::<Field>(&reading.table.columns);
    assert_eq!(mapping.missing(), []);
    assert_eq!(reading.table.rows.len(), 4);
    assert_eq!((0..5).filter_map(|column| mapping.field(column)).collect::<Vec<_>>(), Field::ALL[..5]);
}

/// Texts that break careless readers.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "B",
        "é",
        "ß",
        "ı",
        "Ж",
        "李",
        "\u{200f}",
        "\u{202e}",
        "\u{feff}",
        " ",
        "\u{a0}",
        ",",
        ";",
        "; ",
        "\"",
        "\"\"",
        "'",
        "''",
        "=",
        "'=",
        "+1",
        "-",
        "@",
        "\t",
        "\n",
        "\r\n",
        "|",
        "=cmd|' /C calc'!A0",
        "0",
        "NULL",
        "\u{301}",
    ]);
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// A school: people with hostile names (some numbers hostile too, some missing where the name is the
/// only one of its kind), groups of hostile names in one or several sets.
#[derive(Clone, Debug)]
struct School {
    people: Vec<Person>,
    originals: Vec<Original>,
}

const LEARNERS: i64 = 12;
const TUTORS: i64 = 4;

fn school() -> impl Strategy<Value = School> {
    let people = prop::collection::vec((hostile(), hostile(), prop::option::of(hostile())), 16);
    let groups = prop::collection::vec((hostile(), 0..3_usize, any::<u16>(), 0..256_u32), 1..6);
    (people, groups).prop_map(|(people, groups)| {
        let people = (1..).zip(people).map(|(id, (last, first, number))| {
            // A number that identifies, or none and a name of one's own.
            match number {
                Some(number) => person(id, Some(format!("{number}{id}")), last, first),
                None => person(id, None, format!("{last} {id}"), first),
            }
        });
        let mut seen = BTreeSet::new();
        let mut taken = BTreeSet::new();
        let mut originals = Vec::new();
        for (text, set, members, tutors) in groups {
            let printable: String = text.chars().filter(|c| !c.is_control()).collect();
            let Ok(group) = GroupName::parse(&printable) else { continue };
            if !seen.insert(group.folded()) {
                continue;
            }
            let free = |learner: &i64| members >> learner & 1 == 1 && taken.insert((set, *learner));
            let members: Vec<i64> = (0..LEARNERS).filter(free).map(|learner| learner + 1).collect();
            let kind = |tutor: i64| TutorKind::ALL[usize::try_from(tutors >> (tutor * 2) & 3).unwrap()];
            let tutors: Vec<(i64, TutorKind)> = (0..TUTORS)
                .filter(|tutor| tutors >> (tutor + 4) & 1 == 1)
                .map(|tutor| (LEARNERS + tutor + 1, kind(tutor)))
                .collect();
            let mut original = original(["Set A", "=Set;B", "Ü"][set], "x", &members, &tutors);
            original.group.name = group;
            originals.push(original);
        }
        School { people: people.collect(), originals }
    })
}

impl School {
    fn state(&self) -> CourseGroups {
        let mut sets: BTreeMap<GroupSetId, GroupSet> = BTreeMap::new();
        let mut groups = BTreeMap::new();
        for (id, original) in (100..).zip(&self.originals) {
            let set = sets.iter().find(|(_, set)| set.name == original.set).map(|(id, _)| *id);
            let set = set.unwrap_or_else(|| {
                let set = GroupSetId(i64::try_from(sets.len()).unwrap());
                sets.insert(set, GroupSet { name: original.set.clone(), several: false, locked: false });
                set
            });
            let group = Group {
                set,
                name: original.group.name.clone(),
                deleted: false,
                members: original.group.members.iter().copied().collect(),
                locked: BTreeSet::new(),
                tutors: original.group.tutors.iter().copied().collect(),
            };
            groups.insert(GroupId(id), group);
        }
        CourseGroups::new(Version(1), sets, groups, Self::learners(), Self::tutors())
    }

    fn learners() -> BTreeSet<UserId> {
        (1..=LEARNERS).map(UserId).collect()
    }

    fn tutors() -> BTreeSet<UserId> {
        (LEARNERS + 1..=LEARNERS + TUTORS).map(UserId).collect()
    }

    fn directory(&self) -> Directory {
        let is_learner = |person: &Person| Self::learners().contains(&person.id);
        let known = |person: &Person| KnownPerson {
            person: person.clone(),
            learner: is_learner(person),
            works: !is_learner(person),
        };
        Directory::new(self.people.iter().map(known).collect())
    }
}

fn plan_of(file: &[u8], directory: &Directory, state: &CourseGroups) -> Plan {
    let reading = read(file, Choice::default()).unwrap();
    let sheet = Sheet::new(&reading.table, &match_columns(&reading.table.columns), "export.csv");
    Plan::new(&sheet, directory, state, &Decisions::default())
}

/// The groups of a state as originals, to export again.
fn originals_of(state: &CourseGroups, order: &[Original]) -> Vec<Original> {
    let found = order.iter().filter_map(|original| {
        let group = state.group(state.group_named(&original.group.name)?)?;
        Some(Original {
            set: state.set(group.set)?.name.clone(),
            several: false,
            group: NewGroup {
                name: group.name.clone(),
                members: group.members.iter().copied().collect(),
                tutors: group.tutors.iter().map(|(tutor, kind)| (*tutor, *kind)).collect(),
            },
        })
    });
    found.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_and_imported_changes_nothing(school in school()) {
        prop_assume!(!school.originals.is_empty());
        let (state, directory) = (school.state(), school.directory());
        let plan = plan_of(&groups(&school.originals, &school.people), &directory, &state);
        prop_assert_eq!(&plan.problems, &[]);
        prop_assert_eq!(&plan.notes, &[]);
        prop_assert!(plan.is_nothing(), "{}", plan.summary());
        prop_assert_eq!(plan.act(&state, &mut IdMint::new(900)), Err(Refusal::Nothing));
    }

    #[test]
    fn what_is_exported_stands_elsewhere_as_it_stood(school in school()) {
        prop_assume!(!school.originals.is_empty());
        let file = groups(&school.originals, &school.people);
        let mut elsewhere = CourseGroups::new(
            Version(0), BTreeMap::new(), BTreeMap::new(), School::learners(), School::tutors(),
        );
        let plan = plan_of(&file, &school.directory(), &elsewhere);
        prop_assert_eq!(&plan.problems, &[]);
        let act = plan.act(&elsewhere, &mut IdMint::new(900)).unwrap();
        elsewhere.apply_all(&act.changes).unwrap();
        let again = groups(&originals_of(&elsewhere, &school.originals), &school.people);
        prop_assert_eq!(text(&again), text(&file));
    }
}
