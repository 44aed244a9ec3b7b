//! From the bytes of a file to a table (SPEC I1, I6): everything is detected, and everything can be
//! chosen otherwise.

pub mod dialect;
pub mod encoding;
mod kind;
mod problem;
mod table;

pub use dialect::{Delimiter, Dialect, LineEnd};
pub use encoding::Encoding;
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
    if bytes.len() > limits.bytes {
        return Err(FileProblem::TooLarge { most: limits.bytes });
    }
    kind::check_bytes(bytes)?;
    let encoding = choice.encoding.unwrap_or_else(|| encoding::detect(bytes));
    let decoded = encoding::decode(bytes, encoding);
    kind::check_text(&decoded.text)?;
    let (declared, text, skipped) = match dialect::declared(&decoded.text) {
        Some((delimiter, text)) => (Some(delimiter), text, 1),
        None => (None, decoded.text.as_str(), 0),
    };
    if text.trim().is_empty() {
        return Err(FileProblem::Empty);
    }
    let delimiter = choice.delimiter.or(declared).unwrap_or_else(|| dialect::detect_delimiter(text));
    let reads_as = choice.line_end.unwrap_or(LineEnd::Mixed);
    let shape = dialect::shape(text, delimiter.byte(), reads_as, usize::MAX);
    if let Some(line) = shape.open_quote {
        return Err(FileProblem::UnclosedQuote { line: line + skipped });
    }
    let line_end = choice.line_end.unwrap_or_else(|| shape.line_end());
    let (rows, blank) = table::rows(text, delimiter.byte(), line_end, limits, skipped)?;
    let first = rows.first().ok_or(FileProblem::Empty)?;
    let header = choice.header.unwrap_or_else(|| looks_like_header(first, is_field_name));
    let dialect = Dialect { encoding, delimiter, line_end, header };
    let unreadable = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let table = table::table(rows, blank, dialect, u32::try_from(unreadable).unwrap_or(u32::MAX));
    if table.rows.is_empty() {
        return Err(FileProblem::NoRows);
    }
    if table.rows.len() > limits.rows {
        return Err(FileProblem::TooManyRows { most: limits.rows });
    }
    Ok(Reading { dialect, mark: decoded.mark, table })
}

/// A first row is a header if it names a field; if it names none, when its texts all differ and none
/// holds a digit, as the numbers of groups and people do.
fn looks_like_header(first: &Row, is_field_name: &dyn Fn(&str) -> bool) -> bool {
    let cells: Vec<&str> = (0..first.width()).map(|column| first.cell(column)).filter(|c| !c.is_empty()).collect();
    cells.iter().any(|cell| is_field_name(cell))
        || cells
            .iter()
            .enumerate()
            .all(|(at, cell)| !cell.contains(|c: char| c.is_ascii_digit()) && !cells[..at].contains(cell))
}

#[cfg(test)]
mod tests;
