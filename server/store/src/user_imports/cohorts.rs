//! Learners put into their classes by an import.

use crate::StoreError;
use crate::people::Referred;
use crate::sql::{Link, Table, ask, bulk};
use domain::id::{CohortId, UserId};
use std::collections::{BTreeSet, HashSet};

const MEMBER: Table<2> = Table { name: "cohort_member", columns: ["person_id", "cohort_id"] };

/// Puts new people into cohorts.
pub(super) async fn join_new(
    link: &mut Link,
    joining: impl Iterator<Item = (UserId, CohortId)>,
) -> Result<(), StoreError> {
    let joining: Vec<(UserId, CohortId)> = joining.collect();
    check(link, joining.iter().map(|(_, cohort)| cohort.0)).await?;
    let rows: Vec<_> = joining.iter().map(|(user, cohort)| [user.0.into(), cohort.0.into()]).collect();
    MEMBER.insert(link, &rows).await
}

/// Puts people into cohorts and answers whom it put there: those who were in theirs already are not among them.
pub(super) async fn join(
    link: &mut Link,
    joining: impl Iterator<Item = (UserId, CohortId)>,
) -> Result<HashSet<UserId>, StoreError> {
    let rows: Vec<(i64, i64)> = joining.map(|(user, cohort)| (user.0, cohort.0)).collect();
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    check(link, rows.iter().map(|(_, cohort)| *cohort)).await?;
    let joined = ask!(link, fetch_all (i64,):
        "INSERT INTO cohort_member (person_id, cohort_id)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT) FROM json_each($1) WHERE true
         ON CONFLICT (cohort_id, person_id) DO NOTHING RETURNING person_id",
        bulk(&rows)?)?;
    Ok(joined.into_iter().map(|(user,)| UserId(user)).collect())
}

async fn check(link: &mut Link, cohorts: impl Iterator<Item = i64>) -> Result<(), StoreError> {
    let cohorts: BTreeSet<i64> = cohorts.collect();
    if cohorts.is_empty() {
        return Ok(());
    }
    Referred { cohorts, ..Referred::default() }.check(link).await
}
