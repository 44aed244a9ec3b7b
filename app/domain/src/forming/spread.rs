//! Who sits where: runs of learners spread over groups of given sizes.

use super::Fill;
use crate::id::UserId;
use crate::seed::Seeded;

/// Spreads `runs` over groups of `sizes`, which are evened out (they differ by at most one, large ones
/// first) or filled in order (all alike but a smaller last one), and whose sum is the number of learners.
///
/// Evened out: the runs are dealt round and round, each going on where the one before ended. A run
/// is one stretch of the dealing and so is the whole, and a stretch dealt over n groups gives any two
/// of them counts that differ by at most one: sizes and every run at once.
///
/// Filled in order: first the last group is made ([`last_group`]), then the others, now all of one
/// size, are dealt. With m full groups of size s, a rest r, and a run of c among N learners, the run's
/// share of a full group is a = c·s/N and of the last b = c·r/N; m·a + b = c. Rounding each b to ⌊b⌋ or
/// ⌈b⌉ so that they add up to r (all b do) is enough: m·{a} + {b} is a whole number, from 1 to m where
/// b is none, so either rounding leaves between m·⌊a⌋ and m·⌈a⌉ of the run to the full groups, and
/// dealing gives each of them ⌊a⌋ or ⌈a⌉. (Dealing all would not do, even where the last group is only
/// one smaller: of 11 in 49 learners two could sit in the last group of 4, whose share is 0.9.)
pub(super) fn spread(mut runs: Vec<Vec<UserId>>, sizes: &[u32], fill: Fill, seeded: &mut Seeded) -> Vec<Vec<UserId>> {
    let (Some(&large), Some(&small)) = (sizes.first(), sizes.last()) else { return Vec::new() };
    for run in &mut runs {
        seeded.shuffle(run);
    }
    let last = (fill == Fill::InOrder && small < large).then(|| last_group(&mut runs, small));
    let mut groups = deal(&runs, sizes.len() - usize::from(last.is_some()), seeded);
    groups.extend(last);
    groups
}

/// Deals the runs round and round, then brings the groups into a random order, large ones first.
fn deal(runs: &[Vec<UserId>], groups: usize, seeded: &mut Seeded) -> Vec<Vec<UserId>> {
    let learners: usize = runs.iter().map(Vec::len).sum();
    let mut dealt = vec![Vec::with_capacity(learners.div_ceil(groups)); groups];
    for (turn, learner) in runs.iter().flatten().enumerate() {
        dealt[turn % groups].push(*learner);
    }
    seeded.shuffle(&mut dealt);
    dealt.sort_by_key(|group| core::cmp::Reverse(group.len()));
    dealt
}

/// Takes the members of the last group, `size` of them, out of the runs: of each run its whole share,
/// and one more of those whose shares have the largest fractions.
fn last_group(runs: &mut [Vec<UserId>], size: u32) -> Vec<UserId> {
    let learners: u64 = runs.iter().map(|run| run.len() as u64).sum();
    let shares = runs.iter().map(|run| run.len() as u64 * u64::from(size));
    let mut takes: Vec<usize> =
        shares.clone().map(|share| usize::try_from(share / learners).unwrap_or(usize::MAX)).collect();
    let mut fractions: Vec<(u64, usize)> = shares.zip(0..).map(|(share, at)| (share % learners, at)).collect();
    fractions.sort_unstable_by(|a, b| b.cmp(a));
    let missing = size as usize - takes.iter().sum::<usize>();
    for (_, at) in fractions.into_iter().take(missing) {
        takes[at] += 1;
    }
    let mut last = Vec::with_capacity(size as usize);
    for (run, take) in runs.iter_mut().zip(takes) {
        last.extend(run.drain(run.len() - take..));
    }
    last
}
