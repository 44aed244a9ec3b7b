//! What the page of permission masks asks of the server (SPEC P4). Wearing and taking back are plain forms.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::mask::LendDraft;
use domain::person::Person;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::mask::{Lent, ListedMask, MasksPage};

/// The masks one lent, and those one may wear.
#[server(endpoint = "masks/list", input = Json)]
pub async fn list() -> Result<MasksPage, AppError> {
    Ok(service::masks::list(&asker()?).await?)
}

/// Whom one may lend to, as someone types.
#[server(endpoint = "masks/search", input = Json)]
pub async fn search(typed: String) -> Result<Vec<Person>, AppError> {
    Ok(service::masks::search(&asker()?, &typed).await?)
}

/// Lends one's own permissions, and tells the borrower by mail.
#[server(endpoint = "masks/lend", input = Json)]
pub async fn lend(draft: LendDraft) -> Result<Lent, AppError> {
    Ok(service::masks::lend(&asker()?, &draft).await?)
}
