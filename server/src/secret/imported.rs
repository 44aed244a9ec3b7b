//! Passwords that were hashed elsewhere (SPEC U5): checked as they came, until the first sign-in hashes them anew.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordVerifier as _};
use domain::import::users::plan::{ImportedHash, Scheme};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use subtle::ConstantTimeEq as _;

/// The version of an argon2 hash that names none.
const FIRST_ARGON2: u32 = 0x10;

/// Whether `password` is the one that was hashed. A hash that cannot be read is nobody's.
pub(super) fn is_of(password: &str, imported: &ImportedHash) -> bool {
    match imported.scheme {
        Scheme::Argon2 => is_argon2_of(password, &imported.hash),
        Scheme::Bcrypt => bcrypt::verify(password, &imported.hash).unwrap_or(false),
        Scheme::Md5 => is_digest_of::<Md5>(password, imported),
        Scheme::Sha1 => is_digest_of::<Sha1>(password, imported),
        Scheme::Sha256 => is_digest_of::<Sha256>(password, imported),
    }
}

/// By whatever kind and cost the hash names; the import has refused what costs too much.
fn is_argon2_of(password: &str, hash: &str) -> bool {
    let Ok(mut hash) = PasswordHash::new(hash) else { return false };
    hash.version.get_or_insert(FIRST_ARGON2);
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

/// Hexadecimal digits of the digest of password and salt, one after the other.
fn is_digest_of<D: Digest>(password: &str, imported: &ImportedHash) -> bool {
    let digest = D::new().chain_update(password).chain_update(&imported.salt).finalize();
    let digits = digest.iter().fold(String::with_capacity(64), |mut digits, byte| {
        // Writing into a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    });
    digits.as_bytes().ct_eq(imported.hash.to_ascii_lowercase().as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scheme: Scheme, hash: &str, salt: &str, password: &str, expected: bool) {
        let imported = ImportedHash { scheme, hash: hash.to_owned(), salt: salt.to_owned() };
        assert_eq!(is_of(password, &imported), expected, "{hash} {salt} {password}");
    }

    #[test]
    fn hashes_of_other_programs_are_told_from_hashes_of_other_passwords() {
        let sha256 = "459b757df3d40423c89b513188199edbf3eae8b8f198e57e52ec130f16141179";
        for (scheme, hash, salt, password) in [
            // printf 'correct horseNaCl' | md5sum, sha1sum, sha256sum
            (Scheme::Md5, "5af3612cb8ad14d34cd17b21ceeb449d", "NaCl", "correct horse"),
            (Scheme::Sha1, "2a2f90f518bc367d903758d46dc6aa7ec80afe92", "NaCl", "correct horse"),
            (Scheme::Sha256, sha256, "NaCl", "correct horse"),
            // crypt(3)
            (Scheme::Bcrypt, "$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2", "", "correct horse"),
            // The tests of the reference implementation of argon2.
            (
                Scheme::Argon2,
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "",
                "password",
            ),
            (
                Scheme::Argon2,
                "$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY",
                "",
                "password",
            ),
        ] {
            check(scheme, hash, salt, password, true);
            check(scheme, hash, salt, "Password", false);
            check(scheme, hash, salt, "", false);
        }
        check(Scheme::Sha256, &sha256.to_uppercase(), "NaCl", "correct horse", true);
        check(Scheme::Sha256, sha256, "nacl", "correct horse", false);
    }

    #[test]
    fn a_hash_that_cannot_be_read_is_nobodys() {
        for (scheme, hash) in [(Scheme::Argon2, "$argon2id$"), (Scheme::Bcrypt, "$2b$12$short"), (Scheme::Md5, "")] {
            check(scheme, hash, "", "", false);
        }
    }
}
