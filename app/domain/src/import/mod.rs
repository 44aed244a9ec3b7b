//! Reading people's files and writing what can be read back (SPEC 8, G4, G5).
//!
//! Bytes become a table in [`file`]; columns are matched to fields in [`columns`]; what the rows then
//! mean is each import's own: [`groups`] for course groups, [`users`] for people, whose cells [`values`]
//! matches to the installation's rows. [`export`] writes the same columns, [`report`] what became of each row.
//! Browser and server run this same code: the browser to show a preview, the server to repeat it.

pub mod cell;
pub mod columns;
mod digest;
pub mod export;
pub mod file;
pub mod groups;
pub mod list;
pub mod report;
pub mod shown;
pub mod users;
pub mod values;
pub mod view;
mod write;
