//! Addresses within a course. They are public: people bookmark them.

use domain::id::{GroupId, GroupSetId, PeriodId};
use leptos::prelude::Get;
use leptos_router::location::Location;

/// `/courses/{code}`
pub fn course(code: &str) -> String {
    ["/courses/", &encoded(code)].concat()
}

/// `/courses/{code}/{tail}`, with the period where one is chosen.
pub fn in_course(code: &str, tail: &str, period: Option<PeriodId>) -> String {
    let path = [course(code).as_str(), "/", tail].concat();
    match period {
        Some(period) => [path.as_str(), "?period=", &period.to_string()].concat(),
        None => path,
    }
}

/// The Groups dashboard.
pub fn groups(code: &str, period: Option<PeriodId>) -> String {
    in_course(code, "groups", period)
}

/// A group's page; the group knows its period.
pub fn group(code: &str, group: GroupId) -> String {
    in_course(code, &["groups/", &group.to_string()].concat(), None)
}

/// The page of a set: its rules.
pub fn set(code: &str, period: PeriodId, set: GroupSetId) -> String {
    in_course(code, &["groups/sets/", &set.to_string()].concat(), Some(period))
}

/// The CSV download of `only` these groups, or of all when empty.
pub fn export(code: &str, period: PeriodId, only: &[GroupId]) -> String {
    let mut address = in_course(code, "groups/export.csv", Some(period));
    for (at, group) in only.iter().enumerate() {
        address.push_str(if at == 0 { "&groups=" } else { "," });
        address.push_str(&group.to_string());
    }
    address
}

/// Text as it stands in a path or query.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    out
}

/// The address of this page with one piece of its query changed, or taken out when `None`. Follows
/// the address where it is read in a view.
pub fn with_query(location: &Location, key: &'static str, value: Option<String>) -> String {
    let mut query = location.query.get();
    query.remove(key);
    if let Some(value) = value {
        query.insert(key, value);
    }
    [location.pathname.get().as_str(), &query.to_query_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_any_code() {
        assert_eq!(groups("MED-201", None), "/courses/MED-201/groups");
        assert_eq!(groups("A/B ü", Some(PeriodId(3))), "/courses/A%2FB%20%C3%BC/groups?period=3");
        assert_eq!(
            export("X", PeriodId(1), &[GroupId(4), GroupId(5)]),
            "/courses/X/groups/export.csv?period=1&groups=4,5"
        );
    }
}
