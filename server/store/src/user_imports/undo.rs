//! An import taken back: everything it did but to those who were changed since.

use super::batch::{called, first_organisation, leave_departments};
use crate::audit::{Entry, actor, entry, insert_entries};
use crate::people::{ChangedPerson, email_key, give, lock_people, place_in_departments, update_people, username_key};
use crate::session::close_sessions_of;
use crate::sql::{Link, Write, ask, bulk, ids, run};
use crate::users::{profiles, shut_out};
use crate::{By, Store, StoreError};
use domain::audit::{ByImport, Event};
use domain::id::{UserId, UserImportId};
use domain::import::groups::number_key;
use domain::import::users::{Kept, KeptBecause, Undone};
use domain::person::AccountStatus;
use domain::user::{Checked, Profile};
use std::collections::{BTreeMap, HashMap, HashSet};
use time::OffsetDateTime;

/// Whether who takes an import back may do that to somebody: the account as it is, and as it would be again, `None`
/// where it would be deleted.
pub type MayTakeBack<'m> = &'m (dyn Fn(&Profile, Option<&Checked>) -> bool + Sync);

/// How many people are taken back at once.
const AT_ONCE: i64 = 1_000;

/// Someone an import made or changed, with what is kept of it.
#[derive(sqlx::FromRow)]
struct Row {
    place: i64,
    person_id: i64,
    version: i64,
    before: Option<String>,
    joined: Option<i64>,
}

/// An undoing under way.
struct Undoing<'m> {
    import: UserImportId,
    may: MayTakeBack<'m>,
    by: By,
    actor: String,
    file_name: String,
    undone: Undone,
    /// Who is kept, by their rows of the file.
    kept: BTreeMap<i64, Kept>,
}

/// Which half of the people: those the import made go first, so that names they had are free again for the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Created,
    Updated,
}

impl Store {
    /// Takes an import back, in one transaction: those it made are deleted softly, and their usernames, e-mails and
    /// numbers may be given again; those it changed are as before, and out of the cohorts it put them into. Left as
    /// they are and named are people who were changed since, people it made who have signed in since or are in a
    /// group, people whose former username, e-mail or number is another's now, and whom `by` `may` not change so. Once
    /// only: `Missing("import")` where there is none or it was taken back.
    pub async fn undo_import(&self, import: UserImportId, may: MayTakeBack<'_>, by: &By) -> Result<Undone, StoreError> {
        let mut write = self.write(by).await?;
        let mut undoing = Undoing::begin(&mut write, import, may).await?;
        for half in [Half::Created, Half::Updated] {
            let mut after = -1;
            loop {
                let rows = undoing.next(&mut write.link, half, after).await?;
                let Some(last) = rows.last() else { break };
                after = last.place;
                match half {
                    Half::Created => undoing.delete(&mut write.link, rows).await?,
                    Half::Updated => undoing.restore(&mut write.link, rows).await?,
                }
            }
        }
        undoing.finish(write).await
    }
}

impl<'m> Undoing<'m> {
    async fn begin(write: &mut Write, import: UserImportId, may: MayTakeBack<'m>) -> Result<Self, StoreError> {
        write.link.expect_many().await?;
        lock_people(&mut write.link).await?;
        let found = ask!(write.link, fetch_optional (String,):
            "UPDATE user_import SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL
             RETURNING file_name",
            import.0, write.by.at, write.by.user.map(|user| user.0))?;
        let (file_name,) = found.ok_or(StoreError::Missing("import"))?;
        let actor = actor(&mut write.link, &write.by).await?.unwrap_or_default();
        Ok(Self { import, may, by: write.by, actor, file_name, undone: Undone::default(), kept: BTreeMap::new() })
    }

    async fn next(&self, link: &mut Link, half: Half, after: i64) -> Result<Vec<Row>, StoreError> {
        Ok(ask!(link, fetch_all Row:
            "SELECT place, person_id, version, before, joined FROM imported_user
             WHERE import_id = $1 AND place > $2 AND (before IS NULL) = $3 ORDER BY place LIMIT $4",
            self.import.0, after, half == Half::Created, AT_ONCE)?)
    }

    /// Deletes people the import made, unless they are more than what it made of them.
    async fn delete(&mut self, link: &mut Link, rows: Vec<Row>) -> Result<(), StoreError> {
        let listed = ids(rows.iter().map(|row| row.person_id));
        let there = there(link, &rows).await?;
        let ties = ties(link, &listed).await?;
        let mut gone = Vec::new();
        for row in &rows {
            let Some(profile) = there.get(&row.person_id).filter(|profile| !profile.deleted) else { continue };
            let edited = Some(KeptBecause::Edited).filter(|_| profile.version != row.version);
            let signed_in = profile.last_sign_in.map(|_| KeptBecause::SignedIn);
            let barred = Some(KeptBecause::OutOfReach).filter(|_| !(self.may)(profile, None));
            match ties.get(&row.person_id).copied().or(signed_in).or(edited).or(barred) {
                Some(because) => self.keep(row, profile, because),
                None => gone.push((row, profile)),
            }
        }
        let written = let_go(link, gone.iter().map(|(row, _)| *row), self.by.at).await?;
        self.split(&mut gone, &written, |(row, profile)| (*row, *profile));
        shut_out(link, &ids(gone.iter().map(|(_, profile)| profile.id.0)), self.by.at).await?;
        leave_cohorts(link, gone.iter().map(|(row, _)| *row)).await?;
        let deleted: Vec<Checked> = gone.iter().map(|(_, profile)| Checked::from((*profile).clone())).collect();
        self.undone.deleted += u32::try_from(deleted.len()).unwrap_or(u32::MAX);
        self.log(link, true, &deleted).await
    }

    /// Gives people the import changed back what they had, unless they were changed since.
    async fn restore(&mut self, link: &mut Link, rows: Vec<Row>) -> Result<(), StoreError> {
        let there = there(link, &rows).await?;
        let mut back = Vec::new();
        for row in &rows {
            let Some(profile) = there.get(&row.person_id) else { continue };
            if profile.deleted || profile.version != row.version {
                self.keep(row, profile, KeptBecause::Edited);
                continue;
            }
            let before = row.before.as_deref().unwrap_or_default();
            let before: Checked = serde_json::from_str(before).map_err(|_| StoreError::Unreadable("account"))?;
            if (self.may)(profile, Some(&before)) {
                back.push((row, profile, before));
            } else {
                self.keep(row, profile, KeptBecause::OutOfReach);
            }
        }
        let taken = taken(link, back.iter().map(|(_, profile, before)| (profile.id, before))).await?;
        back.retain(|(row, profile, _)| {
            let is_free = !taken.contains(&row.person_id);
            if !is_free {
                self.keep(row, profile, KeptBecause::Taken);
            }
            is_free
        });
        let people: Vec<ChangedPerson<'_>> = back
            .iter()
            .map(|(row, profile, before)| {
                let versions = (row.version, row.version + 1);
                ChangedPerson { id: profile.id, user: before, versions }
            })
            .collect();
        let written = update_people(link, &people).await?;
        self.split(&mut back, &written, |(row, profile, _)| (*row, *profile));
        self.restore_holdings(link, &back).await?;
        let restored: Vec<Checked> = back.into_iter().map(|(_, _, before)| before).collect();
        self.undone.restored += u32::try_from(restored.len()).unwrap_or(u32::MAX);
        self.log(link, false, &restored).await
    }

    async fn restore_holdings(&self, link: &mut Link, back: &[(&Row, &Profile, Checked)]) -> Result<(), StoreError> {
        let users = || back.iter().map(|(_, profile, _)| profile.id);
        run!(
            link,
            "DELETE FROM held_grant WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
            ids(users().map(|user| user.0)),
        )?;
        give(link, back.iter().map(|(_, profile, before)| (profile.id, &*before.permissions))).await?;
        leave_departments(link, users()).await?;
        place_in_departments(link, back.iter().map(|(_, profile, before)| (profile.id, &*before.departments))).await?;
        leave_cohorts(link, back.iter().map(|(row, ..)| *row)).await?;
        let disabled = back.iter().filter(|(_, _, before)| before.status == AccountStatus::Disabled);
        close_sessions_of(link, disabled.map(|(_, profile, _)| profile.id)).await
    }

    /// Keeps those who were not written: where several write at once, somebody changed them since they were read.
    fn split<'r, T>(
        &mut self,
        people: &mut Vec<T>,
        written: &HashSet<UserId>,
        of: impl Fn(&T) -> (&'r Row, &'r Profile),
    ) {
        people.retain(|one| {
            let (row, profile) = of(one);
            let is_written = written.contains(&profile.id);
            if !is_written {
                self.keep(row, profile, KeptBecause::Edited);
            }
            is_written
        });
    }

    fn keep(&mut self, row: &Row, profile: &Profile, because: KeptBecause) {
        let name = format!("{}, {} ({})", profile.last, profile.first, profile.username);
        self.kept.insert(row.place, Kept { user: profile.id, name, because });
    }

    async fn log(&self, link: &mut Link, deleted: bool, people: &[Checked]) -> Result<(), StoreError> {
        let entry = |account: &Checked| {
            let event = Event::UserTakenBack { user: called(account), deleted, by: self.named() };
            entry(&self.by, &self.actor, first_organisation(account), &event)
        };
        let entries: Vec<Entry> = people.iter().map(entry).collect::<Result<_, _>>()?;
        insert_entries(link, &entries).await
    }

    fn named(&self) -> ByImport {
        ByImport { import: self.import, file: self.file_name.clone() }
    }

    /// Keeps who was kept, and commits.
    async fn finish(mut self, mut write: Write) -> Result<Undone, StoreError> {
        let rows: Vec<(i64, &str)> = self.kept.iter().map(|(place, kept)| (*place, kept.because.key())).collect();
        run!(
            write.link,
            "UPDATE imported_user SET kept = value->>1 FROM json_each($2)
             WHERE import_id = $1 AND place = CAST(value->>0 AS BIGINT)",
            self.import.0,
            bulk(&rows)?,
        )?;
        let touched = ask!(write.link, fetch_all (i64,):
            "SELECT organisation_id FROM user_import_organisation WHERE import_id = $1 LIMIT 2", self.import.0)?;
        let organisation = touched.first().filter(|_| touched.len() == 1).map(|(id,)| domain::id::OrganisationId(*id));
        let Undone { deleted, restored, .. } = self.undone;
        let event = Event::ImportUndone { by: self.named(), deleted, restored, kept: self.kept.len() };
        write.link.wrote_many().await?;
        write.commit(organisation, &event).await?;
        self.undone.kept = self.kept.into_values().collect();
        Ok(self.undone)
    }
}

/// Deletes people who are as the import left them and have not signed in, and answers whom. What names them is free
/// again, so that the corrected file can be imported: a key that begins with a blank is never looked for.
async fn let_go<'r>(
    link: &mut Link,
    rows: impl Iterator<Item = &'r Row>,
    at: OffsetDateTime,
) -> Result<HashSet<UserId>, StoreError> {
    let rows: Vec<(i64, i64)> = rows.map(|row| (row.person_id, row.version)).collect();
    let gone = ask!(link, fetch_all (i64,):
        "UPDATE person SET deleted_at = $2, version = version + 1, number_key = NULL,
             username_key = ' ' || CAST(person.id AS TEXT) || ' ' || username_key,
             email_key = ' ' || CAST(person.id AS TEXT) || ' ' || email_key
         FROM json_each($1)
         WHERE person.id = CAST(value->>0 AS BIGINT) AND version = CAST(value->>1 AS BIGINT) AND deleted_at IS NULL
           AND last_sign_in_at IS NULL
         RETURNING id",
        bulk(&rows)?, at)?;
    Ok(gone.into_iter().map(|(id,)| UserId(id)).collect())
}

async fn there(link: &mut Link, rows: &[Row]) -> Result<HashMap<i64, Profile>, StoreError> {
    let users: Vec<UserId> = rows.iter().map(|row| UserId(row.person_id)).collect();
    Ok(profiles(link, &users).await?.into_iter().map(|profile| (profile.id.0, profile)).collect())
}

/// What ties people to courses, of several ties one.
async fn ties(link: &mut Link, listed: &str) -> Result<HashMap<i64, KeptBecause>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String):
        "SELECT c.person_id, 'contact' FROM contact AS c
         WHERE c.person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
         UNION SELECT t.tutor_id, 'tutor' FROM group_tutor AS t JOIN course_group AS g ON g.id = t.group_id
         WHERE NOT g.deleted AND t.tutor_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
         UNION SELECT m.learner_id, 'in_group' FROM group_member AS m JOIN course_group AS g ON g.id = m.group_id
         WHERE NOT g.deleted AND m.learner_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
        listed)?;
    let reason = |(person, key): (i64, String)| Some((person, KeptBecause::parse(&key)?));
    Ok(rows.into_iter().filter_map(reason).collect())
}

/// Whose former username, e-mail or number is another's now, and whose gender is no longer there.
async fn taken<'a>(
    link: &mut Link,
    people: impl Iterator<Item = (UserId, &'a Checked)>,
) -> Result<Vec<i64>, StoreError> {
    let rows: Vec<_> = people
        .map(|(id, before)| {
            let organisations: Vec<(i64,)> =
                before.permissions.iter().map(|held| (held.grant.organisation.0,)).collect();
            let number = before.number.as_deref().map(number_key);
            let (username, email) = (username_key(&before.username), email_key(&before.email));
            (id.0, username, email, number, before.gender.as_str(), organisations)
        })
        .collect();
    let found = ask!(link, fetch_all (i64,):
        "SELECT CAST(b.value->>0 AS BIGINT) FROM json_each($1) AS b
         WHERE EXISTS (SELECT 1 FROM person WHERE username_key = b.value->>1 AND id <> CAST(b.value->>0 AS BIGINT))
            OR EXISTS (SELECT 1 FROM person WHERE email_key = b.value->>2 AND id <> CAST(b.value->>0 AS BIGINT))
            OR NOT EXISTS (SELECT 1 FROM gender WHERE code = b.value->>4)
            OR EXISTS (
                SELECT 1 FROM person AS other JOIN held_grant AS h ON h.person_id = other.id
                WHERE other.number_key = b.value->>3 AND other.id <> CAST(b.value->>0 AS BIGINT)
                  AND other.deleted_at IS NULL
                  AND h.organisation_id IN (SELECT CAST(o.value->>0 AS BIGINT) FROM json_each(b.value->>5) AS o))",
        bulk(&rows)?)?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Takes people out of the cohorts the import put them into.
async fn leave_cohorts<'r>(link: &mut Link, rows: impl Iterator<Item = &'r Row>) -> Result<(), StoreError> {
    let left: Vec<(i64, i64)> = rows.filter_map(|row| Some((row.joined?, row.person_id))).collect();
    run!(
        link,
        "DELETE FROM cohort_member WHERE (cohort_id, person_id) IN (
             SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT) FROM json_each($1))",
        bulk(&left)?,
    )?;
    Ok(())
}
