//! Rows that give the same username, e-mail or number: nobody can say which of them counts.

use super::ground::Key;
use super::problem::{Kind, Problem};
use super::sheet::Sheet;
use crate::import::users::UserField;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The keys of a user, in the order in which they say who is meant (SPEC U7).
pub(in crate::import::users) const KEYS: [(UserField, Key, &str); 3] = [
    (UserField::InstitutionNumber, Key::Number, "institution number"),
    (UserField::Username, Key::Username, "username"),
    (UserField::Email, Key::Email, "e-mail"),
];

/// The other row of each row that has one, by the field they share. Rows left out do not count.
#[derive(Debug, Default)]
pub(super) struct Twins(HashMap<(u32, UserField), u32>);

impl Twins {
    pub(super) fn find(sheet: &Sheet<'_>) -> Self {
        let mut twins = HashMap::new();
        for (field, key, _) in KEYS {
            let mut first: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(sheet.count());
            for row in sheet.rows().filter(|row| !row.is_left_out()) {
                let text = row.cell(field);
                if text.is_empty() {
                    continue;
                }
                match first.entry(key.of(text)) {
                    Entry::Vacant(place) => {
                        place.insert(row.number);
                    }
                    Entry::Occupied(place) => {
                        twins.insert((row.number, field), *place.get());
                        twins.entry((*place.get(), field)).or_insert(row.number);
                    }
                }
            }
        }
        Self(twins)
    }

    /// Says which row has the same.
    pub(super) fn say(&self, row: u32, problems: &mut Vec<Problem>) {
        if self.0.is_empty() {
            return;
        }
        for (field, _, name) in KEYS {
            if let Some(other) = self.0.get(&(row, field)) {
                let words = format!("Row {other} has the same {name}.");
                problems.push(Problem { row, field: Some(field), kind: Kind::TwiceInFile, words });
            }
        }
    }
}
