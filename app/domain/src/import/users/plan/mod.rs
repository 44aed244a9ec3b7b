//! The plan of an import of users (SPEC U5 to U8, I4): what becomes of every row, before anything is written.
//!
//! A [`Sheet`] holds what the file says with what people corrected; the [`Ground`], opened as a [`Directory`], what
//! the server knows; [`Decisions`] what was answered. [`Plan::new`] puts them against each other; [`Plan::deed`] are
//! the changes. Both browser and server make the plan; equal digests say that they made the same.

mod cells;
mod corrections;
mod decisions;
mod deed;
mod given;
mod ground;
mod identify;
mod meanings;
mod merge;
mod outcome;
mod password;
mod planner;
mod problem;
mod reading;
mod shared;
mod sheet;
mod standing;
mod twins;

pub(in crate::import::users) use corrections::choose;
pub use corrections::{Corrections, Undo, ValueChoice};
pub use decisions::{Answers, Decisions};
pub use deed::Change;
pub(in crate::import::users) use given::{Given, KEPT};
pub(in crate::import::users) use ground::Key;
pub use ground::{Directory, Ground, Known, Reach};
pub(in crate::import::users) use meanings::Meanings;
pub use outcome::{Counts, Difference, Outcome, Plan, Refusal, RowPlan};
pub use password::{ImportedHash, Scheme};
pub use problem::{Kind, Problem};
pub(in crate::import::users) use reading::{Reader, Reading};
pub use sheet::{Rows, Sheet, SheetRow};
pub(in crate::import::users) use standing::{Basis, Class, Groups, Standing};
pub(in crate::import::users) use twins::KEYS;

#[cfg(test)]
mod properties;
#[cfg(test)]
pub(in crate::import::users) mod tests;
