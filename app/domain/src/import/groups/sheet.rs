//! What a file says of groups: the cells of the fields, row by row.

use super::Field;
use super::people::{name_key, number_key};
use crate::import::cell;
use crate::import::columns::{Field as _, Mapping};
use crate::import::file::Table;
use crate::import::list;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    /// As a spreadsheet counts, the header included.
    pub number: u32,
    /// In the order of the fields; blank where the file has no such column.
    cells: [String; Field::ALL.len()],
    /// Whether the file has more text in this row than it has columns.
    pub surplus: bool,
}

impl SheetRow {
    /// A row of these cells, in the order of the fields; formula guards are taken off.
    pub fn new(number: u32, cells: [&str; Field::ALL.len()]) -> Self {
        Self { number, cells: cells.map(|text| cell::plain(text.trim()).trim().to_owned()), surplus: false }
    }

    /// The text of that field, trimmed.
    pub fn cell(&self, field: Field) -> &str {
        self.cells.get(field as usize).map_or("", |text| text.trim())
    }
}

/// The cells of all fields. This is what the browser sends to the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The file's name without its ending: a set takes its name from it where nothing better is known.
    pub title: String,
    /// What the file calls the columns that are read.
    columns: Vec<(Field, String)>,
    pub rows: Vec<SheetRow>,
}

/// What to ask of the school's directory for a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Lower case, trimmed.
    pub numbers: Vec<String>,
    /// "last, first", folded.
    pub names: Vec<String>,
}

impl Sheet {
    /// The sheet of a table under a mapping; `file_name` as the browser or the command line has it.
    pub fn new(table: &Table, mapping: &Mapping<Field>, file_name: &str) -> Self {
        let stem = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
        let title = stem.rsplit_once('.').map_or(stem, |(title, _)| title).trim().to_owned();
        let columns: Vec<(Field, usize)> =
            Field::ALL.iter().filter_map(|field| mapping.column(*field).map(|column| (*field, column))).collect();
        let rows = table.rows.iter().map(|row| {
            let mut cells = [""; Field::ALL.len()];
            for (field, column) in &columns {
                cells[*field as usize] = row.cell(*column);
            }
            SheetRow { surplus: table.has_surplus(row), ..SheetRow::new(row.number, cells) }
        });
        let named = columns.iter().filter_map(|(field, column)| Some((*field, table.columns.get(*column)?.clone())));
        Self { title, columns: named.collect(), rows: rows.collect() }
    }

    /// What the file calls the column of `field`.
    pub fn column_name(&self, field: Field) -> &str {
        self.columns.iter().find(|(f, _)| *f == field).map_or(field.label(), |(_, name)| name)
    }

    /// The numbers and names of people that stand in the sheet.
    pub fn wanted(&self) -> Wanted {
        let (mut numbers, mut names) = (BTreeSet::new(), BTreeSet::new());
        // Tutors mostly stand in many rows alike.
        let (mut tutors, mut tutor_numbers) = (BTreeSet::new(), BTreeSet::new());
        for row in &self.rows {
            numbers.insert(number_key(row.cell(Field::LearnerNumber)));
            want_name(row.cell(Field::LearnerName), &mut names);
            tutors.insert(row.cell(Field::Tutors));
            tutor_numbers.insert(row.cell(Field::TutorsNumbers));
        }
        numbers.extend(tutor_numbers.into_iter().flat_map(list::split).map(|number| number_key(&number)));
        for name in tutors.into_iter().flat_map(list::split) {
            want_name(&name, &mut names);
        }
        let filled = |texts: BTreeSet<String>| texts.into_iter().filter(|text| !text.is_empty()).collect();
        Wanted { numbers: filled(numbers), names: filled(names) }
    }
}

/// A name, and the same without its last words, which may be middle names: "Last, First Middle".
fn want_name(name: &str, names: &mut BTreeSet<String>) {
    let folded = crate::text::fold(name.trim());
    let key = name_key(name).replacen(',', ", ", 1);
    let mut shorter = key.as_str();
    while let Some((before, _)) = shorter.rsplit_once(' ').filter(|(before, _)| !before.ends_with(',')) {
        if !before.contains(',') {
            break;
        }
        names.insert(before.to_owned());
        shorter = before;
    }
    names.insert(key);
    names.insert(folded);
}
