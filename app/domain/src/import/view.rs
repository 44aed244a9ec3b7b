//! What the screen of an import shows of a file and its columns, the same for every import.
//!
//! These are plain data: they are made where the file is (for large files in a worker) and drawn where the page is.
//! Fields are told by their place among [`Field::ALL`](super::columns::Field::ALL), columns by their place in the file.

use super::columns::HeaderKey;
use super::file::Dialect;
use serde::{Deserialize, Serialize};

/// A file as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    pub name: String,
    /// The size of the file as it was chosen.
    pub bytes: u64,
    /// False while only the beginning was read: the rest is on its way, and `rows` counts what is there.
    pub whole: bool,
    pub dialect: Dialect,
    /// Whether a byte order mark stood at the start.
    pub mark: bool,
    /// Rows under the header, blank lines left out.
    pub rows: usize,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The first rows with their numbers, as wide as the columns.
    pub first: Vec<(u32, Vec<String>)>,
    /// What is odd about the table.
    pub oddities: Oddities,
    /// The sheets of a workbook, and which of them was read; empty for a text file.
    pub sheets: Vec<String>,
    pub sheet: usize,
    /// By what a mapping of this header is remembered.
    pub key: Option<HeaderKey>,
}

/// What is odd about a table, and no reason to refuse it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddities {
    /// Characters that cannot be read in the encoding.
    pub unreadable: u32,
    /// Lines without any text.
    pub blank_rows: u32,
    /// Rows with fewer cells than the header, and the first of them.
    pub short_rows: usize,
    pub first_short: u32,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    pub name: String,
    /// The first different texts.
    pub samples: Vec<String>,
    /// How many different texts there are; none where there are too many to be counted quickly.
    pub different: Option<usize>,
    /// Rows in which the cell is empty.
    pub empty: usize,
    /// The place of the field it is imported as.
    pub field: Option<usize>,
}

/// A field of the import, with the column it is read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldView {
    pub label: String,
    pub required: bool,
    pub column: Option<usize>,
    /// How surely it is that column, 0 to 100.
    pub score: u8,
    /// Why it is that column, or none, in words: "98 % look like e-mail addresses".
    pub reason: String,
    /// Whether several columns could be it, so that people must choose.
    pub unsure: bool,
    /// A column that is offered where there is none.
    pub suggestion: Option<usize>,
    /// What the values of the column mean; empty for a field without a list, or without a column.
    pub values: Vec<ValueView>,
    /// What a value can mean: codes and names.
    pub options: Vec<(String, String)>,
}

/// One of the different values of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueView {
    /// As the file first writes it, all of it: what is chosen is chosen for this text.
    pub text: String,
    pub rows: usize,
    /// The code of what it means.
    pub meaning: Option<String>,
    /// Why, in words.
    pub why: String,
}

impl ValueView {
    /// Characters that are shown at most.
    const SHOWN: usize = 80;

    /// The text as far as there is room for it.
    pub fn shown(&self) -> String {
        match self.text.char_indices().nth(Self::SHOWN) {
            Some((end, _)) => format!("{}…", self.text.get(..end).unwrap_or_default()),
            None => self.text.clone(),
        }
    }
}

/// The columns of a file beside the fields of the import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsView {
    pub columns: Vec<ColumnView>,
    pub fields: Vec<FieldView>,
    /// Whether a file with this header was mapped before, so that it is as last time.
    pub remembered: bool,
}

impl ColumnsView {
    /// The required fields that have no column, by their places.
    pub fn missing(&self) -> impl Iterator<Item = usize> + '_ {
        self.fields.iter().enumerate().filter(|(_, field)| field.required && field.column.is_none()).map(|(at, _)| at)
    }

    /// How many required fields have a column, and how many there are.
    pub fn required(&self) -> (usize, usize) {
        let required = self.fields.iter().filter(|field| field.required);
        (required.clone().filter(|field| field.column.is_some()).count(), required.count())
    }
}
