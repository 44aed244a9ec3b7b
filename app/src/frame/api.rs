//! What the heading of a course shows.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::id::PeriodId;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::course::CourseHead;

/// The heading of the course of that code, in the period asked for or the one it opens on.
#[server(endpoint = "courses/head", input = Json)]
pub async fn head(code: String, period: Option<PeriodId>) -> Result<CourseHead, AppError> {
    Ok(service::courses::head(&asker()?, &code, period).await?)
}
