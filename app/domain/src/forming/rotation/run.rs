//! A search for rounds under way, as a worker runs it.

use crate::forming::rules::{Group, Rotation, Rounds};
use serde::{Deserialize, Serialize};

/// Rounds, and how good they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The group of each learner, round by round.
    pub rounds: Vec<Vec<Group>>,
    /// Meetings of two who have met before.
    pub repeats: u64,
    /// So many there are at least in any rounds of these sizes.
    pub least: u64,
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct RotationRun {
    search: Rounds,
    least: u64,
    effort: u64,
}

/// The search goes on by so many changes at once: what it has found after any number of them is then the same,
/// however often it was looked at on the way.
const STRIDE: u64 = 8_192;

impl RotationRun {
    /// Starts to search; nothing where there is nothing to search for.
    pub fn new(rotation: &Rotation) -> Option<Self> {
        let search = Rounds::new(rotation)?;
        let learners: u64 = rotation.sizes.iter().map(|size| u64::from(*size)).sum();
        let effort = (2_000_000 + 20_000 * learners * u64::from(rotation.rounds)).min(40_000_000);
        Some(Self { search, least: rotation.least_repeats(), effort: effort.next_multiple_of(STRIDE) })
    }

    /// How many changes are worth to be considered at first: more for more learners and rounds.
    pub const fn effort(&self) -> u64 {
        self.effort
    }

    /// Goes on for at least so many changes, or until nothing better is possible.
    pub fn advance(&mut self, steps: u64) {
        let until = self.search.steps() + steps;
        while self.search.steps() < until && !self.done() {
            self.search.advance(STRIDE);
        }
    }

    /// Changes that were considered.
    pub const fn steps(&self) -> u64 {
        self.search.steps()
    }

    /// Nothing better is possible.
    pub const fn done(&self) -> bool {
        self.search.repeats() <= self.least
    }

    /// The best rounds so far.
    pub fn found(&self) -> Found {
        Found { rounds: self.search.best().to_vec(), repeats: self.search.repeats(), least: self.least }
    }
}
