//! Rotations as people ask for them: several rounds at once, each a set of its own, in which learners meet as many
//! others as possible. What is searched, and how, is the engine's ([`super::rules::Rounds`]).

mod company;
mod naming;
mod problem;
mod run;
#[cfg(test)]
mod tests;

pub use company::{Company, rounds_of};
pub use naming::{RoundNames, RoundNaming};
pub use problem::{RotationField, RotationProblem};
pub use run::{Found, RotationRun};

use super::rules::Rotation;
use super::{Distribution, Genders, Learner, Request, Sizing};
use crate::id::UserId;
use crate::seed::Seeded;
use std::collections::BTreeSet;

/// The most rounds that are made at once.
pub const MOST_ROUNDS: u32 = 50;
/// The most learners of a rotation: who met whom is a table of them by them.
pub const MOST_LEARNERS: u32 = 2_000;

/// What someone wants, beside names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RotationWish {
    pub rounds: u32,
    pub sizing: Sizing,
    /// Any number; another one gives other rounds.
    pub seed: u64,
}

/// A wish that can be searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How the learners divide in every round.
    pub distribution: Distribution,
    /// For the engine.
    pub rotation: Rotation,
    /// Who the engine's learners are, by their places.
    pub order: Vec<UserId>,
}

impl RotationWish {
    /// What the engine is asked. The same learners and seed give the same, whatever order learners come in.
    ///
    /// # Errors
    /// Everything that makes it impossible.
    pub fn ask(&self, learners: &[Learner]) -> Result<Asked, Vec<RotationProblem>> {
        let mut problems = Vec::new();
        match self.rounds {
            0 => problems.push(RotationProblem::NoRounds),
            rounds if rounds > MOST_ROUNDS => problems.push(RotationProblem::TooManyRounds { most: MOST_ROUNDS }),
            _ => {}
        }
        let request = Request { sizing: self.sizing, genders: Genders::Any, seed: self.seed };
        let distribution = match Distribution::of(&request, learners) {
            Err(problem) => {
                problems.push(RotationProblem::Groups(problem));
                return Err(problems);
            }
            Ok(distribution) => distribution,
        };
        if distribution.learners > MOST_LEARNERS {
            problems.push(RotationProblem::TooManyLearners { most: MOST_LEARNERS });
        }
        if self.rounds <= MOST_ROUNDS {
            problems.extend(problem::in_all(self.rounds, distribution.groups));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let everyone: BTreeSet<UserId> = learners.iter().map(|learner| learner.id).collect();
        let mut order: Vec<UserId> = everyone.into_iter().collect();
        Seeded::new(self.seed).shuffle(&mut order);
        let of = |(size, groups): &(u32, u32)| core::iter::repeat_n(*size, *groups as usize);
        let sizes = distribution.sizes.iter().flat_map(of).collect();
        let rotation = Rotation { sizes, rounds: self.rounds, seed: self.seed };
        Ok(Asked { distribution, rotation, order })
    }
}

/// Whether all rounds (their groups' members) seat the same learners, each once.
pub fn seat_each_once<'a, Round, Members>(rounds: impl IntoIterator<Item = Round>) -> bool
where
    Round: IntoIterator<Item = Members>,
    Members: IntoIterator<Item = &'a UserId>,
{
    let mut first: Option<Vec<UserId>> = None;
    rounds.into_iter().all(|round| {
        let mut seated: Vec<UserId> = round.into_iter().flatten().copied().collect();
        seated.sort_unstable();
        seated.windows(2).all(|two| two[0] != two[1]) && *first.get_or_insert_with(|| seated.clone()) == seated
    })
}
