//! What no grouping can beat, rule by rule. Every bound is proved; few are always reached.

use super::counts::{Kinds, Measure};
use super::distances::{Column, Distances};
use super::gauge::Gauge;
use super::wish::{Thousandths, Wish};

/// The least a rule can lose in any grouping that keeps the capacities; of diversity, the largest sum of
/// distances, negative as in [`Gauge::loss`].
pub(super) fn of(gauge: &Gauge, wish: &Wish) -> Thousandths {
    match gauge {
        Gauge::Kinds(rule) => of_kinds(rule, wish),
        Gauge::Apart(pairs) => of_meetings(pairs, wish),
        Gauge::Diverse(distances) => -of_distances(distances, wish),
        Gauge::Numbers(_) | Gauge::Together(_) => 0,
    }
}

fn largest(wish: &Wish) -> usize {
    wish.groups.iter().map(|group| group.most).max().unwrap_or(0) as usize
}

/// Sizes that are given: every group has one, and they add up to the learners.
fn sizes(wish: &Wish) -> Option<Vec<u64>> {
    wish.groups.iter().map(|group| (group.least == group.most).then_some(u64::from(group.most))).collect()
}

/// Shares can always be met by one rule alone: counts are a flow with whole capacities. Rounded shares add up to
/// more or less than there are, and whatever differs is lost somewhere. Who is one of a kind is alone.
fn of_kinds(rule: &Kinds, wish: &Wish) -> Thousandths {
    let known = rule.kinds() - 1;
    match rule.measure {
        Measure::Share | Measure::Alike => 0,
        Measure::Nearest { .. } => sizes(wish).map_or(0, |sizes| {
            let missed = |kind: usize| {
                let targets: Option<u64> = sizes.iter().map(|size| rule.range(kind, *size).map(|(at, _)| at)).sum();
                targets.map_or(0, |targets| targets.abs_diff(rule.totals()[kind]))
            };
            Thousandths::try_from(1_000 * (0..known).map(missed).sum::<u64>()).unwrap_or(0)
        }),
        Measure::NobodyAlone => {
            let single = rule.totals()[..known].iter().filter(|total| **total == 1);
            Thousandths::try_from(1_000 * single.count()).unwrap_or(0)
        }
    }
}

/// Everyone sits with at least so many as the smallest group has; who knows nearly all meets some again.
/// Each such pair is two learners' meeting.
fn of_meetings(pairs: &[(u32, u32, u32)], wish: &Wish) -> Thousandths {
    let learners = wish.learners as usize;
    let company = wish.groups.iter().map(|group| group.least).min().unwrap_or(0).saturating_sub(1) as usize;
    let mut known = vec![0_usize; learners];
    for (a, b, _) in pairs {
        known[*a as usize] += 1;
        known[*b as usize] += 1;
    }
    let again = |known: &usize| (company + known).saturating_sub(learners - 1);
    let meetings: usize = known.iter().map(again).sum();
    Thousandths::try_from(1_000 * meetings.div_ceil(2)).unwrap_or(0)
}

fn of_distances(distances: &Distances, wish: &Wish) -> Thousandths {
    distances.differences().map_or_else(|| of_farthest(distances, wish), |columns| of_differences(columns, wish))
}

/// Everyone sits with at most so many as the largest group has: the farthest ones, at best. Each pair is two
/// learners' company.
fn of_farthest(distances: &Distances, wish: &Wish) -> Thousandths {
    let learners = wish.learners as usize;
    let company = largest(wish).saturating_sub(1).min(learners.saturating_sub(1));
    if let Distances::Gower(_) = distances {
        // Too many to look at every pair: none is farther than 1.
        return 500 * Thousandths::try_from(learners * company).unwrap_or(Thousandths::MAX / 500);
    }
    let mut row = Vec::with_capacity(learners);
    let mut twice: Thousandths = 0;
    for learner in 0..learners {
        row.clear();
        row.extend((0..learners).filter(|other| *other != learner).map(|other| distances.between(learner, other)));
        if company > 0 && company < row.len() {
            row.select_nth_unstable_by(company - 1, |a, b| b.cmp(a));
        }
        twice += row[..company].iter().map(|distance| Thousandths::from(*distance)).sum::<Thousandths>();
    }
    twice / 2
}

/// Of Gower's distance of attributes that are known of everyone, each by itself. Groups of any sizes have as many pairs
/// as the squares of their sizes tell, and the fewest that are alike if each kind is spread evenly. Numbers are kinds
/// too: between any two neighbouring values, those below and those above, who differ by the gap between them.
fn of_differences(columns: &[Column], wish: &Wish) -> Thousandths {
    let (learners, groups) = (u64::from(wish.learners), wish.groups.len() as u64);
    let squares =
        sizes(wish).map_or(learners * largest(wish) as u64, |sizes| sizes.iter().map(|size| size * size).sum());
    let differ = |kinds: &mut dyn Iterator<Item = u64>| {
        let alike: u64 = kinds.map(|total| squares_if_even(total, groups)).sum();
        squares.saturating_sub(alike) / 2
    };
    let of_column = |column: &Column| match column {
        Column::Kinds(kinds) => {
            let mut totals = vec![0; kinds.iter().flatten().max().map_or(0, |most| *most as usize + 1)];
            for kind in kinds.iter().flatten() {
                totals[*kind as usize] += 1;
            }
            1_000 * differ(&mut totals.into_iter())
        }
        Column::Numbers(numbers) => {
            let mut sorted: Vec<i32> = numbers.iter().flatten().copied().collect();
            sorted.sort_unstable();
            let gaps = (1..).zip(sorted.windows(2)).filter(|(_, pair)| pair[0] < pair[1]);
            gaps.map(|(below, pair)| {
                u64::from(pair[1].abs_diff(pair[0])) * differ(&mut [below, learners - below].into_iter())
            })
            .sum()
        }
    };
    let sum: u64 = columns.iter().map(of_column).sum();
    Thousandths::try_from(sum / (columns.len() as u64).max(1)).unwrap_or(Thousandths::MAX)
}

/// The least sum of squares of counts in so many groups that add up to a total.
fn squares_if_even(total: u64, groups: u64) -> u64 {
    let (each, more) = (total / groups, total % groups);
    groups * each * each + more * (2 * each + 1)
}
