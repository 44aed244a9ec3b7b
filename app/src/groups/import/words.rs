//! What the import page says.

use domain::groups::acts::count;
use domain::import::groups::{Counts, Settle};

pub(super) const TITLE: &str = "Import groups from CSV";
pub(super) const SAMPLE: &str = "Download a sample file";
pub(super) const WHAT: &str = "One learner per line: Group Name, Tutors, Tutors Numbers, Learner Name, Learner Number. \
     Groups that exist are filled, others are made. Nothing is written before you accept the preview.";
pub(super) const FILE: &str = "CSV file";
pub(super) const CHOOSE: &str = "Choose File";
pub(super) const CHOOSE_ANOTHER: &str = "Choose another file";
pub(super) const DROP: &str = "or drop it here";
pub(super) const NO_SCRIPT: &str = "The preview needs JavaScript. Turn it on and load the page again.";
#[cfg(feature = "hydrate")]
pub(super) const ONE_FILE: &str = "These are several files. Choose or drop one.";
#[cfg(feature = "hydrate")]
pub(super) const CANNOT_OPEN: &str = "The file cannot be opened. Choose it again.";
pub(super) const FILE_FACTS: &str = "How the file is read";
pub(super) const ENCODING: &str = "Encoding";
pub(super) const DELIMITER: &str = "Separator";
pub(super) const LINE_END: &str = "Line ends";
pub(super) const HEADER: &str = "First row";
pub(super) const HEADER_NAMES: &str = "names the columns";
pub(super) const HEADER_ROW: &str = "is a row like the others";
pub(super) const DETECT: &str = "Detect";
pub(super) const COLUMNS: &str = "Columns";
pub(super) const NO_COLUMN: &str = "No column";
pub(super) const ALL_BLANK: &str = "all blank";
pub(super) const FIRST_ROWS: &str = "First rows of the file";
pub(super) const ROW: &str = "Row";
pub(super) const GROUP: &str = "Group";
pub(super) const LEARNER: &str = "Learner";
pub(super) const TUTORS: &str = "Tutors";
pub(super) const OUTCOME: &str = "What happens";
pub(super) const NEW: &str = "new";
pub(super) const ROWS_SHOWN: &str = "Rows shown";
pub(super) const ALL: &str = "rows";
pub(super) const ONE: &str = "row";
pub(super) const CHANGE: &str = "change something";
pub(super) const UNCHANGED: &str = "unchanged";
pub(super) const LEFT_OUT: &str = "left out";
pub(super) const UNCLEAR: &str = "to settle";
pub(super) const CHOOSE_WAY: &str = "Choose what to do";
pub(super) const PUT_BACK: &str = "Put back";
pub(super) const PROBLEMS: &str = "Problems";
pub(super) const SHOW: &str = "Show";
pub(super) const SETTLE_ALL: &str = "Settle all";
pub(super) const ON_IMPORT: &str = "When you import";
pub(super) const GROUPS_TOUCHED: &str = "Groups made or filled";
pub(super) const SET_FOR_NEW: &str = "New groups go to";
pub(super) const NEW_SET: &str = "a new set";
pub(super) const NEW_SET_NAME: &str = "Name of the new set";
pub(super) const NOTHING: &str = "Nothing to change";
pub(super) const NOTHING_WHAT: &str = "Groups, learners and tutors are already as this file says.";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const IMPORT: &str = "Import CSV";
pub(super) const IMPORTING: &str = "Importing";
pub(super) const NO_FILE: &str = "Choose a file first";
pub(super) const NOT_READ: &str = "The file cannot be read";
pub(super) const LOOKING: &str = "Looking up groups and people";
pub(super) const NOT_LOOKED_UP: &str = "Groups and people could not be looked up.";
pub(super) const AGAIN: &str = "Try again";
pub(super) const NOT_IMPORTED: &str = "Nothing was imported.";
pub(super) const NOT_KNOWN: &str = "The server could not be reached, so it is not known whether anything was imported. \
     Check the connection and import again: what is already done is not done twice.";
pub(super) const LOOK_AGAIN: &str =
    "Groups, enrolment or people changed meanwhile. The preview below is made anew: look at it and import again.";

pub(super) fn title(code: &str) -> String {
    ["Import groups · ", code].concat()
}

/// "Into Term 1, where 160 learners are enrolled."
pub(super) fn into(period: &str, enrolled: u32) -> String {
    let verb = if enrolled == 1 { "is" } else { "are" };
    format!("Into {period}, where {} {verb} enrolled.", count(enrolled as usize, "learner"))
}

pub(super) fn rows(rows: usize) -> String {
    count(rows, "row")
}

pub(super) fn detected(what: &str) -> String {
    [what, ", detected"].concat()
}

pub(super) fn with_mark(encoding: &str) -> String {
    [encoding, " with byte order mark"].concat()
}

pub(super) fn blank_rows(rows: u32) -> String {
    [&count(rows as usize, "blank row"), " passed over"].concat()
}

pub(super) fn short_rows(rows: usize, first: u32) -> String {
    match rows {
        1 => format!("Row {first} has fewer cells than the header: the missing ones are read as blank"),
        _ => format!(
            "{rows} rows have fewer cells than the header, the first is row {first}: the missing ones are read as blank"
        ),
    }
}

pub(super) fn unreadable(characters: u32) -> String {
    let them = if characters == 1 { "character is" } else { "characters are" };
    format!("{characters} {them} not readable in this encoding (shown as \u{fffd})")
}

/// "5 of 7 matched"; "Seat is not imported".
pub(super) fn matched(matched: usize, fields: usize) -> String {
    format!("{matched} of {fields} matched")
}

pub(super) fn not_imported(columns: &[&str]) -> String {
    let are = if columns.len() == 1 { "is" } else { "are" };
    format!("{} {are} not imported", columns.join(", "))
}

pub(super) fn column_of(field: &str) -> String {
    ["Column for ", field].concat()
}

pub(super) fn no_column_for(fields: &str) -> String {
    ["Choose the column for ", fields].concat()
}

pub(super) fn settle(row: u32, problem: &str) -> String {
    format!("Row {row}, {problem}: {CHOOSE_WAY}")
}

pub(super) fn same_for_others(others: usize) -> String {
    match others {
        1 => "Same for the other one".to_owned(),
        _ => format!("Same for the other {others}"),
    }
}

pub(super) fn to_settle(open: usize, all: usize) -> String {
    if open == 0 { format!("{all} settled") } else { format!("{open} to settle") }
}

pub(super) fn settle_all(heading: &str) -> String {
    [SETTLE_ALL, ": ", heading].concat()
}

pub(super) fn put_back_row(row: u32) -> String {
    format!("Put back row {row}")
}

pub(super) fn open_problems(open: usize) -> String {
    [&count(open, "problem"), " to settle first"].concat()
}

/// A way to settle many problems at once.
pub(super) fn way_for_all(settle: Settle, problems: usize) -> String {
    let way = match settle {
        Settle::SkipRow => "Leave the rows out",
        Settle::LeaveOut => "Leave as they are, or out",
        Settle::TakeAsIs => "Take the rest as it is",
        Settle::GroupAbove => "Take the group of the row above",
        Settle::TrustNumber => "Trust the numbers",
        Settle::TrustName => "Trust the names",
        Settle::Choose(_) => "Take this person",
        Settle::Move => "Move the learners here",
        Settle::Instead => "Take the later row",
        Settle::Several => "Let learners be in several groups",
    };
    format!("{way} ({problems})")
}

/// What is read aloud when the preview changes.
pub(super) fn said(counts: &Counts, open: usize) -> String {
    let settle =
        if open == 0 { "nothing to settle".to_owned() } else { format!("{} to settle", count(open, "problem")) };
    [&rows(counts.rows), ", ", &settle].concat()
}

/// "+8, 16 members afterwards".
pub(super) fn members(placed: u32, taken_out: u32, after: u32) -> String {
    let mut words = String::new();
    if placed > 0 {
        words.push('+');
        words.push_str(&placed.to_string());
    }
    if taken_out > 0 {
        words.push_str(if placed > 0 { ", −" } else { "−" });
        words.push_str(&taken_out.to_string());
    }
    if !words.is_empty() {
        words.push_str(" · ");
    }
    words.push_str(&count(after as usize, "member"));
    words
}

pub(super) fn more_groups(groups: usize) -> String {
    format!("and {} more", count(groups, "group"))
}

pub(super) fn existing_set(name: &str) -> String {
    ["the set “", name, "”"].concat()
}

pub(super) fn new_tutors(added: usize, retitled: usize) -> String {
    match (added, retitled) {
        (0, _) => [&count(retitled, "tutor"), " given another type"].concat(),
        (_, 0) => ["adds ", &count(added, "tutor")].concat(),
        _ => format!("adds {}, {retitled} given another type", count(added, "tutor")),
    }
}
