//! One pass over a text that finds where its rows and cells begin.

use super::dialect::LineEnd;
use super::{FileProblem, Limits};
use std::borrow::Cow;

/// Where a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowAt {
    /// The place of its first cell among the beginnings of cells.
    pub first: u32,
    /// As a spreadsheet counts, from 1.
    pub number: u32,
}

/// What a text is scanned by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'l> {
    pub delimiter: u8,
    /// What ends a row. Read as any of the three, a text has the same rows as by the one that it uses.
    pub line_end: LineEnd,
    pub limits: &'l Limits,
    /// How many lines stand before the text.
    pub skipped: u32,
    /// Whether the text is only the beginning of a file: its last row is left out unless it is whole.
    pub partial: bool,
}

/// Where the rows and cells of a text are.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Where each cell begins; behind the cells of a row one more, as if a cell began behind the row's end.
    pub cells: Vec<u32>,
    /// The rows that are not blank.
    pub rows: Vec<RowAt>,
    pub blank: u32,
    /// How many cells the widest row has.
    pub widest: usize,
    /// Where a quoted cell opens that never closes.
    pub open_quote: Option<usize>,
    crlf: bool,
    lf: bool,
    cr: bool,
}

/// What a byte outside quotes is.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Text,
    Delimiter,
    End,
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    rules: Rules<'t>,
    classes: [Class; 256],
    scan: Scan,
    at: usize,
    number: u32,
}

/// Scans `text` from the byte `start` on.
pub(super) fn scan(text: &str, start: usize, rules: Rules<'_>) -> Result<Scan, FileProblem> {
    let ends: &[u8] = match rules.line_end {
        LineEnd::CrLf | LineEnd::Mixed => b"\r\n",
        LineEnd::Lf => b"\n",
        LineEnd::Cr => b"\r",
    };
    let mut classes = [Class::Text; 256];
    classes[usize::from(rules.delimiter)] = Class::Delimiter;
    for end in ends {
        classes[usize::from(*end)] = Class::End;
    }
    let mut scan = Scan::default();
    // A guess that few files exceed; what is too much is given back.
    scan.cells.reserve(text.len() / 8);
    let scanner = Scanner { text, bytes: text.as_bytes(), rules, classes, scan, at: start, number: rules.skipped };
    scanner.all()
}

impl Scanner<'_> {
    fn all(mut self) -> Result<Scan, FileProblem> {
        loop {
            while self.end_of_line() {
                self.number += 1;
                self.scan.blank += 1;
            }
            if self.at >= self.bytes.len() {
                break;
            }
            self.number += 1;
            self.row()?;
        }
        self.scan.cells.shrink_to_fit();
        Ok(self.scan)
    }

    fn class(&self, at: usize) -> Option<Class> {
        self.bytes.get(at).map(|byte| self.classes[usize::from(*byte)])
    }

    /// Goes past the end of a line, if one is here.
    fn end_of_line(&mut self) -> bool {
        if self.class(self.at) != Some(Class::End) {
            return false;
        }
        let lenient = matches!(self.rules.line_end, LineEnd::CrLf | LineEnd::Mixed);
        match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) if lenient => {
                self.scan.crlf = true;
                self.at += 1;
            }
            (Some(b'\r'), _) => self.scan.cr = true,
            _ => self.scan.lf = true,
        }
        self.at += 1;
        true
    }

    fn row(&mut self) -> Result<(), FileProblem> {
        let first = self.scan.cells.len();
        loop {
            self.scan.cells.push(place(self.at));
            if self.scan.cells.len() - first > self.rules.limits.columns {
                return Err(FileProblem::TooManyColumns { row: self.number, most: self.rules.limits.columns });
            }
            self.cell();
            if self.class(self.at) != Some(Class::Delimiter) {
                break;
            }
            self.at += 1;
        }
        let width = self.scan.cells.len() - first;
        self.scan.cells.push(place(self.at + 1));
        let is_whole = self.end_of_line();
        if self.is_blank(first) {
            self.scan.blank += 1;
            self.scan.cells.truncate(first);
        } else if self.rules.partial && !is_whole {
            self.scan.cells.truncate(first);
        } else if self.scan.rows.len() > self.rules.limits.rows {
            return Err(FileProblem::TooManyRows { most: self.rules.limits.rows });
        } else {
            self.scan.widest = self.scan.widest.max(width);
            self.scan.rows.push(RowAt { first: place(first), number: self.number });
        }
        Ok(())
    }

    /// Goes to the end of a cell.
    fn cell(&mut self) {
        if self.bytes.get(self.at) == Some(&b'"') {
            let opened = self.at;
            self.at += 1;
            loop {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let Some(quote) = rest.iter().position(|byte| *byte == b'"') else {
                    self.at = self.bytes.len();
                    self.scan.open_quote = Some(opened);
                    return;
                };
                self.at += quote + 1;
                if self.bytes.get(self.at) != Some(&b'"') {
                    break;
                }
                self.at += 1;
            }
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let classes = &self.classes;
        let end = rest.iter().position(|byte| classes[usize::from(*byte)] != Class::Text);
        self.at += end.unwrap_or(rest.len());
    }

    fn is_blank(&self, first: usize) -> bool {
        let cells = self.scan.cells.get(first..).unwrap_or_default();
        cells.array_windows::<2>().all(|[from, to]| unquoted(raw(self.text, *from, *to)).trim().is_empty())
    }
}

/// An offset as it is kept: [`Limits`] are far below what does not fit.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A cell as it stands in the text, where the next begins at `to`.
pub(super) fn raw(text: &str, from: u32, to: u32) -> &str {
    let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    text.get(place(from)..place(to).saturating_sub(1)).unwrap_or_default()
}

/// What a cell says: without the quotes around it, and with one quote for two.
pub(super) fn unquoted(raw: &str) -> Cow<'_, str> {
    let Some(mut rest) = raw.strip_prefix('"') else { return Cow::Borrowed(raw) };
    match rest.split_once('"') {
        None => return Cow::Borrowed(rest),
        Some((text, "")) => return Cow::Borrowed(text),
        Some(_) => {}
    }
    let mut text = String::with_capacity(rest.len());
    while let Some((inside, tail)) = rest.split_once('"') {
        text.push_str(inside);
        let Some(more) = tail.strip_prefix('"') else {
            // Behind the closing quote a quote is a plain character.
            text.push_str(tail);
            return Cow::Owned(text);
        };
        text.push('"');
        rest = more;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

impl Scan {
    /// What ends its rows.
    pub(super) fn line_end(&self) -> LineEnd {
        match (self.crlf, self.lf, self.cr) {
            (true, false, false) => LineEnd::CrLf,
            (false, false, true) => LineEnd::Cr,
            (false, _, false) => LineEnd::Lf,
            _ => LineEnd::Mixed,
        }
    }
}

/// On which line of `text`, counted from 1, the byte `at` is.
pub(super) fn line_of(text: &str, at: usize) -> u32 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let ends = before.iter().enumerate().filter(|(here, byte)| match byte {
        b'\n' => true,
        b'\r' => text.as_bytes().get(here + 1) != Some(&b'\n'),
        _ => false,
    });
    u32::try_from(ends.count()).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { bytes: 1_000, rows: 100, columns: 100 };

    fn scanned(text: &str) -> Scan {
        let rules = Rules { delimiter: b',', line_end: LineEnd::Mixed, limits: &LIMITS, skipped: 0, partial: false };
        scan(text, 0, rules).unwrap()
    }

    #[test]
    fn line_ends_are_told_outside_quotes() {
        for (text, expected) in [
            ("a,b\r\nc,d\r\n", LineEnd::CrLf),
            ("a,b\nc,d", LineEnd::Lf),
            ("a,b\rc,d\r", LineEnd::Cr),
            ("a,b\r\nc,d\ne,f", LineEnd::Mixed),
            ("a,\"x\ny\"\r\nc,d\r\n", LineEnd::CrLf),
            ("a,b", LineEnd::Lf),
        ] {
            assert_eq!(scanned(text).line_end(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_never_closes_is_told_by_line_and_byte() {
        for (text, expected) in [
            ("a,b\r\n\"c,d\r\ne,f", Some((2, 5))),
            ("a,\"b\n\nb\"\nc,\"d", Some((4, 11))),
            ("a,\"b \"\"c\"\"\"\n", None),
            ("a,5\" tall\n", None),
            ("\"a\"b,c\n", None),
            ("\"", Some((1, 0))),
        ] {
            let found = scanned(text).open_quote;
            assert_eq!(found.map(|at| (line_of(text, at), at)), expected, "{text:?}");
        }
    }

    #[test]
    fn cells_lose_their_quotes() {
        for (raw, expected) in [
            ("a", "a"),
            ("5\" tall", "5\" tall"),
            ("\"\"", ""),
            ("\"a, b\"", "a, b"),
            ("\"say \"\"hi\"\"\"", "say \"hi\""),
            ("\"a\"b\"c", "ab\"c"),
            ("\"open \"\"", "open \""),
        ] {
            assert_eq!(unquoted(raw), expected, "{raw}");
        }
    }
}
