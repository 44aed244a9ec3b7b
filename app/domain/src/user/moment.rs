//! Times as people type and read them: UTC, to the minute.

use time::macros::format_description;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime};

/// Reads `2026-11-30 18:00`, the `2026-11-30T18:00` of a browser's field, a day (which begins at midnight), or
/// seconds since 1970 (SPEC U5). `None` when it is none of these.
pub fn parse_moment(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return OffsetDateTime::from_unix_timestamp(text.parse().ok()?).ok();
    }
    if let Some(at) = to_the_minute(text.as_bytes()) {
        return Some(at);
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

/// Reads the form that files mostly have, without trying the others.
fn to_the_minute(text: &[u8]) -> Option<OffsetDateTime> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T' | b' ', h1, h2, b':', n1, n2] = text else { return None };
    let number = |digits: &[&u8]| {
        digits
            .iter()
            .try_fold(0_u16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u16::from(**digit - b'0')))
    };
    let small = |digits: &[&u8]| number(digits).and_then(|number| u8::try_from(number).ok());
    let month = Month::try_from(small(&[m1, m2])?).ok()?;
    let date = Date::from_calendar_date(i32::from(number(&[y1, y2, y3, y4])?), month, small(&[d1, d2])?).ok()?;
    Some(date.with_hms(small(&[h1, h2])?, small(&[n1, n2])?, 0).ok()?.assume_utc())
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
