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
    /// The person as access rules look at them; `None` when unknown or deleted. Every request asks for it: so it is one
    /// statement, which also sees one moment without a transaction.
    pub async fn viewer(&self, user: UserId) -> Result<Option<Viewer>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all (i64, i64, String, String):
            "SELECT CAST(0 AS BIGINT) AS what, CASE WHEN EXISTS (
                 SELECT 1 FROM group_tutor AS t JOIN course_group AS g ON g.id = t.group_id
                 WHERE t.tutor_id = p.id AND NOT g.deleted
             ) THEN 1 ELSE 0 END AS number, '' AS held_group, '' AS held_role
             FROM person AS p WHERE p.id = $1 AND p.deleted_at IS NULL
             UNION ALL
             SELECT 1, organisation_id, held_group, held_role FROM held_grant WHERE person_id = $1
             UNION ALL
             SELECT 2, course_id, kind, '' FROM contact WHERE person_id = $1
             ORDER BY what, number",
            user.0)?;
        let (mut known, mut grants, mut contacts) = (None, Vec::new(), Vec::new());
        for (what, number, held, role) in rows {
            match what {
                0 => known = Some(number == 1),
                1 => grants.push(Grant { organisation: OrganisationId(number), group: held, role }),
                _ => {
                    let kind = ContactKind::from_key(&held).ok_or(StoreError::Unreadable("contact"))?;
                    contacts.push((CourseId(number), kind));
                }
            }
        }
        // Here, for the columns have collations of their own.
        grants.sort_by(|a, b| (a.organisation, &a.group, &a.role).cmp(&(b.organisation, &b.group, &b.role)));
        contacts.sort_unstable();
        Ok(known.map(|tutors| Viewer { user, grants, contacts, tutors, worn_by: None }))
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
