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

    /// A text that cannot run into what follows: no text holds the byte 0xFF.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xFF]);
    }

    pub(super) fn number(&mut self, number: i64) {
        self.bytes(&number.to_le_bytes());
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.bytes(text.as_bytes());
        Ok(())
    }
}
