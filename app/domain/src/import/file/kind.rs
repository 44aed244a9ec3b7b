//! Files that are no text at all.

use super::FileProblem;

/// How files of other kinds begin.
const MAGIC: &[(&[u8], FileProblem)] = &[
    (b"PK\x03\x04", FileProblem::Spreadsheet),
    (b"PK\x05\x06", FileProblem::OtherKind("an empty zip archive")),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileProblem::Spreadsheet),
    (b"%PDF-", FileProblem::OtherKind("a PDF document")),
    (b"\x89PNG", FileProblem::OtherKind("a picture")),
    (b"\xFF\xD8\xFF", FileProblem::OtherKind("a picture")),
    (b"GIF8", FileProblem::OtherKind("a picture")),
    (b"\x1F\x8B", FileProblem::OtherKind("a gzip archive")),
    (b"7z\xBC\xAF\x27\x1C", FileProblem::OtherKind("a 7-Zip archive")),
    (b"Rar!\x1A\x07", FileProblem::OtherKind("a RAR archive")),
    (b"{\\rtf", FileProblem::OtherKind("a rich-text document")),
    (b"SQLite format 3\0", FileProblem::OtherKind("a database")),
];

impl FileProblem {
    /// What the first bytes of a file give away as another kind of file.
    pub fn of_beginning(bytes: &[u8]) -> Option<Self> {
        MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, problem)| *problem)
    }
}

/// Refuses what its first bytes give away as another kind of file.
pub(super) fn check_bytes(bytes: &[u8]) -> Result<(), FileProblem> {
    FileProblem::of_beginning(bytes).map_or(Ok(()), Err)
}

/// Refuses text that is noise, or the source of a web page (what a server answers to a link that
/// needs a sign-in, saved under the name of the file). Otherwise says how many characters cannot be read.
pub(super) fn check_text(text: &str) -> Result<u32, FileProblem> {
    let start = text.trim_start().get(..15).unwrap_or_default().to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Err(FileProblem::OtherKind("a web page"));
    }
    let bytes = text.as_bytes();
    // Added up, not asked one after the other, which the compiler turns into many bytes at once.
    let is = |byte: u8, other: u8| u8::from(byte == other);
    let is_odd = |b: u8| u8::from(b < b' ') + is(b, 0x7F) - is(b, b'\t') - is(b, b'\n') - is(b, b'\r');
    let mut odd = count(bytes, is_odd);
    if odd > 0 && bytes.contains(&0) {
        return Err(FileProblem::NotText);
    }
    // The control characters from U+0080 on are two bytes, of which the first is rare.
    if count(bytes, |b| is(b, 0xC2)) > 0 {
        odd += bytes.array_windows().filter(|pair| matches!(pair, [0xC2, 0x80..=0x9F])).count();
    }
    // Noise read as Windows-1252 is one tenth control characters; a text may hold a stray few.
    if odd > 8 && odd > text.len() / 50 {
        return Err(FileProblem::NotText);
    }
    if count(bytes, |b| is(b, UNREADABLE[0])) == 0 {
        return Ok(0);
    }
    let unreadable = bytes.array_windows().filter(|three| **three == *UNREADABLE).count();
    Ok(u32::try_from(unreadable).unwrap_or(u32::MAX))
}

/// How many bytes are so, of which it says 1, many at once: this is asked of every byte of a file.
fn count(bytes: &[u8], is: impl Fn(u8) -> u8) -> usize {
    const AT_ONCE: usize = 255;
    let few = |bytes: &[u8]| bytes.iter().fold(0_u8, |count, byte| count.wrapping_add(is(*byte)));
    bytes.chunks(AT_ONCE).map(|bytes| usize::from(few(bytes))).sum()
}

/// U+FFFD, which stands for what cannot be read.
const UNREADABLE: &[u8; 3] = b"\xEF\xBF\xBD";
