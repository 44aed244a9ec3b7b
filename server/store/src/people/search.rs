//! Finding people: as someone types, or as a file names them.

use crate::person_row::{PersonRow, by_name, person_columns};
use crate::sql::{anywhere, ask, at_start, bulk, ids, search_words, text, typed, utc};
use crate::{Store, StoreError};
use domain::access::Grant;
use domain::id::OrganisationId;
use domain::import::groups::{KnownPerson, name_key, number_key};
use domain::person::Person;
use domain::user::{Card, Detail};
use std::collections::BTreeMap;
use time::OffsetDateTime;

impl Store {
    /// Who may be made a tutor in the organisation: people who work there, active and not deleted,
    /// that `query` finds. Those whose name starts with it come first.
    pub async fn search_workers(
        &self,
        organisation: OrganisationId,
        query: &str,
        limit: u32,
    ) -> Result<Vec<Person>, StoreError> {
        let mut link = self.link().await?;
        let sought = Sought::new(query)?;
        let rows = ask!(link, fetch_all PersonRow:
            concat!("SELECT ", person_columns!(), " FROM person AS p
             WHERE p.id IN (SELECT w.person_id FROM works_in AS w WHERE w.organisation_id = $1)
               AND p.deleted_at IS NULL AND p.status = 'active' AND ", is_found!()),
            organisation.0, sought.words, sought.start, i64::from(limit))?;
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// Holders of student grants in the organisation that `query` finds, not deleted.
    pub async fn search_learners(
        &self,
        organisation: OrganisationId,
        query: &str,
        limit: u32,
    ) -> Result<Vec<Person>, StoreError> {
        let mut link = self.link().await?;
        let sought = Sought::new(query)?;
        let rows = ask!(link, fetch_all PersonRow:
            concat!("SELECT ", person_columns!(), " FROM person AS p
             WHERE p.id IN (SELECT s.person_id FROM studies_in AS s WHERE s.organisation_id = $1)
               AND p.deleted_at IS NULL AND ", is_found!()),
            organisation.0, sought.words, sought.start, i64::from(limit))?;
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// Everyone who holds anything in these organisations that `query` finds, active and not deleted (SPEC U11).
    pub async fn search_everyone(
        &self,
        within: &[OrganisationId],
        query: &str,
        limit: u32,
    ) -> Result<Vec<Card>, StoreError> {
        let mut link = self.snapshot().await?;
        let (sought, listed) = (Sought::new(query)?, ids(within.iter().map(|organisation| organisation.0)));
        let rows = ask!(link, fetch_all CardRow:
            concat!("SELECT ", person_columns!(), ", p.details FROM person AS p
             WHERE p.id IN (
                 SELECT h.person_id FROM held_grant AS h
                 WHERE h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)))
               AND p.deleted_at IS NULL AND p.status = 'active' AND ", is_found!()),
            &listed, sought.words, sought.start, i64::from(limit))?;
        let mut cards: Vec<Card> = rows.into_iter().map(CardRow::read).collect::<Result<_, _>>()?;
        let held = ask!(link, fetch_all (i64, i64, String, String):
            "SELECT person_id, organisation_id, held_group, held_role FROM held_grant
             WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
               AND organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))
             ORDER BY organisation_id, held_group, held_role",
            ids(cards.iter().map(|card| card.person.id.0)), &listed)?;
        for (person, organisation, group, role) in held {
            if let Some(card) = cards.iter_mut().find(|card| card.person.id.0 == person) {
                card.grants.push(Grant { organisation: OrganisationId(organisation), group, role });
            }
        }
        Ok(cards)
    }

    /// Everyone who holds anything in these organisations and no student grant anywhere that `query` finds, with an
    /// account that may be used: who may be lent permissions.
    pub async fn search_borrowers(
        &self,
        within: &[OrganisationId],
        query: &str,
        limit: u32,
        now: OffsetDateTime,
    ) -> Result<Vec<Person>, StoreError> {
        let mut link = self.link().await?;
        let (sought, listed) = (Sought::new(query)?, ids(within.iter().map(|organisation| organisation.0)));
        let rows = ask!(link, fetch_all PersonRow:
            concat!("SELECT ", person_columns!(), " FROM person AS p
             WHERE p.id IN (
                 SELECT h.person_id FROM held_grant AS h
                 WHERE h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)))
               AND NOT EXISTS (SELECT 1 FROM studies_in AS s WHERE s.person_id = p.id)
               AND p.deleted_at IS NULL AND p.status = 'active'
               AND (p.access_start IS NULL OR p.access_start <= $5)
               AND (p.access_finish IS NULL OR p.access_finish > $5) AND ", is_found!()),
            listed, sought.words, sought.start, i64::from(limit), utc(now))?;
        Ok(rows.into_iter().map(Person::from).collect())
    }

    /// Everyone in the organisation whose number (trimmed, in any case) or whose folded "Last, First"
    /// is listed, not deleted, sorted by name.
    pub async fn people_named(
        &self,
        organisation: OrganisationId,
        numbers: &[String],
        names: &[String],
    ) -> Result<Vec<KnownPerson>, StoreError> {
        let numbers: Vec<(String,)> = numbers.iter().map(|number| (number_key(&text(number)),)).collect();
        let names: Vec<(String,)> = names.iter().map(|name| (name_key(&text(name)),)).collect();
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all KnownRow:
            concat!("SELECT ", person_columns!(), ",
                 EXISTS (SELECT 1 FROM studies_in AS s WHERE s.person_id = p.id AND s.organisation_id = $1) AS learner,
                 p.status = 'active' AND
                 EXISTS (SELECT 1 FROM works_in AS w WHERE w.person_id = p.id AND w.organisation_id = $1) AS works
             FROM person AS p
             WHERE p.deleted_at IS NULL
               AND EXISTS (SELECT 1 FROM held_grant AS h WHERE h.person_id = p.id AND h.organisation_id = $1)
               AND (p.number_key IN (SELECT value->>0 FROM json_each($2))
                    OR p.name_key IN (SELECT value->>0 FROM json_each($3)))
             ORDER BY ", by_name!()),
            organisation.0, bulk(&numbers)?, bulk(&names)?)?;
        Ok(rows.into_iter().map(KnownPerson::from).collect())
    }
}

/// What someone typed to find a person, as parameters of [`is_found`].
struct Sought {
    /// A pattern for each word: all must be found.
    words: String,
    /// The whole, as the start of a name.
    start: String,
}

impl Sought {
    fn new(query: &str) -> Result<Self, StoreError> {
        let words = search_words(query, &[',']);
        let patterns: Vec<(String,)> = words.iter().map(|word| (anywhere(word),)).collect();
        let start = if query.contains(',') { name_key(&typed(query)) } else { words.join(" ") };
        Ok(Self { words: bulk(&patterns)?, start: at_start(&start) })
    }
}

/// The end of a statement that searches `person AS p` with the parameters `$2` (words), `$3` (start of
/// a name) and `$4` (limit).
macro_rules! is_found {
    () => {
        "NOT EXISTS (
             SELECT 1 FROM json_each($2) AS word WHERE p.search_text NOT LIKE (word.value->>0) ESCAPE '!'
         )
         ORDER BY
             CASE WHEN p.name_key LIKE $3 ESCAPE '!' OR p.first_folded || ' ' || p.last_folded LIKE $3 ESCAPE '!'
                  THEN 0 ELSE 1 END,
             p.last_folded, p.first_folded, COALESCE(p.number, ''), p.id
         LIMIT $4"
    };
}
use is_found;

#[derive(sqlx::FromRow)]
struct CardRow {
    #[sqlx(flatten)]
    person: PersonRow,
    details: String,
}

impl CardRow {
    fn read(self) -> Result<Card, StoreError> {
        let mut details: BTreeMap<Detail, String> =
            serde_json::from_str(&self.details).map_err(|_| StoreError::Unreadable("profile"))?;
        Ok(Card {
            person: self.person.into(),
            title: details.remove(&Detail::Title),
            office_hours: details.remove(&Detail::OfficeHours),
            grants: Vec::new(),
        })
    }
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    #[sqlx(flatten)]
    person: PersonRow,
    learner: bool,
    works: bool,
}

impl From<KnownRow> for KnownPerson {
    fn from(row: KnownRow) -> Self {
        Self { person: row.person.into(), learner: row.learner, works: row.works }
    }
}
