//! The outbox (SPEC W4).

use crate::audit::administered;
use crate::{Asker, Fault};
use domain::access::{Action, Grant};
use domain::id::{MailId, OrganisationId};
use domain::mail::{Mail, OutboxPart};

/// Messages of a page.
const PER_PAGE: usize = 50;

/// How many are read at once, to find those they may read.
const BATCH: u32 = 200;

/// The messages they may read, from before `before` on.
pub async fn outbox(asker: &Asker, before: Option<MailId>) -> Result<OutboxPart, Fault> {
    let organisations = administered(asker).await?;
    let any = |id: &OrganisationId| asker.may(Action::ViewMail { organisation: *id, to_medtech_admin: false });
    if !organisations.iter().any(any) {
        return Err(Fault::Forbidden);
    }
    let looked_at = asker.chosen_of(&organisations);
    let is_shown = |addressee: &[Grant]| {
        looked_at.is_none_or(|organisation| addressee.iter().any(|grant| grant.organisation == organisation))
    };
    let mut mails = Vec::new();
    let mut from = before;
    loop {
        let batch = asker.store().outbox(from, BATCH).await?;
        let Some((last, _)) = batch.last() else { return Ok(OutboxPart { mails, older: None }) };
        from = Some(last.id);
        for (mail, addressee) in batch {
            if is_shown(&addressee) && may_read(&|action| asker.may(action), &addressee) {
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
fn may_read(may: &dyn Fn(Action) -> bool, addressee: &[Grant]) -> bool {
    if addressee.is_empty() {
        return may(Action::ViewSystem);
    }
    let to_medtech_admin = addressee.iter().any(|grant| grant.group == "medtech" && grant.role == "admin");
    addressee.iter().all(|grant| may(Action::ViewMail { organisation: grant.organisation, to_medtech_admin }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::access::Viewer;
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
        let reads = |who: &Viewer| {
            let may = |action| domain::access::may(who, action);
            [&learner[..], &of_two, &root, &[]].map(|to| may_read(&may, to))
        };
        assert_eq!(reads(&viewer(vec![grant(1, "medtech", "admin")])), [true, true, true, true]);
        assert_eq!(reads(&viewer(vec![grant(1, "staff", "admin")])), [true, false, false, false]);
        let both = vec![grant(1, "staff", "admin"), grant(2, "staff", "admin")];
        assert_eq!(reads(&viewer(both)), [true, true, false, false]);
        assert_eq!(reads(&viewer(vec![grant(1, "faculty", "admin")])), [false; 4]);
        assert_eq!(reads(&viewer(vec![grant(1, "staff", "admin"), grant(1, "student", "student")])), [false; 4]);
    }
}
