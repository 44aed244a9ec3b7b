//! The switches an administrator sets for an organisation (SPEC U3).

use crate::id::OrganisationId;
use crate::person::Gender;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A switch; off unless someone turned it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Switch {
    #[serde(rename = "profile_name_extensions")]
    NameExtensions,
    #[serde(rename = "profile_pronoun_enabled")]
    Pronoun,
    #[serde(rename = "profile_pronoun_edit_enabled")]
    PronounEdit,
    #[serde(rename = "email_update_enabled_sso")]
    EmailUpdate,
    #[serde(rename = "learner_groups_enabled")]
    LearnerGroups,
}

impl Switch {
    pub const ALL: [Self; 5] =
        [Self::NameExtensions, Self::Pronoun, Self::PronounEdit, Self::EmailUpdate, Self::LearnerGroups];

    /// The name the seeds give it, and under which it is kept.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NameExtensions => "profile_name_extensions",
            Self::Pronoun => "profile_pronoun_enabled",
            Self::PronounEdit => "profile_pronoun_edit_enabled",
            Self::EmailUpdate => "email_update_enabled_sso",
            Self::LearnerGroups => "learner_groups_enabled",
        }
    }

    /// The switch of that key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|switch| switch.key() == key)
    }

    /// What it does, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NameExtensions => "Profiles have a generational suffix and post-nominal letters.",
            Self::Pronoun => "Profiles have a pronoun.",
            Self::PronounEdit => "Users may change their own pronoun.",
            Self::EmailUpdate => "Users may change their own e-mail address.",
            Self::LearnerGroups => "Courses have learner groups.",
        }
    }
}

/// The switches of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Those that are on.
    pub on: BTreeSet<Switch>,
}

impl Settings {
    pub fn is_on(&self, switch: Switch) -> bool {
        self.on.contains(&switch)
    }
}

/// A list that all organisations share and administrators of everything edit (SPEC U2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordList {
    /// Each has a code beside its name.
    Genders,
    Pronouns,
    Titles,
}

impl WordList {
    pub const ALL: [Self; 3] = [Self::Genders, Self::Pronouns, Self::Titles];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Genders => "Genders",
            Self::Pronouns => "Pronouns",
            Self::Titles => "Titles",
        }
    }

    /// What a new entry must be: the code (of genders only) and the name as they are kept, or what is wrong.
    ///
    /// # Errors
    /// In words for the person who typed it.
    pub fn check(self, code: &str, name: &str) -> Result<(String, String), &'static str> {
        let (code, name) = (code.trim(), name.trim());
        if name.is_empty() {
            return Err("Type a name.");
        }
        if name.chars().count() > 60 || name.chars().any(char::is_control) {
            return Err("A name has 60 characters at most, and no line breaks.");
        }
        if self != Self::Genders {
            return Ok((String::new(), name.to_owned()));
        }
        if code.is_empty() || code.len() > 8 || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err("A code has one to eight letters or digits, such as NB.");
        }
        Ok((code.to_ascii_uppercase(), name.to_owned()))
    }
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPage {
    /// The organisations whose switches the signed-in person sets.
    pub organisations: Vec<(OrganisationId, String, Settings)>,
    pub genders: Vec<Gender>,
    pub pronouns: Vec<String>,
    pub titles: Vec<String>,
    /// Whether they change the lists, too.
    pub may_change_lists: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_trimmed_and_codes_are_short() {
        let kept = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        assert_eq!(WordList::Genders.check(" x ", " Agender "), Ok(kept("X", "Agender")));
        assert_eq!(WordList::Titles.check("ignored", "Sir"), Ok(kept("", "Sir")));
        for (list, code, name) in [
            (WordList::Titles, "", "  "),
            (WordList::Titles, "", "a\nb"),
            (WordList::Genders, "", "Agender"),
            (WordList::Genders, "N B", "Agender"),
            (WordList::Genders, "ABCDEFGHI", "Agender"),
        ] {
            assert!(list.check(code, name).is_err(), "{list:?} {code:?} {name:?}");
        }
        assert!(WordList::Pronouns.check("", &"x".repeat(61)).is_err());
    }
}
