//! Which of the installation's rows a value in a file means: "Woman" is Female, "aktiv" is active.
//!
//! A value is taken for a row when it is its code or its name, or a word for the same thing in one
//! of a dozen languages ([`meanings`]); where it could be another, nothing is taken, and people say
//! once for each different value what is meant.

mod column;
mod letters;
mod meanings;

pub use column::{Value, Values};

use super::list;
use crate::text::fold;

/// What values are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Gender,
    Group,
    Role,
    AccountStatus,
    Organisation,
    Department,
    Prefix,
}

/// Bytes of a cell at most whose values are looked at: one cell may be as large as a file, and a list of as many values.
pub(crate) const LONGEST_CELL: usize = 4_000;

impl Kind {
    /// The values in a cell: several departments are separated by `;`. Blank ones and NULL are none, and so is all of a
    /// cell of over [`LONGEST_CELL`] bytes.
    pub fn parts(self, cell: &str) -> Vec<String> {
        if cell.len() > LONGEST_CELL {
            return Vec::new();
        }
        let parts = if self == Self::Department { list::split(cell) } else { vec![cell.trim().to_owned()] };
        parts.into_iter().filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("null")).collect()
    }

    /// Whether rows have numbers, which a file may give instead of names.
    const fn has_ids(self) -> bool {
        matches!(self, Self::Organisation | Self::Department)
    }
}

/// A row of the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is stored: the code of a gender, the id of a department, the name of a group.
    pub code: String,
    /// What people call it.
    pub name: String,
}

/// Why a value is taken for a row, or for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is the row's code or id.
    SameCode,
    /// It is the row's name.
    SameName,
    /// It is another word for it.
    Meaning,
    /// Someone chose so.
    Chosen,
    /// It could be several.
    Ambiguous,
    /// Nothing is known by that name.
    Unknown,
}

impl Why {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SameCode => "Same code",
            Self::SameName => "Same name",
            Self::Meaning => "Another word for it",
            Self::Chosen => "Your choice",
            Self::Ambiguous => "Could be several: choose one",
            Self::Unknown => "Not known: choose one",
        }
    }
}

/// What values are compared by: folded letters and digits; of signs alone ("—") the signs.
fn key(text: &str) -> String {
    let folded = fold(text.trim());
    let key: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if key.is_empty() { folded } else { key }
}

/// The rows of one kind, to find values in.
#[derive(Clone, Debug)]
pub struct List {
    kind: Kind,
    entries: Vec<Entry>,
    /// The keys of codes and names, sorted.
    keys: Vec<(String, usize, Why)>,
    /// What each entry means, by its place among the meanings of the kind.
    meanings: Vec<Option<usize>>,
}

impl List {
    /// The rows of that kind.
    pub fn new(kind: Kind, entries: Vec<Entry>) -> Self {
        let codes = entries.iter().enumerate().map(|(at, entry)| (key(&entry.code), at, Why::SameCode));
        let names = entries.iter().enumerate().map(|(at, entry)| (key(&entry.name), at, Why::SameName));
        let mut keys: Vec<_> = codes.chain(names).filter(|(key, ..)| !key.is_empty()).collect();
        keys.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        keys.dedup_by(|later, first| later.0 == first.0 && later.1 == first.1);
        // The name tells more than the code: an M may be "Mujer".
        let meaning =
            |entry: &Entry| meanings::of(kind, &key(&entry.name)).or_else(|| meanings::of(kind, &key(&entry.code)));
        let meanings = entries.iter().map(meaning).collect();
        Self { kind, entries, keys, meanings }
    }

    /// Active and disabled.
    pub fn statuses() -> Self {
        Self::named(Kind::AccountStatus, &["active", "disabled"])
    }

    /// The prefixes an import takes (SPEC U5).
    pub fn prefixes() -> Self {
        Self::named(Kind::Prefix, &["Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "Assoc. Prof.", "Asst. Prof."])
    }

    /// Rows whose names are what is stored, as those of groups and roles.
    pub fn named(kind: Kind, names: &[&str]) -> Self {
        let entry = |name: &&str| Entry { code: (*name).to_owned(), name: (*name).to_owned() };
        Self::new(kind, names.iter().map(entry).collect())
    }

    /// What it is a list of.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The rows, in the order they were given.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The row that `text` means by itself; [`Values`] looks at the whole column.
    pub fn find(&self, text: &str) -> (Option<usize>, Why) {
        let text = match (self.kind, text.split_once(':')) {
            (Kind::Group, Some((group, _))) => group,
            (Kind::Role, Some((_, role))) => role,
            _ => text,
        };
        let mut wanted = key(text);
        if self.kind.has_ids() && wanted.bytes().all(|byte| byte.is_ascii_digit()) {
            let digits = wanted.trim_start_matches('0').len();
            wanted.drain(..wanted.len() - digits);
        }
        let from = self.keys.partition_point(|(key, ..)| *key < wanted);
        let mut same = self.keys.iter().skip(from).take_while(|(key, ..)| *key == wanted);
        match (same.next(), same.next()) {
            (Some((_, entry, why)), None) => (Some(*entry), *why),
            (Some(_), Some(_)) => (None, Why::Ambiguous),
            (None, _) => self.find_by_meaning(&wanted),
        }
    }

    fn find_by_meaning(&self, wanted: &str) -> (Option<usize>, Why) {
        let Some(meaning) = meanings::of(self.kind, wanted) else { return (None, Why::Unknown) };
        let mut meant = self.meanings.iter().enumerate().filter(|(_, of)| **of == Some(meaning));
        match (meant.next(), meant.next()) {
            (Some((entry, _)), None) => (Some(entry), Why::Meaning),
            (None, _) => (None, Why::Unknown),
            _ => (None, Why::Ambiguous),
        }
    }
}

#[cfg(test)]
mod tests;
