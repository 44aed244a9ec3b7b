//! Passwords and tokens: the one place that draws randomness.

use crate::turns::Turns;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::import::users::plan::ImportedHash;
use rand::TryRngCore as _;
use rand::rngs::OsRng;
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

mod imported;

/// Characters a new password needs at least (NIST SP 800-63B asks for 8, and 15 without a second factor).
pub const SHORTEST_PASSWORD: usize = 12;
/// Characters a password has at most, so that hashing is no way to keep the server busy.
pub const LONGEST_PASSWORD: usize = 200;

/// How the hashes of [`hash_password`] begin: OWASP's figures.
const OWN: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// Hashing takes 19 MiB and a processor for tens of milliseconds: twice as many at once as there are processors, and as
/// many more wait as are answered in some seconds.
static TURNS: LazyLock<Turns> = LazyLock::new(|| {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Turns::new(2 * processors, 100)
});

/// Hashes from elsewhere may cost a hundred times our own: few are checked at once.
static COSTLY: LazyLock<Turns> = LazyLock::new(|| Turns::new(2, 20));

/// A secret for a cookie or a link: 256 random bits. Only its hash is kept.
#[derive(Clone)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Draws a token.
    pub fn draw() -> anyhow::Result<Self> {
        Ok(Self(BASE64_URL_SAFE_NO_PAD.encode(bytes::<32>()?)))
    }

    /// The token as it goes into a cookie or an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the store keeps of it.
    pub fn hash(&self) -> Vec<u8> {
        hash_token(&self.0)
    }
}

/// What the store keeps of a token someone shows. A plain hash is enough: a token has 256 random bits.
pub fn hash_token(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A password for someone to change at once: 20 letters and digits in groups of five, none alike.
pub fn draw_password() -> anyhow::Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
    let drawn: Vec<char> = bytes::<20>()?.iter().map(|b| char::from(LETTERS[usize::from(b % 32)])).collect();
    Ok(drawn.chunks(5).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// A new password with its hash; `None`, with the cause in the log, where none can be drawn.
pub async fn draw_and_hash() -> Option<(String, String)> {
    let drawn = async {
        let password = draw_password()?;
        let hash = hash_password(password.clone()).await?;
        anyhow::Ok((password, hash))
    };
    drawn.await.inspect_err(|fault| tracing::error!(?fault, "no password could be drawn")).ok()
}

/// Hashes a password with argon2id (19 MiB, 2 passes: OWASP's figures). Takes tens of milliseconds:
/// runs beside the async threads.
pub async fn hash_password(password: String) -> anyhow::Result<String> {
    let salt = SaltString::encode_b64(&bytes::<16>()?).map_err(|e| anyhow::anyhow!("salt: {e}"))?;
    let hashing = TURNS.run(move || {
        let hash = hasher()?.hash_password(password.as_bytes(), &salt).map_err(|e| anyhow::anyhow!("hash: {e}"))?;
        Ok(hash.to_string())
    });
    hashing.await?
}

/// Whether `password` is the one that was hashed, here or elsewhere. Without a hash, or with one from elsewhere, it
/// takes at least as long as with one of ours, so that time does not tell which usernames exist. Those that take longer
/// tell: who answers must see to it that all refusals take the same time.
pub async fn verify_password(password: String, hash: Option<String>) -> anyhow::Result<bool> {
    // A hash of nothing anyone knows, with the parameters of [`hasher`].
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm8$zTqRdiLwTdWQ8SYy0EaFu1nGQbI8ZdCEOYKcWTPsUQE";
    let foreign = hash.as_deref().filter(|hash| !is_own(hash)).map(ToOwned::to_owned);
    let own = hash.filter(|_| foreign.is_none());
    let (is_known, is_foreign) = (own.is_some(), foreign.is_some());
    let own = own.unwrap_or_else(|| NOBODY.to_owned());
    let typed = password.clone();
    let verifying = TURNS.run(move || {
        let parsed = PasswordHash::new(&own).map_err(|e| anyhow::anyhow!("stored hash: {e}"))?;
        anyhow::Ok(hasher()?.verify_password(typed.as_bytes(), &parsed).is_ok())
    });
    let matches = verifying.await??;
    if !is_foreign {
        return Ok(is_known && matches);
    }
    let Some(foreign) = foreign.as_deref().and_then(ImportedHash::from_stored) else {
        tracing::error!("a stored hash cannot be read");
        return Ok(false);
    };
    COSTLY.run(move || imported::is_of(&password, &foreign)).await
}

/// Whether a hash is as [`hash_password`] makes them; any other is replaced when its password is next known.
pub fn is_own(hash: &str) -> bool {
    hash.starts_with(OWN)
}

fn hasher() -> anyhow::Result<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(|e| anyhow::anyhow!("argon2: {e}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn bytes<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut drawn = [0; N];
    OsRng.try_fill_bytes(&mut drawn)?;
    Ok(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_verified_against_its_hash_only() {
        let hash = hash_password("correct horse".to_owned()).await.unwrap();
        assert!(verify_password("correct horse".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!verify_password("correct horsf".to_owned(), Some(hash)).await.unwrap());
        assert!(!verify_password("correct horse".to_owned(), None).await.unwrap());
    }

    #[tokio::test]
    async fn a_hash_from_elsewhere_is_checked_and_is_not_our_own() {
        let stored = ImportedHash {
            scheme: domain::import::users::plan::Scheme::Md5,
            hash: "5af3612cb8ad14d34cd17b21ceeb449d".to_owned(),
            salt: "NaCl".to_owned(),
        };
        let stored = stored.stored();
        assert!(!is_own(&stored) && is_own(&hash_password("x".to_owned()).await.unwrap()));
        for (password, expected) in [("correct horse", true), ("correct horsf", false)] {
            assert_eq!(verify_password(password.to_owned(), Some(stored.clone())).await.unwrap(), expected);
        }
        assert!(!verify_password(String::new(), Some("no password".to_owned())).await.unwrap());
    }

    #[test]
    fn tokens_and_passwords_differ_each_time() {
        assert_ne!(Token::draw().unwrap().as_str(), Token::draw().unwrap().as_str());
        let password = draw_password().unwrap();
        assert_ne!(password, draw_password().unwrap());
        assert!(password.len() >= SHORTEST_PASSWORD, "{password}");
    }
}
