//! Who has met whom in rounds.

use crate::forming::rules::Group;

/// How often any two learners meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    learners: usize,
    /// A row for each learner.
    times: Vec<u8>,
}

impl Company {
    /// Of rounds, each the group of each learner. Costs about the number of meetings.
    pub fn of(rounds: &[Vec<Group>]) -> Self {
        let learners = rounds.iter().map(Vec::len).min().unwrap_or(0);
        let mut times = vec![0_u8; learners * learners];
        for round in rounds {
            let mut members: Vec<Vec<usize>> = Vec::new();
            for (who, group) in round.iter().take(learners).enumerate() {
                let group = *group as usize;
                if members.len() <= group {
                    members.resize(group + 1, Vec::new());
                }
                for other in &members[group] {
                    for cell in [who * learners + other, other * learners + who] {
                        times[cell] = times[cell].saturating_add(1);
                    }
                }
                members[group].push(who);
            }
        }
        Self { learners, times }
    }

    /// How many learners there are.
    pub const fn learners(&self) -> usize {
        self.learners
    }

    /// How often a learner meets each of all; never themselves.
    pub fn row(&self, learner: usize) -> &[u8] {
        self.times.get(learner * self.learners..(learner + 1) * self.learners).unwrap_or_default()
    }

    /// How often two meet.
    pub fn met(&self, one: usize, other: usize) -> u8 {
        self.row(one).get(other).copied().unwrap_or(0)
    }

    /// How many pairs meet so often: at place 2 those who meet twice.
    pub fn pairs(&self) -> Vec<u32> {
        let mut pairs = vec![0];
        for one in 0..self.learners {
            for met in &self.row(one)[one + 1..] {
                let met = usize::from(*met);
                if pairs.len() <= met {
                    pairs.resize(met + 1, 0);
                }
                pairs[met] += 1;
            }
        }
        pairs
    }

    /// The fewest and the most others whom any learner meets.
    pub fn others(&self) -> (usize, usize) {
        let others = |one| self.row(one).iter().filter(|met| **met > 0).count();
        let fewest = (0..self.learners).map(others).min().unwrap_or(0);
        (fewest, (0..self.learners).map(others).max().unwrap_or(0))
    }
}

/// The places of the rounds in which two meet.
pub fn rounds_of(rounds: &[Vec<Group>], one: usize, other: usize) -> Vec<usize> {
    let meet = |round: &Vec<Group>| round.get(one).is_some() && round.get(one) == round.get(other);
    rounds.iter().enumerate().filter(|(_, round)| one != other && meet(round)).map(|(at, _)| at).collect()
}
