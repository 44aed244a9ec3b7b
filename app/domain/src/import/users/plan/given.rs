//! A field's value, whether a file gives it or an account has it: compared, said and written alike.

use super::Directory;
use super::reading::Reading;
use crate::id::{DepartmentId, OrganisationId};
use crate::import::digest::Digest;
use crate::import::users::UserField;
use crate::person::{AccountStatus, GenderCode};
use crate::user::{Checked, Detail, Profile, moment_words};
use std::borrow::Cow;
use time::OffsetDateTime;

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import::users) enum Given<'v> {
    Text(&'v str),
    Year(i32),
    Moment(OffsetDateTime),
    Status(AccountStatus),
    /// In one organisation, sorted.
    Departments(Cow<'v, [DepartmentId]>),
}

/// The fields that an account has a value for, in the order of the sample file.
pub(in crate::import::users) const KEPT: &[UserField] = &[
    UserField::FirstName,
    UserField::LastName,
    UserField::Username,
    UserField::Email,
    UserField::Gender,
    UserField::InstitutionNumber,
    UserField::EntryYear,
    UserField::GradYear,
    UserField::Notes,
    UserField::AccountStatus,
    UserField::AccessStart,
    UserField::AccessFinish,
    UserField::Department,
    UserField::Prefix,
    UserField::AltEmail,
    UserField::Telephone,
    UserField::Fax,
    UserField::City,
    UserField::Address,
    UserField::PostalCode,
    UserField::Country,
    UserField::Province,
];

/// The part of a profile that a field is kept as.
pub(super) const fn detail(field: UserField) -> Option<Detail> {
    Some(match field {
        UserField::Notes => Detail::Comments,
        UserField::Prefix => Detail::Prefix,
        UserField::AltEmail => Detail::AltEmail,
        UserField::Telephone => Detail::Telephone,
        UserField::Fax => Detail::Fax,
        UserField::City => Detail::City,
        UserField::Address => Detail::Address,
        UserField::PostalCode => Detail::PostalCode,
        UserField::Country => Detail::Country,
        UserField::Province => Detail::Province,
        _ => return None,
    })
}

impl<'v> Given<'v> {
    fn text(text: &'v str) -> Option<Self> {
        Some(Self::Text(text)).filter(|_| !text.is_empty())
    }

    /// What a row gives.
    pub(in crate::import::users) fn of_row(reading: &'v Reading<'_>, field: UserField) -> Option<Self> {
        match field {
            UserField::Gender => reading.gender.map(Self::Text),
            UserField::Prefix => reading.prefix.map(Self::Text),
            UserField::EntryYear => reading.entry_year.map(Self::Year),
            UserField::GradYear => reading.grad_year.map(Self::Year),
            UserField::AccessStart => reading.access_start.map(Self::Moment),
            UserField::AccessFinish => reading.access_finish.map(Self::Moment),
            UserField::AccountStatus => reading.status.map(Self::Status),
            UserField::Department => {
                let departments = Cow::Borrowed(&*reading.departments);
                Some(Self::Departments(departments)).filter(|_| !reading.departments.is_empty())
            }
            _ => Self::text(reading.text(field)),
        }
    }

    /// What an account has; of departments, those in `organisation`.
    pub(in crate::import::users) fn of_account(
        account: &'v Profile,
        field: UserField,
        organisation: OrganisationId,
        directory: &Directory,
    ) -> Option<Self> {
        match field {
            UserField::FirstName => Self::text(&account.first),
            UserField::LastName => Self::text(&account.last),
            UserField::Username => Self::text(&account.username),
            UserField::Email => Self::text(&account.email),
            UserField::Gender => Self::text(account.gender.as_str()),
            UserField::InstitutionNumber => account.number.as_deref().and_then(Self::text),
            UserField::EntryYear => account.entry_year.map(Self::Year),
            UserField::GradYear => account.grad_year.map(Self::Year),
            UserField::AccessStart => account.access_start.map(Self::Moment),
            UserField::AccessFinish => account.access_finish.map(Self::Moment),
            UserField::AccountStatus => Some(Self::Status(account.status)),
            UserField::Department => {
                let here = |department: &&DepartmentId| directory.home(**department) == Some(organisation);
                let mut departments: Vec<DepartmentId> = account.departments.iter().filter(here).copied().collect();
                departments.sort_unstable();
                if departments.is_empty() { None } else { Some(Self::Departments(departments.into())) }
            }
            _ => account.details.get(&detail(field)?).map(String::as_str).and_then(Self::text),
        }
    }

    /// Writes it into an account.
    pub(super) fn write(
        self,
        account: &mut Checked,
        field: UserField,
        organisation: OrganisationId,
        directory: &Directory,
    ) {
        match (self, field) {
            (Self::Text(text), UserField::FirstName) => text.clone_into(&mut account.first),
            (Self::Text(text), UserField::LastName) => text.clone_into(&mut account.last),
            (Self::Text(text), UserField::Username) => text.clone_into(&mut account.username),
            (Self::Text(text), UserField::Email) => text.clone_into(&mut account.email),
            (Self::Text(text), UserField::Gender) => account.gender = GenderCode(text.to_owned()),
            (Self::Text(text), UserField::InstitutionNumber) => account.number = Some(text.to_owned()),
            (Self::Text(text), _) => {
                if let Some(detail) = detail(field) {
                    account.details.insert(detail, text.to_owned());
                }
            }
            (Self::Year(year), UserField::EntryYear) => account.entry_year = Some(year),
            (Self::Year(year), _) => account.grad_year = Some(year),
            (Self::Moment(at), UserField::AccessStart) => account.access_start = Some(at),
            (Self::Moment(at), _) => account.access_finish = Some(at),
            (Self::Status(status), _) => account.status = status,
            (Self::Departments(departments), _) => {
                account.departments.retain(|department| directory.home(*department) != Some(organisation));
                account.departments.extend_from_slice(&departments);
            }
        }
    }

    /// In words, as both records show it side by side.
    pub(in crate::import::users) fn words(&self, directory: &Directory) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Year(year) => year.to_string(),
            Self::Moment(at) => moment_words(*at).replace('T', " "),
            Self::Status(AccountStatus::Active) => "active".to_owned(),
            Self::Status(AccountStatus::Disabled) => "disabled".to_owned(),
            Self::Departments(departments) => {
                let names: Vec<&str> = departments.iter().map(|id| directory.department_name(*id)).collect();
                names.join("; ")
            }
        }
    }

    /// Adds it to a digest.
    pub(super) fn seal(&self, field: UserField, digest: &mut Digest) {
        digest.tag(field as u64);
        match self {
            Self::Text(text) => digest.text(text),
            Self::Year(year) => digest.number(i64::from(*year)),
            Self::Moment(at) => digest.number(at.unix_timestamp()),
            Self::Status(status) => digest.word(u64::from(*status == AccountStatus::Active)),
            Self::Departments(departments) => {
                for department in departments.iter() {
                    digest.number(department.0);
                }
                digest.number(-1);
            }
        }
    }
}
