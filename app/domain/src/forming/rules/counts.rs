//! How many of each kind sit in each group: what a change of seats does to a rule on kinds.

use super::seats::{Change, Seats};
use super::wish::Thousandths;

/// What is asked of the counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Each is the floor or the ceiling of the kind's share of the group.
    Share,
    /// Each that is `watched` is the share rounded to the nearest, halves to even.
    Nearest { watched: Vec<bool> },
    /// One kind has all.
    Alike,
    /// None is one.
    NobodyAlone,
}

/// A rule on kinds, with the kind of each learner; those of whom it is not known are of a last kind.
#[derive(Clone, Debug)]
pub(super) struct Kinds {
    pub(super) measure: Measure,
    kind_of: Vec<u32>,
    /// How many learners of each kind there are.
    totals: Vec<u64>,
}

impl Kinds {
    pub(super) fn new(measure: Measure, values: &[Option<u32>]) -> Self {
        let unknown = values.iter().flatten().max().map_or(0, |most| most + 1);
        let kind_of: Vec<u32> = values.iter().map(|kind| kind.unwrap_or(unknown)).collect();
        let mut totals = vec![0; unknown as usize + 1];
        for kind in &kind_of {
            totals[*kind as usize] += 1;
        }
        Self { measure, kind_of, totals }
    }

    pub(super) fn kinds(&self) -> usize {
        self.totals.len()
    }

    pub(super) fn kind(&self, learner: usize) -> usize {
        self.kind_of[learner] as usize
    }

    pub(super) fn totals(&self) -> &[u64] {
        &self.totals
    }

    /// The fewest and the most of a kind that a group of `size` may have; both 0 where anything goes.
    pub(super) fn range(&self, kind: usize, size: u64) -> Option<(u64, u64)> {
        let everyone = self.kind_of.len() as u64;
        if kind + 1 == self.totals.len() || everyone == 0 {
            return None;
        }
        let whole = self.totals[kind] * size;
        let (floor, rest) = (whole / everyone, whole % everyone);
        match &self.measure {
            Measure::Share => Some((floor, floor + u64::from(rest > 0))),
            Measure::Nearest { watched } if watched.get(kind) == Some(&true) => {
                let up = 2 * rest > everyone || (2 * rest == everyone && floor % 2 == 1);
                Some((floor + u64::from(up), floor + u64::from(up)))
            }
            Measure::Nearest { .. } | Measure::Alike | Measure::NobodyAlone => None,
        }
    }

    /// What a group loses by how many of one kind it has; [`Kinds::whole`] adds what its size alone does.
    pub(super) fn part(&self, kind: usize, count: u64, size: u64) -> Thousandths {
        let lost = match self.measure {
            Measure::Share | Measure::Nearest { .. } => match self.range(kind, size) {
                Some((least, most)) => 1_000 * (least.saturating_sub(count) + count.saturating_sub(most)),
                None => 0,
            },
            Measure::Alike => return -500 * thousandths(count * count),
            Measure::NobodyAlone if kind + 1 == self.totals.len() => 0,
            Measure::NobodyAlone => 1_000 * u64::from(count == 1),
        };
        thousandths(lost)
    }

    /// What a group loses by its size: pairs, of which [`Kinds::part`] takes those that are alike.
    pub(super) fn whole(&self, size: u64) -> Thousandths {
        match self.measure {
            Measure::Alike => 500 * thousandths(size * size),
            Measure::Share | Measure::Nearest { .. } | Measure::NobodyAlone => 0,
        }
    }

    /// What a group loses that has `counts` of each kind.
    pub(super) fn loss(&self, counts: &[u64]) -> Thousandths {
        let size = counts.iter().sum();
        self.whole(size) + (0..).zip(counts).map(|(kind, count)| self.part(kind, *count, size)).sum::<Thousandths>()
    }
}

fn thousandths(count: u64) -> Thousandths {
    Thousandths::try_from(count).unwrap_or(Thousandths::MAX)
}

/// A rule on kinds and the counts of a grouping.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    rule: Kinds,
    /// Of group g and kind k at `g * kinds + k`.
    counts: Vec<u64>,
}

impl Counts {
    pub(super) fn new(rule: Kinds, seats: &Seats) -> Self {
        let mut counts = Self { counts: vec![0; seats.groups() * rule.kinds()], rule };
        for learner in 0..seats.group_of().len() {
            *counts.cell(seats.group(learner), counts.rule.kind(learner)) += 1;
        }
        counts
    }

    fn cell(&mut self, group: usize, kind: usize) -> &mut u64 {
        &mut self.counts[group * self.rule.kinds() + kind]
    }

    fn group(&self, group: usize) -> &[u64] {
        &self.counts[group * self.rule.kinds()..][..self.rule.kinds()]
    }

    /// How much more is lost after a change.
    pub(super) fn delta(&self, seats: &Seats, change: Change) -> Thousandths {
        let gone = self.rule.kind(change.who);
        match change.back.map(|back| self.rule.kind(back)) {
            Some(come) if come == gone => 0,
            Some(come) => {
                self.exchanged(seats.size(change.from), change.from, gone, come)
                    + self.exchanged(seats.size(change.to), change.to, come, gone)
            }
            None => {
                let (from, to) = (self.group(change.from), self.group(change.to));
                self.resized(from, gone, from[gone] - 1) + self.resized(to, gone, to[gone] + 1)
            }
        }
    }

    /// One of a kind in a group becomes one of another.
    fn exchanged(&self, size: usize, group: usize, gone: usize, come: usize) -> Thousandths {
        let (counts, size) = (self.group(group), size as u64);
        let part = |kind, count| self.rule.part(kind, count, size);
        part(gone, counts[gone] - 1) - part(gone, counts[gone]) + part(come, counts[come] + 1)
            - part(come, counts[come])
    }

    /// A group has `count` of a kind and is smaller or larger for it, which moves every share.
    fn resized(&self, counts: &[u64], changed: usize, count: u64) -> Thousandths {
        let size: u64 = counts.iter().sum();
        let after = size - counts[changed] + count;
        let mut delta = self.rule.whole(after) - self.rule.whole(size);
        for (kind, now) in counts.iter().enumerate() {
            let then = if kind == changed { count } else { *now };
            delta += self.rule.part(kind, then, after) - self.rule.part(kind, *now, size);
        }
        delta
    }

    pub(super) fn apply(&mut self, change: Change) {
        let gone = self.rule.kind(change.who);
        *self.cell(change.from, gone) -= 1;
        *self.cell(change.to, gone) += 1;
        if let Some(come) = change.back.map(|back| self.rule.kind(back)) {
            *self.cell(change.to, come) -= 1;
            *self.cell(change.from, come) += 1;
        }
    }
}
