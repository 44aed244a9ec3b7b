//! One way to speak to both databases. Statements are written once: `$1` placeholders, `RETURNING` and
//! `ON CONFLICT` read alike, and rows in bulk come as one JSON parameter through `json_each`, which
//! PostgreSQL gets from its first migration. Where the databases must differ, [`pool`] and
//! [`table`] say so.

mod bulk;
mod pool;
mod table;

pub(crate) use bulk::{bulk, hex, ids};
#[cfg(feature = "testing")]
pub(crate) use pool::migrations;
pub(crate) use pool::{Connection, Link, Pool};
pub(crate) use table::{Cell, Table};

use crate::{By, Store, StoreError};
use domain::text::fold;
use std::borrow::Cow;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// Asks for rows: `ask!(link, fetch_all Row: "SELECT … $1", value)`.
macro_rules! ask {
    ($link:expr, $fetch:ident $row:ty: $text:expr $(, $value:expr)* $(,)?) => {
        match $link.connection() {
            $crate::sql::Connection::Sqlite(connection) => {
                sqlx::query_as::<_, $row>($text)$(.bind($value))*.$fetch(connection).await
            }
            $crate::sql::Connection::Postgres(connection) => {
                sqlx::query_as::<_, $row>($text)$(.bind($value))*.$fetch(connection).await
            }
            $crate::sql::Connection::Lost => Err(sqlx::Error::WorkerCrashed),
        }
    };
}

/// Changes rows and answers how many: `run!(link, "UPDATE … $1", value)`.
macro_rules! run {
    ($link:expr, $text:expr $(, $value:expr)* $(,)?) => {
        match $link.connection() {
            $crate::sql::Connection::Sqlite(connection) => {
                sqlx::query($text)$(.bind($value))*.execute(connection).await.map(|done| done.rows_affected())
            }
            $crate::sql::Connection::Postgres(connection) => {
                sqlx::query($text)$(.bind($value))*.execute(connection).await.map(|done| done.rows_affected())
            }
            $crate::sql::Connection::Lost => Err(sqlx::Error::WorkerCrashed),
        }
    };
}

pub(crate) use {ask, run};

impl core::fmt::Debug for Write {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Write").field("by", &self.by).finish_non_exhaustive()
    }
}

/// A transaction in somebody's name: what is read in it stays so until it ends, and nothing stays of it unless it is
/// committed, with its row of the audit log.
pub struct Write {
    pub(crate) link: Link,
    pub(crate) by: By,
}

impl Store {
    /// A connection for one statement.
    pub(crate) async fn link(&self) -> Result<Link, StoreError> {
        Ok(self.pool.link().await?)
    }

    /// A transaction that only reads and sees one moment throughout.
    pub(crate) async fn snapshot(&self) -> Result<Link, StoreError> {
        Ok(self.pool.snapshot().await?)
    }

    /// A transaction that writes: the rules are asked of what is read in it, and what they allow is written in it.
    pub async fn begin(&self, by: &By) -> Result<Write, StoreError> {
        self.write(by).await
    }

    /// As [`Store::begin`], for writes that this crate begins itself.
    pub(crate) async fn write(&self, by: &By) -> Result<Write, StoreError> {
        Ok(Write { link: self.pool.write().await?, by: By { at: utc(by.at), ..*by } })
    }
}

/// A time as it is kept: in UTC, to the whole second. So it has one length as text and compares alike
/// on both databases.
pub(crate) fn utc(time: OffsetDateTime) -> OffsetDateTime {
    let time = time.to_offset(UtcOffset::UTC);
    time.replace_nanosecond(0).unwrap_or(time)
}

/// A time as it is kept, as text of rows in bulk, which `strftime('%Y-%m-%dT%H:%M:%SZ', …)` takes. `None` for years that
/// have no such text.
pub(crate) fn rfc3339(time: OffsetDateTime) -> Option<String> {
    utc(time).format(&Rfc3339).ok()
}

/// Text that came from outside, as a parameter: PostgreSQL's text cannot hold NUL.
pub(crate) fn text(given: &str) -> Cow<'_, str> {
    if given.contains('\0') { Cow::Owned(given.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(given) }
}

/// What someone typed into a search, folded. A search scans, so nobody has it scan for more than anyone types.
pub(crate) fn typed(given: &str) -> String {
    const LONGEST: usize = 200;
    fold(&text(given).chars().take(LONGEST).collect::<String>())
}

/// Its words, also between any of `marks`; not more than are looked for.
pub(crate) fn search_words(given: &str, marks: &[char]) -> Vec<String> {
    const MOST: usize = 10;
    let typed = typed(given);
    let words = typed.split(|c: char| c.is_whitespace() || marks.contains(&c)).filter(|word| !word.is_empty());
    words.take(MOST).map(str::to_owned).collect()
}

/// What `LIKE … ESCAPE '!'` finds `word` with, anywhere.
pub(crate) fn anywhere(word: &str) -> String {
    format!("%{}", at_start(word))
}

/// What `LIKE … ESCAPE '!'` finds `word` with, at the start.
pub(crate) fn at_start(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() + 2);
    for letter in text(word).chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// A count as the domain keeps it.
pub(crate) fn count(rows: i64) -> u32 {
    u32::try_from(rows).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::search_words;

    #[test]
    fn a_search_looks_for_some_words_and_not_for_a_book() {
        assert_eq!(search_words("  Zoë, Årsen\t5% ", &[',']), ["zoe", "arsen", "5%"]);
        assert_eq!(search_words("a,b", &[]), ["a,b"]);
        assert_eq!(search_words(&"e ".repeat(24_000), &[]).len(), 10);
        assert_eq!(search_words(&"e".repeat(50_000), &[]).concat().len(), 200);
        assert!(search_words(" , ", &[',']).is_empty());
    }
}
