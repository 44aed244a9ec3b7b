//! Recognising a header that was seen before.

use super::name::is_anonymous;
use crate::text::fold;
use serde::{Deserialize, Serialize};

/// A digest of the names of a file's columns in their order: 32 hexadecimal digits that stay the
/// same between versions, as they are kept. Case, marks and white space around do not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HeaderKey(String);

/// FNV-1a of 128 bits (draft-eastlake-fnv): files meet by chance once in 2⁶⁴; nothing secret hangs on it.
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl HeaderKey {
    /// The key of a header; none where no column has a name, as in a file without a header, which
    /// would be taken for every other of its kind.
    pub fn of(columns: &[String]) -> Option<Self> {
        if columns.iter().all(|name| is_anonymous(name)) {
            return None;
        }
        let mut digest = BASIS;
        for name in columns {
            // No text holds the byte 0xFF, so names cannot run into each other.
            for byte in fold(name.trim()).bytes().chain([0xFF]) {
                digest = (digest ^ u128::from(byte)).wrapping_mul(PRIME);
            }
        }
        Some(Self(format!("{digest:032x}")))
    }

    /// Whether it is the key of some header: what comes from outside may be any text.
    pub fn is_valid(&self) -> bool {
        self.0.len() == 32 && self.0.bytes().all(|b| b.is_ascii_hexdigit())
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(names: &[&str]) -> Option<HeaderKey> {
        HeaderKey::of(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_key_is_that_of_the_folded_names_in_order() {
        let one = key(&["Vorname", "E-Mail"]);
        assert_eq!(one, key(&[" VORNAME", "e-mail "]));
        assert_ne!(one, key(&["E-Mail", "Vorname"]));
        assert_ne!(one, key(&["VornameE-Mail"]));
        assert_ne!(one, key(&["Vorname", "E-Mail", ""]));
        assert_eq!(key(&["Column 1", "Column 2"]), None);
        assert_eq!(key(&[]), None);
        // Kept keys must stay good.
        assert_eq!(key(&["a"]).unwrap().as_str().len(), 32);
    }
}
