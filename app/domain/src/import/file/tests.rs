use super::*;
use proptest::prelude::*;

const LIMITS: Limits = Limits { bytes: 5_000_000, rows: 1_000, columns: 20 };

fn is_name(text: &str) -> bool {
    text == "Group" || text == "Number"
}

fn read_all(bytes: &[u8], choice: Choice) -> Result<Reading, FileProblem> {
    read(bytes, choice, &LIMITS, &is_name)
}

fn rows(reading: &Reading) -> Vec<(u32, Vec<&str>)> {
    let width = reading.table.columns.len();
    reading.table.rows.iter().map(|row| (row.number, (0..width).map(|c| row.cell(c)).collect())).collect()
}

#[test]
fn a_file_becomes_a_table() {
    let reading =
        read_all("\u{feff}Group;Number\r\n PBL 1 ;\"a; b\"\r\n\r\n;\r\n2;\"x\ny\"\r\n".as_bytes(), Choice::default())
            .unwrap();
    assert!(reading.mark);
    assert_eq!(
        reading.dialect,
        Dialect { encoding: Encoding::Utf8, delimiter: Delimiter::Semicolon, line_end: LineEnd::CrLf, header: true }
    );
    assert_eq!(reading.table.columns, ["Group", "Number"]);
    assert_eq!(reading.table.blank_rows, 2);
    assert_eq!(rows(&reading), [(2, vec!["PBL 1", "a; b"]), (5, vec!["2", "x\ny"])]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does_whatever_ends_them() {
    for end in ["\r\n", "\n", "\r"] {
        let text = ["Group,Number", "", "", "a,1", "\"b", "b\",2", "", "c,3", ""].join(end);
        let reading = read_all(text.as_bytes(), Choice::default()).unwrap();
        let numbers: Vec<u32> = reading.table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [4, 5, 7], "{end:?}");
        assert_eq!(reading.table.blank_rows, 3, "{end:?}");
    }
}

#[test]
fn ragged_rows_are_padded_and_told() {
    let reading = read_all(b"Group,Number,\na\nb,1,x,y,\nc,2,z,,\n", Choice::default()).unwrap();
    assert_eq!(reading.table.columns, ["Group", "Number", "Column 3", "Column 4", "Column 5"]);
    let table = &reading.table;
    assert_eq!(table.short_rows().map(|row| row.number).collect::<Vec<_>>(), [2]);
    let surplus: Vec<u32> = table.rows.iter().filter(|row| table.has_surplus(row)).map(|row| row.number).collect();
    assert_eq!(surplus, [3]);
}

#[test]
fn a_header_is_told_from_a_first_row() {
    for (text, expected) in [
        ("Group,Other\na,1\n", true),
        ("Team,Person\na,1\n", true),
        ("PBL 1,Smith\nPBL 2,Doe\n", false),
        ("same,same\na,b\n", false),
    ] {
        assert_eq!(read_all(text.as_bytes(), Choice::default()).unwrap().dialect.header, expected, "{text}");
    }
    let choice = Choice { header: Some(false), ..Choice::default() };
    let reading = read_all(b"Group,Number\na,1\n", choice).unwrap();
    assert_eq!(reading.table.columns, ["Column 1", "Column 2"]);
    assert_eq!(reading.table.rows.len(), 2);
}

#[test]
fn what_is_chosen_counts() {
    let bytes = "Group;N\u{fc}mber\nM\u{fc}ller;1,5\n".as_bytes();
    let choice = Choice {
        encoding: Some(Encoding::Windows1252),
        delimiter: Some(Delimiter::Comma),
        line_end: Some(LineEnd::Lf),
        header: Some(true),
    };
    let reading = read_all(bytes, choice).unwrap();
    assert_eq!(rows(&reading), [(2, vec!["MÃ¼ller;1", "5"])]);
    let wrong = Choice { encoding: Some(Encoding::Utf8), ..Choice::default() };
    assert_eq!(read_all(b"Group\nM\xFCller\n", wrong).unwrap().table.unreadable, 1);
}

#[test]
fn excels_separator_line_is_no_row() {
    let reading = read_all(b"sep=|\nGroup|Number\na|1\n", Choice::default()).unwrap();
    assert_eq!(rows(&reading), [(3, vec!["a", "1"])]);
}

#[test]
fn files_that_are_no_table_are_refused_in_words() {
    let noise: Vec<u8> = {
        let mut seeded = crate::seed::Seeded::new(1);
        (0..100_000).map(|_| seeded.next_u64().to_le_bytes()[0]).collect()
    };
    let no_zeros: Vec<u8> = noise.iter().map(|b| (*b).max(1)).collect();
    for (bytes, expected) in [
        (&b""[..], FileProblem::Empty),
        (b"\xEF\xBB\xBF \r\n\r\n", FileProblem::Empty),
        (b",,\r\n,,\r\n", FileProblem::Empty),
        (b"PK\x03\x04rest", FileProblem::Spreadsheet),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileProblem::Spreadsheet),
        (b"%PDF-1.7\n", FileProblem::OtherKind("a PDF document")),
        (b"\x89PNG\r\n\x1a\n", FileProblem::OtherKind("a picture")),
        (b"\n<!DOCTYPE html><html>", FileProblem::OtherKind("a web page")),
        (b"a,b\0c\n", FileProblem::NotText),
        (&noise, FileProblem::NotText),
        (&no_zeros, FileProblem::NotText),
        (b"Group,Number\r\n\r\n", FileProblem::NoRows),
        (b"Group,Number\na,1\nb,\"2\nc,3\n", FileProblem::UnclosedQuote { line: 3, byte: 19 }),
        (&vec![b'x'; 5_000_001], FileProblem::TooLarge { most: 5_000_000 }),
        (&b"Group\n".repeat(1_002), FileProblem::TooManyRows { most: 1_000 }),
        (&b"a,".repeat(40), FileProblem::TooManyColumns { row: 1, most: 20 }),
    ] {
        assert_eq!(read_all(bytes, Choice::default()), Err(expected), "{:?}", bytes.get(..20));
        assert!(expected.to_string().ends_with('.'));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\",;\r\n\t|a1".to_vec())], 0..300),
        encoding in prop::option::of(prop::sample::select(Encoding::ALL.to_vec())),
        delimiter in prop::option::of(prop::sample::select(Delimiter::ALL.to_vec())),
        line_end in prop::option::of(prop::sample::select(LineEnd::ALL.to_vec())),
        header in any::<Option<bool>>(),
    ) {
        let choice = Choice { encoding, delimiter, line_end, header };
        if let Ok(reading) = read_all(&bytes, choice) {
            prop_assert!(!reading.table.rows.is_empty());
            let numbers: Vec<u32> = reading.table.rows.iter().map(|row| row.number).collect();
            prop_assert!(numbers.is_sorted_by(|a, b| a < b));
            let width = reading.table.columns.len();
            prop_assert!(reading.table.rows.iter().all(|row| row.width() <= width));
        }
    }
}
