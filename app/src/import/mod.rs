//! The screen of an import, the same for users and groups (SPEC 8): the steps at its head, the bar at its foot, and the
//! first two steps, which show a file and its columns.
//!
//! The pieces are driven by the plain data of [`domain::import::view`] and by callbacks, and know nothing of what is
//! imported. The pages around them are `users/import` and `groups/import`.

mod columns;
mod file;
mod foot;
mod steps;
mod words;
mod worker;

pub use columns::{AsLastTime, ColumnsStep, open_in, show_open};
pub use file::{FileBar, FileStep, Source};
pub use foot::{Foot, FootBar};
pub use steps::{Step, StepsHead};
pub use worker::{Sheet, read_workbook};
