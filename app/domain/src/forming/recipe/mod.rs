//! Rules as people ask for them (SPEC F1): by what is known of learners, by the learners themselves, by earlier sets.
//!
//! A [`Recipe`] is kept with the set it led to and can be run again on other learners (SPEC F3). With a [`Ground`],
//! what is known of the learners now, a [`Task`] is a [`Wish`](super::rules::Wish) of the engine: the browser's worker
//! searches it, and the server holds what came of it against the same task made from its own data (SPEC F4).

mod column;
mod compile;
mod guide;
mod outcome;
mod picture;
mod swaps;
mod text;

#[cfg(test)]
mod guide_tests;
#[cfg(test)]
mod tests;

pub use column::{Column, Joined, join, numbers};
pub use compile::{Fault, Task};
pub use guide::{Effect, Flaw, Guide, Share, Verdict};
pub use outcome::{Outcome, Run};
pub use picture::{Means, Picture, Spread};
pub use swaps::{Limits, Seated, Swap};
pub use text::{line, of_line};

use super::rules::Force;
use crate::id::{GroupSetId, UserId};
use serde::{Deserialize, Serialize};

/// The most rules a recipe can have.
pub const MOST_RULES: usize = 50;

/// The most learners a rule can name, one by one: what it costs to look at them grows with their square.
pub const MOST_NAMED: usize = 2_000;

/// Rules, with the columns of a file that they look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    pub rules: Vec<Asked>,
    pub columns: Vec<Column>,
}

/// A rule, and how much it matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub what: What,
    pub force: Importance,
}

/// How much a rule matters. Between two that are not musts, each step counts three times the one below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Importance {
    Must,
    High,
    #[default]
    Medium,
    Low,
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// Every group has its share: of kinds at the floor or the ceiling of it, of numbers the mean and spread of all.
    Balance(Trait),
    /// Groups whose members are alike.
    Alike(Trait),
    /// Whoever is of a kind is not the only one in their group.
    NobodyAlone(Trait),
    /// Each of these sets sits in one group.
    Together(Vec<Vec<UserId>>),
    /// Of each of these sets no two sit in one group.
    Apart(Vec<Vec<UserId>>),
    /// Who were in one group of these sets meet no more.
    NewFaces(Vec<GroupSetId>),
    /// Groupmates differ as much as can be in all of these.
    Diverse(Vec<Trait>),
}

/// What is known of learners that a rule can look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Trait {
    Gender,
    Cohort,
    EntryYear,
    GradYear,
    /// The curriculum track of their grant.
    Track,
    Department,
    /// A column of a file: its place in [`Recipe::columns`].
    Column(u32),
}

impl Trait {
    /// What profiles and enrolment tell, in the order that people are offered it.
    pub const OF_PROFILES: [Self; 6] =
        [Self::Gender, Self::Cohort, Self::Track, Self::EntryYear, Self::GradYear, Self::Department];
}

/// What is known of learners now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Who is to be placed, and who sits already.
    pub learners: Vec<UserId>,
    /// What profiles tell of them.
    pub known: Vec<Values>,
    /// The groups of earlier sets that rules may speak of.
    pub earlier: Vec<(GroupSetId, Vec<Vec<UserId>>)>,
}

/// The values of one trait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    pub of: Trait,
    /// What the values are called, such as "F", "M".
    pub names: Vec<String>,
    /// The value of each learner of [`Ground::learners`], a place in `names`.
    pub kinds: Vec<Option<u32>>,
}

impl Values {
    /// From the text of each learner; an empty one is not known.
    pub fn of<'a>(of: Trait, texts: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut places = std::collections::HashMap::new();
        let kinds = texts
            .map(|text| {
                let text = text.filter(|text| !text.is_empty())?;
                Some(*places.entry(text).or_insert_with(|| {
                    names.push(text.to_owned());
                    u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
                }))
            })
            .collect();
        Self { of, names, kinds }
    }
}

impl Importance {
    const fn force(self) -> Force {
        match self {
            Self::Must => Force::Must,
            Self::High => Force::Weight(9),
            Self::Medium => Force::Weight(3),
            Self::Low => Force::Weight(1),
        }
    }
}

impl What {
    /// The traits it looks at.
    pub fn traits(&self) -> &[Trait] {
        match self {
            Self::Balance(of) | Self::Alike(of) | Self::NobodyAlone(of) => core::slice::from_ref(of),
            Self::Diverse(of) => of,
            Self::Together(_) | Self::Apart(_) | Self::NewFaces(_) => &[],
        }
    }

    /// The earlier sets it looks at.
    pub fn earlier(&self) -> &[GroupSetId] {
        if let Self::NewFaces(sets) = self { sets } else { &[] }
    }
}

impl Recipe {
    /// The first rule that asks nothing, or looks at what is not there: a column, or a set that is not among `sets`.
    pub fn fault(&self, sets: &[GroupSetId]) -> Option<Fault> {
        if self.rules.len() > MOST_RULES {
            return Some(Fault::TooManyRules);
        }
        (0..).zip(&self.rules).find_map(|(rule, asked)| self.fault_of(rule, &asked.what, sets))
    }

    fn fault_of(&self, rule: u32, what: &What, sets: &[GroupSetId]) -> Option<Fault> {
        let blank = match what {
            What::Together(sets) | What::Apart(sets) => sets.iter().all(|set| set.len() < 2),
            What::NewFaces(sets) => sets.is_empty(),
            What::Diverse(of) => of.is_empty(),
            What::Balance(_) | What::Alike(_) | What::NobodyAlone(_) => false,
        };
        if blank {
            return Some(Fault::Blank { rule });
        }
        let named = match what {
            What::Together(sets) | What::Apart(sets) => sets.iter().map(Vec::len).sum(),
            _ => 0,
        };
        if named > MOST_NAMED {
            return Some(Fault::TooManyNamed { rule });
        }
        if let Some(set) = what.earlier().iter().find(|set| !sets.contains(set)) {
            return Some(Fault::NoSet { rule, set: *set });
        }
        let column = |of: &Trait| if let Trait::Column(at) = of { Some(self.columns.get(*at as usize)) } else { None };
        if what.traits().iter().any(|of| column(of) == Some(None)) {
            return Some(Fault::NoTrait { rule });
        }
        let numbers = |of: &Trait| column(of).flatten().is_some_and(|column| column.numbers().is_some());
        let about_kinds = matches!(what, What::NobodyAlone(_));
        (about_kinds && what.traits().iter().any(numbers)).then_some(Fault::NotKinds { rule })
    }

    /// The earlier sets that any rule looks at, each once.
    pub fn earlier(&self) -> Vec<GroupSetId> {
        let mut sets: Vec<GroupSetId> = self.rules.iter().flat_map(|rule| rule.what.earlier()).copied().collect();
        sets.sort_unstable();
        sets.dedup();
        sets
    }

    /// Without the columns that no rule looks at.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        let used = |at: u32| self.rules.iter().any(|rule| rule.what.traits().contains(&Trait::Column(at)));
        let kept: Vec<bool> = (0..).zip(&self.columns).map(|(at, _)| used(at)).collect();
        let moved = |at: u32| u32::try_from(kept.iter().take(at as usize).filter(|kept| **kept).count()).unwrap_or(at);
        for rule in &mut self.rules {
            rule.what.each_trait(|of| {
                if let Trait::Column(at) = of {
                    *at = moved(*at);
                }
            });
        }
        let mut kept = kept.iter();
        self.columns.retain(|_| kept.next().copied().unwrap_or(true));
        self
    }
}

impl What {
    fn each_trait(&mut self, mut change: impl FnMut(&mut Trait)) {
        match self {
            Self::Balance(of) | Self::Alike(of) | Self::NobodyAlone(of) => change(of),
            Self::Diverse(of) => of.iter_mut().for_each(change),
            Self::Together(_) | Self::Apart(_) | Self::NewFaces(_) => {}
        }
    }
}
