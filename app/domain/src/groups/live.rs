//! What the live stream of a course and period tells (SPEC G12).

use super::history::Happened;
use super::{Change, Entry};
use crate::id::UserId;
use serde::{Deserialize, Serialize};

/// The most changes of an act that are told one by one.
pub const MOST_CHANGES: usize = 500;

/// An act, as the stream tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub entry: Entry,
    /// Who did it: under a mask its wearer; `None` for the command line.
    pub by: Option<UserId>,
    /// `None` where there are more than [`MOST_CHANGES`]: load the groups anew.
    pub changes: Option<Vec<Change>>,
}

impl From<&Happened> for News {
    fn from(happened: &Happened) -> Self {
        let changes = (happened.changes.len() <= MOST_CHANGES).then(|| happened.changes.clone());
        Self { entry: happened.entry.clone(), by: happened.by, changes }
    }
}

/// The events of the stream, by their names.
pub mod event {
    /// Data: a [`News`](super::News); id: its version.
    pub const NEWS: &str = "news";
    /// So much happened that the page should load anew. Data and id: the version there is.
    pub const RELOAD: &str = "reload";
    /// Data: everyone who has the course and period open, a list of [`Here`](super::Here).
    pub const HERE: &str = "here";
    /// The stream ends and is not to be opened again. Data: why, in words.
    pub const END: &str = "end";
}

/// Someone who has the course and period open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Here {
    /// "Last, First", under a mask with both names.
    pub name: String,
    pub initials: String,
}
