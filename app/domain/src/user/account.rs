//! Whether an account can be used, and a user with all that is known of them.

use super::{Detail, Permission};
use crate::id::{DepartmentId, UserId};
use crate::person::{AccountStatus, GenderCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// Whether an account lets its user in at a given time (SPEC P3, U4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountState {
    Active,
    /// Its access starts later.
    Early,
    /// Its access is over.
    Expired,
    Disabled,
    Deleted,
}

impl AccountState {
    /// The state at `now`.
    pub fn at(
        now: OffsetDateTime,
        status: AccountStatus,
        start: Option<OffsetDateTime>,
        finish: Option<OffsetDateTime>,
        deleted: bool,
    ) -> Self {
        if deleted {
            Self::Deleted
        } else if status == AccountStatus::Disabled {
            Self::Disabled
        } else if finish.is_some_and(|finish| finish <= now) {
            Self::Expired
        } else if start.is_some_and(|start| start > now) {
            Self::Early
        } else {
            Self::Active
        }
    }

    /// The state as lists say it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Early => "Not yet active",
            Self::Expired => "Access over",
            Self::Disabled => "Disabled",
            Self::Deleted => "Deleted",
        }
    }
}

/// A user with account, profile and permissions, as their page in the administration shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub id: UserId,
    /// Raised by every change: a save made on an older one is refused.
    pub version: i64,
    pub username: String,
    pub email: String,
    pub number: Option<String>,
    pub first: String,
    pub middle: Option<String>,
    pub last: String,
    pub gender: GenderCode,
    pub status: AccountStatus,
    pub access_start: Option<OffsetDateTime>,
    pub access_finish: Option<OffsetDateTime>,
    pub entry_year: Option<i32>,
    pub grad_year: Option<i32>,
    /// May make practice items for other learners; shown on learners only.
    pub student_admin: bool,
    /// The rest of the profile; what is missing is not given.
    pub details: BTreeMap<Detail, String>,
    pub departments: Vec<DepartmentId>,
    pub permissions: Vec<Permission>,
    pub last_sign_in: Option<OffsetDateTime>,
    pub deleted: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use AccountStatus::{Active, Disabled};
    use time::macros::datetime;

    #[test]
    fn the_strongest_reason_is_the_state() {
        let (before, now, after) =
            (datetime!(2026-11-01 0:00 UTC), datetime!(2026-11-02 0:00 UTC), datetime!(2026-11-03 0:00 UTC));
        let state = |status, start, finish, deleted| AccountState::at(now, status, start, finish, deleted);
        assert_eq!(state(Active, None, None, false), AccountState::Active);
        assert_eq!(state(Active, Some(before), Some(after), false), AccountState::Active);
        assert_eq!(state(Active, Some(after), None, false), AccountState::Early);
        assert_eq!(state(Active, None, Some(before), false), AccountState::Expired);
        assert_eq!(state(Active, None, Some(now), false), AccountState::Expired);
        assert_eq!(state(Disabled, None, Some(before), false), AccountState::Disabled);
        assert_eq!(state(Disabled, None, None, true), AccountState::Deleted);
    }
}
