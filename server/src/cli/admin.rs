//! `coterie admin create`: the first real user.

use super::Outcome;
use crate::{clock, secret};
use domain::access::Grant;
use domain::id::OrganisationId;
use domain::person::{AccountStatus, GenderCode};
use store::{By, NewUser, Organisation, School, Store, StoreError};

pub(super) struct NewAdmin {
    pub(super) username: String,
    pub(super) email: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) organisation: String,
}

pub(super) async fn create(store: &Store, new: NewAdmin) -> anyhow::Result<Outcome> {
    if new.username.trim().is_empty() || !new.email.contains('@') {
        eprintln!("A username and an e-mail address are needed; nothing was written.");
        return Ok(Outcome::BadInput);
    }
    let by = By { user: None, acted_as: None, at: clock::now() };
    let organisation = organisation(store, &new.organisation, &by).await?;
    let password = secret::draw_password()?;
    let user = NewUser {
        username: new.username.trim().to_owned(),
        email: new.email.trim().to_owned(),
        number: None,
        first: new.first_name,
        middle: None,
        last: new.last_name,
        gender: GenderCode::default(),
        entry_year: None,
        grad_year: None,
        grants: vec![Grant { organisation, group: "medtech".to_owned(), role: "admin".to_owned() }],
        departments: Vec::new(),
        password_hash: Some(secret::hash_password(password.clone()).await?),
        must_change_password: true,
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
    };
    match store.create_user(&user, &by).await {
        Ok(_) => {
            println!("{} may sign in with the password {password} and must choose another.", user.username);
            Ok(Outcome::Done)
        }
        Err(StoreError::Taken(what)) => {
            eprintln!("This {what} is taken; nothing was written.");
            Ok(Outcome::BadInput)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The organisation of that name, made when there is none.
async fn organisation(store: &Store, name: &str, by: &By) -> anyhow::Result<OrganisationId> {
    let known = store.organisations().await?;
    if let Some(found) = known.iter().find(|o| o.name == name) {
        return Ok(found.id);
    }
    let id = OrganisationId(known.iter().map(|o| o.id.0).max().unwrap_or(0) + 1);
    let school = School { organisations: vec![Organisation { id, name: name.to_owned() }], ..School::default() };
    store.found_school(&school, by).await?;
    Ok(id)
}
