//! What the pages of cohorts say.

use domain::cohort::class_name;

pub(super) const COHORTS: &str = "Cohorts";
pub(super) const WHAT: &str = "A cohort brings all its learners into a course at once. Learners with a grad year join \
                               “Class of” that year, by the form and by imports, where there is one.";
pub(super) const NONE: &str = "No cohorts yet";
pub(super) const NONE_WHAT: &str =
    "Add one above, for instance “Class of 2029”: then new learners of that grad year join it by themselves.";
pub(super) const ADD_COHORT: &str = "Add a cohort";
pub(super) const NAME: &str = "Name";
pub(super) const NAME_EXAMPLE: &str = "Class of 2029";
pub(super) const ORGANISATION: &str = "Organisation";
pub(super) const ADD: &str = "Add";
pub(super) const COHORT: &str = "Cohort";
pub(super) const LEARNERS: &str = "Learners";
pub(super) const COURSES: &str = "Courses";
pub(super) const ADD_THEM: &str = "Add them";
pub(super) const MISSING: &str = "Classes that are missing";
pub(super) const BACK: &str = "All cohorts";
pub(super) const RENAME: &str = "Rename";
pub(super) const SAVE: &str = "Save";
pub(super) const DELETE: &str = "Delete cohort";
pub(super) const DELETE_WHAT: &str = "Its learners stay. This cannot be undone.";
pub(super) const DELETE_NOT: &str = "A course has or had this cohort, so it stays.";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const ADD_LEARNER: &str = "Add a learner";
pub(super) const FIND_LEARNER: &str = "Name, number or e-mail";
pub(super) const IN_ALREADY: &str = "In this cohort";
pub(super) const SEARCH: &str = "Search the cohort";
pub(super) const LEARNER: &str = "Learner";
pub(super) const ACTION: &str = "Action";
pub(super) const REMOVE: &str = "Remove";
pub(super) const EMPTY: &str = "Nobody is in this cohort yet";
pub(super) const EMPTY_WHAT: &str = "Add learners above, one by one.";
pub(super) const NONE_FOUND: &str = "Nobody found";
pub(super) const NONE_FOUND_WHAT: &str = "Nobody in this cohort is named so.";

pub(super) fn learners(count: u32) -> String {
    if count == 1 { "1 learner".to_owned() } else { format!("{count} learners") }
}

pub(super) fn courses(count: u32) -> String {
    match count {
        0 => "None now".to_owned(),
        1 => "1 course".to_owned(),
        _ => format!("{count} courses"),
    }
}

/// "45 learners have the grad year 2029 and are in no cohort."
pub(super) fn missing(count: u32, year: i32, school: Option<&str>) -> String {
    let have = if count == 1 { "has" } else { "have" };
    let school = school.map(|school| [" of ", school].concat()).unwrap_or_default();
    let are = if count == 1 { "is" } else { "are" };
    format!("{}{school} {have} the grad year {year} and {are} in no cohort.", learners(count))
}

pub(super) fn add_class(year: i32) -> String {
    ["Add ", &class_name(year)].concat()
}

/// "3 of this grad year are in no cohort."
pub(super) fn waiting(count: u32) -> String {
    format!("{count} of this grad year {} in no cohort", if count == 1 { "is" } else { "are" })
}

pub(super) fn add_them(name: &str) -> String {
    ["Add them to ", name].concat()
}

pub(super) fn added(name: &str) -> String {
    ["“", name.trim(), "” was added."].concat()
}

pub(super) fn filled(count: u32, name: &str) -> String {
    let joined = if count == 1 { "1 learner joined".to_owned() } else { format!("{count} learners joined") };
    [&joined, " “", name, "”."].concat()
}

pub(super) fn deleted(name: &str) -> String {
    ["“", name, "” was deleted."].concat()
}

pub(super) fn delete_title(name: &str) -> String {
    ["Delete “", name, "”?"].concat()
}

pub(super) fn renamed(name: &str) -> String {
    ["Renamed to “", name.trim(), "”."].concat()
}

pub(super) fn joined(name: &str) -> String {
    [name, " was added."].concat()
}

pub(super) fn left(name: &str) -> String {
    [name, " was removed."].concat()
}

pub(super) fn remove(name: &str) -> String {
    ["Remove ", name].concat()
}
