//! What may be wrong with the text of one cell.

use super::given::detail;
use super::problem::{Kind, Says, shown};
use super::reading::longest;
use crate::import::columns::Field as _;
use crate::import::users::UserField;
use crate::user::{self, is_email};

pub(super) const FINISH_FIRST: &str = "Access must finish after it starts.";
pub(super) const GRAD_FIRST: &str = "The grad year is before the entry year.";

/// Says what is wrong with a text, whatever it means.
pub(super) fn check(field: UserField, text: &str, says: &mut Says<'_>) {
    if text.is_empty() {
        if field.is_required() {
            says.say(field, Kind::Missing, format!("{} is required and is blank here.", field.label()));
        }
        return;
    }
    // Lists and hashes are looked up whole, and quoted only in part.
    if matches!(field, UserField::Password | UserField::Department) {
        return;
    }
    if text.len() > SHORTEST || may_hide(text.as_bytes()) {
        check_letters(field, text, says);
    }
    match field {
        UserField::Username if has_space(text) => {
            says.say(field, Kind::BadUsername, format!("{} has spaces: a username has none.", shown(text)));
        }
        UserField::Email | UserField::AltEmail if !is_email(text) => {
            let words = format!("{} is no e-mail address: it should look like name@school.example.", shown(text));
            says.say(field, Kind::BadEmail, words);
        }
        _ => {}
    }
}

fn has_space(text: &str) -> bool {
    text.bytes().any(|byte| byte <= b' ' || !byte.is_ascii()) && text.contains(char::is_whitespace)
}

/// What no field is too short for, in bytes.
const SHORTEST: usize = 200;

/// Whether there may be control characters: below a space, U+007F, or behind 0xC2 as those from U+0080 on. It is asked
/// of every cell of a file, so of eight bytes at once; where it errs, letters are looked at one by one.
fn may_hide(text: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGH: u64 = ONES * 0x80;
    let below = |word: u64, byte: u64| word.wrapping_sub(ONES * byte) & !word & HIGH;
    let is = |word: u64, byte: u64| below(word ^ (ONES * byte), 1);
    let may = |word: u64| below(word, 0x20) | is(word, 0x7F) | is(word, 0xC2) != 0;
    let (words, rest) = text.as_chunks::<8>();
    // Spaces stand for what the last word is short of.
    let last = rest.iter().fold(ONES * 0x20, |word, byte| (word << 8) | u64::from(*byte));
    words.iter().any(|word| may(u64::from_le_bytes(*word))) || may(last)
}

fn check_letters(field: UserField, text: &str, says: &mut Says<'_>) {
    let most = longest(field);
    if text.len() > most && text.chars().count() > most {
        says.say(field, Kind::TooLong, format!("This is too long: {most} characters at most."));
    }
    let lines = detail(field).is_some_and(|detail| detail.kind() == user::Kind::Text);
    if text.chars().any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'))) {
        says.say(field, Kind::HiddenCharacters, "This has line breaks or other hidden characters in it.");
    }
}

/// The year in a cell.
pub(super) fn year(field: UserField, text: &str, says: &mut Says<'_>) -> Option<i32> {
    let year = text.parse().ok().filter(|year| (1900..=2200).contains(year));
    if year.is_none() && !text.is_empty() {
        says.say(field, Kind::BadYear, format!("{} is no year: type it as 2029.", shown(text)));
    }
    year
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_control_character_is_overlooked(text in "[ -~üé\u{0}\u{1f}\u{7f}\u{80}\u{9f}\u{a0}漢]{0,20}", plain in "[ -~üß漢]{0,30}") {
            prop_assert!(may_hide(text.as_bytes()) || !text.contains(char::is_control));
            prop_assert!(!may_hide(plain.as_bytes()));
        }
    }
}
