//! An imported hash as the text that is kept in place of a password's hash.

use super::{ImportedHash, Scheme};

/// The schemes that are kept as `$name$salt$digits`, the salt in base64. The others hold their salt themselves.
const SALTED: [(&str, Scheme); 3] =
    [("coterie-md5", Scheme::Md5), ("coterie-sha1", Scheme::Sha1), ("coterie-sha256", Scheme::Sha256)];

impl ImportedHash {
    /// The text that is kept: argon2 and bcrypt as they are, the others as
    /// `$coterie-sha256$<salt in base64>$<hexadecimal digits>`.
    pub fn stored(&self) -> String {
        match SALTED.iter().find(|(_, scheme)| *scheme == self.scheme) {
            Some((name, _)) => format!("${name}${}${}", base64(self.salt.as_bytes()), self.hash),
            None => self.hash.clone(),
        }
    }

    /// Reads what [`ImportedHash::stored`] wrote; `None` for any other text.
    pub fn from_stored(text: &str) -> Option<Self> {
        let of = |scheme| Some(Self { scheme, hash: text.to_owned(), salt: String::new() });
        if text.starts_with("$argon2") {
            return of(Scheme::Argon2);
        }
        if text.starts_with("$2") {
            return of(Scheme::Bcrypt);
        }
        let mut parts = text.strip_prefix('$')?.splitn(3, '$');
        let (name, salt, digits) = (parts.next()?, parts.next()?, parts.next()?);
        let (_, scheme) = SALTED.iter().find(|(known, _)| *known == name)?;
        let is_digest = digits.len() == scheme.digits() && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let salt = String::from_utf8(from_base64(salt)?).ok()?;
        Some(Self { scheme: *scheme, hash: digits.to_owned(), salt }).filter(|_| is_digest)
    }

    /// Whether the password behind it must be changed when it was used once: the hash is too quick to guess from.
    pub const fn is_weak(&self) -> bool {
        matches!(self.scheme, Scheme::Md5 | Scheme::Sha1)
    }
}

impl Scheme {
    /// How many hexadecimal digits a digest has.
    const fn digits(self) -> usize {
        match self {
            Self::Md5 => 32,
            Self::Sha1 => 40,
            _ => 64,
        }
    }
}

/// RFC 4648, without padding.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or_default()));
        let letters = [18, 12, 6, 0].map(|shift| char::from(ALPHABET[bits >> shift & 63]));
        text.extend(letters.iter().take(three.len() + 1));
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.bytes() {
        let six = u32::try_from(ALPHABET.iter().position(|known| *known == letter)?).ok()?;
        (bits, held) = (bits << 6 | six, held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hashes_are_kept_as_text() {
        let md5 = ImportedHash {
            scheme: Scheme::Md5,
            hash: "5f4dcc3b5aa765d61d8327deb882cf99".to_owned(),
            salt: "pe$$er".to_owned(),
        };
        assert_eq!(md5.stored(), "$coterie-md5$cGUkJGVy$5f4dcc3b5aa765d61d8327deb882cf99");
        assert!(md5.is_weak());
        let bcrypt = ImportedHash { scheme: Scheme::Bcrypt, hash: "$2b$12$abc".to_owned(), salt: String::new() };
        assert_eq!(bcrypt.stored(), "$2b$12$abc");
        assert!(!bcrypt.is_weak());
        for text in ["", "hunter2", "$", "$coterie-md5$cGUk", "$coterie-md5$c!$5f", "$coterie-sha1$cGUk$5f4d", "$5$x$y"]
        {
            assert_eq!(ImportedHash::from_stored(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_reads_as_it_was(salt in ".{1,20}", scheme in 0..3_usize) {
            let scheme = SALTED[scheme].1;
            let hash = ImportedHash { scheme, hash: "a1".repeat(scheme.digits() / 2), salt };
            prop_assert_eq!(ImportedHash::from_stored(&hash.stored()), Some(hash));
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(text in "\\$(coterie-md5|coterie-sha256)?\\$.{0,9}\\$?.{0,40}") {
            let _ = ImportedHash::from_stored(&text);
        }
    }
}
