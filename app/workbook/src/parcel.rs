//! The zip archive that a workbook is: what kind it is, and how large it becomes, before anyone reads it.

use crate::{Limits, WorkbookProblem};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How a zip archive begins.
pub(crate) const ZIP: &[u8] = b"PK\x03\x04";
/// How the containers of old Excel, and of workbooks with a password, begin.
pub(crate) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A workbook has a few dozen parts; with a sheet for each day of a year, a few hundred.
const MOST_PARTS: usize = 10_000;
/// Excel has at most 65,490 formats of cells, listed twice.
const MOST_FORMATS: usize = 140_000;
/// Each text of the workbook becomes a string of its own, so a list of empty ones grows fivefold.
const LARGEST_TEXTS: u64 = 128_000_000;
/// What is neither a sheet nor a list of texts is small: the list of sheets, the formats.
const LARGEST_DIRECTORY: u64 = 16_000_000;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Refuses what is no workbook of the kind that is read, and what unpacks to more than the limit. The sizes that the
/// archive declares are asked first, for they cost nothing; then everything is unpacked and counted, for they may lie.
pub(crate) fn check(bytes: &[u8], limits: &Limits) -> Result<(), WorkbookProblem> {
    if bytes.starts_with(COMPOUND) {
        let protected: Vec<u8> = "EncryptedPackage".bytes().flat_map(|letter| [letter, 0]).collect();
        let found = bytes.windows(protected.len()).any(|window| window == protected);
        return Err(if found { WorkbookProblem::Protected } else { WorkbookProblem::OtherKind(OLD) });
    }
    if !bytes.starts_with(ZIP) {
        return Err(WorkbookProblem::NotAWorkbook);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > MOST_PARTS {
        return Err(WorkbookProblem::Damaged);
    }
    check_kind(&mut archive)?;
    let too_large = WorkbookProblem::TooLarge { most: limits.unpacked };
    let declared = (0..archive.len()).try_fold(0_u64, |sum, at| {
        let part = archive.by_index_raw(at)?;
        if part.encrypted() { Err(WorkbookProblem::Protected) } else { Ok(sum.saturating_add(part.size())) }
    })?;
    if declared > limits.unpacked {
        return Err(too_large);
    }
    let mut left = limits.unpacked;
    for at in 0..archive.len() {
        let part = Part::of(&archive.by_index_raw(at)?.name()?);
        let most = part.most().min(left);
        let unpacked = part.count(archive.by_index(at)?.take(most.saturating_add(1)))?;
        if unpacked > most {
            return Err(too_large);
        }
        left -= unpacked;
    }
    Ok(())
}

const OLD: &str = "an old Excel workbook (.xls)";

/// Refuses archives of other kinds.
fn check_kind(archive: &mut Archive<'_>) -> Result<(), WorkbookProblem> {
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // What is no text is no name of a kind either.
        drop(part.take(100).read_to_string(&mut kind));
    }
    if kind.contains("opendocument.spreadsheet") {
        return Err(WorkbookProblem::OtherKind("an OpenDocument spreadsheet (.ods)"));
    }
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let any = |is: &dyn Fn(&str) -> bool| names.iter().any(|name| is(name));
    if any(&|name| name.ends_with("document.iwa")) {
        Err(WorkbookProblem::OtherKind("a Numbers spreadsheet"))
    } else if any(&|name| name.ends_with("workbook.bin")) {
        Err(WorkbookProblem::OtherKind("a binary Excel workbook (.xlsb)"))
    } else if any(&|name| name == "[content_types].xml") && any(&|name| name.ends_with("workbook.xml")) {
        Ok(())
    } else {
        Err(WorkbookProblem::NotAWorkbook)
    }
}

/// A part of a workbook, by what reading it costs.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Taken cell by cell.
    Sheet,
    /// Every different text of the workbook.
    Texts,
    Styles,
    /// Which sheets there are, and where.
    Directory,
    /// Pictures, charts and such, which are not read.
    Other,
}

impl Part {
    fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        if name.ends_with("styles.xml") {
            Self::Styles
        } else if name.ends_with("sharedstrings.xml") {
            Self::Texts
        } else if name.ends_with("workbook.xml") || name.contains("_rels/") {
            Self::Directory
        } else if name.contains("worksheets/") {
            Self::Sheet
        } else {
            Self::Other
        }
    }

    /// The most bytes one may have.
    const fn most(self) -> u64 {
        match self {
            Self::Sheet | Self::Other => u64::MAX - 1,
            Self::Texts => LARGEST_TEXTS,
            Self::Styles | Self::Directory => LARGEST_DIRECTORY,
        }
    }

    /// Reads it through; its length.
    fn count(self, mut from: impl Read) -> Result<u64, WorkbookProblem> {
        let (mut buffer, mut length, mut formats) = (vec![0; 64 * 1024], 0, 0);
        loop {
            // A part that cannot be unpacked is told when it is read, if it is: the thumbnail does not matter.
            let Ok(read) = from.read(&mut buffer) else { return Ok(length) };
            let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { return Ok(length) };
            length += read as u64;
            if self == Self::Styles {
                // Each becomes a record a hundred times its size.
                formats += piece.windows(3).filter(|three| matches!(three, [b'<' | b':', b'x', b'f'])).count();
                if formats > MOST_FORMATS {
                    return Err(WorkbookProblem::Damaged);
                }
            }
        }
    }
}
