//! From the bytes of a file to a table (SPEC I1, I6): everything is detected, and everything can be
//! chosen otherwise. Large files stay as they are, with an [`Index`]; small ones become a [`Table`].

pub mod dialect;
pub mod encoding;
mod index;
mod kind;
mod problem;
mod scan;
mod source;
mod table;

pub use dialect::{Delimiter, Dialect, LineEnd};
pub use encoding::Encoding;
pub use index::Index;
pub use problem::FileProblem;
pub use table::{Row, Table};

use serde::{Deserialize, Serialize};

/// What someone chose instead of what was detected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<Delimiter>,
    pub line_end: Option<LineEnd>,
    pub header: Option<bool>,
}

/// How much an import takes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub bytes: usize,
    pub rows: usize,
    pub columns: usize,
}

/// A file that was read, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub dialect: Dialect,
    /// Whether a byte order mark stood at the start.
    pub mark: bool,
    pub table: Table,
}

/// Reads a file. `is_field_name` says whether a text names a field of the import, which tells a
/// header from a first row.
pub fn read(
    bytes: &[u8],
    choice: Choice,
    limits: &Limits,
    is_field_name: &dyn Fn(&str) -> bool,
) -> Result<Reading, FileProblem> {
    let index = Index::new(bytes.to_vec(), choice, limits, is_field_name).map_err(|(problem, _)| problem)?;
    Ok(Reading { dialect: index.dialect(), mark: index.mark(), table: Table::of(&index) })
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
