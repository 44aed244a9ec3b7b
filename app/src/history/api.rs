//! What the history asks of the server.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::groups::history::Wish;
use domain::groups::{Entry, Version};
use domain::id::PeriodId;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::groups::history::{HistoryPage, Shown};

/// The entries that are wished; or, with `at`, the groups as they were at that version.
#[server(endpoint = "history/view", input = Json)]
pub async fn view_history(
    code: String,
    period: Option<PeriodId>,
    wish: Wish,
    at: Option<Version>,
) -> Result<HistoryPage, AppError> {
    Ok(service::groups::history::view(&asker()?, &code, period, &wish, at).await?)
}

/// Brings the groups back to how they were at the version `to`; `base` is the version that was looked at.
#[server(endpoint = "history/restore", input = Json)]
pub async fn restore(code: String, period: PeriodId, base: Version, to: Version) -> Result<Entry, AppError> {
    Ok(service::groups::history::restore(&asker()?, &code, period, base, to).await?)
}
