//! Rotations: several rounds at once, in which learners meet as many others as possible (the social golfer problem).

use super::walk::Walk;
use super::wish::Group;
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

/// The most learners and rounds of a rotation: who met whom is a table of them by them.
const MOST: u32 = 2_000;
/// So many changes are considered before the other search goes on.
const CHUNK: u64 = 256;

/// A search for rounds under way. The same rotation and number of steps give the same rounds on every machine.
///
/// Two searches take turns. One changes seats in any round. The other looks for a single round from which turning
/// makes all: learners stand in circles as long as there are rounds (who is left over stands still), and in every
/// round each sits where the one before them in the circle sat. Nobody meets twice in all rounds if in the first no
/// two pairs stand alike, so there is far less to search; where schedules are tight it finds what the first does not.
#[derive(Clone, Debug)]
pub struct Rounds {
    any: Walk,
    turned: Walk,
    count: usize,
    best: (u64, Vec<Vec<Group>>),
    /// The least costs of both searches when they were last looked at.
    looked: (i64, i64),
    steps: u64,
}

impl Rounds {
    /// Starts to search; nothing for no learners, no rounds, or more than 2,000 of either.
    pub fn new(rotation: &Rotation) -> Option<Self> {
        let learners = rotation.sizes.iter().try_fold(0_u32, |sum, size| sum.checked_add(*size))?;
        if learners == 0 || learners > MOST || rotation.rounds == 0 || rotation.rounds > MOST {
            return None;
        }
        let mut seeded = Seeded::new(rotation.seed);
        let seats = (0_u32..).zip(&rotation.sizes).flat_map(|(group, size)| (0..*size).map(move |_| group));
        let mut round: Vec<Group> = seats.collect();
        let mut shuffled = || {
            seeded.shuffle(&mut round);
            round.clone()
        };
        let rounds: Vec<Vec<Group>> = (0..rotation.rounds).map(|_| shuffled()).collect();
        let first = [shuffled()];
        let (learners, groups) = (learners as usize, rotation.sizes.len());
        let times = vec![0; learners * learners];
        let any = Walk::new(&rounds, groups, each_pair(learners), times, seeded.next_u64());
        let (class, times) = alike_pairs(learners, rotation.rounds as usize);
        let turned = Walk::new(&first, groups, class, times, seeded.next_u64());
        let best = (repeats(&rounds), rounds);
        Some(Self { any, turned, count: rotation.rounds as usize, best, looked: (i64::MAX, i64::MAX), steps: 0 })
    }

    /// Goes on for at least so many steps, or until nobody meets twice; whether that is so.
    pub fn advance(&mut self, steps: u64) -> bool {
        let until = self.steps + steps;
        while self.steps < until && self.any.best.0 > 0 && self.turned.best.0 > 0 {
            self.any.chunk(CHUNK);
            self.turned.chunk(CHUNK);
            self.steps += 2 * CHUNK;
        }
        if self.any.best.0 < self.looked.0 {
            self.looked.0 = self.any.best.0;
            self.keep(self.any.best.1.clone());
        }
        if self.turned.best.0 < self.looked.1 {
            self.looked.1 = self.turned.best.0;
            self.keep(turn(&self.turned.best.1[0], self.count));
        }
        self.best.0 == 0
    }

    fn keep(&mut self, rounds: Vec<Vec<Group>>) {
        let repeats = repeats(&rounds);
        if repeats < self.best.0 {
            self.best = (repeats, rounds);
        }
    }

    /// Changes that were considered.
    pub const fn steps(&self) -> u64 {
        self.steps
    }

    /// Meetings of two who have met before, in the best rounds so far.
    pub const fn repeats(&self) -> u64 {
        self.best.0
    }

    /// The best rounds so far, each the group of each learner.
    pub fn best(&self) -> &[Vec<Group>] {
        &self.best.1
    }
}

/// A class for each pair of its own.
fn each_pair(learners: usize) -> Vec<u32> {
    let pair = |a: usize, b: usize| u32::try_from(a.min(b) * learners + a.max(b)).unwrap_or(u32::MAX);
    (0..learners).flat_map(|a| (0..learners).map(move |b| pair(a, b))).collect()
}

/// A class for all pairs that come upon each other by turning circles of `rounds` learners. Pairs that turning
/// brings back before the end have met from the start: they would meet again.
fn alike_pairs(learners: usize, rounds: usize) -> (Vec<u32>, Vec<u16>) {
    let (mut class, mut times) = (vec![u32::MAX; learners * learners], Vec::new());
    for a in 0..learners {
        for b in a + 1..learners {
            if class[a * learners + b] != u32::MAX {
                continue;
            }
            let (number, mut returns) = (u32::try_from(times.len()).unwrap_or(u32::MAX), 0);
            for by in 0..rounds {
                let (c, d) = (turned(a, by, learners, rounds), turned(b, by, learners, rounds));
                returns += u32::from(class[c * learners + d] == number);
                class[c * learners + d] = number;
                class[d * learners + c] = number;
            }
            times.push(u16::from(returns > 0));
        }
    }
    (class, times)
}

/// Who stands so many places further on in a learner's circle.
fn turned(learner: usize, by: usize, learners: usize, rounds: usize) -> usize {
    let circle = learner / rounds * rounds;
    if circle + rounds > learners { learner } else { circle + (learner - circle + by) % rounds }
}

/// All rounds that turning makes of the first.
fn turn(first: &[Group], rounds: usize) -> Vec<Vec<Group>> {
    let learners = first.len();
    let round = |by: usize| (0..learners).map(|learner| first[turned(learner, by, learners, rounds)]).collect();
    (0..rounds).map(round).collect()
}

/// How often any two meet in rounds (each the group of each learner): of the pair (a, b), a < b, at `[a][b - a - 1]`.
pub fn meetings(rounds: &[Vec<Group>]) -> Vec<Vec<u32>> {
    let learners = rounds.iter().map(Vec::len).min().unwrap_or(0);
    let met = |a: usize, b: usize| rounds.iter().filter(|round| round[a] == round[b]).count();
    let row = |a: usize| (a + 1..learners).map(|b| u32::try_from(met(a, b)).unwrap_or(u32::MAX)).collect();
    (0..learners).map(row).collect()
}

/// Meetings of two who have met before. Costs about the number of meetings, not of pairs times rounds.
fn repeats(rounds: &[Vec<Group>]) -> u64 {
    let learners = rounds.iter().map(Vec::len).min().unwrap_or(0);
    let mut met = vec![false; learners * learners];
    let mut repeats = 0;
    for round in rounds {
        let groups = round.iter().max().map_or(0, |last| *last as usize + 1);
        let mut members = vec![Vec::new(); groups];
        for (who, group) in round.iter().take(learners).enumerate() {
            let group = &mut members[*group as usize];
            for other in &*group {
                repeats += u64::from(core::mem::replace(&mut met[who * learners + other], true));
            }
            group.push(who);
        }
    }
    repeats
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
