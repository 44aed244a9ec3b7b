//! Groups as a file (SPEC G5).

use super::NO_GROUP;
use crate::{Asker, Fault};
use domain::access::Action;
use domain::id::{GroupId, PeriodId, UserId};
use domain::import::export;

/// Groups of a course in a period as the import reads them, and a name for the file; all groups, where `only` names
/// none.
///
/// # Errors
/// `NotFound("group")` where some were asked for and none is there.
pub async fn export(
    asker: &Asker,
    code: &str,
    period: Option<PeriodId>,
    only: Option<&[GroupId]>,
) -> Result<(String, Vec<u8>), Fault> {
    let place = asker.place(code, period, Action::ManageGroups).await?;
    let wanted = match only {
        Some(only) => only.to_vec(),
        None => place.groups().await?.live().map(|(id, _)| id).collect(),
    };
    let originals = place.store().originals(place.course.id, place.period.id, &wanted).await?;
    if originals.is_empty() && only.is_some() {
        return Err(NO_GROUP);
    }
    let mut named: Vec<UserId> = Vec::new();
    for original in &originals {
        named.extend(&original.group.members);
        named.extend(original.group.tutors.iter().map(|(tutor, _)| tutor));
    }
    named.sort_unstable();
    named.dedup();
    let file = export::groups(&originals, &place.store().people(&named).await?);
    Ok((format!("{} {} groups.csv", place.course.code, place.period.title), file))
}

/// A file that shows what an import reads, for those who manage the groups of the course.
pub async fn sample(asker: &Asker, code: &str) -> Result<Vec<u8>, Fault> {
    asker.course(code, Action::ManageGroups).await?;
    Ok(export::sample())
}
