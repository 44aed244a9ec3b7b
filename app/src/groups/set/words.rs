//! What the page of a set says.

use domain::groups::acts::count;

pub(super) const GROUPS: &str = "All groups";
pub(super) const AGAIN: &str = "Use again for another block";
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
    let digits = steps.to_string();
    let mut tries = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            tries.push(',');
        }
        tries.push(digit);
    }
    ["Seed ", &seed.to_string(), " · ", &tries, " tries"].concat()
}
