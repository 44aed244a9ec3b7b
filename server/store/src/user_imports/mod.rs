//! Importing users (SPEC U7 to U9, I4): all of a file in one transaction, and back.

mod batch;
mod cohorts;
mod headers;
mod kept;
mod read;
mod undo;

pub use headers::HeaderKind;
pub use undo::MayTakeBack;

use crate::audit::actor;
use crate::mail::queue;
use crate::people::lock_people;
use crate::sql::{Link, Write, ask, ids, run, text};
use crate::{By, NewMail, Store, StoreError};
use batch::Batch;
use domain::audit::{ByImport, Event};
use domain::id::{OrganisationId, UserId, UserImportId};
use domain::import::users::plan::{Change, Counts};
use domain::user::Checked;
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// What an import says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewImport {
    pub file_name: String,
    /// Of the plan.
    pub counts: Counts,
}

/// A link that lets a new user set a password, and the mail that carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub token_hash: Vec<u8>,
    pub expires: OffsetDateTime,
    pub mail: NewMail,
}

/// Who stands beside an import while it is written, with what only the caller can make. `()` makes nothing.
pub trait Attendant {
    /// The invitation of a new user, if they are to have one; whether they come with a password of their own.
    fn invite(&mut self, user: UserId, account: &Checked, has_password: bool) -> Option<Invitation> {
        let _ = (user, account, has_password);
        None
    }

    /// The mail that tells the importer what was done.
    fn confirm(&mut self, import: UserImportId) -> Option<NewMail> {
        let _ = import;
        None
    }

    /// How many changes are written; nothing of them stays before the end.
    fn progress(&mut self, written: u64) {
        let _ = written;
    }
}

impl Attendant for () {}

/// How an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportEnd {
    Done(UserImportId),
    /// Something that the plan was made on is another now; nothing was written. A new plan shows what.
    Moved,
    /// The row gives somebody a permission in an organisation where another has their number, which a new plan would
    /// not show; nothing was written.
    NumberTaken {
        row: u32,
    },
}

/// Why an import stops before its end.
enum Stop {
    End(ImportEnd),
    Fault(StoreError),
}

/// PostgreSQL's word for two transactions that wait for each other.
const DEADLOCK: &str = "40P01";

impl From<StoreError> for Stop {
    /// What others took, took away or are about to write meanwhile shows in a new plan.
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Taken("username" | "email") | StoreError::Missing("thing it refers to") => {
                Self::End(ImportEnd::Moved)
            }
            StoreError::Fault(sqlx::Error::Database(refused)) if refused.code().as_deref() == Some(DEADLOCK) => {
                Self::End(ImportEnd::Moved)
            }
            _ => Self::Fault(error),
        }
    }
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

/// Which import this is, for everything that is written of it.
struct Source {
    id: UserImportId,
    by: By,
    /// "Last, First" of who imports.
    actor: String,
    file_name: String,
}

/// What is counted while changes are taken.
struct Taking {
    /// The id of the next new user.
    next: i64,
    organisations: BTreeSet<OrganisationId>,
    medtech: bool,
}

impl Store {
    /// Does all of these changes in one transaction, or nothing: accounts that are made, accounts that are changed if
    /// they are still at the version the plan was made on, permissions, departments, cohorts, a row of the audit log
    /// for each and one for the import, invitations and the importer's mail. `changes` are asked for as they are
    /// written, so that the file is never there twice.
    pub async fn import_users(
        &self,
        changes: impl IntoIterator<Item = Change>,
        about: &NewImport,
        attendant: &mut impl Attendant,
        by: &By,
    ) -> Result<ImportEnd, StoreError> {
        let mut write = self.write(by).await?;
        match write_changes(&mut write, changes.into_iter(), about, attendant).await {
            Ok((source, taking)) => {
                let Counts { created, updated, unchanged, skipped, .. } = about.counts;
                let import = source.id;
                let by = ByImport { import, file: source.file_name };
                let event = Event::UsersImported { by, created, updated, unchanged, skipped };
                write.commit(taking.only_organisation(), &event).await?;
                Ok(ImportEnd::Done(import))
            }
            Err(Stop::End(end)) => Ok(end),
            Err(Stop::Fault(fault)) => Err(fault),
        }
    }
}

/// The name of a file as it is kept: names from outside may be of any length.
fn file_name(given: &str) -> String {
    text(given).chars().take(200).collect()
}

/// Writes batch by batch; while the database is at one, the next is made ready.
async fn write_changes(
    write: &mut Write,
    mut changes: impl Iterator<Item = Change>,
    about: &NewImport,
    attendant: &mut impl Attendant,
) -> Result<(Source, Taking), Stop> {
    let link = &mut write.link;
    let (source, mut taking) = begin(link, about, write.by).await?;
    let mut written = 0;
    let mut batch = Batch::take(&source, &mut taking, &mut changes, attendant).await?;
    while !batch.is_empty() {
        let next = Batch::take(&source, &mut taking, &mut changes, attendant);
        let (done, next) = tokio::join!(biased; batch.write(link, &source), next);
        done?;
        written += batch.len();
        attendant.progress(written);
        batch = next?;
    }
    let confirmation = attendant.confirm(source.id);
    finish(link, &source, &taking, confirmation.as_ref()).await?;
    Ok((source, taking))
}

async fn begin(link: &mut Link, about: &NewImport, by: By) -> Result<(Source, Taking), Stop> {
    link.expect_many().await?;
    let next = lock_people(link).await?;
    let counts = serde_json::to_string(&about.counts).map_err(|_| StoreError::Unreadable("import"))?;
    let file_name = file_name(&about.file_name);
    let (id,) = ask!(link, fetch_one (i64,):
        "INSERT INTO user_import (at, actor_id, file_name, counts, medtech) VALUES ($1, $2, $3, $4, FALSE)
         RETURNING id",
        by.at, by.user.map(|user| user.0), &*file_name, counts)?;
    let actor = actor(link, &by).await?.unwrap_or_default();
    let source = Source { id: UserImportId(id), by, actor, file_name };
    Ok((source, Taking { next, organisations: BTreeSet::new(), medtech: false }))
}

async fn finish(link: &mut Link, source: &Source, taking: &Taking, confirmation: Option<&NewMail>) -> Result<(), Stop> {
    run!(link, "UPDATE counter SET next = $1 WHERE name = 'person'", taking.next)?;
    run!(link, "UPDATE user_import SET medtech = $2 WHERE id = $1", source.id.0, taking.medtech)?;
    run!(
        link,
        "INSERT INTO user_import_organisation (import_id, organisation_id)
         SELECT $1, CAST(value->>0 AS BIGINT) FROM json_each($2)",
        source.id.0,
        ids(taking.organisations.iter().map(|organisation| organisation.0)),
    )?;
    if let Some(mail) = confirmation {
        queue(link, mail, source.by.user, source.by.at).await?;
    }
    link.wrote_many().await?;
    Ok(())
}

impl Taking {
    fn mint(&mut self) -> UserId {
        self.next += 1;
        UserId(self.next - 1)
    }

    /// In whose log the import as a whole stands.
    fn only_organisation(&self) -> Option<OrganisationId> {
        self.organisations.first().copied().filter(|_| self.organisations.len() == 1)
    }
}
