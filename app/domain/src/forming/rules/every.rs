//! Every grouping there is, one after the other, where they are few: the best of them is proved to be it.

use super::cost::Cost;
use super::grouping::Grouping;
use super::wish::{Capacity, Group, Wish};

/// At most so many learners that may move, and groupings about.
const LEARNERS: usize = 12;
const GROUPINGS: u128 = 5_000_000;

/// The groupings of a wish in order. Of groups that only differ by name, those of lower number are filled first, so
/// that what differs by names alone comes once.
#[derive(Clone, Debug)]
pub(super) struct Every {
    grouping: Grouping,
    /// Who may move, and the group of each.
    free: Vec<usize>,
    at: Vec<usize>,
    sizes: Vec<u32>,
    capacities: Vec<Capacity>,
    /// For each group, the one before it that only differs by name, if any.
    twin: Vec<Option<usize>>,
}

impl Every {
    /// Whether the groupings of a wish are few enough to look at each.
    pub(super) fn is_few(wish: &Wish) -> bool {
        let (fixed, free) = fixed(wish);
        if free.len() > LEARNERS {
            return false;
        }
        // Ways to fill the groups so far with so many learners.
        let mut ways = vec![0_u128; free.len() + 1];
        ways[0] = 1;
        for (capacity, fixed) in wish.groups.iter().zip(sizes(wish, &fixed)) {
            let sizes = capacity.least.saturating_sub(fixed) as usize..=capacity.most.saturating_sub(fixed) as usize;
            ways = (0..=free.len())
                .map(|all| {
                    let fits = sizes.clone().take_while(|size| *size <= all);
                    fits.fold(0, |sum, size| ways[all - size].saturating_mul(chosen(all, size)).saturating_add(sum))
                })
                .collect();
        }
        // Groups that only differ by name can change names.
        let mut rank: Vec<u128> = Vec::new();
        for twin in twins(wish, &fixed) {
            rank.push(twin.map_or(1, |twin| rank[twin] + 1));
        }
        rank.iter().fold(ways[free.len()], |ways, rank| ways / rank) <= GROUPINGS
    }

    /// From the first grouping of a wish whose capacities and fixed places can be kept.
    pub(super) fn new(wish: &Wish) -> Self {
        let (fixed, free) = fixed(wish);
        let groups: Vec<Group> = fixed.iter().map(|group| group.unwrap_or(0)).collect();
        let mut every = Self {
            grouping: Grouping::new(wish, groups),
            at: vec![0; free.len()],
            free,
            sizes: sizes(wish, &fixed),
            capacities: wish.groups.clone(),
            twin: twins(wish, &fixed),
        };
        every.fill(0);
        every
    }

    pub(super) const fn cost(&self) -> Cost {
        self.grouping.cost()
    }

    pub(super) fn groups(&self) -> &[Group] {
        self.grouping.seats().group_of()
    }

    /// Goes on to the next grouping; whether there is one.
    pub(super) fn next(&mut self) -> bool {
        for last in (0..self.free.len()).rev() {
            self.sizes[self.at[last]] -= 1;
            if self.seat(last, self.at[last] + 1) {
                self.fill(last + 1);
                return true;
            }
        }
        false
    }

    /// Seats everyone from one on in the first group that will do.
    fn fill(&mut self, from: usize) {
        for one in from..self.free.len() {
            self.seat(one, 0);
        }
    }

    /// Seats one, who comes after those that have seats, in a group of at least that number; whether there is one
    /// from which all can be seated.
    fn seat(&mut self, one: usize, least: usize) -> bool {
        let left = self.free.len() - one - 1;
        let Some(group) = (least..self.sizes.len()).find(|group| self.takes(*group, left)) else { return false };
        self.sizes[group] += 1;
        self.at[one] = group;
        self.grouping.seat(self.free[one], group);
        true
    }

    /// Whether a group takes one more, so that those who are left can still be seated.
    fn takes(&self, group: usize, left: usize) -> bool {
        let missing = |at: usize| self.capacities[at].least.saturating_sub(self.sizes[at]);
        let needed: u32 = (0..self.sizes.len()).map(missing).sum::<u32>() - u32::from(missing(group) > 0);
        self.sizes[group] < self.capacities[group].most
            && needed as usize <= left
            && self.twin[group].is_none_or(|twin| self.sizes[twin] > 0)
    }
}

/// Where each learner is fixed, and who is nowhere.
fn fixed(wish: &Wish) -> (Vec<Option<Group>>, Vec<usize>) {
    let mut fixed = vec![None; wish.learners as usize];
    for (learner, group) in &wish.fixed {
        fixed[*learner as usize] = Some(*group);
    }
    let free = (0..fixed.len()).filter(|learner| fixed[*learner].is_none()).collect();
    (fixed, free)
}

/// How many are fixed in each group.
fn sizes(wish: &Wish, fixed: &[Option<Group>]) -> Vec<u32> {
    let mut sizes = vec![0; wish.groups.len()];
    for group in fixed.iter().flatten() {
        sizes[*group as usize] += 1;
    }
    sizes
}

/// For each group, the last before it of the same capacity; none where someone is fixed.
fn twins(wish: &Wish, fixed: &[Option<Group>]) -> Vec<Option<usize>> {
    let sizes = sizes(wish, fixed);
    let alike = |a: usize, b: usize| wish.groups[a] == wish.groups[b] && sizes[a] + sizes[b] == 0;
    (0..wish.groups.len()).map(|group| (0..group).rev().find(|other| alike(*other, group))).collect()
}

/// In how many ways some can be chosen of all.
fn chosen(all: usize, some: usize) -> u128 {
    (0..some as u128).fold(1, |ways, at| ways * (all as u128 - at) / (at + 1))
}
