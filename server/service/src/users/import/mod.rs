//! Importing users (SPEC U5 to U9): what a file is planned on, the file on its way, the import, and taking it back.

mod letters;
mod write;

use super::directory::UserDirectory;
use crate::{Asker, Fault, Invalid};
use domain::access::Action;
use domain::id::{UploadId, UserImportId};
use domain::import::columns::HeaderKey;
use domain::import::users::desk::{Kept, LOOKED_UP_AT_ONCE, Wanted};
use domain::import::users::plan::{Ground, Known};
use domain::import::users::{Made, MadePage, Opened, Show, Undone, UserImport};
use domain::user::{Checked, Profile};
use store::HeaderKind;
pub use write::{Means, SentFile, import, write};

/// How many imports are listed, and people of one at once.
const LISTED: u32 = 50;
const SHOWN: u32 = 200;

/// What an import is planned on, without people: they are looked up by what the file says of them.
pub async fn ground(asker: &Asker) -> Result<Ground, Fault> {
    UserDirectory::open(asker).await?.ground().await
}

/// What a file with the header of this key is planned on, and how it was mapped the last time. Without a key nothing is
/// remembered.
pub async fn open(asker: &Asker, key: Option<HeaderKey>) -> Result<Opened, Fault> {
    let ground = ground(asker).await?;
    let kept = match key {
        Some(key) => asker.store().recall_header(asker.doer()?, HeaderKind::Users, &key).await?,
        None => None,
    };
    // What an older version kept may not read any more: then it is not remembered.
    let remembered = kept.and_then(|kept| serde_json::from_str(&kept).ok());
    Ok(Opened { ground, remembered })
}

/// Keeps how a file was mapped, for the next one with the same header.
pub async fn remember(asker: &Asker, key: &HeaderKey, kept: &Kept) -> Result<(), Fault> {
    UserDirectory::open(asker).await?;
    let json = serde_json::to_string(kept).ok().filter(|_| key.is_valid()).ok_or(Invalid::Mapping)?;
    Ok(asker.store().keep_header(asker.doer()?, HeaderKind::Users, key, &json, asker.now()).await?)
}

/// Everyone who has one of these numbers, usernames or e-mail addresses, as far as they may know of them.
pub async fn look_up(asker: &Asker, wanted: &Wanted) -> Result<Vec<Known>, Fault> {
    let most = [&wanted.numbers, &wanted.usernames, &wanted.emails].map(Vec::len);
    if most.into_iter().any(|keys| keys > LOOKED_UP_AT_ONCE) {
        return Err(Invalid::LookUp { most: LOOKED_UP_AT_ONCE }.into());
    }
    UserDirectory::open(asker).await?.known(wanted).await
}

/// Refuses whoever manages no users, without asking the database: before a request's body is read.
pub fn may_import(asker: &Asker) -> Result<(), Fault> {
    let grants = &asker.person()?.viewer.grants;
    let manages = grants.iter().any(|grant| asker.may(Action::ManageUsers(grant.organisation)));
    if manages { Ok(()) } else { Err(Fault::Forbidden) }
}

/// Begins to take a file, in parts.
pub async fn open_upload(asker: &Asker) -> Result<UploadId, Fault> {
    may_import(asker)?;
    Ok(asker.store().open_upload(asker.doer()?, asker.now()).await?)
}

/// Takes a part of a file; `TooLarge` where it is more than a file may have.
pub async fn put_part(asker: &Asker, upload: UploadId, part: u32, bytes: &[u8]) -> Result<(), Fault> {
    may_import(asker)?;
    Ok(asker.store().put_part(upload, asker.doer()?, part, bytes, asker.now()).await?)
}

/// The file that has come.
pub async fn upload_bytes(asker: &Asker, upload: UploadId) -> Result<Vec<u8>, Fault> {
    may_import(asker)?;
    Ok(asker.store().upload_bytes(upload, asker.doer()?).await?)
}

/// Forgets a file.
pub async fn drop_upload(asker: &Asker, upload: UploadId) -> Result<(), Fault> {
    Ok(asker.store().drop_upload(upload, asker.doer()?, asker.now()).await?)
}

/// The last imports in the organisations whose users they manage.
pub async fn earlier(asker: &Asker) -> Result<Vec<UserImport>, Fault> {
    let directory = UserDirectory::open(asker).await?;
    Ok(asker.store().user_imports(directory.within(), None, LISTED).await?)
}

/// An import that was made.
pub async fn made(asker: &Asker, id: UserImportId) -> Result<Made, Fault> {
    let import = looked_up(asker, id).await?;
    let unplaced = match import.undone {
        None => asker.store().unplaced(Some(&import.organisations)).await?,
        Some(_) => Vec::new(),
    };
    Ok(Made { may_undo: import.undone.is_none() && may_undo(asker, &import), import, unplaced })
}

/// A part of the people of an import, from the place `from` on.
pub async fn people(asker: &Asker, id: UserImportId, show: Show, from: u32) -> Result<MadePage, Fault> {
    looked_up(asker, id).await?;
    Ok(asker.store().imported_users(id, show, from, SHOWN).await?)
}

/// Restores what an import changed, and names who is left as they are, and why.
pub async fn undo(asker: &Asker, id: UserImportId) -> Result<Undone, Fault> {
    let directory = UserDirectory::open(asker).await?;
    let import = looked_up(asker, id).await?;
    if !may_undo(asker, &import) {
        return Err(Fault::Forbidden);
    }
    // The rule is asked of each person as they are found in the transaction: they may be a hundred thousand.
    let may = |profile: &Profile, before: Option<&Checked>| directory.may_take_back(profile, before);
    Ok(asker.store().undo_import(id, &may, &asker.by()).await?)
}

/// The import of that id; one they may not look at is "not there".
async fn looked_up(asker: &Asker, id: UserImportId) -> Result<UserImport, Fault> {
    UserDirectory::open(asker).await?;
    let import = asker.store().user_import(id).await?.filter(|import| may_look(asker, import));
    import.ok_or(Fault::NotFound("import"))
}

/// Whether they manage the users of all organisations it touched.
fn may_look(asker: &Asker, import: &UserImport) -> bool {
    let is_theirs = |organisation| asker.may(Action::ManageUsers(organisation));
    let all_theirs = !import.organisations.is_empty() && import.organisations.iter().copied().all(is_theirs);
    all_theirs || asker.may(Action::ViewSystem)
}

/// Whether they may take it back at all; of each person of it, [`UserDirectory::may_take_back`] is asked. Not under a
/// mask: what is restored may be their own account, or the lender's, which a mask never changes.
fn may_undo(asker: &Asker, import: &UserImport) -> bool {
    let medtech = import.medtech;
    let gives = |organisation| asker.may(Action::GivePermission { organisation, admin: false, medtech });
    !asker.is_masked() && may_look(asker, import) && import.organisations.iter().copied().all(gives)
}
