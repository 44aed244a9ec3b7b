//! What a file says of users: its cells under the fields, with what people corrected laid over them.

use super::meanings::Meanings;
use super::{Corrections, Directory};
use crate::import::cell;
use crate::import::columns::{Field as _, Mapping};
use crate::import::file::{Index, Table};
use crate::import::users::UserField;
use crate::import::values::Values;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many fields there are.
pub(super) const FIELDS: usize = UserField::ALL.len();

/// Where the cells are: a [`Table`], or the bytes of a file with an index.
pub trait Rows: core::fmt::Debug + Send + Sync {
    /// How many rows there are, the header not among them.
    fn count(&self) -> usize;

    /// The number of a row as a spreadsheet counts, the header included; larger than that of the row before.
    fn number(&self, at: usize) -> u32;

    /// The text in that column; blank where the row is too short.
    fn cell(&self, at: usize, column: usize) -> Cow<'_, str>;

    /// Puts the texts in these columns into `cells`, and leaves what has no column.
    fn read<'r>(&'r self, at: usize, columns: &[Option<usize>], cells: &mut [Cow<'r, str>]) {
        for (column, cell) in columns.iter().zip(cells) {
            if let Some(column) = column {
                *cell = self.cell(at, *column);
            }
        }
    }

    /// Whether the file has more text in this row than it has columns.
    fn has_surplus(&self, at: usize) -> bool;

    /// What the file calls a column.
    fn column_name(&self, column: usize) -> &str;
}

impl Rows for Table {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn number(&self, at: usize) -> u32 {
        self.rows.get(at).map_or(0, |row| row.number)
    }

    fn cell(&self, at: usize, column: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.rows.get(at).map_or("", |row| row.cell(column)))
    }

    fn has_surplus(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| Table::has_surplus(self, row))
    }

    fn column_name(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", String::as_str)
    }
}

impl Rows for Index {
    fn count(&self) -> usize {
        Self::count(self)
    }

    fn number(&self, at: usize) -> u32 {
        Self::number(self, at)
    }

    fn cell(&self, at: usize, column: usize) -> Cow<'_, str> {
        Self::cell(self, at, column)
    }

    fn read<'r>(&'r self, at: usize, columns: &[Option<usize>], cells: &mut [Cow<'r, str>]) {
        let cell_of = Self::row(self, at);
        for (column, cell) in columns.iter().zip(cells) {
            if let Some(column) = column {
                *cell = cell_of(*column);
            }
        }
    }

    fn has_surplus(&self, at: usize) -> bool {
        Self::has_surplus(self, at)
    }

    fn column_name(&self, column: usize) -> &str {
        self.columns().get(column).map_or("", String::as_str)
    }
}

/// The rows of a file of users, under a mapping.
#[derive(Debug)]
pub struct Sheet<'a> {
    rows: &'a dyn Rows,
    columns: [Option<usize>; FIELDS],
    values: Cow<'a, Meanings>,
    pub corrections: Cow<'a, Corrections>,
}

impl<'a> Sheet<'a> {
    /// The sheet of a file under a mapping, with what people chose and corrected.
    pub fn new(
        rows: &'a dyn Rows,
        mapping: &Mapping<UserField>,
        directory: &Directory,
        corrections: Corrections,
    ) -> Self {
        let mut values = Meanings::of(rows, mapping, directory);
        values.choose(&corrections.choices, directory);
        let columns = columns_of(mapping);
        Self { rows, columns, values: Cow::Owned(values), corrections: Cow::Owned(corrections) }
    }

    /// The same where the values are known already.
    pub(in crate::import::users) fn over(
        rows: &'a dyn Rows,
        mapping: &Mapping<UserField>,
        values: &'a Meanings,
        corrections: &'a Corrections,
    ) -> Self {
        let columns = columns_of(mapping);
        Self { rows, columns, values: Cow::Borrowed(values), corrections: Cow::Borrowed(corrections) }
    }

    fn column(&self, field: UserField) -> Option<usize> {
        self.columns.get(field as usize).copied().flatten()
    }

    /// What the column of `field` means by its values.
    pub fn values(&self, field: UserField) -> Option<&Values> {
        self.values.of_field(field)
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.count()
    }

    /// What the file calls the column of `field`.
    pub fn column_name(&self, field: UserField) -> &str {
        self.column(field).map_or(field.label(), |column| self.rows.column_name(column))
    }

    /// A row, by its place.
    pub fn row(&self, at: usize) -> SheetRow<'_> {
        let number = self.rows.number(at);
        SheetRow { sheet: self, at, number, edits: self.corrections.edits_of(number) }
    }

    /// The place of the row of that number.
    pub fn place(&self, number: u32) -> Option<usize> {
        let (mut from, mut to) = (0, self.count());
        while from < to {
            let middle = from + (to - from) / 2;
            match self.rows.number(middle).cmp(&number) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        (0..self.count()).map(|at| self.row(at))
    }

    /// The numbers of the rows that have `text` under `field`, as they read now: the same mistake everywhere.
    pub fn rows_with(&self, field: UserField, text: &str) -> Vec<u32> {
        let wanted = text.trim();
        self.rows().filter(|row| row.cell(field) == wanted).map(|row| row.number).collect()
    }
}

fn columns_of(mapping: &Mapping<UserField>) -> [Option<usize>; FIELDS] {
    core::array::from_fn(|at| UserField::ALL.get(at).and_then(|field| mapping.column(*field)))
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'s> {
    sheet: &'s Sheet<'s>,
    at: usize,
    /// As a spreadsheet counts, the header included.
    pub number: u32,
    edits: Option<&'s BTreeMap<UserField, String>>,
}

impl<'s> SheetRow<'s> {
    /// What stands under `field` now: trimmed, without the guard of a formula. Blank where nothing is given, which
    /// NULL says, too.
    pub fn cell(self, field: UserField) -> Cow<'s, str> {
        match self.edit(field) {
            Some(text) => said(Cow::Borrowed(text)),
            None => {
                self.sheet.column(field).map_or(Cow::Borrowed(""), |column| said(self.sheet.rows.cell(self.at, column)))
            }
        }
    }

    /// What stands under every field now.
    pub(super) fn cells(self) -> [Cow<'s, str>; FIELDS] {
        let mut cells = [const { Cow::Borrowed("") }; FIELDS];
        self.sheet.rows.read(self.at, &self.sheet.columns, &mut cells);
        for cell in &mut cells {
            if !is_as_said(cell) {
                *cell = said(std::mem::take(cell));
            }
        }
        for (field, text) in self.edits.into_iter().flatten() {
            if let Some(cell) = cells.get_mut(*field as usize) {
                *cell = said(Cow::Borrowed(text));
            }
        }
        cells
    }

    /// What someone typed over the cell.
    pub fn edit(self, field: UserField) -> Option<&'s str> {
        self.edits.and_then(|edits| edits.get(&field)).map(String::as_str)
    }

    /// Whether the row is left out.
    pub fn is_left_out(self) -> bool {
        self.sheet.corrections.left_out.contains(&self.number)
    }

    /// Whether it has more cells than the header has columns, and nobody said to take it as it is.
    pub fn has_surplus(self) -> bool {
        self.sheet.rows.has_surplus(self.at) && !self.sheet.corrections.as_it_is.contains(&self.number)
    }
}

/// What a cell says: see [`SheetRow::cell`].
pub(super) fn said(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(said_in(text)),
        Cow::Owned(text) => Cow::Owned(said_in(&text).to_owned()),
    }
}

fn said_in(text: &str) -> &str {
    if is_as_said(text) {
        return text;
    }
    let text = cell::plain(text.trim()).trim();
    if text.eq_ignore_ascii_case("null") { "" } else { text }
}

/// Whether a cell surely says what stands in it, as nearly all do.
fn is_as_said(text: &str) -> bool {
    match text.as_bytes() {
        [] => true,
        [first, .., last] | [first @ last] => {
            first.is_ascii_graphic()
                && *first != b'\''
                && last.is_ascii_graphic()
                && !(text.len() == 4 && matches!(first, b'n' | b'N'))
        }
    }
}
