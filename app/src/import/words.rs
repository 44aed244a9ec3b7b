//! What the steps of every import say.

use domain::import::view::ColumnView;

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
pub(super) const DROP: &str =
    "or drop it here, or paste rows copied from a spreadsheet. CSV, TSV, text or Excel (.xlsx).";
pub(super) const NO_SCRIPT: &str = "The preview needs JavaScript. Turn it on and load the page again.";
pub(super) const ONE_FILE: &str = "These are several files. Choose or drop one.";
pub(super) const CANNOT_OPEN: &str = "What was pasted cannot be read. Save it as a file and choose that.";
pub(super) const NO_WORKBOOK: &str = "This workbook cannot be read. Save it as “CSV UTF-8” and choose that file.";
pub(super) const PASTED_NAME: &str = "Pasted rows.txt";
pub(super) const PASTE_ROWS: &str = "Paste rows";
pub(super) const PASTE_HINT: &str =
    "Rows from a spreadsheet or another list, with the names of the columns in the first.";
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
    let end = if count == 1 { "" } else { "s" };
    [&number(count), " ", what, end].concat()
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

pub(super) const AS_LAST_TIME: &str = "Mapped as last time";
pub(super) const AS_LAST_TIME_WHAT: &str =
    "A file with the same columns was imported before. Change what is different now.";
pub(super) const LOOK_AT_COLUMNS: &str = "Look at the columns";
pub(super) const REMEMBER: &str = "Remember these choices";
pub(super) const REMEMBER_WHAT: &str = "for the next file with the same columns";
pub(super) const COLUMNS_IN_FILE: &str = "Columns in the file";
pub(super) const SEARCH_COLUMNS: &str = "Search columns";
pub(super) const NO_SUCH_COLUMN: &str = "No column is called so.";
pub(super) const ALL_BLANK: &str = "all blank";
pub(super) const NOT_IMPORTED: &str = "Not imported";
pub(super) const FIELDS: &str = "Fields in Coterie";
pub(super) const OPTIONAL: &str = "Optional";
pub(super) const REQUIRED: &str = ", required";
pub(super) const NO_COLUMN: &str = "No column";
pub(super) const CHOOSE_COLUMN: &str = "Choose a column";
/// After the name of a field, and of a column.
pub(super) const WITHOUT_COLUMN: &str = ", no column";
pub(super) const LEFT_OUT: &str = ", not imported";
pub(super) const USE_IT: &str = "Use it";
pub(super) const PUT_BACK: &str = "Put back. Nothing changed.";
pub(super) const OTHER_VALUES: &str = "Values for other fields";
pub(super) const OPEN_VALUES: &str = "Rows with an open value are listed as problems in Review.";
pub(super) const AFTER_A_COLUMN: &str = "after a column is chosen";
pub(super) const CHOOSE_MEANING: &str = "Choose";

/// "11 matched · 1 open · 1 left out".
pub(super) fn columns_state(matched: usize, open: usize, left_out: usize) -> String {
    let mut said = vec![format!("{matched} matched")];
    if open > 0 {
        said.push(format!("{open} open"));
    }
    if left_out > 0 {
        said.push([&number(left_out), " left out"].concat());
    }
    said.join(" · ")
}

/// "912 different"; "all different"; "214 empty"; "3 different · 2 empty".
pub(super) fn column_counts(column: &ColumnView, rows: usize) -> String {
    let different = match column.different {
        Some(different) if different == rows && rows > 1 => Some("all different".to_owned()),
        Some(different) if different > 0 => Some([&number(different), " different"].concat()),
        None if column.empty == 0 => Some("all filled".to_owned()),
        _ => None,
    };
    let empty = (column.empty > 0).then(|| [&number(column.empty), " empty"].concat());
    [different, empty].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(super) fn more_to_search(columns: usize) -> String {
    [&counted(columns, "more column"), ": search by name"].concat()
}

/// ", imported as Gender": after the name of a column.
pub(super) fn imported_as(field: &str) -> String {
    [", imported as ", field].concat()
}

/// ", read from “Sex”": after the name of a field.
pub(super) fn read_from(column: &str) -> String {
    [", read from “", column, "”"].concat()
}

pub(super) fn import_as(column: &str) -> String {
    ["Import “", column, "” as"].concat()
}

pub(super) fn column_of(field: &str) -> String {
    ["Column for ", field].concat()
}

pub(super) fn use_column(column: &str, field: &str) -> String {
    ["Use “", column, "” for ", field].concat()
}

/// "7 of 8 required matched".
pub(super) fn required_matched(matched: usize, of: usize) -> String {
    format!("{matched} of {of} required matched")
}

pub(super) fn matched(matched: usize, of: usize) -> String {
    format!("{matched} of {of} matched")
}

/// "3 without a column: Prefix, Telephone, Alternate Email".
pub(super) fn without_column(labels: &[String]) -> String {
    format!("{} without a column: {}", labels.len(), labels.join(", "))
}

pub(super) fn open_fields(labels: &[&str]) -> String {
    let are = if labels.len() == 1 { "required field is" } else { "required fields are" };
    format!("{} {are} open: {}", labels.len(), labels.join(", "))
}

pub(super) fn picked_up(name: &str, is_column: bool) -> String {
    let other = if is_column { "field" } else { "column" };
    format!("{name} is picked up. Go to a {other} with Tab or the arrows and press Enter; Escape puts it back.")
}

pub(super) fn connected(field: &str, column: &str) -> String {
    format!("{field} is read from {column}.")
}

pub(super) fn disconnected(field: &str) -> String {
    format!("{field} has no column now.")
}

pub(super) fn values_for(field: &str) -> String {
    ["Values for ", field].concat()
}

pub(super) fn from_column(column: &str) -> String {
    ["from ", column].concat()
}

pub(super) fn meaning_of(text: &str, field: &str) -> String {
    ["What “", text, "” means for ", field].concat()
}

/// "F · Female".
pub(super) fn coded(code: &str, name: &str) -> String {
    [code, " · ", name].concat()
}

pub(super) fn more_values(values: usize) -> String {
    ["Show ", &number(values), " more"].concat()
}
