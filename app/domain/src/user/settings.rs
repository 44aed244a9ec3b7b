//! The switches an administrator sets for an organisation (SPEC U3).

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
