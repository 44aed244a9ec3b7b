//! What rows of people refer to.

use crate::StoreError;
use crate::sql::{Link, ask, ids};
use std::collections::BTreeSet;

/// Organisations, departments and cohorts. On PostgreSQL no constraint looks after them where people are written in
/// bulk (its migration `0007_bulk` says why). None of them is ever deleted, so what is there now stays.
#[derive(Default)]
pub(crate) struct Referred {
    pub(crate) organisations: BTreeSet<i64>,
    pub(crate) departments: BTreeSet<i64>,
    pub(crate) cohorts: BTreeSet<i64>,
}

impl Referred {
    /// `Missing("thing it refers to")` where one is not there.
    pub(crate) async fn check(&self, link: &mut Link) -> Result<(), StoreError> {
        let Self { organisations, departments, cohorts } = self;
        let found = ask!(link, fetch_one (i64, i64, i64):
            "SELECT (SELECT COUNT(*) FROM organisation WHERE id IN (
                        SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))),
                 (SELECT COUNT(*) FROM department WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))),
                 (SELECT COUNT(*) FROM cohort WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3)))",
            ids(organisations.iter().copied()), ids(departments.iter().copied()), ids(cohorts.iter().copied()))?;
        let all = [(found.0, organisations), (found.1, departments), (found.2, cohorts)];
        let is_whole = |(found, all): &(i64, &BTreeSet<i64>)| usize::try_from(*found).is_ok_and(|n| n == all.len());
        if all.iter().all(is_whole) { Ok(()) } else { Err(StoreError::Missing("thing it refers to")) }
    }
}
