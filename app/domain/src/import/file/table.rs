//! A file as rows of cells.

use super::dialect::{Dialect, LineEnd};
use super::{FileProblem, Limits};
use csv::StringRecord;

/// Rows of cells under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns; "Column 3" where the file gives none.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// How many of the columns the header (or without one, the widest row) has.
    pub named: usize,
    /// Lines without any text: left out of `rows`.
    pub blank_rows: u32,
    /// Characters that cannot be read in the encoding.
    pub unreadable: u32,
}

/// A row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts, from 1, the header and blank lines included.
    pub number: u32,
    cells: StringRecord,
}

impl Row {
    /// The text in that column, trimmed; blank where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    /// How many cells the file gives this row.
    pub fn width(&self) -> usize {
        self.cells.len()
    }
}

impl Table {
    /// Whether the row has text beyond the header's last column, as an unquoted delimiter in a name
    /// makes it.
    pub fn has_surplus(&self, row: &Row) -> bool {
        (self.named..row.width()).any(|column| !row.cell(column).is_empty())
    }

    /// Rows with fewer cells than the header: the missing ones are read as blank.
    pub fn short_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.width() < self.named)
    }

    /// The first few different texts of a column, for people to see what it holds.
    pub fn samples(&self, column: usize, most: usize) -> Vec<&str> {
        let mut samples: Vec<&str> = Vec::with_capacity(most);
        for cell in self.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty()) {
            if samples.len() == most {
                break;
            }
            if !samples.contains(&cell) {
                samples.push(cell);
            }
        }
        samples
    }
}

/// Reads the rows of `text`; the first is not yet told from the others. `skipped` lines stand before.
pub(super) fn rows(
    text: &str,
    delimiter: u8,
    line_end: LineEnd,
    limits: &Limits,
    skipped: u32,
) -> Result<(Vec<Row>, u32), FileProblem> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(line_end.terminator())
        .from_reader(text.as_bytes());
    let (mut rows, mut blank) = (Vec::new(), 0);
    let mut number = skipped;
    let mut record = StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok((rows, blank)),
            Err(_) => return Err(FileProblem::Unreadable { row: number + 1 }),
        }
        let empty_lines = empty_lines(text, start, line_end);
        blank += empty_lines;
        number += empty_lines + 1;
        if record.len() > limits.columns {
            return Err(FileProblem::TooManyColumns { row: number, most: limits.columns });
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            blank += 1;
        } else if rows.len() > limits.rows {
            return Err(FileProblem::TooManyRows { most: limits.rows });
        } else {
            rows.push(Row { number, cells: record.clone() });
        }
    }
}

/// How many lines without a character the reader passes over from `start` on: it counts none.
fn empty_lines(text: &str, start: usize, line_end: LineEnd) -> u32 {
    let bytes = text.as_bytes();
    let mut rest = bytes.get(start..).unwrap_or_default();
    let both = matches!(line_end, LineEnd::CrLf | LineEnd::Mixed);
    if both && start > 0 && bytes.get(start - 1) == Some(&b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut lines = 0;
    loop {
        rest = match (rest, line_end) {
            ([b'\r', b'\n', tail @ ..], _) if both => tail,
            ([b'\n', tail @ ..], LineEnd::Lf) | ([b'\r', tail @ ..], LineEnd::Cr) => tail,
            ([b'\r' | b'\n', tail @ ..], _) if both => tail,
            _ => return lines,
        };
        lines += 1;
    }
}

/// Tells the header from the rows.
pub(super) fn table(mut rows: Vec<Row>, blank_rows: u32, dialect: Dialect, unreadable: u32) -> Table {
    let widest = rows.iter().map(Row::width).max().unwrap_or(0);
    let header = if dialect.header && !rows.is_empty() { Some(rows.remove(0)) } else { None };
    let named = header.as_ref().map_or(widest, Row::width);
    let columns = (0..widest)
        .map(|column| match header.as_ref().map(|header| header.cell(column)) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => format!("Column {}", column + 1),
        })
        .collect();
    Table { columns, rows, named, blank_rows, unreadable }
}
