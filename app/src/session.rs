//! Who is signed in, as every page knows it.

use crate::error::AppError;
use crate::loaded::Loaded;
use domain::access::{Action, Viewer, may};
use domain::id::OrganisationId;
use domain::person::Person;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// The signed-in person, and what the frame shows of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who signed in, also while they act under a mask.
    pub person: Person,
    pub viewer: Viewer,
    /// The organisations they can choose to look at.
    pub organisations: Vec<(OrganisationId, String)>,
    /// The one they chose; `None` for all.
    pub organisation: Option<OrganisationId>,
    /// Courses that name them as a contact: code and name, for the side bar.
    pub courses: Vec<(String, String)>,
    /// Whom they act for under a mask, and until when, in words.
    pub acts_for: Option<(String, String)>,
}

impl Me {
    /// Whether the rules let them do `action`. The browser asks this to leave out what would be
    /// refused; the server asks it again and decides.
    pub fn may(&self, action: Action) -> bool {
        may(&self.viewer, action)
    }

    /// Whether they administer any of their organisations: shows the administration's places.
    pub fn may_enter_administration(&self) -> bool {
        self.viewer.grants.iter().any(|g| self.may(Action::EnterAdministration(g.organisation)))
    }

    /// Whether they manage the users of any of their organisations.
    pub fn may_manage_users(&self) -> bool {
        self.viewer.grants.iter().any(|g| self.may(Action::ManageUsers(g.organisation)))
    }

    /// Whether permission masks are for them at all.
    pub fn may_lend(&self) -> bool {
        self.viewer.grants.iter().any(|g| self.may(Action::LendPermissions(g.organisation)))
    }

    /// Whether any mail could be theirs to read.
    pub fn may_read_mail(&self) -> bool {
        self.viewer
            .grants
            .iter()
            .any(|g| self.may(Action::ViewMail { organisation: g.organisation, to_medtech_admin: false }))
    }
}

/// The session as a resource; `None` when nobody is signed in.
pub type Session = Loaded<Result<Option<Me>, AppError>>;

/// Provides the session to all pages.
pub fn provide() {
    provide_context::<Session>(Resource::new_with_options(|| (), |()| who_am_i(), true));
}

/// The session that [`provide`] gave.
pub fn use_session() -> Session {
    expect_context::<Session>()
}

/// Who is signed in.
#[server(endpoint = "session/me", input = Json)]
pub async fn who_am_i() -> Result<Option<Me>, AppError> {
    use crate::gate;
    let Ok(signed_in) = gate::signed_in() else { return Ok(None) };
    let store = gate::store()?;
    let viewer = &signed_in.viewer;
    let people = store.people(&[viewer.doer(), viewer.user]).await?;
    let find = |user| {
        let found = people.iter().find(|person| person.id == user);
        found.ok_or_else(|| AppError::NotFound("account".to_owned()))
    };
    let person = find(viewer.doer())?.clone();
    let acts_for = match signed_in.masked_until {
        Some(until) => {
            let lender = find(viewer.user)?;
            Some(([&lender.first, " ", &lender.last].concat(), crate::ui::day_words(until)))
        }
        None => None,
    };
    let organisations =
        store.organisations().await?.into_iter().filter(|organisation| viewer.looks_at(organisation.id));
    let organisations = organisations.map(|organisation| (organisation.id, organisation.name)).collect();
    let contacts: Vec<_> = viewer.contacts.iter().map(|(course, _)| *course).collect();
    let mut courses = if contacts.is_empty() { Vec::new() } else { store.courses_of(&contacts).await? };
    courses.retain(|course| may(viewer, Action::ViewCourse(course.into())) && signed_in.shows(course.organisation));
    let mut courses: Vec<_> = courses.into_iter().map(|course| (course.code, course.name)).collect();
    courses.sort();
    let organisation = signed_in.organisation;
    Ok(Some(Me { person, viewer: signed_in.viewer, organisations, organisation, courses, acts_for }))
}
