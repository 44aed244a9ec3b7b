//! The audit log (SPEC W5).

use crate::person_row::whole_name;
use crate::sql::{Cell, Link, Table, Write, anywhere, ask, bulk, ids, rfc3339, search_words, text, utc};
use crate::{By, Store, StoreError};
use domain::audit::{AuditRow, Called, Event, both_names};
use domain::id::{AuditId, OrganisationId, UserId};
use domain::text::fold;
use time::OffsetDateTime;

impl Write {
    /// Commits with the row of the audit log, which stands in the log of `organisation`; `None` is the system's own. The
    /// only ways to end a write are this and [`Write::commit_housekeeping`].
    pub(crate) async fn commit(
        mut self,
        organisation: Option<OrganisationId>,
        event: &Event,
    ) -> Result<(), StoreError> {
        let actor = actor(&mut self.link, &self.by).await?.unwrap_or_default();
        insert_entries(&mut self.link, &[entry(&self.by, &actor, organisation, event)?]).await?;
        Ok(self.link.commit().await?)
    }

    /// Commits what is no deed of anyone's and says nothing about anyone: the life of a session, the
    /// counts that throttle sign-in, how far a message has come, a file on its way, how a file was last read.
    pub(crate) async fn commit_housekeeping(self) -> Result<(), StoreError> {
        Ok(self.link.commit().await?)
    }
}

/// A row of the audit log, ready to be written.
pub(crate) type Entry = [Cell<'static>; 9];

/// What the log says of something `by` did, who is called `actor`; in the order of [`AUDIT`]. Its words are kept to be
/// searched only.
pub(crate) fn entry(
    by: &By,
    actor: &str,
    organisation: Option<OrganisationId>,
    event: &Event,
) -> Result<Entry, StoreError> {
    let (object, words) = (event.object(), event.words());
    let search = fold(&text(&[actor, " ", event.action(), " ", &object, " ", &words].concat()));
    let kept = serde_json::to_string(event).map_err(|_| StoreError::Unreadable("event"))?;
    Ok([
        rfc3339(by.at).into(),
        by.user.map(|user| user.0).into(),
        by.acted_as.map(|user| user.0).into(),
        organisation.map(|organisation| organisation.0).into(),
        event.action().to_owned().into(),
        String::new().into(),
        String::new().into(),
        search.into(),
        kept.into(),
    ])
}

/// Writes rows of the audit log. [`Write::commit`] writes the last of them; this is for a write that says something
/// about each of many.
pub(crate) async fn insert_entries(link: &mut Link, entries: &[Entry]) -> Result<(), StoreError> {
    AUDIT.insert(link, entries).await
}

const AUDIT: Table<9> = Table {
    name: "audit",
    columns: ["at", "actor_id", "acted_as_id", "organisation_id", "action", "object", "words", "search_text", "event"],
};

/// A person as an event names them.
pub(crate) struct Subject {
    pub(crate) called: Called,
    /// The log such a row stands in: that of the first organisation they hold something in.
    pub(crate) organisation: Option<OrganisationId>,
}

/// Who `user` is to the audit log.
pub(crate) async fn subject(link: &mut Link, user: UserId) -> Result<Option<Subject>, StoreError> {
    let found = ask!(link, fetch_optional (String, String, Option<i64>):
        concat!("SELECT ", whole_name!(), ", p.username,
            (SELECT MIN(h.organisation_id) FROM held_grant AS h WHERE h.person_id = p.id)
         FROM person AS p WHERE p.id = $1"),
        user.0)?;
    Ok(found.map(|(name, username, organisation)| Subject {
        called: Called { name, username },
        organisation: organisation.map(OrganisationId),
    }))
}

/// The names of who acts: under a mask both.
pub(crate) async fn actor(link: &mut Link, by: &By) -> Result<Option<String>, StoreError> {
    let mut names = [None, None];
    for (name, user) in names.iter_mut().zip([by.user, by.acted_as]) {
        if let Some(user) = user {
            *name = subject(link, user).await?.map(|found| found.called.name);
        }
    }
    let [actor, acted_as] = names;
    Ok(both_names(actor, acted_as))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: OffsetDateTime,
    actor: Option<String>,
    acted_as: Option<String>,
    action: String,
    object: String,
    words: String,
    /// `None` where an older version wrote the row.
    event: Option<String>,
}

impl Store {
    /// The audit log, newest first, before the row `before`; `organisations` limits it to theirs
    /// (`None`: all, also what belongs to no organisation), `query` to rows with all its words.
    pub async fn audit(
        &self,
        organisations: Option<&[OrganisationId]>,
        query: &str,
        before: Option<AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let mut link = self.link().await?;
        let patterns: Vec<(String,)> = search_words(query, &[]).iter().map(|word| (anywhere(word),)).collect();
        let rows = ask!(link, fetch_all Row:
            concat!("SELECT a.id, a.at, ", whole_name!(), " AS actor, ", whole_name!("l"), " AS acted_as, a.action, a.object,
                 a.words, a.event
             FROM audit AS a LEFT JOIN person AS p ON p.id = a.actor_id LEFT JOIN person AS l ON l.id = a.acted_as_id
             WHERE a.id < $1
               AND ($2 OR a.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3)))
               AND NOT EXISTS (
                   SELECT 1 FROM json_each($4) AS word WHERE a.search_text NOT LIKE (word.value->>0) ESCAPE '!'
               )
             ORDER BY a.id DESC LIMIT $5"),
            before.map_or(i64::MAX, |before| before.0),
            organisations.is_none(),
            ids(organisations.unwrap_or_default().iter().map(|organisation| organisation.0)),
            bulk(&patterns)?,
            i64::from(limit))?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl Row {
    fn read(self) -> Result<AuditRow, StoreError> {
        let Self { id, at, actor, acted_as, action, object, words, event } = self;
        let (id, at, actor) = (AuditId(id), utc(at), both_names(actor, acted_as));
        let Some(event) = event else { return Ok(AuditRow { id, at, actor, action, object, words }) };
        let event: Event = serde_json::from_str(&event).map_err(|_| StoreError::Unreadable("event"))?;
        Ok(AuditRow { id, at, actor, action, object: event.object(), words: event.words() })
    }
}
