//! Many new rows of a table at once: the way of an import. The databases differ most here: SQLite takes a parameter for
//! each value, PostgreSQL a list for each column. Both read that at least twice as fast as JSON.

use super::{Connection, Link};
use crate::StoreError;
use sqlx::AssertSqlSafe;
use std::borrow::Cow;
use std::fmt::Write as _;

/// What stands in a column.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Number,
    Flag,
    Text,
    /// Text of [`rfc3339`](super::rfc3339).
    Time,
}

/// A value of a row. Text must not hold NUL.
pub(crate) enum Cell<'a> {
    Null,
    Number(i64),
    Flag(bool),
    Text(Cow<'a, str>),
}

/// A table, and those of its columns that are written.
pub(crate) struct Table<const N: usize> {
    pub(crate) name: &'static str,
    pub(crate) columns: [(&'static str, Kind); N],
}

/// How many parameters a statement of SQLite has at most; it would take eight times as many.
const AT_ONCE: usize = 4_000;

impl<const N: usize> Table<N> {
    /// Writes the rows.
    pub(crate) async fn insert(&self, link: &mut Link, rows: &[[Cell<'_>; N]]) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        match link.connection() {
            Connection::Sqlite(connection) => {
                for some in rows.chunks(AT_ONCE / N) {
                    let mut query = sqlx::query(AssertSqlSafe(self.for_sqlite(some.len())));
                    for cell in some.iter().flatten() {
                        query = match cell {
                            Cell::Null => query.bind(None::<i64>),
                            Cell::Number(number) => query.bind(*number),
                            Cell::Flag(flag) => query.bind(*flag),
                            Cell::Text(text) => query.bind(&**text),
                        };
                    }
                    query.execute(&mut *connection).await?;
                }
            }
            Connection::Postgres(connection) => {
                let mut query = sqlx::query(AssertSqlSafe(self.for_postgres()));
                for (at, (_, kind)) in self.columns.iter().enumerate() {
                    let column = rows.iter().map(|row| &row[at]);
                    query = match kind {
                        Kind::Number => query.bind(column.map(Cell::number).collect::<Vec<_>>()),
                        Kind::Flag => query.bind(column.map(Cell::flag).collect::<Vec<_>>()),
                        Kind::Text | Kind::Time => query.bind(column.map(Cell::text).collect::<Vec<_>>()),
                    };
                }
                query.execute(connection).await?;
            }
        }
        Ok(())
    }

    fn named(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        format!("INSERT INTO {} ({})", self.name, names.join(", "))
    }

    /// Times are kept as the text they come as.
    fn for_sqlite(&self, rows: usize) -> String {
        let row = format!("({})", ["?"; N].join(", "));
        let rows = vec![&*row; rows];
        format!("{} VALUES {}", self.named(), rows.join(", "))
    }

    fn for_postgres(&self) -> String {
        let mut text = self.named();
        let mut lists = String::new();
        for (at, (name, kind)) in self.columns.iter().enumerate() {
            let (cast, list) = match kind {
                Kind::Number => ("", "int8"),
                Kind::Flag => ("", "bool"),
                Kind::Text => ("", "text"),
                Kind::Time => ("::timestamptz", "text"),
            };
            let _ = write!(text, "{} rows.{name}{cast}", if at == 0 { " SELECT" } else { "," });
            let _ = write!(lists, "{}${}::{list}[]", if at == 0 { "" } else { ", " }, at + 1);
        }
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let _ = write!(text, " FROM UNNEST({lists}) AS rows ({})", names.join(", "));
        text
    }
}

impl Cell<'_> {
    const fn number(&self) -> Option<i64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    const fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Cell<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Into::into)
    }
}
