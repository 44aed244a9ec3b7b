//! All of Coterie's SQL, for SQLite and PostgreSQL alike.
//!
//! A [`Store`] answers in `domain`'s types; each module here keeps the noun of the module of the same
//! name there. Every write is one transaction that also writes its row of the audit log. Course
//! groups are written in one place only, [`Store::act`].
//!
//! Times are kept in UTC to the whole second, so that they compare alike on both databases.

mod audit;
mod cohorts;
mod courses;
mod enrolment;
mod error;
mod groups;
mod live;
mod mail;
mod masks;
mod password_reset;
mod people;
mod person_row;
mod place;
mod school;
mod session;
mod sign_in;
mod sql;
#[cfg(feature = "testing")]
pub mod testing;
mod throttle;
mod tutoring;
mod uploads;
mod user_imports;
mod users;

pub use error::StoreError;
pub use groups::{EarlierSet, FormedSet, Seats};
pub use live::Told;
pub use mail::NewMail;
pub use people::NewUser;
pub use school::{Department, EnrolledCohort, EnrolledLearner, Layout, NewCohort, NewCourse, Organisation, School};
pub use session::OpenSession;
pub use sign_in::Account;
pub use sql::Write;
pub use throttle::Try;
pub use user_imports::{Attendant, HeaderKind, ImportEnd, Invitation, MayTakeBack, NewImport};
pub use users::{NewAccount, Saved};

use domain::id::UserId;
use sql::{ask, run};
use std::sync::Arc;
use time::OffsetDateTime;

/// The database. Cheap to clone; clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: sql::Pool,
    live: Arc<live::Live>,
}

/// Who does something, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// `None` for the command line and the system itself.
    pub user: Option<UserId>,
    /// Whose permissions are used, where `user` acts under a mask (SPEC P4): both are recorded.
    pub acted_as: Option<UserId>,
    pub at: OffsetDateTime,
}

impl Store {
    /// Opens `sqlite:path`, `sqlite::memory:` or `postgres://…`, makes the file where there is none and
    /// brings the tables up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self { pool: sql::Pool::open(url).await?, live: live::Live::new() })
    }

    /// Closes all connections, after what is under way on them.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Ok when the database answers, and takes a write (SPEC W6), unless others keep its writer busy.
    pub async fn health(&self) -> Result<(), StoreError> {
        {
            let mut link = self.link().await?;
            ask!(link, fetch_one (i64,): "SELECT next FROM counter WHERE name = 'group'")?;
        }
        let Some(mut link) = self.pool.write_soon().await? else { return Ok(()) };
        run!(link, "UPDATE counter SET next = next + 1 WHERE name = 'health'")?;
        Ok(link.commit().await?)
    }

    /// Whether there is nobody and no organisation yet.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let mut link = self.link().await?;
        let (found,) = ask!(link, fetch_one (bool,):
            "SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM organisation)")?;
        Ok(!found)
    }
}
