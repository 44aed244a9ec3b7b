//! Who is signed in, as every page knows it.

use crate::access::{Action, Viewer, may};
use crate::id::OrganisationId;
use crate::person::Person;
use serde::{Deserialize, Serialize};
use time::Date;

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
    /// Whom they act for under a mask, and the last day of it.
    pub acts_for: Option<(String, Date)>,
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
