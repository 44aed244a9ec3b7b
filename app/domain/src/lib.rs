//! Coterie's types and rules, for browser and server alike.
//!
//! Nothing here reads a clock, rolls a dice, talks to a database or waits: what the outside knows
//! (today's date, a seed, who is enrolled) is passed in. Each module carries one noun of the field,
//! and `store` has a module of the same name where the noun is kept.

pub mod access;
pub mod audience;
pub mod audit;
pub mod cohort;
pub mod course;
pub mod enrolment;
pub mod forming;
pub mod groups;
pub mod id;
pub mod import;
pub mod mail;
pub mod mask;
pub mod period;
pub mod person;
pub mod seed;
pub mod session;
pub mod text;
pub mod tutoring;
pub mod user;
