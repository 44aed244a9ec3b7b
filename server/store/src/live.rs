//! What happens on the database, told as it happens (SPEC G12): to everyone who listens in this process and, on
//! PostgreSQL, in every other one on the same database, by `NOTIFY` within the act's transaction. On SQLite only this
//! process hears; who must know what another one did looks at the version from time to time.

use crate::sql::{Connection, Link, Pool, run};
use crate::{Store, StoreError};
use core::time::Duration;
use domain::groups::Version;
use domain::groups::history::Happened;
use domain::id::{CourseId, PeriodId};
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use std::sync::Arc;
use tokio::sync::OnceCell;
use tokio::sync::broadcast::{Receiver, Sender, channel};
use tokio::task::AbortHandle;

/// How much is kept for a listener who is slow; one who is slower is told that they missed something.
const KEPT: usize = 1_024;

/// The channel of `NOTIFY`.
const CHANNEL: &str = "coterie";

/// How long after a fault PostgreSQL is tried again.
const PAUSE: Duration = Duration::from_secs(1);

/// What listeners are told.
#[derive(Clone, Debug)]
pub enum Told {
    /// An act was kept.
    Happened { course: CourseId, period: PeriodId, happened: Arc<Happened> },
    /// What a server called to all that listen, itself included: [`Store::call`].
    Called(Arc<str>),
    /// The line to the database was down: something may have been missed.
    Gap,
}

/// Those who listen.
#[derive(Debug)]
pub(crate) struct Live {
    sender: Sender<Told>,
    /// What listens to PostgreSQL, from the first listener on.
    listening: OnceCell<AbortHandle>,
}

impl Live {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self { sender: channel(KEPT).0, listening: OnceCell::new() })
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        if let Some(listening) = self.listening.get() {
            listening.abort();
        }
    }
}

impl Store {
    /// Hears everything that is told from now on.
    pub async fn listen(&self) -> Result<Receiver<Told>, StoreError> {
        let receiver = self.live.sender.subscribe();
        if let Pool::Postgres(pool) = &self.pool {
            let start = || async {
                let mut listener = PgListener::connect_with(pool).await?;
                listener.listen(CHANNEL).await?;
                let relay = Relay { pool: pool.clone(), sender: self.live.sender.clone() };
                Ok::<_, sqlx::Error>(tokio::spawn(relay.run(listener)).abort_handle())
            };
            self.live.listening.get_or_try_init(start).await?;
        }
        Ok(receiver)
    }

    /// Calls something to all servers on this database: a few thousand bytes at most.
    pub async fn call(&self, words: &str) -> Result<(), StoreError> {
        match &self.pool {
            Pool::Sqlite { .. } => self.tell(Told::Called(words.into())),
            Pool::Postgres(_) => notify(&mut self.link().await?, &["c", words].concat()).await?,
        }
        Ok(())
    }

    /// Tells those in this process that an act was kept, where the database does not.
    pub(crate) fn tell_here(&self, course: CourseId, period: PeriodId, happened: Happened) {
        if matches!(self.pool, Pool::Sqlite { .. }) {
            self.tell(Told::Happened { course, period, happened: Arc::new(happened) });
        }
    }

    fn tell(&self, told: Told) {
        // Nobody may be listening.
        let _ = self.live.sender.send(told);
    }
}

/// Has PostgreSQL tell of an act when its transaction is committed.
pub(crate) async fn tell_of_act(
    link: &mut Link,
    course: CourseId,
    period: PeriodId,
    version: Version,
) -> Result<(), StoreError> {
    if matches!(link.connection(), Connection::Postgres(_)) {
        notify(link, &format!("a{course} {period} {}", version.0)).await?;
    }
    Ok(())
}

async fn notify(link: &mut Link, words: &str) -> Result<(), StoreError> {
    run!(link, "SELECT pg_notify($1, $2)", CHANNEL, words)?;
    Ok(())
}

/// Passes on what PostgreSQL tells.
struct Relay {
    pool: PgPool,
    sender: Sender<Told>,
}

impl Relay {
    async fn run(self, mut listener: PgListener) {
        loop {
            match listener.try_recv().await {
                Ok(Some(notice)) => self.pass(notice.payload()).await,
                // It connects again by itself.
                Ok(None) => drop(self.sender.send(Told::Gap)),
                Err(sqlx::Error::PoolClosed) => return,
                Err(fault) => {
                    tracing::warn!(?fault, "the line on which PostgreSQL tells of changes is down");
                    tokio::time::sleep(PAUSE).await;
                    drop(self.sender.send(Told::Gap));
                }
            }
        }
    }

    async fn pass(&self, words: &str) {
        // What happened is read once for all listeners, and not where there are none.
        if self.sender.receiver_count() == 0 {
            return;
        }
        let told = match words.split_at_checked(1) {
            Some(("a", place)) => self.happened(place).await,
            Some(("c", words)) => Some(Told::Called(words.into())),
            _ => None,
        };
        let _ = self.sender.send(told.unwrap_or(Told::Gap));
    }

    async fn happened(&self, place: &str) -> Option<Told> {
        let mut numbers = place.split(' ').map(|number| number.parse::<i64>().ok());
        let (course, period) = (CourseId(numbers.next()??), PeriodId(numbers.next()??));
        let before = Version(numbers.next()?? - 1);
        let mut link = Link::Postgres(self.pool.acquire().await.ok()?);
        let mut found = crate::groups::happened_since(&mut link, course, period, before, 1).await.ok()?;
        Some(Told::Happened { course, period, happened: Arc::new(found.pop()?) })
    }
}
