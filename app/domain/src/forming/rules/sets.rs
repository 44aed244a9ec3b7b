//! Sets of learners that must sit together, as far as rules and fixed places say so.

use super::wish::{Aim, Force, Learner, Wish};

/// Who must sit with whom: sets of two or more, largest first, closed over all rules that must be kept.
pub(super) fn blocks(wish: &Wish) -> Vec<Vec<Learner>> {
    let mut joined = Joined::new(wish.learners);
    for rule in wish.rules.iter().filter(|rule| rule.force == Force::Must) {
        if let Aim::Together(sets) = &rule.aim {
            for set in sets {
                joined.join(set);
            }
        }
    }
    joined.sets()
}

/// Sets that grow together (union and find).
#[derive(Clone, Debug)]
pub(super) struct Joined {
    up: Vec<Learner>,
}

impl Joined {
    pub(super) fn new(learners: u32) -> Self {
        Self { up: (0..learners).collect() }
    }

    /// The smallest learner of a learner's set.
    pub(super) fn root(&mut self, learner: Learner) -> Learner {
        let mut at = learner;
        while self.up[at as usize] != at {
            let next = self.up[self.up[at as usize] as usize];
            self.up[at as usize] = next;
            at = next;
        }
        at
    }

    pub(super) fn join(&mut self, set: &[Learner]) {
        for pair in set.windows(2) {
            let (a, b) = (self.root(pair[0]), self.root(pair[1]));
            self.up[a.max(b) as usize] = a.min(b);
        }
    }

    /// Sets of two or more, largest first.
    pub(super) fn sets(&mut self) -> Vec<Vec<Learner>> {
        let mut sets: Vec<Vec<Learner>> = vec![Vec::new(); self.up.len()];
        for learner in 0..u32::try_from(self.up.len()).unwrap_or(0) {
            let root = self.root(learner);
            sets[root as usize].push(learner);
        }
        sets.retain(|set| set.len() > 1);
        sets.sort_by_key(|set| core::cmp::Reverse(set.len()));
        sets
    }
}
