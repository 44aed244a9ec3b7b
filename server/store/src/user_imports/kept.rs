//! What an import keeps of each person to be taken back.

use crate::StoreError;
use crate::sql::{Link, Table};
use domain::id::{CohortId, UserId, UserImportId};
use domain::import::users::UserField;
use domain::user::Checked;

/// A row of `imported_user`.
pub(super) struct Row {
    /// The row of the file.
    pub(super) place: u32,
    pub(super) user: UserId,
    /// Of the account as the import left it.
    pub(super) version: i64,
    /// The account before, as JSON; none where the import made it.
    pub(super) before: Option<String>,
    /// What was new in it, as JSON.
    pub(super) changed: Option<String>,
    pub(super) joined: Option<CohortId>,
}

impl Row {
    pub(super) fn of_update(
        place: u32,
        user: UserId,
        version: i64,
        before: &Checked,
        changed: &[UserField],
        joined: Option<CohortId>,
    ) -> Result<Self, StoreError> {
        let unreadable = |_| StoreError::Unreadable("account");
        let before = Some(serde_json::to_string(before).map_err(unreadable)?);
        let changed = Some(serde_json::to_string(changed).map_err(unreadable)?);
        Ok(Self { place, user, version, before, changed, joined })
    }
}

const IMPORTED: Table<7> = Table {
    name: "imported_user",
    columns: ["import_id", "place", "person_id", "version", "before", "changed", "joined"],
};

pub(super) async fn insert(link: &mut Link, import: UserImportId, rows: &[Row]) -> Result<(), StoreError> {
    let cells = |row| {
        let Row { place, user, version, before, changed, joined }: &Row = row;
        let joined = joined.map(|cohort| cohort.0);
        let (before, changed) = (before.as_deref(), changed.as_deref());
        [
            import.0.into(),
            i64::from(*place).into(),
            user.0.into(),
            (*version).into(),
            before.into(),
            changed.into(),
            joined.into(),
        ]
    };
    let rows: Vec<_> = rows.iter().map(cells).collect();
    IMPORTED.insert(link, &rows).await
}
