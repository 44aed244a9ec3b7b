//! Course groups: the dashboard, a group, deleting, undoing; and the other ways to change groups, a module each.

pub mod board;
pub mod copy;
mod export;
pub mod forming;
pub mod history;
pub mod import;
pub mod live;
pub mod set;

pub use export::{export, sample};

use crate::{Asker, Fault};
use domain::access::Action;
use domain::groups::acts::{self, GroupEdit};
use domain::groups::pages::{DashboardPage, GroupPage, Joiner};
use domain::groups::view::Candidate;
use domain::groups::{Entry, GroupName, Refusal, Version};
use domain::id::{EntryId, GroupId, GroupSetId, PeriodId};
use domain::person::Person;
use domain::text::fold;

/// How many people a search answers.
const MOST_FOUND: u32 = 12;

const NO_GROUP: Fault = Fault::NotFound("group");

/// Every group of a course and period.
pub async fn dashboard(asker: &Asker, code: &str, period: Option<PeriodId>) -> Result<DashboardPage, Fault> {
    let place = asker.place(code, period, Action::ViewGroups).await?;
    Ok(DashboardPage {
        dashboard: place.store().dashboard_with(place.course.id, place.period.id, place.seats().await?).await?,
        genders: place.store().genders().await?,
        may_manage: place.may(Action::ManageGroups),
        course: place.course,
        period: place.period,
    })
}

/// A group with its members and tutors.
pub async fn one(asker: &Asker, code: &str, group: GroupId) -> Result<GroupPage, Fault> {
    let on = asker.course(code, Action::ViewGroups).await?;
    let (period, group) = on.store().group(on.course.id, group).await?.ok_or(NO_GROUP)?;
    Ok(GroupPage {
        genders: on.store().genders().await?,
        enrolled: on.store().enrolled_count(on.course.id, period.id).await?,
        several_sets: usize::try_from(group.set.groups).unwrap_or(usize::MAX) < group.siblings.len(),
        may_manage: on.may(Action::ManageGroups),
        course: on.course,
        period,
        group,
    })
}

/// Deletes groups, softly (SPEC G8).
pub async fn delete(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    base: Version,
    groups: &[GroupId],
) -> Result<Entry, Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    at_most(groups.len())?;
    place.act(Some(base), |state, _| acts::delete_groups(state, groups)).await
}

/// Undoes a kept act.
pub async fn undo(asker: &Asker, code: &str, period: PeriodId, entry: EntryId) -> Result<Entry, Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    Ok(place.store().undo(place.course.id, period, entry, &asker.by()).await?)
}

/// Gives a set another name.
pub async fn rename_set(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    name: &str,
) -> Result<Entry, Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    let name = GroupName::parse(name).map_err(Refusal::from)?;
    place.act(Some(base), |state, _| acts::rename_set(state, set, &name)).await
}

/// Saves what a group's page changed (**"Proceed"**), all of it or nothing.
pub async fn save(asker: &Asker, code: &str, group: GroupId, base: Version, edit: &GroupEdit) -> Result<Entry, Fault> {
    let on = asker.course(code, Action::ManageGroups).await?;
    let (period, _) = on.store().group(on.course.id, group).await?.ok_or(NO_GROUP)?;
    let changes = [edit.remove_members.len(), edit.add_members.len(), edit.remove_tutors.len(), edit.set_tutors.len()];
    at_most(changes.iter().sum())?;
    let decide = |state: &_, _: &mut _| acts::edit_group(state, group, edit);
    Ok(on.store().act(on.course.id, period.id, Some(base), &asker.by(), decide).await?)
}

/// Who can be made a tutor of a group of this course.
pub async fn find_tutors(asker: &Asker, code: &str, typed: &str) -> Result<Vec<Person>, Fault> {
    let on = asker.course(code, Action::ManageGroups).await?;
    Ok(on.store().search_workers(on.course.organisation, typed, MOST_FOUND).await?)
}

/// The enrolled learners that a search for `typed` finds, to be added to `group`.
pub async fn find_learners(asker: &Asker, code: &str, group: GroupId, typed: &str) -> Result<Vec<Joiner>, Fault> {
    let on = asker.course(code, Action::ManageGroups).await?;
    let (period, group) = on.store().group(on.course.id, group).await?.ok_or(NO_GROUP)?;
    let folded = fold(typed);
    let mut found = on.store().candidates(on.course.id, period.id).await?;
    found.retain(|candidate| candidate.person.matches(&folded));
    found.truncate(MOST_FOUND as usize);
    let state = on.store().course_groups(on.course.id, period.id).await?;
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

/// No honest page sends more at once than this.
fn at_most(count: usize) -> Result<(), Fault> {
    const MOST: u32 = 5_000;
    if count > MOST as usize { Err(Refusal::TooMany { most: MOST }.into()) } else { Ok(()) }
}
