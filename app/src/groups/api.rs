//! What the Groups dashboard, a group's page and the copy dialog ask of the server.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::groups::acts::{Copied, GroupEdit};
use domain::groups::{Entry, Version};
use domain::id::{EntryId, GroupId, GroupSetId, PeriodId};
use domain::person::Person;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::groups::pages::{CopyPreview, CopyWish, DashboardPage, Destination, GroupPage, Joiner};

/// Every group of a course and period.
#[server(endpoint = "groups/dashboard", input = Json)]
pub async fn read_dashboard(code: String, period: Option<PeriodId>) -> Result<DashboardPage, AppError> {
    Ok(service::groups::dashboard(&asker()?, &code, period).await?)
}

/// A group with its members and tutors.
#[server(endpoint = "groups/group", input = Json)]
pub async fn read_group(code: String, group: GroupId) -> Result<GroupPage, AppError> {
    Ok(service::groups::one(&asker()?, &code, group).await?)
}

/// Deletes groups, softly (SPEC G8).
#[server(endpoint = "groups/delete", input = Json)]
pub async fn delete_groups(
    code: String,
    period: PeriodId,
    base: Version,
    groups: Vec<GroupId>,
) -> Result<Entry, AppError> {
    Ok(service::groups::delete(&asker()?, &code, period, base, &groups).await?)
}

/// Undoes a kept act.
#[server(endpoint = "groups/undo", input = Json)]
pub async fn undo(code: String, period: PeriodId, entry: EntryId) -> Result<Entry, AppError> {
    Ok(service::groups::undo(&asker()?, &code, period, entry).await?)
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
    Ok(service::groups::rename_set(&asker()?, &code, period, base, set, &name).await?)
}

/// Saves what a group's page changed (**"Proceed"**), all of it or nothing.
#[server(endpoint = "groups/edit", input = Json)]
pub async fn save_group(code: String, group: GroupId, base: Version, edit: GroupEdit) -> Result<Entry, AppError> {
    Ok(service::groups::save(&asker()?, &code, group, base, &edit).await?)
}

/// Who can be made a tutor of a group of this course.
#[server(endpoint = "groups/tutors", input = Json)]
pub async fn find_tutors(code: String, typed: String) -> Result<Vec<Person>, AppError> {
    Ok(service::groups::find_tutors(&asker()?, &code, &typed).await?)
}

/// The enrolled learners that a search for `typed` finds, to be added to `group`.
#[server(endpoint = "groups/learners", input = Json)]
pub async fn find_learners(code: String, group: GroupId, typed: String) -> Result<Vec<Joiner>, AppError> {
    Ok(service::groups::find_learners(&asker()?, &code, group, &typed).await?)
}

/// The courses that the person may manage, in a course's organisation or another, to copy its groups to.
#[server(endpoint = "groups/destinations", input = Json)]
pub async fn destinations(code: String) -> Result<Vec<Destination>, AppError> {
    Ok(service::groups::copy::destinations(&asker()?, &code).await?)
}

/// Previews **"Copy Groups"** (SPEC G6).
#[server(endpoint = "groups/copy-preview", input = Json)]
pub async fn preview_copy(wish: CopyWish) -> Result<CopyPreview, AppError> {
    Ok(service::groups::copy::preview(&asker()?, &wish).await?)
}

/// Copies exactly what was previewed, or says what changed meanwhile.
#[server(endpoint = "groups/copy", input = Json)]
pub async fn copy_groups(wish: CopyWish, previewed: Vec<Copied>) -> Result<Entry, AppError> {
    Ok(service::groups::copy::copy(&asker()?, &wish, &previewed).await?)
}
