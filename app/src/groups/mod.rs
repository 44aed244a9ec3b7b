//! Course groups (SPEC 4): the dashboard, a group's page, copying, and the ways to make groups.

pub mod api;
pub mod copy;
pub mod dashboard;
mod delete;
pub mod group;
pub mod import;
pub mod live;
pub mod others;
pub mod rotation;
pub(crate) mod rules;
pub mod set;
pub mod undo;
pub mod wizard;
mod words;

pub use dashboard::DashboardPage;
pub use group::GroupPage;
pub use rotation::RotationPage;
pub use set::SetPage;
