//! What the wizard starts from, and the act it ends in.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::groups::{Entry, Version};
use domain::id::{GroupSetId, PeriodId};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::groups::wizard::{Again, Candidate, Claim, Earlier, EarlierGroups, Into, Standing, Start, Wanted};

/// Opens the wizard.
#[server(endpoint = "groups/new", input = Json)]
pub async fn open(code: String, period: Option<PeriodId>, again: Option<GroupSetId>) -> Result<Start, AppError> {
    Ok(service::groups::forming::open(&asker()?, &code, period, again).await?)
}

/// The members of each group of these sets of the course, in whichever period.
#[server(endpoint = "groups/earlier", input = Json)]
pub async fn groups_of_sets(code: String, sets: Vec<GroupSetId>) -> Result<Vec<EarlierGroups>, AppError> {
    Ok(service::groups::forming::groups_of_sets(&asker()?, &code, &sets).await?)
}

/// Makes exactly the groups that are wanted, if nothing changed since `base`. What rules formed is held against them
/// as the server knows the learners now (SPEC F4).
#[server(endpoint = "groups/add", input = Json)]
pub async fn add(code: String, period: PeriodId, base: Version, wanted: Wanted) -> Result<Entry, AppError> {
    Ok(service::groups::forming::add(&asker()?, &code, period, base, wanted).await?)
}
