//! What is wrong with a row.

use crate::import::users::UserField;
use serde::{Deserialize, Serialize};

/// What is wrong, without the particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    Missing,
    SurplusCells,
    BadUsername,
    BadEmail,
    Unknown,
    BadTime,
    BadYear,
    WrongOrder,
    TooLong,
    HiddenCharacters,
    BadPassword,
    TwiceInFile,
    Ambiguous,
    DifferentPeople,
    Deleted,
}

impl Kind {
    /// The heading under which problems of this kind are listed.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Missing => "Something required is missing",
            Self::SurplusCells => "More cells than columns",
            Self::BadUsername => "Not a username",
            Self::BadEmail => "Not an e-mail address",
            Self::Unknown => "Not known here",
            Self::BadTime => "Not a time",
            Self::BadYear => "Not a year",
            Self::WrongOrder => "Ends before it begins",
            Self::TooLong => "Too long",
            Self::HiddenCharacters => "Hidden characters",
            Self::BadPassword => "Password is not a hash",
            Self::TwiceInFile => "Twice in the file",
            Self::Ambiguous => "Several people of this number",
            Self::DifferentPeople => "Number, username and e-mail are of different people",
            Self::Deleted => "The account was deleted",
        }
    }
}

/// Something that keeps a row from being imported, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub row: u32,
    /// Whose column; `None` where it is the row as a whole.
    pub field: Option<UserField>,
    pub kind: Kind,
    pub words: String,
}

/// The problems of one row while it is read.
#[derive(Debug)]
pub(super) struct Says<'p> {
    pub row: u32,
    pub problems: &'p mut Vec<Problem>,
}

impl Says<'_> {
    pub(super) fn say(&mut self, field: UserField, kind: Kind, words: impl Into<String>) {
        self.problems.push(Problem { row: self.row, field: Some(field), kind, words: words.into() });
    }
}

/// A text of a file as problems quote it: not all of a long one.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("“{}…”", text.get(..end).unwrap_or_default()),
        None => format!("“{text}”"),
    }
}
