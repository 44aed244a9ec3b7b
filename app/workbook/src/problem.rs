//! Why a workbook cannot be read, in words.

use calamine::XlsxError;

/// Why no table came of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookProblem {
    /// It opens with a password only.
    Protected,
    /// A workbook of another kind: "an old Excel workbook (.xls)".
    OtherKind(&'static str),
    /// No workbook at all.
    NotAWorkbook,
    /// Unpacked, it is larger than that many bytes.
    TooLarge {
        most: u64,
    },
    TooManyRows {
        most: usize,
    },
    TooManyColumns {
        row: u32,
        most: usize,
    },
    /// None of its sheets holds anything.
    Empty,
    /// The sheet that was asked for holds nothing; these are all there are.
    EmptySheet {
        sheets: Vec<String>,
    },
    NoSuchSheet,
    Damaged,
}

impl core::fmt::Display for WorkbookProblem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Protected => f.write_str(
                "This workbook is protected by a password. Open it in its program, save it without the password and \
                 choose it again.",
            ),
            Self::OtherKind(kind) => write!(
                f,
                "This is {kind}. Open it in its program, save it as an Excel workbook (.xlsx) or as “CSV UTF-8” and \
                 choose that file."
            ),
            Self::NotAWorkbook => {
                f.write_str("This is neither a workbook nor a CSV file. Choose a file that ends in .xlsx or .csv.")
            }
            Self::TooLarge { most } => write!(
                f,
                "This workbook is too large: unpacked it has more than {} MB. Save only the sheet you need, as \
                 “CSV UTF-8”, and choose that file.",
                most / 1_000_000
            ),
            Self::TooManyRows { most } => write!(f, "The sheet has more than {most} rows."),
            Self::TooManyColumns { row, most } => write!(f, "Row {row} of the sheet has more than {most} columns."),
            Self::Empty => f.write_str("The workbook is empty."),
            Self::EmptySheet { .. } => f.write_str("This sheet is empty. Choose another one."),
            Self::NoSuchSheet => f.write_str("The workbook has no such sheet."),
            Self::Damaged => {
                f.write_str("This workbook is damaged. Open it in its program, save it again and choose it once more.")
            }
        }
    }
}

impl core::error::Error for WorkbookProblem {}

impl From<XlsxError> for WorkbookProblem {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Protected,
            XlsxError::FileNotFound(_) => Self::NotAWorkbook,
            _ => Self::Damaged,
        }
    }
}

impl From<zip::result::ZipError> for WorkbookProblem {
    fn from(_: zip::result::ZipError) -> Self {
        Self::Damaged
    }
}
