//! A column of a file that rules look at: kinds, or numbers.

use super::super::rules::Thousandths;
use crate::id::UserId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A column with no more different numbers than this is one of kinds: years of study, not marks.
const FEW: usize = 10;

/// What a file says of learners under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    /// The cell of each learner who has one that is not empty.
    pub cells: BTreeMap<UserId, String>,
}

impl Column {
    /// Its numbers, where all that it holds are numbers, and more different ones than kinds would be.
    pub fn numbers(&self) -> Option<BTreeMap<UserId, Thousandths>> {
        numbers(self.cells.iter().map(|(id, cell)| (*id, cell.as_str())))
    }
}

/// The cells as numbers, where all are numbers and more than ten different ones.
fn numbers<'a, K: Ord>(cells: impl Iterator<Item = (K, &'a str)>) -> Option<BTreeMap<K, Thousandths>> {
    let numbers: BTreeMap<K, Thousandths> =
        cells.map(|(of, cell)| thousandths(cell).map(|number| (of, number))).collect::<Option<_>>()?;
    let different: BTreeSet<&Thousandths> = numbers.values().collect();
    (different.len() > FEW).then_some(numbers)
}

/// A number, counted in thousandths; `None` where the text is none, or one that nobody counts to.
#[expect(clippy::cast_possible_truncation, reason = "what is larger is none")]
pub fn thousandths(cell: &str) -> Option<Thousandths> {
    let number: f64 = cell.trim().parse().ok().filter(|number: &f64| number.abs() <= 1e9)?;
    Some((number * 1_000.0).round() as Thousandths)
}
