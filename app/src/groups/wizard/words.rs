//! What the wizard says.

use super::draft::Step;
use domain::forming::{Genders, Naming};
use domain::groups::acts::count;
use domain::groups::{Entry, GroupName};

pub(super) const ADD_NEW_GROUPS: &str = "Add New Groups";
pub(super) const BACK: &str = "Back";
pub(super) const NEXT: &str = "Next";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const EXACTLY: &str = "Creates exactly what is shown";
pub(super) const REQUIRED: &str = "required";
pub(super) const NOT_ADDED: &str =
    "Nothing was added yet: something changed meanwhile. Look at the groups as they would be now.";
pub(super) const NOT_SENT: &str = "Nothing was added.";
pub(super) const LEFT: &str = "No longer enrolled: ";
pub(super) const CAME: &str = "Enrolled meanwhile: ";

pub(super) const PREFIX: &str = "Group Name Prefix";
pub(super) const FIRST: &str = "First number";
pub(super) const PAD: &str = "Zero-padding";
pub(super) const PAD_HINT: &str = "01, 02 … instead of 1, 2 …";
pub(super) const TYPE: &str = "Group Type";
pub(super) const EMPTY: &str = "Empty groups";
pub(super) const EMPTY_HINT: &str = "Learners are put in later, by hand or from a file.";
pub(super) const AUTO: &str = "Auto-populate";
pub(super) const AUTO_HINT: &str = "Enrolled learners are put into the groups now.";
pub(super) const HOW_MANY: &str = "How many groups";

pub(super) const MORE: &str = "More choices";
pub(super) const SET: &str = "Group set";
pub(super) const SET_BY_PREFIX: &str = "Named by the prefix";
pub(super) const SET_NEW: &str = "A new one";
pub(super) const SET_EXISTING: &str = "One that exists";
pub(super) const SET_EXISTING_WHICH: &str = "Existing group set";
pub(super) const SET_NAME: &str = "Name of the set";
pub(super) const SEVERAL: &str = "A learner may be in several groups of this set";
pub(super) const SEVERAL_HINT: &str = "Otherwise each learner is in one of them at most.";

pub(super) const LEARNERS: &str = "Learners";
pub(super) const CHOSEN: &str = "Chosen ones";
pub(super) const LEAVE_OUT: &str = "Leave them out";
pub(super) const NOBODY: &str = "Nobody is enrolled in this period. Enrol learners first, or make empty groups.";
pub(super) const TO_SETUP: &str = "Go to Setup";
pub(super) const SEARCH: &str = "Search learners";
pub(super) const ANY_COHORT: &str = "Any cohort";
pub(super) const ANY_GENDER: &str = "Any gender";
pub(super) const PLACED: &str = "In groups";
pub(super) const PLACED_ANYWHERE: &str = "In a group or not";
pub(super) const PLACED_NOWHERE: &str = "Not in any group";
pub(super) const NOT_IN_THIS_SET: &str = "Not in a group of this set";
pub(super) const COLUMN_CHOSEN: &str = "Chosen";
pub(super) const COLUMN_NAME: &str = "Name";
pub(super) const COLUMN_NUMBER: &str = "Number";
pub(super) const COLUMN_GENDER: &str = "Gender";
pub(super) const COLUMN_COHORT: &str = "Cohort";

pub(super) const GROUPS: &str = "Groups";
pub(super) const NUMBER: &str = "Number of Groups";
pub(super) const NUMBER_HINT: &str = "Sizes differ by at most one.";
pub(super) const OR: &str = "or";
pub(super) const SIZE: &str = "Group Size";
pub(super) const SIZE_HINT: &str = "As many groups as needed, none larger.";
pub(super) const FILL: &str = "Places that stay free";
pub(super) const EVEN: &str = "Evened out";
pub(super) const EVEN_HINT: &str = "Sizes differ by at most one.";
pub(super) const IN_ORDER: &str = "Filled in order";
pub(super) const IN_ORDER_HINT: &str = "All groups are full but the last.";
pub(super) const POPULATE: &str = "Populate Groups";
pub(super) const ANY: &str = "None";
pub(super) const ANY_HINT: &str = "By chance; gender is not looked at.";
pub(super) const BALANCED: &str = "Balanced";
pub(super) const BALANCED_HINT: &str = "Each gender is spread as evenly as possible over the groups.";
pub(super) const HOMOGENEOUS: &str = "Homogeneous";
pub(super) const HOMOGENEOUS_HINT: &str = "One gender per group.";

pub(super) const AS_THEY_WILL_BE: &str = "The groups as they will be";
pub(super) const SEED: &str = "Seed";
pub(super) const RESHUFFLE: &str = "Reshuffle";
pub(super) const SAME_SEED: &str = "Same seed and learners, same groups";
pub(super) const FIND: &str = "Find a learner";
pub(super) const SPREAD: &str = "Gender spread";
pub(super) const KEPT: &str = "Kept";

pub(super) fn title(code: &str) -> String {
    [ADD_NEW_GROUPS, " · ", code].concat()
}

pub(super) const fn step(step: Step) -> &'static str {
    match step {
        Step::Name => "Name and type",
        Step::Learners => LEARNERS,
        Step::Groups => GROUPS,
        Step::Preview => "Preview",
    }
}

/// What a step is about.
pub(super) const fn heading(at: Step) -> &'static str {
    match at {
        Step::Name | Step::Preview => step(at),
        Step::Learners => "Who is placed",
        Step::Groups => "How the groups are made",
    }
}

/// "PBL 1, PBL 2, PBL 3 …" while the prefix is typed. `groups` is 0 while nobody knows how many.
pub(super) fn sample(naming: &Naming, groups: u32) -> String {
    let groups = if groups == 0 { 20 } else { groups };
    let Ok(names) = naming.names(groups) else { return String::new() };
    let mut sample = String::new();
    for name in names.iter().take(3) {
        sample.push_str(name.as_str());
        sample.push_str(", ");
    }
    sample.push('…');
    sample
}

pub(super) fn all_enrolled(learners: usize) -> String {
    ["All enrolled (", &learners.to_string(), ")"].concat()
}

pub(super) fn not_in(set: &GroupName) -> String {
    ["Not in a group of “", set.as_str(), "”"].concat()
}

pub(super) fn chosen(chosen: usize, all: usize) -> String {
    [&chosen.to_string(), " of ", &all.to_string(), " chosen"].concat()
}

pub(super) fn select_shown(shown: usize) -> String {
    ["Select all shown (", &shown.to_string(), ")"].concat()
}

pub(super) fn deselect_shown(shown: usize) -> String {
    ["Deselect all shown (", &shown.to_string(), ")"].concat()
}

pub(super) fn learners(learners: usize) -> String {
    count(learners, "learner")
}

pub(super) fn empty_groups(groups: usize) -> String {
    count(groups, "empty group")
}

pub(super) fn in_set(set: &GroupName) -> String {
    ["set ", set.as_str()].concat()
}

pub(super) fn add(groups: usize) -> String {
    ["Add ", &count(groups, "group")].concat()
}

pub(super) fn adding(groups: usize) -> String {
    ["Adding ", &count(groups, "group")].concat()
}

pub(super) fn found(learners: usize) -> String {
    match learners {
        0 => "No learner found in these groups.".to_owned(),
        some => [&count(some, "learner"), " found, in"].concat(),
    }
}

pub(super) fn more_groups(groups: usize) -> String {
    ["and ", &groups.to_string(), " more"].concat()
}

/// "4–5 F per group".
pub(super) fn per_group(low: u32, high: u32, gender: &str) -> String {
    let mut words = low.to_string();
    if high > low {
        words.push('–');
        words.push_str(&high.to_string());
    }
    words.push(' ');
    words.push_str(gender);
    words.push_str(" per group");
    words
}

pub(super) fn groups_of(groups: usize, gender: &str) -> String {
    [&count(groups, "group"), " of ", gender].concat()
}

pub(super) const fn spread_title(genders: Genders) -> &'static str {
    match genders {
        Genders::Any => "Gender",
        Genders::Balanced => "Balance gender",
        Genders::Homogeneous => "One gender per group",
    }
}

pub(super) const fn spread_hint(genders: Genders) -> &'static str {
    match genders {
        Genders::Any => "Not looked at: this is how chance spreads it.",
        Genders::Balanced => "Best possible. The band is an even share.",
        Genders::Homogeneous => "Every group holds one gender.",
    }
}

/// "Rao, Dev: 2 groups deleted."
pub(in crate::groups) fn entry(entry: &Entry) -> String {
    match &entry.actor {
        Some(actor) => [actor, ": ", &entry.words].concat(),
        None => entry.words.clone(),
    }
}
