//! What the pages about importing users ask of the server. The file itself goes another way: see the server's
//! `user_import`.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::id::UserImportId;
use domain::import::columns::HeaderKey;
use domain::import::users::desk::Kept;
use domain::import::users::{MadePage, Show, Undone, UserImport};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::import::users::{Made, Opened};

/// What a file with the header of this key is imported on. Without a key nothing is remembered.
#[server(endpoint = "admin/users/import-open", input = Json)]
pub async fn open(key: Option<HeaderKey>) -> Result<Opened, AppError> {
    Ok(service::users::import::open(&asker()?, key).await?)
}

/// Keeps how a file was mapped, for the next one with the same header.
#[server(endpoint = "admin/users/import-remember", input = Json)]
pub async fn remember(key: HeaderKey, kept: Kept) -> Result<(), AppError> {
    Ok(service::users::import::remember(&asker()?, &key, &kept).await?)
}

/// The last imports of users in the organisations whose users the signed-in person manages.
#[server(endpoint = "admin/users/imports", input = Json)]
pub async fn earlier() -> Result<Vec<UserImport>, AppError> {
    Ok(service::users::import::earlier(&asker()?).await?)
}

/// An import.
#[server(name = LookAtMade, endpoint = "admin/users/imports-one", input = Json)]
pub async fn made(id: UserImportId) -> Result<Made, AppError> {
    Ok(service::users::import::made(&asker()?, id).await?)
}

/// A part of the people of an import, from the place `from` on.
#[server(endpoint = "admin/users/imports-people", input = Json)]
pub async fn people(id: UserImportId, show: Show, from: u32) -> Result<MadePage, AppError> {
    Ok(service::users::import::people(&asker()?, id, show, from).await?)
}

/// **"Undo import"**: restores what the import changed, and names who is left as they are, and why.
#[server(endpoint = "admin/users/imports-undo", input = Json)]
pub async fn undo(id: UserImportId) -> Result<Undone, AppError> {
    Ok(service::users::import::undo(&asker()?, id).await?)
}
