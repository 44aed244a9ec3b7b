//! What no grouping can beat, rule by rule. Every bound is proved; few are always reached.

use super::counts::{Kinds, Measure};
use super::distances::Distances;
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

/// Everyone sits with at most so many as the largest group has: the farthest ones, at best. Each pair is two
/// learners' company.
fn of_distances(distances: &Distances, wish: &Wish) -> Thousandths {
    let learners = wish.learners as usize;
    let company = largest(wish).saturating_sub(1).min(learners.saturating_sub(1));
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
