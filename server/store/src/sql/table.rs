//! Many new rows of a table at once: the way of an import. The databases differ most here: SQLite takes rows apart
//! from one JSON parameter, PostgreSQL a list for each column, which it reads several times as fast as JSON.

use super::{Connection, Link};
use crate::StoreError;
use serde::{Serialize, Serializer};
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

impl<const N: usize> Table<N> {
    /// Writes the rows.
    pub(crate) async fn insert(&self, link: &mut Link, rows: &[[Cell<'_>; N]]) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        match link.connection() {
            Connection::Sqlite(connection) => {
                let rows = super::bulk(rows_of(rows).as_slice())?;
                sqlx::query(AssertSqlSafe(self.for_sqlite())).bind(rows).execute(connection).await?;
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

    /// `value->>3` has the type that stands in the JSON; times are kept as the text they come as.
    fn for_sqlite(&self) -> String {
        let mut text = self.named();
        for at in 0..N {
            let _ = write!(text, "{} value->>{at}", if at == 0 { " SELECT" } else { "," });
        }
        text.push_str(" FROM json_each($1)");
        text
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

fn rows_of<'r, 'a, const N: usize>(rows: &'r [[Cell<'a>; N]]) -> Vec<&'r [Cell<'a>]> {
    rows.iter().map(<[Cell<'a>; N]>::as_slice).collect()
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

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Text(text) => serializer.serialize_str(text),
        }
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
