//! What a learner's own groups say.

pub(super) const TITLE: &str = "My groups";
pub(super) const TUTORS: &str = "Tutors";
pub(super) const NO_TUTORS: &str = "No tutor yet";
pub(super) const GROUPMATES: &str = "Groupmates";
pub(super) const NO_GROUPMATES: &str = "Nobody else yet";
pub(super) const EMPTY: &str = "You are in no group yet";
pub(super) const EMPTY_WHAT: &str =
    "Here stand your groups of every course, with their tutors and your groupmates, as soon as a course places you.";
