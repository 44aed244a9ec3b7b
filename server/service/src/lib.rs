//! Coterie's use cases, in the terms of its users: what pages, downloads, streams and the command line ask for.
//!
//! Each takes the [`Asker`] first, and reads: open what it is about, ask the rules about that very thing, change it,
//! and commit with what the audit log says of it. What someone may not see is [`Fault::NotFound`], as if it were not
//! there. Nothing here knows of pages, HTTP or SQL: `app` and `server` put it on the wire, `store` keeps it.

mod asker;
pub mod audit;
pub mod cohorts;
pub mod courses;
mod fault;
pub mod groups;
pub mod mail;
pub mod masks;
pub mod my_groups;
pub mod people;
mod place;
pub mod session;
pub mod settings;
pub mod setup;
pub mod tutoring;
pub mod users;

pub use asker::{Asker, Clock, NewPassword, Service, SignedIn, Who};
pub use fault::{Fault, Invalid};
pub use place::ReadOnce;
