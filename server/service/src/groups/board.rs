//! A set on the board, and what is done there: moves, and locks.

use crate::place::InPeriod;
use crate::{Asker, Fault};
use domain::access::Action;
use domain::forming::recipe::{Guide, Recipe};
use domain::groups::board::{BoardPage, BoardTutor, Column, Rules};
use domain::groups::moving::{self, Move, TutorMove};
use domain::groups::view::SetView;
use domain::groups::{Act, CourseGroups, Entry, Group, GroupSet, IdMint, Refusal, Version, locking};
use domain::id::{GroupId, GroupSetId, PeriodId, UserId};
use domain::person::Person;
use domain::text::fold;
use domain::tutoring::TutorKind;
use std::collections::{BTreeSet, HashMap};

/// No honest board moves more at once.
const MOST_MOVES: usize = 2_000;

/// The board of a set; of the first one, where none is named.
pub async fn view(
    asker: &Asker,
    code: &str,
    period: Option<PeriodId>,
    set: Option<GroupSetId>,
) -> Result<BoardPage, Fault> {
    let place = asker.place(code, period, Action::ManageGroups).await?;
    let state = place.groups().await?;
    let sets = sets_of(&state);
    let set = match set {
        Some(wanted) if sets.iter().any(|set| set.id == wanted) => Some(wanted),
        Some(_) => return Err(Fault::NotFound("group set")),
        None => sets.first().map(|set| set.id),
    };
    let groups: Vec<_> = state.live().filter(|(_, group)| Some(group.set) == set).collect();
    let mut everyone: BTreeSet<UserId> = state.enrolled().collect();
    everyone.extend(groups.iter().flat_map(|(_, group)| group.members.iter().copied()));
    let learners = everyone.clone();
    everyone.extend(groups.iter().flat_map(|(_, group)| group.tutors.keys().copied()));
    let everyone: Vec<UserId> = everyone.into_iter().collect();
    let mut people = place.store().people(&everyone).await?;
    let names: HashMap<UserId, String> = people.iter().map(|person| (person.id, person.name())).collect();
    let mut columns: Vec<Column> = groups.iter().map(|(id, group)| column(*id, group, &names)).collect();
    columns.sort_by_cached_key(|column| column.name.sort_key());
    people.retain(|person| learners.contains(&person.id));
    let left = learners.iter().copied().filter(|learner| !state.is_enrolled(*learner)).collect();
    let groups: Vec<Vec<UserId>> = columns.iter().map(|column| column.members.clone()).collect();
    let rules = match set {
        Some(set) => rules_of(&place, set, learners, &groups).await?,
        None => Rules::default(),
    };
    let locked = set.and_then(|set| state.set(set)).is_some_and(|set| set.locked);
    let InPeriod { course, period, .. } = place;
    Ok(BoardPage { version: state.version, course, period, sets, set, locked, columns, people, left, rules })
}

/// The rules that a set was formed by, or the usual ones.
async fn rules_of(
    place: &InPeriod,
    set: GroupSetId,
    learners: BTreeSet<UserId>,
    groups: &[Vec<UserId>],
) -> Result<Rules, Fault> {
    let (store, course, period) = (place.store(), place.course.id, place.period.id);
    let formed = store.formed(course, period, set).await?.and_then(|set| set.formed);
    let recipe = formed.map(|(_, formed)| formed.recipe).filter(|recipe| !recipe.rules.is_empty());
    let earlier = recipe.as_ref().map(Recipe::earlier).unwrap_or_default();
    let ground = store.ground(course, period, learners.into_iter().collect(), &earlier).await?;
    let usual = recipe.is_none();
    let recipe = recipe.unwrap_or_else(|| Guide::usual(&ground, groups));
    Ok(Rules { recipe, usual, ground })
}

fn column(id: GroupId, group: &Group, names: &HashMap<UserId, String>) -> Column {
    let tutor =
        |(id, kind): (&UserId, &TutorKind)| Some(BoardTutor { id: *id, name: names.get(id)?.clone(), kind: *kind });
    let mut tutors: Vec<BoardTutor> = group.tutors.iter().filter_map(tutor).collect();
    tutors.sort_by_cached_key(|tutor| fold(&tutor.name));
    Column {
        id,
        name: group.name.clone(),
        tutors,
        members: group.members.iter().copied().collect(),
        locked: group.locked.iter().copied().collect(),
    }
}

fn sets_of(state: &CourseGroups) -> Vec<SetView> {
    let groups = |id| u32::try_from(state.live().filter(|(_, group)| group.set == id).count()).unwrap_or(u32::MAX);
    let view = |(id, set): (GroupSetId, &GroupSet)| SetView {
        id,
        name: set.name.clone(),
        several: set.several,
        locked: set.locked,
        groups: groups(id),
    };
    let mut sets: Vec<SetView> = state.sets().map(view).filter(|set| set.groups > 0).collect();
    sets.sort_by_cached_key(|set| set.name.sort_key());
    sets
}

/// Moves learners within a set, all of them or none.
pub async fn move_learners(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    moves: &[Move],
) -> Result<Entry, Fault> {
    let asking = Asking::open(asker, code, period, base, moves.iter().map(|wish| wish.learner)).await?;
    asking.act(|state, name| moving::move_learners(state, set, moves, name)).await
}

/// Moves tutors within a set, all of them or none.
pub async fn move_tutors(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    moves: &[TutorMove],
) -> Result<Entry, Fault> {
    let asking = Asking::open(asker, code, period, base, moves.iter().map(|wish| wish.tutor)).await?;
    asking.act(|state, name| moving::move_tutors(state, set, moves, name)).await
}

/// Locks a set against every change, or unlocks it.
pub async fn lock_set(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    locked: bool,
) -> Result<Entry, Fault> {
    let asking = Asking::open(asker, code, period, base, core::iter::empty()).await?;
    asking.act(|state, _| locking::lock_set(state, set, locked)).await
}

/// Locks learners in their groups of a set, or unlocks them: all of them or none.
pub async fn lock_places(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    places: &[(UserId, GroupId)],
    locked: bool,
) -> Result<Entry, Fault> {
    let asking = Asking::open(asker, code, period, base, places.iter().map(|(learner, _)| *learner)).await?;
    asking.act(|state, name| locking::lock_places(state, set, places, locked, name)).await
}

/// An act that someone asks for who may do it, with the names of those it is about.
struct Asking {
    place: InPeriod,
    base: Version,
    people: Vec<Person>,
}

impl Asking {
    async fn open(
        asker: &Asker,
        code: &str,
        period: PeriodId,
        base: Version,
        people: impl ExactSizeIterator<Item = UserId> + Send,
    ) -> Result<Self, Fault> {
        let place = asker.place(code, Some(period), Action::ManageGroups).await?;
        if people.len() > MOST_MOVES {
            return Err(Refusal::TooMany { most: u32::try_from(MOST_MOVES).unwrap_or(u32::MAX) }.into());
        }
        let people: Vec<UserId> = people.collect();
        Ok(Self { people: asker.store().people(&people).await?, place, base })
    }

    /// Does it on the version the page shows. `decide` is told what people are called.
    async fn act(
        self,
        decide: impl FnOnce(&CourseGroups, &dyn Fn(UserId) -> String) -> Result<Act, Refusal> + Send,
    ) -> Result<Entry, Fault> {
        let Self { place, base, people } = self;
        let decide = |state: &CourseGroups, _: &mut IdMint| {
            let names: HashMap<UserId, &Person> = people.iter().map(|person| (person.id, person)).collect();
            decide(state, &|id| names.get(&id).map(|person| person.name()).unwrap_or_default())
        };
        place.act(Some(base), decide).await
    }
}
