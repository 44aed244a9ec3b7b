//! The list of users: what narrows and orders it, and its rows (SPEC U4).

use super::AccountState;
use crate::access::Grant;
use crate::id::{CohortId, DepartmentId, OrganisationId};
use crate::person::Person;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Which accounts are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Show {
    /// All that were not deleted.
    #[default]
    Present,
    Active,
    Disabled,
    /// Outside their access start and finish.
    Expired,
    Deleted,
}

impl Show {
    pub const ALL: [Self; 5] = [Self::Present, Self::Active, Self::Disabled, Self::Expired, Self::Deleted];

    /// The value in an address; empty for the default.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Present => "",
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::Deleted => "deleted",
        }
    }

    pub fn parse(key: &str) -> Self {
        Self::ALL.into_iter().find(|show| show.key() == key).unwrap_or_default()
    }
}

/// The column the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    #[default]
    Name,
    Username,
    Email,
    Number,
    /// Who signed in last comes first; those who never did come last.
    SignIn,
}

impl Sort {
    pub const ALL: [Self; 5] = [Self::Name, Self::Username, Self::Email, Self::Number, Self::SignIn];

    /// The value in an address; empty for the default.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::Username => "username",
            Self::Email => "email",
            Self::Number => "number",
            Self::SignIn => "sign-in",
        }
    }

    pub fn parse(key: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.key() == key).unwrap_or_default()
    }
}

/// What narrows and orders the list. An empty text or `None` narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Words that name, number, e-mail or username must all have.
    pub query: String,
    pub group: String,
    pub role: String,
    pub show: Show,
    pub department: Option<DepartmentId>,
    pub cohort: Option<CohortId>,
    pub organisation: Option<OrganisationId>,
    pub sort: Sort,
    pub down: bool,
    /// From 0.
    pub page: u32,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    pub person: Person,
    pub username: String,
    pub state: AccountState,
    /// In the organisations the list is about; of deleted accounts, what they held.
    pub grants: Vec<Grant>,
    pub last_sign_in: Option<OffsetDateTime>,
}

/// Someone as people search shows them (SPEC U11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub person: Person,
    pub title: Option<String>,
    pub office_hours: Option<String>,
    /// What they hold in the organisations that were searched.
    pub grants: Vec<Grant>,
}

impl Card {
    /// Whether they only learn here: then number and e-mail are for those who work here.
    pub fn is_learner(&self) -> bool {
        self.grants.iter().all(|grant| matches!(grant.group.as_str(), "student" | "alumni"))
    }
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub rows: Vec<UserRow>,
    /// How many the filter finds in all.
    pub total: u32,
}

impl Page {
    /// Rows of a page.
    pub const ROWS: u32 = 50;
}
