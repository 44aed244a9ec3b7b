//! Accounts and their passwords (SPEC P3). Passwords and tokens come to the store hashed only.

use crate::audit::subject;
use crate::people::{email_key, status_from_key, username_key};
use crate::session::close_sessions;
use crate::sql::{ask, run, utc};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::id::{SessionId, UserId};
use domain::person::AccountStatus;
use time::OffsetDateTime;

/// What signing in needs to know of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub user: UserId,
    pub username: String,
    pub email: String,
    pub password_hash: Option<String>,
    pub must_change_password: bool,
    pub status: AccountStatus,
    pub access_start: Option<OffsetDateTime>,
    pub access_finish: Option<OffsetDateTime>,
    pub deleted: bool,
}

impl Account {
    /// Whether the account may be used at `now`: active, not deleted, within its access window.
    pub fn usable(&self, now: OffsetDateTime) -> bool {
        !self.deleted
            && self.status == AccountStatus::Active
            && self.access_start.is_none_or(|start| start <= now)
            && self.access_finish.is_none_or(|finish| now < finish)
    }
}

/// The columns of an [`AccountRow`]; the table is `person AS p`.
macro_rules! account_columns {
    () => {
        "p.id, p.username, p.email, p.password_hash, p.must_change_password, p.status, p.access_start, p.access_finish,
         p.deleted_at IS NOT NULL AS deleted"
    };
}
pub(crate) use account_columns;

#[derive(sqlx::FromRow)]
pub(crate) struct AccountRow {
    id: i64,
    username: String,
    email: String,
    password_hash: Option<String>,
    must_change_password: bool,
    status: String,
    access_start: Option<OffsetDateTime>,
    access_finish: Option<OffsetDateTime>,
    deleted: bool,
}

impl TryFrom<AccountRow> for Account {
    type Error = StoreError;
    fn try_from(row: AccountRow) -> Result<Self, StoreError> {
        Ok(Self {
            user: UserId(row.id),
            username: row.username,
            email: row.email,
            password_hash: row.password_hash,
            must_change_password: row.must_change_password,
            status: status_from_key(&row.status)?,
            access_start: row.access_start.map(utc),
            access_finish: row.access_finish.map(utc),
            deleted: row.deleted,
        })
    }
}

impl Store {
    /// The account of that username, in any case and with or without diacritics; deleted ones included.
    pub async fn account_by_username(&self, username: &str) -> Result<Option<Account>, StoreError> {
        let mut link = self.link().await?;
        let row = ask!(link, fetch_optional AccountRow:
            concat!("SELECT ", account_columns!(), " FROM person AS p WHERE p.username_key = $1"),
            username_key(username))?;
        row.map(Account::try_from).transpose()
    }

    /// The account of that e-mail address, in any case; deleted ones included.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, StoreError> {
        let mut link = self.link().await?;
        let row = ask!(link, fetch_optional AccountRow:
            concat!("SELECT ", account_columns!(), " FROM person AS p WHERE p.email_key = $1"), email_key(email))?;
        row.map(Account::try_from).transpose()
    }

    /// The account of that user, deleted ones included.
    pub async fn account(&self, user: UserId) -> Result<Option<Account>, StoreError> {
        let mut link = self.link().await?;
        let row = ask!(link, fetch_optional AccountRow:
            concat!("SELECT ", account_columns!(), " FROM person AS p WHERE p.id = $1"), user.0)?;
        row.map(Account::try_from).transpose()
    }

    /// Sets a password and closes all sessions but `keep_session`.
    pub async fn set_password(
        &self,
        user: UserId,
        hash: &str,
        must_change: bool,
        keep_session: Option<SessionId>,
        by: &By,
    ) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let who = subject(&mut write.link, user).await?.ok_or(StoreError::Missing("user"))?;
        run!(
            write.link,
            "UPDATE person SET password_hash = $2, must_change_password = $3 WHERE id = $1",
            user.0,
            hash,
            must_change,
        )?;
        close_sessions(&mut write.link, user, keep_session).await?;
        // Whoever knew the old one is nobody who is known.
        run!(write.link, "DELETE FROM known_browser WHERE person_id = $1", user.0)?;
        let username = who.called.username;
        write.commit(who.organisation, &Event::PasswordSet { username, must_change }).await
    }

    /// Puts another hash of the same password in place of `old`; nothing happens where it was changed meanwhile.
    /// Sessions stay.
    pub async fn renew_password_hash(&self, user: UserId, old: &str, new: &str, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let renewed = run!(
            write.link,
            "UPDATE person SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
            user.0,
            old,
            new,
        )?;
        if renewed == 0 {
            return Ok(());
        }
        let who = subject(&mut write.link, user).await?.ok_or(StoreError::Missing("user"))?;
        write.commit(who.organisation, &Event::PasswordRehashed { username: who.called.username }).await
    }
}
