//! What a user holds, and what can be given (SPEC 1, P6, U4).

use super::Settings;
use crate::access::Grant;
use crate::id::{DepartmentId, OrganisationId};
use crate::person::Gender;
use serde::{Deserialize, Serialize};

/// A group:role that an installation knows. Rows: an installation may add its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Role {
    pub group: String,
    pub role: String,
}

impl Role {
    /// `group:role`, as the rules and the seeds write it.
    pub fn key(&self) -> String {
        [&self.group, ":", &self.role].concat()
    }
}

/// A grant with what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    pub grant: Grant,
    /// The curriculum track of a learner's grant; one of its organisation's.
    pub track: Option<String>,
}

/// What the form of a user chooses from: rows of the installation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    pub genders: Vec<Gender>,
    pub titles: Vec<String>,
    pub pronouns: Vec<String>,
    /// Those the signed-in person may manage users of.
    pub organisations: Vec<(OrganisationId, String)>,
    pub departments: Vec<(DepartmentId, OrganisationId, String)>,
    pub tracks: Vec<(OrganisationId, String)>,
    /// What the signed-in person may give.
    pub roles: Vec<Role>,
    /// The switches that are on in any of the organisations.
    pub settings: Settings,
}

impl Lists {
    /// Only what belongs to that organisation; the roles and lists that all share stay.
    pub fn narrow(&mut self, to: OrganisationId) {
        self.organisations.retain(|(organisation, _)| *organisation == to);
        self.departments.retain(|(_, organisation, _)| *organisation == to);
        self.tracks.retain(|(organisation, _)| *organisation == to);
    }
}
