//! A rule made ready to be measured: what it loses in a grouping, from scratch, and where.

use super::counts::{self, Kinds};
use super::distances::Distances;
use super::numbers::{self, Numbers};
use super::report::Breach;
use super::seats::Seats;
use super::wish::{Aim, Attribute, Learner, Thousandths, Wish};

/// A rule made ready.
#[derive(Clone, Debug)]
pub(super) enum Gauge {
    Kinds(Kinds),
    Numbers(Numbers),
    /// Pairs who should sit together.
    Together(Vec<(Learner, Learner)>),
    /// Pairs who should not, and how often each is lost where they do.
    Apart(Vec<(Learner, Learner, u32)>),
    Diverse(Distances),
}

impl Gauge {
    /// Of a rule of a wish in good order.
    pub(super) fn of(aim: &Aim, wish: &Wish) -> Self {
        let kinds = |attribute: u32, measure| match &wish.attributes[attribute as usize] {
            Attribute::Kinds(kinds) => Self::Kinds(Kinds::new(measure, kinds)),
            Attribute::Numbers(_) => Self::Together(Vec::new()),
        };
        match aim {
            Aim::Share { attribute } => kinds(*attribute, counts::Measure::Share),
            Aim::Nearest { attribute, of } => {
                let mut watched = vec![false; of.iter().max().map_or(0, |most| *most as usize + 1)];
                for kind in of {
                    watched[*kind as usize] = true;
                }
                kinds(*attribute, counts::Measure::Nearest { watched })
            }
            Aim::NobodyAlone { attribute } => kinds(*attribute, counts::Measure::NobodyAlone),
            Aim::Even { attribute, slack } => match &wish.attributes[*attribute as usize] {
                Attribute::Numbers(numbers) => {
                    Self::Numbers(Numbers::new(numbers::Measure::Even { slack: *slack }, numbers))
                }
                Attribute::Kinds(_) => Self::Together(Vec::new()),
            },
            Aim::Alike { attribute } => match &wish.attributes[*attribute as usize] {
                Attribute::Numbers(numbers) => Self::Numbers(Numbers::new(numbers::Measure::Alike, numbers)),
                Attribute::Kinds(_) => kinds(*attribute, counts::Measure::Alike),
            },
            Aim::Together(sets) => Self::Together(pairs(sets).into_iter().map(|(a, b, _)| (a, b)).collect()),
            Aim::Apart(sets) => Self::Apart(pairs(sets).into_iter().map(|(a, b, _)| (a, b, 1)).collect()),
            Aim::NewFaces(groups) => Self::Apart(pairs(groups)),
            Aim::Diverse(distance) => Self::Diverse(Distances::new(distance, &wish.attributes, wish.learners as usize)),
        }
    }

    /// What is lost in a grouping; of diversity, which has no zero of its own, the sum of distances, negative.
    pub(super) fn loss(&self, seats: &Seats) -> Thousandths {
        let groups = 0..seats.groups();
        let together = |a: u32, b: u32| seats.group(a as usize) == seats.group(b as usize);
        match self {
            Self::Kinds(rule) => groups.map(|group| rule.loss(&counted(rule, seats.members(group)))).sum(),
            Self::Numbers(rule) => groups.map(|group| rule.loss(rule.sums(seats.members(group)))).sum(),
            Self::Together(pairs) => pairs.iter().map(|(a, b)| 1_000 * Thousandths::from(!together(*a, *b))).sum(),
            Self::Apart(pairs) => {
                let met = pairs.iter().filter(|(a, b, _)| together(*a, *b));
                met.map(|(_, _, times)| 1_000 * Thousandths::from(*times)).sum()
            }
            Self::Diverse(distances) => -groups.map(|group| distances.within(seats.members(group))).sum::<i64>(),
        }
    }

    /// Where it is broken.
    pub(super) fn breaches(&self, seats: &Seats) -> Vec<Breach> {
        let groups = 0..u32::try_from(seats.groups()).unwrap_or(u32::MAX);
        let together = |a: u32, b: u32| seats.group(a as usize) == seats.group(b as usize);
        match self {
            Self::Kinds(rule) => {
                groups.flat_map(|group| of_kinds(rule, group, seats.members(group as usize))).collect()
            }
            Self::Numbers(rule) => {
                let losses = groups.map(|group| (group, rule.loss(rule.sums(seats.members(group as usize)))));
                losses.filter(|(_, loss)| *loss > 0).map(|(group, loss)| Breach::Group { group, loss }).collect()
            }
            Self::Together(pairs) => {
                let parted = pairs.iter().filter(|(a, b)| !together(*a, *b));
                parted.map(|(a, b)| Breach::Pair { a: *a, b: *b, times: 1 }).collect()
            }
            Self::Apart(pairs) => {
                let met = pairs.iter().filter(|(a, b, _)| together(*a, *b));
                met.map(|(a, b, times)| Breach::Pair { a: *a, b: *b, times: *times }).collect()
            }
            Self::Diverse(_) => Vec::new(),
        }
    }
}

/// How many of each kind some learners are.
pub(super) fn counted(rule: &Kinds, members: &[Learner]) -> Vec<u64> {
    let mut counts = vec![0; rule.kinds()];
    for member in members {
        counts[rule.kind(*member as usize)] += 1;
    }
    counts
}

/// Where a group of these breaks a rule on kinds.
pub(super) fn of_kinds(rule: &Kinds, group: u32, members: &[Learner]) -> Vec<Breach> {
    let counts = counted(rule, members);
    let size = counts.iter().sum();
    let short = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    if rule.measure == counts::Measure::Alike {
        let loss = rule.loss(&counts);
        return if loss > 0 { vec![Breach::Group { group, loss }] } else { Vec::new() };
    }
    let broken = (0..).zip(&counts).filter(|(kind, count)| rule.part(*kind, **count, size) > 0);
    broken
        .map(|(kind, count)| {
            let (least, most) = rule.range(kind, size).unwrap_or((2, size));
            Breach::Kind {
                group,
                kind: short(kind as u64),
                count: short(*count),
                least: short(least),
                most: short(most),
            }
        })
        .collect()
}

/// The pairs within sets, smaller number first, each once and with the number of sets that have it.
fn pairs(sets: &[Vec<Learner>]) -> Vec<(Learner, Learner, u32)> {
    let mut all = Vec::new();
    for set in sets {
        let mut set = set.clone();
        set.sort_unstable();
        set.dedup();
        for (at, a) in set.iter().enumerate() {
            all.extend(set[at + 1..].iter().map(|b| (*a, *b, 1)));
        }
    }
    all.sort_unstable();
    all.dedup_by(|next, first| {
        let same = (next.0, next.1) == (first.0, first.1);
        first.2 += u32::from(same);
        same
    });
    all
}
