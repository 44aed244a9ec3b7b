//! What can go wrong.

use domain::groups::Refusal;
use sqlx::error::{DatabaseError, ErrorKind};

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
    /// What should go is still needed: "gender".
    #[error("this {0} is in use")]
    InUse(&'static str),
    /// What came is more than is taken: "upload".
    #[error("this {0} is too large")]
    TooLarge(&'static str),
    /// The address of the database is neither `sqlite:…` nor `postgres://…`.
    #[error("a database address starts with sqlite: or postgres://, not {0:?}")]
    Address(String),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A kept row does not read as what it should be; names the kind.
    #[error("a kept {0} cannot be read")]
    Unreadable(&'static str),
    /// The database failed.
    #[error("the database failed")]
    Fault(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error().map(|refused| (refused.kind(), refused)) {
            Some((ErrorKind::UniqueViolation, refused)) => taken(refused).map_or(Self::Fault(error), Self::Taken),
            Some((ErrorKind::ForeignKeyViolation, _)) => Self::Missing("thing it refers to"),
            _ => Self::Fault(error),
        }
    }
}

/// What stands for a broken constraint. SQLite names its columns, PostgreSQL the constraint itself.
const UNIQUE: [(&str, &str, &str); 9] = [
    ("person.username_key", "person_username_key_key", "username"),
    ("person.email_key", "person_email_key_key", "email"),
    ("course.code_folded", "course_code_folded_key", "course code"),
    ("contact.course_id", "contact_pkey", "contact"),
    ("cohort.organisation_id", "cohort_organisation_id_name_folded_key", "cohort name"),
    ("group_set.course_id", "group_set_course_id_period_id_name_folded_key", "set name"),
    ("course_group.course_id", "course_group_live_name", "group name"),
    ("session.token_hash", "session_token_hash_key", "session"),
    ("password_reset.token_hash", "password_reset_pkey", "password reset"),
];

fn taken(refused: &dyn DatabaseError) -> Option<&'static str> {
    let name = refused.constraint();
    let message = refused.message();
    UNIQUE
        .iter()
        .find(|(columns, constraint, _)| name == Some(constraint) || message.contains(columns))
        .map(|(_, _, word)| *word)
}
