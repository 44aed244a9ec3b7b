//! Curriculum periods (SPEC C2).

use crate::id::PeriodId;
use serde::{Deserialize, Serialize};
use time::Date;

/// A stretch of the curriculum, both days included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub id: PeriodId,
    pub title: String,
    pub starts: Date,
    pub finishes: Date,
}

impl Period {
    /// Whether `day` lies in this period.
    pub fn holds(&self, day: Date) -> bool {
        self.starts <= day && day <= self.finishes
    }
}

/// The period a page opens on: the one that holds `today` (the latest to start, if several), else
/// the next to come, else the last that was. `None` only when there are none.
pub fn opening(periods: &[Period], today: Date) -> Option<&Period> {
    periods
        .iter()
        .filter(|p| p.holds(today))
        .max_by_key(|p| p.starts)
        .or_else(|| periods.iter().filter(|p| p.starts > today).min_by_key(|p| p.starts))
        .or_else(|| periods.iter().max_by_key(|p| p.finishes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn opens_on_the_period_that_holds_today_else_the_nearest() {
        let period = |id, starts, finishes| Period { id: PeriodId(id), title: String::new(), starts, finishes };
        let periods = [
            period(1, date!(2026 - 01 - 01), date!(2026 - 05 - 31)),
            period(2, date!(2026 - 09 - 01), date!(2026 - 12 - 31)),
        ];
        for (today, expected) in [
            (date!(2026 - 01 - 01), 1),
            (date!(2026 - 05 - 31), 1),
            (date!(2026 - 07 - 01), 2),
            (date!(2026 - 12 - 31), 2),
            (date!(2027 - 03 - 01), 2),
        ] {
            assert_eq!(opening(&periods, today).map(|p| p.id), Some(PeriodId(expected)), "{today}");
        }
        assert_eq!(opening(&[], date!(2026 - 01 - 01)), None);
    }
}
