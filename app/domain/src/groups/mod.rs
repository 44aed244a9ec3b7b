//! Course groups (SPEC 4): the state of one course in one curriculum period, the closed list of
//! changes to it, and the acts people do, each a list of changes with words.
//!
//! Everything that writes groups goes one way: a function of [`acts`] looks at the locked
//! [`CourseGroups`] and answers an [`Act`]; the store applies its changes here first, which checks
//! every invariant, and then writes the rows, raises the version and keeps the entry with its inverse.

pub mod acts;
pub mod board;
mod change;
pub mod formed;
pub mod history;
mod lines;
pub mod live;
pub mod locking;
pub mod moving;
mod name;
pub mod pages;
mod refusal;
mod restore;
mod state;
pub mod view;
pub mod wizard;

pub use change::{Act, Change, Entry, Formed};
pub use lines::{Names, lines, people_of};
pub use name::{GroupName, NameProblem};
pub use refusal::Refusal;
pub use restore::restore;
pub use state::{CourseGroups, Group, GroupSet, IdMint, Version};
