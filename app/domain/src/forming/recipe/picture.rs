//! What a grouping looks like to a rule: numbers that are easier to see than read.

use super::super::rules::{Attribute, Thousandths};
use super::compile::Compiled;
use serde::{Deserialize, Serialize};

/// What can be drawn of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Picture {
    /// How many of each kind sit in each group; the largest kinds first.
    Kinds(Vec<Spread>),
    /// The mean of each group.
    Numbers(Means),
    /// Nothing but its breaches.
    None,
}

/// How one kind is spread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    pub kind: String,
    /// How many sit in each group.
    pub counts: Vec<u32>,
    /// The floor of the smallest group's share, and the ceiling of the largest group's.
    pub ideal: (u32, u32),
}

/// Means of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Means {
    /// Of each group; `None` where nothing is known of its members.
    pub groups: Vec<Option<Thousandths>>,
    pub all: Thousandths,
}

/// As many kinds as are drawn of a rule.
const DRAWN: usize = 12;

impl Compiled {
    /// The picture of each rule.
    pub(super) fn pictures(&self, grouping: &[u32]) -> Vec<Picture> {
        (0..self.wish.rules.len()).map(|rule| self.picture(rule, grouping)).collect()
    }

    fn picture(&self, rule: usize, grouping: &[u32]) -> Picture {
        let Some(attribute) = self.attribute_of(rule) else { return Picture::None };
        let at = attribute as usize;
        match (self.wish.attributes.get(at), self.names.get(at)) {
            (Some(Attribute::Kinds(kinds)), Some(names)) => Picture::Kinds(self.spreads(kinds, names, grouping)),
            (Some(Attribute::Numbers(numbers)), _) => Picture::Numbers(self.means(numbers, grouping)),
            _ => Picture::None,
        }
    }

    fn spreads(&self, kinds: &[Option<u32>], names: &[String], grouping: &[u32]) -> Vec<Spread> {
        let groups = self.wish.groups.len();
        let mut counts = vec![vec![0_u32; groups]; names.len()];
        let mut sizes = vec![0_u64; groups];
        for (kind, group) in kinds.iter().zip(grouping) {
            sizes[*group as usize] += 1;
            if let Some(counts) = kind.and_then(|kind| counts.get_mut(kind as usize)) {
                counts[*group as usize] += 1;
            }
        }
        let everyone = u64::from(self.wish.learners).max(1);
        let (small, large) = (sizes.iter().min().copied().unwrap_or(0), sizes.iter().max().copied().unwrap_or(0));
        let spread = |(kind, counts): (&String, Vec<u32>)| {
            let total: u64 = counts.iter().map(|count| u64::from(*count)).sum();
            let whole = |share: u64| u32::try_from(share).unwrap_or(u32::MAX);
            let ideal = (whole(total * small / everyone), whole((total * large).div_ceil(everyone)));
            Spread { kind: kind.clone(), counts, ideal }
        };
        let mut spreads: Vec<Spread> = names.iter().zip(counts).map(spread).collect();
        spreads.sort_by_key(|spread| core::cmp::Reverse(spread.counts.iter().sum::<u32>()));
        spreads.truncate(DRAWN);
        spreads
    }

    fn means(&self, numbers: &[Option<Thousandths>], grouping: &[u32]) -> Means {
        let mut sums = vec![(0_i64, 0_i64); self.wish.groups.len()];
        for (number, group) in numbers.iter().zip(grouping) {
            if let Some(number) = number {
                let (sum, count) = &mut sums[*group as usize];
                *sum += number;
                *count += 1;
            }
        }
        let (sum, count) = sums.iter().fold((0, 0), |(a, b), (sum, count)| (a + sum, b + count));
        let mean = |(sum, count): (i64, i64)| (count > 0).then(|| sum / count);
        Means { all: mean((sum, count)).unwrap_or(0), groups: sums.into_iter().map(mean).collect() }
    }
}
