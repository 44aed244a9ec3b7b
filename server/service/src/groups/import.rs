//! Importing groups (SPEC G4): every check again, on the locked state, then all or nothing.

use crate::place::InPeriod;
use crate::{Asker, Fault, Invalid};
use domain::access::Action;
use domain::groups::{CourseGroups, Entry, Refusal};
use domain::id::PeriodId;
use domain::import::columns::{HeaderKey, Remembered};
use domain::import::groups::{Decisions, Destination, Directory, Field, Ground, LIMITS, Plan, Sheet, Wanted};
use store::HeaderKind;

/// Where an import would go, for those who manage the groups.
pub async fn open(asker: &Asker, code: &str, period: Option<PeriodId>) -> Result<Destination, Fault> {
    let place = asker.place(code, period, Action::ManageGroups).await?;
    Ok(Destination {
        enrolled: place.seats().await?.enrolled,
        period: place.period.id,
        period_title: place.period.title,
    })
}

/// How they mapped a file with this header the last time.
pub async fn recall(asker: &Asker, code: &str, key: &HeaderKey) -> Result<Option<Remembered<Field>>, Fault> {
    let on = asker.course(code, Action::ManageGroups).await?;
    let kept = on.store().recall_header(asker.doer()?, HeaderKind::Groups, key).await?;
    // What an older version kept may not read any more: then it is not remembered.
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}

/// Keeps how a file was mapped, for the next one with the same header.
pub async fn remember(asker: &Asker, code: &str, key: &HeaderKey, mapping: &Remembered<Field>) -> Result<(), Fault> {
    let on = asker.course(code, Action::ManageGroups).await?;
    let json = serde_json::to_string(mapping).ok().filter(|_| key.is_valid()).ok_or(Invalid::Mapping)?;
    Ok(on.store().keep_header(asker.doer()?, HeaderKind::Groups, key, &json, asker.now()).await?)
}

/// What a file that names these people is previewed on: the groups as they are and who is known.
pub async fn ground(asker: &Asker, code: &str, period: PeriodId, wanted: &Wanted) -> Result<Ground, Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    let people = place.store().people_named(place.course.organisation, &wanted.numbers, &wanted.names).await?;
    Ok(Ground::new(&place.groups().await?, people))
}

/// What a plan is made on where no page is between: the groups as they are, and the people that a sheet may mean.
pub async fn directory(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    sheet: &Sheet,
) -> Result<(CourseGroups, Directory), Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    Ok((place.groups().await?, named(&place, sheet).await?))
}

async fn named(place: &InPeriod, sheet: &Sheet) -> Result<Directory, Fault> {
    let wanted = sheet.wanted();
    let people = place.store().people_named(place.course.organisation, &wanted.numbers, &wanted.names).await?;
    Ok(Directory::new(people))
}

/// Imports `sheet` as decided, if the plan that comes of it now has the digest of the one that was accepted; else
/// [`Refusal::PreviewMoved`].
pub async fn import(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    sheet: &Sheet,
    decisions: &Decisions,
    digest: u64,
) -> Result<Entry, Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    if sheet.rows.len() > LIMITS.rows {
        let most = u32::try_from(LIMITS.rows).unwrap_or(u32::MAX);
        return Err(Refusal::TooMany { most }.into());
    }
    let directory = named(&place, sheet).await?;
    let decide = |state: &_, mint: &mut _| {
        let plan = Plan::new(sheet, &directory, state, decisions);
        if plan.open() > 0 || plan.digest(state) != digest {
            return Err(Refusal::PreviewMoved);
        }
        plan.act(state, mint)
    };
    place.act(None, decide).await
}
