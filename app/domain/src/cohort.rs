//! Cohorts: the learners of a year, or any other standing company of learners (SPEC U8, C3).

use crate::groups::{GroupName, NameProblem};
use crate::id::{CohortId, OrganisationId};
use crate::person::Person;
use crate::text::fold;
use serde::{Deserialize, Serialize};

/// A cohort as the list of an organisation's cohorts shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortRow {
    pub id: CohortId,
    pub organisation: OrganisationId,
    pub name: String,
    /// How many learners are in it.
    pub learners: u32,
    /// In how many courses it is enrolled now.
    pub courses: u32,
}

/// Learners with a grad year who are in no cohort: there was no class for them when they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    pub organisation: OrganisationId,
    pub year: i32,
    pub learners: u32,
}

/// A cohort with everyone in it, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortMembers {
    pub cohort: CohortRow,
    pub members: Vec<Person>,
}

/// "Class of 2029", which learners of that grad year join (SPEC U8).
pub fn class_name(year: i32) -> String {
    format!("Class of {year}")
}

/// The year of "Class of 2029".
pub fn class_year(name: &str) -> Option<i32> {
    fold(name.trim()).strip_prefix("class of ")?.trim().parse().ok()
}

/// The name that was typed, as it is kept: one blank between words, so that "Class  of 2029" is found as a class.
/// The rules are those of a group's name.
pub fn cohort_name(typed: &str) -> Result<String, NameProblem> {
    let name = GroupName::parse(typed)?;
    Ok(name.as_str().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortsPage {
    /// The organisations whose cohorts the signed-in person manages.
    pub organisations: Vec<(OrganisationId, String)>,
    pub cohorts: Vec<CohortRow>,
    pub unplaced: Vec<Unplaced>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_known_by_its_name() {
        for (name, expected) in [
            ("Class of 2029", Some(2029)),
            (" CLASS OF  2029 ", Some(2029)),
            ("Class of MD", None),
            ("Year 2029", None),
            ("", None),
        ] {
            assert_eq!(class_year(name), expected, "{name:?}");
        }
        assert_eq!(class_year(&class_name(2031)), Some(2031));
    }

    #[test]
    fn names_are_kept_with_single_blanks() {
        assert_eq!(cohort_name("  Class  of\u{a0}2029 ").as_deref(), Ok("Class of 2029"));
        assert_eq!(cohort_name(" "), Err(NameProblem::Blank));
        assert_eq!(cohort_name("a\nb"), Err(NameProblem::ControlCharacter));
        assert_eq!(cohort_name(&"x".repeat(121)), Err(NameProblem::TooLong));
    }
}
