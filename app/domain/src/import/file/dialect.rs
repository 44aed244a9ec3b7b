//! What separates cells and rows (SPEC I1).

use super::encoding::Encoding;
use serde::{Deserialize, Serialize};

/// What separates the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Delimiter {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The character.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    /// What people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
        }
    }
}

/// What ends a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LineEnd {
    CrLf,
    Lf,
    Cr,
    /// Each row by any of the three.
    Mixed,
}

impl LineEnd {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::CrLf, Self::Lf, Self::Cr, Self::Mixed];

    /// What people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CrLf => "CRLF",
            Self::Lf => "LF",
            Self::Cr => "CR",
            Self::Mixed => "mixed",
        }
    }
}

/// Everything that says how the bytes of a file are a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
    pub line_end: LineEnd,
    /// Whether the first row names the columns.
    pub header: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum At {
    CellStart,
    Cell,
    Quoted,
    /// After a quote in a quoted cell: the cell's end, or the first of two.
    QuoteInQuoted,
}

/// How many cells each of the first rows of `text` has when that delimiter separates them, blank lines left out.
fn widths(text: &str, delimiter: u8, most_rows: usize) -> Vec<usize> {
    let mut widths = Vec::new();
    let mut at = At::CellStart;
    let mut width = 1;
    for byte in text.bytes() {
        at = match (byte, at) {
            (b'"', At::Quoted) => At::QuoteInQuoted,
            (b'"', At::CellStart | At::QuoteInQuoted) | (_, At::Quoted) => At::Quoted,
            (b'\r' | b'\n', _) => {
                if at != At::CellStart || width > 1 {
                    widths.push(width);
                    if widths.len() == most_rows {
                        return widths;
                    }
                }
                width = 1;
                At::CellStart
            }
            _ if byte == delimiter => {
                width += 1;
                At::CellStart
            }
            _ => At::Cell,
        };
    }
    if at != At::CellStart || width > 1 {
        widths.push(width);
    }
    widths
}

/// How much it looks like a table: rows as wide as the first, times the separators in the first.
fn worth(widths: &[usize]) -> usize {
    let first = widths.first().copied().unwrap_or(1);
    widths.iter().filter(|width| **width == first).count() * (first - 1)
}

/// How many rows, and how many bytes of them, are looked at to find the delimiter.
const SAMPLE_ROWS: usize = 100;
const SAMPLE: usize = 256 * 1024;

/// The delimiter that makes the most of a table of the first rows; a comma when none does.
pub(super) fn detect_delimiter(text: &str) -> Delimiter {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let mut best = (Delimiter::Comma, 0);
    // The comma last: where two do equally well, it is the one that also stands in texts.
    for delimiter in Delimiter::ALL.into_iter().rev() {
        let worth = worth(&widths(sample, delimiter.byte(), SAMPLE_ROWS));
        if worth > best.1 {
            best = (delimiter, worth);
        }
    }
    best.0
}

/// The delimiter that a first line `sep=;` declares, as Excel writes and reads it, and the text after it.
pub(super) fn declared(text: &str) -> Option<(Delimiter, &str)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let delimiter = Delimiter::ALL.into_iter().find(|d| rest.as_bytes().first() == Some(&d.byte()))?;
    let rest = &rest[1..];
    let body = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
    Some((delimiter, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_makes_a_table() {
        for (text, expected) in [
            ("Group Name,Tutors\nPBL 1,\"Smith, John; Doe, Jane; Roe, R\"", Delimiter::Comma),
            ("Group Name;Learner Name;Nr\nPBL 1;Smith, John;1\nPBL 1;Doe, Jane;2", Delimiter::Semicolon),
            ("PBL 1;Smith, John;1\nPBL 1;Doe, Jane;2", Delimiter::Semicolon),
            ("Group Name\tLearner, Name\nPBL 1\tSmith, John", Delimiter::Tab),
            ("a|b|c\n1|2, 3|4;5", Delimiter::Pipe),
            ("Group Name\nPBL 1", Delimiter::Comma),
            ("Group Name,Tutors,Tutors Numbers\nPBL 1,Smith, John; Doe, Jane,1;2\n", Delimiter::Comma),
            ("", Delimiter::Comma),
        ] {
            assert_eq!(detect_delimiter(text), expected, "{text}");
        }
    }

    #[test]
    fn excels_own_line_declares_the_delimiter() {
        assert_eq!(declared("sep=;\r\na;b"), Some((Delimiter::Semicolon, "a;b")));
        assert_eq!(declared("sep=x\r\na;b"), None);
        assert_eq!(declared("separate;b\n"), None);
    }
}
