//! Who is meant (SPEC G4): the number identifies, the name verifies.

use super::people::{Directory, KnownPerson, describe, verifies};
use super::{Field, Kind, Settle, Way};
use crate::groups::CourseGroups;
use crate::id::UserId;

/// What the person is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Learner,
    Tutor,
}

impl Role {
    const fn number_field(self) -> Field {
        match self {
            Self::Learner => Field::LearnerNumber,
            Self::Tutor => Field::TutorsNumbers,
        }
    }

    const fn name_field(self) -> Field {
        match self {
            Self::Learner => Field::LearnerName,
            Self::Tutor => Field::Tutors,
        }
    }
}

/// A doubt about one part of a row: a problem that does not know its row yet.
#[derive(Debug)]
pub(super) struct Doubt {
    pub field: Field,
    pub kind: Kind,
    pub words: String,
    pub ways: Vec<Way>,
}

/// What a person may be looked up in.
#[derive(Clone, Copy)]
pub(super) struct Lookup<'a> {
    pub directory: &'a Directory,
    pub state: &'a CourseGroups,
}

impl<'a> Lookup<'a> {
    /// The person meant by `number` and `name` (one of them may be blank), or why that is unclear.
    pub(super) fn identify(self, role: Role, number: &str, name: &str) -> Result<UserId, Doubt> {
        if number.is_empty() {
            return self.by_name(role, name);
        }
        let mut numbered: Vec<&KnownPerson> = self.directory.numbered(number).collect();
        if numbered.len() > 1 && numbered.iter().any(|known| verifies(&known.person, name)) {
            numbered.retain(|known| verifies(&known.person, name));
        }
        match numbered[..] {
            [] => Err(self.unknown_number(role, number, name)),
            [known] if name.is_empty() || verifies(&known.person, name) => Ok(known.person.id),
            [known] => Err(self.mismatch(role, number, name, known)),
            _ => Err(Doubt {
                field: role.number_field(),
                kind: Kind::Ambiguous,
                words: format!("{} people have the number “{number}”. Choose who is meant.", numbered.len()),
                ways: self.choices(role, &numbered),
            }),
        }
    }

    fn by_name(self, role: Role, name: &str) -> Result<UserId, Doubt> {
        let named = self.named(role, name);
        match named[..] {
            [known] => Ok(known.person.id),
            [] => {
                let form = if name.contains(',') { "" } else { " Write names as “Last, First”." };
                let words = format!("Nobody in this school is called “{name}”.{form}");
                Err(Doubt { field: role.name_field(), kind: Kind::UnknownName, words, ways: Vec::new() })
            }
            _ => Err(Doubt {
                field: role.name_field(),
                kind: Kind::Ambiguous,
                words: format!("{} people are called “{name}”. Choose who is meant, or give the number.", named.len()),
                ways: self.choices(role, &named),
            }),
        }
    }

    /// Everyone of that name who could have that role; everyone of that name if none could.
    fn named(self, role: Role, name: &str) -> Vec<&'a KnownPerson> {
        let mut named: Vec<&KnownPerson> = self.directory.named(name).collect();
        if named.iter().any(|known| self.could_be(role, known)) {
            named.retain(|known| self.could_be(role, known));
        }
        named
    }

    fn could_be(self, role: Role, known: &KnownPerson) -> bool {
        match role {
            Role::Learner => known.learner || self.state.is_enrolled(known.person.id),
            Role::Tutor => known.works || self.state.can_tutor(known.person.id),
        }
    }

    fn unknown_number(self, role: Role, number: &str, name: &str) -> Doubt {
        let named = if name.is_empty() { Vec::new() } else { self.named(role, name) };
        let found = match named[..] {
            [] if name.is_empty() => String::new(),
            [] => format!(" Nor is anyone called “{name}”."),
            [one] => format!(" “{name}” is {}.", mark(one)),
            _ => format!(" {} people are called “{name}”.", named.len()),
        };
        let words = format!("Nobody in this school has the number “{number}”.{found}");
        let ways = match named[..] {
            [one] => {
                vec![Way::take(Settle::TrustName, one.person.id, format!("Trust the name: {}", describe(&one.person)))]
            }
            _ => self.choices(role, &named),
        };
        Doubt { field: role.number_field(), kind: Kind::UnknownNumber, words, ways }
    }

    fn mismatch(self, role: Role, number: &str, name: &str, numbered: &KnownPerson) -> Doubt {
        let words = format!("The number “{number}” is {}’s, but the name is “{name}”.", numbered.person.name());
        let trusted = format!("Trust the number: {}", describe(&numbered.person));
        let mut ways = vec![Way::take(Settle::TrustNumber, numbered.person.id, trusted)];
        match self.named(role, name)[..] {
            [one] => {
                let trusted = format!("Trust the name: {}", describe(&one.person));
                ways.push(Way::take(Settle::TrustName, one.person.id, trusted));
            }
            ref several => ways.extend(self.choices(role, several)),
        }
        Doubt { field: role.number_field(), kind: Kind::Mismatch, words, ways }
    }

    /// A way for each, those who can be placed first.
    fn choices(self, role: Role, people: &[&KnownPerson]) -> Vec<Way> {
        let mut people = people.to_vec();
        people.sort_by_key(|known| (!self.state.is_enrolled(known.person.id), known.person.id));
        let way = |known: &&KnownPerson| {
            let person = &known.person;
            let more = match role {
                Role::Learner if self.state.is_enrolled(person.id) => "enrolled",
                Role::Learner => "not enrolled",
                Role::Tutor => person.department.as_deref().unwrap_or_default(),
            };
            let comma = if more.is_empty() { "" } else { ", " };
            Way::take(Settle::Choose(person.id), person.id, format!("{}{comma}{more}", describe(person)))
        };
        people.iter().map(way).collect()
    }
}

/// What tells a person of a known name apart.
fn mark(known: &KnownPerson) -> String {
    match &known.person.number {
        Some(number) => format!("number {number}"),
        None => known.person.email.clone(),
    }
}
