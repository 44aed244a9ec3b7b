//! What the board asks of the server.

use crate::error::AppError;
use domain::course::Course;
use domain::forming::recipe::{Ground, Recipe};
use domain::groups::moving::{Move, TutorMove};
use domain::groups::view::SetView;
use domain::groups::{Entry, GroupName, Version};
use domain::id::{GroupId, GroupSetId, PeriodId, UserId};
use domain::period::Period;
use domain::person::Person;
use domain::tutoring::TutorKind;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use {
    crate::gate,
    domain::access::Action,
    domain::forming::recipe::Guide,
    domain::groups::{Act, CourseGroups, Group, GroupSet, IdMint, Refusal, locking, moving},
    domain::id::CourseId,
    domain::text::fold,
    std::collections::{BTreeSet, HashMap},
    store::Store,
};

/// A group of the set, as a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub id: GroupId,
    pub name: GroupName,
    /// By name.
    pub tutors: Vec<BoardTutor>,
    pub members: Vec<UserId>,
    /// The members whose places are locked.
    pub locked: Vec<UserId>,
}

/// A tutor of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardTutor {
    pub id: UserId,
    /// "Last, First".
    pub name: String,
    pub kind: TutorKind,
}

/// A set with everyone who is in its groups or could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardPage {
    pub course: Course,
    pub period: Period,
    pub version: Version,
    /// The sets that have groups.
    pub sets: Vec<SetView>,
    /// The one that is shown; `None` where there are no groups at all.
    pub set: Option<GroupSetId>,
    /// Whether that set is locked: nothing of it changes before it is unlocked.
    pub locked: bool,
    /// In the order of names.
    pub columns: Vec<Column>,
    /// By name.
    pub people: Vec<Person>,
    /// Those of them who are no longer enrolled.
    pub left: Vec<UserId>,
    pub rules: Rules,
}

/// By which rules moves are judged, and what is known of everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub recipe: Recipe,
    /// The set was formed by none: these are the usual ones.
    pub usual: bool,
    pub ground: Ground,
}

/// The board of a set; of the first one, where none is named.
#[server(endpoint = "board/view", input = Json)]
pub async fn view_board(
    code: String,
    period: Option<PeriodId>,
    set: Option<GroupSetId>,
) -> Result<BoardPage, AppError> {
    let place = gate::place(&code, period, Action::ManageGroups).await?;
    let (course, period, store) = (place.course, place.period, place.store);
    let state = store.course_groups(course.id, period.id).await?;
    let sets = sets_of(&state);
    let set = match set {
        Some(wanted) if sets.iter().any(|set| set.id == wanted) => Some(wanted),
        Some(_) => return Err(AppError::NotFound("group set".to_owned())),
        None => sets.first().map(|set| set.id),
    };
    let groups: Vec<_> = state.live().filter(|(_, group)| Some(group.set) == set).collect();
    let mut everyone: BTreeSet<UserId> = state.enrolled().collect();
    everyone.extend(groups.iter().flat_map(|(_, group)| group.members.iter().copied()));
    let learners = everyone.clone();
    everyone.extend(groups.iter().flat_map(|(_, group)| group.tutors.keys().copied()));
    let everyone: Vec<UserId> = everyone.into_iter().collect();
    let mut people = store.people(&everyone).await?;
    let names: HashMap<UserId, String> = people.iter().map(|person| (person.id, person.name())).collect();
    let mut columns: Vec<Column> = groups.iter().map(|(id, group)| column(*id, group, &names)).collect();
    columns.sort_by_cached_key(|column| column.name.sort_key());
    people.retain(|person| learners.contains(&person.id));
    let left = learners.iter().copied().filter(|learner| !state.is_enrolled(*learner)).collect();
    let groups: Vec<Vec<UserId>> = columns.iter().map(|column| column.members.clone()).collect();
    let rules = match set {
        Some(set) => rules_of(&store, (course.id, period.id, set), learners, &groups).await?,
        None => Rules::default(),
    };
    let locked = set.and_then(|set| state.set(set)).is_some_and(|set| set.locked);
    Ok(BoardPage { version: state.version, course, period, sets, set, locked, columns, people, left, rules })
}

/// The rules that a set was formed by, or the usual ones.
#[cfg(feature = "ssr")]
async fn rules_of(
    store: &Store,
    (course, period, set): (CourseId, PeriodId, GroupSetId),
    learners: BTreeSet<UserId>,
    groups: &[Vec<UserId>],
) -> Result<Rules, AppError> {
    let formed = store.formed(course, period, set).await?.and_then(|set| set.formed);
    let recipe = formed.map(|(_, formed)| formed.recipe).filter(|recipe| !recipe.rules.is_empty());
    let earlier = recipe.as_ref().map(Recipe::earlier).unwrap_or_default();
    let ground = store.ground(course, period, learners.into_iter().collect(), &earlier).await?;
    let usual = recipe.is_none();
    let recipe = recipe.unwrap_or_else(|| Guide::usual(&ground, groups));
    Ok(Rules { recipe, usual, ground })
}

#[cfg(feature = "ssr")]
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

#[cfg(feature = "ssr")]
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
#[server(endpoint = "board/move", input = Json)]
pub async fn move_all(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    moves: Vec<Move>,
) -> Result<Entry, AppError> {
    let asking = Asking::open(&code, period, base, moves.iter().map(|wish| wish.learner)).await?;
    asking.act(|state, name| moving::move_learners(state, set, &moves, name)).await
}

/// Moves tutors within a set, all of them or none.
#[server(endpoint = "board/move-tutors", input = Json)]
pub async fn move_tutors(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    moves: Vec<TutorMove>,
) -> Result<Entry, AppError> {
    let asking = Asking::open(&code, period, base, moves.iter().map(|wish| wish.tutor)).await?;
    asking.act(|state, name| moving::move_tutors(state, set, &moves, name)).await
}

/// Locks a set against every change, or unlocks it.
#[server(endpoint = "board/lock-set", input = Json)]
pub async fn lock_set(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    locked: bool,
) -> Result<Entry, AppError> {
    let asking = Asking::open(&code, period, base, core::iter::empty()).await?;
    asking.act(|state, _| locking::lock_set(state, set, locked)).await
}

/// Locks learners in their groups of a set, or unlocks them: all of them or none.
#[server(endpoint = "board/lock-places", input = Json)]
pub async fn lock_places(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    places: Vec<(UserId, GroupId)>,
    locked: bool,
) -> Result<Entry, AppError> {
    let asking = Asking::open(&code, period, base, places.iter().map(|(learner, _)| *learner)).await?;
    asking.act(|state, name| locking::lock_places(state, set, &places, locked, name)).await
}

/// An act that someone asks for who may do it, with the names of those it is about.
#[cfg(feature = "ssr")]
struct Asking {
    place: gate::InPeriod,
    base: Version,
    people: Vec<Person>,
}

#[cfg(feature = "ssr")]
impl Asking {
    async fn open(
        code: &str,
        period: PeriodId,
        base: Version,
        people: impl ExactSizeIterator<Item = UserId> + Send,
    ) -> Result<Self, AppError> {
        let place = gate::place(code, Some(period), Action::ManageGroups).await?;
        if people.len() > MOST_MOVES {
            return Err(Refusal::TooMany { most: u32::try_from(MOST_MOVES).unwrap_or(u32::MAX) }.into());
        }
        let people: Vec<UserId> = people.collect();
        Ok(Self { people: place.store.people(&people).await?, place, base })
    }

    /// Does it on the version the page shows. `decide` is told what people are called.
    async fn act(
        self,
        decide: impl FnOnce(&CourseGroups, &dyn Fn(UserId) -> String) -> Result<Act, Refusal> + Send,
    ) -> Result<Entry, AppError> {
        let Self { place, base, people } = self;
        let decide = |state: &CourseGroups, _: &mut IdMint| {
            let names: HashMap<UserId, &Person> = people.iter().map(|person| (person.id, person)).collect();
            decide(state, &|id| names.get(&id).map(|person| person.name()).unwrap_or_default())
        };
        Ok(place.store.act(place.course.id, place.period.id, Some(base), &gate::by()?, decide).await?)
    }
}

/// No honest board moves more at once.
#[cfg(feature = "ssr")]
const MOST_MOVES: usize = 2_000;
