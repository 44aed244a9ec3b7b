//! Why a file cannot be read at all, in words.

/// Why no table came of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    Empty,
    TooLarge {
        /// In bytes.
        most: usize,
    },
    /// A workbook of a spreadsheet program.
    Spreadsheet,
    /// A file of another kind, such as "a PDF document".
    OtherKind(&'static str),
    /// Bytes that are no text in any encoding.
    NotText,
    /// A header and nothing below it.
    NoRows,
    UnclosedQuote {
        /// The line, counted from 1, on which the quote opens.
        line: u32,
        /// The byte of the file, counted from 0, at which it stands.
        byte: usize,
    },
    TooManyRows {
        most: usize,
    },
    TooManyColumns {
        row: u32,
        most: usize,
    },
}

impl core::fmt::Display for FileProblem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Empty => f.write_str("The file is empty."),
            Self::TooLarge { most } => {
                write!(f, "The file is too large: at most {} MB can be imported.", most / 1_000_000)
            }
            Self::Spreadsheet => f.write_str(
                "This is a spreadsheet, not a CSV file. Open it in its program, save it as “CSV UTF-8” and choose that file.",
            ),
            Self::OtherKind(kind) => write!(f, "This is {kind}, not a CSV file."),
            Self::NotText => f.write_str("This is not a text file. Choose a CSV file."),
            Self::NoRows => f.write_str("The file has no rows to import."),
            Self::UnclosedQuote { line, byte } => write!(
                f,
                "A quotation mark opens in line {line} (byte {byte}) and is never closed, so the rest of the file would be one cell. \
                 Close it, or double it if it belongs to the text."
            ),
            Self::TooManyRows { most } => write!(f, "The file has more than {most} rows."),
            Self::TooManyColumns { row, most } => {
                write!(f, "Row {row} has more than {most} columns. Check which character separates the columns.")
            }
        }
    }
}

impl core::error::Error for FileProblem {}
