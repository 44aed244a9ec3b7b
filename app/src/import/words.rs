//! What the steps of every import say.

pub(super) const FILE_STEP: &str = "File";
pub(super) const COLUMNS_STEP: &str = "Columns";
pub(super) const REVIEW_STEP: &str = "Review";
pub(super) const FINISH_STEP: &str = "Finish";
pub(super) const BACK: &str = "Back";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const SHOW: &str = "Show";

pub(super) const SAMPLE: &str = "Download a sample file";
pub(super) const FILE: &str = "CSV file";
pub(super) const CHOOSE: &str = "Choose File";
pub(super) const CHOOSE_ANOTHER: &str = "Choose another file";
pub(super) const DROP: &str = "or drop it here, or paste rows copied from a spreadsheet. CSV, TSV, text or Excel (.xlsx).";
pub(super) const NO_SCRIPT: &str = "The preview needs JavaScript. Turn it on and load the page again.";
pub(super) const ONE_FILE: &str = "These are several files. Choose or drop one.";
pub(super) const CANNOT_OPEN: &str = "What was pasted cannot be read. Save it as a file and choose that.";
pub(super) const PASTED_NAME: &str = "Pasted rows.txt";
pub(super) const PASTE_ROWS: &str = "Paste rows";
pub(super) const PASTE_HINT: &str = "Rows from a spreadsheet or another list, with the names of the columns in the first.";
pub(super) const USE_ROWS: &str = "Use these rows";
pub(super) const READING: &str = "Reading";
pub(super) const BEGINNING: &str = "This is the beginning; the rest of the file is being read";
pub(super) const FILE_FACTS: &str = "How the file is read";
pub(super) const ENCODING: &str = "Encoding";
pub(super) const DELIMITER: &str = "Separator";
pub(super) const LINE_END: &str = "Line ends";
pub(super) const SHEET: &str = "Sheet";
pub(super) const HEADER: &str = "First row";
pub(super) const HEADER_NAMES: &str = "names the columns";
pub(super) const HEADER_ROW: &str = "is a row like the others";
pub(super) const DETECT: &str = "Detect";
pub(super) const FIRST_ROWS: &str = "First rows of the file";
pub(super) const ROW: &str = "Row";

/// "1,284 rows"; "400 rows so far".
pub(super) fn rows(rows: usize, whole: bool) -> String {
    let rows = counted(rows, "row");
    if whole { rows } else { [&rows, " so far"].concat() }
}

/// "1,284 rows", "1 row".
pub(super) fn counted(count: usize, what: &str) -> String {
    [&number(count), " ", what, if count == 1 { "" } else { "s" }].concat()
}

/// 12,345.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

pub(super) fn detected(what: &str) -> String {
    [what, ", detected"].concat()
}

pub(super) fn with_mark(encoding: &str) -> String {
    [encoding, " with byte order mark"].concat()
}

pub(super) fn blank_rows(rows: u32) -> String {
    [&counted(rows as usize, "blank row"), " passed over"].concat()
}

pub(super) fn short_rows(rows: usize, first: u32) -> String {
    match rows {
        1 => format!("Row {first} has fewer cells than the header: the missing ones are read as blank"),
        _ => format!(
            "{} rows have fewer cells than the header, the first is row {first}: the missing ones are read as blank",
            number(rows)
        ),
    }
}

pub(super) fn unreadable(characters: u32) -> String {
    let them = if characters == 1 { "character is" } else { "characters are" };
    format!("{} {them} not readable in this encoding (shown as \u{fffd})", number(characters as usize))
}

/// A wrong encoding shows in letters with accents first.
pub(super) fn accents(found: &[&str]) -> String {
    ["Accents are read as ", &found.join(", ")].concat()
}

pub(super) fn more_columns(columns: usize) -> String {
    ["and ", &counted(columns, "more column")].concat()
}
