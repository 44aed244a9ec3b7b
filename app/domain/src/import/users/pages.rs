//! What the pages about importing users show.

use super::UserImport;
use super::desk::Kept;
use super::plan::Ground;
use crate::cohort::Unplaced;
use serde::{Deserialize, Serialize};

/// What the installation knows beside people, and how a file with this header was mapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub ground: Ground,
    pub remembered: Option<Kept>,
}

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub import: UserImport,
    /// Whether it is theirs to undo, and not undone.
    pub may_undo: bool,
    /// Learners of its organisations who are in no cohort now; none where it was undone.
    pub unplaced: Vec<Unplaced>,
}
