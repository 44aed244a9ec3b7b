//! What the Setup page says.

use domain::course::ContactKind;
use domain::groups::acts::count;

pub(super) const CONTACTS: &str = "Contacts";
pub(super) const ADD_AS: &str = "Add as";
pub(super) const ADD_CONTACT: &str = "Add a contact";
pub(super) const ADD_CONTACT_HOW: &str = "Type a name, number or e-mail";
pub(super) const NOBODY: &str = "Nobody yet";
pub(super) const NAMED_ALREADY: &str = "Named already";

pub(super) const ENROLMENT: &str = "Enrolment";
pub(super) const COHORTS: &str = "Cohorts";
pub(super) const NO_COHORTS: &str = "No cohort is enrolled whole.";
pub(super) const ADD_COHORT: &str = "Add a cohort";
pub(super) const CHOOSE_COHORT: &str = "Choose a cohort";
pub(super) const ADD: &str = "Add";
pub(super) const ADD_LEARNER: &str = "Add a learner";
pub(super) const ADD_LEARNER_HOW: &str = "Type a name, number or e-mail";
pub(super) const ENROLLED_ALREADY: &str = "Enrolled";

pub(super) const LEARNERS: &str = "Learners";
pub(super) const SEARCH: &str = "Search learners";
pub(super) const SHOW: &str = "Show";
pub(super) const LEARNER: &str = "Learner";
pub(super) const NUMBER: &str = "Number";
pub(super) const EMAIL: &str = "E-mail";
pub(super) const THROUGH: &str = "Enrolled through";
pub(super) const BY_NAME: &str = "By name";
pub(super) const BY_COHORT: &str = "A cohort";
pub(super) const ACTION: &str = "Action";
pub(super) const WITHDRAW: &str = "Withdraw";
pub(super) const ENROL_AGAIN: &str = "Enrol again";
pub(super) const LEFT: &str = "Left this course";
pub(super) const LEFT_WHAT: &str =
    "Kept in the history. They are offered nowhere, and their places in groups stay until removed.";
pub(super) const LEFT_ON: &str = "Left";

pub(super) const EMPTY: &str = "Nobody is enrolled in this period";
pub(super) const EMPTY_READER: &str =
    "Groups are made of enrolled learners. The course’s coordinator enrols them here, by cohort or by person.";
pub(super) const EMPTY_MANAGER: &str =
    "Groups are made of enrolled learners. Add a whole cohort above, or learners one by one.";
pub(super) const NONE_FOUND: &str = "No learner matches";
pub(super) const NONE_FOUND_WHAT: &str = "The search looks at names, numbers and e-mail addresses.";

pub(super) fn remove_contact(name: &str, kind: ContactKind) -> String {
    ["Remove ", name, " from ", kind.label()].concat()
}

pub(super) fn remove_cohort(name: &str) -> String {
    ["Remove ", name].concat()
}

pub(super) fn withdraw(name: &str) -> String {
    ["Withdraw ", name].concat()
}

pub(super) fn enrol_again(name: &str) -> String {
    [ENROL_AGAIN, ": ", name].concat()
}

pub(super) fn contact_added(name: &str, kind: ContactKind) -> String {
    [name, " added to ", kind.label(), "."].concat()
}

pub(super) fn contact_removed(name: &str, kind: ContactKind) -> String {
    [name, " removed from ", kind.label(), "."].concat()
}

pub(super) fn enrolled(name: &str) -> String {
    [name, " enrolled."].concat()
}

pub(super) fn withdrawn(name: &str) -> String {
    [name, " withdrawn."].concat()
}

/// "158 learners".
pub(super) fn learners(number: usize) -> String {
    count(number, "learner")
}

/// "160 enrolled · 1 left".
pub(super) fn counts(enrolled: usize, left: usize) -> String {
    let enrolled = [&enrolled.to_string(), " enrolled"].concat();
    if left == 0 { enrolled } else { [&enrolled, " · ", &left.to_string(), " left"].concat() }
}
