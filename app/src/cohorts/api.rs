//! What the pages of cohorts ask of the server. Cohorts are for those who manage the users of their organisation.

use crate::error::AppError;
use domain::cohort::{CohortMembers, CohortRow, Unplaced};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::person::Person;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use crate::gate;
#[cfg(feature = "ssr")]
use domain::access::{Action, may};
#[cfg(feature = "ssr")]
use domain::cohort::cohort_name;
#[cfg(feature = "ssr")]
use store::Store;

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortsPage {
    /// The organisations whose cohorts the signed-in person manages.
    pub organisations: Vec<(OrganisationId, String)>,
    pub cohorts: Vec<CohortRow>,
    pub unplaced: Vec<Unplaced>,
}

/// The cohorts of the organisations whose users the signed-in person manages, or of the one they look at.
#[server(endpoint = "admin/cohorts/list", input = Json)]
pub async fn cohorts() -> Result<CohortsPage, AppError> {
    let signed_in = gate::signed_in()?;
    let store = gate::store()?;
    let mut organisations: Vec<(OrganisationId, String)> =
        store.organisations().await?.into_iter().map(|organisation| (organisation.id, organisation.name)).collect();
    organisations.retain(|(id, _)| may(&signed_in.viewer, Action::ManageUsers(*id)));
    if organisations.is_empty() {
        return Err(AppError::Forbidden);
    }
    let theirs: Vec<OrganisationId> = organisations.iter().map(|(id, _)| *id).collect();
    if let Some(chosen) = signed_in.chosen_of(&theirs) {
        organisations.retain(|(id, _)| *id == chosen);
    }
    let within: Vec<OrganisationId> = organisations.iter().map(|(id, _)| *id).collect();
    let cohorts = store.cohort_rows(Some(&within)).await?;
    let unplaced = store.unplaced(Some(&within)).await?;
    Ok(CohortsPage { organisations, cohorts, unplaced })
}

/// Makes a cohort. `fill` puts everyone into it whose grad year its name says.
#[server(endpoint = "admin/cohorts/add", input = Json)]
pub async fn add_cohort(organisation: OrganisationId, name: String, fill: bool) -> Result<CohortId, AppError> {
    gate::allowed(Action::ManageUsers(organisation))?;
    let name = checked(&name)?;
    Ok(gate::store()?.add_cohort(organisation, &name, fill, &gate::by()?).await?)
}

/// A cohort with everyone in it.
#[server(endpoint = "admin/cohorts/one", input = Json)]
pub async fn cohort(id: CohortId) -> Result<CohortMembers, AppError> {
    let (store, _) = managed(id).await?;
    store.cohort_members(id).await?.ok_or_else(missing)
}

/// Gives a cohort another name.
#[server(endpoint = "admin/cohorts/rename", input = Json)]
pub async fn rename_cohort(id: CohortId, name: String) -> Result<(), AppError> {
    let (store, _) = managed(id).await?;
    Ok(store.rename_cohort(id, &checked(&name)?, &gate::by()?).await?)
}

/// Puts everyone into a class whose grad year its name says; how many joined.
#[server(endpoint = "admin/cohorts/fill", input = Json)]
pub async fn fill_cohort(id: CohortId) -> Result<u32, AppError> {
    let (store, _) = managed(id).await?;
    Ok(store.fill_cohort(id, &gate::by()?).await?)
}

/// Puts learners into a cohort, and takes others out.
#[server(endpoint = "admin/cohorts/change", input = Json)]
pub async fn change_cohort(id: CohortId, join: Vec<UserId>, leave: Vec<UserId>) -> Result<(), AppError> {
    let (store, _) = managed(id).await?;
    Ok(store.change_cohort(id, (&join, &leave), &gate::by()?).await?)
}

/// Deletes a cohort that no course ever had.
#[server(endpoint = "admin/cohorts/delete", input = Json)]
pub async fn delete_cohort(id: CohortId) -> Result<(), AppError> {
    let (store, _) = managed(id).await?;
    Ok(store.delete_cohort(id, &gate::by()?).await?)
}

/// Learners of the cohort's organisation.
#[server(endpoint = "admin/cohorts/search", input = Json)]
pub async fn search_learners(id: CohortId, typed: String) -> Result<Vec<Person>, AppError> {
    let (store, there) = managed(id).await?;
    Ok(store.search_learners(there.organisation, &typed, MOST_FOUND).await?)
}

/// As many people as a search answers.
#[cfg(feature = "ssr")]
const MOST_FOUND: u32 = 20;

/// A cohort of an organisation whose users they manage; any other is "not there".
#[cfg(feature = "ssr")]
async fn managed(id: CohortId) -> Result<(Store, CohortRow), AppError> {
    let signed_in = gate::signed_in()?;
    let store = gate::store()?;
    let there = store.cohort_row(id).await?;
    let there = there.filter(|cohort| may(&signed_in.viewer, Action::ManageUsers(cohort.organisation)));
    Ok((store, there.ok_or_else(missing)?))
}

#[cfg(feature = "ssr")]
fn missing() -> AppError {
    AppError::NotFound("cohort".to_owned())
}

#[cfg(feature = "ssr")]
fn checked(name: &str) -> Result<String, AppError> {
    cohort_name(name).map_err(|problem| AppError::Invalid(problem.to_string()))
}
