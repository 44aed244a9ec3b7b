//! Importing people (SPEC U5 to U9).

mod field;
mod names;

pub use field::UserField;
