//! Names of groups and sets.

use crate::text::fold;
use serde::{Deserialize, Serialize};

/// The name of a group or set: 1 to 120 characters, no control characters, no white space at the
/// ends. `2` is a name like any other, never an id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GroupName(String);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameProblem {
    Blank,
    TooLong,
    ControlCharacter,
}

impl core::fmt::Display for NameProblem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Blank => f.write_str("A name is needed."),
            Self::TooLong => write!(f, "A name has at most {} characters.", GroupName::MAX),
            Self::ControlCharacter => f.write_str("A name cannot hold line breaks or other control characters."),
        }
    }
}

impl GroupName {
    /// The most characters a name has.
    pub const MAX: usize = 120;

    /// Reads a name from what someone typed or a file holds; white space at the ends is dropped.
    pub fn parse(text: &str) -> Result<Self, NameProblem> {
        let text = text.trim();
        if text.is_empty() {
            Err(NameProblem::Blank)
        } else if text.chars().count() > Self::MAX {
            Err(NameProblem::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(NameProblem::ControlCharacter)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// "Name (2)", cut to the longest a name may be.
    pub fn numbered(&self, number: u32) -> Option<Self> {
        let suffix = format!(" ({number})");
        let room = Self::MAX - suffix.chars().count();
        let base: String = self.0.chars().take(room).collect();
        Self::parse(&[base.trim_end(), &suffix].concat()).ok()
    }

    /// What two names are compared by: "pbl 1" and "PBL  1" are one name, as they look alike on a page.
    pub fn folded(&self) -> String {
        let mut folded = String::with_capacity(self.0.len());
        for word in self.0.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&fold(word));
        }
        folded
    }

    /// The key that sorts "PBL 2" before "PBL 10": runs of digits compare as numbers.
    pub fn sort_key(&self) -> Vec<(String, u64)> {
        let folded = self.folded();
        let mut key = Vec::new();
        let mut rest = folded.as_str();
        while !rest.is_empty() {
            let digits = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
            let (text, tail) = rest.split_at(digits);
            let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
            let (number, tail) = tail.split_at(end);
            key.push((text.to_owned(), number.parse().unwrap_or(u64::MAX)));
            rest = tail;
        }
        key
    }
}

impl core::fmt::Display for GroupName {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for GroupName {
    type Error = NameProblem;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<GroupName> for String {
    fn from(name: GroupName) -> Self {
        name.0
    }
}

impl core::error::Error for NameProblem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_bounded() {
        for (text, expected) in [
            ("  PBL 1 ", Ok("PBL 1")),
            ("2", Ok("2")),
            ("", Err(NameProblem::Blank)),
            (" \u{a0}\t", Err(NameProblem::Blank)),
            ("a\nb", Err(NameProblem::ControlCharacter)),
            (&"x".repeat(121), Err(NameProblem::TooLong)),
        ] {
            assert_eq!(
                GroupName::parse(text).as_ref().map(GroupName::as_str),
                expected.as_ref().map(|s| *s),
                "{text:?}"
            );
        }
    }

    #[test]
    fn names_that_look_alike_are_one() {
        let folded = |text| GroupName::parse(text).unwrap().folded();
        for alike in ["PBL 1", "pbl 1", "PBL  1", "PBL\u{a0}1", " Pbl \u{2003} 1"] {
            assert_eq!(folded(alike), "pbl 1", "{alike:?}");
        }
        assert_ne!(folded("PBL1"), folded("PBL 1"));
    }

    #[test]
    fn numbers_in_names_sort_as_numbers() {
        let mut names: Vec<GroupName> =
            ["PBL 10", "pbl 2", "PBL 1", "Álpha", "2", "10"].iter().map(|n| GroupName::parse(n).unwrap()).collect();
        names.sort_by_key(GroupName::sort_key);
        let sorted: Vec<&str> = names.iter().map(GroupName::as_str).collect();
        assert_eq!(sorted, ["2", "10", "Álpha", "PBL 1", "pbl 2", "PBL 10"]);
    }
}
