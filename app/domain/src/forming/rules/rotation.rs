//! Rotations: several rounds at once, in which learners meet as many others as possible (the social golfer problem).

use super::heat::Heat;
use super::search::below;
use super::seats::{Change, Seats};
use super::wish::{Group, Learner};
use crate::seed::Seeded;
use serde::{Deserialize, Serialize};

/// Rounds that are wished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotation {
    /// The size of each group, the same in every round; they add up to the learners.
    pub sizes: Vec<u32>,
    /// How many rounds.
    pub rounds: u32,
    /// Any number; another one gives other rounds.
    pub seed: u64,
}

/// The most learners of a rotation: who met whom is a table of them by them.
const MOST: u32 = 5_000;
/// So many changes are considered at one heat.
const CHUNK: u64 = 256;

/// A search for rounds under way. The same rotation and number of steps give the same rounds on every machine.
#[derive(Clone, Debug)]
pub struct Rounds {
    learners: usize,
    rounds: Vec<Seats>,
    met: Met,
    /// Pairs of meetings of the same two, over all pairs; 0 where nobody meets twice.
    cost: i64,
    best: (i64, Vec<Vec<Group>>),
    seeded: Seeded,
    heat: Heat,
    steps: u64,
}

/// How often each two have met, row by row.
#[derive(Clone, Debug)]
struct Met {
    learners: usize,
    times: Vec<u16>,
}

impl Met {
    fn of(learners: usize, rounds: &[Seats]) -> Self {
        let mut met = Self { learners, times: vec![0; learners * learners] };
        for seats in rounds {
            for group in 0..seats.groups() {
                let members = seats.members(group);
                for (at, one) in members.iter().enumerate() {
                    met.count(*one as usize, &members[..at], true);
                }
            }
        }
        met
    }

    fn times(&self, a: usize, b: usize) -> i64 {
        i64::from(self.times[a * self.learners + b])
    }

    /// One learner meets, or has not met after all, the others of a group.
    fn count(&mut self, one: usize, members: &[Learner], meets: bool) {
        for other in members.iter().map(|other| *other as usize).filter(|other| *other != one) {
            for cell in [one * self.learners + other, other * self.learners + one] {
                let times = &mut self.times[cell];
                *times = if meets { *times + 1 } else { *times - 1 };
            }
        }
    }
}

impl Rounds {
    /// Starts to search; nothing for no learners, no groups, no rounds, or more than 5,000 learners or rounds.
    pub fn new(rotation: &Rotation) -> Option<Self> {
        let learners = rotation.sizes.iter().try_fold(0_u32, |sum, size| sum.checked_add(*size))?;
        if learners == 0 || learners > MOST || rotation.rounds == 0 || rotation.rounds > MOST {
            return None;
        }
        let mut seeded = Seeded::new(rotation.seed);
        let seats = (0_u32..).zip(&rotation.sizes).flat_map(|(group, size)| (0..*size).map(move |_| group));
        let mut round: Vec<Group> = seats.collect();
        let rounds: Vec<Seats> = (0..rotation.rounds)
            .map(|_| {
                seeded.shuffle(&mut round);
                Seats::new(round.clone(), rotation.sizes.len())
            })
            .collect();
        let learners = learners as usize;
        let met = Met::of(learners, &rounds);
        let cost =
            met.times.iter().map(|times| i64::from(*times)).map(|times| times * (times - 1) / 2).sum::<i64>() / 2;
        let best = (cost, rounds.iter().map(|seats| seats.group_of().to_vec()).collect());
        let heat = Heat::new(0, 0, false);
        let mut search = Self { learners, rounds, met, cost, best, seeded, heat, steps: 0 };
        search.warm();
        Some(search)
    }

    fn warm(&mut self) {
        const SAMPLES: i64 = 1_000;
        let mut sum = 0;
        for _ in 0..SAMPLES {
            sum += self.draw().map_or(0, |(round, change)| self.delta(round, change).abs());
        }
        let groups = self.rounds.first().map_or(0, Seats::groups);
        self.heat =
            Heat::new((1_000 * sum / SAMPLES).max(1_000), (self.learners * groups * self.rounds.len()) as u64, true);
    }

    /// Goes on for at least so many steps, or until nobody meets twice; whether that is so.
    pub fn advance(&mut self, steps: u64) -> bool {
        let until = self.steps + steps;
        while self.steps < until && self.best.0 > 0 {
            for _ in 0..CHUNK {
                self.step();
            }
            self.steps += CHUNK;
            if self.heat.cool(CHUNK) && self.heat.is_fresh() {
                self.warm();
            }
        }
        self.best.0 == 0
    }

    /// Changes that were considered.
    pub const fn steps(&self) -> u64 {
        self.steps
    }

    /// The best rounds so far, each the group of each learner.
    pub fn best(&self) -> &[Vec<Group>] {
        &self.best.1
    }

    fn draw(&mut self) -> Option<(usize, Change)> {
        let round = self.seeded.below(self.rounds.len());
        let bits = self.seeded.next_u64();
        let seats = &self.rounds[round];
        let (a, b) = (below(bits >> 32, self.learners), below(bits & 0xFFFF_FFFF, self.learners));
        (seats.group(a) != seats.group(b)).then(|| (round, seats.swap(a, b)))
    }

    fn step(&mut self) {
        let Some((round, change)) = self.draw() else { return };
        let delta = self.delta(round, change);
        let bits = self.seeded.next_u64();
        if delta <= 0 || self.heat.bears(1_000 * delta, bits) {
            self.apply(round, change);
            self.cost += delta;
            if self.cost < self.best.0 {
                self.best = (self.cost, self.rounds.iter().map(|seats| seats.group_of().to_vec()).collect());
            }
        }
    }

    /// A meeting more costs as many as there were; one less saves as many as are left.
    fn delta(&self, round: usize, change: Change) -> i64 {
        let (Change { who, from, to, .. }, Some(back)) = (change, change.back) else { return 0 };
        let seats = &self.rounds[round];
        let goes = |one: usize, other: usize, group: usize| {
            let staying = seats.members(group).iter().map(|member| *member as usize).filter(|member| *member != one);
            staying.map(|member| self.met.times(other, member) - self.met.times(one, member) + 1).sum::<i64>()
        };
        goes(who, back, from) + goes(back, who, to)
    }

    fn apply(&mut self, round: usize, change: Change) {
        let Some(back) = change.back else { return };
        for (one, group) in [(change.who, change.from), (back, change.to)] {
            self.met.count(one, self.rounds[round].members(group), false);
        }
        self.rounds[round].apply(change);
        for (one, group) in [(change.who, change.to), (back, change.from)] {
            self.met.count(one, self.rounds[round].members(group), true);
        }
    }
}

/// How often any two meet in rounds (each the group of each learner): of the pair (a, b), a < b, at `[a][b - a - 1]`.
pub fn meetings(rounds: &[Vec<Group>]) -> Vec<Vec<u32>> {
    let learners = rounds.iter().map(Vec::len).min().unwrap_or(0);
    let met = |a: usize, b: usize| rounds.iter().filter(|round| round[a] == round[b]).count();
    let row = |a: usize| (a + 1..learners).map(|b| u32::try_from(met(a, b)).unwrap_or(u32::MAX)).collect();
    (0..learners).map(row).collect()
}

impl Rotation {
    /// The fewest meetings of two who have met before that any rounds of these sizes have at least: meetings beyond
    /// the number of pairs, and beyond whom each learner can meet.
    pub fn least_repeats(&self) -> u64 {
        let learners: u64 = self.sizes.iter().map(|size| u64::from(*size)).sum();
        let rounds = u64::from(self.rounds);
        let meetings: u64 =
            self.sizes.iter().map(|size| u64::from(*size)).map(|size| size * size.saturating_sub(1) / 2).sum();
        let company = u64::from(self.sizes.iter().copied().filter(|size| *size > 0).min().unwrap_or(1)) - 1;
        let overall = (rounds * meetings).saturating_sub(learners * learners.saturating_sub(1) / 2);
        let each = (rounds * company).saturating_sub(learners.saturating_sub(1));
        overall.max((learners * each).div_ceil(2))
    }
}
