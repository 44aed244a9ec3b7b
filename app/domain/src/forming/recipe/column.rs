//! A column of a file that rules look at: kinds, or numbers.

use super::super::rules::Thousandths;
use crate::id::UserId;
use crate::import::file::Table;
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
pub fn numbers<'a, K: Ord>(cells: impl Iterator<Item = (K, &'a str)>) -> Option<BTreeMap<K, Thousandths>> {
    let numbers: BTreeMap<K, Thousandths> =
        cells.map(|(of, cell)| thousandths(cell).map(|number| (of, number))).collect::<Option<_>>()?;
    let different: BTreeSet<&Thousandths> = numbers.values().collect();
    (different.len() > FEW).then_some(numbers)
}

/// A number, counted in thousandths; `None` where the text is none, or one that nobody counts to.
#[expect(clippy::cast_possible_truncation, reason = "what is larger is none")]
fn thousandths(cell: &str) -> Option<Thousandths> {
    let number: f64 = cell.trim().parse().ok().filter(|number: &f64| number.abs() <= 1e9)?;
    Some((number * 1_000.0).round() as Thousandths)
}

/// A file whose rows are learners.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The column that names them.
    pub by: String,
    /// The others, as far as they say anything of them.
    pub columns: Vec<Column>,
    /// Of how many learners the file tells.
    pub found: usize,
    /// Rows that name nobody, and rows that name someone again: their numbers and what stands there.
    pub unknown: Vec<(u32, String)>,
    pub doubled: Vec<(u32, String)>,
}

/// Takes the columns of a file, whose rows name learners by whatever column names the most. `None` where no column
/// names anybody.
pub fn join(table: &Table, find: impl Fn(&str) -> Option<UserId>) -> Option<Joined> {
    let names = |column: usize| table.rows.iter().filter(|row| find(row.cell(column)).is_some()).count();
    let (by, hits) =
        (0..table.columns.len()).map(|column| (column, names(column))).rev().max_by_key(|(_, hits)| *hits)?;
    if hits == 0 {
        return None;
    }
    let mut joined = Joined { by: table.columns[by].clone(), ..Joined::default() };
    let mut rows: BTreeMap<UserId, usize> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        let name = row.cell(by);
        match find(name) {
            None => joined.unknown.push((row.number, name.to_owned())),
            Some(who) if rows.contains_key(&who) => joined.doubled.push((row.number, name.to_owned())),
            Some(who) => {
                rows.insert(who, at);
            }
        }
    }
    joined.found = rows.len();
    for (column, name) in table.columns.iter().enumerate().filter(|(column, _)| *column != by) {
        let cell = |(who, at): (&UserId, &usize)| (*who, table.rows[*at].cell(column).to_owned());
        let cells: BTreeMap<UserId, String> = rows.iter().map(cell).filter(|(_, cell)| !cell.is_empty()).collect();
        if !cells.is_empty() {
            joined.columns.push(Column { name: name.clone(), cells });
        }
    }
    Some(joined)
}
