//! Importing course groups (SPEC G4): from rows to an act, with every doubt settled by people.
//!
//! A [`Sheet`] holds what the file says; a [`Directory`] the people it may mean; [`Decisions`] how
//! people settled what is unclear. [`Plan::new`] puts them against the groups as they are and says,
//! row by row, what would be done; [`Plan::act`] is the deed. Both browser and server make the plan;
//! equal digests say that they made the same.

mod deed;
mod field;
mod ground;
mod identify;
mod people;
mod plan;
mod planner;
mod problem;
mod sets;
mod sheet;
mod tutors;

pub use field::Field;
pub use ground::{Destination, Ground};
pub use people::{Directory, KnownPerson, name_key, number_key};
pub use plan::{Counts, GroupPlan, Note, Outcome, Plan, RowPlan, SetPlan, Target};
pub use problem::{Decision, Decisions, Kind, Part, Problem, Settle, Way};
pub use sets::SetChoices;
pub(super) use sets::common_name;
pub use sheet::{Sheet, SheetRow, Wanted};

use crate::import::file::{Choice, FileProblem, Limits, Reading};

/// How much an import of groups takes.
pub const LIMITS: Limits = Limits { bytes: 5_000_000, rows: 50_000, columns: 100 };

/// Reads a file of groups.
pub fn read(bytes: &[u8], choice: Choice) -> Result<Reading, FileProblem> {
    let names = super::columns::Names::of::<Field>();
    crate::import::file::read(bytes, choice, &LIMITS, &|text| names.has(text))
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
