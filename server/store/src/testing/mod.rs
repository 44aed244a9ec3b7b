//! Fresh databases for tests, here and in `server`: each test gets its own, and one story runs on both
//! databases through [`on_both_databases!`](crate::on_both_databases). SQLite is a file in a temporary folder;
//! PostgreSQL is a temporary cluster, one for each process, that ends with the process. Where there is no
//! PostgreSQL the half that needs it says so aloud, and fails where `CI=true`.
#![expect(clippy::expect_used, reason = "a test that cannot have its database fails")]

mod cluster;
mod imported;
pub mod killed;
mod school;

pub use imported::{Tally, new_learners, tally};
pub use school::{NOW, TODAY, big_school, learner, new_user, small_school, worker};

use crate::Store;
use core::ops::Deref;
use core::sync::atomic::{AtomicU32, Ordering};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A store on a database of its own, which goes with it.
#[derive(Debug)]
pub struct TestStore {
    store: Store,
    /// Opens the same database once more, as a second server would.
    pub url: String,
    _gone_on_drop: Kept,
}

#[derive(Debug)]
enum Kept {
    Folder { _folder: TempDir },
    Database { _database: Database },
}

impl Deref for TestStore {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

/// Runs each story on SQLite and on PostgreSQL: `async fn name(store: TestStore) { … }` becomes the tests
/// `name::on_sqlite` and `name::on_postgresql`. The calling crate needs `tokio` with `macros`.
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($store:ident: $type:ty) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "not every story needs what stands outside")]
            use super::*;

            async fn story($store: $type) $body

            #[tokio::test]
            async fn on_sqlite() {
                story($crate::testing::sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                if let Some(store) = $crate::testing::postgres().await {
                    story(store).await;
                }
            }
        }
    )+};
}

/// An empty store on a new SQLite file.
///
/// # Panics
/// Where none can be made.
pub async fn sqlite() -> TestStore {
    let folder = TempDir::new().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("coterie.db").display());
    let store = Store::open(&url).await.expect("a new SQLite file opens");
    TestStore { store, url, _gone_on_drop: Kept::Folder { _folder: folder } }
}

/// An empty store on a new PostgreSQL database; `None` where there is no PostgreSQL, after saying so.
///
/// # Panics
/// Where PostgreSQL is there and does not do its part, or is not there and `CI=true`.
pub async fn postgres() -> Option<TestStore> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = cluster::server()?;
    let name = format!("coterie_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let database = Database::create(server, name, migrated(server).await).await;
    let url = named(server, &database.name);
    let store = Store::open(&url).await.expect("a new database opens");
    Some(TestStore { store, url, _gone_on_drop: Kept::Database { _database: database } })
}

/// A database with all tables, which copies in a fraction of the time that making them takes. It is named by what makes
/// them, and stays: on a server that does not end with this process, the next one finds it.
async fn migrated(server: &str) -> &'static str {
    static MADE: OnceCell<String> = OnceCell::const_new();
    let make = || async {
        let name = format!("coterie_test_{}", crate::sql::migrations());
        if exists(server, &name).await {
            return name;
        }
        // Under another name until it is whole: someone else may be making it, too.
        let making = format!("{name}_{}", std::process::id());
        run(server, format!("CREATE DATABASE {making} TEMPLATE template0 ENCODING 'UTF8'"))
            .await
            .expect("a database can be made");
        let store = Store::open(&named(server, &making)).await.expect("a new database opens");
        store.close().await;
        let renamed = run(server, format!("ALTER DATABASE {making} RENAME TO {name}")).await;
        if renamed.is_ok() || exists(server, &name).await { name } else { making }
    };
    MADE.get_or_init(make).await
}

async fn exists(server: &str, name: &str) -> bool {
    let mut connection = PgConnection::connect(server).await.expect("the server answers");
    let found: (bool,) = sqlx::query_as("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
        .bind(name)
        .fetch_one(&mut connection)
        .await
        .expect("the server answers");
    found.0
}

/// A database that is dropped with this.
#[derive(Debug)]
struct Database {
    server: &'static str,
    name: String,
}

impl Database {
    async fn create(server: &'static str, name: String, template: &str) -> Self {
        let statement = format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'");
        run(server, statement).await.expect("a database can be made");
        Self { server, name }
    }
}

impl Drop for Database {
    /// On a thread of its own, for a test's runtime cannot wait within itself.
    fn drop(&mut self) {
        let (server, statement) = (self.server, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(run(server, statement)))
        });
        // What is left over goes with the cluster.
        let _ = dropped.join();
    }
}

async fn run(server: &str, statement: String) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect(server).await?;
    connection.execute(AssertSqlSafe(statement)).await?;
    connection.close().await
}

/// The address of another database on the same server.
fn named(server: &str, database: &str) -> String {
    let (address, options) =
        server.split_once('?').map_or((server, None), |(address, options)| (address, Some(options)));
    let host = address.find("://").map_or(0, |at| at + 3);
    let base = address[host..].find('/').map_or(address, |at| &address[..host + at]);
    options.map_or_else(|| format!("{base}/{database}"), |options| format!("{base}/{database}?{options}"))
}

/// Ends all connections on which someone listens to a PostgreSQL database, as a network that fails does.
///
/// # Panics
/// Where PostgreSQL does not do it.
pub async fn break_lines(url: &str) {
    let statement = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()";
    run(url, statement.to_owned()).await.expect("connections can be ended");
}
