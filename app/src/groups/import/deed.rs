//! The server's half of an import: every check again, on the locked state, then all or nothing. The
//! command line does the same.

use domain::course::Course;
use domain::groups::{Entry, Refusal};
use domain::id::PeriodId;
use domain::import::groups::{Decisions, Directory, LIMITS, Plan, Sheet};
use store::{By, Store, StoreError};

/// The people that a sheet may mean.
pub async fn directory(store: &Store, course: &Course, sheet: &Sheet) -> Result<Directory, StoreError> {
    let wanted = sheet.wanted();
    Ok(Directory::new(store.people_named(course.organisation, &wanted.numbers, &wanted.names).await?))
}

/// Imports `sheet` as decided, if the plan that comes of it now has the digest of the one that was
/// accepted; else [`Refusal::PreviewMoved`].
pub async fn import(
    store: &Store,
    course: &Course,
    period: PeriodId,
    sheet: &Sheet,
    decisions: &Decisions,
    digest: u64,
    by: &By,
) -> Result<Entry, StoreError> {
    if sheet.rows.len() > LIMITS.rows {
        let most = u32::try_from(LIMITS.rows).unwrap_or(u32::MAX);
        return Err(Refusal::TooMany { most }.into());
    }
    let directory = directory(store, course, sheet).await?;
    let decide = |state: &_, mint: &mut _| {
        let plan = Plan::new(sheet, &directory, state, decisions);
        if plan.open() > 0 || plan.digest(state) != digest {
            return Err(Refusal::PreviewMoved);
        }
        plan.act(state, mint)
    };
    store.act(course.id, period, None, by, decide).await
}
