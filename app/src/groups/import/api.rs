//! What the import page asks of the server.

use crate::error::AppError;
use domain::groups::Entry;
use domain::id::PeriodId;
use domain::import::columns::{HeaderKey, Remembered};
use domain::import::groups::{Decisions, Field, Ground, Sheet, Wanted};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use crate::gate;
#[cfg(feature = "ssr")]
use domain::access::Action;
#[cfg(feature = "ssr")]
use store::HeaderKind;

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
        enrolled: place.seats().await?.enrolled,
        period: place.period.id,
        period_title: place.period.title,
    })
}

/// How a file with this header was mapped last time, by who asks.
#[server(endpoint = "groups/import-recall", input = Json)]
pub async fn recall(code: String, key: HeaderKey) -> Result<Option<Remembered<Field>>, AppError> {
    let on = gate::course(&code, Action::ManageGroups).await?;
    let kept = on.store.recall_header(on.signed_in.viewer.doer(), HeaderKind::Groups, &key).await?;
    // What an older version kept may not read any more: then it is not remembered.
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}

/// Keeps how a file was mapped, for the next one with the same header.
#[server(endpoint = "groups/import-remember", input = Json)]
pub async fn remember(code: String, key: HeaderKey, mapping: Remembered<Field>) -> Result<(), AppError> {
    let on = gate::course(&code, Action::ManageGroups).await?;
    let is_key = key.as_str().len() == 32 && key.as_str().bytes().all(|b| b.is_ascii_hexdigit());
    let json = serde_json::to_string(&mapping).ok().filter(|_| is_key);
    let json = json.ok_or_else(|| AppError::Invalid("This is no mapping of a file.".to_owned()))?;
    let doer = on.signed_in.viewer.doer();
    Ok(on.store.keep_header(doer, HeaderKind::Groups, &key, &json, gate::now()?).await?)
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
