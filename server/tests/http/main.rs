//! The server over HTTP, on a fresh database with the demo school.

mod sign_in;
mod support;
mod walk;
mod whole;
