//! What rows and accounts have in common, found by digests.

use super::ground::Key;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};

/// A digest of a key. It is long and mixed enough that two keys of a file never share one by chance; rows that do on
/// purpose are only told that they have the same. Before an account is taken for meant, its key is compared.
pub(super) fn digest(key: Key, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(key as u8);
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Which of many things, told by their places, share a digest; each has one, or nothing. Looking one up reads one line
/// of memory, for half of the digest stands in the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    /// By place; [`NOTHING`] where there is nothing of the kind.
    digests: Vec<u64>,
    /// Where a digest leads: one place that has it, or [`FREE`]. As many as a power of two; full ones are passed.
    slots: Vec<Slot>,
    taken: usize,
    /// Those that several places have, in order.
    several: BTreeMap<u64, Vec<u32>>,
}

const NOTHING: u64 = 0;

/// Half of a digest, and a place that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    half: u32,
    place: u32,
}

const FREE: Slot = Slot { half: 0, place: u32::MAX };

impl Slot {
    fn new(digest: u64, place: u32) -> Self {
        Self { half: u32::try_from(digest >> 32).unwrap_or(0), place }
    }
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

impl Shared {
    pub(super) fn new(count: usize) -> Self {
        Self { digests: vec![NOTHING; count], ..Self::default() }
    }

    /// Says what a place has; `touched` are those of which the neighbour is another now.
    pub(super) fn set(&mut self, at: usize, digest: Option<u64>, touched: &mut Vec<u32>) {
        // A digest that is nothing's is another one.
        let digest = digest.map_or(NOTHING, |digest| digest.max(1));
        if self.digests.len() <= at {
            self.digests.resize(at + 1, NOTHING);
        }
        let before = self.digests.get(at).copied().unwrap_or(NOTHING);
        let Ok(place) = u32::try_from(at) else { return };
        if before == digest {
            return;
        }
        if before != NOTHING {
            touched.extend(self.neighbours(before, place));
            self.remove(before, place);
        }
        if let Some(held) = self.digests.get_mut(at) {
            *held = digest;
        }
        if digest != NOTHING && self.insert(digest, place) {
            touched.extend(self.neighbours(digest, place));
        }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The slot of a digest: the one that leads to it, or the free one where it would be.
    fn slot(&self, digest: u64) -> usize {
        let last = self.slots.len() - 1;
        let half = Slot::new(digest, 0).half;
        let mut slot = home(digest, last);
        loop {
            match self.slots.get(slot) {
                Some(taken)
                    if *taken != FREE
                        && (taken.half != half || self.digests.get(index(taken.place)) != Some(&digest)) =>
                {
                    slot = (slot + 1) & last;
                }
                _ => return slot,
            }
        }
    }

    /// Whether others have it, too.
    fn insert(&mut self, digest: u64, place: u32) -> bool {
        if self.slots.len() < (self.taken + 1) * 2 {
            self.grow();
        }
        let slot = self.slot(digest);
        let Some(there) = self.slots.get_mut(slot) else { return false };
        if *there == FREE {
            *there = Slot::new(digest, place);
            self.taken += 1;
            return false;
        }
        let places = self.several.entry(digest).or_insert_with(|| vec![there.place]);
        if let Err(at) = places.binary_search(&place) {
            places.insert(at, place);
        }
        true
    }

    fn grow(&mut self) {
        let size = (self.digests.len().max(self.taken + 1) * 2).next_power_of_two();
        let slots = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for taken in slots.into_iter().filter(|slot| *slot != FREE) {
            let slot = self.slot(self.digests.get(index(taken.place)).copied().unwrap_or(NOTHING));
            if let Some(there) = self.slots.get_mut(slot) {
                *there = taken;
            }
        }
    }

    fn remove(&mut self, digest: u64, place: u32) {
        let slot = self.slot(digest);
        if let Some(places) = self.several.get_mut(&digest) {
            if let Ok(at) = places.binary_search(&place) {
                places.remove(at);
            }
            // The slot must lead to one that is left.
            if let (Some(there), Some(left)) = (self.slots.get_mut(slot), places.first()) {
                there.place = *left;
            }
            if places.len() < 2 {
                self.several.remove(&digest);
            }
            return;
        }
        self.taken -= 1;
        self.free(slot);
    }

    /// Frees a slot, and moves those up that were put behind it because it was taken.
    fn free(&mut self, mut hole: usize) {
        let last = self.slots.len() - 1;
        let mut slot = hole;
        loop {
            slot = (slot + 1) & last;
            let taken = self.slots.get(slot).copied().unwrap_or(FREE);
            if taken == FREE {
                break;
            }
            let from = home(self.digests.get(index(taken.place)).copied().unwrap_or(NOTHING), last);
            // How far each is behind where it belongs.
            if (slot.wrapping_sub(from) & last) >= (slot.wrapping_sub(hole) & last) {
                self.slots[hole] = taken;
                hole = slot;
            }
        }
        self.slots[hole] = FREE;
    }

    /// The places that have it.
    pub(super) fn places(&self, digest: u64) -> impl Iterator<Item = u32> + Clone {
        let digest = digest.max(1);
        let slot = if self.taken == 0 { None } else { self.slots.get(self.slot(digest)) };
        let one = slot.filter(|slot| **slot != FREE).map(|slot| slot.place);
        let several = if one.is_some() && !self.several.is_empty() { self.several.get(&digest) } else { None };
        let one = one.filter(|_| several.is_none());
        one.into_iter().chain(several.into_iter().flatten().copied())
    }

    /// Those before and behind it that have the same.
    fn neighbours(&self, digest: u64, place: u32) -> impl Iterator<Item = u32> {
        let all = if self.several.is_empty() { None } else { self.several.get(&digest) };
        let all = all.map_or(&[][..], Vec::as_slice);
        let at = all.binary_search(&place).ok();
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| all.get(at)).copied();
        let behind = at.and_then(|at| all.get(at + 1)).copied();
        before.into_iter().chain(behind)
    }

    /// Another that has the same: the one before it, or for the first the one behind.
    pub(super) fn other(&self, at: usize) -> Option<usize> {
        if self.several.is_empty() {
            return None;
        }
        let digest = self.digests.get(at).copied().filter(|digest| *digest != NOTHING)?;
        self.neighbours(digest, u32::try_from(at).ok()?).next().map(index)
    }

    /// The first of each several that share something.
    pub(super) fn firsts(&self) -> impl Iterator<Item = u32> + '_ {
        self.several.values().filter_map(|places| places.first().copied())
    }
}

/// Where the search for a digest begins. Numbers in a row are spread as well as digests are.
fn home(digest: u64, last: usize) -> usize {
    let product = digest.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from((product ^ (product >> 32)) & u64::try_from(last).unwrap_or(u64::MAX)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_knows_who_shares_what(acts in prop::collection::vec((0_usize..40, prop::option::of(0_u64..25)), 0..200)) {
            let mut shared = Shared::new(40);
            let mut expected = [None; 40];
            for (at, digest) in acts {
                let digest = digest.map(|digest| digest * 8 + 1);
                let mut touched = Vec::new();
                let before: Vec<_> = (0..40).map(|at| shared.other(at)).collect();
                shared.set(at, digest, &mut touched);
                expected[at] = digest;
                for other in 0..40 {
                    let same = |place: &usize| *place != other && expected[other].is_some() && expected[*place] == expected[other];
                    let neighbour = (0..other).rev().find(same).or_else(|| (other..40).find(same));
                    prop_assert_eq!(shared.other(other), neighbour);
                    let is_told = touched.contains(&u32::try_from(other).unwrap());
                    prop_assert!(before[other] == neighbour || other == at || is_told);
                }
            }
            for digest in 0..25 {
                let digest = digest * 8 + 1;
                let all: Vec<u32> = (0_u32..).zip(expected).filter(|(_, of)| *of == Some(digest)).map(|(at, _)| at).collect();
                prop_assert_eq!(shared.places(digest).collect::<Vec<_>>(), all);
            }
        }
    }
}
