//! What the page of a set says.

use crate::groups::rules::in_thousands;
use domain::groups::acts::count;

pub(super) const GROUPS: &str = "All groups";
pub(super) const AGAIN: &str = "Use again for another block";
pub(super) const LOCK: &str = "Lock the set";
pub(super) const UNLOCK: &str = "Unlock the set";
pub(super) const LOCKED: &str = "Locked";
pub(super) const LOCKED_WHAT: &str = "Nothing of this set changes before it is unlocked";
pub(super) const NO_RULES: &str =
    "No rules are kept for this set: its groups were made by hand, by chance or from a file.";
pub(super) const NOW: &str = "The rules below are held against the groups as they are now.";
pub(super) const FORMED: &str = "Formed";

pub(super) fn title(set: &str) -> String {
    ["Set ", set].concat()
}

pub(super) fn page_title(set: &str, code: &str) -> String {
    [&title(set), " · ", code].concat()
}

pub(super) fn headline(learners: u32, groups: usize) -> String {
    [&count(learners as usize, "learner"), " in ", &count(groups, "group")].concat()
}

/// "Seed 48213 · 540,000 tries".
pub(super) fn seed(seed: u64, steps: u64) -> String {
    ["Seed ", &seed.to_string(), " · ", &in_thousands(steps), " tries"].concat()
}
