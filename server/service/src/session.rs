//! Who is signed in, as the frame around every page shows it.

use crate::{Asker, Fault};
use domain::access::{Action, may};
use domain::session::Me;

/// The signed-in person; `None` where nobody is, or something else comes first.
pub async fn me(asker: &Asker) -> Result<Option<Me>, Fault> {
    let Ok(signed_in) = asker.person() else { return Ok(None) };
    let (store, viewer) = (asker.store(), &signed_in.viewer);
    let people = store.people(&[viewer.doer(), viewer.user]).await?;
    let find = |user| people.iter().find(|person| person.id == user).ok_or(Fault::NotFound("account"));
    let person = find(viewer.doer())?.clone();
    let acts_for = match signed_in.masked_until {
        Some(until) => {
            let lender = find(viewer.user)?;
            Some(([&lender.first, " ", &lender.last].concat(), until))
        }
        None => None,
    };
    let organisations =
        store.organisations().await?.into_iter().filter(|organisation| viewer.looks_at(organisation.id));
    let organisations = organisations.map(|organisation| (organisation.id, organisation.name)).collect();
    let contacts: Vec<_> = viewer.contacts.iter().map(|(course, _)| *course).collect();
    let mut courses = if contacts.is_empty() { Vec::new() } else { store.courses_of(&contacts).await? };
    courses.retain(|course| may(viewer, Action::ViewCourse(course.into())) && asker.shows(course.organisation));
    let mut courses: Vec<_> = courses.into_iter().map(|course| (course.code, course.name)).collect();
    courses.sort();
    let organisation = signed_in.organisation;
    Ok(Some(Me { person, viewer: viewer.clone(), organisations, organisation, courses, acts_for }))
}
