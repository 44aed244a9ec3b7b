//! What the dashboard, a group's page and the copy dialog say.

use domain::groups::Entry;
use domain::groups::acts::count;
use domain::groups::live::Here;

pub(super) const GROUPS: &str = "Groups";
pub(super) const ADD_NEW_GROUPS: &str = "Add New Groups";
pub(super) const ROTATION: &str = "Rotation";
pub(super) const IMPORT_EXPORT: &str = "Import/Export";
pub(super) const IMPORT: &str = "Import from CSV";
pub(super) const EXPORT: &str = "Export to CSV file";
pub(super) const COPY_GROUPS: &str = "Copy Groups";
pub(super) const DELETE_GROUPS: &str = "Delete Groups";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const SHOW: &str = "Show";

// The dashboard.
pub(super) const SEARCH: &str = "Search groups";
pub(super) const SET: &str = "Set";
pub(super) const RULES: &str = "Rules";
pub(super) const LOCKED: &str = "Locked";
pub(super) const GROUP_SET: &str = "Group set";
pub(super) const ALL_SETS: &str = "All sets";
pub(super) const NAME: &str = "Name";
pub(super) const TUTORS: &str = "Tutors";
pub(super) const MEMBERS: &str = "Members";
pub(super) const GENDER: &str = "Gender";
pub(super) const ACTIONS: &str = "Actions";
pub(super) const NO_TUTOR: &str = "No tutor yet";
pub(super) const SELECT_ALL: &str = "Select all groups";
pub(super) const OPEN: &str = "Open";
pub(super) const RENAME_SET: &str = "Rename set";
pub(super) const SET_NAME: &str = "Set name";
pub(super) const SAVE: &str = "Save";
pub(super) const NO_GROUPS: &str = "No groups yet";
pub(super) const NO_GROUPS_WHAT: &str = "Course groups bring the learners of this course and period into small groups with their tutors. \
     Make them in a few steps, or bring them from a file.";
pub(super) const NO_GROUPS_READER: &str = "The course’s coordinator has not made groups for this period.";
pub(super) const NOBODY_ENROLLED: &str = "Course groups bring the learners of this course and period into small groups with their tutors. \
     Nobody is enrolled in this period yet: enrol a cohort first.";
pub(super) const TO_SETUP: &str = "Enrol learners";
pub(super) const NO_MATCH: &str = "No group matches";
pub(super) const NO_MATCH_WHAT: &str = "The search looks at names of groups and of their tutors.";
pub(super) const SHOW_ALL: &str = "Show all groups";

// What others do meanwhile.
pub(super) const LINE_LOST: &str = "The connection is lost. Changes of others do not show. Trying again …";

/// "2 here".
pub(super) fn here(count: usize) -> String {
    [&count.to_string(), " here"].concat()
}

pub(super) fn here_names(here: &[Here]) -> String {
    let names: Vec<&str> = here.iter().map(|here| here.name.as_str()).collect();
    ["Here now: ", &names.join("; ")].concat()
}

pub(super) fn line_ended(why: &str) -> String {
    ["Changes of others no longer show. ", why].concat()
}

/// "Moreau, Élodie: PBL 4 deleted."
pub(super) fn did(entry: &Entry) -> String {
    match &entry.actor {
        Some(actor) => [actor, ": ", &entry.words].concat(),
        None => entry.words.clone(),
    }
}

/// "by Moreau, Élodie"
pub(super) fn by(actor: &str) -> String {
    ["by ", actor].concat()
}

// Deleting.
pub(super) const DELETE_WHAT: &str = "Their learners stay enrolled, and you can undo this.";
pub(super) const DELETE_GROUP: &str = "Delete group";

// A group's page.
pub(super) const GROUP_NAME: &str = "Group Name";
pub(super) const VIEW_MEMBERS: &str = "View Members";
pub(super) const DELETE_MEMBERS: &str = "Delete Members";
pub(super) const ADD_MEMBERS: &str = "Add Members";
pub(super) const SEARCH_LEARNERS: &str = "Search name, number or e-mail";
pub(super) const SEARCH_TUTORS: &str = "Type a name to add a tutor";
pub(super) const ADD_TUTOR: &str = "Add a tutor";
pub(super) const ADD_AS: &str = "Add as";
pub(super) const KIND_IS_LABEL: &str = "The type is a label, it changes no access";
pub(super) const NUMBER: &str = "Number";
pub(super) const EMAIL: &str = "E-mail";
pub(super) const SELECT_ALL_MEMBERS: &str = "Select all members";
pub(super) const NOT_ENROLLED: &str = "No longer enrolled";
pub(super) const NEW: &str = "new";
pub(super) const REMOVED: &str = "removed";
pub(super) const PUT_BACK: &str = "Put back";
pub(super) const NO_MEMBERS: &str = "Nobody is in this group yet.";
pub(super) const NO_TUTORS: &str = "Nobody teaches this group yet.";
pub(super) const PROCEED: &str = "Proceed";
pub(super) const SAVING: &str = "Saving";
pub(super) const ALL_SAVED: &str = "All changes are saved";
pub(super) const NOT_SAVED: &str = "Not saved yet: ";
pub(super) const KEPT: &str = "Your changes are kept. Look at the group as it is now, then proceed again.";
pub(super) const CHANGED_MEANWHILE: &str = "The groups were changed meanwhile. ";
pub(super) const LOCKED_PLACE: &str = "Not taken out before the place is unlocked, on the board";
pub(super) const TO_THE_SET: &str = "Open the set to unlock it";
pub(super) const NOT_SHOWN_YET: &str = "It is not shown here yet, because you are editing. What you changed is kept.";
pub(super) const SHOW_CHANGES: &str = "Show the group as it is now";
pub(super) const CHANGED_MUCH: &str = "Much has changed meanwhile.";
pub(super) const PREVIOUS_GROUP: &str = "Previous group";
pub(super) const NEXT_GROUP: &str = "Next group";
pub(super) const MORE: &str = "More";
pub(super) const IN_THIS_GROUP: &str = "In this group";
pub(super) const CHOSEN: &str = "Chosen";
pub(super) const TUTORS_ALREADY: &str = "Tutors this group";
pub(super) const CRUMBS: &str = "Where this group is";

// Copying.
pub(super) const COPY: &str = "Copy";
pub(super) const COURSE: &str = "Course";
pub(super) const PERIOD: &str = "Curriculum period";
pub(super) const CHOOSE_PERIOD: &str = "Choose a period";
pub(super) const NAME_EXISTS: &str = "Where a group of that name exists";
pub(super) const NEW_NAME: &str = "Give the copy a new name";
pub(super) const SKIP: &str = "Leave the group out";
pub(super) const SAME_PLACE: &str = "The groups are in this period already. Choose another period or course.";
pub(super) const COPY_NOTHING: &str = "Nothing would be copied.";
pub(super) const PREVIEWING: &str = "Looking at the destination";
pub(super) const LEFT_OUT_NOT_ENROLLED: &str = "Not enrolled there, left out";
pub(super) const LEFT_OUT_SEATED: &str = "Already in a group of this set there, left out";
pub(super) const NAMES_THAT_EXIST: &str = "Names that exist there";

/// "28 groups · 158 placed · 0 unplaced", or "3 of 28 groups" while a search narrows the list.
pub(super) fn counts((all, enrolled, placed): (usize, u32, u32), shown: usize) -> String {
    let groups = if shown == all { count(all, "group") } else { format!("{shown} of {}", count(all, "group")) };
    let unplaced = enrolled.saturating_sub(placed);
    format!("{groups} · {placed} placed · {unplaced} unplaced")
}

pub(super) fn select(name: &str) -> String {
    ["Select ", name].concat()
}

pub(super) fn actions(name: &str) -> String {
    ["Actions for ", name].concat()
}

pub(super) fn delete_one(name: &str) -> String {
    ["Delete ", name].concat()
}

pub(super) fn rename_set(name: &str) -> String {
    ["Rename set ", name].concat()
}

pub(super) fn set(name: &str) -> String {
    ["Set ", name].concat()
}

/// "Delete 3 groups?"
pub(super) fn delete_title(groups: usize) -> String {
    format!("Delete {}?", count(groups, "group"))
}

/// "PBL 1, PBL 2 and 14 more, with 128 learners."
pub(super) fn delete_which(names: &[&str], learners: u32) -> String {
    const NAMED: usize = 8;
    let learners = count(learners as usize, "learner");
    let mut words = if names.len() > NAMED {
        [&names[..NAMED].join(", "), " and ", &(names.len() - NAMED).to_string(), " more"].concat()
    } else {
        listed(names)
    };
    words.push_str(", with ");
    words.push_str(&learners);
    words.push('.');
    words
}

/// "PBL is locked: nothing of this group changes before it is unlocked."
pub(super) fn locked_set(name: &str) -> String {
    ["The set ", name, " is locked: nothing of this group changes before it is unlocked."].concat()
}

/// "a, b and c".
pub(super) fn listed(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => [&first.join(", "), " and ", last].concat(),
    }
}

/// "7 of 28".
pub(super) fn place_among(at: usize, all: usize) -> String {
    format!("{at} of {all}")
}

pub(super) fn enrolled(count: u32) -> String {
    [&count.to_string(), " enrolled in this period"].concat()
}

pub(super) fn kind_of(name: &str) -> String {
    ["Type of ", name].concat()
}

pub(super) fn remove(name: &str) -> String {
    ["Remove ", name].concat()
}

pub(super) fn put_back(name: &str) -> String {
    ["Put back ", name].concat()
}

pub(super) fn in_group(name: &str) -> String {
    ["In ", name].concat()
}

pub(super) fn locked_in(name: &str) -> String {
    ["Locked in ", name].concat()
}

pub(super) fn moves(name: &str, from: &str, here: usize, there: usize) -> String {
    format!("{name} is in {from} and moves here when you proceed: {} here, {there} there.", count(here, "member"))
}

pub(super) fn renamed(to: &str) -> String {
    ["renamed to “", to, "”"].concat()
}

pub(super) fn copy_what(groups: usize, learners: usize) -> String {
    let are = if groups == 1 { "is" } else { "are" };
    format!("{} with {} {are} copied.", count(groups, "group"), count(learners, "learner"))
}

pub(super) fn copy_tutors_left_out(tutors: u32) -> String {
    let tutors = tutors as usize;
    let (noun, verb) = if tutors == 1 { ("tutor", "does") } else { ("tutors", "do") };
    format!("{tutors} {noun} {verb} not work in that school and cannot come along.")
}

pub(super) fn copy_new_name(from: &str, to: &str) -> String {
    format!("“{from}” becomes “{to}”")
}

pub(super) fn copy_skipped(from: &str) -> String {
    format!("“{from}” is left out")
}

pub(super) fn copy_open(course: &str, period: &str) -> String {
    format!("Open {course}, {period}")
}
