//! Tutors and the learners linked to them (SPEC T1), and what learners see of their groups.

use crate::{By, Store, StoreError};
use domain::id::UserId;
use domain::tutoring::{LinkedGroup, OwnGroup};

impl Store {
    /// The live groups that have `tutor` as a tutor, by course, period and name.
    pub async fn linked_groups(&self, tutor: UserId) -> Result<Vec<LinkedGroup>, StoreError> {
        todo!("{tutor:?}")
    }

    /// Whether a live group links the two now.
    pub async fn is_linked(&self, tutor: UserId, learner: UserId) -> Result<bool, StoreError> {
        todo!("{tutor:?}{learner:?}")
    }

    /// The live groups `learner` is in, the latest period first.
    pub async fn own_groups(&self, learner: UserId) -> Result<Vec<OwnGroup>, StoreError> {
        todo!("{learner:?}")
    }

    /// Records that a tutor looked at learners.
    pub async fn note_learners_viewed(&self, by: &By, words: &str) -> Result<(), StoreError> {
        todo!("{by:?}{words:?}")
    }
}
