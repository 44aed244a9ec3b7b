//! The history of a course and period, and the way back (SPEC G11).

use crate::{Asker, Fault};
use domain::access::Action;
use domain::groups::history::{HistoryPage, Shown, Wish};
use domain::groups::{Entry, Version};
use domain::id::PeriodId;

/// Entries of a page.
const PER_PAGE: usize = 25;

/// The entries that are wished; or, with `at`, the groups as they were at that version.
pub async fn view(
    asker: &Asker,
    code: &str,
    period: Option<PeriodId>,
    wish: &Wish,
    at: Option<Version>,
) -> Result<HistoryPage, Fault> {
    let place = asker.place(code, period, Action::ManageGroups).await?;
    let (store, course, period) = (place.store(), place.course.id, place.period.id);
    let shown = match at {
        Some(at) => {
            let then = store.groups_then(course, period, at).await?;
            Shown::Then { at, then: then.ok_or(Fault::NotFound("moment"))? }
        }
        None => Shown::Entries(store.history_part(course, period, wish, PER_PAGE).await?),
    };
    Ok(HistoryPage { course: place.course, period: place.period, shown })
}

/// Brings the groups back to how they were at the version `to`; `base` is the version that was looked at.
pub async fn restore(asker: &Asker, code: &str, period: PeriodId, base: Version, to: Version) -> Result<Entry, Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    Ok(place.store().restore(place.course.id, period, base, to, &asker.by()).await?)
}
