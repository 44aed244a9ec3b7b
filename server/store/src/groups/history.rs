//! The acts that were kept (SPEC G11).

use super::state::load;
use crate::person_row::whole_name;
use crate::place::Place;
use crate::sql::{Link, ask, bulk, ids, search_words, utc};
use crate::{Store, StoreError};
use domain::audit::both_names;
use domain::groups::history::{GroupThen, Happened, HistoryPart, HistoryRow, Kind, Standing, Then, Wish};
use domain::groups::{Change, CourseGroups, Entry, GroupName, Names, Refusal, Version, lines, people_of, restore};
use domain::id::{CourseId, EntryId, GroupSetId, PeriodId, UserId};
use domain::text::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use time::OffsetDateTime;

/// As many of the acts that made someone's page stale as they are told of.
const TOLD: i64 = 50;

/// How many entries are looked at, at once, for those that are wished.
const BATCH: i64 = 200;

/// How many lines of an entry are told.
const LINES: usize = 40;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    version: i64,
    at: OffsetDateTime,
    actor: Option<String>,
    acted_as: Option<String>,
    words: String,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let Row { id, version, at, actor, acted_as, words } = row;
        let actor = both_names(actor, acted_as);
        Self { id: EntryId(id), version: Version(version), at: utc(at), actor, words }
    }
}

/// An entry with all that was kept of it.
#[derive(sqlx::FromRow)]
struct Whole {
    #[sqlx(flatten)]
    row: Row,
    action: String,
    changes: String,
    actor_id: Option<i64>,
}

impl Whole {
    fn happened(self) -> Result<Happened, StoreError> {
        let by = self.actor_id.map(UserId);
        Ok(Happened { entry: self.row.into(), by, action: self.action, changes: read_changes(&self.changes)? })
    }
}

pub(super) fn read_changes(kept: &str) -> Result<Vec<Change>, StoreError> {
    serde_json::from_str(kept).map_err(|_| StoreError::Unreadable("history entry"))
}

/// The columns of an [`Entry`]; those of [`Whole`] are three more.
macro_rules! entry_columns {
    () => {
        concat!("e.id, e.version, e.at, ", whole_name!(), " AS actor, ", whole_name!("l"), " AS acted_as, e.words")
    };
}

macro_rules! entry_tables {
    () => {
        "group_entry AS e LEFT JOIN person AS p ON p.id = e.actor_id LEFT JOIN person AS l ON l.id = e.acted_as_id"
    };
}

impl Store {
    /// The latest acts, newest first.
    pub async fn history(&self, course: CourseId, period: PeriodId, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let mut link = self.link().await?;
        latest(&mut link, course, period, Version(-1), i64::from(limit)).await
    }

    /// The acts after the version `since` with what they changed, oldest first, at most `limit`.
    pub async fn happened_since(
        &self,
        course: CourseId,
        period: PeriodId,
        since: Version,
        limit: u32,
    ) -> Result<Vec<Happened>, StoreError> {
        happened_since(&mut self.link().await?, course, period, since, limit).await
    }

    /// The version there is.
    pub async fn version(&self, course: CourseId, period: PeriodId) -> Result<Version, StoreError> {
        let mut link = self.link().await?;
        Place::find(&mut link, course, period).await?.version(&mut link).await
    }

    /// The acts that are wished, newest first, at most `limit`, with whether each can be undone.
    pub async fn history_part(
        &self,
        course: CourseId,
        period: PeriodId,
        wish: &Wish,
        limit: usize,
    ) -> Result<HistoryPart, StoreError> {
        let mut link = self.snapshot().await?;
        let place = Place::find(&mut link, course, period).await?;
        let version = place.version(&mut link).await?;
        let state = load(&mut link, &place, version).await?;
        let mut names = names_of(&state);
        let mut found = wished(&mut link, &place, wish, limit + 1, &mut names).await?;
        let is_more = found.len() > limit;
        found.truncate(limit);
        let older = found.last().map(|happened| happened.entry.version).filter(|_| is_more);
        let rows = rows(&mut link, &place, &state, found, &mut names).await?;
        let mut sets: Vec<(GroupSetId, GroupName)> = state.sets().map(|(id, set)| (id, set.name.clone())).collect();
        sets.sort_by_cached_key(|(_, name)| name.sort_key());
        Ok(HistoryPart { version, rows, older, people: actors(&mut link, &place).await?, sets })
    }

    /// The groups as they were at a version, with what bringing them back would change. `None` where there is no such
    /// version yet.
    pub async fn groups_then(
        &self,
        course: CourseId,
        period: PeriodId,
        at: Version,
    ) -> Result<Option<Then>, StoreError> {
        let mut link = self.snapshot().await?;
        let place = Place::find(&mut link, course, period).await?;
        let version = place.version(&mut link).await?;
        if at.0 < 0 || at > version {
            return Ok(None);
        }
        let now = load(&mut link, &place, version).await?;
        let then = rewound(&mut link, &place, &now, at).await?;
        let entry = latest_until(&mut link, &place, at).await?;
        let mut names = names_of(&now);
        for (id, group) in then.live() {
            names.groups.entry(id).or_insert_with(|| group.name.clone());
        }
        let changes = match restore(&now, &then, None) {
            Ok(act) => act.changes,
            Err(Refusal::Nothing) => Vec::new(),
            Err(refusal) => return Err(refusal.into()),
        };
        let mut everyone = people_of(&changes);
        everyone.extend(then.live().flat_map(|(_, group)| group.members.iter().chain(group.tutors.keys()).copied()));
        names.people = people_names(&mut link, &everyone).await?;
        let mut told = lines(&changes, &names);
        let all_lines = u32::try_from(told.len()).unwrap_or(u32::MAX);
        told.truncate(LINES);
        Ok(Some(Then { version, entry, groups: groups_of(&then, &names), lines: told, all_lines }))
    }
}

pub(crate) async fn happened_since(
    link: &mut Link,
    course: CourseId,
    period: PeriodId,
    since: Version,
    limit: u32,
) -> Result<Vec<Happened>, StoreError> {
    let rows = ask!(link, fetch_all Whole:
        concat!("SELECT ", entry_columns!(), ", e.action, e.changes, e.actor_id FROM ", entry_tables!(), "
         WHERE e.course_id = $1 AND e.period_id = $2 AND e.version > $3 ORDER BY e.version LIMIT $4"),
        course.0, period.0, since.0, i64::from(limit))?;
    rows.into_iter().map(Whole::happened).collect()
}

/// The live groups of a state as a page shows them.
fn groups_of(state: &CourseGroups, names: &Names) -> Vec<GroupThen> {
    let person = |id: &UserId| names.people.get(id).cloned().unwrap_or_default();
    let mut groups: Vec<GroupThen> = state
        .live()
        .filter_map(|(id, group)| {
            let mut members: Vec<String> = group.members.iter().map(person).collect();
            members.sort_by_cached_key(|name| fold(name));
            let tutors = group.tutors.iter().map(|(id, kind)| [&person(id), " · ", kind.label()].concat());
            let set = state.set(group.set)?.name.clone();
            Some(GroupThen { id, set, name: group.name.clone(), tutors: tutors.collect(), members })
        })
        .collect();
    groups.sort_by_cached_key(|group| group.name.sort_key());
    groups
}

/// The state of a place at an earlier version, from that of now. Who may be placed is as it is now.
pub(super) async fn rewound(
    link: &mut Link,
    place: &Place,
    now: &CourseGroups,
    at: Version,
) -> Result<CourseGroups, StoreError> {
    let inverses = ask!(link, fetch_all (String,):
        "SELECT inverse FROM group_entry WHERE course_id = $1 AND period_id = $2 AND version > $3 ORDER BY version DESC",
        place.course.0, place.period.0, at.0)?;
    let mut then = now.clone();
    for (inverse,) in inverses {
        then.rewind(&read_changes(&inverse)?)?;
    }
    then.version = at;
    Ok(then)
}

fn names_of(state: &CourseGroups) -> Names {
    let mut names = Names::default();
    for (id, group) in state.all_kept() {
        names.groups.insert(id, group.name.clone());
        names.sets_of.insert(id, group.set);
    }
    names.sets.extend(state.sets().map(|(id, set)| (id, set.name.clone())));
    names
}

/// The newest entries that are wished.
async fn wished(
    link: &mut Link,
    place: &Place,
    wish: &Wish,
    limit: usize,
    names: &mut Names,
) -> Result<Vec<Happened>, StoreError> {
    let words = search_words(&wish.text, &[]);
    let mut before = wish.before.map_or(i64::MAX, |before| before.0);
    let mut found = Vec::new();
    loop {
        let batch = ask!(link, fetch_all Whole:
            concat!("SELECT ", entry_columns!(), ", e.action, e.changes, e.actor_id FROM ", entry_tables!(), "
             WHERE e.course_id = $1 AND e.period_id = $2 AND e.version < $3 ORDER BY e.version DESC LIMIT $4"),
            place.course.0, place.period.0, before, BATCH)?;
        let Some(last) = batch.last() else { return Ok(found) };
        before = last.row.version;
        let by = |whole: &Whole| wish.by.is_none_or(|by| whole.actor_id == Some(by.0));
        let kind = |whole: &Whole| wish.kind.is_none_or(|kind| Kind::of(&whole.action) == kind);
        let some = batch.into_iter().filter(|whole| by(whole) && kind(whole)).map(Whole::happened);
        let mut some = some.collect::<Result<Vec<Happened>, StoreError>>()?;
        for happened in &some {
            names.learn(&happened.changes);
        }
        if let Some(set) = wish.set {
            some.retain(|happened| happened.changes.iter().any(|change| change.touches(set, names)));
        }
        if !words.is_empty() {
            learn_people(link, &some, names).await?;
            some.retain(|happened| {
                let hay = hay(happened, names);
                words.iter().all(|word| hay.contains(word))
            });
        }
        found.extend(some);
        if found.len() >= limit {
            found.truncate(limit);
            return Ok(found);
        }
    }
}

/// All that a search looks at in an entry.
fn hay(happened: &Happened, names: &Names) -> String {
    let mut hay = [happened.entry.words.as_str(), " ", happened.entry.actor.as_deref().unwrap_or_default()].concat();
    let groups: BTreeSet<_> = happened.changes.iter().filter_map(Change::group).collect();
    for name in groups.iter().filter_map(|group| names.groups.get(group)) {
        hay.push(' ');
        hay.push_str(name.as_str());
    }
    for name in people_of(&happened.changes).iter().filter_map(|person| names.people.get(person)) {
        hay.push(' ');
        hay.push_str(name);
    }
    fold(&hay)
}

async fn learn_people(link: &mut Link, some: &[Happened], names: &mut Names) -> Result<(), StoreError> {
    let mut unknown: BTreeSet<UserId> = some.iter().flat_map(|happened| people_of(&happened.changes)).collect();
    unknown.retain(|person| !names.people.contains_key(person));
    names.people.extend(people_names(link, &unknown).await?);
    Ok(())
}

/// "Last, First" of everyone.
async fn people_names(link: &mut Link, people: &BTreeSet<UserId>) -> Result<BTreeMap<UserId, String>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String):
        concat!("SELECT p.id, ", whole_name!(), " FROM person AS p
         WHERE p.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))"),
        ids(people.iter().map(|person| person.0)))?;
    Ok(rows.into_iter().map(|(id, name)| (UserId(id), name)).collect())
}

async fn rows(
    link: &mut Link,
    place: &Place,
    state: &CourseGroups,
    found: Vec<Happened>,
    names: &mut Names,
) -> Result<Vec<HistoryRow>, StoreError> {
    learn_people(link, &found, names).await?;
    let chains = chains(link, &found).await?;
    let mut later: Option<Vec<Happened>> = None;
    let mut rows = Vec::with_capacity(found.len());
    let oldest = found.last().map_or(Version(0), |happened| happened.entry.version);
    for happened in found {
        let standing = match chains.get(&happened.entry.id) {
            Some((undone_by, false)) => Standing::Undone(undone_by.clone()),
            _ => match state.clone().apply_all(&inverse(&happened.changes)) {
                Ok(()) => Standing::Stands,
                Err(refusal) => {
                    let later = match &mut later {
                        Some(later) => later,
                        none => none.insert(newest_first(link, place, oldest).await?),
                    };
                    let since = later.partition_point(|one| one.entry.version > happened.entry.version);
                    Standing::Held(refusal.with_cause(&later[..since], state))
                }
            },
        };
        let mut told = lines(&happened.changes, names);
        let all_lines = u32::try_from(told.len()).unwrap_or(u32::MAX);
        told.truncate(LINES);
        let kind = Kind::of(&happened.action);
        rows.push(HistoryRow { entry: happened.entry, kind, lines: told, all_lines, standing });
    }
    Ok(rows)
}

fn inverse(changes: &[Change]) -> Vec<Change> {
    changes.iter().rev().map(Change::inverse).collect()
}

/// What happened after `since`, newest first.
async fn newest_first(link: &mut Link, place: &Place, since: Version) -> Result<Vec<Happened>, StoreError> {
    let rows = ask!(link, fetch_all Whole:
        concat!("SELECT ", entry_columns!(), ", e.action, e.changes, e.actor_id FROM ", entry_tables!(), "
         WHERE e.course_id = $1 AND e.period_id = $2 AND e.version > $3 ORDER BY e.version DESC"),
        place.course.0, place.period.0, since.0)?;
    rows.into_iter().map(Whole::happened).collect()
}

/// Why an undo is refused, with the entry that stands in the way.
pub(super) async fn with_cause(
    link: &mut Link,
    place: &Place,
    version: Version,
    since: Version,
    refusal: Refusal,
) -> Result<Refusal, StoreError> {
    let state = load(link, place, version).await?;
    Ok(refusal.with_cause(&newest_first(link, place, since).await?, &state))
}

/// By entry that was ever undone: the entry that undid it, and whether that was undone in turn, so that it stands again.
/// What undoes what is a chain: an undo can be undone, which can be undone.
async fn chains(link: &mut Link, found: &[Happened]) -> Result<HashMap<EntryId, (Entry, bool)>, StoreError> {
    let ends = ask!(link, fetch_all (i64, i64, i64):
        "WITH RECURSIVE chain (root, id, undone_by, steps) AS (
             SELECT e.id, e.id, e.undone_by, CAST(0 AS BIGINT) FROM group_entry AS e
             WHERE e.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) AND e.undone_by IS NOT NULL
             UNION ALL
             SELECT c.root, e.id, e.undone_by, c.steps + 1 FROM chain AS c JOIN group_entry AS e ON e.id = c.undone_by
         )
         SELECT root, id, steps FROM chain WHERE undone_by IS NULL",
        ids(found.iter().map(|happened| happened.entry.id.0)))?;
    let last: Vec<(i64,)> = ends.iter().map(|(_, id, _)| (*id,)).collect();
    let rows = ask!(link, fetch_all Row:
        concat!("SELECT ", entry_columns!(), " FROM ", entry_tables!(), "
         WHERE e.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))"),
        bulk(&last)?)?;
    let entries: HashMap<i64, Entry> = rows.into_iter().map(|row| (row.id, Entry::from(row))).collect();
    let chain = |(root, id, steps): (i64, i64, i64)| {
        entries.get(&id).map(|entry| (EntryId(root), (entry.clone(), steps % 2 == 0)))
    };
    Ok(ends.into_iter().filter_map(chain).collect())
}

/// Everyone who did something in a place, by name.
async fn actors(link: &mut Link, place: &Place) -> Result<Vec<(UserId, String)>, StoreError> {
    let rows = ask!(link, fetch_all (i64, String):
        concat!("SELECT p.id, ", whole_name!(), " FROM person AS p
         WHERE p.id IN (SELECT e.actor_id FROM group_entry AS e WHERE e.course_id = $1 AND e.period_id = $2)
         ORDER BY p.last_folded, p.first_folded, p.id"),
        place.course.0, place.period.0)?;
    Ok(rows.into_iter().map(|(id, name)| (UserId(id), name)).collect())
}

/// The acts after the version `base`, newest last; of many, the newest.
pub(super) async fn since(link: &mut Link, place: &Place, base: Version) -> Result<Vec<Entry>, StoreError> {
    let mut entries = latest(link, place.course, place.period, base, TOLD).await?;
    entries.reverse();
    Ok(entries)
}

/// The act that led to a version.
pub(super) async fn latest_until(link: &mut Link, place: &Place, at: Version) -> Result<Option<Entry>, StoreError> {
    let row = ask!(link, fetch_optional Row:
        concat!("SELECT ", entry_columns!(), " FROM ", entry_tables!(), "
         WHERE e.course_id = $1 AND e.period_id = $2 AND e.version = $3"),
        place.course.0, place.period.0, at.0)?;
    Ok(row.map(Entry::from))
}

async fn latest(
    link: &mut Link,
    course: CourseId,
    period: PeriodId,
    after: Version,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let rows = ask!(link, fetch_all Row:
        concat!("SELECT ", entry_columns!(), " FROM ", entry_tables!(), "
         WHERE e.course_id = $1 AND e.period_id = $2 AND e.version > $3 ORDER BY e.version DESC LIMIT $4"),
        course.0, period.0, after.0, limit)?;
    Ok(rows.into_iter().map(Entry::from).collect())
}
