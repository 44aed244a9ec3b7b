//! Users as administrators manage them (SPEC 2).

mod keys;
mod list;
mod lists;
mod one;
mod settings;
mod word_lists;
mod write;

pub(crate) use one::profiles;
pub(crate) use write::shut_out;
pub use write::{NewAccount, Saved};
