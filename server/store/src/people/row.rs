//! How rows of people are written: one at a time or a hundred thousand, by the same statements.

use super::referred::Referred;
use super::{email_key, status_key, username_key};
use crate::StoreError;
use crate::sql::{Cell, Link, Table, ask, bulk, rfc3339, run, text};
use domain::access::Grant;
use domain::id::{DepartmentId, UserId};
use domain::import::groups::{name_key, number_key};
use domain::person::Person;
use domain::text::fold;
use domain::user::{Checked, Permission};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use time::OffsetDateTime;

/// What stands in a row of `person` of an account, by the names of the columns.
#[derive(Serialize)]
struct Values {
    id: i64,
    username: String,
    username_key: String,
    email: String,
    email_key: String,
    number: Option<String>,
    number_key: Option<String>,
    first_name: String,
    middle_name: Option<String>,
    last_name: String,
    first_folded: String,
    last_folded: String,
    name_key: String,
    search_text: String,
    gender: String,
    status: &'static str,
    access_start: Option<String>,
    access_finish: Option<String>,
    entry_year: Option<i32>,
    grad_year: Option<i32>,
    student_admin: bool,
    details: String,
}

impl Values {
    fn of(id: UserId, user: &Checked) -> Result<Self, StoreError> {
        let own = |given: &str| text(given).into_owned();
        let (first, last) = (own(&user.first), own(&user.last));
        let number = user.number.as_deref().map(own);
        Ok(Self {
            id: id.0,
            username: own(&user.username),
            username_key: username_key(&user.username),
            email: own(&user.email),
            email_key: email_key(&user.email),
            number_key: number.as_deref().map(number_key),
            number,
            middle_name: user.middle.as_deref().map(own),
            first_folded: fold(&first),
            last_folded: fold(&last),
            name_key: name_key(&[&*last, ", ", &*first].concat()),
            search_text: own(&search_text(id, user)),
            first_name: first,
            last_name: last,
            gender: own(user.gender.as_str()),
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
        "id",
        "username",
        "username_key",
        "email",
        "email_key",
        "number",
        "number_key",
        "first_name",
        "middle_name",
        "last_name",
        "first_folded",
        "last_folded",
        "name_key",
        "search_text",
        "gender",
        "status",
        "access_start",
        "access_finish",
        "entry_year",
        "grad_year",
        "student_admin",
        "details",
        "password_hash",
        "must_change_password",
        "created_at",
    ],
};

const GRANT: Table<5> =
    Table { name: "held_grant", columns: ["person_id", "organisation_id", "held_group", "held_role", "track"] };

const PLACE: Table<2> = Table { name: "person_department", columns: ["person_id", "department_id"] };

impl NewPerson<'_> {
    /// In the order of [`PERSON`].
    fn row(&self, at: OffsetDateTime) -> Result<[Cell<'static>; 25], StoreError> {
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
            self.password_hash.as_deref().map(str::to_owned).into(),
            self.must_change_password.into(),
            rfc3339(at).into(),
        ])
    }

    /// What they hold, each once.
    fn grants(&self) -> impl Iterator<Item = [Cell<'static>; 5]> {
        let held = &self.user.permissions;
        let is_first = |at: usize, p: &Permission| held.iter().take(at).all(|earlier| earlier.grant != p.grant);
        let given = held.iter().enumerate().filter(move |(at, p)| is_first(*at, p));
        given.map(|(_, p)| {
            let own = |given: &str| Cell::from(text(given).into_owned());
            let track = p.track.as_deref().map(own);
            let Grant { organisation, group, role } = &p.grant;
            [self.id.0.into(), organisation.0.into(), own(group), own(role), track.unwrap_or(Cell::Null)]
        })
    }

    /// The departments they are in, each once.
    fn places(&self) -> impl Iterator<Item = [Cell<'static>; 2]> {
        let all = &self.user.departments;
        let placed = all.iter().enumerate().filter(|(at, department)| !all.iter().take(*at).any(|d| d == *department));
        placed.map(|(_, department)| [self.id.0.into(), department.0.into()])
    }
}

/// New people ready to be written, with their grants and departments.
#[derive(Default)]
pub(crate) struct NewPeople {
    rows: Vec<[Cell<'static>; 25]>,
    grants: Vec<[Cell<'static>; 5]>,
    places: Vec<[Cell<'static>; 2]>,
    referred: Referred,
}

impl NewPeople {
    pub(crate) fn push(&mut self, new: &NewPerson<'_>, at: OffsetDateTime) -> Result<(), StoreError> {
        self.rows.push(new.row(at)?);
        self.grants.extend(new.grants());
        self.places.extend(new.places());
        self.referred.organisations.extend(new.user.permissions.iter().map(|held| held.grant.organisation.0));
        self.referred.departments.extend(new.user.departments.iter().map(|department| department.0));
        add(&mut self.referred.genders, new.user.gender.as_str());
        Ok(())
    }

    pub(crate) async fn insert(&self, link: &mut Link) -> Result<(), StoreError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.referred.check(link).await?;
        PERSON.insert(link, &self.rows).await?;
        GRANT.insert(link, &self.grants).await?;
        PLACE.insert(link, &self.places).await
    }
}

fn add(genders: &mut BTreeSet<String>, gender: &str) {
    if !genders.contains(gender) {
        genders.insert(text(gender).into_owned());
    }
}

/// Writes people with their grants and departments.
pub(crate) async fn insert_people(
    link: &mut Link,
    people: &[NewPerson<'_>],
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let mut rows = NewPeople::default();
    for new in people {
        rows.push(new, at)?;
    }
    rows.insert(link).await
}

/// An account to be written over the one that is there.
pub(crate) struct ChangedPerson<'a> {
    pub(crate) id: UserId,
    pub(crate) user: &'a Checked,
    /// The version it must be at, and the one it is at afterwards.
    pub(crate) versions: (i64, i64),
}

#[derive(Serialize)]
struct ChangedValues {
    #[serde(flatten)]
    values: Values,
    base: i64,
    next: i64,
}

/// Writes everything that stands in the rows of these people but their passwords, and answers who was at their version
/// and not deleted: only they were written.
pub(crate) async fn update_people(
    link: &mut Link,
    people: &[ChangedPerson<'_>],
) -> Result<HashSet<UserId>, StoreError> {
    let mut referred = Referred::default();
    for changed in people {
        add(&mut referred.genders, changed.user.gender.as_str());
    }
    referred.check(link).await?;
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
    let organisations = rows.iter().map(|(_, organisation, ..)| *organisation).collect();
    Referred { organisations, ..Referred::default() }.check(link).await?;
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
    let departments = rows.iter().map(|(_, department)| *department).collect();
    Referred { departments, ..Referred::default() }.check(link).await?;
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
