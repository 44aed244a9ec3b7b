//! Times as people type and read them: UTC, to the minute.

use time::macros::format_description;
use time::{Date, OffsetDateTime, PrimitiveDateTime};

/// Reads `2026-11-30 18:00`, the `2026-11-30T18:00` of a browser's field, a day (which begins at midnight), or
/// seconds since 1970 (SPEC U5). `None` when it is none of these.
pub fn parse_moment(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return OffsetDateTime::from_unix_timestamp(text.parse().ok()?).ok();
    }
    let text = text.replacen('T', " ", 1);
    let minute = format_description!("[year]-[month]-[day] [hour]:[minute]");
    let second = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    let day = format_description!("[year]-[month]-[day]");
    PrimitiveDateTime::parse(&text, minute)
        .or_else(|_| PrimitiveDateTime::parse(&text, second))
        .or_else(|_| Date::parse(&text, day).map(Date::midnight))
        .map(PrimitiveDateTime::assume_utc)
        .ok()
}

/// The same the other way: `2026-11-30T18:00`, which a browser's field takes.
pub fn moment_words(at: OffsetDateTime) -> String {
    let minute = format_description!("[year]-[month]-[day]T[hour]:[minute]");
    at.format(minute).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn times_are_read_in_the_forms_files_and_fields_have() {
        let at = datetime!(2017-12-01 12:35 UTC);
        for text in ["2017-12-01 12:35", " 2017-12-01T12:35", "2017-12-01 12:35:00", "1512131700"] {
            assert_eq!(parse_moment(text), Some(at), "{text}");
        }
        assert_eq!(parse_moment("2017-12-01"), Some(datetime!(2017-12-01 0:00 UTC)));
        for text in ["", "tomorrow", "01/12/2017", "2017-13-01", "20171201"] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
        assert_eq!(parse_moment(&moment_words(at)), Some(at));
    }
}
