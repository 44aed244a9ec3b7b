//! A recipe on its ground, as a wish of the engine.

use super::super::rules::{Aim, Attribute, Capacity, Distance, Group, Learner, Rule, Thousandths, Trouble, Wish};
use super::{Ground, MOST_NAMED, MOST_RULES, Recipe, Trait, Values, What};
use crate::id::{GroupSetId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Groups to be formed: by what rules, of whom, of what sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub recipe: Recipe,
    pub ground: Ground,
    pub groups: Vec<Capacity>,
    /// Who sits already, and where.
    pub fixed: Vec<(UserId, Group)>,
    pub seed: u64,
}

/// Why a task is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// More rules than [`MOST_RULES`].
    TooManyRules,
    /// A rule names more learners than [`MOST_NAMED`].
    TooManyNamed { rule: u32 },
    /// A rule looks at what is not known of these learners: a column that is not there.
    NoTrait { rule: u32 },
    /// A rule is about kinds, and this column holds numbers.
    NotKinds { rule: u32 },
    /// A rule names nothing: no learners, no traits.
    Blank { rule: u32 },
    /// A rule looks at a set that is not there.
    NoSet { rule: u32, set: GroupSetId },
    /// The engine's.
    Trouble(Trouble),
}

impl core::fmt::Display for Fault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::TooManyRules => write!(f, "At most {MOST_RULES} rules at once."),
            Self::TooManyNamed { rule } => {
                write!(f, "Rule {} names more than {MOST_NAMED} learners. Make it several.", rule + 1)
            }
            Self::NoTrait { rule } => {
                write!(f, "Rule {} looks at a column of a file that is not here. Choose the file again.", rule + 1)
            }
            Self::NotKinds { rule } => {
                write!(
                    f,
                    "Rule {} is about kinds, and this column holds numbers. Balance it, or keep it alike.",
                    rule + 1
                )
            }
            Self::Blank { rule } => {
                write!(f, "Rule {} asks nothing yet. Say of whom or of what, or remove it.", rule + 1)
            }
            Self::NoSet { rule, .. } => {
                write!(f, "Rule {} is about groups that are no longer there. Choose others, or remove it.", rule + 1)
            }
            Self::Trouble(trouble) => trouble.fmt(f),
        }
    }
}

impl core::error::Error for Fault {}

/// By how much a group's mean and spread may be off where numbers must be balanced, in standard deviations of all.
const GIVE: Thousandths = 300;

/// A task as the engine knows it: rule `n` of the wish is rule `n` of the recipe.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    pub(super) wish: Wish,
    /// Each learner of the wish, by id: so the order in which they came does not matter.
    pub(super) learners: Vec<UserId>,
    /// Of each attribute of the wish, what its kinds are called.
    pub(super) names: Vec<Vec<String>>,
}

impl Compiled {
    /// The attribute that a rule looks at, where it is one.
    pub(super) fn attribute_of(&self, rule: usize) -> Option<u32> {
        match &self.wish.rules.get(rule)?.aim {
            Aim::Share { attribute }
            | Aim::Nearest { attribute, .. }
            | Aim::Even { attribute, .. }
            | Aim::Alike { attribute }
            | Aim::NobodyAlone { attribute } => Some(*attribute),
            Aim::Together(_) | Aim::Apart(_) | Aim::NewFaces(_) | Aim::Diverse(_) => None,
        }
    }
}

impl Task {
    /// The wish it is.
    pub(super) fn compile(&self) -> Result<Compiled, Fault> {
        let sets: Vec<GroupSetId> = self.ground.earlier.iter().map(|(set, _)| *set).collect();
        if let Some(fault) = self.recipe.fault(&sets) {
            return Err(fault);
        }
        let mut learners = self.ground.learners.clone();
        learners.sort_unstable();
        learners.dedup();
        let places: HashMap<UserId, Learner> = learners.iter().copied().zip(0..).collect();
        let mut building = Building { task: self, places, attributes: Vec::new(), names: Vec::new(), made: Vec::new() };
        let rules = (0..).zip(&self.recipe.rules).map(|(at, rule)| {
            Ok(Rule {
                force: rule.force.force(),
                aim: building.aim(at, &rule.what, rule.force == super::Importance::Must)?,
            })
        });
        let rules = rules.collect::<Result<Vec<_>, Fault>>()?;
        let fixed = self.fixed.iter().filter_map(|(who, group)| Some((*building.places.get(who)?, *group))).collect();
        let wish = Wish {
            learners: u32::try_from(learners.len()).unwrap_or(u32::MAX),
            attributes: building.attributes,
            groups: self.groups.clone(),
            fixed,
            rules,
            seed: self.seed,
        };
        Ok(Compiled { wish, learners, names: building.names })
    }
}

/// A wish under construction.
struct Building<'a> {
    task: &'a Task,
    places: HashMap<UserId, Learner>,
    attributes: Vec<Attribute>,
    names: Vec<Vec<String>>,
    /// Traits that are attributes already.
    made: Vec<(Trait, u32)>,
}

impl Building<'_> {
    fn aim(&mut self, rule: u32, what: &What, must: bool) -> Result<Aim, Fault> {
        Ok(match what {
            What::Balance(of) => {
                let attribute = self.attribute(rule, *of)?;
                if self.is_kinds(attribute) {
                    Aim::Share { attribute }
                } else {
                    Aim::Even { attribute, slack: if must { GIVE } else { 0 } }
                }
            }
            What::Alike(of) => Aim::Alike { attribute: self.attribute(rule, *of)? },
            What::NobodyAlone(of) => Aim::NobodyAlone { attribute: self.attribute(rule, *of)? },
            What::Together(sets) => Aim::Together(self.present(sets)),
            What::Apart(sets) => Aim::Apart(self.present(sets)),
            What::NewFaces(sets) => Aim::NewFaces(self.earlier(sets)),
            What::Diverse(of) => {
                let attributes = of.iter().map(|of| self.attribute(rule, *of)).collect::<Result<_, _>>()?;
                Aim::Diverse(Distance::Gower(attributes))
            }
        })
    }

    fn is_kinds(&self, attribute: u32) -> bool {
        matches!(self.attributes.get(attribute as usize), Some(Attribute::Kinds(_)))
    }

    /// The sets, of those who are placed; a set of one asks nothing.
    fn present(&self, sets: &[Vec<UserId>]) -> Vec<Vec<Learner>> {
        let of = |set: &Vec<UserId>| set.iter().filter_map(|who| self.places.get(who).copied()).collect();
        sets.iter().map(of).filter(|set: &Vec<Learner>| set.len() > 1).collect()
    }

    fn earlier(&self, sets: &[GroupSetId]) -> Vec<Vec<Learner>> {
        let chosen = self.task.ground.earlier.iter().filter(|(set, _)| sets.contains(set));
        chosen.flat_map(|(_, groups)| self.present(groups)).collect()
    }

    fn attribute(&mut self, rule: u32, of: Trait) -> Result<u32, Fault> {
        if let Some((_, at)) = self.made.iter().find(|(made, _)| *made == of) {
            return Ok(*at);
        }
        let (attribute, names) = match of {
            Trait::Column(at) => self.column(at),
            _ => self.known(of),
        }
        .ok_or(Fault::NoTrait { rule })?;
        let at = u32::try_from(self.attributes.len()).unwrap_or(u32::MAX);
        self.attributes.push(attribute);
        self.names.push(names);
        self.made.push((of, at));
        Ok(at)
    }

    fn known(&self, of: Trait) -> Option<(Attribute, Vec<String>)> {
        let ground = &self.task.ground;
        let values = ground.known.iter().find(|values| values.of == of)?;
        let text = |kind: &Option<u32>| values.names.get((*kind)? as usize).map(String::as_str);
        Some(self.kinds(ground.learners.iter().copied().zip(values.kinds.iter().map(text))))
    }

    fn column(&self, at: u32) -> Option<(Attribute, Vec<String>)> {
        let column = self.task.recipe.columns.get(at as usize)?;
        if let Some(numbers) = column.numbers() {
            let mut values = vec![None; self.places.len()];
            for (who, number) in numbers {
                if let Some(place) = self.places.get(&who) {
                    values[*place as usize] = Some(number);
                }
            }
            return Some((Attribute::Numbers(values), Vec::new()));
        }
        Some(self.kinds(column.cells.iter().map(|(who, cell)| (*who, Some(cell.as_str())))))
    }

    /// Kinds by the order of what they are called, whatever order they came in.
    fn kinds<'a>(&self, texts: impl Iterator<Item = (UserId, Option<&'a str>)>) -> (Attribute, Vec<String>) {
        let mut of: Vec<Option<&str>> = vec![None; self.places.len()];
        for (who, text) in texts {
            if let Some(place) = self.places.get(&who) {
                of[*place as usize] = text;
            }
        }
        let ordered = {
            let mut names: Vec<&str> = of.iter().flatten().copied().collect();
            names.sort_unstable();
            names.dedup();
            Values::of(Trait::Gender, names.into_iter().map(Some)).names
        };
        let places: HashMap<&str, u32> = ordered.iter().map(String::as_str).zip(0..).collect();
        let kinds = of.iter().map(|text| text.and_then(|text| places.get(text).copied())).collect();
        (Attribute::Kinds(kinds), ordered)
    }
}
