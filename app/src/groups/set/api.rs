//! What the page of a set asks of the server.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::id::{GroupSetId, PeriodId};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::groups::formed::{FormedPage, SetPage};

/// The page of a set. Rules name learners, so only who manages the groups sees it.
#[server(endpoint = "groups/set", input = Json)]
pub async fn read_set(code: String, period: Option<PeriodId>, set: GroupSetId) -> Result<SetPage, AppError> {
    Ok(service::groups::set::read(&asker()?, &code, period, set).await?)
}
