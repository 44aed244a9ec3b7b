//! What rows and accounts have in common, found by digests.

use super::ground::Key;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

/// A digest of a key. It is long and mixed enough that two keys of a file never share one by chance; rows that do on
/// purpose are only told that they have the same. Before an account is taken for meant, its key is compared.
pub(super) fn digest(key: Key, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(key as u8);
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Hashes what is a digest, or a number, already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let product = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ (product >> 32);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }
}

/// A map whose keys need no hashing.
pub(super) type Quick<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

/// Places, in order: one in nearly all cases.
#[derive(Clone, Debug)]
enum Few {
    One(u32),
    Many(Box<Vec<u32>>),
}

impl Few {
    fn all(&self) -> &[u32] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Many(places) => places,
        }
    }
}

/// Places by digests.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Quick<u64, Few>);

impl Places {
    pub(super) fn with_capacity(count: usize) -> Self {
        Self(Quick::with_capacity_and_hasher(count, BuildHasherDefault::default()))
    }

    pub(super) fn of(&self, digest: u64) -> &[u32] {
        self.0.get(&digest).map_or(&[], Few::all)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn insert(&mut self, digest: u64, place: u32) {
        let few = self.0.entry(digest).or_insert(Few::One(place));
        match few {
            Few::One(one) if *one == place => {}
            Few::One(one) => {
                let (first, second) = (place.min(*one), place.max(*one));
                *few = Few::Many(Box::new(vec![first, second]));
            }
            Few::Many(places) => match places.last() {
                Some(last) if *last < place => places.push(place),
                _ => {
                    if let Err(at) = places.binary_search(&place) {
                        places.insert(at, place);
                    }
                }
            },
        }
    }

    fn remove(&mut self, digest: u64, place: u32) {
        let Some(few) = self.0.get_mut(&digest) else { return };
        match few {
            Few::One(_) => {
                self.0.remove(&digest);
            }
            Few::Many(places) => {
                if let Ok(at) = places.binary_search(&place) {
                    places.remove(at);
                }
                if let [one] = places[..] {
                    *few = Few::One(one);
                }
            }
        }
    }

    /// The first of several places, wherever several share a digest.
    fn firsts(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.values().filter_map(|few| match few {
            Few::One(_) => None,
            Few::Many(places) => places.first().copied(),
        })
    }
}

/// What the rows of a file share: one thing of each row.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    places: Places,
    /// By place; [`NOTHING`] where a row has nothing of the kind.
    digests: Vec<u64>,
}

const NOTHING: u64 = 0;

impl Shared {
    pub(super) fn new(rows: usize) -> Self {
        Self { places: Places::with_capacity(0), digests: vec![NOTHING; rows] }
    }

    /// Says what a row has; `touched` are those of which the neighbour is another now.
    pub(super) fn set(&mut self, place: usize, digest: Option<u64>, touched: &mut Vec<u32>) {
        // A digest that is nothing's is another one.
        let digest = digest.map_or(NOTHING, |digest| digest.max(1));
        let Some(held) = self.digests.get_mut(place) else { return };
        let before = std::mem::replace(held, digest);
        let Ok(place) = u32::try_from(place) else { return };
        if before == digest {
            return;
        }
        if before != NOTHING {
            touched.extend(self.neighbours(before, place));
            self.places.remove(before, place);
        }
        if digest != NOTHING {
            if self.places.0.capacity() == 0 {
                self.places.0.reserve(self.digests.len());
            }
            self.places.insert(digest, place);
            touched.extend(self.neighbours(digest, place));
        }
    }

    /// The rows before and behind it that have the same.
    fn neighbours(&self, digest: u64, place: u32) -> impl Iterator<Item = u32> {
        let all = self.places.of(digest);
        let at = if all.len() > 1 { all.binary_search(&place).ok() } else { None };
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| all.get(at)).copied();
        let behind = at.and_then(|at| all.get(at + 1)).copied();
        before.into_iter().chain(behind)
    }

    /// Another row that has the same: the one before it, or for the first the one behind.
    pub(super) fn other(&self, place: usize) -> Option<usize> {
        let digest = self.digests.get(place).copied().filter(|digest| *digest != NOTHING)?;
        let other = self.neighbours(digest, u32::try_from(place).ok()?).next()?;
        usize::try_from(other).ok()
    }

    /// The rows that have it.
    pub(super) fn rows_with(&self, digest: u64) -> &[u32] {
        self.places.of(digest.max(1))
    }

    /// The rows that did not know of another when they were set, in the order of the file, for there was none yet.
    pub(super) fn firsts(&self) -> impl Iterator<Item = u32> + '_ {
        self.places.firsts()
    }
}
