//! The audit log (SPEC W5).

use crate::{Asker, Fault};
use domain::access::Action;
use domain::audit::AuditPart;
use domain::id::{AuditId, OrganisationId};

/// Rows of a page.
const PER_PAGE: usize = 50;

/// The rows they may read that have all words of `query`, from before `before` on.
pub async fn list(asker: &Asker, query: &str, before: Option<AuditId>) -> Result<AuditPart, Fault> {
    let administered = administered(asker).await?;
    let theirs: Vec<OrganisationId> = administered.into_iter().filter(|id| asker.may(Action::ViewAudit(*id))).collect();
    if theirs.is_empty() {
        return Err(Fault::Forbidden);
    }
    let looked_at = asker.chosen_of(&theirs).map(|organisation| [organisation]);
    let within = match &looked_at {
        Some(organisation) => Some(organisation.as_slice()),
        None if asker.may(Action::ViewSystem) => None,
        None => Some(theirs.as_slice()),
    };
    let limit = u32::try_from(PER_PAGE + 1).unwrap_or(u32::MAX);
    let mut rows = asker.store().audit(within, query, before, limit).await?;
    let more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let older = rows.last().map(|row| row.id).filter(|_| more);
    Ok(AuditPart { rows, older })
}

/// The organisations whose administration they may enter.
///
/// # Errors
/// `Forbidden` where there is none.
pub(crate) async fn administered(asker: &Asker) -> Result<Vec<OrganisationId>, Fault> {
    asker.known()?;
    // Stands alone, before any other rule (SPEC P2).
    if asker.is_refused_as_student() {
        return Err(Fault::Forbidden);
    }
    let all = asker.store().organisations().await?.into_iter().map(|organisation| organisation.id);
    let theirs: Vec<OrganisationId> = all.filter(|id| asker.may(Action::EnterAdministration(*id))).collect();
    if theirs.is_empty() { Err(Fault::Forbidden) } else { Ok(theirs) }
}
