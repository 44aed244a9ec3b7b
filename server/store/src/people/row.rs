//! How rows of people are written: one at a time or a hundred thousand, by the same statements.

use super::{email_key, status_key, username_key};
use crate::StoreError;
use crate::sql::{Link, ask, bulk, ids, rfc3339, run, text};
use domain::id::{DepartmentId, UserId};
use domain::import::groups::{name_key, number_key};
use domain::person::Person;
use domain::text::fold;
use domain::user::{Checked, Permission};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashSet;
use time::OffsetDateTime;

/// What stands in a row of `person` of an account, by the names of the columns.
#[derive(Serialize)]
struct Values<'a> {
    id: i64,
    username: Cow<'a, str>,
    username_key: String,
    email: Cow<'a, str>,
    email_key: String,
    number: Option<Cow<'a, str>>,
    number_key: Option<String>,
    first_name: Cow<'a, str>,
    middle_name: Option<Cow<'a, str>>,
    last_name: Cow<'a, str>,
    first_folded: String,
    last_folded: String,
    name_key: String,
    search_text: String,
    gender: &'a str,
    status: &'static str,
    access_start: Option<String>,
    access_finish: Option<String>,
    entry_year: Option<i32>,
    grad_year: Option<i32>,
    student_admin: bool,
    details: String,
}

impl<'a> Values<'a> {
    fn of(id: UserId, user: &'a Checked) -> Result<Self, StoreError> {
        let (first, last) = (text(&user.first), text(&user.last));
        let number = user.number.as_deref().map(text);
        Ok(Self {
            id: id.0,
            username: text(&user.username),
            username_key: username_key(&user.username),
            email: text(&user.email),
            email_key: email_key(&user.email),
            number_key: number.as_deref().map(number_key),
            number,
            middle_name: user.middle.as_deref().map(text),
            first_folded: fold(&first),
            last_folded: fold(&last),
            name_key: name_key(&[&*last, ", ", &*first].concat()),
            search_text: text(&search_text(id, user)).into_owned(),
            first_name: first,
            last_name: last,
            gender: user.gender.as_str(),
            status: status_key(user.status),
            access_start: user.access_start.and_then(rfc3339),
            access_finish: user.access_finish.and_then(rfc3339),
            entry_year: user.entry_year,
            grad_year: user.grad_year,
            student_admin: user.student_admin,
            details: serde_json::to_string(&user.details).map_err(|_| StoreError::Unreadable("profile"))?,
        })
    }
}

/// The domain says what of a person is searched.
fn search_text(id: UserId, user: &Checked) -> String {
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

/// Someone to be written who is not there yet.
pub(crate) struct NewPerson<'a> {
    pub(crate) id: UserId,
    pub(crate) user: &'a Checked,
    /// Never the password itself. Without one nobody signs in.
    pub(crate) password_hash: Option<Cow<'a, str>>,
    pub(crate) must_change_password: bool,
}

#[derive(Serialize)]
struct NewValues<'a> {
    #[serde(flatten)]
    values: Values<'a>,
    password_hash: Option<&'a str>,
    must_change_password: bool,
}

/// Writes people with their grants and departments.
pub(crate) async fn insert_people(
    link: &mut Link,
    people: &[NewPerson<'_>],
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let rows: Vec<NewValues> = people
        .iter()
        .map(|new| {
            Ok(NewValues {
                values: Values::of(new.id, new.user)?,
                password_hash: new.password_hash.as_deref(),
                must_change_password: new.must_change_password,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    run!(
        link,
        "INSERT INTO person (id, username, username_key, email, email_key, number, number_key, first_name,
             middle_name, last_name, first_folded, last_folded, name_key, search_text, gender, status, access_start,
             access_finish, entry_year, grad_year, student_admin, details, password_hash, must_change_password,
             created_at)
         SELECT CAST(value->>'id' AS BIGINT), value->>'username', value->>'username_key', value->>'email',
             value->>'email_key', value->>'number', value->>'number_key', value->>'first_name',
             value->>'middle_name', value->>'last_name', value->>'first_folded', value->>'last_folded',
             value->>'name_key', value->>'search_text', value->>'gender', value->>'status',
             strftime('%Y-%m-%dT%H:%M:%SZ', value->>'access_start'),
             strftime('%Y-%m-%dT%H:%M:%SZ', value->>'access_finish'), CAST(value->>'entry_year' AS INTEGER),
             CAST(value->>'grad_year' AS INTEGER), CAST(value->>'student_admin' AS BOOLEAN), value->>'details',
             value->>'password_hash', CAST(value->>'must_change_password' AS BOOLEAN), $2
         FROM json_each($1)",
        bulk(&rows)?,
        at,
    )?;
    give(link, people.iter().map(|new| (new.id, &*new.user.permissions))).await?;
    place_in_departments(link, people.iter().map(|new| (new.id, &*new.user.departments))).await
}

/// An account to be written over the one that is there.
pub(crate) struct ChangedPerson<'a> {
    pub(crate) id: UserId,
    pub(crate) user: &'a Checked,
    /// The version it must be at, and the one it is at afterwards.
    pub(crate) versions: (i64, i64),
}

#[derive(Serialize)]
struct ChangedValues<'a> {
    #[serde(flatten)]
    values: Values<'a>,
    base: i64,
    next: i64,
}

/// Writes everything that stands in the rows of these people but their passwords, and answers who was at their version
/// and not deleted: only they were written.
pub(crate) async fn update_people(
    link: &mut Link,
    people: &[ChangedPerson<'_>],
) -> Result<HashSet<UserId>, StoreError> {
    let rows: Vec<ChangedValues> = people
        .iter()
        .map(|changed| {
            let (base, next) = changed.versions;
            Ok(ChangedValues { values: Values::of(changed.id, changed.user)?, base, next })
        })
        .collect::<Result<_, StoreError>>()?;
    let written = ask!(link, fetch_all (i64,):
        "UPDATE person SET username = value->>'username', username_key = value->>'username_key',
             email = value->>'email', email_key = value->>'email_key', number = value->>'number',
             number_key = value->>'number_key', first_name = value->>'first_name',
             middle_name = value->>'middle_name', last_name = value->>'last_name',
             first_folded = value->>'first_folded', last_folded = value->>'last_folded',
             name_key = value->>'name_key', search_text = value->>'search_text', gender = value->>'gender',
             status = value->>'status', access_start = strftime('%Y-%m-%dT%H:%M:%SZ', value->>'access_start'),
             access_finish = strftime('%Y-%m-%dT%H:%M:%SZ', value->>'access_finish'),
             entry_year = CAST(value->>'entry_year' AS INTEGER), grad_year = CAST(value->>'grad_year' AS INTEGER),
             student_admin = CAST(value->>'student_admin' AS BOOLEAN), details = value->>'details',
             version = CAST(value->>'next' AS BIGINT)
         FROM json_each($1)
         WHERE person.id = CAST(value->>'id' AS BIGINT) AND person.version = CAST(value->>'base' AS BIGINT)
           AND person.deleted_at IS NULL
         RETURNING id",
        bulk(&rows)?)?;
    Ok(written.into_iter().map(|(id,)| UserId(id)).collect())
}

/// Gives people permissions; one that somebody holds stays as it is.
pub(crate) async fn give<'a>(
    link: &mut Link,
    given: impl Iterator<Item = (UserId, &'a [Permission])>,
) -> Result<(), StoreError> {
    let rows: Vec<(i64, i64, &str, &str, Option<&str>)> = given
        .flat_map(|(id, permissions)| {
            permissions
                .iter()
                .map(move |p| (id.0, p.grant.organisation.0, &*p.grant.group, &*p.grant.role, p.track.as_deref()))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    run!(
        link,
        "INSERT INTO held_grant (person_id, organisation_id, held_group, held_role, track)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2, value->>3, value->>4
         FROM json_each($1) WHERE true
         ON CONFLICT (person_id, organisation_id, held_group, held_role) DO NOTHING",
        bulk(&rows)?,
    )?;
    Ok(())
}

/// Says which departments people belong to, beside those they are in.
pub(crate) async fn place_in_departments<'a>(
    link: &mut Link,
    placed: impl Iterator<Item = (UserId, &'a [DepartmentId])>,
) -> Result<(), StoreError> {
    let rows: Vec<(i64, i64)> =
        placed.flat_map(|(id, departments)| departments.iter().map(move |d| (id.0, d.0))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    run!(
        link,
        "INSERT INTO person_department (person_id, department_id)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT) FROM json_each($1) WHERE true
         ON CONFLICT (person_id, department_id) DO NOTHING",
        bulk(&rows)?,
    )?;
    Ok(())
}

/// Whether someone else of one of their organisations, who is not deleted, has the number of one of these people. No
/// constraint says so: numbers may come again in other organisations and after a deletion.
pub(crate) async fn shares_number(
    link: &mut Link,
    people: impl Iterator<Item = UserId>,
) -> Result<Option<UserId>, StoreError> {
    let found = ask!(link, fetch_optional (i64,):
        "SELECT p.id FROM person AS p
         JOIN person AS other ON other.number_key = p.number_key AND other.id <> p.id AND other.deleted_at IS NULL
         WHERE p.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
           AND EXISTS (
               SELECT 1 FROM held_grant AS h JOIN held_grant AS o ON o.organisation_id = h.organisation_id
               WHERE h.person_id = p.id AND o.person_id = other.id)
         LIMIT 1",
        ids(people.map(|user| user.0)))?;
    Ok(found.map(|(user,)| UserId(user)))
}
