//! Course groups of a course and curriculum period. They are read in several shapes and written in
//! one place, [`act`].

mod act;
mod candidates;
mod dashboard;
mod formed;
mod history;
mod one;
mod originals;
mod rows;
mod state;
mod write;

pub use dashboard::Seats;
pub use formed::{EarlierSet, FormedSet};
pub(crate) use history::happened_since;
pub(crate) use rows::{MemberRow, TutorRow};
