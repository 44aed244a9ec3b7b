//! The school's years and terms around a day.

use domain::id::PeriodId;
use domain::period::Period;
use time::{Date, Month};

/// A term of an academic year, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The year in which the academic year starts.
    pub year: i32,
    pub term: i32,
}

/// The academic year that holds `day`: it starts on 1 September.
pub(super) fn academic_year(day: Date) -> i32 {
    if day.month() as u8 >= Month::September as u8 { day.year() } else { day.year() - 1 }
}

impl Term {
    /// The term that holds `day`: the first until 31 January, the second until 31 August, no gap.
    pub(super) fn holding(day: Date) -> Self {
        let second = (Month::February as u8..Month::September as u8).contains(&(day.month() as u8));
        Self { year: academic_year(day), term: if second { 2 } else { 1 } }
    }

    pub(super) const fn before(self) -> Self {
        if self.term == 1 { Self { year: self.year - 1, term: 2 } } else { Self { year: self.year, term: 1 } }
    }

    pub(super) const fn after(self) -> Self {
        if self.term == 1 { Self { year: self.year, term: 2 } } else { Self { year: self.year + 1, term: 1 } }
    }

    /// The term as a curriculum period.
    pub(super) fn period(self, id: i64) -> anyhow::Result<Period> {
        let Self { year, term } = self;
        let (starts, finishes) = if term == 1 {
            (day(year, Month::September, 1)?, day(year + 1, Month::January, 31)?)
        } else {
            (day(year + 1, Month::February, 1)?, day(year + 1, Month::August, 31)?)
        };
        Ok(Period { id: PeriodId(id), title: format!("{} Term {term}", years(year)), starts, finishes })
    }
}

/// A whole academic year as a curriculum period.
pub(super) fn whole_year(id: i64, year: i32) -> anyhow::Result<Period> {
    Ok(Period {
        id: PeriodId(id),
        title: format!("Academic year {}", years(year)),
        starts: day(year, Month::September, 1)?,
        finishes: day(year + 1, Month::August, 31)?,
    })
}

fn years(year: i32) -> String {
    format!("{year}–{}", year + 1)
}

fn day(year: i32, month: Month, day: u8) -> anyhow::Result<Date> {
    Ok(Date::from_calendar_date(year, month, day)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn exactly_one_of_three_terms_and_of_three_years_holds_any_day() {
        let mut today = date!(2025 - 12 - 20);
        while today < date!(2029 - 01 - 10) {
            let now = Term::holding(today);
            let terms = [now.before(), now, now.after()].map(|term| term.period(1).unwrap());
            assert_eq!(terms.each_ref().map(|p| p.holds(today)), [false, true, false], "{today}");
            let year = academic_year(today);
            let years = [year - 1, year, year + 1].map(|year| whole_year(1, year).unwrap());
            assert_eq!(years.each_ref().map(|p| p.holds(today)), [false, true, false], "{today}");
            for (before, after) in [(&terms[0], &terms[1]), (&terms[1], &terms[2]), (&years[0], &years[1])] {
                assert_eq!(before.finishes.next_day(), Some(after.starts), "{today}");
            }
            today = today.next_day().unwrap();
        }
    }

    #[test]
    fn a_term_is_named_by_its_academic_year() {
        let title = |day| Term::holding(day).period(1).unwrap().title;
        assert_eq!(title(date!(2026 - 11 - 22)), "2026–2027 Term 1");
        assert_eq!(title(date!(2027 - 01 - 31)), "2026–2027 Term 1");
        assert_eq!(title(date!(2027 - 02 - 01)), "2026–2027 Term 2");
        assert_eq!(title(date!(2027 - 09 - 01)), "2027–2028 Term 1");
    }
}
