//! What a store does, told in stories. Each runs on SQLite and on PostgreSQL, on a database of its own.
#![expect(clippy::unwrap_used, reason = "a story that goes wrong fails its test")]

mod audit;
mod cohorts;
mod courses;
mod enrolment;
mod formed;
mod founded;
mod group_acts;
mod group_readings;
mod history;
mod killed;
mod live;
mod locks;
mod mail;
mod masks;
mod moved_together;
mod opening;
mod people;
mod random_acts;
mod sessions;
mod together;
mod tutoring;
mod undoing;
mod uploads;
mod user_imports;
mod user_imports_killed;
mod user_imports_planned;
mod user_imports_undone;
mod users;
