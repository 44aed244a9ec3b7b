//! What the board says.

use domain::groups::acts::count;

pub(super) const BOARD: &str = "Board";
pub(super) const SEARCH: &str = "Find a learner";
pub(super) const SET: &str = "Group set";
pub(super) const DENSITY: &str = "Density";
pub(super) const ROOMY: &str = "Roomy";
pub(super) const DENSE: &str = "Dense";
pub(super) const UNDO: &str = "Undo";
pub(super) const REDO: &str = "Redo";
pub(super) const UNASSIGNED: &str = "Unassigned";
pub(super) const NO_GROUP: &str = "Not in a group of this set";
pub(super) const NO_TUTOR: &str = "No tutor yet";
pub(super) const LEFT: &str = "No longer enrolled";
pub(super) const GROUPS: &str = "Groups";
pub(super) const MOVE_TO: &str = "Move to…";
pub(super) const SEARCH_GROUPS: &str = "Search groups";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const DISMISS: &str = "Dismiss";
pub(super) const HOW: &str = "Space picks up, the arrow keys or the name of a group choose where to, Space drops, Escape \
     puts back. M opens Move to.";
pub(super) const HOLD_KEYS: &str = "Arrows or a group’s name, then Space drops, Esc cancels";
pub(super) const UNKNOWN: &str = "The server could not be reached. Whether it was done is not known yet: this page says so \
     once the server answers again.";
pub(super) const NOT_REACHED: &str = "The server was not reached in time.";
pub(super) const CANCELLED: &str = "Cancelled. Nobody was moved.";
pub(super) const NO_GROUPS: &str = "No groups yet";
pub(super) const NO_GROUPS_WHAT: &str =
    "The board shows the groups of a set side by side, to move learners between them. Make groups first.";
pub(super) const ADD_NEW_GROUPS: &str = "Add New Groups";
pub(super) const MORE: &str = "Show more";

/// "Okafor, Ada", or "3 learners".
pub(super) fn who(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        many => count(many.len(), "learner"),
    }
}

pub(super) fn holding(who: &str, column: &str) -> String {
    ["Holding ", who, ". From ", column, ". ", HOW].concat()
}

/// What dropping here would do: "PBL 4: 6 becomes 8 learners, 4 F · 4 M."
pub(super) fn over(column: &str, from: usize, to: usize, spread: &str) -> String {
    if from == to {
        return format!("{column}: stays at {}.", count(from, "learner"));
    }
    format!("{column}: {from} becomes {}, {spread}.", count(to, "learner"))
}

pub(super) fn moved(who: &str, column: &str) -> String {
    ["Moved ", who, " to ", column, "."].concat()
}

/// The server did it and could not answer.
pub(super) fn done_after_all(who: &str) -> String {
    ["It was done after all: ", who, "."].concat()
}

pub(super) fn undone(who: &str) -> String {
    ["Undone: ", who, " put back."].concat()
}

pub(super) fn redone(who: &str) -> String {
    ["Redone: ", who, " moved."].concat()
}

pub(super) fn not_moved(why: &str) -> String {
    ["Nobody was moved. ", why].concat()
}

pub(super) fn move_one(name: &str) -> String {
    [MOVE_TO, " ", name].concat()
}

pub(super) fn move_title(who: &str) -> String {
    ["Move ", who, " to…"].concat()
}

pub(super) fn chosen(number: usize) -> String {
    format!("{number} selected")
}

pub(super) fn found(number: usize) -> String {
    format!("{number} found")
}

/// "8 → 10".
pub(super) fn becomes(from: usize, to: usize) -> String {
    format!("{from} → {to}")
}

pub(super) fn becomes_spoken(from: usize, to: usize) -> String {
    format!("{from} becomes {to}")
}

pub(super) fn learners(number: usize) -> String {
    count(number, "learner")
}

pub(super) fn in_view(first: usize, last: usize, all: usize) -> String {
    format!("Groups {first}–{last} of {all} in view")
}

pub(super) fn by(actor: &str) -> String {
    ["by ", actor].concat()
}
