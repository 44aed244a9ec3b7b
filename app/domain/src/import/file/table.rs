//! A file as rows of cells.

use super::Index;
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
    /// All rows of an indexed file.
    pub(super) fn of(index: &Index) -> Self {
        let cells = |at: usize| (0..index.width(at)).map(move |column| index.whole_cell(at, column));
        let row = |at: usize| Row { number: index.number(at), cells: cells(at).collect() };
        Self {
            columns: index.columns().to_vec(),
            rows: (0..index.count()).map(row).collect(),
            named: index.named(),
            blank_rows: index.blank_rows(),
            unreadable: index.unreadable(),
        }
    }

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
