//! The server over HTTP, on a fresh database with the demo school.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod cohorts;
mod forming;
mod history;
mod live;
mod locks;
mod masks;
mod organisation;
mod pages;
mod rotation;
mod sign_in;
mod support;
mod user_import;
mod users;
mod walk;
mod whole;
