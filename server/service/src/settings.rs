//! The switches of organisations and the lists of the installation (SPEC U2, U3).

use crate::{Asker, Fault, Invalid};
use domain::access::Action;
use domain::id::OrganisationId;
use domain::user::{SettingsPage, Switch, WordList};

/// The switches and lists there are.
pub async fn read(asker: &Asker) -> Result<SettingsPage, Fault> {
    asker.known()?;
    let store = asker.store();
    let mut organisations = Vec::new();
    for organisation in store.organisations().await? {
        if asker.may(Action::ManageSettings(organisation.id)) {
            let settings = store.settings(organisation.id).await?;
            organisations.push((organisation.id, organisation.name, settings));
        }
    }
    if organisations.is_empty() {
        return Err(Fault::Forbidden);
    }
    let theirs: Vec<OrganisationId> = organisations.iter().map(|(id, ..)| *id).collect();
    if let Some(chosen) = asker.chosen_of(&theirs) {
        organisations.retain(|(id, ..)| *id == chosen);
    }
    let lists = store.user_lists(None).await?;
    Ok(SettingsPage {
        organisations,
        genders: lists.genders,
        pronouns: lists.pronouns,
        titles: lists.titles,
        may_change_lists: asker.may(Action::ManageLists),
    })
}

/// Turns a switch of an organisation on or off.
pub async fn set_switch(asker: &Asker, organisation: OrganisationId, switch: Switch, on: bool) -> Result<(), Fault> {
    asker.authorise(Action::ManageSettings(organisation))?;
    Ok(asker.store().set_switch(organisation, switch, on, &asker.by()).await?)
}

/// Adds an entry to a list; `code` is for genders only.
pub async fn add_word(asker: &Asker, list: WordList, code: &str, name: &str) -> Result<(), Fault> {
    asker.authorise(Action::ManageLists)?;
    let (code, name) = list.check(code, name).map_err(Invalid::Word)?;
    Ok(asker.store().add_word(list, &code, &name, &asker.by()).await?)
}

/// Takes an entry out of a list: a gender by its code, the others by name.
pub async fn remove_word(asker: &Asker, list: WordList, key: &str) -> Result<(), Fault> {
    asker.authorise(Action::ManageLists)?;
    Ok(asker.store().remove_word(list, key, &asker.by()).await?)
}
