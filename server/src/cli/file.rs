//! A file to be imported, as the command line is given it: text as it is, of a workbook the first sheet that holds
//! anything.

use anyhow::Context as _;
use domain::import::file::{Choice, Delimiter, Encoding, LineEnd};
use std::path::Path;

/// The bytes of a file, and how they are read; `None`, and words, where there is none or it is no table.
pub(super) fn read(path: &Path) -> anyhow::Result<Option<(Vec<u8>, Choice)>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("{}: there is no such file.", path.display());
            return Ok(None);
        }
        Err(fault) => return Err(fault).with_context(|| path.display().to_string()),
    };
    if !workbook::is_workbook(&bytes) {
        return Ok(Some((bytes, Choice::default())));
    }
    match workbook::table(&bytes, None, &workbook::LIMITS) {
        Ok(converted) => Ok(Some((converted.csv, of_workbook()))),
        Err(problem) => {
            eprintln!("{}: {problem}", path.display());
            Ok(None)
        }
    }
}

/// As the sheet of a workbook is written; whether it has a header is seen.
fn of_workbook() -> Choice {
    Choice {
        encoding: Some(Encoding::Utf8),
        delimiter: Some(Delimiter::Comma),
        line_end: Some(LineEnd::Lf),
        header: None,
    }
}
