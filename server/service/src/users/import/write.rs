//! An import of users is written: every check again on what is known now, then all or nothing.

use super::letters::{self, INVITATION};
use crate::users::directory::UserDirectory;
use crate::{Asker, Fault};
use domain::id::{OrganisationId, UserId, UserImportId};
use domain::import::users::desk::{Commit, Imported, LOOKED_UP_AT_ONCE, Progress, Sent, Stage, Told, wanted};
use domain::import::users::plan::{Directory, Plan, Sheet};
use domain::person::AccountStatus;
use domain::user::{Checked, Profile};
use std::collections::BTreeMap;
use store::{Attendant, ImportEnd, Invitation, NewImport, NewMail, Store};
use time::OffsetDateTime;

/// What the server around it gives an import.
pub struct Means<'m> {
    /// The address people reach the server by.
    pub public_url: &'m str,
    /// Draws a secret for a link, with the hash that is kept of it.
    pub draw: &'m (dyn Fn() -> Option<(String, Vec<u8>)> + Sync),
    /// Hears how far it is.
    pub tell: &'m (dyn Fn(Progress) + Sync),
}

impl core::fmt::Debug for Means<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Means").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}

/// A file that was sent, with everyone it names as they are now.
#[derive(Debug)]
pub struct SentFile {
    sent: Sent,
    directory: Directory,
}

impl SentFile {
    /// Looks everyone up, some thousand rows at a time.
    pub async fn look(asker: &Asker, sent: Sent, tell: &(dyn Fn(Progress) + Sync)) -> Result<Self, Fault> {
        let users = UserDirectory::open(asker).await?;
        let mut directory = Directory::new(users.ground().await?);
        let sheet = sent.sheet(&directory);
        let mut parts = 0..;
        while let Some((part, wanted)) = parts.next().and_then(|part| Some((part, wanted(&sheet, part)?))) {
            tell(progress(Stage::LookingUp, part * LOOKED_UP_AT_ONCE, sheet.count()));
            directory.add(users.known(&wanted).await?);
        }
        drop(sheet);
        Ok(Self { sent, directory })
    }

    /// The rows with what was corrected.
    pub fn sheet(&self) -> Sheet<'_> {
        self.sent.sheet(&self.directory)
    }

    /// What becomes of each.
    pub fn plan(&self, sheet: &Sheet<'_>) -> Plan {
        Plan::new(sheet, &self.directory, &self.sent.commit().decisions)
    }
}

fn progress(stage: Stage, done: usize, total: usize) -> Progress {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Progress { stage, done: number(done), total: number(total) }
}

/// Imports a file as it was reviewed, if the plan that comes of it now is the one that was seen; what is told last.
pub async fn import(asker: &Asker, bytes: Vec<u8>, commit: Commit, means: &Means<'_>) -> Result<Told, Fault> {
    let digest = commit.digest;
    let sent = match Sent::open(bytes, commit) {
        Ok(sent) => sent,
        Err(problem) => return Ok(Told::Refused(problem.to_string())),
    };
    let opened = SentFile::look(asker, sent, means.tell).await?;
    (means.tell)(progress(Stage::Checking, 0, opened.sent.count()));
    let sheet = opened.sheet();
    let plan = opened.plan(&sheet);
    if plan.digest() != digest {
        return Ok(Told::Moved);
    }
    write(asker, &opened, (&sheet, &plan), means).await
}

/// Writes what a plan does that was accepted; `sheet` and `plan` are those of the file.
pub async fn write(
    asker: &Asker,
    opened: &SentFile,
    (sheet, plan): (&Sheet<'_>, &Plan),
    means: &Means<'_>,
) -> Result<Told, Fault> {
    if plan.open() > 0 {
        return Ok(Told::Moved);
    }
    let commit = opened.sent.commit();
    let total = plan.rows.iter().filter(|row| row.is_done()).count();
    if total == 0 {
        return Ok(Told::Refused("There is nothing to change: everyone in this file is here as it says.".to_owned()));
    }
    let (store, by) = (asker.store(), asker.by());
    let importer = match by.user {
        Some(user) => store.user(user).await?,
        None => None,
    };
    let options = commit.options;
    let list = importer.as_ref().filter(|_| options.send_list);
    let list = list.map(|importer| letters::list(&importer.email, &commit.file_name, sheet, plan));
    let mut clerk =
        Clerk { invites: options.notify, importer, schools: schools(store).await?, list, total, means, at: by.at };
    let about = NewImport { file_name: commit.file_name.clone(), counts: plan.counts };
    (means.tell)(progress(Stage::Writing, 0, total));
    let end = store.import_users(plan.deed(sheet, &opened.directory), &about, &mut clerk, &by).await?;
    Ok(match end {
        ImportEnd::Done(import) => Told::Imported(Imported { import: import.0, counts: plan.counts }),
        ImportEnd::Moved => Told::Moved,
        ImportEnd::NumberTaken { row } => Told::Refused(format!(
            "Row {row} gives somebody a permission in an organisation in which someone else has their institution \
             number. Leave the row out, or correct the number."
        )),
    })
}

async fn schools(store: &Store) -> Result<BTreeMap<OrganisationId, String>, Fault> {
    let schools = store.organisations().await?.into_iter();
    Ok(schools.map(|organisation| (organisation.id, organisation.name)).collect())
}

/// Writes the letters of an import, and tells how far it is.
struct Clerk<'c> {
    invites: bool,
    importer: Option<Profile>,
    schools: BTreeMap<OrganisationId, String>,
    list: Option<NewMail>,
    total: usize,
    means: &'c Means<'c>,
    at: OffsetDateTime,
}

impl Attendant for Clerk<'_> {
    /// Who comes with a password needs none, and who cannot sign in would only wonder.
    fn invite(&mut self, _: UserId, account: &Checked, has_password: bool) -> Option<Invitation> {
        if !self.invites || has_password || account.status == AccountStatus::Disabled {
            return None;
        }
        let (token, token_hash) = (self.means.draw)()?;
        let link = format!("{}/password/reset?token={token}&invited=1", self.means.public_url);
        let school = account.permissions.first().and_then(|held| self.schools.get(&held.grant.organisation));
        let school = school.map_or("your school", String::as_str);
        let importer =
            self.importer.as_ref().map_or_else(|| school.to_owned(), |by| format!("{} {}", by.first, by.last));
        let mail = letters::invitation(account, school, &importer, &link);
        Some(Invitation { token_hash, expires: self.at + INVITATION, mail })
    }

    fn confirm(&mut self, _: UserImportId) -> Option<NewMail> {
        self.list.take()
    }

    fn progress(&mut self, written: u64) {
        let total = u64::try_from(self.total).unwrap_or(u64::MAX);
        (self.means.tell)(Progress { stage: Stage::Writing, done: written, total });
    }
}
