//! A learner's own groups.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::tutoring::{Mate, MyGroup, MyPeriod};

/// The signed-in person's own groups, the latest period first, then by course and name.
#[server(endpoint = "my-groups/list", input = Json)]
pub async fn list() -> Result<Vec<MyPeriod>, AppError> {
    Ok(service::my_groups::list(&asker()?).await?)
}
