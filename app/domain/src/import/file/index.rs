//! A file as it is, with an index of its rows and cells: a cell is read when it is asked for.

use super::dialect::{self, Delimiter, Dialect, LineEnd};
use super::scan::{self, RowAt, Rules, raw, unquoted};
use super::source::Source;
use super::{Choice, FileProblem, Limits, kind};
use std::borrow::Cow;
use std::collections::HashSet;

/// A file with an index. It takes four bytes for each cell beside the file; what is in UTF-8 is not copied.
#[derive(Clone, Debug)]
pub struct Index {
    source: Source,
    dialect: Dialect,
    cells: Vec<u32>,
    /// The header, where there is one, is the first.
    rows: Vec<RowAt>,
    columns: Vec<String>,
    named: usize,
    blank_rows: u32,
    unreadable: u32,
}

/// How much of a file its beginning is, in bytes: the first rows of all but the strangest files.
const BEGINNING: usize = 256 * 1024;

impl Index {
    /// Takes a file. `is_field_name` says whether a text names a field of the import, which tells a header from a
    /// first row. A file that cannot be read comes back with the reason.
    pub fn new(
        bytes: Vec<u8>,
        choice: Choice,
        limits: &Limits,
        is_field_name: &dyn Fn(&str) -> bool,
    ) -> Result<Self, (FileProblem, Vec<u8>)> {
        if bytes.len() > limits.bytes {
            return Err((FileProblem::TooLarge { most: limits.bytes }, bytes));
        }
        if let Err(problem) = kind::check_bytes(&bytes) {
            return Err((problem, bytes));
        }
        let source = Source::new(bytes, choice.encoding);
        match read(&source, choice, limits, is_field_name, false) {
            Ok(read) => Ok(Self::of(source, read)),
            Err(problem) => Err((problem, source.into_bytes())),
        }
    }

    /// The first whole rows of a file. None where they cannot be read: the file as a whole says why.
    pub fn beginning(
        bytes: &[u8],
        choice: Choice,
        limits: &Limits,
        is_field_name: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let mut start = bytes.get(..BEGINNING).unwrap_or(bytes).to_vec();
        kind::check_bytes(&start).ok()?;
        // A character that the cut goes through is no sign of another encoding.
        if let Err(error) = core::str::from_utf8(&start)
            && error.error_len().is_none()
        {
            start.truncate(error.valid_up_to());
        }
        let source = Source::new(start, choice.encoding);
        let partial = source.bytes().len() < bytes.len();
        let read = read(&source, choice, limits, is_field_name, partial).ok()?;
        Some(Self::of(source, read))
    }

    fn of(source: Source, read: Read) -> Self {
        let Read { dialect, scan, unreadable } = read;
        let mut index = Self {
            source,
            dialect,
            cells: scan.cells,
            rows: scan.rows,
            columns: Vec::new(),
            named: scan.widest,
            blank_rows: scan.blank,
            unreadable,
        };
        if dialect.header {
            index.named = index.width_of(0);
        }
        let name = |column: usize| match index.row_cell(0, column) {
            name if dialect.header && !name.is_empty() => name.into_owned(),
            _ => format!("Column {}", column + 1),
        };
        index.columns = (0..scan.widest).map(name).collect();
        index
    }

    /// How the file was read.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Whether a byte order mark stood at the start.
    pub fn mark(&self) -> bool {
        self.source.mark
    }

    /// The names of the columns; "Column 3" where the file gives none.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many of the columns the header (or without one, the widest row) has.
    pub fn named(&self) -> usize {
        self.named
    }

    /// Lines without any text, which are no rows.
    pub fn blank_rows(&self) -> u32 {
        self.blank_rows
    }

    /// Characters that cannot be read in the encoding.
    pub fn unreadable(&self) -> u32 {
        self.unreadable
    }

    /// The file as it was chosen.
    pub fn bytes(&self) -> &[u8] {
        self.source.bytes()
    }

    /// The same, given back.
    pub fn into_bytes(self) -> Vec<u8> {
        self.source.into_bytes()
    }

    fn header(&self) -> usize {
        usize::from(self.dialect.header)
    }

    /// How many rows there are, the header not among them.
    pub fn count(&self) -> usize {
        self.rows.len() - self.header()
    }

    /// The number of a row as a spreadsheet counts, from 1, the header and blank lines included.
    pub fn number(&self, at: usize) -> u32 {
        self.rows.get(at + self.header()).map_or(0, |row| row.number)
    }

    /// How many cells the file gives a row.
    pub fn width(&self, at: usize) -> usize {
        self.width_of(at + self.header())
    }

    fn width_of(&self, row: usize) -> usize {
        self.places(row).len().saturating_sub(1)
    }

    /// The text in that column, trimmed; blank where the row is too short.
    pub fn cell(&self, at: usize, column: usize) -> Cow<'_, str> {
        self.row_cell(at + self.header(), column)
    }

    /// The same with the white space around it.
    pub(super) fn whole_cell(&self, at: usize, column: usize) -> Cow<'_, str> {
        self.whole_row_cell(at + self.header(), column)
    }

    fn row_cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        trimmed(self.source.text(), self.places(row), column)
    }

    fn whole_row_cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        match self.places(row).get(column..) {
            Some([from, to, ..]) => unquoted(raw(self.source.text(), *from, *to)),
            _ => Cow::Borrowed(""),
        }
    }

    /// The cells of a row, by their columns, each as [`Index::cell`] gives it.
    pub fn row<'i>(&'i self, at: usize) -> impl Fn(usize) -> Cow<'i, str> {
        let places = self.places(at + self.header());
        let text = self.source.text();
        move |column| trimmed(text, places, column)
    }

    /// Where the cells of a row begin, and where the one behind them would.
    fn places(&self, row: usize) -> &[u32] {
        let first = |row: usize| self.rows.get(row).and_then(|row| usize::try_from(row.first).ok());
        let Some(from) = first(row) else { return &[] };
        self.cells.get(from..first(row + 1).unwrap_or(self.cells.len())).unwrap_or_default()
    }

    /// Whether a row has text beyond the header's last column, as an unquoted delimiter in a name makes it.
    pub fn has_surplus(&self, at: usize) -> bool {
        let width = self.width(at);
        width > self.named && (self.named..width).any(|column| !self.cell(at, column).is_empty())
    }
}

/// The text of a cell without white space around it.
#[inline]
fn trimmed<'t>(text: &'t str, places: &[u32], column: usize) -> Cow<'t, str> {
    let Some([from, to, ..]) = places.get(column..) else { return Cow::Borrowed("") };
    let cell = raw(text, *from, *to);
    // Nearly all cells begin and end with a letter or digit.
    if let ([first, .., last] | [first @ last], true) = (cell.as_bytes(), !cell.starts_with('"'))
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return Cow::Borrowed(cell);
    }
    match unquoted(cell) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// A text as it was read.
struct Read {
    dialect: Dialect,
    scan: scan::Scan,
    unreadable: u32,
}

fn read(
    source: &Source,
    choice: Choice,
    limits: &Limits,
    is_field_name: &dyn Fn(&str) -> bool,
    partial: bool,
) -> Result<Read, FileProblem> {
    let body = source.text().get(source.start..).unwrap_or_default();
    let unreadable = kind::check_text(body)?;
    let (declared, text, skipped) = match dialect::declared(body) {
        Some((delimiter, text)) => (Some(delimiter), text, 1),
        None => (None, body, 0),
    };
    if text.trim_start().is_empty() {
        return Err(FileProblem::Empty);
    }
    let delimiter = choice.delimiter.or(declared).unwrap_or_else(|| dialect::detect_delimiter(text));
    let line_end = choice.line_end.unwrap_or(LineEnd::Mixed);
    let rules = Rules { delimiter: delimiter.byte(), line_end, limits, skipped, partial };
    let scan = scan::scan(source.text(), source.text().len() - text.len(), rules)?;
    if let Some(at) = scan.open_quote.filter(|_| !partial) {
        let line = scan::line_of(source.text(), at);
        return Err(FileProblem::UnclosedQuote { line, byte: source.place(at) });
    }
    let dialect = dialect_of(source, &scan, delimiter, choice, is_field_name)?;
    match scan.rows.len().saturating_sub(usize::from(dialect.header)) {
        0 => Err(FileProblem::NoRows),
        rows if rows > limits.rows => Err(FileProblem::TooManyRows { most: limits.rows }),
        _ => Ok(Read { dialect, scan, unreadable }),
    }
}

fn dialect_of(
    source: &Source,
    scan: &scan::Scan,
    delimiter: Delimiter,
    choice: Choice,
    is_field_name: &dyn Fn(&str) -> bool,
) -> Result<Dialect, FileProblem> {
    let first = scan.rows.first().ok_or(FileProblem::Empty)?;
    let end = scan.rows.get(1).map_or(scan.cells.len(), |row| usize::try_from(row.first).unwrap_or(usize::MAX));
    let places = usize::try_from(first.first).ok().and_then(|first| scan.cells.get(first..end)).unwrap_or_default();
    let cells = places.array_windows::<2>().map(|[from, to]| unquoted(raw(source.text(), *from, *to)));
    Ok(Dialect {
        encoding: source.encoding,
        delimiter,
        line_end: choice.line_end.unwrap_or_else(|| scan.line_end()),
        header: choice.header.unwrap_or_else(|| looks_like_header(cells, is_field_name)),
    })
}

/// A first row is a header if it names a field; if it names none, when its texts all differ and none holds a digit,
/// as the numbers of groups and people do.
fn looks_like_header<'c>(cells: impl Iterator<Item = Cow<'c, str>>, is_field_name: &dyn Fn(&str) -> bool) -> bool {
    let mut seen = HashSet::new();
    let mut is_plain = true;
    for cell in cells {
        let text = cell.trim();
        if text.is_empty() {
            continue;
        }
        if is_field_name(text) {
            return true;
        }
        is_plain &= !text.contains(|c: char| c.is_ascii_digit()) && seen.insert(text.to_owned());
    }
    is_plain
}
