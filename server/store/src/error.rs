//! What can go wrong.

use domain::groups::Refusal;

/// Why the store did not do as asked. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// An act on groups is refused, in words for the person who asked.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something that must be unique exists already: "username", "email", "course code", …
    #[error("this {0} is taken")]
    Taken(&'static str),
    /// What the call names is not there: "course", "period", "learner", …
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// The address of the database is neither `sqlite:…` nor `postgres://…`.
    #[error("a database address starts with sqlite: or postgres://, not {0:?}")]
    Address(String),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A kept row does not read as what it should be; names the kind.
    #[error("a kept {0} cannot be read")]
    Unreadable(&'static str),
    /// The database failed.
    #[error("the database failed: {0}")]
    Fault(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error)
    }
}
