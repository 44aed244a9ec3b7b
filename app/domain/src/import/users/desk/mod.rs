//! Where a file of users lies open while people map, review and import it: what is shown of it, and what they change.
//!
//! A [`Desk`] answers what needs no network. In the order in which it is used:
//!
//! - [`beginning`] shows the first rows of a large file at once; [`Desk::open`] reads all of it, [`Desk::reread`]
//!   otherwise.
//! - [`Desk::match_columns`] takes what the server knows beside people; [`Desk::choose`] and [`Desk::choose_value`]
//!   change what was found, [`Desk::keep`] is kept for the next file.
//! - [`Desk::wanted`] names, part by part, whom the server should look up, [`Desk::found`] takes the answers;
//!   [`Desk::review`] plans.
//! - [`Desk::rows`], [`Desk::row`] and [`Desk::find`] show rows; [`Desk::edit`], [`Desk::choose_value`],
//!   [`Desk::undo`] and [`Desk::redo`] change them. Where [`Desk::wanted_after_edit`] then names someone, they are
//!   looked up, given to [`Desk::found`], and [`Desk::review`] is asked again. [`Desk::tried`] says how a cell would be,
//!   once those are looked up whom [`Desk::wanted_to_try`] names. [`Desk::problem_rows`] is a file to be corrected.
//! - [`Desk::commit`] and [`Desk::bytes`] are what is sent; the server opens them as [`Sent`]. Where the state moved
//!   since, [`Desk::look_up_again`] forgets people, and all are wanted, found and reviewed again: what became
//!   otherwise is under [`Filter::Moved`].
//!
//! It never fails for what a file holds. What is asked before its time is answered by nothing, or empty.

mod columns;
mod commit;
mod edit;
mod file;
mod look_up;
mod problem_rows;
mod protocol;
mod review;
mod rows;
mod standing;
mod words;

pub use commit::{NotSent, Sent};
pub use file::{LIMITS, beginning};
pub use look_up::wanted;
pub use protocol::*;

use super::UserField;
use crate::import::columns::{Mapping, Names};
use crate::import::file::Index;
use crate::import::users::plan::{Corrections, Decisions, Directory, Meanings};
use columns::ColumnFacts;
use edit::Steps;
use look_up::LookUp;
use standing::Reviewed;

/// A file of users with everything that was found, chosen and corrected.
#[derive(Debug)]
pub struct Desk {
    names: Names,
    name: String,
    /// A file that cannot be read, to be read otherwise.
    unread: Vec<u8>,
    index: Option<Index>,
    facts: Option<Vec<ColumnFacts>>,
    directory: Option<Directory>,
    mapping: Option<Mapping<UserField>>,
    remembered: bool,
    /// What values mean by themselves, and with what was chosen.
    found: Meanings,
    values: Meanings,
    corrections: Corrections,
    decisions: Decisions,
    steps: Steps,
    look_up: LookUp,
    reviewed: Option<Reviewed>,
    /// What became of each row before people are looked up again.
    before: Option<Vec<u64>>,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A desk without a file.
    pub fn new() -> Self {
        Self {
            names: Names::of::<UserField>(),
            name: String::new(),
            unread: Vec::new(),
            index: None,
            facts: None,
            directory: None,
            mapping: None,
            remembered: false,
            found: Meanings::default(),
            values: Meanings::default(),
            corrections: Corrections::default(),
            decisions: Decisions::default(),
            steps: Steps::default(),
            look_up: LookUp::default(),
            reviewed: None,
            before: None,
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
