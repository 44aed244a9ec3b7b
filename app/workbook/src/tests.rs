use super::*;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Made};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const SMALL: Limits = Limits { unpacked: 1_000_000, csv: 100_000, rows: 100, columns: 20 };

fn text(converted: &Converted) -> &str {
    core::str::from_utf8(&converted.csv).unwrap()
}

/// A workbook of one sheet with these texts.
fn of(rows: &[&[&str]]) -> Vec<u8> {
    let mut made = Made::new();
    let sheet = made.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    made.save_to_buffer().unwrap()
}

/// A zip archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;

/// A workbook whose only sheet has that XML as its data.
fn of_xml(data: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
    );
    archive(&[
        (TYPES, b"<Types/>"),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_sheet_is_as_people_see_it() {
    let mut made = Made::new();
    let sheet = made.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let moment = |y, m, d, h, min| ExcelDateTime::from_ymd(y, m, d).unwrap().and_hms(h, min, 0).unwrap();
    for (column, heading) in (0..).zip(["Number", "Name", "Since", "Fee", "Active", "Score"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.write_number_with_format(1, 0, 4217, &Format::new().set_num_format("0000000")).unwrap();
    sheet.write_string(1, 1, "Müller, \"Jo\"").unwrap();
    sheet.write_datetime_with_format(1, 2, moment(2026, 9, 1, 8, 30), &date).unwrap();
    sheet.write_number(1, 3, 0.1 + 0.2).unwrap();
    sheet.write_boolean(1, 4, true).unwrap();
    sheet.write_formula(1, 5, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_number(3, 0, 20_261_234).unwrap();
    sheet.write_string(3, 1, "two\nlines").unwrap();
    sheet
        .write_datetime_with_format(3, 2, moment(1899, 12, 31, 14, 5), &Format::new().set_num_format("hh:mm"))
        .unwrap();
    sheet.write_number(3, 3, -1.5).unwrap();
    sheet.write_number_with_format(3, 5, 1.25, &Format::new().set_num_format("[h]:mm:ss")).unwrap();
    let converted = table(&made.save_to_buffer().unwrap(), None, &LIMITS).unwrap();
    let expected = "Number,Name,Since,Fee,Active,Score\n\
                    0004217,\"Müller, \"\"Jo\"\"\",2026-09-01 08:30,0.3,TRUE,#DIV/0!\n\
                    \n\
                    20261234,\"two\nlines\",14:05,-1.5,,30:00:00\n";
    assert_eq!(text(&converted), expected);
    assert_eq!((converted.sheets, converted.sheet), (vec!["Sheet1".to_owned()], 0));
}

#[test]
fn every_minute_of_a_day_is_kept() {
    let mut made = Made::new();
    let sheet = made.add_worksheet();
    let format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for minute in 0..1440_u16 {
        let at =
            ExcelDateTime::from_ymd(2027, 2, 28).unwrap().and_hms(minute / 60, u8::try_from(minute % 60).unwrap(), 0);
        sheet.write_datetime_with_format(u32::from(minute), 0, at.unwrap(), &format).unwrap();
    }
    let converted = table(&made.save_to_buffer().unwrap(), None, &LIMITS).unwrap();
    for (minute, line) in text(&converted).lines().enumerate() {
        assert_eq!(line, format!("2027-02-28 {:02}:{:02}", minute / 60, minute % 60));
    }
    assert_eq!(text(&converted).lines().count(), 1440);
}

#[test]
fn days_may_be_counted_from_1904() {
    let book = BOOK.replace("<sheets>", r#"<workbookPr date1904="1"/><sheets>"#);
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>44805</v></c></row></sheetData></worksheet>"#;
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let bytes = archive(&[
        (TYPES, b"<Types/>"),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    assert_eq!(text(&table(&bytes, None, &SMALL).unwrap()), "2026-09-02 00:00\n");
}

#[test]
fn the_first_sheet_that_holds_anything_is_read_and_any_other_on_request() {
    let mut made = Made::new();
    made.add_worksheet().set_name("Notes").unwrap();
    made.add_worksheet().set_name("Secret").unwrap().write_string(0, 0, "hidden").unwrap();
    made.worksheets_mut()[1].set_hidden(true);
    made.add_worksheet().set_name("Learners").unwrap().write_string(0, 0, "Number").unwrap();
    made.add_worksheet().set_name("Staff").unwrap().write_string(2, 1, "Name").unwrap();
    let bytes = made.save_to_buffer().unwrap();
    let names = ["Notes", "Learners", "Staff"].map(str::to_owned).to_vec();
    assert_eq!(sheets(&bytes, &SMALL).unwrap(), names);
    let first = table(&bytes, None, &SMALL).unwrap();
    assert_eq!((first.sheet, text(&first)), (1, "Number\n"));
    assert_eq!(text(&table(&bytes, Some(2), &SMALL).unwrap()), "\n\n,Name\n");
    assert_eq!(table(&bytes, Some(0), &SMALL), Err(WorkbookProblem::EmptySheet { sheets: names }));
    assert_eq!(table(&bytes, Some(3), &SMALL), Err(WorkbookProblem::NoSuchSheet));
    assert_eq!(table(&Made::new().save_to_buffer().unwrap(), None, &SMALL), Err(WorkbookProblem::Empty));
}

#[test]
fn rows_are_as_wide_as_the_first_and_nothing_in_them_separates_cells() {
    let bytes = of(&[&["Group", "Tutors", "Note"], &["PBL 1"], &["", "a,b"], &["x", "y", "z", "more"]]);
    assert_eq!(text(&table(&bytes, None, &SMALL).unwrap()), "Group,Tutors,Note\nPBL 1,,\n,\"a,b\",\nx,y,z,more\n");
    assert_eq!(
        text(&table(&of(&[&["sep=;"], &["=HYPERLINK(\"x\")"]]), None, &SMALL).unwrap()),
        "\"sep=;\"\n\"=HYPERLINK(\"\"x\"\")\"\n"
    );
}

#[test]
fn other_files_are_refused_in_words() {
    let compound = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [parcel::COMPOUND, &[0; 600], &wide, &[0; 600]].concat()
    };
    let mut locked = of(&[&["a"]]);
    let directory = locked.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    let ods = archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]);
    for (bytes, part) in [
        (compound("EncryptedPackage"), "protected by a password"),
        (locked, "protected by a password"),
        (compound("Workbook"), "an old Excel workbook (.xls)"),
        (ods, "an OpenDocument spreadsheet (.ods)"),
        (archive(&[(TYPES, b"<Types/>"), ("xl/workbook.bin", b"")]), "a binary Excel workbook (.xlsb)"),
        (archive(&[("Index/Document.iwa", b"")]), "a Numbers spreadsheet"),
        (archive(&[(TYPES, b"<Types/>"), ("word/document.xml", b"<x/>")]), "neither a workbook nor a CSV file"),
        (b"a,b\n".to_vec(), "neither a workbook nor a CSV file"),
        (of_xml("</row><c><x>"), "damaged"),
        (of(&[&["a"]])[..500].to_vec(), "damaged"),
    ] {
        let words = table(&bytes, None, &SMALL).unwrap_err().to_string();
        assert!(words.contains(part) && words.ends_with('.'), "{words} instead of {part}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let sheet = |length: usize| format!("{}<row><c t=\"str\"><v>x</v></c></row>", " ".repeat(length));
    let mut bytes = of_xml(&sheet(20_000_000));
    assert!(bytes.len() < 50_000);
    let refused = Err(WorkbookProblem::TooLarge { most: SMALL.unpacked });
    assert_eq!(table(&bytes, None, &SMALL), refused);
    // It may declare less than there is; what is beyond that is never unpacked.
    assert!(table(&of_xml(&sheet(2_000)), None, &SMALL).is_ok());
    let directory = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&2_000_u32.to_le_bytes());
    assert_eq!(table(&bytes, None, &SMALL), Err(WorkbookProblem::Damaged));
    let formats = "<xf/>".repeat(150_000);
    let bytes = archive(&[(TYPES, b"<Types/>"), ("xl/workbook.xml", b"<x/>"), ("xl/styles.xml", formats.as_bytes())]);
    assert_eq!(table(&bytes, None, &LIMITS), Err(WorkbookProblem::Damaged));
}

#[test]
fn what_comes_out_is_limited_wherever_cells_claim_to_be() {
    let cell = |place: &str, text: &str| format!(r#"<c r="{place}" t="str"><v>{text}</v></c>"#);
    let row = |number: u32, cells: &str| format!(r#"<row r="{number}">{cells}</row>"#);
    let long = "x".repeat(3_000);
    let read = |data: &str| table(&of_xml(data), None, &SMALL);
    assert_eq!(text(&read(&row(2, &cell("B2", "far"))).unwrap()), "\n,far\n");
    let many: String = (1..=102).map(|number| row(number, &cell(&format!("A{number}"), "x"))).collect();
    assert_eq!(read(&many), Err(WorkbookProblem::TooManyRows { most: 100 }));
    assert_eq!(read(&row(1, &cell("XFD1", "x"))), Err(WorkbookProblem::TooManyColumns { row: 1, most: 20 }));
    // Far apart is not much: blank lines are no rows, up to the limit of bytes.
    let apart = row(1, &cell("A1", "x")) + &row(90_000, &cell("A90000", "y"));
    assert_eq!(read(&apart).unwrap().csv.len(), 90_002);
    let wide: String = (0..40).map(|_| cell("A1", &long)).collect();
    assert_eq!(read(&row(1, &wide)), Err(WorkbookProblem::TooLarge { most: 100_000 }));
    assert_eq!(read(&(row(5, &cell("A5", "x")) + &row(1, &cell("A1", "y")))), Err(WorkbookProblem::Damaged));
    assert_eq!(
        read(&row(1, &(cell("C1", "third") + &cell("A1", "first") + &cell("C1", "again"))))
            .map(|c| text(&c).to_owned())
            .as_deref(),
        Ok("first,,third\n")
    );
    for place in ["A4294967297", "A0", "ZZZZZZ1", "", "1A", "A1048577"] {
        assert!(read(&row(1, &cell(place, "x"))).is_err(), "{place}");
    }
}

proptest! {
    /// Whatever is broken in a workbook, the answer is a table or words.
    #[test]
    fn no_damage_makes_it_panic(at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>()) {
        let mut bytes = of(&[&["Number", "Name"], &["1", "x"]]);
        for (index, byte) in at {
            let place = index.index(bytes.len());
            bytes[place] = byte;
        }
        let cut = cut.index(bytes.len() * 4);
        bytes.truncate(cut);
        if let Ok(converted) = table(&bytes, None, &SMALL) {
            prop_assert!(core::str::from_utf8(&converted.csv).is_ok());
        }
    }

    /// So also where the archive is whole and its XML is odd.
    #[test]
    fn no_xml_makes_it_panic(data in "(<row r=\"[0-9]{0,12}\">|</row>|<c( r=\"[A-Z]{0,9}[0-9]{0,12}\")?( s=\"[0-9]{1,9}\")?( t=\"(s|b|e|str|n|d|inlineStr)\")?>|<v>[-0-9a-zA-Z.&;#:]{0,8}</v>|<is><t>a</t></is>|</c>|<f t=\"shared\" si=\"9\">A1</f>){0,14}") {
        let _ = table(&of_xml(&data), None, &SMALL);
    }
}
