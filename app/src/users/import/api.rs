//! What the pages about importing users ask of the server. The file itself goes another way: see the server's
//! `user_import`.

use crate::error::AppError;
use domain::cohort::Unplaced;
use domain::id::UserImportId;
use domain::import::columns::HeaderKey;
use domain::import::users::desk::Kept;
use domain::import::users::plan::Ground;
use domain::import::users::{MadePage, Show, Undone, UserImport};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use crate::gate;
#[cfg(feature = "ssr")]
use crate::users::reach::Manager;
#[cfg(feature = "ssr")]
use domain::access::{Action, may};
#[cfg(feature = "ssr")]
use domain::user::{Checked, Profile};
#[cfg(feature = "ssr")]
use store::HeaderKind;

/// What the installation knows beside people, and how a file with this header was mapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub ground: Ground,
    pub remembered: Option<Kept>,
}

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub import: UserImport,
    /// Whether it is theirs to undo, and not undone.
    pub may_undo: bool,
    /// Learners of its organisations who are in no cohort now; none where it was undone.
    pub unplaced: Vec<Unplaced>,
}

/// What a file with the header of this key is imported on. Without a key nothing is remembered.
#[server(endpoint = "admin/users/import-open", input = Json)]
pub async fn open(key: Option<HeaderKey>) -> Result<Opened, AppError> {
    let manager = Manager::signed_in().await?;
    let ground = manager.ground().await?;
    let kept = match key {
        Some(key) => manager.store.recall_header(manager.viewer.doer(), HeaderKind::Users, &key).await?,
        None => None,
    };
    // What an older version kept may not read any more: then it is not remembered.
    let remembered = kept.and_then(|kept| serde_json::from_str(&kept).ok());
    Ok(Opened { ground, remembered })
}

/// Keeps how a file was mapped, for the next one with the same header.
#[server(endpoint = "admin/users/import-remember", input = Json)]
pub async fn remember(key: HeaderKey, kept: Kept) -> Result<(), AppError> {
    let manager = Manager::signed_in().await?;
    let is_key = key.as_str().len() == 32 && key.as_str().bytes().all(|b| b.is_ascii_hexdigit());
    let json = serde_json::to_string(&kept).ok().filter(|_| is_key);
    let json = json.ok_or_else(|| AppError::Invalid("This is no mapping of a file.".to_owned()))?;
    Ok(manager.store.keep_header(manager.viewer.doer(), HeaderKind::Users, &key, &json, gate::now()?).await?)
}

/// The last imports of users in the organisations whose users the signed-in person manages.
#[server(endpoint = "admin/users/imports", input = Json)]
pub async fn earlier() -> Result<Vec<UserImport>, AppError> {
    let manager = Manager::signed_in().await?;
    Ok(manager.store.user_imports(manager.within(), None, LISTED).await?)
}

/// An import.
#[server(name = LookAtMade, endpoint = "admin/users/imports-one", input = Json)]
pub async fn made(id: UserImportId) -> Result<Made, AppError> {
    let manager = Manager::signed_in().await?;
    let import = looked_up(&manager, id).await?;
    let unplaced = match import.undone {
        None => manager.store.unplaced(Some(&import.organisations)).await?,
        Some(_) => Vec::new(),
    };
    Ok(Made { may_undo: import.undone.is_none() && may_undo(&manager, &import), import, unplaced })
}

/// A part of the people of an import, from the place `from` on.
#[server(endpoint = "admin/users/imports-people", input = Json)]
pub async fn people(id: UserImportId, show: Show, from: u32) -> Result<MadePage, AppError> {
    let manager = Manager::signed_in().await?;
    looked_up(&manager, id).await?;
    Ok(manager.store.imported_users(id, show, from, SHOWN).await?)
}

/// **"Undo import"**: restores what the import changed, and names who is left as they are, and why.
#[server(endpoint = "admin/users/imports-undo", input = Json)]
pub async fn undo(id: UserImportId) -> Result<Undone, AppError> {
    let manager = Manager::signed_in().await?;
    let import = looked_up(&manager, id).await?;
    if !may_undo(&manager, &import) {
        return Err(AppError::Forbidden);
    }
    let may = |profile: &Profile, before: Option<&Checked>| manager.may_take_back(profile, before);
    Ok(manager.store.undo_import(id, &may, &gate::by()?).await?)
}

/// How many imports are listed, and people of one at once.
#[cfg(feature = "ssr")]
const LISTED: u32 = 50;
#[cfg(feature = "ssr")]
const SHOWN: u32 = 200;

/// The import of that id; one they may not look at is "not there".
#[cfg(feature = "ssr")]
async fn looked_up(manager: &Manager, id: UserImportId) -> Result<UserImport, AppError> {
    let import = manager.store.user_import(id).await?.filter(|import| may_look(manager, import));
    import.ok_or_else(|| AppError::NotFound("import".to_owned()))
}

/// Whether they manage the users of all organisations it touched.
#[cfg(feature = "ssr")]
fn may_look(manager: &Manager, import: &UserImport) -> bool {
    let is_theirs = |organisation| may(&manager.viewer, Action::ManageUsers(organisation));
    let all_theirs = !import.organisations.is_empty() && import.organisations.iter().copied().all(is_theirs);
    all_theirs || may(&manager.viewer, Action::ViewSystem)
}

/// Whether they may take it back at all; of each person of it, [`Manager::may_take_back`] is asked. Not under a mask:
/// what is restored may be their own account, or the lender's, which a mask never changes.
#[cfg(feature = "ssr")]
fn may_undo(manager: &Manager, import: &UserImport) -> bool {
    let medtech = import.medtech;
    let gives = |organisation| may(&manager.viewer, Action::GivePermission { organisation, admin: false, medtech });
    manager.viewer.worn_by.is_none() && may_look(manager, import) && import.organisations.iter().copied().all(gives)
}
