//! Importing people (SPEC U5 to U9).

pub mod desk;
mod field;
mod lists;
mod names;
pub mod plan;
mod sample;

pub use field::UserField;
pub use lists::Lists;
pub use sample::sample;
