//! What is said of rules.

use super::Kind;
use domain::forming::recipe::{Importance, Spread, Trait};
use domain::forming::rules::Thousandths;
use domain::groups::acts::count;

pub(super) const RULES: &str = "Rules";
pub(super) const KEPT: &str = "Kept";
pub(super) const BEST_POSSIBLE: &str = "best possible";
pub(super) const BEST_FOUND: &str = "best found";
pub(super) const TWO_AT_LEAST: &str = "At least 2 of any kind that is there";
pub(super) const CLASH: &str = "These rules cannot all be kept";
pub(super) const CLASH_SIZES: &str = "These groups are not possible";

impl Kind {
    pub(in crate::groups) const fn title(self) -> &'static str {
        match self {
            Self::Balance => "Balance",
            Self::Alike => "Keep alike",
            Self::NobodyAlone => "Nobody alone",
            Self::Together => "Keep together",
            Self::Apart => "Keep apart",
            Self::NewFaces => "Avoid earlier groupmates",
            Self::Diverse => "Mix",
        }
    }

    pub(in crate::groups) const fn hint(self) -> &'static str {
        match self {
            Self::Balance => "Every group has its share of each kind, or the same mean of a number.",
            Self::Alike => "Groupmates have the same, or close numbers.",
            Self::NobodyAlone => "Who is of a kind has at least one other of it in the group.",
            Self::Together => "Learners who sit in one group.",
            Self::Apart => "Learners who never sit in one group.",
            Self::NewFaces => "Who sat together in chosen earlier groups does not again.",
            Self::Diverse => "Groupmates differ as much as can be.",
        }
    }
}

pub(super) const fn force(force: Importance) -> &'static str {
    match force {
        Importance::Must => "Must",
        Importance::High => "Matters much",
        Importance::Medium => "Matters",
        Importance::Low => "Matters a little",
    }
}

/// The name of a trait that profiles tell.
pub(super) const fn of_profiles(of: Trait) -> &'static str {
    match of {
        Trait::Gender => "gender",
        Trait::Cohort => "cohort",
        Trait::EntryYear => "entry year",
        Trait::GradYear => "grad year",
        Trait::Track => "curriculum track",
        Trait::Department => "department",
        Trait::Column(_) => "a column",
    }
}

pub(super) fn kept_of(kept: usize, of: usize) -> String {
    [&kept.to_string(), " of ", &of.to_string(), " kept"].concat()
}

/// "4–5", or "4" where both are.
pub(super) fn range(low: u32, high: u32) -> String {
    if low == high { low.to_string() } else { [&low.to_string(), "–", &high.to_string()].concat() }
}

/// "F 4–5": a kind, and how many of it sit in the groups.
pub(super) fn kind_and_range(spread: &Spread) -> String {
    let (low, high) = (spread.counts.iter().min().copied(), spread.counts.iter().max().copied());
    [&spread.kind, " ", &range(low.unwrap_or(0), high.unwrap_or(0))].concat()
}

/// Thousandths as people write them, with one digit after the point.
pub(super) fn decimal(thousandths: Thousandths) -> String {
    let tenths = (thousandths + 50 * thousandths.signum()) / 100;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = ((tenths / 10).abs(), (tenths % 10).abs());
    if rest == 0 {
        [sign, &whole.to_string()].concat()
    } else {
        [sign, &whole.to_string(), ".", &rest.to_string()].concat()
    }
}

pub(super) fn off(learners: usize) -> String {
    [&count(learners, "learner"), " off"].concat()
}

pub(super) fn alone(learners: usize) -> String {
    [&learners.to_string(), " alone"].concat()
}

pub(super) fn differ(pairs: usize) -> String {
    [&count(pairs, "pair"), " differ"].concat()
}

pub(super) fn apart(pairs: usize) -> String {
    [&count(pairs, "pair"), " apart"].concat()
}

pub(super) fn together(pairs: usize) -> String {
    [&count(pairs, "pair"), " together"].concat()
}

pub(super) fn repeats(pairs: usize) -> String {
    count(pairs, "repeat")
}

pub(super) fn at_least(number: usize) -> String {
    ["best found, at least ", &number.to_string()].concat()
}

pub(super) fn percent(part: Thousandths, whole: Thousandths) -> String {
    let share = if whole == 0 { 100 } else { part * 100 / whole };
    [&share.to_string(), " % of the most"].concat()
}

/// "6 pairs", "4 sets" where not all are of two.
pub(super) fn of_people(sets: &[Vec<domain::id::UserId>]) -> String {
    let whole = sets.iter().filter(|set| set.len() > 1);
    let noun = if whole.clone().all(|set| set.len() == 2) { "pair" } else { "set" };
    count(whole.count(), noun)
}

pub(super) fn all_together(people: &str) -> String {
    [people, " in one group each"].concat()
}

pub(super) fn all_apart(people: &str) -> String {
    [people, " in different groups"].concat()
}

pub(super) fn from_sets(sets: &str) -> String {
    ["From ", sets].concat()
}

pub(super) fn quoted(name: &str) -> String {
    ["“", name, "”"].concat()
}

/// "a", "a and b", "a, b and c"; of many the first few, and how many more.
pub(super) fn list(items: &[String], most: usize) -> String {
    let more = items.len().saturating_sub(most);
    let (last, first) = match items {
        [] => return String::new(),
        _ if more > 0 => return [&items[..most].join(", "), " and ", &more.to_string(), " more"].concat(),
        [first @ .., last] => (last, first),
    };
    if first.is_empty() { last.clone() } else { [&first.join(", "), " and ", last].concat() }
}

/// "Rao, Dev and Kim, Ji-woo in PBL 3".
pub(super) fn pair(a: &str, b: &str, group: Option<&str>) -> String {
    match group {
        Some(group) => [a, " and ", b, " in ", group].concat(),
        None => [a, " and ", b].concat(),
    }
}

/// "71.2–73.8 per group, 72.5 in all".
pub(super) fn means(low: Thousandths, high: Thousandths, all: Thousandths) -> String {
    let per_group = if low == high { decimal(low) } else { [&decimal(low), "–", &decimal(high)].concat() };
    ["Means of ", &per_group, ", of all ", &decimal(all)].concat()
}
