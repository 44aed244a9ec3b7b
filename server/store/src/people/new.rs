//! People who are new: one by one, or a school of them.

use super::row::{NewPerson, insert_people};
use crate::audit::subject;
use crate::sql::{Link, ask, text};
use crate::{By, Store, StoreError};
use domain::access::Grant;
use domain::audit::{Event, Held};
use domain::id::{DepartmentId, UserId};
use domain::person::{AccountStatus, GenderCode};
use domain::user::{Checked, Permission};
use std::borrow::Cow;
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// A user to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    pub username: String,
    pub email: String,
    pub number: Option<String>,
    pub first: String,
    pub middle: Option<String>,
    pub last: String,
    pub gender: GenderCode,
    pub entry_year: Option<i32>,
    pub grad_year: Option<i32>,
    pub grants: Vec<Grant>,
    pub departments: Vec<DepartmentId>,
    /// Never the password itself. Without one nobody signs in.
    pub password_hash: Option<String>,
    pub must_change_password: bool,
    pub status: AccountStatus,
    pub access_start: Option<OffsetDateTime>,
    pub access_finish: Option<OffsetDateTime>,
}

impl NewUser {
    /// The same as an account with a profile of which nothing more is known.
    fn checked(&self) -> Checked {
        let permission = |grant: &Grant| Permission { grant: grant.clone(), track: None };
        Checked {
            username: self.username.clone(),
            email: self.email.clone(),
            number: self.number.clone(),
            first: self.first.clone(),
            middle: self.middle.clone(),
            last: self.last.clone(),
            gender: self.gender.clone(),
            status: self.status,
            access_start: self.access_start,
            access_finish: self.access_finish,
            entry_year: self.entry_year,
            grad_year: self.grad_year,
            student_admin: false,
            details: BTreeMap::new(),
            departments: self.departments.clone(),
            permissions: self.grants.iter().map(permission).collect(),
        }
    }
}

/// How many people are written by one statement: what is bound at once stays small.
const AT_ONCE: usize = 1_000;

/// Writes people with their grants and departments.
pub(crate) async fn insert_users(
    link: &mut Link,
    users: &[(UserId, &NewUser)],
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    for some in users.chunks(AT_ONCE) {
        let accounts: Vec<Checked> = some.iter().map(|(_, user)| user.checked()).collect();
        let people: Vec<NewPerson<'_>> = some
            .iter()
            .zip(&accounts)
            .map(|((id, user), account)| NewPerson {
                id: *id,
                user: account,
                password_hash: user.password_hash.as_deref().map(Cow::Borrowed),
                must_change_password: user.must_change_password,
            })
            .collect();
        insert_people(link, &people, at).await?;
    }
    Ok(())
}

/// What usernames are compared by.
pub(crate) fn username_key(username: &str) -> String {
    domain::user::username_key(&text(username))
}

/// What addresses are compared by.
pub(crate) fn email_key(email: &str) -> String {
    domain::user::email_key(&text(email))
}

pub(crate) const fn status_key(status: AccountStatus) -> &'static str {
    match status {
        AccountStatus::Active => "active",
        AccountStatus::Disabled => "disabled",
    }
}

pub(crate) fn status_from_key(key: &str) -> Result<AccountStatus, StoreError> {
    match key {
        "active" => Ok(AccountStatus::Active),
        "disabled" => Ok(AccountStatus::Disabled),
        _ => Err(StoreError::Unreadable("account status")),
    }
}

impl Store {
    /// Makes a user. `Taken("username")` or `Taken("email")` where another has it.
    pub async fn create_user(&self, user: &NewUser, by: &By) -> Result<UserId, StoreError> {
        let mut write = self.write(by).await?;
        let (id,) = ask!(write.link, fetch_one (i64,):
            "UPDATE counter SET next = next + 1 WHERE name = 'person' RETURNING next - 1")?;
        let id = UserId(id);
        insert_users(&mut write.link, &[(id, user)], write.by.at).await?;
        let made = subject(&mut write.link, id).await?.ok_or(StoreError::Missing("user"))?;
        let permissions = user.grants.iter().map(Held::from).collect();
        let event = Event::UserCreated { user: made.called, permissions, by: None };
        write.commit(made.organisation, &event).await?;
        Ok(id)
    }
}
