//! What administrators read: the outbox and the audit log.

use crate::error::AppError;
use domain::audit::AuditRow;
use domain::id::{AuditId, MailId};
use domain::mail::Mail;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use {
    crate::gate::{self, SignedIn},
    domain::access::{Action, Grant, Viewer, may, refused_as_student},
    domain::id::OrganisationId,
    store::Store,
};

/// Rows of a page.
#[cfg(feature = "ssr")]
const PER_PAGE: usize = 50;

/// Messages, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxPart {
    pub mails: Vec<Mail>,
    /// Where the next part begins, if there may be one.
    pub older: Option<MailId>,
}

/// Audit rows, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPart {
    pub rows: Vec<AuditRow>,
    pub older: Option<AuditId>,
}

/// Someone who may enter the administration of some organisation, and which ones.
#[cfg(feature = "ssr")]
async fn administrator() -> Result<(SignedIn, Store, Vec<OrganisationId>), AppError> {
    let signed_in = gate::signed_in()?;
    // Stands alone, before any other rule (SPEC P2).
    if refused_as_student(&signed_in.viewer) {
        return Err(AppError::Forbidden);
    }
    let store = gate::store()?;
    let all = store.organisations().await?.into_iter().map(|organisation| organisation.id);
    let theirs: Vec<OrganisationId> =
        all.filter(|id| may(&signed_in.viewer, Action::EnterAdministration(*id))).collect();
    if theirs.is_empty() { Err(AppError::Forbidden) } else { Ok((signed_in, store, theirs)) }
}

/// The messages someone may read, from before `before` on.
#[server(endpoint = "admin/outbox", input = Json)]
pub async fn outbox(before: Option<MailId>) -> Result<OutboxPart, AppError> {
    let (signed_in, store, organisations) = administrator().await?;
    let any =
        |id: &OrganisationId| may(&signed_in.viewer, Action::ViewMail { organisation: *id, to_medtech_admin: false });
    if !organisations.iter().any(any) {
        return Err(AppError::Forbidden);
    }
    let looked_at = signed_in.chosen_of(&organisations);
    let is_shown = |addressee: &[Grant]| {
        looked_at.is_none_or(|organisation| addressee.iter().any(|grant| grant.organisation == organisation))
    };
    let mut mails = Vec::new();
    let mut from = before;
    loop {
        let batch = store.outbox(from, 200).await?;
        let Some((last, _)) = batch.last() else { return Ok(OutboxPart { mails, older: None }) };
        from = Some(last.id);
        for (mail, addressee) in batch {
            if is_shown(&addressee) && may_read(&signed_in.viewer, &addressee) {
                if mails.len() == PER_PAGE {
                    let older = mails.last().map(|mail: &Mail| mail.id);
                    return Ok(OutboxPart { mails, older });
                }
                mails.push(mail);
            }
        }
    }
}

/// Whether the rules let someone read mail to a person who holds `addressee`. A message may open the
/// account it is for, so it must be theirs in every organisation that account reaches; mail to nobody
/// known is the system's.
#[cfg(feature = "ssr")]
fn may_read(viewer: &Viewer, addressee: &[Grant]) -> bool {
    if addressee.is_empty() {
        return may(viewer, Action::ViewSystem);
    }
    let to_medtech_admin = addressee.iter().any(|grant| grant.group == "medtech" && grant.role == "admin");
    addressee.iter().all(|grant| may(viewer, Action::ViewMail { organisation: grant.organisation, to_medtech_admin }))
}

/// The audit rows someone may read that have all words of `query`, from before `before` on.
#[server(endpoint = "admin/audit", input = Json)]
pub async fn audit(query: String, before: Option<AuditId>) -> Result<AuditPart, AppError> {
    let (signed_in, store, organisations) = administrator().await?;
    let viewer = &signed_in.viewer;
    let theirs: Vec<OrganisationId> =
        organisations.into_iter().filter(|id| may(viewer, Action::ViewAudit(*id))).collect();
    if theirs.is_empty() {
        return Err(AppError::Forbidden);
    }
    let looked_at = signed_in.chosen_of(&theirs).map(|organisation| [organisation]);
    let within = match &looked_at {
        Some(organisation) => Some(organisation.as_slice()),
        None if may(viewer, Action::ViewSystem) => None,
        None => Some(theirs.as_slice()),
    };
    let limit = u32::try_from(PER_PAGE + 1).unwrap_or(u32::MAX);
    let mut rows = store.audit(within, &query, before, limit).await?;
    let more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let older = rows.last().map(|row| row.id).filter(|_| more);
    Ok(AuditPart { rows, older })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use domain::id::UserId;

    fn grant(organisation: i64, group: &str, role: &str) -> Grant {
        Grant { organisation: OrganisationId(organisation), group: group.to_owned(), role: role.to_owned() }
    }

    #[test]
    fn mail_is_read_by_who_may_open_the_account_anyway() {
        let viewer =
            |grants: Vec<Grant>| Viewer { user: UserId(1), grants, contacts: Vec::new(), tutors: false, worn_by: None };
        let learner = [grant(1, "student", "student")];
        let of_two = [grant(1, "faculty", "faculty"), grant(2, "faculty", "faculty")];
        let root = [grant(1, "medtech", "admin")];
        let reads = |who: &Viewer| [&learner[..], &of_two, &root, &[]].map(|to| may_read(who, to));
        assert_eq!(reads(&viewer(vec![grant(1, "medtech", "admin")])), [true, true, true, true]);
        assert_eq!(reads(&viewer(vec![grant(1, "staff", "admin")])), [true, false, false, false]);
        let both = vec![grant(1, "staff", "admin"), grant(2, "staff", "admin")];
        assert_eq!(reads(&viewer(both)), [true, true, false, false]);
        assert_eq!(reads(&viewer(vec![grant(1, "faculty", "admin")])), [false; 4]);
        assert_eq!(reads(&viewer(vec![grant(1, "staff", "admin"), grant(1, "student", "student")])), [false; 4]);
    }
}
