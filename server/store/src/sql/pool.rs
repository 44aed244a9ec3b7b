//! The two databases, and all that differs between them: how they are opened, and how a transaction
//! begins.

use crate::StoreError;
use core::time::Duration;
use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Database, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// What makes the tables on PostgreSQL, as a few hexadecimal digits: other migrations, other digits.
#[cfg(feature = "testing")]
pub(crate) fn migrations() -> String {
    let sums = POSTGRES.iter().flat_map(|migration| migration.checksum.iter());
    let sum = sums.fold(0_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// How long a write waits for the writes before it.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long the database may take to say that it is well. A writer that others keep busy for longer is no illness.
const WELL: Duration = Duration::from_secs(1);

/// Connections to one database.
#[derive(Clone)]
pub(crate) enum Pool {
    /// SQLite has one writer at a time: within this server writers queue for one connection, which is
    /// fair, and only servers on one file wait for each other by trying again.
    Sqlite {
        readers: SqlitePool,
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

impl core::fmt::Debug for Pool {
    /// Without the address, which may hold a password.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Sqlite { .. } => "Sqlite",
            Self::Postgres(_) => "Postgres",
        })
    }
}

/// A connection, in a transaction or not.
pub(crate) enum Link {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTransaction(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    PostgresTransaction(Transaction<'static, Postgres>),
    /// Its transaction was taken to be worked on elsewhere, and did not come back.
    Lost,
}

/// What statements run on.
pub(crate) enum Connection<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
    Lost,
}

impl Link {
    pub(crate) fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::SqliteTransaction(transaction) => Connection::Sqlite(transaction),
            Self::Postgres(connection) => Connection::Postgres(connection),
            Self::PostgresTransaction(transaction) => Connection::Postgres(transaction),
            Self::Lost => Connection::Lost,
        }
    }

    /// Prepares a transaction that writes many people. PostgreSQL plans by what it last knew of the tables, which may
    /// be from before another import, or from one that broke off: it would hold every person there is against every
    /// row of a parameter. So it looks anew, takes indexes, and does not compile statements (`jit`), which takes longer
    /// than running them.
    pub(crate) async fn expect_many(&mut self) -> sqlx::Result<()> {
        if let Connection::Postgres(connection) = self.connection() {
            for statement in [
                "ANALYZE person (id), held_grant (person_id), person_department (person_id), cohort_member (person_id)",
                "SET LOCAL enable_seqscan = off",
                "SET LOCAL jit = off",
            ] {
                sqlx::query(statement).execute(&mut *connection).await?;
            }
        }
        Ok(())
    }

    /// Ends a transaction that wrote many people. PostgreSQL would look at them by itself within a minute, and until then
    /// think that next to nobody holds anything anywhere: the list of users took half a second instead of a tenth.
    pub(crate) async fn wrote_many(&mut self) -> sqlx::Result<()> {
        if let Connection::Postgres(connection) = self.connection() {
            let statement = "ANALYZE person (id, status, deleted_at),
                 held_grant (person_id, organisation_id, held_group, held_role)";
            sqlx::query(statement).execute(connection).await?;
        }
        Ok(())
    }

    /// Keeps what the transaction wrote.
    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(_) | Self::Postgres(_) => Ok(()),
            Self::SqliteTransaction(transaction) => to_the_end(transaction.commit()).await,
            Self::PostgresTransaction(transaction) => to_the_end(transaction.commit()).await,
            Self::Lost => Err(sqlx::Error::WorkerCrashed),
        }
    }
}

/// Lets a beginning or a commit come to its end even when nobody waits for it any more, as when a browser
/// goes away: sqlx would put a PostgreSQL connection whose `BEGIN` was dropped half way back into the
/// pool, in a transaction that nobody ends.
async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = sqlx::Result<T>> + Send + 'static,
) -> sqlx::Result<T> {
    tokio::spawn(work).await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}

async fn begin<D: Database>(pool: &sqlx::Pool<D>, statement: &'static str) -> sqlx::Result<Transaction<'static, D>> {
    let pool = pool.clone();
    to_the_end(async move { pool.begin_with(statement).await }).await
}

/// Whether a connection that comes back may be used again. A rollback that nobody waited for is done first (`ping` waits
/// for it). One that is in a transaction all the same has lost count: when the disk is full SQLite rolls back by itself,
/// sqlx's rollback fails, and every `BEGIN` afterwards would.
async fn is_at_rest<C: sqlx::Connection>(connection: &mut C) -> sqlx::Result<bool> {
    connection.ping().await?;
    let at_rest = !connection.is_in_transaction();
    if !at_rest {
        tracing::error!("a connection came back in a transaction, and is closed");
    }
    Ok(at_rest)
}

impl Pool {
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            Self::open_sqlite(url.parse()?, url.contains(":memory:")).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_postgres(url.parse()?).await
        } else {
            let scheme = url.split_once(':').map_or(url, |(scheme, _)| scheme);
            Err(StoreError::Address(scheme.to_owned()))
        }
    }

    async fn open_sqlite(options: SqliteConnectOptions, in_memory: bool) -> Result<Self, StoreError> {
        let options = options
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // Rows come from another thread; with room for many, the two do not take turns.
            .row_buffer_size(4_096)
            .journal_mode(SqliteJournalMode::Wal)
            // What was said to be saved also survives a power cut.
            .synchronous(SqliteSynchronous::Full);
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .min_connections(u32::from(in_memory))
                .acquire_timeout(PATIENCE)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .after_release(|connection, _| Box::pin(is_at_rest(connection)))
        };
        // Room for the pages an import of many users touches: else it writes and reads them several times.
        let writer = pool(1).connect_with(options.clone().pragma("cache_size", "-65536")).await?;
        // One transaction, so that of two servers that start at once one waits for the other.
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
        SQLITE.run(&mut *transaction).await?;
        transaction.commit().await?;
        // In memory, another connection would be another database.
        let readers = if in_memory { writer.clone() } else { pool(8).connect_with(options).await? };
        Ok(Self::Sqlite { readers, writer })
    }

    async fn open_postgres(options: PgConnectOptions) -> Result<Self, StoreError> {
        let options = options.application_name("coterie");
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(PATIENCE)
            .after_release(|connection, _| Box::pin(is_at_rest(connection)))
            .connect_with(options)
            .await?;
        POSTGRES.run(&pool).await?;
        Ok(Self::Postgres(pool))
    }

    pub(crate) async fn link(&self) -> sqlx::Result<Link> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Link::Sqlite(readers.acquire().await?),
            Self::Postgres(pool) => Link::Postgres(pool.acquire().await?),
        })
    }

    pub(crate) async fn snapshot(&self) -> sqlx::Result<Link> {
        Ok(match self {
            // Here sqlx itself takes back a `BEGIN` that nobody waits for any more.
            Self::Sqlite { readers, .. } => Link::SqliteTransaction(readers.begin_with("BEGIN").await?),
            Self::Postgres(pool) => {
                Link::PostgresTransaction(begin(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    pub(crate) async fn write(&self) -> sqlx::Result<Link> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Link::SqliteTransaction(begin(writer, "BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Link::PostgresTransaction(begin(pool, "BEGIN").await?),
        })
    }

    /// A transaction that writes, if one can begin soon: another's long write says nothing about the database.
    pub(crate) async fn write_soon(&self) -> sqlx::Result<Option<Link>> {
        tokio::time::timeout(WELL, self.write()).await.ok().transpose()
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
