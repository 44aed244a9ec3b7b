//! The learners linked to a tutor.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::tutoring::MyLearners;

/// The learners of every live group that has the signed-in person as a tutor now; nobody else's.
/// Each look is recorded (SPEC T1).
#[server(endpoint = "tutoring/list", input = Json)]
pub async fn list() -> Result<MyLearners, AppError> {
    Ok(service::tutoring::list(&asker()?).await?)
}
