//! Who is signed in, as every page knows it.

use crate::access::{Action, Viewer, may};
use crate::audience::Audience;
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
    /// Whether a page that is for `audience` is for them. The browser asks this to leave out what would be refused; the
    /// server asks the rules again and decides.
    pub fn is_of(&self, audience: Audience) -> bool {
        audience.includes(&self.viewer)
    }

    /// Whether the rules let them do `action`.
    pub fn may(&self, action: Action) -> bool {
        may(&self.viewer, action)
    }
}
