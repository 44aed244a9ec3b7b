//! The names of groups that are made in one go: a prefix and numbers (SPEC G2).

use super::Problem;
use crate::groups::acts::MOST_GROUPS;
use crate::groups::{GroupName, NameProblem};
use serde::{Deserialize, Serialize};

/// How new groups are named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// *Group Name Prefix*, as typed.
    pub prefix: String,
    /// The number of the first group.
    pub first: u32,
    /// Whether numbers get zeros in front up to the width of the last one.
    pub pad: bool,
}

impl Naming {
    /// The largest first number.
    pub const MOST_FIRST: u32 = 999_999;

    /// The names of `groups` groups: "PBL 1", "PBL 2" …; a prefix that ends in a hyphen, underscore or
    /// slash has its number right behind it: "A-1".
    ///
    /// # Errors
    /// When the prefix is blank, too long or no name, or there are no or too many groups or numbers.
    pub fn names(&self, groups: u32) -> Result<Vec<GroupName>, Problem> {
        let prefix = self.prefix()?;
        if groups == 0 {
            return Err(Problem::NoGroups);
        }
        if groups > MOST_GROUPS {
            return Err(Problem::TooManyGroups { most: MOST_GROUPS });
        }
        if self.first > Self::MOST_FIRST {
            return Err(Problem::FirstOutOfRange { most: Self::MOST_FIRST });
        }
        let last = self.first + groups - 1;
        let gap = if prefix.as_str().ends_with(['-', '_', '/']) { "" } else { " " };
        let longest = last.to_string().len();
        let width = if self.pad { longest } else { 0 };
        let too_long = Problem::PrefixTooLong { most: GroupName::MAX - gap.len() - longest };
        (self.first..=last)
            .map(|number| GroupName::parse(&format!("{prefix}{gap}{number:0width$}")).map_err(|_| too_long.clone()))
            .collect()
    }

    /// The prefix as a name, which is also what a new set is called.
    ///
    /// # Errors
    /// When it is blank, too long, or holds what a name cannot.
    pub fn prefix(&self) -> Result<GroupName, Problem> {
        GroupName::parse(&self.prefix).map_err(|problem| match problem {
            NameProblem::Blank => Problem::BlankPrefix,
            NameProblem::TooLong => Problem::PrefixTooLong { most: GroupName::MAX - 2 },
            NameProblem::ControlCharacter => Problem::Prefix(problem),
        })
    }

    /// As [`Naming::names`], and none of them exists; `exists` says so of a name.
    ///
    /// # Errors
    /// As [`Naming::names`], and when names are taken.
    pub fn free_names(&self, groups: u32, exists: impl Fn(&GroupName) -> bool) -> Result<Vec<GroupName>, Problem> {
        let names = self.names(groups)?;
        let mut taken = names.iter().filter(|name| exists(name));
        match taken.next() {
            None => Ok(names),
            Some(name) => {
                let others = u32::try_from(taken.count()).unwrap_or(u32::MAX);
                Err(Problem::NamesTaken { name: name.clone(), others })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prefix: &str, first: u32, pad: bool, groups: u32, expected: Result<&[&str], Problem>) {
        let naming = Naming { prefix: prefix.to_owned(), first, pad };
        let names = naming.names(groups);
        let words = names.as_ref().map(|names| names.iter().map(GroupName::as_str).collect::<Vec<_>>());
        assert_eq!(words.as_deref().map_err(|p| (*p).clone()), expected, "{naming:?}");
    }

    #[test]
    fn names_are_a_prefix_and_numbers() {
        check("PBL", 1, false, 3, Ok(&["PBL 1", "PBL 2", "PBL 3"]));
        check("  PBL ", 9, true, 2, Ok(&["PBL 09", "PBL 10"]));
        check("PBL", 9, false, 2, Ok(&["PBL 9", "PBL 10"]));
        check("PBL", 0, true, 2, Ok(&["PBL 0", "PBL 1"]));
        check("A-", 1, false, 2, Ok(&["A-1", "A-2"]));
        check("2", 1, false, 1, Ok(&["2 1"]));
        check("Gruppe ü", 999_999, false, 2, Ok(&["Gruppe ü 999999", "Gruppe ü 1000000"]));
    }

    #[test]
    fn impossible_names_are_refused() {
        check(" \t", 1, false, 1, Err(Problem::BlankPrefix));
        check("a\nb", 1, false, 1, Err(Problem::Prefix(NameProblem::ControlCharacter)));
        check("PBL", 1, false, 0, Err(Problem::NoGroups));
        check("PBL", 1, false, 1001, Err(Problem::TooManyGroups { most: 1000 }));
        check("PBL", 1_000_000, false, 1, Err(Problem::FirstOutOfRange { most: 999_999 }));
        check("PBL", u32::MAX, false, 1000, Err(Problem::FirstOutOfRange { most: 999_999 }));
        let exact = "x".repeat(118);
        assert!(Naming { prefix: exact.clone(), first: 1, pad: false }.names(9).is_ok());
        check(&exact, 1, false, 10, Err(Problem::PrefixTooLong { most: 117 }));
        check(&"x".repeat(121), 1, false, 1, Err(Problem::PrefixTooLong { most: 118 }));
    }

    #[test]
    fn names_that_exist_are_said_and_counted() {
        let naming = Naming { prefix: "PBL".to_owned(), first: 1, pad: false };
        let taken = ["pbl 2", "pbl 3"];
        let problem = naming.free_names(3, |name| taken.contains(&name.folded().as_str())).unwrap_err();
        assert_eq!(
            problem.to_string(),
            "A group named “PBL 2” exists already in this period, and so does 1 more of these names. \
             Choose another prefix or first number."
        );
        assert_eq!(naming.free_names(1, |name| taken.contains(&name.folded().as_str())).unwrap().len(), 1);
    }
}
