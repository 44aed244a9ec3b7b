//! CSV files as spreadsheets open them best.

use super::cell::neutral;

/// The same as text, of lines that need not be equally long; the first names the columns.
pub(super) fn text(lines: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::from("\u{feff}");
    for line in lines {
        for (at, cell) in line.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            push_cell(&mut text, &neutral(cell));
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    if cell.contains(['"', ',', ';', '\t', '|', '\r', '\n']) || cell.trim().len() < cell.len() {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// A file of these rows under these columns: UTF-8 with a byte order mark, without which Excel takes
/// accents for something else; commas; CRLF; no cell that a spreadsheet would run.
pub(super) fn csv(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut file = b"\xEF\xBB\xBF".to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut file);
    // Writing to memory does not fail, and each row has as many cells as there are columns.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| neutral(cell).into_owned()));
    }
    let _ = writer.flush();
    drop(writer);
    file
}
