//! What the Groups dashboard, a group's page and the copy dialog ask of the server.

use crate::error::AppError;
use domain::course::Course;
use domain::groups::acts::{Copied, GroupEdit, NameClash};
use domain::groups::view::{Candidate, Dashboard, GroupView};
use domain::groups::{Entry, GroupName, Version};
use domain::id::{EntryId, GroupId, GroupSetId, PeriodId};
use domain::period::Period;
use domain::person::{Gender, Person};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use crate::gate;
#[cfg(feature = "ssr")]
use domain::access::{Action, CourseObject};
#[cfg(feature = "ssr")]
use domain::groups::{Refusal, acts};

/// What the dashboard shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardPage {
    pub course: Course,
    pub period: Period,
    pub dashboard: Dashboard,
    /// All genders, for the legend.
    pub genders: Vec<Gender>,
    pub may_manage: bool,
}

/// Every group of a course and period.
#[server(endpoint = "groups/dashboard", input = Json)]
pub async fn read_dashboard(code: String, period: Option<PeriodId>) -> Result<DashboardPage, AppError> {
    let place = gate::place(&code, period, Action::ViewGroups).await?;
    let manage = Action::ManageGroups((&place.course).into());
    Ok(DashboardPage {
        dashboard: place.store.dashboard_with(place.course.id, place.period.id, place.seats().await?).await?,
        genders: place.store.genders().await?,
        may_manage: domain::access::may(&place.signed_in.viewer, manage),
        course: place.course,
        period: place.period,
    })
}

/// What a group's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPage {
    pub course: Course,
    pub period: Period,
    pub group: GroupView,
    pub genders: Vec<Gender>,
    /// How many are enrolled in the period.
    pub enrolled: u32,
    /// Whether the course and period has several sets: only then is the set named.
    pub several_sets: bool,
    pub may_manage: bool,
}

/// A group with its members and tutors.
#[server(endpoint = "groups/group", input = Json)]
pub async fn read_group(code: String, group: GroupId) -> Result<GroupPage, AppError> {
    let at = gate::course(&code, Action::ViewGroups).await?;
    let (period, group) = at.store.group(at.course.id, group).await?.ok_or_else(no_group)?;
    let manage = Action::ManageGroups((&at.course).into());
    Ok(GroupPage {
        genders: at.store.genders().await?,
        enrolled: at.store.enrolled_count(at.course.id, period.id).await?,
        several_sets: usize::try_from(group.set.groups).unwrap_or(usize::MAX) < group.siblings.len(),
        may_manage: domain::access::may(&at.signed_in.viewer, manage),
        course: at.course,
        period,
        group,
    })
}

/// Deletes groups, softly (SPEC G8).
#[server(endpoint = "groups/delete", input = Json)]
pub async fn delete_groups(
    code: String,
    period: PeriodId,
    base: Version,
    groups: Vec<GroupId>,
) -> Result<Entry, AppError> {
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    at_most(groups.len())?;
    let decide = |state: &_, _: &mut _| acts::delete_groups(state, &groups);
    Ok(place.store.act(place.course.id, period, Some(base), &gate::by()?, decide).await?)
}

/// Undoes a kept act.
#[server(endpoint = "groups/undo", input = Json)]
pub async fn undo(code: String, period: PeriodId, entry: EntryId) -> Result<Entry, AppError> {
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    Ok(place.store.undo(place.course.id, period, entry, &gate::by()?).await?)
}

/// Gives a set another name.
#[server(endpoint = "groups/rename-set", input = Json)]
pub async fn rename_set(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    name: String,
) -> Result<Entry, AppError> {
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    let name = GroupName::parse(&name).map_err(Refusal::from)?;
    let decide = |state: &_, _: &mut _| acts::rename_set(state, set, &name);
    Ok(place.store.act(place.course.id, period, Some(base), &gate::by()?, decide).await?)
}

/// Saves what a group's page changed (**"Proceed"**), all of it or nothing.
#[server(endpoint = "groups/edit", input = Json)]
pub async fn save_group(code: String, group: GroupId, base: Version, edit: GroupEdit) -> Result<Entry, AppError> {
    let at = gate::course(&code, Action::ManageGroups).await?;
    let (period, _) = at.store.group(at.course.id, group).await?.ok_or_else(no_group)?;
    let changes = [edit.remove_members.len(), edit.add_members.len(), edit.remove_tutors.len(), edit.set_tutors.len()];
    at_most(changes.iter().sum())?;
    let decide = |state: &_, _: &mut _| acts::edit_group(state, group, &edit);
    Ok(at.store.act(at.course.id, period.id, Some(base), &gate::by()?, decide).await?)
}

/// Who can be made a tutor of a group of this course.
#[server(endpoint = "groups/tutors", input = Json)]
pub async fn find_tutors(code: String, typed: String) -> Result<Vec<Person>, AppError> {
    let at = gate::course(&code, Action::ManageGroups).await?;
    Ok(at.store.search_workers(at.course.organisation, &typed, MOST_FOUND).await?)
}

/// An enrolled learner whom a search found, and the group of the same set they would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joiner {
    pub candidate: Candidate,
    /// The group they would move from, and how many are in it now.
    pub leaves: Option<(GroupId, GroupName, u32)>,
    /// They are locked there.
    pub locked: bool,
}

/// The enrolled learners that a search for `typed` finds, to be added to `group`.
#[server(endpoint = "groups/learners", input = Json)]
pub async fn find_learners(code: String, group: GroupId, typed: String) -> Result<Vec<Joiner>, AppError> {
    let at = gate::course(&code, Action::ManageGroups).await?;
    let (period, group) = at.store.group(at.course.id, group).await?.ok_or_else(no_group)?;
    let folded = domain::text::fold(&typed);
    let mut found = at.store.candidates(at.course.id, period.id).await?;
    found.retain(|candidate| candidate.person.matches(&folded));
    found.truncate(MOST_FOUND as usize);
    let state = at.store.course_groups(at.course.id, period.id).await?;
    let size = |id| state.group(id).map_or(0, |g| u32::try_from(g.members.len()).unwrap_or(u32::MAX));
    let joiner = |candidate: Candidate| {
        let other = candidate.groups.iter().find(|(set, id, _)| *set == group.set.id && *id != group.id);
        let leaves = other.filter(|_| !group.set.several).map(|(_, id, name)| (*id, name.clone(), size(*id)));
        let is_locked = |id| state.group(id).is_some_and(|g| g.locked.contains(&candidate.person.id));
        let locked = leaves.as_ref().is_some_and(|(id, ..)| is_locked(*id));
        Joiner { candidate, leaves, locked }
    };
    Ok(found.into_iter().map(joiner).collect())
}

/// A course groups can be copied to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    pub course: Course,
    pub periods: Vec<Period>,
}

/// The courses that the person may manage, in a course's organisation or another, to copy its groups to.
#[server(endpoint = "groups/destinations", input = Json)]
pub async fn destinations(code: String) -> Result<Vec<Destination>, AppError> {
    let at = gate::course(&code, Action::ManageGroups).await?;
    let mut found = Vec::new();
    for row in at.store.courses(gate::now()?.date()).await? {
        let to = CourseObject::from(&row.course);
        let from = CourseObject::from(&at.course);
        if domain::access::may(&at.signed_in.viewer, Action::CopyGroups { from, to }) {
            let periods = at.store.periods(row.course.id).await?;
            found.push(Destination { course: row.course, periods });
        }
    }
    Ok(found)
}

/// From where to where groups are copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyWish {
    pub from: String,
    pub from_period: PeriodId,
    pub groups: Vec<GroupId>,
    pub to: String,
    pub to_period: PeriodId,
    pub clash: NameClash,
}

/// What copying would do, with the people it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyPreview {
    pub copies: Vec<Copied>,
    /// Everyone left out anywhere.
    pub people: Vec<Person>,
    pub left_out_tutors: u32,
}

/// Previews **"Copy Groups"** (SPEC G6).
#[server(endpoint = "groups/copy-preview", input = Json)]
pub async fn preview_copy(wish: CopyWish) -> Result<CopyPreview, AppError> {
    let copying = Copying::open(&wish).await?;
    let state = copying.from.store.course_groups(copying.to.id, wish.to_period).await?;
    let copies = acts::preview_copy(&state, &copying.originals, wish.clash);
    let left_out: Vec<_> = copies.iter().flat_map(|c| c.not_enrolled.iter().chain(&c.seated)).copied().collect();
    let tutors: usize = copying.originals.iter().map(|o| o.group.tutors.len()).sum();
    let kept: usize = copies.iter().map(|c| c.tutors.len()).sum();
    Ok(CopyPreview {
        people: copying.from.store.people(&left_out).await?,
        left_out_tutors: u32::try_from(tutors - kept).unwrap_or(u32::MAX),
        copies,
    })
}

/// Copies exactly what was previewed, or says what changed meanwhile.
#[server(endpoint = "groups/copy", input = Json)]
pub async fn copy_groups(wish: CopyWish, previewed: Vec<Copied>) -> Result<Entry, AppError> {
    let copying = Copying::open(&wish).await?;
    let source = [copying.from.course.code.as_str(), copying.from.period.title.as_str()].join(" ");
    let decide = |state: &_, mint: &mut _| {
        if acts::preview_copy(state, &copying.originals, wish.clash) == previewed {
            acts::copy_groups(state, mint, &copying.originals, wish.clash, &source)
        } else {
            Err(Refusal::PreviewMoved)
        }
    };
    Ok(copying.from.store.act(copying.to.id, wish.to_period, None, &gate::by()?, decide).await?)
}

/// A copy that the rules allow: both its source and its destination.
#[cfg(feature = "ssr")]
struct Copying {
    from: gate::InPeriod,
    to: Course,
    originals: Vec<acts::Original>,
}

#[cfg(feature = "ssr")]
impl Copying {
    async fn open(wish: &CopyWish) -> Result<Self, AppError> {
        at_most(wish.groups.len())?;
        let from = gate::place(&wish.from, Some(wish.from_period), Action::ManageGroups).await?;
        let to = gate::place(&wish.to, Some(wish.to_period), Action::ManageGroups).await?.course;
        let both = Action::CopyGroups { from: (&from.course).into(), to: (&to).into() };
        gate::authorise(&from.signed_in.viewer, both)?;
        let originals = from.store.originals(from.course.id, wish.from_period, &wish.groups).await?;
        Ok(Self { from, to, originals })
    }
}

/// How many people a search answers.
#[cfg(feature = "ssr")]
const MOST_FOUND: u32 = 12;

/// No honest page sends more at once than this.
#[cfg(feature = "ssr")]
fn at_most(count: usize) -> Result<(), AppError> {
    const MOST: u32 = 5_000;
    if count > MOST as usize { Err(Refusal::TooMany { most: MOST }.into()) } else { Ok(()) }
}

#[cfg(feature = "ssr")]
fn no_group() -> AppError {
    AppError::NotFound("group".to_owned())
}
