//! Many new rows of a table at once: the way of an import. The databases differ most here: SQLite takes a parameter for
//! each value, PostgreSQL the text of `COPY`. Both read that more than twice as fast as JSON. But few rows go to PostgreSQL
//! as JSON: sqlx 0.9 sends the data of a `COPY` and its end one after the other and waits for nothing in between, which the
//! network answers with a pause of 40 ms (Nagle's algorithm and delayed acknowledgement; sqlx's issue 4335).

use super::{Connection, Link};
use crate::StoreError;
use sqlx::{AssertSqlSafe, Postgres, Transaction};
use std::borrow::Cow;
use std::fmt::Write as _;
use tokio::sync::mpsc;

/// A value of a row. Text must not hold NUL; a time is text of [`rfc3339`](super::rfc3339).
pub(crate) enum Cell<'a> {
    Null,
    Number(i64),
    Flag(bool),
    Text(Cow<'a, str>),
}

/// A table, and those of its columns that are written.
pub(crate) struct Table<const N: usize> {
    pub(crate) name: &'static str,
    pub(crate) columns: [&'static str; N],
}

/// How many parameters a statement of SQLite has at most; it would take eight times as many.
const AT_ONCE: usize = 4_000;

impl<const N: usize> Table<N> {
    /// Writes the rows.
    pub(crate) async fn insert(&self, link: &mut Link, rows: &[[Cell<'_>; N]]) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        match core::mem::replace(link, Link::Lost) {
            Link::PostgresTransaction(mut transaction) if rows.len() <= FEW => {
                let json = self.json(rows)?;
                sqlx::query(AssertSqlSafe(self.for_few())).bind(json).execute(&mut *transaction).await?;
                *link = Link::PostgresTransaction(transaction);
            }
            Link::PostgresTransaction(transaction) => *link = self.copy(transaction, rows).await?,
            other => {
                *link = other;
                self.bind(link, rows).await?;
            }
        }
        Ok(())
    }

    async fn bind(&self, link: &mut Link, rows: &[[Cell<'_>; N]]) -> sqlx::Result<()> {
        let Connection::Sqlite(connection) = link.connection() else { return Err(sqlx::Error::WorkerCrashed) };
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
        Ok(())
    }

    /// Copies in a task of its own, piece by piece, so that the database is at the first while the next is made. And
    /// so that a copy that nobody waits for any more is ended in order: sqlx would put a connection on which one was
    /// dropped as it began back into the pool, and whoever got it next would hear answers that are not theirs.
    async fn copy(&self, transaction: Transaction<'static, Postgres>, rows: &[[Cell<'_>; N]]) -> sqlx::Result<Link> {
        let (pieces, taken) = mpsc::channel(2);
        let copying = tokio::spawn(copy(transaction, self.for_postgres(), taken));
        for some in rows.chunks(PIECE) {
            // Where nobody takes it, the copy has failed and says why.
            let _ = pieces.send(Piece::Rows(copied(some))).await;
        }
        let _ = pieces.send(Piece::End).await;
        copying.await.unwrap_or(Err(sqlx::Error::WorkerCrashed)).map(Link::PostgresTransaction)
    }

    /// Times are kept as the text they come as.
    fn for_sqlite(&self, rows: usize) -> String {
        let row = format!("({})", ["?"; N].join(", "));
        let rows = vec![&*row; rows];
        format!("INSERT INTO {} ({}) VALUES {}", self.name, self.columns.join(", "), rows.join(", "))
    }

    /// Every value becomes what its column holds as it does in a `COPY`, from its text.
    fn for_few(&self) -> String {
        let (name, columns) = (self.name, self.columns.join(", "));
        format!("INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, $1::json)")
    }

    /// Rows as objects.
    fn json(&self, rows: &[[Cell<'_>; N]]) -> Result<String, StoreError> {
        let row = |row: &[Cell<'_>; N]| -> serde_json::Map<String, serde_json::Value> {
            self.columns.iter().zip(row).map(|(column, cell)| ((*column).to_owned(), cell.json())).collect()
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        serde_json::to_string(&rows).map_err(|error| StoreError::Fault(sqlx::Error::Encode(Box::new(error))))
    }

    fn for_postgres(&self) -> String {
        format!("COPY {} ({}) FROM STDIN", self.name, self.columns.join(", "))
    }
}

/// Up to so many rows, a pause of the network costs more than reading JSON.
const FEW: usize = 1_000;

/// How many rows are sent to PostgreSQL at once.
const PIECE: usize = 100;

/// What is copied.
enum Piece {
    Rows(String),
    /// Without it nothing stays.
    End,
}

/// Copies until the end comes, and gives the transaction back.
async fn copy(
    mut transaction: Transaction<'static, Postgres>,
    statement: String,
    mut pieces: mpsc::Receiver<Piece>,
) -> sqlx::Result<Transaction<'static, Postgres>> {
    let mut copy = transaction.copy_in_raw(&statement).await?;
    loop {
        match pieces.recv().await {
            Some(Piece::Rows(lines)) => drop(copy.send(lines.as_bytes()).await?),
            Some(Piece::End) => {
                copy.finish().await?;
                return Ok(transaction);
            }
            None => {
                copy.abort("nobody waits for it any more").await?;
                return Err(sqlx::Error::WorkerCrashed);
            }
        }
    }
}

/// Rows as the text format of `COPY` has them: a line each, cells between tabs.
fn copied<const N: usize>(rows: &[[Cell<'_>; N]]) -> String {
    let mut lines = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                lines.push('\t');
            }
            cell.copy(&mut lines);
        }
        lines.push('\n');
    }
    lines
}

impl Cell<'_> {
    fn json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Text(text) => text.as_ref().into(),
        }
    }

    fn copy(&self, lines: &mut String) {
        match self {
            Self::Null => lines.push_str("\\N"),
            // Writing to a String cannot fail.
            Self::Number(number) => drop(write!(lines, "{number}")),
            Self::Flag(flag) => lines.push(if *flag { 't' } else { 'f' }),
            Self::Text(text) => {
                for part in text.split_inclusive(['\\', '\t', '\n', '\r']) {
                    let special = part.bytes().last().and_then(|last| match last {
                        b'\\' => Some("\\\\"),
                        b'\t' => Some("\\t"),
                        b'\n' => Some("\\n"),
                        b'\r' => Some("\\r"),
                        _ => None,
                    });
                    let plain = part.len() - usize::from(special.is_some());
                    lines.push_str(part.get(..plain).unwrap_or_default());
                    lines.push_str(special.unwrap_or_default());
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_copied_as_they_are() {
        let rows = [
            [Cell::from(-7_i64), true.into(), "a\tb\\c\r\nd".into(), Cell::Null],
            [Cell::from(0_i64), false.into(), "\\N \\.".into(), "ünï".into()],
            [Cell::from(1_i64), false.into(), "".into(), "\n".into()],
        ];
        let lines = "-7\tt\ta\\tb\\\\c\\r\\nd\t\\N\n0\tf\t\\\\N \\\\.\tünï\n1\tf\t\t\\n\n";
        assert_eq!(copied(&rows), lines);
    }
}
