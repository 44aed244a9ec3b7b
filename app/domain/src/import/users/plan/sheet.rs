//! What a file says of users: its cells under the fields, with what people corrected laid over them.

use super::{Corrections, Directory};
use crate::import::cell;
use crate::import::columns::{Field as _, Mapping};
use crate::import::file::Table;
use crate::import::users::UserField;
use crate::import::values::{Kind, Values};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How many fields there are.
pub(super) const FIELDS: usize = UserField::ALL.len();

/// Where the cells are: a [`Table`], or the bytes of a file with an index.
pub trait Rows: core::fmt::Debug {
    /// How many rows there are, the header not among them.
    fn count(&self) -> usize;

    /// The number of a row as a spreadsheet counts, the header included; larger than that of the row before.
    fn number(&self, at: usize) -> u32;

    /// The text in that column; blank where the row is too short.
    fn cell(&self, at: usize, column: usize) -> Cow<'_, str>;

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

/// The rows of a file of users, under a mapping.
#[derive(Debug)]
pub struct Sheet<'a> {
    rows: &'a dyn Rows,
    columns: [Option<usize>; FIELDS],
    /// What the values of columns mean that are of the installation's lists.
    values: Vec<(UserField, Values)>,
    pub corrections: Corrections,
}

impl<'a> Sheet<'a> {
    /// The sheet of a file under a mapping, with what people chose and corrected.
    pub fn new(
        rows: &'a dyn Rows,
        mapping: &Mapping<UserField>,
        directory: &Directory,
        corrections: Corrections,
    ) -> Self {
        let columns = core::array::from_fn(|at| UserField::ALL.get(at).and_then(|field| mapping.column(*field)));
        let mut sheet = Self { rows, columns, values: Vec::new(), corrections };
        sheet.values = UserField::ALL.iter().filter_map(|f| Some((*f, sheet.values_of(*f, directory)?))).collect();
        sheet
    }

    /// What the different values of a column mean; `None` for a field without a list or column.
    fn values_of(&self, field: UserField, directory: &Directory) -> Option<Values> {
        let list = directory.lists().of(field)?;
        let column = self.column(field)?;
        let mut different: BTreeSet<String> = BTreeSet::new();
        let mut above = Cow::Borrowed("");
        for at in 0..self.rows.count() {
            let text = said(self.rows.cell(at, column));
            if text != above && !different.contains(text.as_ref()) {
                different.insert(text.as_ref().to_owned());
            }
            above = text;
        }
        let parts: Vec<String> = different.iter().flat_map(|text| list.kind().parts(text)).collect();
        let mut values = Values::new(list, self.rows.column_name(column), parts.iter().map(String::as_str));
        for choice in self.corrections.choices.iter().filter(|choice| choice.field == field) {
            let code = choice.code.as_deref();
            let entry = code.and_then(|code| list.entries().iter().position(|entry| entry.code == code));
            values.choose(&choice.text, entry);
        }
        Some(values)
    }

    fn column(&self, field: UserField) -> Option<usize> {
        self.columns.get(field as usize).copied().flatten()
    }

    /// What the column of `field` means by its values.
    pub fn values(&self, field: UserField) -> Option<&Values> {
        self.values.iter().find(|(of, _)| *of == field).map(|(_, values)| values)
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

    /// What someone typed over the cell.
    pub fn edit(self, field: UserField) -> Option<&'s str> {
        self.edits.and_then(|edits| edits.get(&field)).map(String::as_str)
    }

    /// Whether the row is left out.
    pub fn is_left_out(self) -> bool {
        self.sheet.corrections.left_out.contains(&self.number)
    }

    /// Whether it has more cells than the header has columns, and nobody said to take it as it is.
    pub(super) fn has_surplus(self) -> bool {
        self.sheet.rows.has_surplus(self.at) && !self.sheet.corrections.as_it_is.contains(&self.number)
    }

    /// The parts of the cell, as a list of `kind` is read.
    pub(super) fn parts(self, field: UserField, kind: Kind) -> Vec<String> {
        kind.parts(&self.cell(field))
    }
}

fn said(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(said_in(text)),
        Cow::Owned(text) => Cow::Owned(said_in(&text).to_owned()),
    }
}

fn said_in(text: &str) -> &str {
    let text = cell::plain(text.trim()).trim();
    if text.eq_ignore_ascii_case("null") { "" } else { text }
}
