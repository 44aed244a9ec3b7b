//! Messages in the outbox (SPEC W4).

use crate::id::MailId;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailState {
    Queued,
    Sent,
    Failed,
}

/// A message as the outbox shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub id: MailId,
    pub to: String,
    pub subject: String,
    pub body: String,
    pub state: MailState,
    pub created: OffsetDateTime,
    pub attempts: u32,
}

/// Messages, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxPart {
    pub mails: Vec<Mail>,
    /// Where the next part begins, if there may be one.
    pub older: Option<MailId>,
}
