//! Users as administrators manage them (SPEC U4), and one's own profile (SPEC U12).

mod directory;
pub mod import;
mod rules;

use crate::{Asker, Fault};
use directory::UserDirectory;
use domain::access::Grant;
use domain::id::{OrganisationId, UserId};
use domain::user::{
    Added, Checked, Detail, Field, Filter, Lists, Permission, Problem, Profile, Received, Role, UserDraft, UserPage,
    UserRefusal, UsersPage, own_fields,
};
use rules::check_listed;
use std::collections::BTreeMap;
use store::{NewAccount, Saved, StoreError};

/// A part of the users of the organisations whose users they manage.
pub async fn list(asker: &Asker, filter: &Filter) -> Result<UsersPage, Fault> {
    let (directory, mut lists) = open(asker).await?;
    // An address that names an organisation shows that one, whichever is looked at.
    let looked_at = directory.looks_at.filter(|_| filter.organisation.is_none());
    if let Some(organisation) = looked_at {
        lists.narrow(organisation);
    }
    let looked_at = looked_at.map(|organisation| [organisation]);
    let within = looked_at.as_ref().map(<[OrganisationId; 1]>::as_slice).or_else(|| directory.within());
    let page = asker.store().users(within, filter, asker.now()).await?;
    let mut cohorts = Vec::new();
    for (organisation, _) in &lists.organisations {
        let named = asker.store().cohorts(*organisation).await?;
        cohorts.extend(named.into_iter().map(|cohort| (cohort.id, cohort.name)));
    }
    Ok(UsersPage { page, lists, cohorts })
}

/// What the form of a new user chooses from.
pub async fn lists(asker: &Asker) -> Result<Lists, Fault> {
    let (directory, mut lists) = open(asker).await?;
    // The one that is looked at comes first.
    lists.organisations.sort_by_key(|(organisation, _)| Some(*organisation) != directory.looks_at);
    Ok(lists)
}

/// A user.
pub async fn one(asker: &Asker, id: UserId) -> Result<UserPage, Fault> {
    let (directory, mut lists) = open(asker).await?;
    let profile = directory.managed(asker.store().user(id).await?)?;
    keep_theirs(&mut lists, &profile);
    Ok(UserPage { own: asker.owns(profile.id), profile, lists })
}

/// Makes a user with a generated password, which is answered and never told again.
pub async fn add(asker: &Asker, draft: &UserDraft) -> Result<Added, Fault> {
    let (directory, lists) = open(asker).await?;
    let checked = match draft.check(&lists) {
        Ok(checked) => checked,
        Err(problems) => return Ok(Added::Problems(problems)),
    };
    directory.check_given(&[], &checked.permissions)?;
    check_listed(&[], &checked.permissions, &lists)?;
    let (password, hash) = asker.new_password().await?;
    let account = NewAccount { password_hash: Some(hash), must_change_password: true };
    match asker.begin().await?.add_user(&checked, &account).await {
        Ok(user) => Ok(Added::Done { user, password }),
        Err(fault) => Ok(Added::Problems(vec![taken(fault)?])),
    }
}

/// Writes a user who was read in version `base`.
pub async fn save(asker: &Asker, id: UserId, base: i64, draft: &UserDraft) -> Result<Received, Fault> {
    let (directory, mut lists) = open(asker).await?;
    let mut write = asker.begin().await?;
    let profile = directory.managed(write.user(id).await?)?;
    keep_theirs(&mut lists, &profile);
    let checked = match draft.check(&lists) {
        Ok(checked) => checked,
        Err(problems) => return Ok(Received::Problems(problems)),
    };
    directory.check_change(&profile, &checked)?;
    check_listed(&profile.permissions, &checked.permissions, &lists)?;
    let checked = Checked { details: kept_hidden(&profile, checked.details.clone(), &lists), ..checked };
    received(write.save_user(id, base, &checked, directory.within()).await)
}

/// Deletes users softly; all of them or, where one may not be, none. How many were not deleted before.
pub async fn delete(asker: &Asker, users: &[UserId]) -> Result<u32, Fault> {
    let directory = UserDirectory::open(asker).await?;
    let mut write = asker.begin().await?;
    for user in users {
        let profile = directory.managed(write.user(*user).await?)?;
        directory.check_deletion(&profile)?;
    }
    Ok(write.delete_users(users).await?)
}

/// Brings a deleted user back, with these permissions instead of what they held.
pub async fn reactivate(asker: &Asker, id: UserId, permissions: &[Permission]) -> Result<(), Fault> {
    let (directory, lists) = open(asker).await?;
    let mut write = asker.begin().await?;
    let profile = directory.managed(write.user(id).await?)?;
    if permissions.is_empty() {
        return Err(UserRefusal::NoPermission.into());
    }
    directory.check_return(&profile, permissions)?;
    check_listed(&[], permissions, &lists)?;
    Ok(write.reactivate_user(id, permissions).await?)
}

/// One's own profile, with what the form chooses from.
pub async fn own(asker: &Asker) -> Result<UserPage, Fault> {
    let mut lists = own_lists(asker).await?;
    let user = asker.own_account()?.viewer.user;
    let profile = asker.store().user(user).await?.ok_or(Fault::NotFound("account"))?;
    keep_theirs(&mut lists, &profile);
    Ok(UserPage { own: true, profile, lists })
}

/// Changes fields of one's own profile that are one's own to change; any other is refused.
pub async fn save_own(asker: &Asker, base: i64, changes: Vec<(Field, String)>) -> Result<Received, Fault> {
    let mut lists = own_lists(asker).await?;
    let user = asker.own_account()?.viewer.user;
    let mut write = asker.begin().await?;
    let profile = write.user(user).await?.ok_or(Fault::NotFound("account"))?;
    keep_theirs(&mut lists, &profile);
    let allowed = own_fields(&lists.settings);
    let mut draft = UserDraft::of(&profile);
    for (field, text) in changes {
        if !allowed.contains(&field) {
            return Err(Fault::Forbidden);
        }
        draft.set_text(field, text);
    }
    let checked = match draft.check(&lists) {
        Ok(checked) => checked,
        Err(problems) => return Ok(Received::Problems(problems)),
    };
    // No organisation: what they hold and where they belong is not theirs to change.
    received(write.save_user(profile.id, base, &checked, Some(&[])).await)
}

/// The lists of the organisations that the signed-in person belongs to.
async fn own_lists(asker: &Asker) -> Result<Lists, Fault> {
    let grants = &asker.own_account()?.viewer.grants;
    let organisations: Vec<OrganisationId> = grants.iter().map(|grant| grant.organisation).collect();
    Ok(asker.store().user_lists(Some(&organisations)).await?)
}

/// The users they manage, with the lists cut to what they may give.
async fn open(asker: &Asker) -> Result<(UserDirectory, Lists), Fault> {
    let directory = UserDirectory::open(asker).await?;
    let mut lists = directory.lists().await?;
    lists.roles.retain(|Role { group, role }| {
        let grant = |organisation| Grant { organisation, group: group.clone(), role: role.clone() };
        lists.organisations.iter().any(|(id, _)| directory.gives(&grant(*id)))
    });
    Ok((directory, lists))
}

/// A title that has left the list is still this user's.
fn keep_theirs(lists: &mut Lists, profile: &Profile) {
    if let Some(title) = profile.details.get(&Detail::Title)
        && !lists.titles.contains(title)
    {
        lists.titles.push(title.clone());
    }
}

/// The details of a save: what the switches hide is not in the form, and stays.
fn kept_hidden(profile: &Profile, mut details: BTreeMap<Detail, String>, lists: &Lists) -> BTreeMap<Detail, String> {
    for (detail, text) in &profile.details {
        if !detail.is_shown(&lists.settings) {
            details.insert(*detail, text.clone());
        }
    }
    details
}

fn received(saved: Result<Saved, StoreError>) -> Result<Received, Fault> {
    match saved {
        Ok(Saved::Done(version)) => Ok(Received::Saved { version }),
        Ok(Saved::Stale) => Ok(Received::Stale),
        Err(fault) => Ok(Received::Problems(vec![taken(fault)?])),
    }
}

/// The problem that stands for a value another user has; any other fault is one.
fn taken(fault: StoreError) -> Result<Problem, Fault> {
    let (field, words) = match fault {
        StoreError::Taken("username") => (Field::Username, "Someone else has this username."),
        StoreError::Taken("email") => (Field::Email, "Someone else has this e-mail address."),
        StoreError::Taken("number") => (Field::Number, "Someone else in this organisation has this number."),
        fault => return Err(fault.into()),
    };
    Ok(Problem { field, words: words.to_owned() })
}
