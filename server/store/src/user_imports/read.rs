//! Imports that were made, as lists and their own pages show them.

use crate::person_row::whole_name;
use crate::sql::{ask, count, ids, utc};
use crate::{Store, StoreError};
use domain::id::{OrganisationId, UserId, UserImportId};
use domain::import::users::{ImportedUser, KeptBecause, MadePage, Show, UserImport};
use std::collections::HashMap;
use time::OffsetDateTime;

/// The columns of a [`Row`]; the table is `user_import AS i`.
macro_rules! import_columns {
    () => {
        concat!(
            "i.id, i.at, (SELECT ",
            whole_name!(),
            " FROM person AS p WHERE p.id = i.actor_id) AS actor, i.file_name, i.counts, i.medtech, i.undone_at, (SELECT ",
            whole_name!(),
            " FROM person AS p WHERE p.id = i.undone_by) AS undoer"
        )
    };
}

/// `FROM` with all conditions: the import, and which of its people.
macro_rules! shown {
    () => {
        "FROM imported_user AS u JOIN person AS p ON p.id = u.person_id
         WHERE u.import_id = $1
           AND CASE $2 WHEN 'created' THEN u.before IS NULL WHEN 'updated' THEN u.before IS NOT NULL
                       WHEN 'kept' THEN u.kept IS NOT NULL ELSE TRUE END"
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: OffsetDateTime,
    actor: Option<String>,
    file_name: String,
    counts: String,
    medtech: bool,
    undone_at: Option<OffsetDateTime>,
    undoer: Option<String>,
}

impl Row {
    fn read(self, organisations: Vec<OrganisationId>) -> Result<UserImport, StoreError> {
        Ok(UserImport {
            id: UserImportId(self.id),
            at: utc(self.at),
            by: self.actor,
            file_name: self.file_name,
            counts: serde_json::from_str(&self.counts).map_err(|_| StoreError::Unreadable("import"))?,
            organisations,
            medtech: self.medtech,
            undone: self.undone_at.map(|at| (utc(at), self.undoer)),
        })
    }
}

#[derive(sqlx::FromRow)]
struct UserRow {
    place: i64,
    person_id: i64,
    name: String,
    username: String,
    created: bool,
    changed: Option<String>,
    kept: Option<String>,
}

impl From<UserRow> for ImportedUser {
    fn from(row: UserRow) -> Self {
        Self {
            row: count(row.place),
            user: UserId(row.person_id),
            name: row.name,
            username: row.username,
            created: row.created,
            changed: row.changed.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default(),
            kept: row.kept.and_then(|key| KeptBecause::parse(&key)),
        }
    }
}

impl Store {
    /// Imports of users, newest first, before the import `before`: those that made or changed users of `within` and of
    /// no other organisation (`None`: all).
    pub async fn user_imports(
        &self,
        within: Option<&[OrganisationId]>,
        before: Option<UserImportId>,
        limit: u32,
    ) -> Result<Vec<UserImport>, StoreError> {
        let mut link = self.snapshot().await?;
        let rows = ask!(link, fetch_all Row:
            concat!("SELECT ", import_columns!(), " FROM user_import AS i
             WHERE i.id < $1
               AND ($2 OR (
                   EXISTS (SELECT 1 FROM user_import_organisation AS o WHERE o.import_id = i.id)
                   AND NOT EXISTS (
                       SELECT 1 FROM user_import_organisation AS o
                       WHERE o.import_id = i.id AND o.organisation_id NOT IN (
                           SELECT CAST(value->>0 AS BIGINT) FROM json_each($3)))))
             ORDER BY i.id DESC LIMIT $4"),
            before.map_or(i64::MAX, |before| before.0), within.is_none(),
            ids(within.unwrap_or_default().iter().map(|organisation| organisation.0)), i64::from(limit))?;
        let touched = ask!(link, fetch_all (i64, i64):
            "SELECT import_id, organisation_id FROM user_import_organisation
             WHERE import_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
             ORDER BY import_id, organisation_id",
            ids(rows.iter().map(|row| row.id)))?;
        let mut organisations: HashMap<i64, Vec<OrganisationId>> = HashMap::new();
        for (import, organisation) in touched {
            organisations.entry(import).or_default().push(OrganisationId(organisation));
        }
        rows.into_iter()
            .map(|row| {
                let touched = organisations.remove(&row.id).unwrap_or_default();
                row.read(touched)
            })
            .collect()
    }

    /// The import of that id.
    pub async fn user_import(&self, import: UserImportId) -> Result<Option<UserImport>, StoreError> {
        let mut link = self.snapshot().await?;
        let row = ask!(link, fetch_optional Row:
            concat!("SELECT ", import_columns!(), " FROM user_import AS i WHERE i.id = $1"), import.0)?;
        let Some(row) = row else { return Ok(None) };
        let touched = ask!(link, fetch_all (i64,):
            "SELECT organisation_id FROM user_import_organisation WHERE import_id = $1 ORDER BY organisation_id",
            import.0)?;
        Ok(Some(row.read(touched.into_iter().map(|(id,)| OrganisationId(id)).collect())?))
    }

    /// The people an import made or changed, in the order of the file, `limit` from the place `from` on.
    pub async fn imported_users(
        &self,
        import: UserImportId,
        show: Show,
        from: u32,
        limit: u32,
    ) -> Result<MadePage, StoreError> {
        let show = match show {
            Show::All => "all",
            Show::Created => "created",
            Show::Updated => "updated",
            Show::Kept => "kept",
        };
        let mut link = self.snapshot().await?;
        let (total,) = ask!(link, fetch_one (i64,):
            concat!("SELECT COUNT(*) ", shown!()), import.0, show)?;
        let rows = ask!(link, fetch_all UserRow:
            concat!("SELECT u.place, u.person_id, ", whole_name!(), " AS name, p.username, u.before IS NULL AS created,
                 u.changed, u.kept ", shown!(), " ORDER BY u.place LIMIT $3 OFFSET $4"),
            import.0, show, i64::from(limit), i64::from(from))?;
        Ok(MadePage { people: rows.into_iter().map(ImportedUser::from).collect(), total: count(total) })
    }
}
