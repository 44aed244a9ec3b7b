//! What the settings ask of the server (SPEC U2, U3).

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::id::OrganisationId;
use domain::user::{Switch, WordList};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::user::SettingsPage;

/// The switches and lists there are.
#[server(endpoint = "admin/settings/read", input = Json)]
pub async fn read_settings() -> Result<SettingsPage, AppError> {
    Ok(service::settings::read(&asker()?).await?)
}

/// Turns a switch of an organisation on or off.
#[server(endpoint = "admin/settings/switch", input = Json)]
pub async fn set_switch(organisation: OrganisationId, switch: Switch, on: bool) -> Result<(), AppError> {
    Ok(service::settings::set_switch(&asker()?, organisation, switch, on).await?)
}

/// Adds an entry to a list; `code` is for genders only.
#[server(endpoint = "admin/settings/add-word", input = Json)]
pub async fn add_word(list: WordList, code: String, name: String) -> Result<(), AppError> {
    Ok(service::settings::add_word(&asker()?, list, &code, &name).await?)
}

/// Takes an entry out of a list: a gender by its code, the others by name.
#[server(endpoint = "admin/settings/remove-word", input = Json)]
pub async fn remove_word(list: WordList, key: String) -> Result<(), AppError> {
    Ok(service::settings::remove_word(&asker()?, list, &key).await?)
}
