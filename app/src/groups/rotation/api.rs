//! The act a rotation ends in. It starts from what the wizard starts from.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::groups::{Entry, Version};
use domain::id::PeriodId;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::groups::wizard::NewRound;

/// Makes exactly `rounds`, in one act, if nothing changed since `base`. Every round must seat the same learners, each
/// once; `everyone` says that these were to be all who are enrolled, which is then checked too.
#[server(endpoint = "groups/add-rounds", input = Json)]
pub async fn add(
    code: String,
    period: PeriodId,
    base: Version,
    rounds: Vec<NewRound>,
    everyone: bool,
) -> Result<Entry, AppError> {
    Ok(service::groups::forming::add_rounds(&asker()?, &code, period, base, &rounds, everyone).await?)
}
