//! What My Learners says.

use domain::groups::acts::count;

pub(super) const TITLE: &str = "My Learners";
pub(super) const SEARCH: &str = "Search name, number, e-mail";
pub(super) const SHOW: &str = "Show";
pub(super) const PERIOD: &str = "Period";
pub(super) const COURSE: &str = "Course";
pub(super) const GROUP: &str = "Group";
pub(super) const CURRENT: &str = "Current";
pub(super) const ALL_PERIODS: &str = "All periods";
pub(super) const ALL_COURSES: &str = "All courses";
pub(super) const ALL_GROUPS: &str = "All groups";
pub(super) const LEARNER: &str = "Learner";
pub(super) const NUMBER: &str = "Number";
pub(super) const EMAIL: &str = "E-mail";
pub(super) const EMAIL_GROUP: &str = "E-mail group";
pub(super) const NO_LEARNERS: &str = "No learners in this group yet.";
pub(super) const EMPTY: &str = "No groups are linked to you";
pub(super) const EMPTY_WHAT: &str = "Here stand the learners of the groups you tutor. A course’s coordinator links you to a \
     group on the group’s page; you see its learners for as long as the link stands.";
pub(super) const NONE_FOUND: &str = "No learner matches";
pub(super) const NONE_FOUND_WHAT: &str = "Search for less, or look at all periods, courses and groups.";
pub(super) const SHOW_ALL: &str = "Show all learners";

/// "14 learners · 2 groups".
pub(super) fn counts(learners: usize, groups: usize) -> String {
    [&count(learners, "learner"), " · ", &count(groups, "group")].concat()
}

/// "MED-201 · 8 learners".
pub(super) fn group_facts(code: &str, learners: usize) -> String {
    [code, " · ", &count(learners, "learner")].concat()
}

/// "E-mail group PBL 7, MED-201".
pub(super) fn email_group(group: &str, code: &str) -> String {
    [EMAIL_GROUP, " ", group, ", ", code].concat()
}
