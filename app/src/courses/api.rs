//! The courses someone may see.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::course::ListedCourse;

/// All courses the signed-in person may see, of the organisation they look at; those that name them first, then by code.
#[server(endpoint = "courses/list", input = Json)]
pub async fn list() -> Result<Vec<ListedCourse>, AppError> {
    Ok(service::courses::list(&asker()?).await?)
}
