//! The learners in an order that depends on nothing but who they are.

use super::Learner;
use crate::id::UserId;
use crate::person::GenderCode;

/// Learners by gender and id, nobody twice.
#[derive(Debug)]
pub(super) struct Roster {
    /// By gender code; no run is empty and each is by id.
    runs: Vec<(GenderCode, Vec<UserId>)>,
}

impl Roster {
    pub(super) fn new(learners: &[Learner]) -> Self {
        let mut sorted: Vec<&Learner> = learners.iter().collect();
        sorted.sort_unstable_by(|a, b| a.id.cmp(&b.id).then_with(|| a.gender.cmp(&b.gender)));
        sorted.dedup_by_key(|learner| learner.id);
        let mut runs: Vec<(GenderCode, Vec<UserId>)> = Vec::new();
        for learner in sorted {
            match runs.iter_mut().find(|(gender, _)| *gender == learner.gender) {
                Some((_, run)) => run.push(learner.id),
                None => runs.push((learner.gender.clone(), vec![learner.id])),
            }
        }
        runs.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Self { runs }
    }

    /// How many learners.
    pub(super) fn len(&self) -> u32 {
        self.counts().iter().sum()
    }

    /// How many of each gender.
    pub(super) fn counts(&self) -> Vec<u32> {
        self.runs.iter().map(|(_, run)| u32::try_from(run.len()).unwrap_or(u32::MAX)).collect()
    }

    /// The genders that occur.
    pub(super) fn genders(&self) -> Vec<GenderCode> {
        self.runs.iter().map(|(gender, _)| gender.clone()).collect()
    }

    pub(super) fn by_gender(&self) -> Vec<Vec<UserId>> {
        self.runs.iter().map(|(_, run)| run.clone()).collect()
    }

    pub(super) fn everyone(&self) -> Vec<UserId> {
        let mut all: Vec<UserId> = self.runs.iter().flat_map(|(_, run)| run.iter().copied()).collect();
        all.sort_unstable();
        all
    }
}
