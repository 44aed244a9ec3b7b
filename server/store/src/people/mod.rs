//! People and what they hold.

mod new;
mod referred;
mod row;
mod search;

pub use new::NewUser;
pub(crate) use new::{email_key, insert_users, status_from_key, status_key, username_key};
pub(crate) use referred::Referred;
pub(crate) use row::{
    ChangedPerson, NewPeople, NewPerson, give, insert_people, place_in_departments, shares_number, update_people,
};

use crate::person_row::{PersonRow, by_name, person_columns};
use crate::sql::{Link, ask, ids};
use crate::{Organisation, Store, StoreError};
use domain::access::{Grant, Viewer};
use domain::course::ContactKind;
use domain::id::{CourseId, OrganisationId, UserId};
use domain::person::{Gender, GenderCode, Person};

impl Store {
    /// The person as access rules look at them; `None` when unknown or deleted.
    pub async fn viewer(&self, user: UserId) -> Result<Option<Viewer>, StoreError> {
        let mut link = self.snapshot().await?;
        let found = ask!(link, fetch_optional (bool,):
            "SELECT EXISTS (
                 SELECT 1 FROM group_tutor AS t JOIN course_group AS g ON g.id = t.group_id
                 WHERE t.tutor_id = p.id AND NOT g.deleted
             )
             FROM person AS p WHERE p.id = $1 AND p.deleted_at IS NULL",
            user.0)?;
        let Some((tutors,)) = found else { return Ok(None) };
        let grants = grants(&mut link, user).await?;
        let named = ask!(link, fetch_all (i64, String):
            "SELECT course_id, kind FROM contact WHERE person_id = $1 ORDER BY course_id, kind", user.0)?;
        let contacts = named
            .into_iter()
            .map(|(course, kind)| Some((CourseId(course), ContactKind::from_key(&kind)?)))
            .collect::<Option<_>>()
            .ok_or(StoreError::Unreadable("contact"))?;
        Ok(Some(Viewer { user, grants, contacts, tutors, worn_by: None }))
    }

    /// The person of that id, deleted ones included.
    pub async fn person(&self, user: UserId) -> Result<Option<Person>, StoreError> {
        Ok(self.people(&[user]).await?.pop())
    }

    /// The people of those ids, deleted ones included, sorted by name; unknown ids are left out.
    pub async fn people(&self, users: &[UserId]) -> Result<Vec<Person>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all PersonRow:
            concat!("SELECT ", person_columns!(), " FROM person AS p
             WHERE p.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY ", by_name!()),
            ids(users.iter().map(|user| user.0)))?;
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// All genders in the order an admin gave them.
    pub async fn genders(&self) -> Result<Vec<Gender>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all (String, String): "SELECT code, name FROM gender ORDER BY position, code")?;
        Ok(rows.into_iter().map(|(code, name)| Gender { code: GenderCode(code), name }).collect())
    }

    /// All organisations by name.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all (i64, String): "SELECT id, name FROM organisation ORDER BY name, id")?;
        Ok(rows.into_iter().map(|(id, name)| Organisation { id: OrganisationId(id), name }).collect())
    }
}

/// Waits for everyone else who writes people, and answers the id of the next new one. So what is looked at before a
/// write (who has a number, which genders there are) stays as it is until it is written.
pub(crate) async fn lock_people(link: &mut Link) -> Result<i64, StoreError> {
    let (next,) = ask!(link, fetch_one (i64,):
        "UPDATE counter SET next = next WHERE name = 'person' RETURNING next")?;
    Ok(next)
}

/// What a person holds.
pub(crate) async fn grants(link: &mut Link, user: UserId) -> Result<Vec<Grant>, StoreError> {
    let held = ask!(link, fetch_all (i64, String, String):
        "SELECT organisation_id, held_group, held_role FROM held_grant WHERE person_id = $1
         ORDER BY organisation_id, held_group, held_role",
        user.0)?;
    Ok(held
        .into_iter()
        .map(|(organisation, group, role)| Grant { organisation: OrganisationId(organisation), group, role })
        .collect())
}
