//! The one place that reads the clock.

use time::OffsetDateTime;

/// Now, in UTC, to the microsecond: what both databases keep.
#[expect(clippy::disallowed_methods, reason = "this is the edge where the ambient clock enters")]
pub fn now() -> OffsetDateTime {
    let now = OffsetDateTime::now_utc();
    now.replace_nanosecond(now.microsecond() * 1_000).unwrap_or(now)
}
