//! A grouping held against its wish, rule by rule and from scratch (SPEC F2): what the server trusts.

use super::bound;
use super::cost::Cost;
use super::gauge::Gauge;
use super::seats::Seats;
use super::trouble::{self, Trouble};
use super::wish::{Force, Group, Learner, Thousandths, Wish};
use serde::{Deserialize, Serialize};

/// How a grouping does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub cost: Cost,
    /// Of each rule, in the order of the wish.
    pub rules: Vec<Finding>,
}

/// How a grouping does by one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is lost; of diversity, by how much the bound is missed.
    pub loss: Thousandths,
    /// What is measured: the loss, but of diversity the sum of the distances within groups.
    pub value: Thousandths,
    /// Proved: no grouping has a smaller value, or of diversity a larger one. Where `value` is `bound`, nothing
    /// better by this rule is possible; else something better may be or not.
    pub bound: Thousandths,
    /// Where the rule is broken.
    pub broken: Vec<Breach>,
}

impl Finding {
    /// Whether it is proved that nothing better is possible by this rule.
    pub const fn is_best(&self) -> bool {
        self.value == self.bound
    }
}

/// A place where a rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Breach {
    /// A group has `count` of a kind, where `least` to `most` are asked.
    Kind { group: Group, kind: u32, count: u32, least: u32, most: u32 },
    /// A group as a whole.
    Group { group: Group, loss: Thousandths },
    /// Two who sit apart and should not; or together, though they have met so many `times` or should be apart.
    Pair { a: Learner, b: Learner, times: u32 },
}

/// Holds a grouping (the group of each learner) against a wish.
///
/// # Errors
/// When the wish is not in good order, or the grouping not one of its learners and groups, or one that breaks
/// capacities or moves who is fixed.
pub fn check(wish: &Wish, grouping: &[Group]) -> Result<Report, Trouble> {
    trouble::in_order(wish)?;
    trouble::seated(wish, grouping)?;
    let seats = Seats::new(grouping.to_vec(), wish.groups.len());
    let gauges: Vec<Gauge> = wish.rules.iter().map(|rule| Gauge::of(&rule.aim, wish)).collect();
    let rules: Vec<Finding> = gauges.iter().map(|gauge| found(gauge, wish, &seats)).collect();
    let cost = wish.rules.iter().zip(&rules).map(|(rule, finding)| weigh(rule.force) * finding.loss).sum();
    Ok(Report { cost, rules })
}

fn found(gauge: &Gauge, wish: &Wish, seats: &Seats) -> Finding {
    let (loss, bound) = (gauge.loss(seats), bound::of(gauge, wish));
    let broken = gauge.breaches(seats);
    match gauge {
        Gauge::Diverse(_) => Finding { loss: loss - bound, value: -loss, bound: -bound, broken },
        _ => Finding { loss, value: loss, bound, broken },
    }
}

/// What a thousandth lost by a rule costs.
pub(super) fn weigh(force: Force) -> Cost {
    match force {
        Force::Must => Cost { must: 1, weighted: 0 },
        Force::Weight(weight) => Cost { must: 0, weighted: i64::from(weight) },
    }
}
