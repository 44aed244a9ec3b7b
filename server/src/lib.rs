//! Coterie's server: configuration and command line, the axum router, sign-in, downloads, jobs.
//! What a page asks is answered by `app`'s server functions; this crate carries them over HTTP.
#![recursion_limit = "512"]

pub mod cli;
mod client_address;
pub mod clock;
mod compressed;
pub mod demo;
pub mod download;
mod headers;
pub mod live;
mod masks;
mod not_for_students;
mod organisation;
mod own_thread;
pub mod router;
pub mod secret;
mod session_layer;
mod sign_in;
pub mod site;
mod turns;
mod user_import;
