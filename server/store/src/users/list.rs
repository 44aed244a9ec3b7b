//! The list of users: searched, filtered and sorted here, a page at a time.

use crate::people::status_from_key;
use crate::person_row::{PersonRow, by_name, person_columns};
use crate::sql::{anywhere, ask, bulk, count, ids, text, utc};
use crate::{Store, StoreError};
use domain::access::Grant;
use domain::id::{OrganisationId, UserId};
use domain::text::fold;
use domain::user::{AccountState, Filter, Page, Sort, UserRow};
use std::collections::HashMap;
use time::OffsetDateTime;

/// `FROM person AS p` with all conditions. Parameters: `$1` whether all organisations are meant, `$2` the
/// organisations, `$3` group, `$4` role (empty: any), `$5` which accounts, `$6` now, `$7` department, `$8` cohort
/// (0: any), `$9` patterns of words.
macro_rules! found {
    () => {
        "FROM person AS p
         WHERE CASE $5
                 WHEN 'deleted' THEN p.deleted_at IS NOT NULL
                 WHEN 'active' THEN p.deleted_at IS NULL AND p.status = 'active'
                     AND (p.access_start IS NULL OR p.access_start <= $6)
                     AND (p.access_finish IS NULL OR p.access_finish > $6)
                 WHEN 'disabled' THEN p.deleted_at IS NULL AND p.status = 'disabled'
                 WHEN 'expired' THEN p.deleted_at IS NULL AND (p.access_start > $6 OR p.access_finish <= $6)
                 ELSE p.deleted_at IS NULL
               END
           AND (($1 AND $3 = '' AND $4 = '') OR EXISTS (
               SELECT 1 FROM held_grant AS h
               WHERE h.person_id = p.id
                 AND ($1 OR h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2)))
                 AND ($3 = '' OR h.held_group = $3) AND ($4 = '' OR h.held_role = $4)))
           AND ($7 = 0 OR EXISTS (
               SELECT 1 FROM person_department AS d WHERE d.person_id = p.id AND d.department_id = $7))
           AND ($8 = 0 OR EXISTS (
               SELECT 1 FROM cohort_member AS m WHERE m.person_id = p.id AND m.cohort_id = $8))
           AND NOT EXISTS (
               SELECT 1 FROM json_each($9) AS word
               WHERE p.search_text NOT LIKE (word.value->>0) ESCAPE '!'
                 AND p.username_key NOT LIKE (word.value->>0) ESCAPE '!')"
    };
}

/// The rows of a page in an order.
macro_rules! rows {
    ($order:expr) => {
        concat!(
            "SELECT ",
            person_columns!(),
            ", p.username, p.status, p.access_start, p.access_finish, p.last_sign_in_at,
             p.deleted_at IS NOT NULL AS deleted ",
            found!(),
            " ORDER BY ",
            $order,
            " LIMIT $10 OFFSET $11"
        )
    };
}

/// The statement for an order: a text for each, so that an index can serve it.
const fn statement(sort: Sort, down: bool) -> &'static str {
    match (sort, down) {
        (Sort::Name, false) => rows!("p.last_folded, p.first_folded, p.id"),
        (Sort::Name, true) => rows!("p.last_folded DESC, p.first_folded DESC, p.id DESC"),
        (Sort::Username, false) => rows!("p.username_key"),
        (Sort::Username, true) => rows!("p.username_key DESC"),
        (Sort::Email, false) => rows!("p.email_key"),
        (Sort::Email, true) => rows!("p.email_key DESC"),
        (Sort::Number, false) => rows!(concat!("p.number_key IS NULL, p.number_key, ", by_name!())),
        (Sort::Number, true) => rows!(concat!("p.number_key IS NULL, p.number_key DESC, ", by_name!())),
        (Sort::SignIn, false) => {
            rows!(concat!("p.last_sign_in_at IS NULL, p.last_sign_in_at DESC, ", by_name!()))
        }
        (Sort::SignIn, true) => rows!(concat!("p.last_sign_in_at IS NULL, p.last_sign_in_at, ", by_name!())),
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    person: PersonRow,
    username: String,
    status: String,
    access_start: Option<OffsetDateTime>,
    access_finish: Option<OffsetDateTime>,
    last_sign_in_at: Option<OffsetDateTime>,
    deleted: bool,
}

impl Store {
    /// A page of the users who hold anything in `within` (`None`: all users there are), as `filter` asks.
    pub async fn users(
        &self,
        within: Option<&[OrganisationId]>,
        filter: &Filter,
        now: OffsetDateTime,
    ) -> Result<Page, StoreError> {
        let own = filter.organisation.map(|organisation| vec![organisation]);
        let organisations = match (&own, within) {
            (Some(own), Some(within)) if !within.contains(&own[0]) => return Ok(Page::default()),
            (Some(own), _) => Some(own.as_slice()),
            (None, within) => within,
        };
        let now = utc(now);
        let listed = ids(organisations.unwrap_or_default().iter().map(|organisation| organisation.0));
        let words: Vec<(String,)> = fold(&filter.query)
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .map(|word| (anywhere(word),))
            .collect();
        let (words, all) = (bulk(&words)?, organisations.is_none());
        let (department, cohort) = (filter.department.map_or(0, |id| id.0), filter.cohort.map_or(0, |id| id.0));
        let (group, role) = (text(&filter.group), text(&filter.role));
        let mut link = self.snapshot().await?;
        let (total,) = ask!(link, fetch_one (i64,): concat!("SELECT COUNT(*) ", found!()),
            all, &listed, &*group, &*role, filter.show.key(), now, department, cohort, &words)?;
        let rows = ask!(link, fetch_all Row: statement(filter.sort, filter.down),
            all, &listed, &*group, &*role, filter.show.key(), now, department, cohort, &words,
            i64::from(Page::ROWS), i64::from(filter.page) * i64::from(Page::ROWS))?;
        let mut rows: Vec<UserRow> = rows.into_iter().map(|row| row.read(now)).collect::<Result<_, _>>()?;
        let mut grants: HashMap<UserId, Vec<Grant>> = HashMap::new();
        let held = ask!(link, fetch_all (i64, i64, String, String):
            "SELECT h.person_id, h.organisation_id, h.held_group, h.held_role FROM held_grant AS h
             WHERE h.person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
               AND ($2 OR h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3)))
             ORDER BY h.organisation_id, h.held_group, h.held_role",
            ids(rows.iter().map(|row| row.person.id.0)), all, &listed)?;
        for (person, organisation, group, role) in held {
            let grant = Grant { organisation: OrganisationId(organisation), group, role };
            grants.entry(UserId(person)).or_default().push(grant);
        }
        for row in &mut rows {
            row.grants = grants.remove(&row.person.id).unwrap_or_default();
        }
        Ok(Page { rows, total: count(total) })
    }
}

impl Row {
    fn read(self, now: OffsetDateTime) -> Result<UserRow, StoreError> {
        let status = status_from_key(&self.status)?;
        Ok(UserRow {
            person: self.person.into(),
            username: self.username,
            state: AccountState::at(now, status, self.access_start, self.access_finish, self.deleted),
            grants: Vec::new(),
            last_sign_in: self.last_sign_in_at.map(utc),
        })
    }
}
