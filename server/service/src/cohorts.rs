//! Cohorts (SPEC U8), for those who manage the users of their organisation.

use crate::{Asker, Fault, Invalid};
use domain::access::Action;
use domain::cohort::{CohortMembers, CohortRow, CohortsPage, cohort_name};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::person::Person;

/// As many people as a search answers.
const MOST_FOUND: u32 = 20;

const GONE: Fault = Fault::NotFound("cohort");

/// The cohorts of the organisations whose users they manage, or of the one they look at.
pub async fn list(asker: &Asker) -> Result<CohortsPage, Fault> {
    asker.known()?;
    let all = asker.store().organisations().await?.into_iter();
    let mut organisations: Vec<(OrganisationId, String)> =
        all.map(|organisation| (organisation.id, organisation.name)).collect();
    organisations.retain(|(id, _)| asker.may(Action::ManageUsers(*id)));
    if organisations.is_empty() {
        return Err(Fault::Forbidden);
    }
    let theirs: Vec<OrganisationId> = organisations.iter().map(|(id, _)| *id).collect();
    if let Some(chosen) = asker.chosen_of(&theirs) {
        organisations.retain(|(id, _)| *id == chosen);
    }
    let within: Vec<OrganisationId> = organisations.iter().map(|(id, _)| *id).collect();
    let cohorts = asker.store().cohort_rows(Some(&within)).await?;
    let unplaced = asker.store().unplaced(Some(&within)).await?;
    Ok(CohortsPage { organisations, cohorts, unplaced })
}

/// Makes a cohort. `fill` puts everyone into it whose grad year its name says.
pub async fn add(asker: &Asker, organisation: OrganisationId, name: &str, fill: bool) -> Result<CohortId, Fault> {
    asker.authorise(Action::ManageUsers(organisation))?;
    Ok(asker.store().add_cohort(organisation, &checked(name)?, fill, &asker.by()).await?)
}

/// A cohort with everyone in it.
pub async fn one(asker: &Asker, id: CohortId) -> Result<CohortMembers, Fault> {
    managed(asker, id).await?;
    asker.store().cohort_members(id).await?.ok_or(GONE)
}

/// Gives a cohort another name.
pub async fn rename(asker: &Asker, id: CohortId, name: &str) -> Result<(), Fault> {
    managed(asker, id).await?;
    Ok(asker.store().rename_cohort(id, &checked(name)?, &asker.by()).await?)
}

/// Puts everyone into a class whose grad year its name says; how many joined.
pub async fn fill(asker: &Asker, id: CohortId) -> Result<u32, Fault> {
    managed(asker, id).await?;
    Ok(asker.store().fill_cohort(id, &asker.by()).await?)
}

/// Puts learners into a cohort, and takes others out.
pub async fn change(asker: &Asker, id: CohortId, join: &[UserId], leave: &[UserId]) -> Result<(), Fault> {
    managed(asker, id).await?;
    Ok(asker.store().change_cohort(id, (join, leave), &asker.by()).await?)
}

/// Deletes a cohort that no course ever had.
pub async fn delete(asker: &Asker, id: CohortId) -> Result<(), Fault> {
    managed(asker, id).await?;
    Ok(asker.store().delete_cohort(id, &asker.by()).await?)
}

/// Learners of the cohort's organisation.
pub async fn search_learners(asker: &Asker, id: CohortId, typed: &str) -> Result<Vec<Person>, Fault> {
    let there = managed(asker, id).await?;
    Ok(asker.store().search_learners(there.organisation, typed, MOST_FOUND).await?)
}

/// A cohort of an organisation whose users they manage; any other is "not there". A cohort never moves to another
/// organisation, so what is asked here holds for the write that follows.
async fn managed(asker: &Asker, id: CohortId) -> Result<CohortRow, Fault> {
    asker.known()?;
    let there = asker.store().cohort_row(id).await?;
    there.filter(|cohort| asker.may(Action::ManageUsers(cohort.organisation))).ok_or(GONE)
}

fn checked(name: &str) -> Result<String, Fault> {
    Ok(cohort_name(name).map_err(Invalid::CohortName)?)
}
