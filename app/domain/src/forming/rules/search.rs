//! The search for a grouping: as long as one likes, a step at a time.
//!
//! Three ways, by what is asked: everything at once by [`Annealing`]; nothing but the largest sum of distances by
//! [`Exchange`]; and where there are few groupings, after some annealing, every one of them.

use super::annealing::Annealing;
use super::bound;
use super::clash;
use super::cost::Cost;
use super::distances::Distances;
use super::every::Every;
use super::exchange::Exchange;
use super::gauge::Gauge;
use super::report::{Report, check, weigh};
use super::start::{self, Sizes};
use super::trouble::{self, Trouble};
use super::wish::{Aim, Force, Group, Rule, Wish};
use crate::seed::Seeded;
use serde::{Deserialize, Serialize};

/// A search under way. The same wish and the same number of steps give the same groups on every machine.
#[derive(Clone, Debug)]
pub struct Search {
    wish: Wish,
    way: Way,
    best: (Cost, Vec<Group>),
    steps: u64,
}

#[derive(Clone, Debug)]
enum Way {
    Annealing(Box<Annealing>),
    /// With what the sum of distances costs.
    Exchange(Box<Exchange>, Price),
    Every(Box<Every>),
    /// Nothing can be changed, or nothing is left to look at.
    Over,
}

/// What a sum of distances costs: so much a thousandth that it is below a bound.
#[derive(Clone, Copy, Debug)]
struct Price {
    unit: Cost,
    bound: i64,
}

impl Price {
    fn of(self, value: i64) -> Cost {
        self.unit * (self.bound - value)
    }
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Changes of seats, or groupings, that were considered.
    pub steps: u64,
    /// Of the best grouping so far.
    pub best: Cost,
    /// Nothing better is possible, or nothing can be changed: no use to go on.
    pub done: bool,
}

/// The distances of a wish that asks for nothing else, if they are kept in a table and someone may move; not where all
/// groupings are few.
fn distances_alone(wish: &Wish) -> Option<(Distances, Force)> {
    let [Rule { force, aim: Aim::Diverse(distance) }] = wish.rules.as_slice() else { return None };
    if Every::is_few(wish) {
        return None;
    }
    let distances = Distances::new(distance, &wish.attributes, wish.learners as usize);
    matches!(distances, Distances::Table { .. }).then_some((distances, *force))
}

/// So many steps are taken at once.
const CHUNK: u64 = 256;
/// So many steps of annealing before every grouping is looked at, where they are few.
const BEFORE_EVERY: u64 = 20_000;

impl Search {
    /// Starts to search.
    ///
    /// # Errors
    /// When the wish is not in order, or its capacities and fixed places cannot be kept.
    pub fn new(wish: Wish) -> Result<Self, Trouble> {
        trouble::in_order(&wish)?;
        if !clash::of_seats(&wish).is_empty() {
            return Err(Trouble::Seats);
        }
        let mut search = match distances_alone(&wish) {
            Some((distances, force)) => Self::of_distances(wish, distances, force),
            None => Self::of_rules(wish),
        };
        if search.wish.fixed.len() == search.wish.learners as usize || search.wish.groups.len() < 2 {
            search.way = Way::Over;
        }
        Ok(search)
    }

    fn of_rules(wish: Wish) -> Self {
        let annealing = Annealing::new(&wish, Seeded::new(wish.seed));
        let best = annealing.best().clone();
        Self { wish, way: Way::Annealing(Box::new(annealing)), best, steps: 0 }
    }

    fn of_distances(wish: Wish, distances: Distances, force: Force) -> Self {
        let mut seeded = Seeded::new(wish.seed);
        let first = start::deal(&wish, Sizes::Largest, &mut seeded);
        let exchange = Exchange::new(&wish, &distances, &first, seeded);
        let bound = -bound::of(&Gauge::Diverse(distances), &wish);
        let price = Price { unit: weigh(force), bound };
        let best = (price.of(exchange.value()), first);
        Self { wish, way: Way::Exchange(Box::new(exchange), price), best, steps: 0 }
    }

    /// Goes on for at least so many steps; a few more, up to the end of a round of 256 or of all changes of one seat.
    pub fn advance(&mut self, steps: u64) -> Progress {
        let until = self.steps + steps;
        while self.steps < until && !self.done() {
            self.chunk();
        }
        self.progress()
    }

    fn chunk(&mut self) {
        match &mut self.way {
            Way::Annealing(annealing) => {
                self.steps += annealing.chunk(&self.wish, CHUNK);
                if annealing.best().0 < self.best.0 {
                    self.best.clone_from(annealing.best());
                }
                if self.steps == BEFORE_EVERY.next_multiple_of(CHUNK) && Every::is_few(&self.wish) {
                    self.way = Way::Every(Box::new(Every::new(&self.wish)));
                }
            }
            Way::Exchange(exchange, price) => {
                self.steps += exchange.advance(CHUNK);
                let cost = price.of(exchange.value());
                if cost < self.best.0 {
                    self.best = (cost, exchange.best());
                }
            }
            Way::Every(every) => {
                for _ in 0..CHUNK {
                    self.steps += 1;
                    if every.cost() < self.best.0 {
                        self.best = (every.cost(), every.groups().to_vec());
                    }
                    if !every.next() {
                        self.way = Way::Over;
                        return;
                    }
                }
            }
            Way::Over => {}
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress { steps: self.steps, best: self.best.0, done: self.done() }
    }

    /// The best grouping so far: the group of each learner.
    pub fn best(&self) -> &[Group] {
        &self.best.1
    }

    /// The best grouping so far, rule by rule.
    ///
    /// # Errors
    /// None, in a search that could be started.
    pub fn report(&self) -> Result<Report, Trouble> {
        check(&self.wish, &self.best.1)
    }

    fn done(&self) -> bool {
        self.best.0 == Cost::default() || matches!(self.way, Way::Over)
    }
}
