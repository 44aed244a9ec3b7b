//! What the pages of cohorts ask of the server. Cohorts are for those who manage the users of their organisation.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::cohort::CohortMembers;
use domain::id::{CohortId, OrganisationId, UserId};
use domain::person::Person;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::cohort::CohortsPage;

/// The cohorts of the organisations whose users the signed-in person manages, or of the one they look at.
#[server(endpoint = "admin/cohorts/list", input = Json)]
pub async fn cohorts() -> Result<CohortsPage, AppError> {
    Ok(service::cohorts::list(&asker()?).await?)
}

/// Makes a cohort. `fill` puts everyone into it whose grad year its name says.
#[server(endpoint = "admin/cohorts/add", input = Json)]
pub async fn add_cohort(organisation: OrganisationId, name: String, fill: bool) -> Result<CohortId, AppError> {
    Ok(service::cohorts::add(&asker()?, organisation, &name, fill).await?)
}

/// A cohort with everyone in it.
#[server(endpoint = "admin/cohorts/one", input = Json)]
pub async fn cohort(id: CohortId) -> Result<CohortMembers, AppError> {
    Ok(service::cohorts::one(&asker()?, id).await?)
}

/// Gives a cohort another name.
#[server(endpoint = "admin/cohorts/rename", input = Json)]
pub async fn rename_cohort(id: CohortId, name: String) -> Result<(), AppError> {
    Ok(service::cohorts::rename(&asker()?, id, &name).await?)
}

/// Puts everyone into a class whose grad year its name says; how many joined.
#[server(endpoint = "admin/cohorts/fill", input = Json)]
pub async fn fill_cohort(id: CohortId) -> Result<u32, AppError> {
    Ok(service::cohorts::fill(&asker()?, id).await?)
}

/// Puts learners into a cohort, and takes others out.
#[server(endpoint = "admin/cohorts/change", input = Json)]
pub async fn change_cohort(id: CohortId, join: Vec<UserId>, leave: Vec<UserId>) -> Result<(), AppError> {
    Ok(service::cohorts::change(&asker()?, id, &join, &leave).await?)
}

/// Deletes a cohort that no course ever had.
#[server(endpoint = "admin/cohorts/delete", input = Json)]
pub async fn delete_cohort(id: CohortId) -> Result<(), AppError> {
    Ok(service::cohorts::delete(&asker()?, id).await?)
}

/// Learners of the cohort's organisation.
#[server(endpoint = "admin/cohorts/search", input = Json)]
pub async fn search_learners(id: CohortId, typed: String) -> Result<Vec<Person>, AppError> {
    Ok(service::cohorts::search_learners(&asker()?, id, &typed).await?)
}
