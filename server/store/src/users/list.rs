//! The list of users: searched, filtered and sorted here, a page at a time.

use crate::people::status_from_key;
use crate::person_row::{PersonRow, person_columns};
use crate::sql::{Link, anywhere, ask, bulk, count, ids, search_words, text, utc};
use crate::{Store, StoreError};
use domain::access::Grant;
use domain::id::{OrganisationId, UserId};
use domain::user::{AccountState, Filter, Page, Show, Sort, UserRow};
use sqlx::AssertSqlSafe;
use std::borrow::Cow;
use std::collections::HashMap;
use time::OffsetDateTime;

/// How many words of a search are conditions of their own; of more, one condition looks for all.
const WORDS: usize = 8;

/// What is asked of the list. Its statements hold the conditions that are asked and no others: with all of them in one
/// text ("any, or this one") PostgreSQL could neither join nor stop at the end of the page, and held the statement for
/// so costly that it compiled it, which took longest of all.
///
/// Parameters: `$1` the organisation where it is one, `$2` the organisations, `$3` group, `$4` role, `$5` now, `$6`
/// department, `$7` cohort, `$8` patterns of words, `$9` how many rows to pass over. A statement need not name them all.
struct Search<'a> {
    filter: &'a Filter,
    /// `None`: all there are.
    organisations: Option<&'a [OrganisationId]>,
    listed: String,
    group: Cow<'a, str>,
    role: Cow<'a, str>,
    now: OffsetDateTime,
    words: usize,
    patterns: String,
}

/// Asks with the parameters of a [`Search`], and more.
macro_rules! ask_for {
    ($search:ident, $link:ident, $fetch:ident $row:ty: $text:expr $(, $more:expr)*) => {
        ask!($link, $fetch $row: AssertSqlSafe($text),
            $search.organisations.and_then(<[_]>::first).map_or(0, |organisation| organisation.0),
            &$search.listed, &*$search.group, &*$search.role, $search.now,
            $search.filter.department.map_or(0, |department| department.0),
            $search.filter.cohort.map_or(0, |cohort| cohort.0), &$search.patterns $(, $more)*)
    };
}

impl<'a> Search<'a> {
    fn new(
        filter: &'a Filter,
        organisations: Option<&'a [OrganisationId]>,
        now: OffsetDateTime,
    ) -> Result<Self, StoreError> {
        let words: Vec<(String,)> = search_words(&filter.query, &[',']).iter().map(|word| (anywhere(word),)).collect();
        Ok(Self {
            filter,
            organisations,
            listed: ids(organisations.unwrap_or_default().iter().map(|organisation| organisation.0)),
            group: text(&filter.group),
            role: text(&filter.role),
            now,
            words: words.len(),
            patterns: bulk(&words)?,
        })
    }

    /// The rows of the page, and how many there are in all.
    async fn page(&self, link: &mut Link) -> Result<(Vec<Row>, u32), StoreError> {
        if self.filter.page == 0 {
            let rows = self.rows(link, &Stretch { rows: Page::ROWS, passed: 0, from_end: false }).await?;
            // What ends on the first page is counted.
            let total = u32::try_from(rows.len()).unwrap_or(Page::ROWS);
            return Ok((rows, if total < Page::ROWS { total } else { self.total(link).await? }));
        }
        let total = self.total(link).await?;
        let stretch = Stretch::of(self.filter.page, total);
        Ok((if stretch.rows == 0 { Vec::new() } else { self.rows(link, &stretch).await? }, total))
    }

    async fn total(&self, link: &mut Link) -> Result<u32, StoreError> {
        let (total,) = ask_for!(self, link, fetch_one (i64,): format!("SELECT COUNT(*) {}", self.found()))?;
        Ok(count(total))
    }

    /// Who they are is found first, so that nothing more is read of those that are passed over.
    async fn rows(&self, link: &mut Link, stretch: &Stretch) -> Result<Vec<Row>, StoreError> {
        let statement = format!(
            "SELECT {columns}, p.username, p.status, p.access_start, p.access_finish, p.last_sign_in_at,
             p.deleted_at IS NOT NULL AS deleted
             FROM person AS p
             WHERE p.id IN (SELECT p.id {found} ORDER BY {walked} LIMIT {limit} OFFSET $9)
             ORDER BY {order}",
            columns = person_columns!(),
            found = self.found(),
            walked = self.order(stretch.from_end),
            // Not a parameter: PostgreSQL then knows how few they are.
            limit = stretch.rows,
            order = self.order(false),
        );
        Ok(ask_for!(self, link, fetch_all Row: statement, i64::from(stretch.passed))?)
    }

    /// `FROM person AS p` with the conditions.
    fn found(&self) -> String {
        let state = match self.filter.show {
            Show::Present => "p.deleted_at IS NULL",
            Show::Active => {
                "p.deleted_at IS NULL AND p.status = 'active'
                 AND (p.access_start IS NULL OR p.access_start <= $5)
                 AND (p.access_finish IS NULL OR p.access_finish > $5)"
            }
            Show::Disabled => "p.deleted_at IS NULL AND p.status = 'disabled'",
            Show::Expired => "p.deleted_at IS NULL AND (p.access_start > $5 OR p.access_finish <= $5)",
            Show::Deleted => "p.deleted_at IS NOT NULL",
        };
        let department = self.filter.department.is_some().then_some(
            "EXISTS (SELECT 1 FROM person_department AS d WHERE d.person_id = p.id AND d.department_id = $6)",
        );
        let cohort = self
            .filter
            .cohort
            .is_some()
            .then_some("EXISTS (SELECT 1 FROM cohort_member AS m WHERE m.person_id = p.id AND m.cohort_id = $7)");
        let conditions = [Some(state), department, cohort].into_iter().flatten().map(str::to_owned);
        let conditions: Vec<String> = conditions.chain(self.holds()).chain(self.has_words()).collect();
        format!("FROM person AS p WHERE {}", conditions.join(" AND "))
    }

    /// What they must hold, if anything.
    fn holds(&self) -> Option<String> {
        let organisation = self.organisations.map(|organisations| match organisations {
            // As nearly always. PostgreSQL knows how many hold anything in it, and cannot know that of a list.
            [_] => "h.organisation_id = $1",
            _ => "h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))",
        });
        let group = (!self.filter.group.is_empty()).then_some("h.held_group = $3");
        let role = (!self.filter.role.is_empty()).then_some("h.held_role = $4");
        let asked: Vec<&str> = [organisation, group, role].into_iter().flatten().collect();
        (!asked.is_empty()).then(|| {
            format!("EXISTS (SELECT 1 FROM held_grant AS h WHERE h.person_id = p.id AND {})", asked.join(" AND "))
        })
    }

    fn has_words(&self) -> Vec<String> {
        let has =
            |word: &str| format!("(p.search_text LIKE {word} ESCAPE '!' OR p.username_key LIKE {word} ESCAPE '!')");
        if self.words > WORDS {
            return vec![format!(
                "NOT EXISTS (SELECT 1 FROM json_each($8) AS word WHERE NOT {})",
                has("(word.value->>0)")
            )];
        }
        // In a statement of its own each is read from the parameter once, and not for every person.
        (0..self.words)
            .map(|n| has(&format!("(SELECT word.value->>0 FROM json_each($8) AS word LIMIT 1 OFFSET {n})")))
            .collect()
    }

    /// The order of the list, or the same backwards; everyone has one place in it.
    fn order(&self, backwards: bool) -> String {
        let down = self.filter.down;
        let first: &[(&str, bool)] = match self.filter.sort {
            Sort::Name => &[("p.last_folded", down), ("p.first_folded", down), ("p.id", down)],
            Sort::Username => &[("p.username_key", down)],
            Sort::Email => &[("p.email_key", down)],
            Sort::Number => &[("p.number_key IS NULL", false), ("p.number_key", down)],
            Sort::SignIn => &[("p.last_sign_in_at IS NULL", false), ("p.last_sign_in_at", !down)],
        };
        let then: &[(&str, bool)] = match self.filter.sort {
            Sort::Name | Sort::Username | Sort::Email => &[],
            Sort::Number | Sort::SignIn => &[
                ("p.last_folded", false),
                ("p.first_folded", false),
                ("COALESCE(p.number, '')", false),
                ("p.id", false),
            ],
        };
        let columns = first.iter().chain(then);
        let columns =
            columns.map(|(column, down)| format!("{column}{}", if *down == backwards { "" } else { " DESC" }));
        columns.collect::<Vec<_>>().join(", ")
    }
}

/// Where the rows of a page are in the list: counted from the end that is nearer, so that the last page takes no longer
/// than the first.
struct Stretch {
    rows: u32,
    passed: u32,
    from_end: bool,
}

impl Stretch {
    fn of(page: u32, total: u32) -> Self {
        let before = page.saturating_mul(Page::ROWS).min(total);
        let rows = Page::ROWS.min(total - before);
        let after = total - before - rows;
        Self { rows, passed: before.min(after), from_end: after < before }
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
        let search = Search::new(filter, organisations, now)?;
        let mut link = self.snapshot().await?;
        let (rows, total) = search.page(&mut link).await?;
        let mut rows: Vec<UserRow> = rows.into_iter().map(|row| row.read(now)).collect::<Result<_, _>>()?;
        let mut grants: HashMap<UserId, Vec<Grant>> = HashMap::new();
        let held = ask!(link, fetch_all (i64, i64, String, String):
            "SELECT h.person_id, h.organisation_id, h.held_group, h.held_role FROM held_grant AS h
             WHERE h.person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
               AND ($2 OR h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3)))
             ORDER BY h.organisation_id, h.held_group, h.held_role",
            ids(rows.iter().map(|row| row.person.id.0)), organisations.is_none(), &search.listed)?;
        for (person, organisation, group, role) in held {
            let grant = Grant { organisation: OrganisationId(organisation), group, role };
            grants.entry(UserId(person)).or_default().push(grant);
        }
        for row in &mut rows {
            row.grants = grants.remove(&row.person.id).unwrap_or_default();
        }
        Ok(Page { rows, total })
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
