//! One user with all that is known of them.

use crate::people::status_from_key;
use crate::sql::{Link, ask, ids, utc};
use crate::{Store, StoreError};
use domain::access::Grant;
use domain::id::{DepartmentId, OrganisationId, UserId};
use domain::person::GenderCode;
use domain::user::{Detail, Permission, Profile};
use std::collections::BTreeMap;
use time::OffsetDateTime;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    version: i64,
    username: String,
    email: String,
    number: Option<String>,
    first_name: String,
    middle_name: Option<String>,
    last_name: String,
    gender: String,
    status: String,
    access_start: Option<OffsetDateTime>,
    access_finish: Option<OffsetDateTime>,
    entry_year: Option<i32>,
    grad_year: Option<i32>,
    student_admin: bool,
    details: String,
    last_sign_in_at: Option<OffsetDateTime>,
    deleted: bool,
}

impl Store {
    /// The user of that id, deleted ones included.
    pub async fn user(&self, user: UserId) -> Result<Option<Profile>, StoreError> {
        let mut link = self.snapshot().await?;
        profile(&mut link, user).await
    }
}

/// A user with permissions and departments.
pub(super) async fn profile(link: &mut Link, user: UserId) -> Result<Option<Profile>, StoreError> {
    Ok(profiles(link, &[user]).await?.pop())
}

/// Those of these users that are there, by id, with permissions and departments.
pub(crate) async fn profiles(link: &mut Link, users: &[UserId]) -> Result<Vec<Profile>, StoreError> {
    let listed = ids(users.iter().map(|user| user.0));
    let rows = ask!(link, fetch_all Row:
        "SELECT id, version, username, email, number, first_name, middle_name, last_name, gender, status,
             access_start, access_finish, entry_year, grad_year, student_admin, details, last_sign_in_at,
             deleted_at IS NOT NULL AS deleted
         FROM person WHERE id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY id",
        &listed)?;
    let placed = ask!(link, fetch_all (i64, i64):
        "SELECT person_id, department_id FROM person_department
         WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY person_id, department_id",
        &listed)?;
    let held = ask!(link, fetch_all (i64, i64, String, String, Option<String>):
        "SELECT person_id, organisation_id, held_group, held_role, track FROM held_grant
         WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
         ORDER BY person_id, organisation_id, held_group, held_role",
        &listed)?;
    let mut profiles: Vec<Profile> = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    let mut placed = placed.into_iter().peekable();
    let mut held = held.into_iter().peekable();
    for profile in &mut profiles {
        let id = profile.id.0;
        while let Some((_, department)) = placed.next_if(|(person, _)| *person == id) {
            profile.departments.push(DepartmentId(department));
        }
        while let Some((_, organisation, group, role, track)) = held.next_if(|(person, ..)| *person == id) {
            let grant = Grant { organisation: OrganisationId(organisation), group, role };
            profile.permissions.push(Permission { grant, track });
        }
    }
    Ok(profiles)
}

impl Row {
    fn read(self) -> Result<Profile, StoreError> {
        Ok(Profile {
            id: UserId(self.id),
            version: self.version,
            username: self.username,
            email: self.email,
            number: self.number,
            first: self.first_name,
            middle: self.middle_name,
            last: self.last_name,
            gender: GenderCode(self.gender),
            status: status_from_key(&self.status)?,
            access_start: self.access_start.map(utc),
            access_finish: self.access_finish.map(utc),
            entry_year: self.entry_year,
            grad_year: self.grad_year,
            student_admin: self.student_admin,
            details: details(&self.details)?,
            departments: Vec::new(),
            permissions: Vec::new(),
            last_sign_in: self.last_sign_in_at.map(utc),
            deleted: self.deleted,
        })
    }
}

fn details(kept: &str) -> Result<BTreeMap<Detail, String>, StoreError> {
    serde_json::from_str(kept).map_err(|_| StoreError::Unreadable("profile"))
}
