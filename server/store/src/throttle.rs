//! What throttles sign-in: tries of late that failed, by what was tried and from where.

use crate::sql::{ask, count, run, text, utc};
use crate::{By, Store, StoreError};
use domain::id::UserId;
use std::borrow::Cow;
use time::{Duration, OffsetDateTime};

/// Failures older than this are forgotten.
const KEPT: Duration = Duration::days(1);

/// As much of a key as is kept: it is what somebody typed, of any length.
fn key(given: &str) -> Cow<'_, str> {
    const LONGEST: usize = 200;
    match given.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(text(given.get(..end).unwrap_or_default()).into_owned()),
        None => text(given),
    }
}

/// A try to sign in that was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try(i64);

impl Store {
    /// Begins a try, unless one of these keys has failed as often as it may at or after `since`; then `None`. Until
    /// [`Store::forgive_try`] it counts as one that failed, so that however many come at once, no more are checked than
    /// are forgiven. A key is a folded username or a network address.
    pub async fn begin_try(
        &self,
        keys: &[(&str, u32)],
        since: OffsetDateTime,
        at: OffsetDateTime,
    ) -> Result<Option<Try>, StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at }).await?;
        let at = write.by.at;
        // Tries queue here, also those that other servers take.
        let (number,) = ask!(write.link, fetch_one (i64,):
            "UPDATE counter SET next = next + 1 WHERE name = 'sign_in' RETURNING next")?;
        run!(write.link, "DELETE FROM failed_sign_in WHERE at < $1", at - KEPT)?;
        for (sought, most) in keys {
            let (failed,) = ask!(write.link, fetch_one (i64,):
                "SELECT COUNT(*) FROM failed_sign_in WHERE sought = $1 AND at >= $2", &*key(sought), utc(since))?;
            if count(failed) >= *most {
                return Ok(None);
            }
        }
        for (sought, _) in keys {
            run!(
                write.link,
                "INSERT INTO failed_sign_in (sought, at, try) VALUES ($1, $2, $3)",
                &*key(sought),
                at,
                number,
            )?;
        }
        write.commit_housekeeping().await?;
        Ok(Some(Try(number)))
    }

    /// Takes back a try that did not fail, and all others of `sought`, whose owner made it.
    pub async fn forgive_try(&self, made: Try, sought: &str, at: OffsetDateTime) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at }).await?;
        run!(write.link, "DELETE FROM failed_sign_in WHERE try = $1 OR sought = $2", made.0, &*key(sought))?;
        write.commit_housekeeping().await
    }

    /// How many tries failed for `sought` at or after `since`.
    pub async fn failed_tries(&self, sought: &str, since: OffsetDateTime) -> Result<u32, StoreError> {
        let mut link = self.link().await?;
        let (failed,) = ask!(link, fetch_one (i64,):
            "SELECT COUNT(*) FROM failed_sign_in WHERE sought = $1 AND at >= $2", &*key(sought), utc(since))?;
        Ok(count(failed))
    }

    /// Whether somebody has signed in before in the browser that keeps a secret of this hash.
    pub async fn is_known_browser(&self, secret_hash: &[u8], user: UserId) -> Result<bool, StoreError> {
        let mut link = self.link().await?;
        let (known,) = ask!(link, fetch_one (bool,):
            "SELECT EXISTS (SELECT 1 FROM known_browser WHERE secret_hash = $1 AND person_id = $2)",
            secret_hash, user.0)?;
        Ok(known)
    }

    /// Keeps that somebody has signed in in a browser, until they have another password.
    pub async fn know_browser(&self, secret_hash: &[u8], user: UserId, at: OffsetDateTime) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at }).await?;
        let at = write.by.at;
        run!(
            write.link,
            "INSERT INTO known_browser (secret_hash, person_id, since) VALUES ($1, $2, $3)",
            secret_hash,
            user.0,
            at,
        )?;
        write.commit_housekeeping().await
    }
}
