//! The index against the `csv` crate, which reads the same rows another way, over hostile bytes.

use super::*;
use proptest::prelude::*;
use std::borrow::Cow;

const LIMITS: Limits = Limits { bytes: 4_000_000, rows: 500, columns: 5_000 };

/// Rows with their numbers, and how many lines are blank, as the `csv` crate has them.
fn reference(text: &str, delimiter: Delimiter, line_end: LineEnd) -> (Vec<(u32, Vec<String>)>, u32) {
    let terminator = match line_end {
        LineEnd::CrLf | LineEnd::Mixed => csv::Terminator::CRLF,
        LineEnd::Lf => csv::Terminator::Any(b'\n'),
        LineEnd::Cr => csv::Terminator::Any(b'\r'),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.byte())
        .terminator(terminator)
        .from_reader(text.as_bytes());
    let (mut rows, mut number) = (Vec::new(), 0);
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap();
        number += empty_lines(&text[start..], text[..start].ends_with('\r'), line_end);
        if !reader.read_record(&mut record).unwrap() {
            let blank = number - u32::try_from(rows.len()).unwrap();
            return (rows, blank);
        }
        number += 1;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((number, cells));
        }
    }
}

/// Lines without a character, which the reader passes over without counting them.
fn empty_lines(mut rest: &str, after_cr: bool, line_end: LineEnd) -> u32 {
    let both = matches!(line_end, LineEnd::CrLf | LineEnd::Mixed);
    if both && after_cr {
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    let ends: &[&str] = match line_end {
        LineEnd::CrLf | LineEnd::Mixed => &["\r\n", "\n", "\r"],
        LineEnd::Lf => &["\n"],
        LineEnd::Cr => &["\r"],
    };
    let mut lines = 0;
    while let Some(tail) = ends.iter().find_map(|end| rest.strip_prefix(end)) {
        rest = tail;
        lines += 1;
    }
    lines
}

fn index(bytes: &[u8], choice: Choice) -> Result<Index, FileProblem> {
    Index::new(bytes.to_vec(), choice, &LIMITS, &|_| false).map_err(|(problem, back)| {
        assert_eq!(back, bytes);
        problem
    })
}

fn rows_of(index: &Index) -> Vec<(u32, Vec<String>)> {
    let cells = |at: usize| (0..index.width(at)).map(|column| index.whole_cell(at, column).into_owned()).collect();
    (0..index.count()).map(|at| (index.number(at), cells(at))).collect()
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["a", "b1", "Zoë", " ", "x y", "\u{a0}", "\u{3000}"]),
        4 => prop::sample::select(vec![",", ",", ";", "\t", "|"]),
        3 => prop::sample::select(vec!["\"", "\"\"", "\"a\"", "\"b,\n\"", "\"\r\""]),
        3 => prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n", "\r\r\n"]),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn choice() -> impl Strategy<Value = Choice> {
    let delimiter = prop::option::of(prop::sample::select(Delimiter::ALL.to_vec()));
    let line_end = prop::option::of(prop::sample::select(LineEnd::ALL.to_vec()));
    let encoding = prop::option::of(prop::sample::select(Encoding::ALL.to_vec()));
    (encoding, delimiter, line_end, any::<Option<bool>>()).prop_map(|(encoding, delimiter, line_end, header)| Choice {
        encoding,
        delimiter,
        line_end,
        header,
    })
}

/// A text in an encoding, with a mark where it has one.
fn encoded(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let units =
        |bytes: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect();
    Some(match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => units(u16::to_le_bytes),
        Encoding::Utf16Be => units(u16::to_be_bytes),
        Encoding::Windows1252 => text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect::<Option<_>>()?,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_has_the_rows_of_the_csv_crate(text in text(), choice in choice()) {
        let choice = Choice { encoding: None, header: Some(false), ..choice };
        if let Ok(index) = index(text.as_bytes(), choice) {
            let dialect = index.dialect();
            prop_assert_eq!(dialect.encoding, Encoding::Utf8);
            // By the line end that was found, and by any: they are the same.
            let (rows, blank) = reference(&text, dialect.delimiter, dialect.line_end);
            prop_assert_eq!(&rows_of(&index), &rows);
            prop_assert_eq!(index.blank_rows(), blank);
            prop_assert_eq!(rows, reference(&text, dialect.delimiter, choice.line_end.unwrap_or(LineEnd::Mixed)).0);
        }
    }

    #[test]
    fn a_file_is_read_the_same_by_what_was_found(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\",;\r\n\t|a1".to_vec())], 0..300), choice in choice()) {
        if let Ok(first) = index(&bytes, choice) {
            let Dialect { encoding, delimiter, line_end, header } = first.dialect();
            let all = Choice {
                encoding: Some(encoding),
                delimiter: Some(delimiter),
                line_end: Some(line_end),
                header: Some(header),
            };
            let again = index(&bytes, all).unwrap();
            prop_assert_eq!(rows_of(&first), rows_of(&again));
            prop_assert_eq!((first.columns(), first.mark()), (again.columns(), again.mark()));
            prop_assert_eq!(first.into_bytes(), bytes);
        }
    }

    #[test]
    fn every_encoding_has_the_same_rows(text in text(), encoding in prop::sample::select(Encoding::ALL.to_vec())) {
        let choice = Choice { encoding: Some(encoding), header: Some(false), ..Choice::default() };
        if let Some(bytes) = encoded(&text, encoding) {
            match (index(text.as_bytes(), Choice { encoding: Some(Encoding::Utf8), ..choice }), index(&bytes, choice)) {
                (Ok(plain), Ok(other)) => prop_assert_eq!(rows_of(&plain), rows_of(&other)),
                (Err(FileProblem::UnclosedQuote { line, .. }), Err(FileProblem::UnclosedQuote { line: other, byte })) => {
                    prop_assert_eq!(line, other);
                    prop_assert!(bytes[byte..].contains(&b'"'));
                }
                (plain, other) => prop_assert_eq!(plain.map(|_| ()), other.map(|_| ())),
            }
        }
    }

    /// Cell by cell, trimmed, and by the table that small files become.
    #[test]
    fn the_table_is_that_of_the_index(text in text(), choice in choice()) {
        let reading = read(text.as_bytes(), choice, &LIMITS, &|_| false);
        let index = index(text.as_bytes(), choice);
        prop_assert_eq!(reading.as_ref().err(), index.as_ref().err());
        if let (Ok(Reading { table, .. }), Ok(index)) = (reading, index) {
            prop_assert_eq!(table.rows.len(), index.count());
            for (at, row) in table.rows.iter().enumerate() {
                let cells = (0..=row.width()).map(|column| row.cell(column));
                let of_row = index.row(at);
                prop_assert!(cells.clone().eq((0..=row.width()).map(|column| index.cell(at, column))));
                prop_assert!(cells.eq((0..=row.width()).map(&of_row)));
                prop_assert_eq!(table.has_surplus(row), index.has_surplus(at));
            }
        }
    }
}

#[test]
fn a_beginning_has_the_first_whole_rows() {
    let line = "Zoë,\"a, \"\"b\"\"\r\nc\",1\r\n";
    let limits = Limits { rows: 30_000, ..LIMITS };
    // The cut goes through every part of a row.
    for shift in 0..line.len() {
        let text = format!("First,Second,Third\r\n{}\r\n{}", "x".repeat(shift + 1), line.repeat(20_000));
        let index = Index::beginning(text.as_bytes(), Choice::default(), &limits, &|_| true).unwrap();
        assert_eq!(index.dialect().encoding, Encoding::Utf8);
        assert!((5_000..15_000).contains(&index.count()), "{}", index.count());
        for at in 1..index.count() {
            assert_eq!((index.width(at), &*index.cell(at, 1)), (3, "a, \"b\"\r\nc"), "{shift}");
        }
    }
    let small = Index::beginning(b"a,b\n1,2", Choice::default(), &LIMITS, &|_| true).unwrap();
    assert_eq!((small.count(), small.bytes().len()), (1, 7));
}

#[test]
fn strange_files_are_read_whole() {
    let wide: String = (0..5_000).map(|column| format!("c{column}")).collect::<Vec<_>>().join(",");
    let large = format!("Name,Note\na,\"{}\"\nb,c\n", "x".repeat(1 << 20));
    let twice = "Name,Name,,Name\n1,2,3,4\n";
    let cell = |file: &str, at: usize, column: usize| {
        index(file.as_bytes(), Choice { header: Some(true), ..Choice::default() })
            .map(|index| index.cell(at, column).into_owned())
    };
    assert_eq!(cell(&format!("{wide}\n{wide}\n"), 0, 4_999).as_deref(), Ok("c4999"));
    assert_eq!(cell(&format!("{wide},x\n"), 0, 0), Err(FileProblem::TooManyColumns { row: 1, most: 5_000 }));
    assert_eq!(cell(&large, 0, 1).map(|text| text.len()), Ok(1 << 20));
    assert_eq!(cell(&large, 1, 1).as_deref(), Ok("c"));
    assert_eq!(cell(twice, 0, 3).as_deref(), Ok("4"));
    assert_eq!(cell("a,b\n\u{0}\n", 0, 0), Err(FileProblem::NotText));
    let open: Cow<'_, str> = format!("a,b\n1,\"{}", "x,\n".repeat(100_000)).into();
    assert_eq!(cell(&open, 0, 0), Err(FileProblem::UnclosedQuote { line: 2, byte: 6 }));
}
