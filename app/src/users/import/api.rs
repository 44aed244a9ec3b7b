//! What the import page asks of the server.

use crate::error::AppError;
use domain::import::columns::HeaderKey;
use domain::import::users::desk::Kept;
use domain::import::users::plan::Ground;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// What the installation knows beside people, and how a file with this header was mapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub ground: Ground,
    pub remembered: Option<Kept>,
}

/// Place-holders.
#[server(endpoint = "admin/users/import-open", input = Json)]
pub async fn open(key: Option<HeaderKey>) -> Result<Opened, AppError> {
    let _ = key;
    Err(AppError::Fault)
}

#[server(endpoint = "admin/users/import-remember", input = Json)]
pub async fn remember(key: HeaderKey, kept: Kept) -> Result<(), AppError> {
    let _ = (key, kept);
    Err(AppError::Fault)
}

#[server(endpoint = "admin/users/imports", input = Json)]
pub async fn earlier() -> Result<Vec<i64>, AppError> {
    Ok(Vec::new())
}
