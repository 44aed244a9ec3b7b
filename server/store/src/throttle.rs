//! What throttles sign-in: failures of late, by what was tried and from where.

use crate::sql::{ask, count, run, text, utc};
use crate::{By, Store, StoreError};
use time::{Duration, OffsetDateTime};

/// Failures older than this are forgotten.
const KEPT: Duration = Duration::days(1);

impl Store {
    /// Notes that a sign-in failed; `key` is a folded username or a network address.
    pub async fn note_failed_sign_in(&self, key: &str, at: OffsetDateTime) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at }).await?;
        let at = write.by.at;
        run!(write.link, "DELETE FROM failed_sign_in WHERE at < $1", at - KEPT)?;
        run!(write.link, "INSERT INTO failed_sign_in (sought, at) VALUES ($1, $2)", &*text(key), at)?;
        write.commit_housekeeping().await
    }

    /// How many sign-ins failed for `key` at or after `since`.
    pub async fn failed_sign_ins(&self, key: &str, since: OffsetDateTime) -> Result<u32, StoreError> {
        let mut link = self.link().await?;
        let (failed,) = ask!(link, fetch_one (i64,):
            "SELECT COUNT(*) FROM failed_sign_in WHERE sought = $1 AND at >= $2", &*text(key), utc(since))?;
        Ok(count(failed))
    }

    /// Forgets the failed sign-ins of `key`.
    pub async fn forget_failed_sign_ins(&self, key: &str) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at: OffsetDateTime::UNIX_EPOCH }).await?;
        run!(write.link, "DELETE FROM failed_sign_in WHERE sought = $1", &*text(key))?;
        write.commit_housekeeping().await
    }
}
