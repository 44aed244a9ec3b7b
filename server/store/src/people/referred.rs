//! What rows of people refer to.

use crate::StoreError;
use crate::sql::{Link, ask, bulk, ids};
use std::collections::BTreeSet;

/// Organisations, departments, cohorts and genders. On PostgreSQL no constraint looks after them where people are
/// written in bulk (its migration `0007_bulk` says why). Of these only genders are ever deleted, and that waits for
/// [`lock_people`](super::lock_people) as everyone does who writes people: so what is there now stays.
#[derive(Default)]
pub(crate) struct Referred {
    pub(crate) organisations: BTreeSet<i64>,
    pub(crate) departments: BTreeSet<i64>,
    pub(crate) cohorts: BTreeSet<i64>,
    pub(crate) genders: BTreeSet<String>,
}

impl Referred {
    /// `Missing("thing it refers to")` where one is not there.
    pub(crate) async fn check(&self, link: &mut Link) -> Result<(), StoreError> {
        let Self { organisations, departments, cohorts, genders } = self;
        let keys: Vec<(&str,)> = genders.iter().map(|gender| (&**gender,)).collect();
        let found = ask!(link, fetch_one (i64, i64, i64, i64):
            "SELECT (SELECT COUNT(*) FROM organisation WHERE id IN (
                        SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))),
                 (SELECT COUNT(*) FROM department WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))),
                 (SELECT COUNT(*) FROM cohort WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3))),
                 (SELECT COUNT(*) FROM gender WHERE code IN (SELECT value->>0 FROM json_each($4)))",
            ids(organisations.iter().copied()), ids(departments.iter().copied()), ids(cohorts.iter().copied()),
            bulk(&keys)?)?;
        let (organisations, departments, cohorts) = (organisations.len(), departments.len(), cohorts.len());
        let all = [(found.0, organisations), (found.1, departments), (found.2, cohorts), (found.3, genders.len())];
        let is_whole = |(found, all): &(i64, usize)| usize::try_from(*found).is_ok_and(|found| found == *all);
        if all.iter().all(is_whole) { Ok(()) } else { Err(StoreError::Missing("thing it refers to")) }
    }
}
