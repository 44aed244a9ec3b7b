//! Contacts and enrolment of a course.

use crate::error::AppError;
use domain::course::{Contact, ContactKind};
use domain::enrolment::{Cohort, Enrolment, EnrolmentChange};
use domain::id::{PeriodId, UserId};
use domain::person::Person;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use {
    super::words,
    crate::gate::{self, InPeriod, OnCourse},
    domain::access::{Action, CourseObject, Grant, may},
    domain::id::CohortId,
    domain::person::GenderCode,
    store::Store,
};

/// The most people a search answers with.
#[cfg(feature = "ssr")]
const MOST_FOUND: u32 = 12;

/// What the Setup page shows of a course in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    pub period: PeriodId,
    pub contacts: Vec<Contact>,
    /// `None` for those who may see that the course exists and no more.
    pub enrolment: Option<Enrolment>,
    /// Cohorts that could be enrolled; empty for those who may only look.
    pub cohorts: Vec<Cohort>,
    pub may_manage: bool,
}

/// Someone a search found, and why they cannot be named as a contact of that kind, if so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub person: Person,
    pub open: bool,
}

/// The Setup page of a course in a period.
#[server(endpoint = "setup/view", input = Json)]
pub async fn view(code: String, period: Option<PeriodId>) -> Result<Setup, AppError> {
    let InPeriod { store, signed_in, course, period, .. } = gate::place(&code, period, Action::ViewCourse).await?;
    let object = CourseObject::from(&course);
    let may_read = may(&signed_in.viewer, Action::ViewGroups(object));
    let may_manage = may(&signed_in.viewer, Action::ManageSetup(object));
    let mut contacts = store.contacts(course.id).await?;
    if !may_read {
        for contact in &mut contacts {
            show_less(&mut contact.person);
        }
    }
    Ok(Setup {
        period: period.id,
        contacts,
        enrolment: if may_read { Some(store.enrolment(course.id, period.id).await?) } else { None },
        cohorts: if may_manage { store.cohorts(course.organisation).await? } else { Vec::new() },
        may_manage,
    })
}

/// Leaves of a person what anyone in the school may know: name, e-mail, department.
#[cfg(feature = "ssr")]
fn show_less(person: &mut Person) {
    person.number = None;
    person.gender = GenderCode::default();
}

/// People who could be named on a course; who cannot be of that kind comes last.
#[server(endpoint = "setup/search-contacts", input = Json)]
pub async fn search_contacts(code: String, kind: ContactKind, query: String) -> Result<Vec<Candidate>, AppError> {
    let OnCourse { store, course, .. } = gate::course(&code, Action::ManageSetup).await?;
    let people = store.search_workers(course.organisation, &query, MOST_FOUND).await?;
    let mut candidates = Vec::with_capacity(people.len());
    for person in people {
        let open = kind.is_open_to(&grants(&store, person.id).await?, course.organisation);
        candidates.push(Candidate { person, open });
    }
    candidates.sort_by_key(|candidate| !candidate.open);
    Ok(candidates)
}

/// Learners of the course's school.
#[server(endpoint = "setup/search-learners", input = Json)]
pub async fn search_learners(code: String, query: String) -> Result<Vec<Person>, AppError> {
    let OnCourse { store, course, .. } = gate::course(&code, Action::ManageSetup).await?;
    Ok(store.search_learners(course.organisation, &query, MOST_FOUND).await?)
}

/// Names someone on a course.
#[server(endpoint = "setup/add-contact", input = Json)]
pub async fn add_contact(code: String, user: UserId, kind: ContactKind) -> Result<(), AppError> {
    let OnCourse { store, course, .. } = gate::course(&code, Action::ManageSetup).await?;
    if !kind.is_open_to(&grants(&store, user).await?, course.organisation) {
        return Err(AppError::Invalid([words::needed(kind), "."].concat()));
    }
    Ok(store.add_contact(course.id, user, kind, &gate::by()?).await?)
}

/// Takes someone's name off a course.
#[server(endpoint = "setup/remove-contact", input = Json)]
pub async fn remove_contact(code: String, user: UserId, kind: ContactKind) -> Result<(), AppError> {
    let OnCourse { store, course, .. } = gate::course(&code, Action::ManageSetup).await?;
    Ok(store.remove_contact(course.id, user, kind, &gate::by()?).await?)
}

/// Changes the enrolment of a course in a period: all `changes` or none.
#[server(endpoint = "setup/change-enrolment", input = Json)]
pub async fn change_enrolment(code: String, period: PeriodId, changes: Vec<EnrolmentChange>) -> Result<(), AppError> {
    let InPeriod { store, course, period, .. } = gate::place(&code, Some(period), Action::ManageSetup).await?;
    let cohorts: Vec<CohortId> = store.cohorts(course.organisation).await?.iter().map(|cohort| cohort.id).collect();
    for change in &changes {
        match change {
            EnrolmentChange::EnrolCohort(cohort) if !cohorts.contains(cohort) => {
                return Err(AppError::Invalid(words::NOT_A_COHORT.to_owned()));
            }
            EnrolmentChange::EnrolLearner(learner) => {
                let learns = |grant: &Grant| grant.organisation == course.organisation && grant.group == "student";
                if !grants(&store, *learner).await?.iter().any(learns) {
                    return Err(AppError::Invalid(words::NOT_A_LEARNER.to_owned()));
                }
            }
            _ => {}
        }
    }
    Ok(store.change_enrolment(course.id, period.id, &changes, &gate::by()?).await?)
}

/// What someone holds; nothing when they are not there.
#[cfg(feature = "ssr")]
async fn grants(store: &Store, user: UserId) -> Result<Vec<Grant>, AppError> {
    Ok(store.viewer(user).await?.map(|viewer| viewer.grants).unwrap_or_default())
}
