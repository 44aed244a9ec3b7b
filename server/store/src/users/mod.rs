//! Users as administrators manage them (SPEC 2).

mod list;
mod lists;
mod one;
mod settings;
mod write;

pub use write::{NewAccount, Saved};
