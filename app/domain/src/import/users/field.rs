//! The columns of a file of users (SPEC U5).

use super::names;
use crate::import::columns::{Content, Field};
use serde::{Deserialize, Serialize};

/// A field of a row, in the order of the sample file: what is required stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UserField {
    FirstName,
    LastName,
    Username,
    /// Distinct for everyone.
    Email,
    /// The number of an organisation, or its name.
    Organisation,
    Gender,
    /// What kind of user: student, faculty, staff …
    Group,
    Role,
    /// Staff or student number; letters are allowed.
    InstitutionNumber,
    EntryYear,
    GradYear,
    /// "General Comments" of the profile.
    Notes,
    /// `active` or `disabled`.
    AccountStatus,
    /// Seconds since 1970 or `YYYY-MM-DD HH:MM`.
    AccessStart,
    AccessFinish,
    /// Ids or names, separated by `;`.
    Department,
    /// A hash from elsewhere, never plain text.
    Password,
    Salt,
    Prefix,
    AltEmail,
    Telephone,
    Fax,
    City,
    Address,
    PostalCode,
    Country,
    Province,
}

impl Field for UserField {
    const ALL: &'static [Self] = &[
        Self::FirstName,
        Self::LastName,
        Self::Username,
        Self::Email,
        Self::Organisation,
        Self::Gender,
        Self::Group,
        Self::Role,
        Self::InstitutionNumber,
        Self::EntryYear,
        Self::GradYear,
        Self::Notes,
        Self::AccountStatus,
        Self::AccessStart,
        Self::AccessFinish,
        Self::Department,
        Self::Password,
        Self::Salt,
        Self::Prefix,
        Self::AltEmail,
        Self::Telephone,
        Self::Fax,
        Self::City,
        Self::Address,
        Self::PostalCode,
        Self::Country,
        Self::Province,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::FirstName => "First Name",
            Self::LastName => "Last Name",
            Self::Username => "Username",
            Self::Email => "Email",
            Self::Organisation => "Organisation",
            Self::Gender => "Gender",
            Self::Group => "Group",
            Self::Role => "Role",
            Self::InstitutionNumber => "Institution Number",
            Self::EntryYear => "Entry Year",
            Self::GradYear => "Grad Year",
            Self::Notes => "Notes",
            Self::AccountStatus => "Account Status",
            Self::AccessStart => "Access Start",
            Self::AccessFinish => "Access Finish",
            Self::Department => "Department",
            Self::Password => "Password",
            Self::Salt => "Salt",
            Self::Prefix => "Prefix",
            Self::AltEmail => "Alt Email",
            Self::Telephone => "Telephone",
            Self::Fax => "Fax",
            Self::City => "City",
            Self::Address => "Address",
            Self::PostalCode => "Postal Code",
            Self::Country => "Country",
            Self::Province => "Province",
        }
    }

    fn aliases(self) -> &'static str {
        names::of(self).0
    }

    fn doubtful(self) -> &'static str {
        names::of(self).1
    }

    fn is_required(self) -> bool {
        matches!(
            self,
            Self::FirstName
                | Self::LastName
                | Self::Username
                | Self::Email
                | Self::Organisation
                | Self::Gender
                | Self::Group
                | Self::Role
        )
    }

    fn content(self) -> Content {
        match self {
            Self::FirstName | Self::LastName | Self::Address | Self::City | Self::Country | Self::Province => {
                Content::Words
            }
            Self::Username | Self::InstitutionNumber => Content::Own,
            Self::Email | Self::AltEmail => Content::Email,
            Self::Group | Self::Role | Self::AccountStatus => Content::Listed,
            Self::Organisation | Self::Gender | Self::Prefix => Content::Translated,
            Self::Department => Content::SeveralListed,
            Self::EntryYear | Self::GradYear => Content::Year,
            Self::AccessStart | Self::AccessFinish => Content::Moment,
            Self::Telephone | Self::Fax => Content::Phone,
            Self::Notes | Self::Password | Self::Salt | Self::PostalCode => Content::Any,
        }
    }

    fn is_personal(self) -> bool {
        !matches!(
            self,
            Self::Organisation
                | Self::Group
                | Self::Role
                | Self::AccountStatus
                | Self::Department
                | Self::EntryYear
                | Self::GradYear
        )
    }

    fn companion(self) -> Option<Self> {
        match self {
            Self::FirstName => Some(Self::LastName),
            Self::LastName => Some(Self::FirstName),
            _ => None,
        }
    }

    fn echoes(self) -> &'static [Self] {
        if self == Self::Email { &[Self::Username, Self::FirstName] } else { &[] }
    }
}
