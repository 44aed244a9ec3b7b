//! Rules as a line of text: what the address of a page holds.
//!
//! `balance-must-gender_apart-high-12.34.56,78.90_faces-low-4.5`: rules between `_`, each what, how much, and of what.

use super::{Asked, Importance, MOST_RULES, Trait, What};
use crate::id::UserId;
use core::fmt::{self, Display, Write};
use core::str::FromStr;

/// Rules as a line. The columns they look at are named by their places.
pub fn line(rules: &[Asked]) -> String {
    let mut line = String::new();
    for (at, rule) in rules.iter().enumerate() {
        if at > 0 {
            line.push('_');
        }
        let _ = rule.write(&mut line);
    }
    line
}

/// The rules of a line; what means nothing is left out.
pub fn of_line(line: &str) -> Vec<Asked> {
    line.split('_').filter_map(Asked::read).take(MOST_RULES).collect()
}

impl Asked {
    fn write(&self, to: &mut String) -> fmt::Result {
        let force = match self.force {
            Importance::Must => "must",
            Importance::High => "high",
            Importance::Medium => "medium",
            Importance::Low => "low",
        };
        match &self.what {
            What::Balance(of) => write!(to, "balance-{force}-{of}"),
            What::Alike(of) => write!(to, "alike-{force}-{of}"),
            What::NobodyAlone(of) => write!(to, "alone-{force}-{of}"),
            What::Together(sets) => write!(to, "together-{force}-{}", of_sets(sets)),
            What::Apart(sets) => write!(to, "apart-{force}-{}", of_sets(sets)),
            What::NewFaces(sets) => write!(to, "faces-{force}-{}", joined(sets, '.')),
            What::Diverse(of) => write!(to, "diverse-{force}-{}", joined(of, '.')),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (what, force, of) = (parts.next()?, parts.next()?, parts.next()?);
        let force = match force {
            "must" => Importance::Must,
            "high" => Importance::High,
            "medium" => Importance::Medium,
            "low" => Importance::Low,
            _ => return None,
        };
        let what = match what {
            "balance" => What::Balance(of.parse().ok()?),
            "alike" => What::Alike(of.parse().ok()?),
            "alone" => What::NobodyAlone(of.parse().ok()?),
            "together" => What::Together(sets(of)),
            "apart" => What::Apart(sets(of)),
            "faces" => What::NewFaces(list(of)),
            "diverse" => What::Diverse(list(of)),
            _ => return None,
        };
        Some(Self { what, force })
    }
}

fn joined<T: Display>(items: &[T], glue: char) -> String {
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push(glue);
        }
        let _ = write!(text, "{item}");
    }
    text
}

fn of_sets(sets: &[Vec<UserId>]) -> String {
    let sets: Vec<String> = sets.iter().map(|set| joined(set, '.')).collect();
    joined(&sets, ',')
}

fn list<T: FromStr>(text: &str) -> Vec<T> {
    text.split('.').filter_map(|item| item.parse().ok()).collect()
}

fn sets(text: &str) -> Vec<Vec<UserId>> {
    text.split(',').map(list).filter(|set: &Vec<_>| !set.is_empty()).collect()
}

impl Display for Trait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gender => "gender",
            Self::Cohort => "cohort",
            Self::EntryYear => "entry",
            Self::GradYear => "grad",
            Self::Track => "track",
            Self::Department => "department",
            Self::Column(at) => return write!(f, "column{at}"),
        })
    }
}

impl FromStr for Trait {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Ok(match text {
            "gender" => Self::Gender,
            "cohort" => Self::Cohort,
            "entry" => Self::EntryYear,
            "grad" => Self::GradYear,
            "track" => Self::Track,
            "department" => Self::Department,
            _ => Self::Column(text.strip_prefix("column").and_then(|at| at.parse().ok()).ok_or(())?),
        })
    }
}
