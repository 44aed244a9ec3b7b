//! How large each group becomes.

use super::roster::Roster;
use super::{Fill, Genders, Problem, Request, Sizing};
use crate::groups::acts::MOST_GROUPS;

/// The sizes of the groups of each pool, whose numbers of learners are `counts`; large ones first.
pub(super) fn of_pools(request: &Request, roster: &Roster, counts: &[u32]) -> Result<Vec<Vec<u32>>, Problem> {
    match request.sizing {
        Sizing::Number(0) => Err(Problem::NoGroups),
        Sizing::Size { size: 0, .. } => Err(Problem::NoSize),
        Sizing::Number(groups) if groups > MOST_GROUPS => Err(Problem::TooManyGroups { most: MOST_GROUPS }),
        _ if roster.len() == 0 => Err(Problem::NoLearners),
        Sizing::Number(groups) if groups > roster.len() => {
            Err(Problem::MoreGroupsThanLearners { groups, learners: roster.len() })
        }
        Sizing::Number(groups) if request.genders == Genders::Homogeneous && (groups as usize) < counts.len() => {
            Err(Problem::FewerGroupsThanGenders { groups, genders: roster.genders() })
        }
        Sizing::Number(groups) => {
            Ok(counts.iter().zip(apportion(groups, counts)).map(|(count, groups)| even(*count, groups)).collect())
        }
        Sizing::Size { size, fill } => Ok(counts.iter().map(|count| up_to(*count, size, fill)).collect()),
    }
}

/// Sizes of `groups` groups that differ by at most one.
fn even(learners: u32, groups: u32) -> Vec<u32> {
    let larger = learners % groups;
    (0..groups).map(|group| learners / groups + u32::from(group < larger)).collect()
}

/// As many groups as needed, none above `size`.
fn up_to(learners: u32, size: u32, fill: Fill) -> Vec<u32> {
    let groups = learners.div_ceil(size);
    match fill {
        Fill::Even => even(learners, groups),
        Fill::InOrder => (0..groups).map(|group| size.min(learners - group * size)).collect(),
    }
}

/// Shares `groups` out to pools of `counts` learners so that the largest group is as small as can be
/// and every pool has one at least. Each group in turn goes where the groups are largest on average,
/// which is the greedy rule for the least maximum. Needs as many groups as pools and no more than
/// learners; then no group stays empty, for a pool with a learner to each group is never the largest.
fn apportion(groups: u32, counts: &[u32]) -> Vec<u32> {
    let mut shares = vec![1_u32; counts.len()];
    for _ in counts.len()..groups as usize {
        let fullest = (0..counts.len()).reduce(|best, next| {
            // counts[next] / shares[next] > counts[best] / shares[best], without fractions.
            let more = u64::from(counts[next]) * u64::from(shares[best]);
            let most = u64::from(counts[best]) * u64::from(shares[next]);
            if more > most { next } else { best }
        });
        if let Some(pool) = fullest {
            shares[pool] += 1;
        }
    }
    shares
}

/// Sizes of groups that are filled up with so many more: the smallest take first, until all are even or full.
///
/// # Errors
/// [`Problem::NoRoom`] where none may have more than `most`, and that is too little.
pub fn filled_up(sizes: &[u32], joining: u32, most: Option<u32>) -> Result<Vec<u32>, Problem> {
    let mut filled = sizes.to_vec();
    let room = |size: u32| most.map_or(u64::from(joining), |most| u64::from(most.saturating_sub(size)));
    let places: u64 = sizes.iter().map(|size| room(*size)).sum();
    if places < u64::from(joining) {
        return Err(Problem::NoRoom { places: u32::try_from(places).unwrap_or(u32::MAX), learners: joining });
    }
    for _ in 0..joining {
        if let Some(smallest) = filled.iter_mut().min() {
            *smallest += 1;
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_are_evened_out_or_filled_in_order() {
        assert_eq!(even(158, 20), [[8; 18].as_slice(), &[7; 2]].concat());
        assert_eq!(up_to(158, 8, Fill::Even), even(158, 20));
        assert_eq!(up_to(158, 8, Fill::InOrder), [[8; 19].as_slice(), &[6]].concat());
        assert_eq!(up_to(160, 8, Fill::InOrder), [8; 20]);
        assert_eq!(up_to(5, 8, Fill::InOrder), [5]);
        assert_eq!(up_to(5, u32::MAX, Fill::InOrder), [5]);
    }

    #[test]
    fn the_smallest_groups_are_filled_up_first() {
        assert_eq!(filled_up(&[5, 8, 6], 4, None), Ok(vec![8, 8, 7]));
        assert_eq!(filled_up(&[5, 8, 6], 4, Some(7)), Err(Problem::NoRoom { places: 3, learners: 4 }));
        assert_eq!(filled_up(&[5, 9, 6], 3, Some(7)), Ok(vec![7, 9, 7]));
        assert_eq!(filled_up(&[], 0, None), Ok(Vec::new()));
        assert_eq!(filled_up(&[], 1, None), Err(Problem::NoRoom { places: 0, learners: 1 }));
    }

    /// All ways to share `groups` out with one at least for each pool.
    fn all_shares(groups: u32, pools: usize) -> Vec<Vec<u32>> {
        if pools == 1 {
            return vec![vec![groups]];
        }
        (1..groups)
            .flat_map(|first| {
                all_shares(groups - first, pools - 1).into_iter().map(move |rest| [vec![first], rest].concat())
            })
            .collect()
    }

    fn largest(counts: &[u32], shares: &[u32]) -> u32 {
        counts.iter().zip(shares).map(|(count, share)| count.div_ceil(*share)).max().unwrap()
    }

    proptest! {
        #[test]
        fn no_other_shares_have_a_smaller_largest_group(
            counts in prop::collection::vec(1_u32..40, 1..4),
            wish in 1_u32..14,
        ) {
            let pools = u32::try_from(counts.len()).unwrap();
            let groups = wish.clamp(pools, counts.iter().sum());
            let shares = apportion(groups, &counts);
            prop_assert_eq!(shares.iter().sum::<u32>(), groups);
            prop_assert!(counts.iter().zip(&shares).all(|(count, share)| (1..=*count).contains(share)));
            let best = all_shares(groups, counts.len()).iter().map(|other| largest(&counts, other)).min().unwrap();
            prop_assert_eq!(largest(&counts, &shares), best, "{:?}", shares);
        }
    }
}
