//! Passwords that were exported from elsewhere: hashes in a documented format, never plain text.

mod stored;

use serde::{Deserialize, Serialize};

/// How a password was hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// A PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`; salt and cost are in it.
    Argon2,
    /// `$2b$12$` and 53 characters; salt and cost are in it.
    Bcrypt,
    /// Hexadecimal digits of the digest of password and salt, one after the other.
    Md5,
    Sha1,
    Sha256,
}

/// A hash from elsewhere. It is not written by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedHash {
    pub scheme: Scheme,
    /// As the file has it.
    pub hash: String,
    /// Empty where the hash holds its own.
    pub salt: String,
}

impl core::fmt::Debug for ImportedHash {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ImportedHash").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotHash {
    /// It may be plain text. Words must not quote it.
    Unknown,
    /// Checking it would take the server too long, or nothing at all.
    Cost,
    NoSalt,
    SaltAlone,
}

impl NotHash {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Unknown => {
                "This is no hash that is known here: argon2 or bcrypt as a PHC string, or md5, sha1 or sha256 in \
                 hexadecimal digits with its salt. Plain passwords are not taken: leave the cell blank, and the user \
                 is invited to set one."
            }
            Self::Cost => "The cost of this hash is outside what is taken here. Leave the cell blank.",
            Self::NoSalt => "A hash in hexadecimal digits needs its salt in the column Salt.",
            Self::SaltAlone => "There is a salt without a password.",
        }
    }
}

/// Reads the columns Password and Salt; both blank is none.
pub(super) fn read(password: &str, salt: &str) -> Result<Option<ImportedHash>, NotHash> {
    if password.is_empty() {
        return if salt.is_empty() { Ok(None) } else { Err(NotHash::SaltAlone) };
    }
    let scheme = match password.as_bytes() {
        [b'$', b'a', b'r', ..] => argon2(password)?,
        [b'$', b'2', ..] => bcrypt(password)?,
        digits if !digits.iter().all(u8::is_ascii_hexdigit) => return Err(NotHash::Unknown),
        digits => match digits.len() {
            32 => Scheme::Md5,
            40 => Scheme::Sha1,
            64 => Scheme::Sha256,
            _ => return Err(NotHash::Unknown),
        },
    };
    let salted = matches!(scheme, Scheme::Md5 | Scheme::Sha1 | Scheme::Sha256);
    if salted && salt.is_empty() {
        return Err(NotHash::NoSalt);
    }
    let (hash, salt) = if salted { (password.to_ascii_lowercase(), salt) } else { (password.to_owned(), "") };
    Ok(Some(ImportedHash { scheme, hash, salt: salt.to_owned() }))
}

fn is_base64(text: &str, lengths: core::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}

/// Costs above these would let a file make every sign-in of its users take seconds and gigabytes.
fn argon2(text: &str) -> Result<Scheme, NotHash> {
    let mut parts = text.split('$').skip(1);
    let known = matches!(parts.next(), Some("argon2id" | "argon2i" | "argon2d"));
    let mut costs = parts.next().ok_or(NotHash::Unknown)?;
    if matches!(costs, "v=19" | "v=16") {
        costs = parts.next().ok_or(NotHash::Unknown)?;
    }
    let (Some(salt), Some(hash), None) = (parts.next(), parts.next(), parts.next()) else {
        return Err(NotHash::Unknown);
    };
    if !known || !is_base64(salt, 11..=64) || !is_base64(hash, 16..=128) {
        return Err(NotHash::Unknown);
    }
    let mut seen = 0;
    for (cost, (name, most)) in costs.split(',').zip([("m", 262_144_u32), ("t", 10), ("p", 16)]) {
        let number = cost.split_once('=').filter(|(key, _)| *key == name).and_then(|(_, number)| number.parse().ok());
        let number: u32 = number.ok_or(NotHash::Unknown)?;
        if number == 0 || number > most {
            return Err(NotHash::Cost);
        }
        seen += 1;
    }
    if seen == 3 && costs.split(',').count() == 3 { Ok(Scheme::Argon2) } else { Err(NotHash::Unknown) }
}

fn bcrypt(text: &str) -> Result<Scheme, NotHash> {
    let parts: Vec<&str> = text.split('$').collect();
    let ["", "2a" | "2b" | "2y", cost, hash] = parts[..] else { return Err(NotHash::Unknown) };
    let is_hash = hash.len() == 53 && hash.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'/');
    let cost: u32 = cost.parse().ok().filter(|_| cost.len() == 2).ok_or(NotHash::Unknown)?;
    if !is_hash {
        return Err(NotHash::Unknown);
    }
    if (4..=14).contains(&cost) { Ok(Scheme::Bcrypt) } else { Err(NotHash::Cost) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_hashes_are_taken_and_nothing_else() {
        let salt = "c29tZXNhbHRzb21l";
        let tail = "K".repeat(43);
        let bcrypt = format!("$2b$12${}", "a".repeat(53));
        let argon2 = |kind: &str, costs: &str| format!("${kind}$v=19${costs}${salt}${tail}");
        let good = argon2("argon2id", "m=19456,t=2,p=1");
        let scheme = |password: &str, salt: &str| read(password, salt).map(|hash| hash.map(|hash| hash.scheme));
        for (password, salt, expected) in [
            ("", "", Ok(None)),
            ("", "pepper", Err(NotHash::SaltAlone)),
            (good.as_str(), "", Ok(Some(Scheme::Argon2))),
            (&argon2("argon2i", "m=19456,t=2,p=1"), "", Ok(Some(Scheme::Argon2))),
            (&argon2("argon2x", "m=19456,t=2,p=1"), "", Err(NotHash::Unknown)),
            (&argon2("argon2id", "m=19456,t=2"), "", Err(NotHash::Unknown)),
            (&argon2("argon2id", "m=19456,t=2,p=1,x=2"), "", Err(NotHash::Unknown)),
            (&argon2("argon2id", "m=999999999,t=2,p=1"), "", Err(NotHash::Cost)),
            (&argon2("argon2id", "m=19456,t=0,p=1"), "", Err(NotHash::Cost)),
            ("$argon2id$secret", "", Err(NotHash::Unknown)),
            (bcrypt.as_str(), "", Ok(Some(Scheme::Bcrypt))),
            (&bcrypt.replace("$12$", "$31$"), "", Err(NotHash::Cost)),
            (&bcrypt.replace("$2b$", "$2z$"), "", Err(NotHash::Unknown)),
            (&bcrypt[..40], "", Err(NotHash::Unknown)),
            ("5f4dcc3b5aa765d61d8327deb882cf99", "s", Ok(Some(Scheme::Md5))),
            ("5f4dcc3b5aa765d61d8327deb882cf99", "", Err(NotHash::NoSalt)),
            ("5F4DCC3B5AA765D61D8327DEB882CF9900000000", "s", Ok(Some(Scheme::Sha1))),
            (&"ab".repeat(32), "s", Ok(Some(Scheme::Sha256))),
            ("hunter2", "s", Err(NotHash::Unknown)),
            ("deadbeef", "s", Err(NotHash::Unknown)),
            ("correct horse battery staple", "", Err(NotHash::Unknown)),
        ] {
            assert_eq!(scheme(password, salt), expected, "{password}");
        }
        let debug = format!("{:?}", read(&good, ""));
        assert!(debug.contains("Argon2") && !debug.contains(&tail), "{debug}");
    }
}
