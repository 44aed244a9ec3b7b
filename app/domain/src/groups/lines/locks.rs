//! What was locked and unlocked, as people read it.

use super::{Change, Names};
use crate::id::{GroupId, GroupSetId, UserId};
use std::collections::BTreeSet;

/// What is locked now that was not, and the other way round.
struct Locks<Key> {
    locked: BTreeSet<Key>,
    unlocked: BTreeSet<Key>,
}

impl<Key: Ord> Locks<Key> {
    const fn new() -> Self {
        Self { locked: BTreeSet::new(), unlocked: BTreeSet::new() }
    }

    /// Notes a step; one after its opposite is nothing.
    fn step(&mut self, key: Key, locked: bool) {
        let (done, opposite) =
            if locked { (&mut self.locked, &mut self.unlocked) } else { (&mut self.unlocked, &mut self.locked) };
        if !opposite.remove(&key) {
            done.insert(key);
        }
    }

    /// Each with the word for what came of it.
    fn told(&self) -> impl Iterator<Item = (&Key, &'static str)> {
        let locked = self.locked.iter().map(|key| (key, "locked"));
        locked.chain(self.unlocked.iter().map(|key| (key, "unlocked")))
    }
}

pub(super) fn told(changes: &[Change], names: &Names) -> Vec<String> {
    let mut sets: Locks<GroupSetId> = Locks::new();
    let mut places: Locks<(UserId, GroupId)> = Locks::new();
    for change in changes {
        match change {
            Change::LockSet { set } => sets.step(*set, true),
            Change::UnlockSet { set } => sets.step(*set, false),
            Change::LockPlace { learner, group } => places.step((*learner, *group), true),
            Change::UnlockPlace { learner, group } => places.step((*learner, *group), false),
            _ => {}
        }
    }
    let sets = sets.told().map(|(set, done)| format!("{} {done}", names.set(*set)));
    let places = places.told();
    let places = places.map(|((who, group), done)| format!("{} {done} in {}", names.person(*who), names.group(*group)));
    let mut told: Vec<String> = places.collect();
    told.sort();
    sets.chain(told).collect()
}
