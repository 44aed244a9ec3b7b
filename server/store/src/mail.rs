//! The outbox (SPEC W4).

use crate::audit::subject;
use crate::sql::{Link, ask, bulk, count, run, text, utc};
use crate::{By, Store, StoreError};
use domain::access::Grant;
use domain::audit::Event;
use domain::id::{MailId, OrganisationId, UserId};
use domain::mail::{Mail, MailState};
use std::collections::HashMap;
use time::{Duration, OffsetDateTime};

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// How long a message that is being sent is left alone.
const SENDING: Duration = Duration::minutes(5);

/// The columns of a [`Row`].
macro_rules! mail_columns {
    () => {
        "id, to_address, to_person_id, subject, body, state, created_at, attempts"
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    to_address: String,
    to_person_id: Option<i64>,
    subject: String,
    body: String,
    state: String,
    created_at: OffsetDateTime,
    attempts: i64,
}

impl TryFrom<Row> for Mail {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let state = match row.state.as_str() {
            "queued" => MailState::Queued,
            "sent" => MailState::Sent,
            "failed" => MailState::Failed,
            _ => return Err(StoreError::Unreadable("state of a message")),
        };
        Ok(Self {
            id: MailId(row.id),
            to: row.to_address,
            subject: row.subject,
            body: row.body,
            state,
            created: utc(row.created_at),
            attempts: count(row.attempts),
        })
    }
}

/// Queues a message; it is due at once.
pub(crate) async fn queue(
    link: &mut Link,
    mail: &NewMail,
    to_user: Option<UserId>,
    at: OffsetDateTime,
) -> Result<MailId, StoreError> {
    let (id,) = ask!(link, fetch_one (i64,):
        "INSERT INTO mail (to_address, to_person_id, subject, body, state, created_at, due_at, attempts)
         VALUES ($1, $2, $3, $4, 'queued', $5, $5, 0) RETURNING id",
        &*text(&mail.to), to_user.map(|user| user.0), &*text(&mail.subject), &*text(&mail.body), at)?;
    Ok(MailId(id))
}

/// Queues many messages; they are due at once.
pub(crate) async fn queue_all(
    link: &mut Link,
    mails: &[(&NewMail, UserId)],
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let rows: Vec<_> =
        mails.iter().map(|(mail, user)| (text(&mail.to), user.0, text(&mail.subject), text(&mail.body))).collect();
    run!(
        link,
        "INSERT INTO mail (to_address, to_person_id, subject, body, state, created_at, due_at, attempts)
         SELECT value->>0, CAST(value->>1 AS BIGINT), value->>2, value->>3, 'queued', $2, $2, 0 FROM json_each($1)",
        bulk(&rows)?,
        at,
    )?;
    Ok(())
}

impl Store {
    /// The outbox, newest first, before the message `before`; with each what its addressee holds,
    /// where that is known.
    pub async fn outbox(&self, before: Option<MailId>, limit: u32) -> Result<Vec<(Mail, Vec<Grant>)>, StoreError> {
        let mut link = self.snapshot().await?;
        let before = before.map_or(i64::MAX, |before| before.0);
        let rows = ask!(link, fetch_all Row:
            concat!("SELECT ", mail_columns!(), " FROM mail WHERE id < $1 ORDER BY id DESC LIMIT $2"),
            before, i64::from(limit))?;
        let mut held = addressees(&mut link, rows.iter().filter_map(|row| row.to_person_id)).await?;
        rows.into_iter()
            .map(|row| {
                let grants = row.to_person_id.and_then(|user| held.get_mut(&user)).map(|held| held.clone());
                Ok((row.try_into()?, grants.unwrap_or_default()))
            })
            .collect()
    }

    /// Queues a message.
    pub async fn queue_mail(
        &self,
        mail: &NewMail,
        to_user: Option<UserId>,
        at: OffsetDateTime,
    ) -> Result<MailId, StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at }).await?;
        let at = write.by.at;
        let id = queue(&mut write.link, mail, to_user, at).await?;
        let organisation = match to_user {
            Some(user) => subject(&mut write.link, user).await?.and_then(|who| who.organisation),
            None => None,
        };
        let event = Event::MailQueued { to: mail.to.clone(), subject: mail.subject.clone() };
        write.commit(organisation, &event).await?;
        Ok(id)
    }

    /// Takes up to `limit` messages that are due, oldest first. They are not due again before five
    /// minutes have passed, so that two servers do not send one message twice.
    pub async fn due_mail(&self, now: OffsetDateTime, limit: u32) -> Result<Vec<Mail>, StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at: now }).await?;
        let at = write.by.at;
        let mut rows = ask!(write.link, fetch_all Row:
            concat!("UPDATE mail SET due_at = $2
             WHERE state = 'queued' AND due_at <= $1 AND id IN (
                 SELECT id FROM mail WHERE state = 'queued' AND due_at <= $1 ORDER BY id LIMIT $3
             )
             RETURNING ", mail_columns!()),
            at, at + SENDING, i64::from(limit))?;
        write.commit_housekeeping().await?;
        rows.sort_by_key(|row| row.id);
        rows.into_iter().map(Mail::try_from).collect()
    }

    /// The message went out.
    pub async fn mark_sent(&self, mail: MailId, at: OffsetDateTime) -> Result<(), StoreError> {
        let mut write = self.write(&By { user: None, acted_as: None, at }).await?;
        let at = write.by.at;
        let marked = run!(
            write.link,
            "UPDATE mail SET state = 'sent', sent_at = $2, attempts = attempts + 1, problem = NULL WHERE id = $1",
            mail.0,
            at,
        )?;
        if marked == 0 {
            return Err(StoreError::Missing("message"));
        }
        write.commit_housekeeping().await
    }

    /// Sending failed, for the reason given; it is due again at `retry`, or never.
    pub async fn mark_failed(
        &self,
        mail: MailId,
        reason: &str,
        retry: Option<OffsetDateTime>,
    ) -> Result<(), StoreError> {
        let mut write =
            self.write(&By { user: None, acted_as: None, at: retry.unwrap_or(OffsetDateTime::UNIX_EPOCH) }).await?;
        let marked = run!(
            write.link,
            "UPDATE mail SET state = $2, due_at = COALESCE($3, due_at), attempts = attempts + 1, problem = $4
             WHERE id = $1",
            mail.0,
            if retry.is_some() { "queued" } else { "failed" },
            retry.map(utc),
            &*text(reason),
        )?;
        if marked == 0 {
            return Err(StoreError::Missing("message"));
        }
        write.commit_housekeeping().await
    }
}

/// What these people hold.
async fn addressees(
    link: &mut Link,
    people: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Vec<Grant>>, StoreError> {
    let rows = ask!(link, fetch_all (i64, i64, String, String):
        "SELECT person_id, organisation_id, held_group, held_role FROM held_grant
         WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
         ORDER BY organisation_id, held_group, held_role",
        crate::sql::ids(people))?;
    let mut held: HashMap<i64, Vec<Grant>> = HashMap::new();
    for (person, organisation, group, role) in rows {
        held.entry(person).or_default().push(Grant { organisation: OrganisationId(organisation), group, role });
    }
    Ok(held)
}
