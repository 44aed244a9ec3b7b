//! The command line, as scripts run it: what it prints, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod form;
mod groups;
mod school;
mod serving;
mod users;
