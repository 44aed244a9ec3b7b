//! Importing people (SPEC U5 to U9).

pub mod desk;
mod field;
mod lists;
mod made;
mod names;
mod pages;
pub mod plan;
mod sample;

pub use field::UserField;
pub use lists::Lists;
pub use made::{ImportedUser, Kept, KeptBecause, MadePage, Show, Undone, UserImport};
pub use pages::{Made, Opened};
pub use sample::sample;
