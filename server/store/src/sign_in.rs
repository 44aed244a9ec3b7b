//! Accounts, sessions, failed sign-ins and password resets (SPEC P3). Passwords and tokens come here
//! hashed only.

use crate::{By, NewMail, Store, StoreError};
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

impl Store {
    /// The account of that username, in any case; deleted ones included.
    pub async fn account_by_username(&self, username: &str) -> Result<Option<Account>, StoreError> {
        todo!("{username:?}")
    }

    /// The account of that e-mail address, in any case; deleted ones included.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, StoreError> {
        todo!("{email:?}")
    }

    /// The account of that user, deleted ones included.
    pub async fn account(&self, user: UserId) -> Result<Option<Account>, StoreError> {
        todo!("{user:?}")
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
        todo!("{user:?}{hash:?}{must_change:?}{keep_session:?}{by:?}")
    }

    /// Opens a session.
    pub async fn open_session(
        &self,
        token_hash: &[u8],
        user: UserId,
        by: &By,
        expires: OffsetDateTime,
    ) -> Result<SessionId, StoreError> {
        todo!("{token_hash:?}{user:?}{by:?}{expires:?}")
    }

    /// The session of that token, unless it expired. Whether its account is usable is for the caller to ask.
    pub async fn session(
        &self,
        token_hash: &[u8],
        now: OffsetDateTime,
    ) -> Result<Option<(SessionId, Account)>, StoreError> {
        todo!("{token_hash:?}{now:?}")
    }

    /// Lets a session live until `expires`.
    pub async fn extend_session(&self, session: SessionId, expires: OffsetDateTime) -> Result<(), StoreError> {
        todo!("{session:?}{expires:?}")
    }

    /// Closes a session; one that is closed already stays so.
    pub async fn close_session(&self, session: SessionId, by: &By) -> Result<(), StoreError> {
        todo!("{session:?}{by:?}")
    }

    /// Closes all sessions of a user and says how many.
    pub async fn close_all_sessions(&self, user: UserId, by: &By) -> Result<u32, StoreError> {
        todo!("{user:?}{by:?}")
    }

    /// Notes that a sign-in failed; `key` is a folded username or a network address.
    pub async fn note_failed_sign_in(&self, key: &str, at: OffsetDateTime) -> Result<(), StoreError> {
        todo!("{key:?}{at:?}")
    }

    /// How many sign-ins failed for `key` at or after `since`.
    pub async fn failed_sign_ins(&self, key: &str, since: OffsetDateTime) -> Result<u32, StoreError> {
        todo!("{key:?}{since:?}")
    }

    /// Forgets the failed sign-ins of `key`.
    pub async fn forget_failed_sign_ins(&self, key: &str) -> Result<(), StoreError> {
        todo!("{key:?}")
    }

    /// Opens a password reset and queues the mail that carries its link.
    pub async fn open_password_reset(
        &self,
        token_hash: &[u8],
        user: UserId,
        expires: OffsetDateTime,
        mail: &NewMail,
        by: &By,
    ) -> Result<(), StoreError> {
        todo!("{token_hash:?}{user:?}{expires:?}{mail:?}{by:?}")
    }

    /// Whose password the token resets: once only, and not after it expired. Other open resets of the
    /// same user end with it.
    pub async fn use_password_reset(
        &self,
        token_hash: &[u8],
        now: OffsetDateTime,
    ) -> Result<Option<UserId>, StoreError> {
        todo!("{token_hash:?}{now:?}")
    }
}
