//! The search for a grouping by all rules: simulated annealing over changes of seats, in cycles.
//!
//! A cycle starts hot, where nearly any change is made, and cools until only gains are; the next starts from the best
//! grouping known, less hot and longer. Musts have a price in what weighted rules lose; it rises while they are not
//! kept. From the literature on the maximally diverse grouping problem: a table of every learner's distance to every
//! group, so that a change is judged without a look at the others (Lai and Hao, 2016; Brimberg, Mladenović and
//! Urošević, 2015), and exchanges as the moves (also Papenberg and Klau, 2021).

use super::cost::Cost;
use super::grouping::Grouping;
use super::heat::Heat;
use super::seats::Change;
use super::start::{self, Sizes};
use super::wish::{Aim, Capacity, Group, Wish};
use crate::seed::Seeded;

/// A search by annealing under way.
#[derive(Clone, Debug)]
pub(super) struct Annealing {
    grouping: Grouping,
    best: (Cost, Vec<Group>),
    capacities: Vec<Capacity>,
    /// Who may move.
    free: Vec<u32>,
    /// Whether distances count, for which groups of unequal sizes are better.
    diverse: bool,
    /// Whether some group may become larger or smaller.
    elastic: bool,
    seeded: Seeded,
    heat: Heat,
    /// What a thousandth of a must is worth in weighted losses.
    price: i64,
    least_price: i64,
}

/// So many changes tell what changes cost.
const SAMPLES: usize = 1_000;
/// Few learners times groups.
const FEW: u64 = 200;
/// The highest price of a must.
const DEAREST: i64 = 1 << 24;

impl Annealing {
    /// From a wish in good order whose capacities and fixed places can be kept.
    pub(super) fn new(wish: &Wish, mut seeded: Seeded) -> Self {
        let diverse = wish.rules.iter().any(|rule| matches!(rule.aim, Aim::Diverse(_)));
        let first = start::deal(wish, if diverse { Sizes::Largest } else { Sizes::Even }, &mut seeded);
        let grouping = Grouping::new(wish, first.clone());
        let mut free = vec![true; wish.learners as usize];
        for (learner, _) in &wish.fixed {
            free[*learner as usize] = false;
        }
        let mut annealing = Self {
            best: (grouping.cost(), first),
            grouping,
            capacities: wish.groups.clone(),
            free: (0..wish.learners).filter(|learner| free[*learner as usize]).collect(),
            diverse,
            elastic: wish.groups.iter().any(|group| group.least < group.most),
            seeded,
            heat: Heat::new(0, 0, false),
            price: 1,
            least_price: 1,
        };
        annealing.warm();
        annealing
    }

    /// The best grouping so far, and what it costs.
    pub(super) const fn best(&self) -> &(Cost, Vec<Group>) {
        &self.best
    }

    /// Sets price and heat by what changes cost where the search starts; where few sit, whose start tells little, by
    /// those that cost anything on a random way and back.
    fn warm(&mut self) {
        let (mut weighted, mut musts, mut count) = (0_i64, 0_i64, 1_i64);
        let few = self.size() < FEW;
        for _ in 0..SAMPLES {
            let bits = self.seeded.next_u64();
            let Some(change) = self.draw(bits) else { continue };
            let delta = self.grouping.delta(change);
            if few {
                self.grouping.apply(change, delta);
            }
            weighted += delta.weighted.abs();
            musts += delta.must.abs();
            count += i64::from(!few || delta != Cost::default());
        }
        self.grouping.go_to(&self.best.1);
        self.price = if weighted == 0 || musts == 0 { 1 } else { (4 * weighted / musts).clamp(1, DEAREST) };
        self.least_price = self.price;
        let anywhere = self.diverse && musts == 0;
        self.heat = Heat::new((weighted + musts * self.price) / count, self.size(), anywhere);
    }

    fn size(&self) -> u64 {
        (self.free.len() * self.capacities.len()) as u64
    }

    /// A change of seats that keeps capacities and moves nobody who is fixed; or none, by these random bits.
    fn draw(&self, bits: u64) -> Option<Change> {
        let who = self.free[below(bits >> 32, self.free.len())] as usize;
        let seats = self.grouping.seats();
        let from = seats.group(who);
        if self.elastic && (bits >> 10).is_multiple_of(4) {
            let to = below(bits & 0xFFFF_FFFF, seats.groups());
            let (give, take) = (self.capacities[from], self.capacities[to]);
            let fits = seats.size(from) > give.least as usize && seats.size(to) < take.most as usize;
            return (from != to && fits).then(|| seats.walk(who, to));
        }
        let back = self.free[below(bits & 0xFFFF_FFFF, self.free.len())] as usize;
        (seats.group(back) != from).then(|| seats.swap(who, back))
    }

    /// Considers so many changes at one heat; how many it did.
    pub(super) fn chunk(&mut self, wish: &Wish, steps: u64) -> u64 {
        for _ in 0..steps {
            let bits = self.seeded.next_u64();
            let Some(change) = self.draw(bits) else { continue };
            let delta = self.grouping.delta(change);
            let worse = delta.at(self.price);
            if worse <= 0 || self.heat.bears(worse, bits) {
                self.grouping.apply(change, delta);
            }
        }
        if self.grouping.cost() < self.best.0 {
            self.best = (self.grouping.cost(), self.grouping.seats().group_of().to_vec());
        }
        if self.heat.cool(steps) {
            self.again(wish);
        }
        steps
    }

    /// After a cycle: musts become dearer if more are lost than need be, else cheaper.
    fn again(&mut self, wish: &Wish) {
        let dearer = self.grouping.cost().must > self.best.0.must;
        self.price = if dearer { self.price * 2 } else { (self.price / 2).max(self.least_price) }.min(DEAREST);
        if self.heat.is_fresh() {
            let sizes = if self.diverse { Sizes::Any } else { Sizes::Even };
            let fresh = start::deal(wish, sizes, &mut self.seeded);
            self.grouping.go_to(&fresh);
        } else {
            self.grouping.go_to(&self.best.1);
        }
    }
}

/// A number below `bound` from 32 random bits.
pub(super) fn below(bits: u64, bound: usize) -> usize {
    usize::try_from((bits * bound as u64) >> 32).unwrap_or(0)
}
