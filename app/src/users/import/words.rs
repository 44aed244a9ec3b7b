//! What the import of users says.

use domain::import::columns::Field as _;
use domain::import::users::desk::{CellView, Filter, Progress, Review, Stage};
use domain::import::users::plan::Counts;
use domain::import::users::{KeptBecause, UserField};

pub(super) const TO_COHORTS: &str = "Make their class";
pub(super) const CHOSEN: &str = "Chosen by you";
pub(super) const TITLE: &str = "Import users";
pub(super) const WHAT: &str =
    "One user per row. You choose which column is which, see every row, and nothing is written before you accept it.";
pub(super) const CHOOSE_AGAIN: &str = "The page was loaded anew, and the file stayed behind. Choose it again.";
pub(super) const NO_WORKER: &str =
    "This browser cannot read the file beside the page. Try again, or use another browser.";
pub(super) const WORKER_DIED: &str = "Reading the file ended unexpectedly, perhaps for want of memory.";
pub(super) const FINDING_OUT: &str = "The server’s answer did not arrive. Looking whether the import was made…";
pub(super) const NOT_KNOWN: &str = "It is not known whether the import was made: the server’s answer did not arrive, and the import is not \
     listed so far. Look at the earlier imports again before you import once more.";
pub(super) const SEE_EARLIER: &str = "See earlier imports";
pub(super) const FREE: &str = "Free";
pub(super) const START_AGAIN: &str = "Start again";
pub(super) const STOPPED: &str = "Stopped. Nothing was written.";
pub(super) const STOP: &str = "Stop";
pub(super) const AGAIN: &str = "Try again";
pub(super) const CONTINUE: &str = "Continue";
pub(super) const IMPORT_USERS: &str = "Import Users";
pub(super) const IMPORTING: &str = "Importing";
pub(super) const NO_FILE: &str = "Choose a file first";
pub(super) const READING: &str = "Reading the file";
pub(super) const LOOKING: &str = "Looking up who is already in Coterie";
pub(super) const NO_NAME: &str = "No name";
pub(super) const NAME: &str = "Name";
pub(super) const OUTCOME: &str = "What happens";
pub(super) const ON_ITS_WAY: &str = "…";
pub(super) const ROWS_SHOWN: &str = "Rows shown";
pub(super) const FILTERS: &str = "Which rows";
pub(super) const PREVIOUS: &str = "Previous row";
pub(super) const NEXT: &str = "Next row";
pub(super) const VIEW: &str = "How rows are shown";
pub(super) const TABLE: &str = "Table";
pub(super) const ONE_BY_ONE: &str = "One by one";
pub(super) const UNDO: &str = "Undo";
pub(super) const REDO: &str = "Redo";
pub(super) const NOTHING_TO_UNDO: &str = "Nothing to undo";
pub(super) const NOTHING_TO_REDO: &str = "Nothing to redo";
pub(super) const EDITED: &str = "edited";
pub(super) const PROBLEMS: &str = "Problems";
pub(super) const NO_PROBLEMS: &str = "No problems left";
pub(super) const SHOW: &str = "Show";
pub(super) const FIX_ALL: &str = "Fix all…";
pub(super) const FIX: &str = "Fix all";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const REPLACE_BY: &str = "Replace it by";
pub(super) const CHOOSE_VALUE: &str = "Choose";
pub(super) const FIX_HINT: &str = "You can take it back with Undo.";
pub(super) const DOWNLOAD: &str = "Download problem rows";
pub(super) const DOWNLOAD_WHAT: &str = "Adds a column that says what is wrong. Correct them and give the file again.";
pub(super) const ON_CONTINUE: &str = "When you continue";
pub(super) const ON_IMPORT: &str = "When you import";
pub(super) const CREATE: &str = "Create";
pub(super) const UPDATE: &str = "Update";
pub(super) const UNCHANGED: &str = "Unchanged";
pub(super) const SKIPPED: &str = "Left out or not updated";
pub(super) const UNDECIDED: &str = "New roles to decide";
pub(super) const WITH_PROBLEMS: &str = "With problems";
pub(super) const IN_FILE: &str = "Rows in the file";
pub(super) const TAKE_IN_ALL: &str = "Take in again what is left out";
pub(super) const LEAVE_OUT: &str = "Leave this row out";
pub(super) const TAKE_IN: &str = "Take this row in";
pub(super) const AS_IT_IS: &str = "Take it without the extra cells";
pub(super) const NOBODY: &str = "No rows here";
pub(super) const SHOW_ALL: &str = "Show all rows";
pub(super) const NOTHING: &str = "Nothing to change";
pub(super) const NOTHING_WHAT: &str = "Everyone in this file is in Coterie already, with everything the file gives.";
pub(super) const KEYS: &str =
    "Arrows move, Enter or typing edits, Esc restores. Enter on a name shows the row by itself.";
pub(super) const ENTER_SAVES: &str = "Enter to save · Esc to restore";
pub(super) const ENTER_SAVES_LINES: &str = "Enter to save · Shift+Enter for a new line · Esc to restore";
pub(super) const FIELDS: &str = "What the file says";
pub(super) const NOT_GIVEN: &str = "not given";
pub(super) const IN_COTERIE: &str = "In Coterie";
pub(super) const IN_THE_FILE: &str = "In the file";
pub(super) const FIELD: &str = "Field";
pub(super) const KEEP: &str = "Keep";
pub(super) const USE_FILE: &str = "Use file";
pub(super) const ADDED: &str = "added";
pub(super) const DIFFERS: &str = "differs";
pub(super) const ALREADY: &str = "Already in Coterie";
pub(super) const USE_THE_FILE_FOR: &str = "Use the file for";
pub(super) const USE_NONE: &str = "None";
pub(super) const USE_ALL: &str = "All";
pub(super) const NEXT_ONE: &str = "Next";
pub(super) const DONE: &str = "Done";
pub(super) const DECIDE: &str = "Decide…";
pub(super) const ROLE_RULE: &str = "Same group, new role";
pub(super) const ROLE_RULE_WHAT: &str = "Coterie asks before a role is replaced. Keeping the role keeps the rest of the record too. Another group would be \
     added beside this one, without asking.";
pub(super) const SETTLED: &str = "Settled";
pub(super) const OPEN: &str = "Needs your decision";
pub(super) const POLICY: &str = "Users already in Coterie";
pub(super) const POLICY_WHAT: &str = "The file wins, but for the fields ticked here:";
pub(super) const ONLY_FILL: &str = "only fill what is empty";
pub(super) const FILE_WINS: &str = "The file wins in every field";
pub(super) const OPTIONS: &str = "Options";
pub(super) const NOTIFY: &str = "Notify new users";
pub(super) const NOTIFY_WHAT: &str = "Each gets an e-mail with a link to set a password.";
pub(super) const SEND_LIST: &str = "Send me the list";
pub(super) const SEND_LIST_WHAT: &str = "An e-mail that names everyone created, updated and skipped.";
pub(super) const LEAVE_OUT_TITLE: &str = "Continue without them?";
pub(super) const LOOK_AT_THEM: &str = "Look at them";
pub(super) const EARLIER: &str = "Earlier imports";
pub(super) const NO_EARLIER: &str = "None yet.";
pub(super) const PROGRESS: &str = "Progress";
pub(super) const MADE_TITLE: &str = "Import of users";
pub(super) const MANAGE_USERS: &str = "Manage Users";
pub(super) const ANOTHER: &str = "Import another file";
pub(super) const COMMAND_LINE: &str = "command line";
pub(super) const UNDONE: &str = "undone";
pub(super) const UNDO_IMPORT: &str = "Undo import";
pub(super) const UNDO_IMPORT_WHAT: &str = "Users it created are deleted, users it changed get back what they had. Who was changed, signed in or was \
     placed in a group since stays as they are, and is named here with the reason.";
pub(super) const COUNTS: &str = "What the import did";
pub(super) const ALL_PEOPLE: &str = "Created and updated";
pub(super) const CREATED: &str = "Created";
pub(super) const UPDATED: &str = "Updated";
pub(super) const KEPT: &str = "Left as they are";
pub(super) const NOBODY_HERE: &str = "Nobody here";
pub(super) const USERNAME: &str = "Username";
pub(super) const WHAT_HAPPENED: &str = "What happened";
pub(super) const ROW: &str = "Row";

/// "1,284".
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// "1 row", "1,284 rows".
pub(super) fn rows(rows: usize) -> String {
    let noun = if rows == 1 { "row" } else { "rows" };
    format!("{} {noun}", number(rows))
}

fn users(users: usize) -> String {
    let noun = if users == 1 { "user" } else { "users" };
    format!("{} {noun}", number(users))
}

/// What the rows under a filter are called.
pub(super) const fn noun(filter: Filter, one: bool) -> &'static str {
    match (filter, one) {
        (Filter::All, true) => "row",
        (Filter::All, false) => "rows",
        (Filter::Created, true) => "new user",
        (Filter::Created, false) => "new users",
        (Filter::Updated, true) => "update",
        (Filter::Updated, false) => "updates",
        (Filter::Unchanged, _) => "unchanged",
        (Filter::Skipped, _) => "left out",
        (Filter::Asked | Filter::Undecided, true) => "new role",
        (Filter::Asked | Filter::Undecided, false) => "new roles",
        (Filter::Problems | Filter::Problem { .. }, true) => "problem",
        (Filter::Problems | Filter::Problem { .. }, false) => "problems",
        (Filter::Refused, _) => "refused",
        (Filter::Moved, _) => "changed meanwhile",
    }
}

/// "Row 7 of 18 problems", in parts: the numbers stand out.
pub(super) fn counter(at: usize, total: usize, filter: Filter) -> String {
    ["Row ", &number(at), " of ", &number(total), " ", noun(filter, total == 1)].concat()
}

/// "Problems 3–13 of 18".
pub(super) fn in_sight(first: usize, end: usize, total: usize, filter: Filter) -> String {
    let noun = noun(filter, false);
    let (head, tail) = noun.split_at(1);
    let range = [&number((first + 1).min(total)), "–", &number(end.min(total)), " of ", &number(total)].concat();
    [&head.to_uppercase(), tail, " ", &range].concat()
}

/// "Row 402 · jferre".
pub(super) fn line(row: u32, username: &str) -> String {
    let line = ["Row ", &row.to_string()].concat();
    if username.is_empty() { line } else { [&line, " · ", username].concat() }
}

pub(super) fn cell(row: u32, field: UserField) -> String {
    [field.label(), ", row ", &row.to_string()].concat()
}

/// After an edit: what is still open.
pub(super) fn left(review: &Review) -> String {
    let problems = review.counts.problems + review.counts.refused;
    match (problems, review.counts.undecided) {
        (0, 0) => [NO_PROBLEMS, "."].concat(),
        (0, 1) => "1 new role to decide.".to_owned(),
        (0, roles) => format!("{} new roles to decide.", number(roles)),
        (problems, _) => [&rows(problems), " with problems left."].concat(),
    }
}

/// How a cell is after an edit.
pub(super) fn cell_is(row: u32, field: UserField, cell: &CellView, left: &str) -> String {
    let how = match cell.problems.split_first() {
        Some((problem, _)) => problem.clone(),
        None if matches!(field, UserField::Email | UserField::Username | UserField::InstitutionNumber) => {
            [FREE, "."].concat()
        }
        None => "Saved.".to_owned(),
    };
    ["Row ", &row.to_string(), ", ", field.label(), ": ", &how, " ", left].concat()
}

/// The first of several problems, with how many more there are.
pub(super) fn first_of(problems: &[String]) -> Option<(String, usize)> {
    problems.split_first().map(|(first, more)| (first.clone(), more.len()))
}

pub(super) fn more(more: usize) -> String {
    ["+", &more.to_string()].concat()
}

pub(super) fn undo(what: &str) -> String {
    ["Undo: ", what].concat()
}

pub(super) fn redo(what: &str) -> String {
    ["Redo: ", what].concat()
}

pub(super) fn show_problem(words: &str) -> String {
    [SHOW, ": ", words].concat()
}

pub(super) fn fix_problem(words: &str) -> String {
    ["Fix all: ", words].concat()
}

pub(super) fn fix_what(field: UserField, rows_with: usize) -> String {
    format!("stands under {} in {}.", field.label(), rows(rows_with))
}

pub(super) fn leave_out_all(rows_with: usize) -> String {
    match rows_with {
        1 => "Leave out the row with a problem".to_owned(),
        _ => ["Leave out the ", &number(rows_with), " rows with problems"].concat(),
    }
}

pub(super) fn leave_out_what(rows_with: usize, on: usize) -> String {
    let have = if rows_with == 1 { "has a problem" } else { "have problems" };
    let go = if on == 1 { "goes" } else { "go" };
    format!("{} {have} and would not be imported. {} {go} on.", rows(rows_with), rows(on))
}

/// What goes on from Review.
pub(super) fn go_on(review: &Review) -> String {
    let (problems, roles) = (review.counts.problems + review.counts.refused, review.counts.undecided);
    let go = if review.done == 1 { "goes on" } else { "go on" };
    let mut words = format!("{} {go}", rows(review.done));
    if roles > 0 {
        words = [&words, " · ", &number(roles), " to decide"].concat();
    }
    if problems > 0 {
        words = [&words, " · ", &number(problems), " with problems"].concat();
    }
    if review.counts.skipped > 0 {
        words = [&words, " · ", &number(review.counts.skipped), " left out"].concat();
    }
    words
}

/// "3 of 12 need your decision".
pub(super) fn already(open: usize, asked: usize) -> String {
    match open {
        0 => [ALREADY, ": everything is decided"].concat(),
        1 => [ALREADY, ": 1 of ", &number(asked), " needs your decision"].concat(),
        _ => [ALREADY, ": ", &number(open), " of ", &number(asked), " need your decision"].concat(),
    }
}

pub(super) fn asked(asked: usize, open: usize) -> String {
    let bring = if asked == 1 { "brings" } else { "bring" };
    let settled = asked.saturating_sub(open);
    let (are, yours) = (if settled == 1 { "is" } else { "are" }, if open == 1 { "is" } else { "are" });
    format!("{} {bring} a new role. {} {are} settled, {} {yours} yours.", rows(asked), number(settled), number(open))
}

pub(super) fn decision(at: usize, total: usize) -> String {
    ["Decision ", &number(at), " of ", &number(total)].concat()
}

pub(super) fn same_for_others(others: usize) -> String {
    match others {
        1 => "Same for the other one".to_owned(),
        _ => ["Same for the other ", &number(others)].concat(),
    }
}

pub(super) fn person(username: &str, row: u32, found_by: &str) -> String {
    let user = if username.is_empty() { String::new() } else { [username, " · "].concat() };
    [&user, "row ", &row.to_string(), " · ", found_by, ", so the same person"].concat()
}

pub(super) fn only_fill(fields: &[UserField]) -> String {
    let names: Vec<&str> = fields.iter().map(|field| field.label()).collect();
    [&names.join(", "), ": ", ONLY_FILL].concat()
}

pub(super) fn moved(rows_moved: usize) -> String {
    let words = match rows_moved {
        0 => "Meanwhile something changed in Coterie: look at the rows again".to_owned(),
        1 => "Meanwhile 1 row changed: look at it".to_owned(),
        _ => ["Meanwhile ", &number(rows_moved), " rows changed: look at them"].concat(),
    };
    ["Nothing was imported. ", &words, ", and import again."].concat()
}

pub(super) fn imported(counts: &Counts) -> String {
    let Counts { created, updated, unchanged, skipped, .. } = *counts;
    [
        &users(created),
        " created, ",
        &number(updated),
        " updated, ",
        &number(unchanged),
        " unchanged, ",
        &number(skipped),
        " left out.",
    ]
    .concat()
}

/// Of an import that was found among those that were made.
pub(super) fn made_after_all(counts: &Counts) -> String {
    ["The import was made: ", &imported(counts)].concat()
}

pub(super) const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::LookingUp => LOOKING,
        Stage::Sending => "Sending the file",
        Stage::Checking => "The server checks every row",
        Stage::Writing => "Writing",
    }
}

/// "Sending the file: 40 %".
pub(super) fn progress(progress: Progress) -> String {
    [stage(progress.stage), ": ", &percent(progress).to_string(), " %"].concat()
}

pub(super) fn percent(progress: Progress) -> u64 {
    (progress.done.min(progress.total) * 100).checked_div(progress.total).unwrap_or(0)
}

pub(super) fn undone_at(at: &str, by: Option<&str>) -> String {
    format!("This import was undone on {at} by {}.", by.unwrap_or("the command line"))
}

/// What undoing did.
pub(super) fn undone(deleted: u32, restored: u32, kept: usize) -> String {
    let words = format!("Undone: {} deleted, {} restored.", users(deleted as usize), users(restored as usize));
    match kept {
        0 => words,
        1 => format!("{words} 1 user is left as they are:"),
        _ => format!("{words} {} are left as they are:", users(kept)),
    }
}

/// "Updated: Email, Gender".
pub(super) fn updated(fields: &[&str]) -> String {
    if fields.is_empty() { UPDATED.to_owned() } else { format!("{UPDATED}: {}", fields.join(", ")) }
}

/// "12 learners with the grad year 2047 are in no cohort."
pub(super) fn in_no_cohort(count: u32, year: i32) -> String {
    let (learners, are) = if count == 1 { ("learner", "is") } else { ("learners", "are") };
    format!("{count} {learners} with the grad year {year} {are} in no cohort.")
}

pub(super) fn kept(because: KeptBecause) -> String {
    format!("left as they are: {}", because.words())
}

pub(super) fn problem_rows_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    [stem, " problems.csv"].concat()
}

pub(super) fn import_address(import: i64) -> String {
    ["/admin/users/imports/", &import.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_threes() {
        for (given, expected) in
            [(0, "0"), (999, "999"), (1284, "1,284"), (100_000, "100,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(number(given), expected);
        }
    }

    #[test]
    fn the_counter_names_what_it_counts() {
        assert_eq!(counter(7, 18, Filter::Problems), "Row 7 of 18 problems");
        assert_eq!(counter(1, 1, Filter::Updated), "Row 1 of 1 update");
        assert_eq!(in_sight(2, 13, 18, Filter::Problems), "Problems 3–13 of 18");
        assert_eq!(in_sight(0, 0, 0, Filter::All), "Rows 0–0 of 0");
    }
}
