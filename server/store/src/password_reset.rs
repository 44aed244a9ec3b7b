//! Password resets by e-mail (SPEC P3).

use crate::audit::subject;
use crate::mail::queue;
use crate::sql::{Link, ask, bulk, hex, rfc3339, run};
use crate::{By, NewMail, Store, StoreError};
use domain::audit::Event;
use domain::id::UserId;
use time::OffsetDateTime;

/// Opens password resets: hashes of tokens with whose they are and when they expire.
pub(crate) async fn open_resets(
    link: &mut Link,
    resets: &[(&[u8], UserId, OffsetDateTime)],
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let rows: Vec<_> =
        resets.iter().map(|(token_hash, user, expires)| (hex(token_hash), user.0, rfc3339(*expires))).collect();
    run!(
        link,
        "INSERT INTO password_reset (token_hash, person_id, opened_at, expires_at)
         SELECT unhex(value->>0), CAST(value->>1 AS BIGINT), $2, strftime('%Y-%m-%dT%H:%M:%SZ', value->>2)
         FROM json_each($1)",
        bulk(&rows)?,
        at,
    )?;
    Ok(())
}

impl Store {
    /// Opens a password reset and queues the mail that carries its link.
    pub async fn open_password_reset(
        &self,
        token_hash: &[u8],
        user: UserId,
        expires: OffsetDateTime,
        mail: &NewMail,
        by: &By,
    ) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let at = write.by.at;
        let who = subject(&mut write.link, user).await?.ok_or(StoreError::Missing("user"))?;
        open_resets(&mut write.link, &[(token_hash, user, expires)], at).await?;
        queue(&mut write.link, mail, Some(user), at).await?;
        write.commit(who.organisation, &Event::PasswordResetAsked { username: who.called.username }).await
    }

    /// Whose password the token resets: once only, and not after it expired. Other open resets of the
    /// same user end with it.
    pub async fn use_password_reset(
        &self,
        token_hash: &[u8],
        now: OffsetDateTime,
    ) -> Result<Option<UserId>, StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at: now }).await?;
        let at = write.by.at;
        let found = ask!(write.link, fetch_optional (i64,):
            "UPDATE password_reset SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
             RETURNING person_id",
            token_hash, at)?;
        let Some((user,)) = found else { return Ok(None) };
        run!(write.link, "UPDATE password_reset SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL", user, at,)?;
        let user = UserId(user);
        write.by.user = Some(user);
        let who = subject(&mut write.link, user).await?.ok_or(StoreError::Missing("user"))?;
        write.commit(who.organisation, &Event::PasswordResetUsed { username: who.called.username }).await?;
        Ok(Some(user))
    }
}
