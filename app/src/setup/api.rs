//! Contacts and enrolment of a course.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::course::ContactKind;
use domain::enrolment::EnrolmentChange;
use domain::id::{PeriodId, UserId};
use domain::person::Person;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::course::ContactCandidate;
pub use domain::enrolment::Setup;

/// The Setup page of a course in a period.
#[server(endpoint = "setup/view", input = Json)]
pub async fn view(code: String, period: Option<PeriodId>) -> Result<Setup, AppError> {
    Ok(service::setup::view(&asker()?, &code, period).await?)
}

/// People who could be named on a course; who cannot be of that kind comes last.
#[server(endpoint = "setup/search-contacts", input = Json)]
pub async fn search_contacts(
    code: String,
    kind: ContactKind,
    query: String,
) -> Result<Vec<ContactCandidate>, AppError> {
    Ok(service::setup::search_contacts(&asker()?, &code, kind, &query).await?)
}

/// Learners of the course's school.
#[server(endpoint = "setup/search-learners", input = Json)]
pub async fn search_learners(code: String, query: String) -> Result<Vec<Person>, AppError> {
    Ok(service::setup::search_learners(&asker()?, &code, &query).await?)
}

/// Names someone on a course.
#[server(endpoint = "setup/add-contact", input = Json)]
pub async fn add_contact(code: String, user: UserId, kind: ContactKind) -> Result<(), AppError> {
    Ok(service::setup::add_contact(&asker()?, &code, user, kind).await?)
}

/// Takes someone's name off a course.
#[server(endpoint = "setup/remove-contact", input = Json)]
pub async fn remove_contact(code: String, user: UserId, kind: ContactKind) -> Result<(), AppError> {
    Ok(service::setup::remove_contact(&asker()?, &code, user, kind).await?)
}

/// Changes the enrolment of a course in a period: all `changes` or none.
#[server(endpoint = "setup/change-enrolment", input = Json)]
pub async fn change_enrolment(code: String, period: PeriodId, changes: Vec<EnrolmentChange>) -> Result<(), AppError> {
    Ok(service::setup::change_enrolment(&asker()?, &code, period, &changes).await?)
}
