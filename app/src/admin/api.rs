//! What administrators read: the outbox and the audit log.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::id::{AuditId, MailId};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::audit::AuditPart;
pub use domain::mail::OutboxPart;

/// The messages someone may read, from before `before` on.
#[server(endpoint = "admin/outbox", input = Json)]
pub async fn outbox(before: Option<MailId>) -> Result<OutboxPart, AppError> {
    Ok(service::mail::outbox(&asker()?, before).await?)
}

/// The audit rows someone may read that have all words of `query`, from before `before` on.
#[server(endpoint = "admin/audit", input = Json)]
pub async fn audit(query: String, before: Option<AuditId>) -> Result<AuditPart, AppError> {
    Ok(service::audit::list(&asker()?, &query, before).await?)
}
