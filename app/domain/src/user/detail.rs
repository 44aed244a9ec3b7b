//! The parts of a profile that are plain text (SPEC U1), under the headings of the seed.

use super::{Settings, Switch};
use serde::{Deserialize, Serialize};

/// A part of the profile that may be left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    Prefix,
    Preferred,
    Title,
    Suffix,
    PostNominals,
    Pronoun,
    AltEmail,
    Telephone,
    Fax,
    MeetingId,
    Country,
    Province,
    City,
    Address,
    PostalCode,
    OfficeHours,
    Comments,
}

/// The parts of the profile page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Heading {
    AccountDetails,
    AccountOptions,
    PersonalInformation,
    ContactInformation,
}

impl Heading {
    pub const fn label(self) -> &'static str {
        match self {
            Self::AccountDetails => "Account Details",
            Self::AccountOptions => "Account Options",
            Self::PersonalInformation => "Personal Information",
            Self::ContactInformation => "Contact Information",
        }
    }
}

/// How a part is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Line,
    Email,
    Telephone,
    /// Several lines.
    Text,
    /// One of the installation's titles.
    Title,
    /// One of the installation's pronouns.
    Pronoun,
    /// One of the prefixes the seed lists.
    Prefix,
}

impl Detail {
    /// All, in the order of the page.
    pub const ALL: [Self; 17] = [
        Self::Prefix,
        Self::Preferred,
        Self::Title,
        Self::Suffix,
        Self::PostNominals,
        Self::Pronoun,
        Self::AltEmail,
        Self::Telephone,
        Self::Fax,
        Self::MeetingId,
        Self::Country,
        Self::Province,
        Self::City,
        Self::Address,
        Self::PostalCode,
        Self::OfficeHours,
        Self::Comments,
    ];

    /// The prefixes a profile may have.
    pub const PREFIXES: [&'static str; 7] = ["Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "Assoc. Prof.", "Asst. Prof."];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Prefix => "Prefix",
            Self::Preferred => "Preferred Name",
            Self::Title => "Title",
            Self::Suffix => "Generational Suffix",
            Self::PostNominals => "Post-nominal letters",
            Self::Pronoun => "Pronoun",
            Self::AltEmail => "Alternative E-Mail",
            Self::Telephone => "Telephone Number",
            Self::Fax => "Fax Number",
            Self::MeetingId => "Personal Meeting ID",
            Self::Country => "Country",
            Self::Province => "Province/State",
            Self::City => "City",
            Self::Address => "Address",
            Self::PostalCode => "Postal Code",
            Self::OfficeHours => "Office Hours",
            Self::Comments => "General Comments",
        }
    }

    /// The name it is kept under, in the database and in the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::Preferred => "preferred",
            Self::Title => "title",
            Self::Suffix => "suffix",
            Self::PostNominals => "post_nominals",
            Self::Pronoun => "pronoun",
            Self::AltEmail => "alt_email",
            Self::Telephone => "telephone",
            Self::Fax => "fax",
            Self::MeetingId => "meeting_id",
            Self::Country => "country",
            Self::Province => "province",
            Self::City => "city",
            Self::Address => "address",
            Self::PostalCode => "postal_code",
            Self::OfficeHours => "office_hours",
            Self::Comments => "comments",
        }
    }

    pub const fn heading(self) -> Heading {
        match self {
            Self::Prefix | Self::Preferred | Self::Title | Self::Suffix | Self::PostNominals | Self::Pronoun => {
                Heading::PersonalInformation
            }
            _ => Heading::ContactInformation,
        }
    }

    pub const fn kind(self) -> Kind {
        match self {
            Self::Prefix => Kind::Prefix,
            Self::Title => Kind::Title,
            Self::Pronoun => Kind::Pronoun,
            Self::AltEmail => Kind::Email,
            Self::Telephone | Self::Fax => Kind::Telephone,
            Self::Address | Self::OfficeHours | Self::Comments => Kind::Text,
            _ => Kind::Line,
        }
    }

    /// Characters at most.
    pub const fn longest(self) -> usize {
        match self.kind() {
            Kind::Text => 2_000,
            _ => 200,
        }
    }

    /// Whether the installation's switches show it (SPEC U3).
    pub fn is_shown(self, settings: &Settings) -> bool {
        match self {
            Self::Suffix | Self::PostNominals => settings.is_on(Switch::NameExtensions),
            Self::Pronoun => settings.is_on(Switch::Pronoun),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_part_is_listed_once_and_kept_under_the_name_serde_gives_it() {
        let all: BTreeSet<Detail> = Detail::ALL.into();
        assert_eq!(all.len(), Detail::ALL.len());
        for detail in Detail::ALL {
            assert_eq!(serde_json::to_value(detail).unwrap(), detail.key());
        }
    }

    #[test]
    fn switches_decide_what_is_shown() {
        let mut settings = Settings::default();
        assert!(!Detail::Pronoun.is_shown(&settings) && !Detail::Suffix.is_shown(&settings));
        settings.on.insert(Switch::Pronoun);
        assert!(Detail::Pronoun.is_shown(&settings) && !Detail::PostNominals.is_shown(&settings));
    }
}
