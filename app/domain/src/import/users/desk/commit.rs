//! What is sent to be imported, and how the server opens it.

use super::file::own_columns;
use super::{Commit, Desk, LIMITS, Options, UserField};
use crate::import::columns::Mapping;
use crate::import::file::{Choice, FileProblem, Index};
use crate::import::users::plan::{Directory, Sheet};

impl Desk {
    /// Everything that makes the plan that is seen out of the file. None before the [`Desk::review`].
    pub fn commit(&self, options: Options) -> Option<Commit> {
        let (index, mapping, reviewed) = (self.index.as_ref()?, self.mapping.as_ref()?, self.reviewed.as_ref()?);
        let dialect = index.dialect();
        let choice = Choice {
            encoding: Some(dialect.encoding),
            delimiter: Some(dialect.delimiter),
            line_end: Some(dialect.line_end),
            header: Some(dialect.header),
        };
        Some(Commit {
            file_name: self.name.clone(),
            choice,
            mapping: mapping.remember(own_columns(index).len()),
            corrections: self.corrections.clone(),
            decisions: self.decisions.clone(),
            digest: reviewed.standing.digest(),
            options,
        })
    }
}

/// A file that was sent to be imported, opened as it was on the desk.
#[derive(Debug)]
pub struct Sent {
    index: Index,
    mapping: Mapping<UserField>,
    commit: Commit,
}

/// Why what was sent makes no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    File(FileProblem),
    /// The mapping is not one of this file.
    Mapping,
}

impl core::fmt::Display for NotSent {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::File(problem) => problem.fmt(f),
            Self::Mapping => f.write_str("The columns that were chosen are not those of this file. Choose them again."),
        }
    }
}

impl core::error::Error for NotSent {}

impl Sent {
    /// Opens what was sent.
    pub fn open(bytes: Vec<u8>, commit: Commit) -> Result<Self, NotSent> {
        let index =
            Index::new(bytes, commit.choice, &LIMITS, &|_| false).map_err(|(problem, _)| NotSent::File(problem))?;
        let mapping = Mapping::recall(&commit.mapping, own_columns(&index).len()).ok_or(NotSent::Mapping)?;
        Ok(Self { index, mapping, commit })
    }

    /// What came with the file.
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.index.count()
    }

    /// The rows with what was corrected, to be planned and done: see [`Plan`](crate::import::users::plan::Plan).
    pub fn sheet(&self, directory: &Directory) -> Sheet<'_> {
        Sheet::new(&self.index, &self.mapping, directory, self.commit.corrections.clone())
    }
}
