//! The cells of a sheet as lines of CSV, one row at a time.

use crate::cell::Shown;
use crate::{Limits, Workbook, WorkbookProblem};
use core::fmt;

/// The last row of a sheet that Excel knows.
const LAST_ROW: u32 = 1_048_576;

/// The sheet of that name as CSV; nothing for an empty one.
pub(crate) fn csv(workbook: &mut Workbook<'_>, name: &str, limits: &Limits) -> Result<Vec<u8>, WorkbookProblem> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let shown: Vec<Shown> = cells.styles().iter().map(Shown::of).collect();
    let mut lines = Lines::new(limits);
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let how = shown.get(style).copied().unwrap_or_default();
        lines.put(row, column, |text| how.write(cell.get_value(), text))?;
    }
    lines.end()
}

/// Lines that are being written.
struct Lines<'l> {
    limits: &'l Limits,
    csv: Vec<u8>,
    /// The row that is being filled, from 0.
    row: u32,
    /// The texts of that row, one after the other, and each one's column with where it ends.
    texts: String,
    ends: Vec<(u32, usize)>,
    /// How many lines are written, and how many of them hold anything.
    written: u32,
    filled: usize,
    /// How wide the first row is; every other is at least as wide.
    width: usize,
}

impl<'l> Lines<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            csv: Vec::new(),
            row: 0,
            texts: String::new(),
            ends: Vec::new(),
            written: 0,
            filled: 0,
            width: 0,
        }
    }

    /// Takes a cell, in the order of rows.
    fn put(
        &mut self,
        row: u32,
        column: u32,
        write: impl FnOnce(&mut String) -> fmt::Result,
    ) -> Result<(), WorkbookProblem> {
        if row < self.row || row >= LAST_ROW {
            return Err(WorkbookProblem::Damaged);
        }
        if row > self.row {
            self.close()?;
            self.row = row;
        }
        let before = self.texts.len();
        write(&mut self.texts).map_err(|_| WorkbookProblem::Damaged)?;
        if self.texts.len() > before {
            if column as usize >= self.limits.columns {
                return Err(WorkbookProblem::TooManyColumns { row: row + 1, most: self.limits.columns });
            }
            self.ends.push((column, self.texts.len()));
        }
        // Asked for each cell: a row of many long texts must not grow until it is written.
        self.within_limit()
    }

    /// Writes the row that is full, after blank lines for the rows there are not.
    fn close(&mut self) -> Result<(), WorkbookProblem> {
        if self.ends.is_empty() {
            return Ok(());
        }
        self.filled += 1;
        // The first is the header.
        if self.filled > self.limits.rows.saturating_add(1) {
            return Err(WorkbookProblem::TooManyRows { most: self.limits.rows });
        }
        self.csv.extend((self.written..self.row).map(|_| b'\n'));
        let mut cells: Vec<(u32, &str)> = Vec::with_capacity(self.ends.len());
        let mut start = 0;
        for (column, end) in &self.ends {
            cells.push((*column, self.texts.get(start..*end).unwrap_or_default()));
            start = *end;
        }
        // Programs write cells from left to right; where one did not, the first of a column counts.
        cells.sort_by_key(|(column, _)| *column);
        cells.dedup_by_key(|(column, _)| *column);
        let last = cells.last().map_or(0, |(column, _)| *column as usize + 1);
        if self.filled == 1 {
            self.width = last;
        }
        let mut at = 0;
        for (column, text) in cells {
            self.csv.extend((at..column).map(|_| b','));
            at = column;
            write_cell(text, &mut self.csv);
        }
        self.csv.extend((last..self.width).map(|_| b','));
        self.csv.push(b'\n');
        self.written = self.row + 1;
        self.texts.clear();
        self.ends.clear();
        self.within_limit()
    }

    fn within_limit(&self) -> Result<(), WorkbookProblem> {
        if self.csv.len() + self.texts.len() > self.limits.csv {
            return Err(WorkbookProblem::TooLarge { most: self.limits.csv as u64 });
        }
        Ok(())
    }

    fn end(mut self) -> Result<Vec<u8>, WorkbookProblem> {
        self.close()?;
        Ok(self.csv)
    }
}

/// Writes a text between quotes where it would be read otherwise without them.
fn write_cell(text: &str, csv: &mut Vec<u8>) {
    // `sep=;` in the first cell would say what separates the others.
    let quoted = text.contains(['"', ',', '\n', '\r']) || text.get(..4).is_some_and(|t| t.eq_ignore_ascii_case("sep="));
    if !quoted {
        return csv.extend_from_slice(text.as_bytes());
    }
    csv.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            csv.push(b'"');
        }
        csv.push(byte);
    }
    csv.push(b'"');
}
