//! Users as administrators manage them (SPEC 2).

mod list;
mod lists;
mod one;
mod settings;
mod word_lists;
mod write;

pub use write::{NewAccount, Saved};
