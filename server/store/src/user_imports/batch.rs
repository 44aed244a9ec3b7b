//! Some of the changes of an import at a time, each kind by one statement.

use super::cohorts::{join, join_new};
use super::kept::{self, Row};
use super::{Attendant, ImportEnd, Invitation, Source, Stop, Taking};
use crate::StoreError;
use crate::audit::{Entry, entry, insert_entries};
use crate::mail::queue_all;
use crate::password_reset::open_resets;
use crate::people::{ChangedPerson, NewPeople, NewPerson, give, place_in_departments, shares_number, update_people};
use crate::session::close_sessions_of;
use crate::sql::{Link, bulk, ids, run};
use crate::users::profiles;
use domain::access::Grant;
use domain::audit::{ByImport, Called, Event, Held};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::import::users::UserField;
use domain::import::users::plan::{Change, ImportedHash};
use domain::person::AccountStatus;
use domain::user::{Checked, Permission};
use std::borrow::Cow;

/// How many changes are written at once: enough that statements do not count, few enough to be small in memory.
const AT_ONCE: usize = 2_000;

/// An account to be made.
struct Creation {
    row: u32,
    id: UserId,
    account: Box<Checked>,
    password: Option<ImportedHash>,
    joins: Option<CohortId>,
    invitation: Option<Invitation>,
}

/// An account to be changed.
struct Update {
    row: u32,
    user: UserId,
    version: i64,
    account: Box<Checked>,
    changed: Vec<UserField>,
    given: Option<Grant>,
    taken: Vec<Grant>,
    joins: Option<CohortId>,
}

/// Some of the changes, those that make people ready to be written.
#[derive(Default)]
pub(super) struct Batch {
    creations: Vec<Creation>,
    updates: Vec<Update>,
    people: NewPeople,
    notes: Vec<Entry>,
}

/// How many changes are made ready before the database is listened to again.
const BREATH: usize = 50;

impl Batch {
    /// Takes the next changes, gives new people their ids, and lets the attendant invite them.
    pub(super) async fn take(
        source: &Source,
        taking: &mut Taking,
        changes: &mut impl Iterator<Item = Change>,
        attendant: &mut impl Attendant,
    ) -> Result<Self, Stop> {
        let mut batch = Self::default();
        for (at, change) in changes.take(AT_ONCE).enumerate() {
            match change {
                Change::Create { row, account, password, joins } => {
                    taking.touches(account.permissions.iter().map(|held| held.grant.organisation), &account);
                    let id = taking.mint();
                    let invitation = attendant.invite(id, &account, password.is_some());
                    let creation = Creation { row, id, account, password, joins, invitation };
                    batch.people.push(&creation.person(), source.by.at)?;
                    batch.notes.push(creation.note(source)?);
                    batch.creations.push(creation);
                }
                Change::Update { row, user, version, organisation, account, changed, given, taken, joins } => {
                    taking.touches(core::iter::once(organisation), &account);
                    taking.medtech |= taken.iter().any(|grant| grant.group == "medtech");
                    let update = Update { row, user, version, account, changed, given, taken, joins };
                    batch.notes.push(update.note(source)?);
                    batch.updates.push(update);
                }
            }
            if at % BREATH == BREATH - 1 {
                tokio::task::yield_now().await;
            }
        }
        Ok(batch)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.creations.is_empty() && self.updates.is_empty()
    }

    pub(super) const fn len(&self) -> u64 {
        (self.creations.len() + self.updates.len()) as u64
    }

    pub(super) async fn write(&self, link: &mut Link, source: &Source) -> Result<(), Stop> {
        let before = self.before(link).await?;
        self.people.insert(link).await?;
        self.write_updates(link).await?;
        self.check_numbers(link).await?;
        self.keep(link, source, &before).await?;
        insert_entries(link, &self.notes).await?;
        self.write_invitations(link, source).await
    }

    /// The accounts as they are, in the order of the updates. One that is another than the plan was made on ends the
    /// import, here or, on a database with several writers, when it is written.
    async fn before(&self, link: &mut Link) -> Result<Vec<Checked>, Stop> {
        if self.updates.is_empty() {
            return Ok(Vec::new());
        }
        let users: Vec<UserId> = self.updates.iter().map(|update| update.user).collect();
        let there = profiles(link, &users).await?;
        let before = |update: &Update| {
            let at = there.binary_search_by_key(&update.user, |profile| profile.id).ok()?;
            let profile = there.get(at).filter(|profile| profile.version == update.version && !profile.deleted)?;
            Some(Checked::from(profile.clone()))
        };
        self.updates.iter().map(before).collect::<Option<_>>().ok_or(Stop::End(ImportEnd::Moved))
    }

    async fn write_updates(&self, link: &mut Link) -> Result<(), Stop> {
        if self.updates.is_empty() {
            return Ok(());
        }
        let people: Vec<ChangedPerson<'_>> = self.updates.iter().map(Update::person).collect();
        if update_people(link, &people).await?.len() != self.updates.len() {
            return Err(Stop::End(ImportEnd::Moved));
        }
        take_grants(link, self.updates.iter().map(|update| (update.user, &*update.taken))).await?;
        give(link, self.updates.iter().map(|update| (update.user, update.gives()))).await?;
        self.write_departments(link).await?;
        let disabled = self.updates.iter().filter(|update| update.account.status == AccountStatus::Disabled);
        Ok(close_sessions_of(link, disabled.map(|update| update.user)).await?)
    }

    async fn write_departments(&self, link: &mut Link) -> Result<(), Stop> {
        let moved = || self.updates.iter().filter(|update| update.changed.contains(&UserField::Department));
        if moved().next().is_none() {
            return Ok(());
        }
        leave_departments(link, moved().map(|update| update.user)).await?;
        let placed = moved().map(|update| (update.user, &*update.account.departments));
        Ok(place_in_departments(link, placed).await?)
    }

    /// Refuses a number that two people of an organisation would have.
    async fn check_numbers(&self, link: &mut Link) -> Result<(), Stop> {
        let is_new = |update: &&Update| update.changed.contains(&UserField::InstitutionNumber);
        let new = self.creations.iter().map(|creation| (creation.id, &*creation.account));
        let given = self.updates.iter().filter(|update| is_new(update) || update.given.is_some());
        let people = new.chain(given.map(|update| (update.user, &*update.account)));
        let Some(user) = shares_number(link, people).await? else { return Ok(()) };
        // A number that the file gives is looked up for the next plan; one that somebody only has is not.
        let had = self.updates.iter().filter(|update| !is_new(update)).find(|update| update.user == user);
        Err(Stop::End(had.map_or(ImportEnd::Moved, |update| ImportEnd::NumberTaken { row: update.row })))
    }

    /// Puts learners into their classes, and keeps what takes all of this back.
    async fn keep(&self, link: &mut Link, source: &Source, before: &[Checked]) -> Result<(), Stop> {
        join_new(link, self.creations.iter().filter_map(|new| Some((new.id, new.joins?)))).await?;
        let joined = join(link, self.updates.iter().filter_map(|update| Some((update.user, update.joins?)))).await?;
        let created = self.creations.iter().map(|creation| {
            let Creation { row, id, joins, .. } = creation;
            Ok(Row { place: *row, user: *id, version: 0, before: None, changed: None, joined: *joins })
        });
        let updated = self.updates.iter().zip(before).map(|(update, before)| {
            let joined = update.joins.filter(|_| joined.contains(&update.user));
            Row::of_update(update.row, update.user, update.version + 1, before, &update.changed, joined)
        });
        let rows: Vec<Row> = created.chain(updated).collect::<Result<_, _>>()?;
        Ok(kept::insert(link, source.id, &rows).await?)
    }

    async fn write_invitations(&self, link: &mut Link, source: &Source) -> Result<(), Stop> {
        let invited = || self.creations.iter().filter_map(|new| Some((new.id, new.invitation.as_ref()?)));
        let resets: Vec<_> =
            invited().map(|(user, invitation)| (&*invitation.token_hash, user, invitation.expires)).collect();
        if resets.is_empty() {
            return Ok(());
        }
        open_resets(link, &resets, source.by.at).await?;
        let mails: Vec<_> = invited().map(|(user, invitation)| (&invitation.mail, user)).collect();
        Ok(queue_all(link, &mails, source.by.at).await?)
    }
}

impl Taking {
    fn touches(&mut self, organisations: impl Iterator<Item = OrganisationId>, account: &Checked) {
        self.organisations.extend(organisations);
        self.medtech |= account.permissions.iter().any(|held| held.grant.group == "medtech");
    }
}

impl Source {
    /// What the log says of what was done to someone.
    fn note(&self, account: &Checked, event: Event) -> Result<Entry, StoreError> {
        entry(&self.by, &self.actor, first_organisation(account), &event)
    }

    fn named(&self) -> ByImport {
        ByImport { import: self.id, file: self.file_name.clone() }
    }
}

impl Creation {
    fn person(&self) -> NewPerson<'_> {
        NewPerson {
            id: self.id,
            user: &self.account,
            password_hash: self.password.as_ref().map(|hash| Cow::Owned(hash.stored())),
            must_change_password: self.password.as_ref().is_some_and(ImportedHash::is_weak),
        }
    }

    fn note(&self, source: &Source) -> Result<Entry, StoreError> {
        let permissions = Held::of(&self.account.permissions);
        let event = Event::UserCreated { user: called(&self.account), permissions, by: Some(source.named()) };
        source.note(&self.account, event)
    }
}

impl Update {
    fn person(&self) -> ChangedPerson<'_> {
        ChangedPerson { id: self.user, user: &self.account, versions: (self.version, self.version + 1) }
    }

    fn note(&self, source: &Source) -> Result<Entry, StoreError> {
        let event = Event::UserImported {
            user: called(&self.account),
            fields: self.changed.clone(),
            given: self.given.as_ref().map(Held::from),
            taken: self.taken.iter().map(Held::from).collect(),
            joined: self.joins.is_some(),
            by: source.named(),
        };
        source.note(&self.account, event)
    }

    /// The permission it gives, with the track it keeps.
    fn gives(&self) -> &[Permission] {
        let at = self.account.permissions.iter().position(|held| Some(&held.grant) == self.given.as_ref());
        at.and_then(|at| self.account.permissions.get(at..=at)).unwrap_or_default()
    }
}

/// A person as an event names them.
pub(super) fn called(account: &Checked) -> Called {
    Called { name: [&account.last, ", ", &account.first].concat(), username: account.username.clone() }
}

/// The log such a row stands in.
pub(super) fn first_organisation(account: &Checked) -> Option<OrganisationId> {
    account.permissions.iter().map(|held| held.grant.organisation).min()
}

async fn take_grants<'a>(link: &mut Link, taken: impl Iterator<Item = (UserId, &'a [Grant])>) -> Result<(), Stop> {
    let rows: Vec<(i64, i64, &str, &str)> = taken
        .flat_map(|(id, grants)| grants.iter().map(move |g| (id.0, g.organisation.0, &*g.group, &*g.role)))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    run!(
        link,
        "DELETE FROM held_grant WHERE (person_id, organisation_id, held_group, held_role) IN (
             SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2, value->>3 FROM json_each($1))",
        bulk(&rows)?,
    )?;
    Ok(())
}

/// Takes people out of all their departments.
pub(super) async fn leave_departments(link: &mut Link, users: impl Iterator<Item = UserId>) -> Result<(), StoreError> {
    run!(
        link,
        "DELETE FROM person_department WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
        ids(users.map(|user| user.0)),
    )?;
    Ok(())
}
