//! People as lists, pickers and files show them (SPEC U1, U2, U10).

use crate::id::UserId;
use crate::text::fold;
use serde::{Deserialize, Serialize};

/// The code of a gender, such as `F`, `M`, `NB` or `U`. Codes are rows an admin can edit (SPEC U2),
/// so this is text and not a closed list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GenderCode(pub String);

impl GenderCode {
    /// What stands for "Undefined".
    pub const UNDEFINED: &'static str = "U";

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for GenderCode {
    fn default() -> Self {
        Self(Self::UNDEFINED.to_owned())
    }
}

/// A gender with its name, in the order an admin gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gender {
    pub code: GenderCode,
    pub name: String,
}

/// A person, as far as lists need one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: UserId,
    /// Institution number (staff or student number); letters are allowed.
    pub number: Option<String>,
    pub first: String,
    pub middle: Option<String>,
    pub last: String,
    pub email: String,
    pub gender: GenderCode,
    /// What tells faculty apart beside the number: the first department by name.
    pub department: Option<String>,
}

impl Person {
    /// "Last, First", as every list and file shows a person.
    pub fn name(&self) -> String {
        format!("{}, {}", self.last, self.first)
    }

    /// Up to two letters for the round picture.
    pub fn initials(&self) -> String {
        [&self.first, &self.last]
            .iter()
            .filter_map(|name| name.chars().find(|c| c.is_alphanumeric()))
            .flat_map(char::to_uppercase)
            .collect()
    }

    /// Whether a search for `folded` (already through [`fold`]) finds this person by name (either
    /// order), number or e-mail. Every word must be found.
    pub fn matches(&self, folded: &str) -> bool {
        let hay = self.search_text();
        folded.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| hay.contains(word))
    }

    /// The folded text that is searched; the store keeps it in a column.
    pub fn search_text(&self) -> String {
        fold(&format!(
            "{} {} {} {} {}",
            self.first,
            self.middle.as_deref().unwrap_or_default(),
            self.last,
            self.number.as_deref().unwrap_or_default(),
            self.email
        ))
    }

    /// The key by which people are sorted in lists: last name, first name, number, folded.
    pub fn sort_key(&self) -> (String, String, Option<String>) {
        (fold(&self.last), fold(&self.first), self.number.clone())
    }
}

/// Whether an account may be used (SPEC U1, P3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountStatus {
    Active,
    Disabled,
}
