//! How files with a header were read last time (SPEC I2).

use crate::sql::{ask, run, text};
use crate::{By, Store, StoreError};
use domain::id::UserId;
use domain::import::columns::HeaderKey;
use time::OffsetDateTime;

/// Of which import a header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderKind {
    Users,
    Groups,
}

impl HeaderKind {
    const fn key(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Groups => "groups",
        }
    }
}

/// How long a kept text may be, and how many someone may keep: the oldest gives way.
const LONGEST: usize = 1 << 20;
const MOST: i64 = 100;

impl Store {
    /// Keeps how a file with this header was read, as JSON, in place of what was kept before. `TooLarge("mapping")`
    /// over a megabyte.
    pub async fn keep_header(
        &self,
        user: UserId,
        kind: HeaderKind,
        header: &HeaderKey,
        json: &str,
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        if json.len() > LONGEST {
            return Err(StoreError::TooLarge("mapping"));
        }
        let mut write = self.write(&By { user: Some(user), acted_as: None, at }).await?;
        let at = write.by.at;
        run!(
            write.link,
            "INSERT INTO remembered_header (person_id, kind, header_key, kept, kept_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (person_id, kind, header_key) DO UPDATE SET kept = excluded.kept, kept_at = excluded.kept_at",
            user.0,
            kind.key(),
            &*text(header.as_str()),
            &*text(json),
            at,
        )?;
        run!(
            write.link,
            "DELETE FROM remembered_header WHERE person_id = $1 AND kind = $2 AND header_key NOT IN (
                 SELECT header_key FROM remembered_header WHERE person_id = $1 AND kind = $2
                 ORDER BY kept_at DESC, header_key LIMIT $3)",
            user.0,
            kind.key(),
            MOST,
        )?;
        write.commit_housekeeping().await
    }

    /// What was kept of this header by this user.
    pub async fn recall_header(
        &self,
        user: UserId,
        kind: HeaderKind,
        header: &HeaderKey,
    ) -> Result<Option<String>, StoreError> {
        let mut link = self.link().await?;
        let found = ask!(link, fetch_optional (String,):
            "SELECT kept FROM remembered_header WHERE person_id = $1 AND kind = $2 AND header_key = $3",
            user.0, kind.key(), &*text(header.as_str()))?;
        Ok(found.map(|(kept,)| kept))
    }
}
