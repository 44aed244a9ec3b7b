//! The acts that were kept (SPEC G11).

use crate::person_row::whole_name;
use crate::place::Place;
use crate::sql::{Link, ask, utc};
use crate::{Store, StoreError};
use domain::audit::both_names;
use domain::groups::{Entry, Version};
use domain::id::{CourseId, EntryId, PeriodId};
use time::OffsetDateTime;

/// As many of the acts that made someone's page stale as they are told of.
const TOLD: i64 = 50;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    version: i64,
    at: OffsetDateTime,
    actor: Option<String>,
    acted_as: Option<String>,
    words: String,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let Row { id, version, at, actor, acted_as, words } = row;
        let actor = both_names(actor, acted_as);
        Self { id: EntryId(id), version: Version(version), at: utc(at), actor, words }
    }
}

impl Store {
    /// The latest acts, newest first.
    pub async fn history(&self, course: CourseId, period: PeriodId, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let mut link = self.link().await?;
        latest(&mut link, course, period, Version(-1), i64::from(limit)).await
    }
}

/// The acts after the version `base`, newest last; of many, the newest.
pub(super) async fn since(link: &mut Link, place: &Place, base: Version) -> Result<Vec<Entry>, StoreError> {
    let mut entries = latest(link, place.course, place.period, base, TOLD).await?;
    entries.reverse();
    Ok(entries)
}

async fn latest(
    link: &mut Link,
    course: CourseId,
    period: PeriodId,
    after: Version,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let rows = ask!(link, fetch_all Row:
        concat!("SELECT e.id, e.version, e.at, ", whole_name!(), " AS actor, ", whole_name!("l"), " AS acted_as, e.words
         FROM group_entry AS e LEFT JOIN person AS p ON p.id = e.actor_id
             LEFT JOIN person AS l ON l.id = e.acted_as_id
         WHERE e.course_id = $1 AND e.period_id = $2 AND e.version > $3
         ORDER BY e.version DESC LIMIT $4"),
        course.0, period.0, after.0, limit)?;
    Ok(rows.into_iter().map(Entry::from).collect())
}
