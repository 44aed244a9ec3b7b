//! People who are new: one by one, or a school of them.

use crate::audit::{Note, subject};
use crate::sql::{Link, ask, bulk, run, text, utc};
use crate::{By, Store, StoreError};
use domain::access::Grant;
use domain::id::{DepartmentId, UserId};
use domain::import::groups::{name_key, number_key};
use domain::person::{AccountStatus, GenderCode, Person};
use domain::text::fold;
use domain::user::Checked;
use serde::Serialize;
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

/// A row of `person`, by the names of its columns.
#[derive(Serialize)]
struct NewRow<'a> {
    id: i64,
    username: &'a str,
    username_key: String,
    email: &'a str,
    email_key: String,
    number: Option<&'a str>,
    number_key: Option<String>,
    first_name: &'a str,
    middle_name: Option<&'a str>,
    last_name: &'a str,
    first_folded: String,
    last_folded: String,
    name_key: String,
    search_text: String,
    gender: &'a str,
    entry_year: Option<i32>,
    grad_year: Option<i32>,
    password_hash: Option<&'a str>,
    must_change_password: bool,
    status: &'a str,
}

impl<'a> NewRow<'a> {
    fn new(id: UserId, user: &'a NewUser) -> Self {
        Self {
            id: id.0,
            username: &user.username,
            username_key: username_key(&user.username),
            email: &user.email,
            email_key: email_key(&user.email),
            number: user.number.as_deref(),
            number_key: user.number.as_deref().map(number_key),
            first_name: &user.first,
            middle_name: user.middle.as_deref(),
            last_name: &user.last,
            first_folded: fold(&user.first),
            last_folded: fold(&user.last),
            name_key: name_key(&format!("{}, {}", user.last, user.first)),
            search_text: search_text(id, user),
            gender: user.gender.as_str(),
            entry_year: user.entry_year,
            grad_year: user.grad_year,
            password_hash: user.password_hash.as_deref(),
            must_change_password: user.must_change_password,
            status: status_key(user.status),
        }
    }
}

/// What searching and sorting keep of a person beside what is shown.
pub(crate) struct Twins {
    pub(crate) first_folded: String,
    pub(crate) last_folded: String,
    pub(crate) name_key: String,
    pub(crate) search_text: String,
}

/// The folded twins of a user's names.
pub(crate) fn twins_of(id: UserId, user: &Checked) -> Twins {
    let person = Person {
        id,
        number: user.number.clone(),
        first: user.first.clone(),
        middle: user.middle.clone(),
        last: user.last.clone(),
        email: user.email.clone(),
        gender: user.gender.clone(),
        department: None,
    };
    Twins {
        first_folded: fold(&user.first),
        last_folded: fold(&user.last),
        name_key: name_key(&format!("{}, {}", user.last, user.first)),
        search_text: person.search_text(),
    }
}

/// The domain says what of a person is searched.
fn search_text(id: UserId, user: &NewUser) -> String {
    let person = Person {
        id,
        number: user.number.clone(),
        first: user.first.clone(),
        middle: user.middle.clone(),
        last: user.last.clone(),
        email: user.email.clone(),
        gender: user.gender.clone(),
        department: None,
    };
    person.search_text()
}

/// What usernames are compared by.
pub(crate) fn username_key(username: &str) -> String {
    fold(text(username).trim())
}

/// What addresses are compared by. Only ASCII letters lose their case, and nothing its diacritics: an
/// address that looks like another's must never stand for it.
pub(crate) fn email_key(email: &str) -> String {
    text(email).trim().to_ascii_lowercase()
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

/// Writes people with their grants and departments.
pub(crate) async fn insert_people(
    link: &mut Link,
    users: &[(UserId, &NewUser)],
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let rows: Vec<NewRow> = users.iter().map(|(id, user)| NewRow::new(*id, user)).collect();
    run!(
        link,
        "INSERT INTO person (id, username, username_key, email, email_key, number, number_key, first_name,
             middle_name, last_name, first_folded, last_folded, name_key, search_text, gender, entry_year, grad_year,
             password_hash, must_change_password, status, created_at)
         SELECT CAST(value->>'id' AS BIGINT), value->>'username', value->>'username_key', value->>'email',
             value->>'email_key', value->>'number', value->>'number_key', value->>'first_name',
             value->>'middle_name', value->>'last_name', value->>'first_folded', value->>'last_folded',
             value->>'name_key', value->>'search_text', value->>'gender', CAST(value->>'entry_year' AS INTEGER),
             CAST(value->>'grad_year' AS INTEGER), value->>'password_hash',
             CAST(value->>'must_change_password' AS BOOLEAN), value->>'status', $2
         FROM json_each($1)",
        bulk(&rows)?,
        at,
    )?;
    insert_access_windows(link, users).await?;
    let grants: Vec<(i64, i64, &str, &str)> = users
        .iter()
        .flat_map(|(id, user)| user.grants.iter().map(|g| (id.0, g.organisation.0, &*g.group, &*g.role)))
        .collect();
    run!(
        link,
        "INSERT INTO held_grant (person_id, organisation_id, held_group, held_role)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2, value->>3 FROM json_each($1) WHERE true
         ON CONFLICT (person_id, organisation_id, held_group, held_role) DO NOTHING",
        bulk(&grants)?,
    )?;
    let departments: Vec<(i64, i64)> =
        users.iter().flat_map(|(id, user)| user.departments.iter().map(|d| (id.0, d.0))).collect();
    run!(
        link,
        "INSERT INTO person_department (person_id, department_id)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT) FROM json_each($1) WHERE true
         ON CONFLICT (person_id, department_id) DO NOTHING",
        bulk(&departments)?,
    )?;
    Ok(())
}

/// Few have one; as times they are bound one by one, for JSON knows no times.
async fn insert_access_windows(link: &mut Link, users: &[(UserId, &NewUser)]) -> Result<(), StoreError> {
    for (id, user) in users.iter().filter(|(_, user)| user.access_start.is_some() || user.access_finish.is_some()) {
        run!(
            link,
            "UPDATE person SET access_start = $2, access_finish = $3 WHERE id = $1",
            id.0,
            user.access_start.map(utc),
            user.access_finish.map(utc),
        )?;
    }
    Ok(())
}

impl Store {
    /// Makes a user. `Taken("username")` or `Taken("email")` where another has it.
    pub async fn create_user(&self, user: &NewUser, by: &By) -> Result<UserId, StoreError> {
        let mut write = self.write(by).await?;
        let (id,) = ask!(write.link, fetch_one (i64,):
            "UPDATE counter SET next = next + 1 WHERE name = 'person' RETURNING next - 1")?;
        let id = UserId(id);
        insert_people(&mut write.link, &[(id, user)], write.by.at).await?;
        let held: Vec<String> = user.grants.iter().map(|g| format!("{}:{}", g.group, g.role)).collect();
        let words = if held.is_empty() { "Created.".to_owned() } else { format!("Created as {}.", held.join(", ")) };
        let made = subject(&mut write.link, id).await?.ok_or(StoreError::Missing("user"))?;
        let object = format!("{} ({})", made.name, made.username);
        let note = Note { organisation: made.organisation, action: "users.create", object: &object, words: &words };
        write.commit(note).await?;
        Ok(id)
    }
}
