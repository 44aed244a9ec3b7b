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
    // Bytes and none left out: this is done for every cell of a file.
    if text.len() > SHORTEST || text.bytes().fold(false, |found, byte| found | may_be_control(byte)) {
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

/// Whether a byte is a control character or the first of one: those from U+0080 on begin so.
const fn may_be_control(byte: u8) -> bool {
    byte < 0x20 || byte == 0x7F || byte == 0xC2
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
