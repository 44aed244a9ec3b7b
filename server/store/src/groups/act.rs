//! The one way to write groups.

use super::state::load;
use super::write::{Difference, Named};
use crate::audit::{Note, actor};
use crate::place::Place;
use crate::sql::{Link, Write, ask, run};
use crate::{By, Store, StoreError};
use domain::groups::acts::undo;
use domain::groups::{Act, Change, CourseGroups, Entry, IdMint, Refusal, Version};
use domain::id::{CourseId, EntryId, PeriodId};

impl Store {
    /// The one way to write groups. In one transaction: locks the course and period; refuses with
    /// [`Refusal::Stale`] where `base` is given and is no longer the version; lets `decide` look at the
    /// state; applies its changes there, which checks every invariant; writes what differs, raises the
    /// version, and keeps the history entry with its inverse and the audit row.
    ///
    /// `decide` must not wait for anything: others wait for it.
    pub async fn act(
        &self,
        course: CourseId,
        period: PeriodId,
        base: Option<Version>,
        by: &By,
        decide: impl FnOnce(&CourseGroups, &mut IdMint) -> Result<Act, Refusal> + Send,
    ) -> Result<Entry, StoreError> {
        let mut write = self.write(by).await?;
        let place = Place::find(&mut write.link, course, period).await?;
        let version = place.lock(&mut write.link).await?;
        if base.is_some_and(|base| base != version) {
            let since = super::history::since(&mut write.link, &place, base.unwrap_or_default()).await?;
            return Err(Refusal::Stale { since }.into());
        }
        let (entry, act) = keep(&mut write, &place, version, decide).await?;
        commit(write, &place, &act).await?;
        Ok(entry)
    }

    /// Undoes a kept act, itself an act. Refused where later changes stand in the way, and with
    /// [`Refusal::Nothing`] where it was undone already.
    pub async fn undo(&self, course: CourseId, period: PeriodId, entry: EntryId, by: &By) -> Result<Entry, StoreError> {
        let mut write = self.write(by).await?;
        let place = Place::find(&mut write.link, course, period).await?;
        let version = place.lock(&mut write.link).await?;
        let (words, inverse, undone_by) = ask!(write.link, fetch_optional (String, String, Option<i64>):
            "SELECT words, inverse, undone_by FROM group_entry WHERE id = $1 AND course_id = $2 AND period_id = $3",
            entry.0, course.0, period.0)?
        .ok_or(Refusal::NoSuchEntry(entry))?;
        if undone_by.is_some() {
            return Err(Refusal::Nothing.into());
        }
        let inverse: Vec<Change> =
            serde_json::from_str(&inverse).map_err(|_| StoreError::Unreadable("history entry"))?;
        let (undone, act) = keep(&mut write, &place, version, |_, _| Ok(undo(&words, inverse))).await?;
        run!(write.link, "UPDATE group_entry SET undone_by = $2 WHERE id = $1", entry.0, undone.id.0)?;
        commit(write, &place, &act).await?;
        Ok(undone)
    }
}

async fn commit(write: Write, place: &Place, act: &Act) -> Result<(), StoreError> {
    let organisation = Some(place.organisation);
    write.commit(Note { organisation, action: &act.action, object: &place.words, words: &act.words }).await
}

/// Decides, applies and writes an act in a place locked at `version`, and keeps its entry.
async fn keep(
    write: &mut Write,
    place: &Place,
    version: Version,
    decide: impl FnOnce(&CourseGroups, &mut IdMint) -> Result<Act, Refusal> + Send,
) -> Result<(Entry, Act), StoreError> {
    let mut state = load(&mut write.link, place, version).await?;
    let mut mint = lock_mint(&mut write.link).await?;
    let first = mint.next();
    let act = decide(&state, &mut mint)?;
    if act.changes.is_empty() {
        return Err(Refusal::Nothing.into());
    }
    let before = Named::of(&state, &act.changes);
    state.apply_all(&act.changes)?;
    let difference = Difference::between(&before, &Named::of(&state, &act.changes));
    if mint.next() != first {
        run!(write.link, "UPDATE counter SET next = $1 WHERE name = 'group'", mint.next())?;
    }
    difference.write(&mut write.link, place).await?;
    let version = Version(version.0 + 1);
    place.raise(&mut write.link, version).await?;
    let entry = keep_entry(write, place, version, &act).await?;
    Ok((entry, act))
}

/// The ids groups and sets come from; locked, for two places may make groups at once.
async fn lock_mint(link: &mut Link) -> Result<IdMint, StoreError> {
    let (next,) = ask!(link, fetch_one (i64,): "UPDATE counter SET next = next WHERE name = 'group' RETURNING next")?;
    Ok(IdMint::new(next))
}

async fn keep_entry(write: &mut Write, place: &Place, version: Version, act: &Act) -> Result<Entry, StoreError> {
    let Write { link, by } = write;
    let json = |changes: &[Change]| serde_json::to_string(changes).map_err(|_| StoreError::Unreadable("change"));
    let (id,) = ask!(link, fetch_one (i64,):
        "INSERT INTO group_entry (course_id, period_id, version, at, actor_id, acted_as_id, action, words, changes,
             inverse)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        place.course.0, place.period.0, version.0, by.at, by.user.map(|user| user.0),
        by.acted_as.map(|user| user.0), &*act.action, &*act.words, json(&act.changes)?, json(&act.inverse())?)?;
    super::formed::keep(link, EntryId(id), act).await?;
    let actor = actor(link, by).await?;
    Ok(Entry { id: EntryId(id), version, at: by.at, actor, words: act.words.clone() })
}
