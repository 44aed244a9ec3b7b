//! Days and times as people read them. Written out here, in UTC and English, so that server and
//! browser say the same whatever their clock and locale.

use domain::text::day_words;
use leptos::prelude::*;
use time::{OffsetDateTime, UtcOffset};

/// "22 Nov 2026, 14:05 UTC".
pub fn moment_words(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    [&day_words(at.date()), ", ", &two(at.hour()), ":", &two(at.minute()), " UTC"].concat()
}

/// "2026-11-22T14:05:09Z", for machines.
fn machine_words(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    let date = [&at.year().to_string(), "-", &two(at.month() as u8), "-", &two(at.day())].concat();
    [&date, "T", &two(at.hour()), ":", &two(at.minute()), ":", &two(at.second()), "Z"].concat()
}

fn two(number: u8) -> String {
    let digits = number.to_string();
    if number < 10 { ["0", &digits].concat() } else { digits }
}

/// A moment.
#[component]
pub fn When(at: OffsetDateTime) -> impl IntoView {
    view! {
        <time class="when" datetime=machine_words(at)>
            {moment_words(at)}
        </time>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_moment_is_said_in_utc() {
        for (at, words, machine) in [
            (datetime!(2026-11-22 14:05:09 UTC), "22 Nov 2026, 14:05 UTC", "2026-11-22T14:05:09Z"),
            (datetime!(2027-01-01 00:30 +1), "31 Dec 2026, 23:30 UTC", "2026-12-31T23:30:00Z"),
            (datetime!(2026-03-04 05:06:07 UTC), "4 Mar 2026, 05:06 UTC", "2026-03-04T05:06:07Z"),
        ] {
            assert_eq!(moment_words(at), words);
            assert_eq!(machine_words(at), machine);
        }
    }
}
