//! The outbox (SPEC W4).

use crate::{Store, StoreError};
use domain::access::Grant;
use domain::id::{MailId, UserId};
use domain::mail::Mail;
use time::OffsetDateTime;

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    pub to: String,
    pub subject: String,
    pub body: String,
}

impl Store {
    /// The outbox, newest first, before the message `before`; with each what its addressee holds,
    /// where that is known.
    pub async fn outbox(&self, before: Option<MailId>, limit: u32) -> Result<Vec<(Mail, Vec<Grant>)>, StoreError> {
        todo!("{before:?}{limit:?}")
    }

    /// Queues a message.
    pub async fn queue_mail(
        &self,
        mail: &NewMail,
        to_user: Option<UserId>,
        at: OffsetDateTime,
    ) -> Result<MailId, StoreError> {
        todo!("{mail:?}{to_user:?}{at:?}")
    }

    /// Takes up to `limit` messages that are due, oldest first. They are not due again before five
    /// minutes have passed, so that two servers do not send one message twice.
    pub async fn due_mail(&self, now: OffsetDateTime, limit: u32) -> Result<Vec<Mail>, StoreError> {
        todo!("{now:?}{limit:?}")
    }

    /// The message went out.
    pub async fn mark_sent(&self, mail: MailId, at: OffsetDateTime) -> Result<(), StoreError> {
        todo!("{mail:?}{at:?}")
    }

    /// Sending failed, for the reason given; it is due again at `retry`, or never.
    pub async fn mark_failed(
        &self,
        mail: MailId,
        reason: &str,
        retry: Option<OffsetDateTime>,
    ) -> Result<(), StoreError> {
        todo!("{mail:?}{reason:?}{retry:?}")
    }
}
