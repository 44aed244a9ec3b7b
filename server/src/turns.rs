//! Turns for work that costs much: so many at once, so many who wait, and no more.

use tokio::sync::{Semaphore, SemaphorePermit};

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
pub(crate) struct Turn<'t> {
    _room: SemaphorePermit<'t>,
    _turn: SemaphorePermit<'t>,
}

impl Turns {
    pub(crate) fn new(at_once: usize, waiting: usize) -> Self {
        Self { room: Semaphore::new(at_once + waiting), at_once: Semaphore::new(at_once) }
    }

    /// Waits for a turn, in the order of asking.
    ///
    /// # Errors
    /// `Busy`, at once, where too many wait.
    pub(crate) async fn take(&self) -> Result<Turn<'_>, Busy> {
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
}
