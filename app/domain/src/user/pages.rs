//! What the pages of users show, and what becomes of what they send.

use super::{Card, Lists, Page, Problem, Profile};
use crate::id::{CohortId, UserId};
use serde::{Deserialize, Serialize};

/// A part of the list, with what it can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersPage {
    pub page: Page,
    pub lists: Lists,
    pub cohorts: Vec<(CohortId, String)>,
}

/// A user with what the form chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserPage {
    pub profile: Profile,
    pub lists: Lists,
    /// Whether it is the signed-in person: nobody deletes or disables themselves.
    pub own: bool,
}

/// How a form was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Received {
    /// Written; the version there is now.
    Saved { version: i64 },
    /// Nothing was written: these fields are wrong.
    Problems(Vec<Problem>),
    /// Nothing was written: someone changed the user meanwhile.
    Stale,
}

/// How a new user was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Added {
    /// There is a user; this is the only time the password is told.
    Done {
        user: UserId,
        password: String,
    },
    Problems(Vec<Problem>),
}

/// Who was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPeople {
    pub cards: Vec<Card>,
    /// Whether there are more.
    pub more: bool,
}
