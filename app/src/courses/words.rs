//! What the list of courses says.

pub(super) const TITLE: &str = "Courses";
pub(super) const SEARCH: &str = "Search courses";
pub(super) const SHOW: &str = "Show";
pub(super) const MINE: &str = "My courses";
pub(super) const OTHERS: &str = "All other courses";
pub(super) const CODE: &str = "Code";
pub(super) const NAME: &str = "Name";
pub(super) const SCHOOL: &str = "School";
pub(super) const PERIOD: &str = "Curriculum period";
pub(super) const ENROLLED: &str = "Enrolled";
pub(super) const GROUPS: &str = "Groups";
pub(super) const SO_MANY_ENROLLED: &str = " enrolled";
pub(super) const NO_PERIOD: &str = "None yet";
pub(super) const EMPTY: &str = "No courses yet";
pub(super) const EMPTY_WHAT: &str = "Here stand the courses of your school, each with its groups and its enrolment. \
     An administrator adds them; come back when yours is there.";
pub(super) const NONE_FOUND: &str = "No course matches";
pub(super) const NONE_FOUND_WHAT: &str = "The search looks at codes, names and schools. Try less of the word.";

/// "6 courses".
pub(super) fn count(courses: usize) -> String {
    domain::groups::acts::count(courses, "course")
}

/// " groups", after their number.
pub(super) const fn so_many_groups(groups: u32) -> &'static str {
    if groups == 1 { " group" } else { " groups" }
}
