//! A grouping under search: what it costs, and what any change of seats would cost.

use super::bonds::Bonds;
use super::bound;
use super::cost::Cost;
use super::counts::Counts;
use super::distances::Diversity;
use super::gauge::Gauge;
use super::numbers::Averages;
use super::report::weigh;
use super::seats::{Change, Seats};
use super::wish::{Group, Wish};

/// A grouping under search.
#[derive(Clone, Debug)]
pub(super) struct Grouping {
    seats: Seats,
    bonds: Bonds,
    /// Each rule that is not on pairs, and what a thousandth lost by it costs.
    terms: Vec<(Cost, Term)>,
    cost: Cost,
}

#[derive(Clone, Debug)]
enum Term {
    Counts(Counts),
    Averages(Averages),
    Diversity(Diversity),
}

impl Grouping {
    /// Of a wish and a grouping in good order.
    pub(super) fn new(wish: &Wish, group_of: Vec<Group>) -> Self {
        let seats = Seats::new(group_of, wish.groups.len());
        let (mut measured, mut bonds, mut cost) = (Vec::new(), Vec::new(), Cost::default());
        for rule in &wish.rules {
            let (unit, gauge) = (weigh(rule.force), Gauge::of(&rule.aim, wish));
            cost += unit * gauge.loss(&seats);
            match gauge {
                Gauge::Kinds(kinds) => measured.push((unit, Term::Counts(Counts::new(kinds, &seats)))),
                Gauge::Numbers(numbers) => measured.push((unit, Term::Averages(Averages::new(numbers, &seats)))),
                Gauge::Together(joined) => bonds.extend(joined.into_iter().map(|(a, b)| (a, b, unit * -1_000))),
                Gauge::Apart(met) => {
                    bonds.extend(met.into_iter().map(|(a, b, times)| (a, b, unit * (1_000 * i64::from(times)))));
                }
                Gauge::Diverse(distances) => {
                    cost -= unit * bound::of(&Gauge::Diverse(distances.clone()), wish);
                    measured.push((unit * -1, Term::Diversity(Diversity::new(distances, &seats))));
                }
            }
        }
        let bonds = Bonds::new(seats.group_of().len(), bonds.into_iter());
        Self { seats, bonds, terms: measured, cost }
    }

    pub(super) const fn cost(&self) -> Cost {
        self.cost
    }

    pub(super) const fn seats(&self) -> &Seats {
        &self.seats
    }

    /// How much more it costs after a change.
    pub(super) fn delta(&self, change: Change) -> Cost {
        let mut delta = self.bonds.delta(&self.seats, change);
        for (unit, term) in &self.terms {
            delta += *unit
                * match term {
                    Term::Counts(counts) => counts.delta(&self.seats, change),
                    Term::Averages(averages) => averages.delta(change),
                    Term::Diversity(diversity) => diversity.delta(&self.seats, change),
                };
        }
        delta
    }

    /// Makes a change whose [`Grouping::delta`] is known.
    pub(super) fn apply(&mut self, change: Change, delta: Cost) {
        for (_, term) in &mut self.terms {
            match term {
                Term::Counts(counts) => counts.apply(change),
                Term::Averages(averages) => averages.apply(change),
                Term::Diversity(diversity) => diversity.apply(change),
            }
        }
        self.seats.apply(change);
        self.cost += delta;
    }

    /// Brings a learner to a group.
    pub(super) fn seat(&mut self, learner: usize, group: usize) {
        let change = self.seats.walk(learner, group);
        if change.from != change.to {
            let delta = self.delta(change);
            self.apply(change, delta);
        }
    }

    /// Brings everyone where they sit in another grouping of the same wish.
    pub(super) fn go_to(&mut self, target: &[Group]) {
        for (learner, group) in target.iter().enumerate() {
            self.seat(learner, *group as usize);
        }
    }
}
