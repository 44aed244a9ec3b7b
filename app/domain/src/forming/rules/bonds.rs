//! Pairs who should or should not sit together: what a change of seats does to rules on who is with whom.

use super::cost::Cost;
use super::seats::{Change, Seats};

/// What it costs that two learners sit together, for the pairs for which it is not nothing. Below zero where
/// they should.
#[derive(Clone, Debug, Default)]
pub(super) struct Bonds {
    /// Where the others of each learner start in `others`, and after the last, their end.
    starts: Vec<u32>,
    others: Vec<(u32, Cost)>,
}

impl Bonds {
    /// From pairs in any order and either way, which add up where they come twice.
    pub(super) fn new(learners: usize, pairs: impl Iterator<Item = (u32, u32, Cost)>) -> Self {
        let mut both: Vec<(u32, u32, Cost)> = pairs.flat_map(|(a, b, cost)| [(a, b, cost), (b, a, cost)]).collect();
        both.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        both.dedup_by(|next, first| {
            let same = (next.0, next.1) == (first.0, first.1);
            if same {
                first.2 += next.2;
            }
            same
        });
        let start = |learner: usize| both.partition_point(|(a, _, _)| (*a as usize) < learner);
        let starts = (0..=learners).map(|learner| u32::try_from(start(learner)).unwrap_or(u32::MAX)).collect();
        Self { starts, others: both.into_iter().map(|(_, b, cost)| (b, cost)).collect() }
    }

    /// How much more is lost after a change.
    pub(super) fn delta(&self, seats: &Seats, change: Change) -> Cost {
        let Change { who, from, to, back } = change;
        if self.others.is_empty() {
            return Cost::default();
        }
        let mut delta = self.way(seats, who, from, to, back);
        if let Some(back) = back {
            delta += self.way(seats, back, to, from, Some(who));
        }
        delta
    }

    /// One learner's way from group to group past someone who goes the other way.
    fn way(&self, seats: &Seats, who: usize, from: usize, to: usize, past: Option<usize>) -> Cost {
        let mut delta = Cost::default();
        for (other, cost) in &self.others[self.starts[who] as usize..self.starts[who + 1] as usize] {
            let group = seats.group(*other as usize);
            if Some(*other as usize) == past {
                continue;
            }
            if group == to {
                delta += *cost;
            } else if group == from {
                delta -= *cost;
            }
        }
        delta
    }
}
