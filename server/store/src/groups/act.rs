//! The one way to write groups.

use super::history::{latest_until, read_changes, rewound, since, with_cause};
use super::state::load;
use super::write::{Difference, Named};
use crate::audit::actor;
use crate::live::tell_of_act;
use crate::place::Place;
use crate::sql::{Link, Write, ask, run};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::groups::acts::undo;
use domain::groups::history::Happened;
use domain::groups::{Act, Change, CourseGroups, Entry, IdMint, Refusal, Version, restore};
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
            let told = since(&mut write.link, &place, base.unwrap_or_default()).await?;
            return Err(Refusal::Stale { since: told }.into());
        }
        let (entry, act) = keep(&mut write, &place, version, decide).await?;
        commit(self, write, &place, &entry, act).await?;
        Ok(entry)
    }

    /// Undoes a kept act, itself an act; what was undone and done again is undone by undoing that. Refused with
    /// [`Refusal::InTheWay`] where later changes stand in the way, and with [`Refusal::Nothing`] where it was undone
    /// already.
    pub async fn undo(&self, course: CourseId, period: PeriodId, entry: EntryId, by: &By) -> Result<Entry, StoreError> {
        let mut write = self.write(by).await?;
        let place = Place::find(&mut write.link, course, period).await?;
        let version = place.lock(&mut write.link).await?;
        let last = in_force(&mut write.link, &place, entry).await?;
        let inverse = read_changes(&last.inverse)?;
        let words = first_undone(&mut write.link, &place, &last).await?;
        let decide = |_: &CourseGroups, _: &mut IdMint| Ok(undo(&last.action, &words, inverse));
        let (undone, act) = match keep(&mut write, &place, version, decide).await {
            Err(StoreError::Refused(refusal)) => {
                let since = Version(last.version);
                return Err(with_cause(&mut write.link, &place, version, since, refusal).await?.into());
            }
            kept => kept?,
        };
        run!(write.link, "UPDATE group_entry SET undone_by = $2 WHERE id = $1", last.id, undone.id.0)?;
        commit(self, write, &place, &undone, act).await?;
        Ok(undone)
    }

    /// Brings the groups back to how they were at a version, itself an act. `base` is the version that was looked at.
    pub async fn restore(
        &self,
        course: CourseId,
        period: PeriodId,
        base: Version,
        to: Version,
        by: &By,
    ) -> Result<Entry, StoreError> {
        let mut write = self.write(by).await?;
        let place = Place::find(&mut write.link, course, period).await?;
        let version = place.lock(&mut write.link).await?;
        if base != version {
            return Err(Refusal::Stale { since: since(&mut write.link, &place, base).await? }.into());
        }
        let now = load(&mut write.link, &place, version).await?;
        let then = rewound(&mut write.link, &place, &now, to).await?;
        let last = latest_until(&mut write.link, &place, to).await?.map(|entry| entry.words);
        let decide = |state: &CourseGroups, _: &mut IdMint| restore(state, &then, last.as_deref());
        let (entry, act) = keep(&mut write, &place, version, decide).await?;
        commit(self, write, &place, &entry, act).await?;
        Ok(entry)
    }
}

/// An entry, as far as it takes to undo it.
#[derive(sqlx::FromRow)]
struct Undoable {
    id: i64,
    version: i64,
    action: String,
    words: String,
    inverse: String,
    undone_by: Option<i64>,
}

/// What is to be undone so that `entry` is: itself, or what did it again after it was undone.
async fn in_force(link: &mut Link, place: &Place, entry: EntryId) -> Result<Undoable, StoreError> {
    let mut next = entry.0;
    let mut stands = true;
    loop {
        let found = ask!(link, fetch_optional Undoable:
            "SELECT id, version, action, words, inverse, undone_by FROM group_entry
             WHERE id = $1 AND course_id = $2 AND period_id = $3",
            next, place.course.0, place.period.0)?
        .ok_or(Refusal::NoSuchEntry(entry))?;
        match found.undone_by {
            None if stands => return Ok(found),
            None => return Err(Refusal::Nothing.into()),
            Some(by) => {
                next = by;
                stands = !stands;
            }
        }
    }
}

/// The words of the act at the beginning of a chain of undoing and doing again.
async fn first_undone(link: &mut Link, place: &Place, last: &Undoable) -> Result<String, StoreError> {
    let (mut id, mut words) = (last.id, last.words.clone());
    loop {
        let undone = ask!(link, fetch_optional (i64, String):
            "SELECT id, words FROM group_entry WHERE course_id = $1 AND period_id = $2 AND undone_by = $3",
            place.course.0, place.period.0, id)?;
        match undone {
            Some(earlier) => (id, words) = earlier,
            None => return Ok(words),
        }
    }
}

/// Commits an act that [`keep`] kept, and tells those who listen.
async fn commit(store: &Store, mut write: Write, place: &Place, entry: &Entry, act: Act) -> Result<(), StoreError> {
    tell_of_act(&mut write.link, place.course, place.period, entry.version).await?;
    let by = write.by.user;
    let event = Event::Groups { action: act.action.clone(), place: place.words.clone(), words: act.words.clone() };
    write.commit(Some(place.organisation), &event).await?;
    let Act { action, changes, .. } = act;
    store.tell_here(place.course, place.period, Happened { entry: entry.clone(), by, action, changes });
    Ok(())
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
