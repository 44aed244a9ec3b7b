//! People and what they hold.

use crate::school::Organisation;
use crate::{By, Store, StoreError};
use domain::access::{Grant, Viewer};
use domain::id::{DepartmentId, OrganisationId, UserId};
use domain::person::{AccountStatus, Gender, GenderCode, Person};
use time::OffsetDateTime;

/// A user to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    pub username: String,
    pub email: String,
    pub number: Option<String>,
    pub first: String,
    pub middle: Option<String>,
    pub last: String,
    pub gender: GenderCode,
    pub entry_year: Option<i32>,
    pub grad_year: Option<i32>,
    pub grants: Vec<Grant>,
    pub departments: Vec<DepartmentId>,
    /// Never the password itself. Without one nobody signs in.
    pub password_hash: Option<String>,
    pub must_change_password: bool,
    pub status: AccountStatus,
    pub access_start: Option<OffsetDateTime>,
    pub access_finish: Option<OffsetDateTime>,
}

/// A person an import file may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    pub person: Person,
    /// Holds a student grant in the organisation.
    pub learner: bool,
    /// Works in the organisation and may be made a tutor.
    pub works: bool,
}

impl Store {
    /// Makes a user. `Taken("username")` or `Taken("email")` where another has it.
    pub async fn create_user(&self, user: &NewUser, by: &By) -> Result<UserId, StoreError> {
        todo!("{user:?}{by:?}")
    }

    /// The person as access rules look at them; `None` when unknown or deleted.
    pub async fn viewer(&self, user: UserId) -> Result<Option<Viewer>, StoreError> {
        todo!("{user:?}")
    }

    /// The person of that id, deleted ones included.
    pub async fn person(&self, user: UserId) -> Result<Option<Person>, StoreError> {
        todo!("{user:?}")
    }

    /// The people of those ids, sorted by name; unknown ids are left out.
    pub async fn people(&self, users: &[UserId]) -> Result<Vec<Person>, StoreError> {
        todo!("{users:?}")
    }

    /// All genders in the order an admin gave them.
    pub async fn genders(&self) -> Result<Vec<Gender>, StoreError> {
        todo!()
    }

    /// All organisations by name.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        todo!()
    }

    /// Who may be made a tutor in the organisation: people who work there, active and not deleted,
    /// that `query` finds. Those whose name starts with it come first.
    pub async fn search_workers(
        &self,
        organisation: OrganisationId,
        query: &str,
        limit: u32,
    ) -> Result<Vec<Person>, StoreError> {
        todo!("{organisation:?}{query:?}{limit:?}")
    }

    /// Holders of student grants in the organisation that `query` finds, not deleted.
    pub async fn search_learners(
        &self,
        organisation: OrganisationId,
        query: &str,
        limit: u32,
    ) -> Result<Vec<Person>, StoreError> {
        todo!("{organisation:?}{query:?}{limit:?}")
    }

    /// Everyone in the organisation whose number (trimmed, in any case) or whose folded "Last, First"
    /// is listed, sorted by name.
    pub async fn people_named(
        &self,
        organisation: OrganisationId,
        numbers: &[String],
        names: &[String],
    ) -> Result<Vec<KnownPerson>, StoreError> {
        todo!("{organisation:?}{numbers:?}{names:?}")
    }
}
