//! The demo school. Not built yet.

use store::Store;
use time::{Date, OffsetDateTime};

/// The password of every account below.
pub const PASSWORD: &str = "coterie-demo";

/// An account to sign in with.
#[derive(Clone, Copy, Debug)]
pub struct DemoAccount {
    pub username: &'static str,
    /// Who it is, in a few words.
    pub about: &'static str,
}

/// All accounts that are printed at start.
pub const ACCOUNTS: &[DemoAccount] = &[];

/// Fills an empty database.
pub async fn found(_: &Store, _: Date, _: OffsetDateTime, _: &str) -> anyhow::Result<()> {
    Ok(())
}
