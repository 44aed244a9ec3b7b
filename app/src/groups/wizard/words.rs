//! What the wizard says.

use super::draft::Step;
use crate::groups::rules::in_thousands;
use domain::forming::recipe::Importance;
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
pub(super) const RANGE: &str = "Let sizes differ more";
pub(super) const LEAST: &str = "At least";
pub(super) const MOST: &str = "At most";
pub(super) const RANGE_HINT: &str = "Rules may then make some groups larger and others smaller.";
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

pub(super) const ROUNDS: &str = "Several rounds, in which learners meet as many others as they can?";
pub(super) const TO_ROTATION: &str = "Make a rotation";
pub(super) const TOP_UP: &str = "Fill up groups";
pub(super) const TOP_UP_HINT: &str = "More learners join groups that are there, and nobody moves.";
pub(super) const TOP_WHICH: &str = "Groups to be filled up";
pub(super) const TOP_CHOOSE: &str = "Choose a group set";
pub(super) const NO_GROUPS: &str = "There are no groups in this period yet. Make new ones.";
pub(super) const TOP_SIZE: &str = "At most in a group";
pub(super) const TOP_SIZE_HINT: &str = "May stay empty. The smallest groups are filled first.";
pub(super) const RULES: &str = "Rules";
pub(super) const RULES_HINT: &str =
    "Beside sizes and gender. Musts come before everything; of the others, those that matter more count more.";
pub(super) const NO_RULES: &str = "No rules: learners are dealt by chance, within sizes and gender.";
pub(super) const ADD_RULE: &str = "Add a rule";
pub(super) const FROM_FILE: &str = "Columns from a file";
#[cfg(feature = "hydrate")]
pub(super) const CANNOT_OPEN: &str = "The file cannot be read. If it was changed or moved, choose it once more.";
pub(super) const NOBODY_IN_FILE: &str =
    "No column of the file names learners who are enrolled. One must hold their numbers or e-mail addresses.";
pub(super) const UNKNOWN_ROWS: &str = "Rows that name nobody enrolled";
pub(super) const DOUBLED_ROWS: &str = "Rows that name someone again, and are left out";
pub(super) const TRAIT: &str = "What is looked at";
pub(super) const DIFFER_IN: &str = "What they differ in";
pub(super) const EARLIER: &str = "Earlier groups";
pub(super) const NO_EARLIER: &str = "This course has no groups yet whose members could be avoided.";
pub(super) const PICK: &str = "Add a learner by name or number";
pub(super) const PICK_HINT: &str = "Learners are added to the last line.";
pub(super) const ANOTHER_SET: &str = "Another line";
pub(super) const NOT_KNOWN: &str = "not known";
pub(super) const GONE: &str = "groups that are gone";
pub(super) const SOMEONE: &str = "someone who left";
pub(super) const NO_WORKER: &str = "This browser cannot search in the background, so there are no groups by rules. Another browser, or a newer one, can.";
pub(super) const WORKER_DIED: &str = "The search stopped by itself. Go back a step and come again to start it anew.";
pub(super) const SEARCHING: &str = "Searching";
pub(super) const STOP: &str = "Stop";
pub(super) const LONGER: &str = "Search longer";
pub(super) const OPTIMAL: &str = "Nothing better is possible.";
pub(super) const COMPARE: &str = "Compare";
pub(super) const COMPARE_TITLE: &str = "Compare results";
pub(super) const COMPARE_HINT: &str = "The same rules with other seeds. Reshuffle to try more.";
pub(super) const COLUMN_RULE: &str = "Rule";
pub(super) const USE: &str = "Use";
pub(super) const IN_USE: &str = "In use";
pub(super) const REPEAT: &str = "Repeat groupmate";
pub(super) const SITS: &str = "was here before";

/// How much rules matter: for the engine, in the page, and in words.
pub(super) const FORCES: [(Importance, &str, &str); 4] = [
    (Importance::Must, "must", "Must"),
    (Importance::High, "high", "Matters much"),
    (Importance::Medium, "medium", "Matters"),
    (Importance::Low, "low", "Matters a little"),
];

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
        Step::Rules => RULES,
        Step::Preview => "Preview",
    }
}

/// What a step is about.
pub(super) const fn heading(at: Step) -> &'static str {
    match at {
        Step::Name | Step::Preview => step(at),
        Step::Learners => "Who is placed",
        Step::Groups => "How the groups are made",
        Step::Rules => "Rules for the groups",
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

pub(super) fn groups(groups: usize) -> String {
    count(groups, "group")
}

/// "Add 20 groups"; "Add" while nobody knows what.
pub(super) fn add(what: &str) -> String {
    if what.is_empty() { "Add".to_owned() } else { ["Add ", what].concat() }
}

pub(super) fn adding(what: &str) -> String {
    ["Adding ", what].concat()
}

pub(super) fn rule_id(at: usize) -> String {
    ["rule-", &at.to_string()].concat()
}

pub(super) fn remove_rule(at: usize, title: &str) -> String {
    ["Remove rule ", &(at + 1).to_string(), ", ", title].concat()
}

pub(super) fn force_of(at: usize) -> String {
    ["How much rule ", &(at + 1).to_string(), " matters"].concat()
}

pub(super) fn take_out(name: &str) -> String {
    ["Take out ", name].concat()
}

pub(super) fn set_of_people(at: usize) -> String {
    (at + 1).to_string()
}

/// "2026–2027 Term 1 · 20 groups".
pub(super) fn earlier_set(period: Option<&str>, groups: u32) -> String {
    [period.unwrap_or("This period"), " · ", &count(groups as usize, "group")].concat()
}

/// "PBL, 2026–2027 Term 1" where it is of another period.
pub(super) fn set_and_period(set: &GroupName, period: Option<&str>) -> String {
    match period {
        Some(period) => [set.as_str(), ", ", period].concat(),
        None => set.to_string(),
    }
}

/// What a file told: "marks.csv tells of 156 learners, named by Number: Mark, Campus."
pub(super) fn joined(file: &str, found: usize, by: &str, columns: &[&str]) -> String {
    let learners = count(found, "learner");
    let head = [file, " tells of ", &learners, ", named by “", by, "”"].concat();
    if columns.is_empty() {
        [&head, ", and nothing else."].concat()
    } else {
        [&head, ": ", &columns.join(", "), "."].concat()
    }
}

/// "Rows that name nobody here: 3 (999), 8 (abc)".
pub(super) fn rows(label: &str, rows: &[(u32, String)]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> =
        rows.iter().take(SHOWN).map(|(number, text)| [&number.to_string(), " (", text, ")"].concat()).collect();
    let more = rows.len().saturating_sub(SHOWN);
    let more = if more > 0 { [" and ", &more.to_string(), " more"].concat() } else { String::new() };
    [label, ": ", &shown.join(", "), &more, "."].concat()
}

/// "numbers from 41 to 98.5".
pub(super) fn numbers(low: i64, high: i64) -> String {
    let plain = |thousandths: i64| {
        let text = format!("{}.{:03}", thousandths / 1_000, thousandths.rem_euclid(1_000));
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    ["numbers from ", &plain(low), " to ", &plain(high)].concat()
}

/// "120,000 of 780,000 tries".
pub(super) fn tries(steps: u32, of: u32) -> String {
    [&in_thousands(steps.into()), " of ", &in_thousands(of.into()), " tries"].concat()
}

pub(super) fn tried(steps: u32) -> String {
    [&in_thousands(steps.into()), " tries"].concat()
}

pub(super) fn seed(seed: u64) -> String {
    ["Seed ", &seed.to_string()].concat()
}

pub(super) fn left(learners: usize) -> String {
    ["and ", &learners.to_string(), " no longer enrolled"].concat()
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

/// "PBL, locked".
pub(super) fn locked_set(name: &str) -> String {
    [name, ", locked"].concat()
}
