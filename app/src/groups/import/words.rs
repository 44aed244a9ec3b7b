//! What the import page says.

use domain::groups::acts::count;
use domain::import::groups::{Counts, Settle};

pub(super) const TITLE: &str = "Import groups from CSV";
pub(super) const WHAT: &str = "One learner per line: Group Name, Tutors, Tutors Numbers, Learner Name, Learner Number. \
     Groups that exist are filled, others are made. Nothing is written before you accept the preview.";
pub(super) const CANNOT_OPEN: &str = "The file cannot be opened. Choose it again.";
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
pub(super) const CONTINUE: &str = "Continue";
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
