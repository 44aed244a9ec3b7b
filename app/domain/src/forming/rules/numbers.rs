//! Mean and spread of a number in each group: what a change of seats does to a rule on numbers.

use super::seats::{Change, Seats};
use super::wish::Thousandths;

/// What is asked of a group's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Mean and standard deviation of all, give or take.
    Even { slack: Thousandths },
    /// No deviation.
    Alike,
}

/// A rule on numbers, which are counted from their mean in thousandths of their standard deviation.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    measure: Measure,
    standard: Vec<Option<i64>>,
}

/// What has to be known of a group's numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    known: i64,
    sum: i64,
    squares: i64,
}

impl Sums {
    fn plus(mut self, number: Option<i64>) -> Self {
        if let Some(number) = number {
            self.known += 1;
            self.sum += number;
            self.squares += number * number;
        }
        self
    }

    fn minus(mut self, number: Option<i64>) -> Self {
        if let Some(number) = number {
            self.known -= 1;
            self.sum -= number;
            self.squares -= number * number;
        }
        self
    }
}

impl Numbers {
    /// Of numbers of at most 10¹² either way, in whatever unit.
    pub(super) fn new(measure: Measure, values: &[Option<i64>]) -> Self {
        let known = values.iter().flatten().map(|value| i128::from(*value));
        let count = i128::try_from(known.clone().count()).unwrap_or(1).max(1);
        let sum: i128 = known.clone().sum();
        // Deviations are taken times the count, so that nothing is rounded before the division.
        let squares: i128 = known.map(|value| (value * count - sum).pow(2) / count).sum();
        let deviation = squares.isqrt().max(1);
        let standard = |value: i64| i64::try_from((i128::from(value) * count - sum) * 1_000 / deviation).unwrap_or(0);
        Self { measure, standard: values.iter().map(|value| value.map(standard)).collect() }
    }

    pub(super) fn sums(&self, members: &[u32]) -> Sums {
        members.iter().fold(Sums::default(), |sums, member| sums.plus(self.standard[*member as usize]))
    }

    /// What a group loses.
    pub(super) fn loss(&self, group: Sums) -> Thousandths {
        if group.known == 0 {
            return 0;
        }
        let mean = group.sum / group.known;
        let deviation = (group.squares / group.known - mean * mean).max(0).isqrt();
        match self.measure {
            Measure::Even { slack } => (mean.abs() - slack).max(0) + ((deviation - 1_000).abs() - slack).max(0),
            Measure::Alike => deviation * group.known,
        }
    }
}

/// A rule on numbers and the sums of a grouping.
#[derive(Clone, Debug)]
pub(super) struct Averages {
    rule: Numbers,
    sums: Vec<Sums>,
}

impl Averages {
    pub(super) fn new(rule: Numbers, seats: &Seats) -> Self {
        let sums = (0..seats.groups()).map(|group| rule.sums(seats.members(group))).collect();
        Self { rule, sums }
    }

    fn after(&self, change: Change) -> (Sums, Sums) {
        let gone = self.rule.standard[change.who];
        let come = change.back.and_then(|back| self.rule.standard[back]);
        (self.sums[change.from].minus(gone).plus(come), self.sums[change.to].plus(gone).minus(come))
    }

    /// How much more is lost after a change.
    pub(super) fn delta(&self, change: Change) -> Thousandths {
        let (from, to) = self.after(change);
        self.rule.loss(from) + self.rule.loss(to)
            - self.rule.loss(self.sums[change.from])
            - self.rule.loss(self.sums[change.to])
    }

    pub(super) fn apply(&mut self, change: Change) {
        (self.sums[change.from], self.sums[change.to]) = self.after(change);
    }
}
