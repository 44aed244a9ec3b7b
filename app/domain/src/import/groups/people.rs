//! The people a file may mean.

use crate::id::UserId;
use crate::person::Person;
use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A person of the school, and what they are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPerson {
    pub person: Person,
    /// Holds a learner's role.
    pub learner: bool,
    /// Faculty, resident, staff or technical staff.
    pub works: bool,
}

/// What numbers are compared by.
pub fn number_key(number: &str) -> String {
    number.trim().to_lowercase()
}

/// Marks that are not seen and steer the direction or joining of text, and the soft hyphen.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What names are compared by: folded, without marks that are not seen, white space as one blank
/// and none around commas.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len());
    let mut blank = false;
    for c in folded.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && c != ',' && !key.is_empty() && !key.ends_with(',') {
            key.push(' ');
        }
        blank = false;
        key.push(c);
    }
    key
}

/// The people asked for, found by number and by name.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    people: Vec<KnownPerson>,
    by_id: HashMap<UserId, usize>,
    by_number: HashMap<String, Vec<usize>>,
    /// Under "last,first" and "last,first middle".
    by_name: HashMap<String, Vec<usize>>,
}

impl Directory {
    /// A directory of these people.
    pub fn new(people: Vec<KnownPerson>) -> Self {
        let mut directory = Self::default();
        for (at, known) in people.iter().enumerate() {
            let person = &known.person;
            if directory.by_id.insert(person.id, at).is_some() {
                continue;
            }
            if let Some(number) = person.number.as_deref().map(number_key).filter(|key| !key.is_empty()) {
                directory.by_number.entry(number).or_default().push(at);
            }
            for name in written_names(person) {
                let found = directory.by_name.entry(name).or_default();
                if found.last() != Some(&at) {
                    found.push(at);
                }
            }
        }
        directory.people = people;
        directory
    }

    /// The person of that id.
    pub fn person(&self, id: UserId) -> Option<&KnownPerson> {
        self.by_id.get(&id).and_then(|at| self.people.get(*at))
    }

    /// Everyone of that number: one, unless the school's own data is wrong.
    pub(super) fn numbered<'a>(&'a self, number: &str) -> impl Iterator<Item = &'a KnownPerson> + use<'a> {
        self.at(self.by_number.get(&number_key(number)))
    }

    /// Everyone called that.
    pub(super) fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a KnownPerson> + use<'a> {
        self.at(self.by_name.get(&name_key(name)))
    }

    fn at<'a>(&'a self, found: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a KnownPerson> + use<'a> {
        found.into_iter().flatten().filter_map(|at| self.people.get(*at))
    }

    /// "Last, First (number)"; the e-mail stands in for a missing number.
    pub fn describe(&self, id: UserId) -> String {
        self.person(id).map(|known| describe(&known.person)).unwrap_or_default()
    }
}

pub(super) fn describe(person: &Person) -> String {
    let mark = person.number.as_deref().unwrap_or(&person.email);
    format!("{} ({mark})", person.name())
}

/// The ways a file may write the name: "Last, First" and "Last, First Middle".
fn written_names(person: &Person) -> impl Iterator<Item = String> {
    let name = name_key(&person.name());
    let with_middle = person.middle.as_deref().map(|middle| name_key(&format!("{} {middle}", person.name())));
    core::iter::once(name).chain(with_middle)
}

/// Whether `name` is a name of this person. Where a number has already said who is meant, "First
/// Last" is understood too.
pub(super) fn verifies(person: &Person, name: &str) -> bool {
    let key = name_key(name);
    let natural = || {
        let middle = person.middle.as_deref().unwrap_or_default();
        [format!("{} {}", person.first, person.last), format!("{} {middle} {}", person.first, person.last)]
    };
    written_names(person).any(|written| written == key) || natural().iter().any(|written| name_key(written) == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_read_them() {
        for (name, expected) in [
            ("Smith, John", "smith,john"),
            (" SMITH ,John ", "smith,john"),
            ("Müller-Lüdenscheidt,  Ann\u{a0}Marie", "muller-ludenscheidt,ann marie"),
            ("O’Brien, Pat", "o'brien,pat"),
            ("\u{200f}כהן, דנה\u{200f}", "כהן,דנה"),
            ("Smith, Jr, John", "smith,jr,john"),
            ("", ""),
        ] {
            assert_eq!(name_key(name), expected, "{name}");
        }
    }
}
