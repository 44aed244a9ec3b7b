//! What the import page asks of the server.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::groups::Entry;
use domain::id::PeriodId;
use domain::import::columns::{HeaderKey, Remembered};
use domain::import::groups::{Decisions, Field, Ground, Sheet, Wanted};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::import::groups::Destination;

/// Opens the import page, for those who manage the groups.
#[server(endpoint = "groups/import-open", input = Json)]
pub async fn open(code: String, period: Option<PeriodId>) -> Result<Destination, AppError> {
    Ok(service::groups::import::open(&asker()?, &code, period).await?)
}

/// How a file with this header was mapped last time, by who asks.
#[server(endpoint = "groups/import-recall", input = Json)]
pub async fn recall(code: String, key: HeaderKey) -> Result<Option<Remembered<Field>>, AppError> {
    Ok(service::groups::import::recall(&asker()?, &code, &key).await?)
}

/// Keeps how a file was mapped, for the next one with the same header.
#[server(endpoint = "groups/import-remember", input = Json)]
pub async fn remember(code: String, key: HeaderKey, mapping: Remembered<Field>) -> Result<(), AppError> {
    Ok(service::groups::import::remember(&asker()?, &code, &key, &mapping).await?)
}

/// What a file that names these people is previewed on: the groups as they are and who is known.
#[server(endpoint = "groups/import-ground", input = Json)]
pub async fn look_up(code: String, period: PeriodId, wanted: Wanted) -> Result<Ground, AppError> {
    Ok(service::groups::import::ground(&asker()?, &code, period, &wanted).await?)
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
    Ok(service::groups::import::import(&asker()?, &code, period, &sheet, &decisions, digest).await?)
}
