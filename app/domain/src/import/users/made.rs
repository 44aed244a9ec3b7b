//! Imports of users that were made: what they did, and what taking one back left as it is.

use super::UserField;
use super::plan::Counts;
use crate::id::{OrganisationId, UserId, UserImportId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// An import as lists and its own page show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserImport {
    pub id: UserImportId,
    pub at: OffsetDateTime,
    /// "Last, First" of who made it; `None` for the command line.
    pub by: Option<String>,
    pub file_name: String,
    pub counts: Counts,
    /// The organisations whose users it made or changed: who takes it back must manage the users of all of them.
    pub organisations: Vec<OrganisationId>,
    /// Whether it made or changed an account that holds a permission of the group `medtech`.
    pub medtech: bool,
    /// When it was taken back, and by whom.
    pub undone: Option<(OffsetDateTime, Option<String>)>,
}

/// Someone an import made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedUser {
    /// As a spreadsheet counts.
    pub row: u32,
    pub user: UserId,
    /// "Last, First", as it is now.
    pub name: String,
    pub username: String,
    pub created: bool,
    /// What of an account that was there is new.
    pub changed: Vec<UserField>,
    /// Why taking the import back left them as they are.
    pub kept: Option<KeptBecause>,
}

/// Which of the people of an import are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Show {
    #[default]
    All,
    Created,
    Updated,
    /// Left as they are when the import was taken back.
    Kept,
}

/// A part of the people of an import, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadePage {
    pub people: Vec<ImportedUser>,
    /// How many there are in all parts.
    pub total: u32,
}

/// Why someone is left as they are when an import is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptBecause {
    /// Somebody changed them since, or a later import did.
    Edited,
    SignedIn,
    /// They are in a course group.
    InGroup,
    /// They are linked to a course group.
    Tutor,
    /// A course names them.
    Contact,
    /// What they had before is another's now, or is no longer there: username, e-mail, number, gender.
    Taken,
    /// Who took the import back may not change them so.
    OutOfReach,
}

impl KeptBecause {
    /// The name it is kept under.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::SignedIn => "signed_in",
            Self::InGroup => "in_group",
            Self::Tutor => "tutor",
            Self::Contact => "contact",
            Self::Taken => "taken",
            Self::OutOfReach => "out_of_reach",
        }
    }

    /// The reason kept under that name.
    pub fn parse(key: &str) -> Option<Self> {
        let all =
            [Self::Edited, Self::SignedIn, Self::InGroup, Self::Tutor, Self::Contact, Self::Taken, Self::OutOfReach];
        all.into_iter().find(|reason| reason.key() == key)
    }

    /// In words that follow the name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Edited => "was changed since",
            Self::SignedIn => "has signed in since",
            Self::InGroup => "was placed in a group since",
            Self::Tutor => "was made a tutor since",
            Self::Contact => "is named by a course since",
            Self::Taken => "had something before that is another's now",
            Self::OutOfReach => "is for another administrator to take back",
        }
    }
}

/// Someone who was left as they are, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub user: UserId,
    /// "Last, First (username)".
    pub name: String,
    pub because: KeptBecause,
}

/// What taking an import back did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// How many of those it had made are deleted.
    pub deleted: u32,
    /// How many of those it had changed are as before.
    pub restored: u32,
    /// Who is left as they are, in the order of the file.
    pub kept: Vec<Kept>,
}
