//! Rows that give the same username, e-mail or number: nobody can say which of them counts.

use super::ground::Key;
use super::problem::{Kind, Problem};
use crate::import::users::UserField;

/// The keys of a user, in the order in which they say who is meant (SPEC U7).
pub(in crate::import::users) const KEYS: [(UserField, Key, &str); 3] = [
    (UserField::InstitutionNumber, Key::Number, "institution number"),
    (UserField::Username, Key::Username, "username"),
    (UserField::Email, Key::Email, "e-mail"),
];

/// Says which row has the same.
pub(super) fn same_key(row: u32, other: u32, field: UserField, name: &str) -> Problem {
    let words = format!("Row {other} has the same {name}.");
    Problem { row, field: Some(field), kind: Kind::TwiceInFile, words }
}

/// Says which row is about the same account.
pub(super) fn same_person(row: u32, other: u32, person: &str) -> Problem {
    let words = format!("Row {other} is about the same person: {person}.");
    Problem { row, field: None, kind: Kind::TwiceInFile, words }
}
