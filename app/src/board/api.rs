//! What the board asks of the server.

use crate::error::AppError;
use domain::course::Course;
use domain::groups::moving::Move;
use domain::groups::view::SetView;
use domain::groups::{Entry, GroupName, Version};
use domain::id::{GroupId, GroupSetId, PeriodId, UserId};
use domain::period::Period;
use domain::person::Person;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use {
    crate::gate,
    domain::access::Action,
    domain::groups::{CourseGroups, Refusal, moving::move_learners},
    std::collections::{BTreeSet, HashMap},
};

/// A group of the set, as a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub id: GroupId,
    pub name: GroupName,
    /// "Last, First" of each.
    pub tutors: Vec<String>,
    pub members: Vec<UserId>,
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
    /// In the order of names.
    pub columns: Vec<Column>,
    /// By name.
    pub people: Vec<Person>,
    /// Those of them who are no longer enrolled.
    pub left: Vec<UserId>,
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
    let column = |(id, group): &(GroupId, &domain::groups::Group)| Column {
        id: *id,
        name: group.name.clone(),
        tutors: group.tutors.keys().filter_map(|tutor| names.get(tutor).cloned()).collect(),
        members: group.members.iter().copied().collect(),
    };
    let mut columns: Vec<Column> = groups.iter().map(column).collect();
    columns.sort_by_cached_key(|column| column.name.sort_key());
    people.retain(|person| learners.contains(&person.id));
    let left = learners.into_iter().filter(|learner| !state.is_enrolled(*learner)).collect();
    Ok(BoardPage { version: state.version, course, period, sets, set, columns, people, left })
}

#[cfg(feature = "ssr")]
fn sets_of(state: &CourseGroups) -> Vec<SetView> {
    let groups = |id| u32::try_from(state.live().filter(|(_, group)| group.set == id).count()).unwrap_or(u32::MAX);
    let sets =
        state.sets().map(|(id, set)| SetView { id, name: set.name.clone(), several: set.several, groups: groups(id) });
    let mut sets: Vec<SetView> = sets.filter(|set| set.groups > 0).collect();
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
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    if moves.len() > MOST_MOVES {
        return Err(Refusal::TooMany { most: u32::try_from(MOST_MOVES).unwrap_or(u32::MAX) }.into());
    }
    let learners: Vec<UserId> = moves.iter().map(|wish| wish.learner).collect();
    let people = place.store.people(&learners).await?;
    let name = |id: UserId| people.iter().find(|person| person.id == id).map(Person::name).unwrap_or_default();
    let decide = |state: &CourseGroups, _: &mut _| move_learners(state, set, &moves, name);
    Ok(place.store.act(place.course.id, period, Some(base), &gate::by()?, decide).await?)
}

/// No honest board moves more at once.
#[cfg(feature = "ssr")]
const MOST_MOVES: usize = 2_000;
