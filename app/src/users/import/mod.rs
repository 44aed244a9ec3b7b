//! **"Import From CSV"** for users (SPEC U5 to U9).

pub mod api;
#[cfg(feature = "ssr")]
pub mod deed;
#[cfg(feature = "ssr")]
mod letters;
