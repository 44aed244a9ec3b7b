//! Turns for work that costs much: so many at once, so many who wait, and no more.

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;

/// There are too many who wait already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Busy;

impl core::fmt::Display for Busy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("too much of this is asked for at once")
    }
}

impl core::error::Error for Busy {}

/// The turns of one kind of work.
pub(crate) struct Turns {
    /// Those who have their turn, or wait for it.
    room: Semaphore,
    at_once: Semaphore,
}

/// Someone's turn, for as long as it lives.
struct Turn<'t> {
    _room: SemaphorePermit<'t>,
    _turn: SemaphorePermit<'t>,
}

impl Turns {
    pub(crate) fn new(at_once: usize, waiting: usize) -> Self {
        Self { room: Semaphore::new(at_once + waiting), at_once: Semaphore::new(at_once) }
    }

    /// Does work on a thread of its own, once it is its turn, in the order of asking. Whoever asked may be gone by then:
    /// the turn lasts as long as the work.
    ///
    /// # Errors
    /// `Busy`, at once, where too many wait; where the work panicked.
    pub(crate) async fn run<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> anyhow::Result<T> {
        let turn = self.take().await?;
        let done = spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        Ok(done.await?)
    }

    /// Waits for a turn, in the order of asking.
    ///
    /// # Errors
    /// `Busy`, at once, where too many wait.
    async fn take(&self) -> Result<Turn<'_>, Busy> {
        let room = self.room.try_acquire().map_err(|_| Busy)?;
        // They are never closed.
        let turn = self.at_once.acquire().await.map_err(|_| Busy)?;
        Ok(Turn { _room: room, _turn: turn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn so_many_work_so_many_wait_and_others_are_told_at_once() {
        let turns = Turns::new(1, 1);
        let first = turns.take().await.unwrap();
        let mut second = Box::pin(turns.take());
        assert!(timeout(Duration::from_millis(20), &mut second).await.is_err(), "the first is at work");
        assert_eq!(turns.take().await.err(), Some(Busy));
        drop(first);
        let second = second.await.unwrap();
        drop(second);
        assert!(turns.take().await.is_ok());
    }

    #[tokio::test]
    async fn who_leaves_does_not_make_room_before_the_work_is_done() {
        static TURNS: std::sync::LazyLock<Turns> = std::sync::LazyLock::new(|| Turns::new(1, 0));
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let work = move || ended.recv().is_ok();
        assert!(timeout(Duration::from_millis(20), TURNS.run(work)).await.is_err(), "it is at work");
        assert_eq!(TURNS.take().await.err(), Some(Busy), "though nobody waits for it");
        end.send(()).unwrap();
        while TURNS.take().await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
