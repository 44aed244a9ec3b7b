//! Files that arrive in parts. The parts are rows: each may come to another of several servers on one database.

use crate::sql::{ask, run, utc};
use crate::{By, Store, StoreError};
use domain::id::{UploadId, UserId};
use time::{Duration, OffsetDateTime};

/// How large a file may be, in bytes; how many parts it may come in; how many of them someone may have on their way.
const LARGEST: i64 = 64 << 20;
const MOST_PARTS: u32 = 256;
const MOST_OPEN: i64 = 4;

/// How long an upload is kept.
const KEPT: Duration = Duration::days(1);

impl Store {
    /// Opens an upload of `user`, and clears away those that are over a day old. Of someone with several open ones the
    /// oldest gives way.
    pub async fn open_upload(&self, user: UserId, at: OffsetDateTime) -> Result<UploadId, StoreError> {
        let mut write = self.write(&By { user: Some(user), acted_as: None, at }).await?;
        let at = write.by.at;
        // Locks, too: of two that are opened at once one waits for the other.
        let (id,) = ask!(write.link, fetch_one (i64,):
            "UPDATE counter SET next = next + 1 WHERE name = 'upload' RETURNING next - 1")?;
        run!(
            write.link,
            "DELETE FROM upload WHERE opened_at < $1 OR (person_id = $2 AND id NOT IN (
                 SELECT id FROM upload WHERE person_id = $2 ORDER BY id DESC LIMIT $3))",
            utc(at - KEPT),
            user.0,
            MOST_OPEN - 1,
        )?;
        run!(write.link, "INSERT INTO upload (id, person_id, opened_at, size) VALUES ($1, $2, $3, 0)", id, user.0, at,)?;
        write.commit_housekeeping().await?;
        Ok(UploadId(id))
    }

    /// Takes a part of an upload, counted from 0; one that came before is replaced. `Missing("upload")` where there is
    /// none of this user, `TooLarge("upload")` beyond 64 MB or 256 parts.
    pub async fn put_part(
        &self,
        upload: UploadId,
        user: UserId,
        part: u32,
        bytes: &[u8],
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if part >= MOST_PARTS || size > LARGEST {
            return Err(StoreError::TooLarge("upload"));
        }
        let mut write = self.write(&By { user: Some(user), acted_as: None, at }).await?;
        // Locks the upload, so that parts that come at once are counted one after the other.
        let locked = ask!(write.link, fetch_optional (i64,):
            "UPDATE upload SET size = size WHERE id = $1 AND person_id = $2 RETURNING size", upload.0, user.0)?;
        let Some((before,)) = locked else { return Err(StoreError::Missing("upload")) };
        let replaced = ask!(write.link, fetch_optional (i64,):
            "SELECT CAST(LENGTH(bytes) AS BIGINT) FROM upload_part WHERE upload_id = $1 AND place = $2",
            upload.0, i64::from(part))?;
        let size = before - replaced.map_or(0, |(size,)| size) + size;
        if size > LARGEST {
            return Err(StoreError::TooLarge("upload"));
        }
        run!(
            write.link,
            "INSERT INTO upload_part (upload_id, place, bytes) VALUES ($1, $2, $3)
             ON CONFLICT (upload_id, place) DO UPDATE SET bytes = excluded.bytes",
            upload.0,
            i64::from(part),
            bytes,
        )?;
        run!(write.link, "UPDATE upload SET size = $2 WHERE id = $1", upload.0, size)?;
        write.commit_housekeeping().await
    }

    /// The file, its parts in order. `Missing("upload")` where there is none of this user, `Missing("part")` where one
    /// before the last did not come.
    pub async fn upload_bytes(&self, upload: UploadId, user: UserId) -> Result<Vec<u8>, StoreError> {
        let mut link = self.snapshot().await?;
        let found = ask!(link, fetch_optional (i64, i64):
            "SELECT u.size, (SELECT COUNT(*) FROM upload_part AS p WHERE p.upload_id = u.id)
             FROM upload AS u WHERE u.id = $1 AND u.person_id = $2",
            upload.0, user.0)?;
        let Some((size, parts)) = found else { return Err(StoreError::Missing("upload")) };
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        // One by one: together they would be there twice.
        for part in 0..parts {
            let found = ask!(link, fetch_optional (Vec<u8>,):
                "SELECT bytes FROM upload_part WHERE upload_id = $1 AND place = $2", upload.0, part)?;
            let Some((mut part,)) = found else { return Err(StoreError::Missing("part")) };
            bytes.append(&mut part);
        }
        Ok(bytes)
    }

    /// Lets go of an upload; one that is gone already stays so.
    pub async fn drop_upload(&self, upload: UploadId, user: UserId, at: OffsetDateTime) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: Some(user), acted_as: None, at }).await?;
        run!(write.link, "DELETE FROM upload WHERE id = $1 AND person_id = $2", upload.0, user.0)?;
        write.commit_housekeeping().await
    }
}
