//! What usernames and e-mail addresses are compared by, in every place that compares them. Numbers: see
//! [`number_key`](crate::import::groups::number_key).

use crate::text::fold;

/// What usernames are compared by: in any case, with or without diacritics.
pub fn username_key(username: &str) -> String {
    fold(username.trim())
}

/// What addresses are compared by. Only ASCII letters lose their case, and nothing its diacritics: an address that
/// looks like another's must never stand for it.
pub fn email_key(email: &str) -> String {
    email.trim().to_ascii_lowercase()
}
