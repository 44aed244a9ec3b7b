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

    /// As the reader takes it. CRLF is read leniently: a lone one of the two ends a row too.
    pub(super) const fn terminator(self) -> csv::Terminator {
        match self {
            Self::CrLf | Self::Mixed => csv::Terminator::CRLF,
            Self::Lf => csv::Terminator::Any(b'\n'),
            Self::Cr => csv::Terminator::Any(b'\r'),
        }
    }

    const fn ends(self, byte: u8) -> bool {
        match self {
            Self::CrLf | Self::Mixed => byte == b'\r' || byte == b'\n',
            Self::Lf => byte == b'\n',
            Self::Cr => byte == b'\r',
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

/// What a text looks like when its cells are separated by one delimiter.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// How many cells each of the first rows has, blank lines left out.
    pub widths: Vec<usize>,
    crlf: usize,
    lf: usize,
    cr: usize,
    /// The line on which a quoted cell opens that never closes.
    pub open_quote: Option<u32>,
}

#[derive(Clone, Copy, PartialEq)]
enum At {
    CellStart,
    Cell,
    Quoted,
    /// After a quote in a quoted cell: the cell's end, or the first of two.
    QuoteInQuoted,
}

/// Goes through `text` as the CSV reader does, as far as `most_rows` rows, and takes its shape.
pub(super) fn shape(text: &str, delimiter: u8, line_end: LineEnd, most_rows: usize) -> Shape {
    let mut shape = Shape::default();
    let bytes = text.as_bytes();
    let mut at = At::CellStart;
    let (mut width, mut line, mut opened) = (1, 1, 1);
    for (here, byte) in bytes.iter().copied().enumerate() {
        let quoted = at == At::Quoted;
        let crlf = byte == b'\r' && bytes.get(here + 1) == Some(&b'\n');
        if byte == b'\n' || (byte == b'\r' && !crlf) {
            line += 1;
        }
        if quoted {
            at = if byte == b'"' { At::QuoteInQuoted } else { At::Quoted };
        } else if byte == b'"' && at == At::CellStart {
            opened = line;
            at = At::Quoted;
        } else if byte == b'"' && at == At::QuoteInQuoted {
            at = At::Quoted;
        } else if byte == delimiter {
            width += 1;
            at = At::CellStart;
        } else if line_end.ends(byte) {
            shape.count(byte, crlf, here.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r'));
            if at != At::CellStart || width > 1 {
                shape.widths.push(width);
                if shape.widths.len() == most_rows {
                    return shape;
                }
            }
            width = 1;
            at = At::CellStart;
        } else {
            at = At::Cell;
        }
    }
    if at != At::CellStart || width > 1 {
        shape.widths.push(width);
    }
    shape.open_quote = (at == At::Quoted).then_some(opened);
    shape
}

impl Shape {
    fn count(&mut self, byte: u8, crlf: bool, after_cr: bool) {
        match byte {
            b'\r' if crlf => self.crlf += 1,
            b'\r' => self.cr += 1,
            b'\n' if !after_cr => self.lf += 1,
            _ => {}
        }
    }

    /// What ends its rows.
    pub(super) fn line_end(&self) -> LineEnd {
        match (self.crlf > 0, self.lf > 0, self.cr > 0) {
            (true, false, false) => LineEnd::CrLf,
            (false, false, true) => LineEnd::Cr,
            (false, _, false) => LineEnd::Lf,
            _ => LineEnd::Mixed,
        }
    }

    /// How much it looks like a table: rows as wide as the first, times the separators in the first.
    fn worth(&self) -> usize {
        let first = self.widths.first().copied().unwrap_or(1);
        self.widths.iter().filter(|width| **width == first).count() * (first - 1)
    }
}

/// How many rows are looked at to find the delimiter.
const SAMPLE_ROWS: usize = 100;

/// The delimiter that makes the most of a table of the first rows; a comma when none does.
pub(super) fn detect_delimiter(text: &str) -> Delimiter {
    let mut best = (Delimiter::Comma, 0);
    // The comma last: where two do equally well, it is the one that also stands in texts.
    for delimiter in Delimiter::ALL.into_iter().rev() {
        let worth = shape(text, delimiter.byte(), LineEnd::Mixed, SAMPLE_ROWS).worth();
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
    fn line_ends_are_counted_outside_quotes() {
        for (text, expected) in [
            ("a,b\r\nc,d\r\n", LineEnd::CrLf),
            ("a,b\nc,d", LineEnd::Lf),
            ("a,b\rc,d\r", LineEnd::Cr),
            ("a,b\r\nc,d\ne,f", LineEnd::Mixed),
            ("a,\"x\ny\"\r\nc,d\r\n", LineEnd::CrLf),
            ("a,b", LineEnd::Lf),
        ] {
            assert_eq!(shape(text, b',', LineEnd::Mixed, usize::MAX).line_end(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_never_closes_is_told_by_its_line() {
        for (text, expected) in [
            ("a,b\r\n\"c,d\r\ne,f", Some(2)),
            ("a,\"b\n\nb\"\nc,\"d", Some(4)),
            ("a,\"b \"\"c\"\"\"\n", None),
            ("a,5\" tall\n", None),
            ("\"a\"b,c\n", None),
            ("\"", Some(1)),
        ] {
            assert_eq!(shape(text, b',', LineEnd::Mixed, usize::MAX).open_quote, expected, "{text:?}");
        }
    }

    #[test]
    fn excels_own_line_declares_the_delimiter() {
        assert_eq!(declared("sep=;\r\na;b"), Some((Delimiter::Semicolon, "a;b")));
        assert_eq!(declared("sep=x\r\na;b"), None);
        assert_eq!(declared("separate;b\n"), None);
    }
}
