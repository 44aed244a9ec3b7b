//! What the settings ask of the server (SPEC U2, U3).

use crate::error::AppError;
use domain::id::OrganisationId;
use domain::person::Gender;
use domain::user::{Settings, Switch, WordList};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use crate::gate;
#[cfg(feature = "ssr")]
use domain::access::{Action, may};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPage {
    /// The organisations whose switches the signed-in person sets.
    pub organisations: Vec<(OrganisationId, String, Settings)>,
    pub genders: Vec<Gender>,
    pub pronouns: Vec<String>,
    pub titles: Vec<String>,
    /// Whether they change the lists, too.
    pub may_change_lists: bool,
}

/// The switches and lists there are.
#[server(endpoint = "admin/settings/read", input = Json)]
pub async fn read_settings() -> Result<SettingsPage, AppError> {
    let signed_in = gate::signed_in()?;
    let viewer = &signed_in.viewer;
    let store = gate::store()?;
    let mut organisations = Vec::new();
    for organisation in store.organisations().await? {
        if may(viewer, Action::ManageSettings(organisation.id)) {
            let settings = store.settings(organisation.id).await?;
            organisations.push((organisation.id, organisation.name, settings));
        }
    }
    if organisations.is_empty() {
        return Err(AppError::Forbidden);
    }
    let theirs: Vec<OrganisationId> = organisations.iter().map(|(id, ..)| *id).collect();
    if let Some(chosen) = signed_in.chosen_of(&theirs) {
        organisations.retain(|(id, ..)| *id == chosen);
    }
    let lists = store.user_lists(None).await?;
    Ok(SettingsPage {
        organisations,
        genders: lists.genders,
        pronouns: lists.pronouns,
        titles: lists.titles,
        may_change_lists: may(viewer, Action::ManageLists),
    })
}

/// Turns a switch of an organisation on or off.
#[server(endpoint = "admin/settings/switch", input = Json)]
pub async fn set_switch(organisation: OrganisationId, switch: Switch, on: bool) -> Result<(), AppError> {
    gate::allowed(Action::ManageSettings(organisation))?;
    Ok(gate::store()?.set_switch(organisation, switch, on, &gate::by()?).await?)
}

/// Adds an entry to a list; `code` is for genders only.
#[server(endpoint = "admin/settings/add-word", input = Json)]
pub async fn add_word(list: WordList, code: String, name: String) -> Result<(), AppError> {
    gate::allowed(Action::ManageLists)?;
    let (code, name) = list.check(&code, &name).map_err(|words| AppError::Invalid(words.to_owned()))?;
    Ok(gate::store()?.add_word(list, &code, &name, &gate::by()?).await?)
}

/// Takes an entry out of a list: a gender by its code, the others by name.
#[server(endpoint = "admin/settings/remove-word", input = Json)]
pub async fn remove_word(list: WordList, key: String) -> Result<(), AppError> {
    gate::allowed(Action::ManageLists)?;
    Ok(gate::store()?.remove_word(list, &key, &gate::by()?).await?)
}
