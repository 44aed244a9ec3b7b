//! What the pages of users ask of the server.

use crate::error::AppError;
use domain::id::{CohortId, UserId};
use domain::user::{Field, Filter, Lists, Page, Permission, Problem, Profile, UserDraft};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use super::checks::check_listed;
#[cfg(feature = "ssr")]
use super::reach::Manager;
#[cfg(feature = "ssr")]
use crate::gate;
#[cfg(feature = "ssr")]
use domain::access::Grant;
#[cfg(feature = "ssr")]
use domain::id::OrganisationId;
#[cfg(feature = "ssr")]
use domain::user::{Checked, Role, own_fields};
#[cfg(feature = "ssr")]
use store::{NewAccount, Saved, StoreError};

/// A part of the list, with what it can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersPage {
    pub page: Page,
    pub lists: Lists,
    pub cohorts: Vec<(CohortId, String)>,
}

/// A user with what the form chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserPage {
    pub profile: Profile,
    pub lists: Lists,
    /// Whether it is the signed-in person: nobody deletes or disables themselves.
    pub own: bool,
}

/// How a form was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Received {
    /// Written; the version there is now.
    Saved { version: i64 },
    /// Nothing was written: these fields are wrong.
    Problems(Vec<Problem>),
    /// Nothing was written: someone changed the user meanwhile.
    Stale,
}

/// How a new user was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Added {
    /// There is a user; this is the only time the password is told.
    Done {
        user: UserId,
        password: String,
    },
    Problems(Vec<Problem>),
}

/// A part of the users of the organisations whose users the signed-in person manages (SPEC U4).
#[server(endpoint = "admin/users/list", input = Json)]
pub async fn users(filter: Filter) -> Result<UsersPage, AppError> {
    let (manager, mut lists) = manager().await?;
    // An address that names an organisation shows that one, whichever is looked at.
    let looked_at = manager.looks_at.filter(|_| filter.organisation.is_none());
    if let Some(organisation) = looked_at {
        lists.narrow(organisation);
    }
    let looked_at = looked_at.map(|organisation| [organisation]);
    let within = looked_at.as_ref().map(<[OrganisationId; 1]>::as_slice).or_else(|| manager.within());
    let page = manager.store.users(within, &filter, gate::now()?).await?;
    let mut cohorts = Vec::new();
    for (organisation, _) in &lists.organisations {
        let named = manager.store.cohorts(*organisation).await?;
        cohorts.extend(named.into_iter().map(|cohort| (cohort.id, cohort.name)));
    }
    Ok(UsersPage { page, lists, cohorts })
}

/// What the form of a new user chooses from.
#[server(endpoint = "admin/users/new", input = Json)]
pub async fn new_user() -> Result<Lists, AppError> {
    let (manager, mut lists) = manager().await?;
    // The one that is looked at comes first.
    lists.organisations.sort_by_key(|(organisation, _)| Some(*organisation) != manager.looks_at);
    Ok(lists)
}

/// A user.
#[server(endpoint = "admin/users/one", input = Json)]
pub async fn user(id: UserId) -> Result<UserPage, AppError> {
    let (manager, mut lists) = manager().await?;
    let profile = manager.profile(id).await?;
    keep_theirs(&mut lists, &profile);
    Ok(UserPage { own: manager.viewer.owns(profile.id), profile, lists })
}

/// Makes a user with a generated password, which is answered and never told again (SPEC U4).
#[server(endpoint = "admin/users/add", input = Json)]
pub async fn add_user(draft: UserDraft) -> Result<Added, AppError> {
    let (manager, lists) = manager().await?;
    let checked = match draft.check(&lists).map_err(Added::Problems) {
        Ok(checked) => checked,
        Err(problems) => return Ok(problems),
    };
    manager.check_given(&[], &checked.permissions)?;
    check_listed(&[], &checked.permissions, &lists)?;
    let (password, hash) = gate::new_password().await?;
    let account = NewAccount { password_hash: Some(hash), must_change_password: true };
    match manager.store.add_user(&checked, &account, &gate::by()?).await {
        Ok(user) => Ok(Added::Done { user, password }),
        Err(fault) => Ok(Added::Problems(vec![taken(fault)?])),
    }
}

/// Writes a user who was read in version `base`.
#[server(endpoint = "admin/users/save", input = Json)]
pub async fn save_user(id: UserId, base: i64, draft: UserDraft) -> Result<Received, AppError> {
    let (manager, mut lists) = manager().await?;
    let profile = manager.profile(id).await?;
    keep_theirs(&mut lists, &profile);
    let checked = match draft.check(&lists).map_err(Received::Problems) {
        Ok(checked) => checked,
        Err(problems) => return Ok(problems),
    };
    manager.check_change(&profile, &checked)?;
    check_listed(&profile.permissions, &checked.permissions, &lists)?;
    let checked = Checked { details: kept_hidden(&profile, checked.details.clone(), &lists), ..checked };
    match manager.store.save_user(id, base, &checked, manager.within(), &gate::by()?).await {
        Ok(Saved::Done(version)) => Ok(Received::Saved { version }),
        Ok(Saved::Stale) => Ok(Received::Stale),
        Err(fault) => Ok(Received::Problems(vec![taken(fault)?])),
    }
}

/// Deletes users softly; all of them or, where one may not be, none (SPEC U4).
#[server(endpoint = "admin/users/delete", input = Json)]
pub async fn delete_users(users: Vec<UserId>) -> Result<u32, AppError> {
    let (manager, _) = manager().await?;
    for user in &users {
        manager.check_deletion(&manager.profile(*user).await?)?;
    }
    Ok(manager.store.delete_users(&users, &gate::by()?).await?)
}

/// Brings a deleted user back, with these permissions instead of what they held (SPEC U4).
#[server(endpoint = "admin/users/reactivate", input = Json)]
pub async fn reactivate_user(id: UserId, permissions: Vec<Permission>) -> Result<(), AppError> {
    let (manager, lists) = manager().await?;
    let profile = manager.profile(id).await?;
    if permissions.is_empty() {
        return Err(AppError::Invalid("Choose a group and a role, and press “Add Permission”.".to_owned()));
    }
    manager.check_return(&profile, &permissions)?;
    check_listed(&[], &permissions, &lists)?;
    Ok(manager.store.reactivate_user(id, &permissions, &gate::by()?).await?)
}

/// One's own profile, with what the form chooses from.
#[server(endpoint = "profile/own", input = Json)]
pub async fn own_profile() -> Result<UserPage, AppError> {
    let (profile, lists) = own().await?;
    Ok(UserPage { own: true, profile, lists })
}

/// Changes fields of one's own profile that are one's own to change (SPEC U12); any other is refused.
#[server(endpoint = "profile/save", input = Json)]
pub async fn save_own_profile(base: i64, changes: Vec<(Field, String)>) -> Result<Received, AppError> {
    let (profile, lists) = own().await?;
    let allowed = own_fields(&lists.settings);
    let mut draft = UserDraft::of(&profile);
    for (field, text) in changes {
        if !allowed.contains(&field) {
            return Err(AppError::Forbidden);
        }
        draft.set_text(field, text);
    }
    let checked = match draft.check(&lists) {
        Ok(checked) => checked,
        Err(problems) => return Ok(Received::Problems(problems)),
    };
    // No organisation: what they hold and where they belong is not theirs to change.
    match gate::store()?.save_user(profile.id, base, &checked, Some(&[]), &gate::by()?).await {
        Ok(Saved::Done(version)) => Ok(Received::Saved { version }),
        Ok(Saved::Stale) => Ok(Received::Stale),
        Err(fault) => Ok(Received::Problems(vec![taken(fault)?])),
    }
}

/// The signed-in person's profile, and the lists of the organisations they belong to.
#[cfg(feature = "ssr")]
async fn own() -> Result<(Profile, Lists), AppError> {
    let viewer = gate::own_account()?.viewer;
    let store = gate::store()?;
    let profile = store.user(viewer.user).await?.ok_or_else(|| AppError::NotFound("account".to_owned()))?;
    let organisations: Vec<OrganisationId> = viewer.grants.iter().map(|grant| grant.organisation).collect();
    let mut lists = store.user_lists(Some(&organisations)).await?;
    keep_theirs(&mut lists, &profile);
    Ok((profile, lists))
}

/// The signed-in person as a manager of users, with the lists cut to what they may give.
#[cfg(feature = "ssr")]
async fn manager() -> Result<(Manager, Lists), AppError> {
    let manager = Manager::signed_in().await?;
    let mut lists = manager.lists().await?;
    lists.roles.retain(|Role { group, role }| {
        let grant = |organisation| Grant { organisation, group: group.clone(), role: role.clone() };
        lists.organisations.iter().any(|(id, _)| manager.gives(&grant(*id)))
    });
    Ok((manager, lists))
}

/// A title that has left the list is still this user's.
#[cfg(feature = "ssr")]
fn keep_theirs(lists: &mut Lists, profile: &Profile) {
    if let Some(title) = profile.details.get(&domain::user::Detail::Title)
        && !lists.titles.contains(title)
    {
        lists.titles.push(title.clone());
    }
}

/// The details of a save: what the switches hide is not in the form, and stays.
#[cfg(feature = "ssr")]
fn kept_hidden(
    profile: &Profile,
    mut details: std::collections::BTreeMap<domain::user::Detail, String>,
    lists: &Lists,
) -> std::collections::BTreeMap<domain::user::Detail, String> {
    for (detail, text) in &profile.details {
        if !detail.is_shown(&lists.settings) {
            details.insert(*detail, text.clone());
        }
    }
    details
}

/// The problem that stands for a value another user has; any other fault is one.
#[cfg(feature = "ssr")]
fn taken(fault: StoreError) -> Result<Problem, AppError> {
    let (field, words) = match fault {
        StoreError::Taken("username") => (Field::Username, "Someone else has this username."),
        StoreError::Taken("email") => (Field::Email, "Someone else has this e-mail address."),
        StoreError::Taken("number") => (Field::Number, "Someone else in this organisation has this number."),
        fault => return Err(fault.into()),
    };
    Ok(Problem { field, words: words.to_owned() })
}
