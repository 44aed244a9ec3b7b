//! A sheet of a workbook (`.xlsx`, `.xlsm`) as CSV, which every import reads (SPEC I1).
//!
//! A workbook is a zip archive of XML, and anyone can make one of a few kilobytes that fills a machine. So
//! [`parcel`] counts what is in it before a reader takes it in, and [`sheet`] takes the cells one by one, with a
//! limit on what comes out: a table is never laid out in memory, however far apart its cells claim to be.
//!
//! Old `.xls`, `.ods` and `.xlsb` workbooks are refused in words: their readers lay tables out whole.

mod cell;
mod parcel;
mod problem;
mod sheet;

pub use problem::WorkbookProblem;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx};
use std::io::Cursor;

/// How much of a workbook is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of everything in it, unpacked.
    pub unpacked: u64,
    /// Bytes of the table as CSV.
    pub csv: usize,
    pub rows: usize,
    pub columns: usize,
}

/// What any import can take: 100,000 rows of 25 columns are about 100 MB unpacked and 20 MB of CSV.
pub const LIMITS: Limits = Limits { unpacked: 256_000_000, csv: 64_000_000, rows: 250_000, columns: 5_000 };

/// A sheet as a table, and what other sheets there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The names of the sheets that people can see.
    pub sheets: Vec<String>,
    /// Which of them this is.
    pub sheet: usize,
    /// UTF-8, separated by commas, each row ended by LF. A row stands on the line of its number, so that a row is
    /// told by the number people see in their program.
    pub csv: Vec<u8>,
}

/// Whether the first bytes are those of a workbook of any kind, also one that is refused.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(parcel::ZIP) || bytes.starts_with(parcel::COMPOUND)
}

/// The names of the sheets that people can see.
pub fn sheets(bytes: &[u8], limits: &Limits) -> Result<Vec<String>, WorkbookProblem> {
    guarded(|| Ok(visible(&open(bytes, limits)?)))
}

/// One of the sheets as CSV, by its place among [`sheets`]; the first that holds anything where `sheet` is none.
pub fn table(bytes: &[u8], sheet: Option<usize>, limits: &Limits) -> Result<Converted, WorkbookProblem> {
    guarded(|| {
        let mut workbook = open(bytes, limits)?;
        let sheets = visible(&workbook);
        let wanted = sheet.map_or(0..sheets.len(), |at| at..at.saturating_add(1));
        for at in wanted {
            let name = sheets.get(at).ok_or(WorkbookProblem::NoSuchSheet)?;
            let csv = sheet::csv(&mut workbook, name, limits)?;
            if !csv.is_empty() {
                return Ok(Converted { sheets, sheet: at, csv });
            }
        }
        Err(if sheet.is_some() { WorkbookProblem::EmptySheet { sheets } } else { WorkbookProblem::Empty })
    })
}

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Workbook<'b>, WorkbookProblem> {
    parcel::check(bytes, limits)?;
    Ok(Xlsx::new(Cursor::new(bytes))?)
}

fn visible(workbook: &Workbook<'_>) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter();
    let seen = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
    seen.map(|sheet| sheet.name.clone()).collect()
}

/// A reader of hostile files may stumble where nobody foresaw it; that is a damaged workbook too. In the browser,
/// where a panic cannot be caught, it ends the worker of that one workbook.
fn guarded<T>(read: impl FnOnce() -> Result<T, WorkbookProblem>) -> Result<T, WorkbookProblem> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or(Err(WorkbookProblem::Damaged))
}

#[cfg(test)]
mod tests;
