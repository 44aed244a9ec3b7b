//! How rows of people are written: one at a time or a hundred thousand, by the same statements.

use super::{email_key, status_key, username_key};
use crate::StoreError;
use crate::sql::{Cell, Kind, Link, Table, ask, bulk, rfc3339, run, text};
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

const PERSON: Table<25> = Table {
    name: "person",
    columns: [
        ("id", Kind::Number),
        ("username", Kind::Text),
        ("username_key", Kind::Text),
        ("email", Kind::Text),
        ("email_key", Kind::Text),
        ("number", Kind::Text),
        ("number_key", Kind::Text),
        ("first_name", Kind::Text),
        ("middle_name", Kind::Text),
        ("last_name", Kind::Text),
        ("first_folded", Kind::Text),
        ("last_folded", Kind::Text),
        ("name_key", Kind::Text),
        ("search_text", Kind::Text),
        ("gender", Kind::Text),
        ("status", Kind::Text),
        ("access_start", Kind::Time),
        ("access_finish", Kind::Time),
        ("entry_year", Kind::Number),
        ("grad_year", Kind::Number),
        ("student_admin", Kind::Flag),
        ("details", Kind::Text),
        ("password_hash", Kind::Text),
        ("must_change_password", Kind::Flag),
        ("created_at", Kind::Time),
    ],
};

const GRANT: Table<5> = Table {
    name: "held_grant",
    columns: [
        ("person_id", Kind::Number),
        ("organisation_id", Kind::Number),
        ("held_group", Kind::Text),
        ("held_role", Kind::Text),
        ("track", Kind::Text),
    ],
};

const PLACE: Table<2> =
    Table { name: "person_department", columns: [("person_id", Kind::Number), ("department_id", Kind::Number)] };

impl<'a> NewPerson<'a> {
    /// In the order of [`PERSON`].
    fn row(&'a self, at: OffsetDateTime) -> Result<[Cell<'a>; 25], StoreError> {
        let values = Values::of(self.id, self.user)?;
        Ok([
            values.id.into(),
            values.username.into(),
            values.username_key.into(),
            values.email.into(),
            values.email_key.into(),
            values.number.into(),
            values.number_key.into(),
            values.first_name.into(),
            values.middle_name.into(),
            values.last_name.into(),
            values.first_folded.into(),
            values.last_folded.into(),
            values.name_key.into(),
            values.search_text.into(),
            values.gender.into(),
            values.status.into(),
            values.access_start.into(),
            values.access_finish.into(),
            values.entry_year.into(),
            values.grad_year.into(),
            values.student_admin.into(),
            values.details.into(),
            self.password_hash.as_deref().into(),
            self.must_change_password.into(),
            rfc3339(at).into(),
        ])
    }

    /// What they hold, each once.
    fn grants(&self) -> impl Iterator<Item = [Cell<'_>; 5]> {
        let held = &self.user.permissions;
        let is_first = |at: usize, p: &Permission| held.iter().take(at).all(|earlier| earlier.grant != p.grant);
        let given = held.iter().enumerate().filter(move |(at, p)| is_first(*at, p));
        given.map(|(_, p)| {
            let track = p.track.as_deref().map(text);
            [
                self.id.0.into(),
                p.grant.organisation.0.into(),
                (*p.grant.group).into(),
                (*p.grant.role).into(),
                track.into(),
            ]
        })
    }

    /// The departments they are in, each once.
    fn places(&self) -> impl Iterator<Item = [Cell<'_>; 2]> {
        let all = &self.user.departments;
        let placed = all.iter().enumerate().filter(|(at, department)| !all.iter().take(*at).any(|d| d == *department));
        placed.map(|(_, department)| [self.id.0.into(), department.0.into()])
    }
}

/// Writes people with their grants and departments.
pub(crate) async fn insert_people(
    link: &mut Link,
    people: &[NewPerson<'_>],
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let rows: Vec<_> = people.iter().map(|new| new.row(at)).collect::<Result<_, _>>()?;
    PERSON.insert(link, &rows).await?;
    let grants: Vec<_> = people.iter().flat_map(NewPerson::grants).collect();
    GRANT.insert(link, &grants).await?;
    let places: Vec<_> = people.iter().flat_map(NewPerson::places).collect();
    PLACE.insert(link, &places).await
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

/// Someone of these people whose number another of one of their organisations has, who is not deleted. No constraint
/// says so: numbers may come again in other organisations and after a deletion.
///
/// In two steps, so that PostgreSQL cannot begin with everyone of an organisation: what it knows of how many rows there
/// are is old while so many are written.
pub(crate) async fn shares_number<'a>(
    link: &mut Link,
    people: impl Iterator<Item = (UserId, &'a Checked)>,
) -> Result<Option<UserId>, StoreError> {
    let numbers: Vec<(i64, String)> =
        people.filter_map(|(id, user)| Some((id.0, number_key(&text(user.number.as_deref()?))))).collect();
    if numbers.is_empty() {
        return Ok(None);
    }
    let twins = ask!(link, fetch_all (i64, i64):
        "SELECT CAST(mine.value->>0 AS BIGINT), other.id
         FROM json_each($1) AS mine JOIN person AS other ON other.number_key = mine.value->>1
         WHERE other.id <> CAST(mine.value->>0 AS BIGINT) AND other.deleted_at IS NULL",
        bulk(&numbers)?)?;
    if twins.is_empty() {
        return Ok(None);
    }
    let found = ask!(link, fetch_optional (i64,):
        "SELECT h.person_id FROM json_each($1) AS twins
         JOIN held_grant AS h ON h.person_id = CAST(twins.value->>0 AS BIGINT)
         JOIN held_grant AS o ON o.person_id = CAST(twins.value->>1 AS BIGINT)
         WHERE h.organisation_id = o.organisation_id LIMIT 1",
        bulk(&twins)?)?;
    Ok(found.map(|(user,)| UserId(user)))
}
