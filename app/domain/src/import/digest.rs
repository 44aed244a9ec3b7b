//! How plans are told apart.

use core::fmt::Write;

/// FNV-1a, 64 bits: the same in the browser and on the server. It tells plans apart that differ by
/// accident; nobody gains by making two that collide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digest(pub u64);

impl Digest {
    pub(super) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Eight bytes at once: as good, and as fast as reading them.
    pub(super) fn word(&mut self, word: u64) {
        let product = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ (product >> 32);
    }

    /// What the next thing is, apart from the things themselves.
    pub(super) fn tag(&mut self, tag: u64) {
        self.0 = self.0.wrapping_add((tag + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93));
    }

    /// A text that cannot run into what follows: no text holds the byte 0xFF.
    pub(super) fn text(&mut self, text: &str) {
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        let last = rest.iter().rev().fold(0xFF, |word, byte| (word << 8) | u64::from(*byte));
        self.word(last);
    }

    pub(super) fn number(&mut self, number: i64) {
        self.word(number.cast_unsigned());
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.bytes(text.as_bytes());
        Ok(())
    }
}
