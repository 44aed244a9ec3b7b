//! People search (SPEC U11).

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::user::FoundPeople;

/// The people of the organisations the signed-in person looks at that have all words of `query`; nobody for none. A learner's
/// number and e-mail are told only to those who work where the learner is.
#[server(endpoint = "people/search", input = Json)]
pub async fn search(query: String) -> Result<FoundPeople, AppError> {
    Ok(service::people::search(&asker()?, &query).await?)
}
