//! Rounds under search, and who meets whom in them.

use super::annealing::below;
use super::heat::Heat;
use super::seats::{Change, Seats};
use super::wish::{Group, Learner};
use crate::seed::Seeded;

/// How often each two have met; pairs of one class share their count.
#[derive(Clone, Debug)]
struct Met {
    learners: usize,
    /// The class of each pair, row by row.
    class: Vec<u32>,
    times: Vec<u16>,
}

impl Met {
    /// One learner meets, or has not met after all, the others of a group; how many more repeats there are. A
    /// meeting more costs as many as there were, one less saves as many as are left.
    fn count(&mut self, one: usize, members: &[Learner], meets: bool) -> i64 {
        let mut delta = 0;
        for other in members.iter().map(|other| *other as usize).filter(|other| *other != one) {
            let times = &mut self.times[self.class[one * self.learners + other] as usize];
            if meets {
                delta += i64::from(*times);
                *times += 1;
            } else {
                *times -= 1;
                delta -= i64::from(*times);
            }
        }
        delta
    }
}

/// Rounds under search by annealing.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    rounds: Vec<Seats>,
    met: Met,
    /// Pairs of meetings of one class, over all classes.
    cost: i64,
    /// The least cost so far, and the rounds.
    pub(super) best: (i64, Vec<Vec<Group>>),
    seeded: Seeded,
    heat: Heat,
}

impl Walk {
    /// From rounds, a class for each two learners (the same both ways) and how often each class has met before.
    pub(super) fn new(rounds: &[Vec<Group>], groups: usize, class: Vec<u32>, times: Vec<u16>, seed: u64) -> Self {
        let learners = rounds.first().map_or(0, Vec::len);
        let seats: Vec<Seats> = rounds.iter().map(|round| Seats::new(round.clone(), groups)).collect();
        let mut met = Met { learners, class, times };
        let mut cost = 0;
        for members in seats.iter().flat_map(|seats| (0..groups).map(|group| seats.members(group))) {
            for (at, one) in members.iter().enumerate() {
                cost += met.count(*one as usize, &members[..at], true);
            }
        }
        let (best, heat) = ((cost, rounds.to_vec()), Heat::new(0, 0, false));
        let mut walk = Self { rounds: seats, met, cost, best, seeded: Seeded::new(seed), heat };
        walk.warm();
        walk
    }

    fn warm(&mut self) {
        const SAMPLES: i64 = 1_000;
        let mut sum = 0;
        for _ in 0..SAMPLES {
            if let Some((round, change)) = self.draw() {
                sum += self.apply(round, change).abs();
                self.apply(round, change.inverse());
            }
        }
        let groups = self.rounds.first().map_or(0, Seats::groups);
        let size = (self.met.learners * groups * self.rounds.len()) as u64;
        self.heat = Heat::new((1_000 * sum / SAMPLES).max(1_000), 8 * size, false);
    }

    /// Considers so many changes at one heat.
    pub(super) fn chunk(&mut self, steps: u64) {
        for _ in 0..steps {
            self.step();
        }
        self.heat.cool(steps);
    }

    fn draw(&mut self) -> Option<(usize, Change)> {
        let round = self.seeded.below(self.rounds.len());
        let bits = self.seeded.next_u64();
        let seats = &self.rounds[round];
        let (a, b) = (below(bits >> 32, self.met.learners), below(bits & 0xFFFF_FFFF, self.met.learners));
        (seats.group(a) != seats.group(b)).then(|| (round, seats.swap(a, b)))
    }

    /// Makes a change, and takes it back if it is too much worse.
    fn step(&mut self) {
        let Some((round, change)) = self.draw() else { return };
        let delta = self.apply(round, change);
        let bits = self.seeded.next_u64();
        if delta > 0 && !self.heat.bears(1_000 * delta, bits) {
            self.apply(round, change.inverse());
            return;
        }
        self.cost += delta;
        if self.cost < self.best.0 {
            self.best = (self.cost, self.rounds.iter().map(|seats| seats.group_of().to_vec()).collect());
        }
    }

    /// Makes a change; how much more it costs.
    fn apply(&mut self, round: usize, change: Change) -> i64 {
        let Some(back) = change.back else { return 0 };
        let mut delta = 0;
        for (one, group) in [(change.who, change.from), (back, change.to)] {
            delta += self.met.count(one, self.rounds[round].members(group), false);
        }
        self.rounds[round].apply(change);
        for (one, group) in [(change.who, change.to), (back, change.from)] {
            delta += self.met.count(one, self.rounds[round].members(group), true);
        }
        delta
    }
}
