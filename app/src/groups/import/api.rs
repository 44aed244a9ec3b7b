//! What the import page asks of the server.

use crate::error::AppError;
use domain::groups::Entry;
use domain::id::PeriodId;
use domain::import::groups::{Decisions, Ground, Sheet, Wanted};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use crate::gate;
#[cfg(feature = "ssr")]
use domain::access::Action;

/// Where an import would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    pub period: PeriodId,
    pub period_title: String,
    pub enrolled: u32,
}

/// Opens the import page, for those who manage the groups.
#[server(endpoint = "groups/import-open", input = Json)]
pub async fn open(code: String, period: Option<PeriodId>) -> Result<Destination, AppError> {
    let place = gate::place(&code, period, Action::ManageGroups).await?;
    Ok(Destination {
        enrolled: place.store.enrolled_count(place.course.id, place.period.id).await?,
        period: place.period.id,
        period_title: place.period.title,
    })
}

/// What a file that names these people is previewed on: the groups as they are and who is known.
#[server(endpoint = "groups/import-ground", input = Json)]
pub async fn look_up(code: String, period: PeriodId, wanted: Wanted) -> Result<Ground, AppError> {
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    let people = place.store.people_named(place.course.organisation, &wanted.numbers, &wanted.names).await?;
    let state = place.store.course_groups(place.course.id, period).await?;
    Ok(Ground::new(&state, people))
}

/// **"Import CSV"**: does exactly what was previewed, which `digest` tells, or nothing.
#[server(endpoint = "groups/import", input = Json)]
pub async fn import(
    code: String,
    period: PeriodId,
    sheet: Sheet,
    decisions: Decisions,
    digest: u64,
) -> Result<Entry, AppError> {
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    let by = gate::by()?;
    Ok(super::deed::import(&place.store, &place.course, period, &sheet, &decisions, digest, &by).await?)
}
