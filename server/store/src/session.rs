//! Sessions of signed-in people: the token is kept hashed only.

use crate::audit::subject;
use crate::sign_in::{AccountRow, account_columns};
use crate::sql::{Link, Write, ask, ids, run, utc};
use crate::{Account, By, Store, StoreError};
use domain::audit::Event;
use domain::id::{MaskId, OrganisationId, SessionId, UserId};
use time::OffsetDateTime;

#[derive(sqlx::FromRow)]
struct SessionRow {
    session: i64,
    session_expires_at: OffsetDateTime,
    mask_id: Option<i64>,
    organisation_id: Option<i64>,
    #[sqlx(flatten)]
    account: AccountRow,
}

/// A session that has not expired.
#[derive(Clone, Debug)]
pub struct OpenSession {
    pub id: SessionId,
    pub expires: OffsetDateTime,
    pub account: Account,
    /// The mask that was put on; whether it still holds is for the caller to ask.
    pub mask: Option<MaskId>,
    /// The organisation that was chosen to look at; `None` for all.
    pub organisation: Option<OrganisationId>,
}

/// Closes the sessions of a user but `keep` and says how many.
pub(crate) async fn close_sessions(link: &mut Link, user: UserId, keep: Option<SessionId>) -> Result<u32, StoreError> {
    let closed = run!(
        link,
        "DELETE FROM session WHERE person_id = $1 AND id <> $2",
        user.0,
        keep.map_or(-1, |session| session.0),
    )?;
    Ok(u32::try_from(closed).unwrap_or(u32::MAX))
}

/// Closes all sessions of these users.
pub(crate) async fn close_sessions_of(link: &mut Link, users: impl Iterator<Item = UserId>) -> Result<(), StoreError> {
    run!(
        link,
        "DELETE FROM session WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
        ids(users.map(|user| user.0)),
    )?;
    Ok(())
}

impl Store {
    /// Opens a session, and clears away those that expired.
    pub async fn open_session(
        &self,
        token_hash: &[u8],
        user: UserId,
        by: &By,
        expires: OffsetDateTime,
    ) -> Result<SessionId, StoreError> {
        let mut write = self.write(by).await?;
        let at = write.by.at;
        let who = subject(&mut write.link, user).await?.ok_or(StoreError::Missing("user"))?;
        run!(write.link, "DELETE FROM session WHERE expires_at <= $1", at)?;
        let (session,) = ask!(write.link, fetch_one (i64,):
            "INSERT INTO session (token_hash, person_id, opened_at, expires_at) VALUES ($1, $2, $3, $4) RETURNING id",
            token_hash, user.0, at, utc(expires))?;
        run!(write.link, "UPDATE person SET last_sign_in_at = $2 WHERE id = $1", user.0, at)?;
        write.commit(who.organisation, &Event::SignedIn { username: who.called.username }).await?;
        Ok(SessionId(session))
    }

    /// The session of that token, unless it expired. Whether its account is usable is for the caller to ask.
    pub async fn session(&self, token_hash: &[u8], now: OffsetDateTime) -> Result<Option<OpenSession>, StoreError> {
        let mut link = self.link().await?;
        let row = ask!(link, fetch_optional SessionRow:
            concat!("SELECT s.id AS session, s.expires_at AS session_expires_at, s.mask_id, s.organisation_id, ",
                account_columns!(),
            " FROM session AS s JOIN person AS p ON p.id = s.person_id WHERE s.token_hash = $1 AND s.expires_at > $2"),
            token_hash, utc(now))?;
        let open = |row: SessionRow| {
            let (id, expires) = (SessionId(row.session), row.session_expires_at);
            let (mask, organisation) = (row.mask_id.map(MaskId), row.organisation_id.map(OrganisationId));
            Ok(OpenSession { id, expires, account: row.account.try_into()?, mask, organisation })
        };
        row.map(open).transpose()
    }

    /// Lets a session live until `expires`.
    pub async fn extend_session(&self, session: SessionId, expires: OffsetDateTime) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at: expires }).await?;
        run!(write.link, "UPDATE session SET expires_at = $2 WHERE id = $1", session.0, utc(expires))?;
        write.commit_housekeeping().await
    }

    /// Keeps which organisation a session looks at; `None` for all. `Missing("thing it refers to")` where there is no
    /// such organisation.
    pub async fn choose_organisation(
        &self,
        session: SessionId,
        organisation: Option<OrganisationId>,
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at }).await?;
        run!(
            write.link,
            "UPDATE session SET organisation_id = $2 WHERE id = $1",
            session.0,
            organisation.map(|organisation| organisation.0),
        )?;
        write.commit_housekeeping().await
    }

    /// Closes a session; one that is closed already stays so.
    pub async fn close_session(&self, session: SessionId, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let closed = ask!(write.link, fetch_optional (i64,):
            "DELETE FROM session WHERE id = $1 RETURNING person_id", session.0)?;
        match closed {
            Some((user,)) => signed_out(write, UserId(user), false).await,
            None => Ok(()),
        }
    }

    /// Closes all sessions of a user and says how many.
    pub async fn close_all_sessions(&self, user: UserId, by: &By) -> Result<u32, StoreError> {
        let mut write = self.write(by).await?;
        let closed = close_sessions(&mut write.link, user, None).await?;
        signed_out(write, user, true).await?;
        Ok(closed)
    }
}

async fn signed_out(mut write: Write, user: UserId, everywhere: bool) -> Result<(), StoreError> {
    let who = subject(&mut write.link, user).await?.ok_or(StoreError::Missing("user"))?;
    let username = who.called.username;
    write.commit(who.organisation, &Event::SignedOut { username, everywhere }).await
}
