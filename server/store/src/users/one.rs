//! One user with all that is known of them.

use crate::people::status_from_key;
use crate::sql::{Link, ask, utc};
use crate::{Store, StoreError};
use domain::access::Grant;
use domain::id::{DepartmentId, OrganisationId, UserId};
use domain::person::GenderCode;
use domain::user::{Detail, Permission, Profile};
use std::collections::BTreeMap;
use time::OffsetDateTime;

#[derive(sqlx::FromRow)]
struct Row {
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
    let row = ask!(link, fetch_optional Row:
        "SELECT version, username, email, number, first_name, middle_name, last_name, gender, status,
             access_start, access_finish, entry_year, grad_year, student_admin, details, last_sign_in_at,
             deleted_at IS NOT NULL AS deleted
         FROM person WHERE id = $1",
        user.0)?;
    let Some(row) = row else { return Ok(None) };
    let departments = ask!(link, fetch_all (i64,):
        "SELECT department_id FROM person_department WHERE person_id = $1 ORDER BY department_id", user.0)?;
    let held = ask!(link, fetch_all (i64, String, String, Option<String>):
        "SELECT organisation_id, held_group, held_role, track FROM held_grant WHERE person_id = $1
         ORDER BY organisation_id, held_group, held_role",
        user.0)?;
    let permissions = held
        .into_iter()
        .map(|(organisation, group, role, track)| Permission {
            grant: Grant { organisation: OrganisationId(organisation), group, role },
            track,
        })
        .collect();
    Ok(Some(Profile {
        id: user,
        version: row.version,
        username: row.username,
        email: row.email,
        number: row.number,
        first: row.first_name,
        middle: row.middle_name,
        last: row.last_name,
        gender: GenderCode(row.gender),
        status: status_from_key(&row.status)?,
        access_start: row.access_start.map(utc),
        access_finish: row.access_finish.map(utc),
        entry_year: row.entry_year,
        grad_year: row.grad_year,
        student_admin: row.student_admin,
        details: details(&row.details)?,
        departments: departments.into_iter().map(|(id,)| DepartmentId(id)).collect(),
        permissions,
        last_sign_in: row.last_sign_in_at.map(utc),
        deleted: row.deleted,
    }))
}

fn details(kept: &str) -> Result<BTreeMap<Detail, String>, StoreError> {
    serde_json::from_str(kept).map_err(|_| StoreError::Unreadable("profile"))
}
