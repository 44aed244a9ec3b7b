//! Contacts and enrolment of a course (SPEC C2, C3).

use crate::{Asker, Fault, Invalid};
use domain::access::{Action, Grant};
use domain::course::{ContactCandidate, ContactKind};
use domain::enrolment::{EnrolmentChange, Setup};
use domain::id::{PeriodId, UserId};
use domain::person::{GenderCode, Person};
use store::StoreError;

/// The most people a search answers with.
const MOST_FOUND: u32 = 12;

/// The Setup page of a course in a period.
pub async fn view(asker: &Asker, code: &str, period: Option<PeriodId>) -> Result<Setup, Fault> {
    let place = asker.place(code, period, Action::ViewCourse).await?;
    let (store, course, period) = (place.store(), &place.course, place.period.id);
    let (may_read, may_manage) = (place.may(Action::ViewGroups), place.may(Action::ManageSetup));
    let mut contacts = store.contacts(course.id).await?;
    if !may_read {
        for contact in &mut contacts {
            show_less(&mut contact.person);
        }
    }
    Ok(Setup {
        period,
        contacts,
        enrolment: if may_read { Some(store.enrolment(course.id, period).await?) } else { None },
        cohorts: if may_manage { store.cohorts(course.organisation).await? } else { Vec::new() },
        may_manage,
    })
}

/// Leaves of a person what anyone in the school may know: name, e-mail, department.
fn show_less(person: &mut Person) {
    person.number = None;
    person.gender = GenderCode::default();
}

/// People who could be named on a course; who cannot be of that kind comes last.
pub async fn search_contacts(
    asker: &Asker,
    code: &str,
    kind: ContactKind,
    query: &str,
) -> Result<Vec<ContactCandidate>, Fault> {
    let on = asker.course(code, Action::ManageSetup).await?;
    let people = on.store().search_workers(on.course.organisation, query, MOST_FOUND).await?;
    let mut candidates = Vec::with_capacity(people.len());
    for person in people {
        let held = on.store().viewer(person.id).await?.map(|viewer| viewer.grants).unwrap_or_default();
        let open = kind.is_open_to(&held, on.course.organisation);
        candidates.push(ContactCandidate { person, open });
    }
    candidates.sort_by_key(|candidate| !candidate.open);
    Ok(candidates)
}

/// Learners of the course's school.
pub async fn search_learners(asker: &Asker, code: &str, query: &str) -> Result<Vec<Person>, Fault> {
    let on = asker.course(code, Action::ManageSetup).await?;
    Ok(on.store().search_learners(on.course.organisation, query, MOST_FOUND).await?)
}

/// Names someone on a course.
pub async fn add_contact(asker: &Asker, code: &str, user: UserId, kind: ContactKind) -> Result<(), Fault> {
    let on = asker.course(code, Action::ManageSetup).await?;
    let mut write = asker.begin().await?;
    let held: Vec<Grant> = match write.user(user).await?.filter(|profile| !profile.deleted) {
        Some(profile) => profile.permissions.into_iter().map(|permission| permission.grant).collect(),
        None => Vec::new(),
    };
    if !kind.is_open_to(&held, on.course.organisation) {
        return Err(Invalid::Contact(kind).into());
    }
    Ok(write.add_contact(on.course.id, user, kind).await?)
}

/// Takes someone's name off a course.
pub async fn remove_contact(asker: &Asker, code: &str, user: UserId, kind: ContactKind) -> Result<(), Fault> {
    let on = asker.course(code, Action::ManageSetup).await?;
    Ok(on.store().remove_contact(on.course.id, user, kind, &asker.by()).await?)
}

/// Changes the enrolment of a course in a period: all `changes` or none.
pub async fn change_enrolment(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    changes: &[EnrolmentChange],
) -> Result<(), Fault> {
    let place = asker.place(code, Some(period), Action::ManageSetup).await?;
    let done = place.store().change_enrolment(place.course.id, place.period.id, changes, &asker.by()).await;
    done.map_err(|fault| match fault {
        StoreError::Missing("cohort") => Invalid::NotACohort.into(),
        StoreError::Missing("learner") => Invalid::NotALearner.into(),
        fault => fault.into(),
    })
}
