//! What the history says.

use domain::groups::Refusal;
use domain::groups::acts::count;
use domain::groups::history::Kind;

pub(super) const HISTORY: &str = "History";
pub(super) const SEARCH: &str = "Search names and words";
pub(super) const WHO: &str = "Who";
pub(super) const KIND: &str = "What";
pub(super) const SET: &str = "Set";
pub(super) const EVERYONE: &str = "Everyone";
pub(super) const EVERYTHING: &str = "Everything";
pub(super) const ALL_SETS: &str = "All sets";
pub(super) const SHOW: &str = "Show";
pub(super) const WHEN: &str = "When";
pub(super) const HAPPENED: &str = "What happened";
pub(super) const ACTIONS: &str = "Actions";
pub(super) const SYSTEM: &str = "Command line";
pub(super) const UNDO: &str = "Undo";
pub(super) const REDO: &str = "Redo";
pub(super) const UNDONE: &str = "Undone";
pub(super) const AFTER: &str = "Groups after this";
pub(super) const CANNOT: &str = "Cannot be undone. ";
pub(super) const SEE_LATER: &str = "See that entry";
pub(super) const PAGES: &str = "Pages";
pub(super) const NEWEST: &str = "Newest";
pub(super) const OLDER: &str = "Older";
pub(super) const EMPTY: &str = "Nothing has happened yet";
pub(super) const EMPTY_WHAT: &str =
    "Every change to the groups of this course and period is kept here, and can be undone: who did what, and when.";
pub(super) const NO_MATCH: &str = "No entry matches";
pub(super) const NO_MATCH_WHAT: &str =
    "The search looks at what was done, who did it, and the groups and people it changed.";
pub(super) const SHOW_ALL: &str = "Show everything";
pub(super) const TO_GROUPS: &str = "Go to the groups";

// The groups as they were.
pub(super) const THEN: &str = "The groups as they were";
pub(super) const AT_FIRST: &str = "Before the first change.";
pub(super) const BACK: &str = "Back to the history";
pub(super) const EARLIER: &str = "One change earlier";
pub(super) const LATER: &str = "One change later";
pub(super) const RESTORE: &str = "Restore this state";
pub(super) const SAME: &str = "The groups are so now.";
pub(super) const WOULD_CHANGE: &str = "What restoring would change";
pub(super) const NO_GROUPS: &str = "There were no groups";
pub(super) const NO_GROUPS_WHAT: &str = "Restoring this state deletes the groups there are now. That can be undone.";
pub(super) const NO_TUTOR: &str = "No tutor";
pub(super) const NO_MEMBERS: &str = "No members";
pub(super) const NAME: &str = "Name";
pub(super) const TUTORS: &str = "Tutors";
pub(super) const MEMBERS: &str = "Members";

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Created => "Created",
        Kind::Edited => "Edited",
        Kind::Moved => "Moved",
        Kind::Imported => "Imported",
        Kind::Copied => "Copied",
        Kind::Deleted => "Deleted",
        Kind::Locked => "Locked or unlocked",
        Kind::Undone => "Undone",
        Kind::Redone => "Redone",
        Kind::Restored => "Restored",
    }
}

/// Begins with what the button shows, so that people who speak to their computer can name it.
pub(super) fn about(does: &str, words: &str) -> String {
    [does, ": ", words].concat()
}

pub(super) fn changes(number: u32) -> String {
    count(number as usize, "change")
}

/// The lines that are not told.
pub(super) fn more(number: usize) -> String {
    format!("and {number} more")
}

pub(super) fn after(words: &str) -> String {
    format!("After “{}”", words.trim_end_matches('.'))
}

/// "Undone by Moreau, Élodie".
pub(super) fn undone_by(actor: Option<&str>) -> String {
    match actor {
        Some(actor) => ["by ", actor].concat(),
        None => ["by the ", "command line"].concat(),
    }
}

pub(super) fn cannot(refusal: &Refusal) -> String {
    [CANNOT, &refusal.to_string()].concat()
}
