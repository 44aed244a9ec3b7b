//! What moves do to the rules of a set, while someone makes them (SPEC G10): column by column, and which two would best
//! change places.

use super::super::rules::{Attribute, Breach, Capacity, Cost, Learner, Scale, Thousandths};
use super::compile::{Compiled, Fault, Task};
use super::{Asked, Ground, Importance, Recipe, Trait, What};
use crate::id::UserId;
use std::collections::{BTreeSet, HashMap};

/// Rules made ready to tell of any groups of the learners of a ground.
#[derive(Clone, Debug)]
pub struct Guide {
    pub(super) compiled: Compiled,
    pub(super) scale: Scale,
    pub(super) places: HashMap<UserId, Learner>,
    room: Option<Capacity>,
}

/// What a learner too many or too few in a group counts: as a rule that matters much.
const SIZE: i64 = 9_000;

/// What a change does. Losses are in thousandths; below 0 is better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// How much more each rule loses, in the order of the recipe.
    pub rules: Vec<Thousandths>,
    /// By how many learners more groups are too large or too small.
    pub size: i64,
    pub(super) cost: Cost,
    /// The musts that lose more than before.
    pub broken: Vec<usize>,
}

/// What a change does, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Breaks,
    Worse,
    Same,
    Better,
}

impl Effect {
    /// What it costs more, as the engine counts.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// In a word: a must that loses more comes before all that gets better.
    pub fn verdict(&self) -> Verdict {
        if !self.broken.is_empty() && self.cost.must >= 0 {
            return Verdict::Breaks;
        }
        match self.cost.cmp(&Cost::default()) {
            core::cmp::Ordering::Less => Verdict::Better,
            core::cmp::Ordering::Equal => Verdict::Same,
            core::cmp::Ordering::Greater => Verdict::Worse,
        }
    }
}

/// Where a group breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It has `count` of a kind, where `least` to `most` are asked.
    Kind { kind: String, count: u32, least: u32, most: u32 },
    /// As a whole it loses so much.
    Whole { loss: Thousandths },
    /// Two who sit together and should not, having met so many `times` or at all; or apart and should sit together.
    Pair { a: UserId, b: UserId, times: u32 },
}

/// What can be drawn of one group by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// The place of each kind among all, what it is called, and how many there are of it; those that are not there are
    /// left out.
    Kinds(Vec<(usize, String, u32)>),
    /// The mean of a number, in thousandths; `None` where nothing is known of them.
    Mean(Option<Thousandths>),
}

/// What is weighed of a group.
#[derive(Clone, Debug)]
pub(super) struct Weight {
    pub(super) losses: Vec<Thousandths>,
    size: i64,
}

impl Guide {
    /// Rules for groups that none were given for: gender is balanced, or kept alike where each group of `groups` has
    /// one only.
    pub fn usual(ground: &Ground, groups: &[Vec<UserId>]) -> Recipe {
        let genders = ground.known.iter().find(|values| values.of == Trait::Gender);
        let Some(genders) = genders.filter(|genders| genders.names.len() > 1) else { return Recipe::default() };
        let of: HashMap<UserId, Option<u32>> =
            ground.learners.iter().copied().zip(genders.kinds.iter().copied()).collect();
        let is_alike = |members: &Vec<UserId>| {
            members.windows(2).all(|pair| of.contains_key(&pair[0]) && of.get(&pair[0]) == of.get(&pair[1]))
        };
        let mut pairs = groups.iter().filter(|members| members.len() > 1).peekable();
        let what = if pairs.peek().is_some() && pairs.all(is_alike) {
            What::Alike(Trait::Gender)
        } else {
            What::Balance(Trait::Gender)
        };
        Recipe { rules: vec![Asked { what, force: Importance::Medium }], columns: Vec::new() }
    }

    /// Rules for groups of the learners of `ground`, each of `room`, where sizes matter.
    ///
    /// # Errors
    /// When the rules are none.
    pub fn new(recipe: Recipe, ground: Ground, room: Option<Capacity>) -> Result<Self, Fault> {
        let everyone = Capacity { least: 0, most: u32::try_from(ground.learners.len()).unwrap_or(u32::MAX) };
        let compiled = Task { recipe, ground, groups: vec![everyone], fixed: Vec::new(), seed: 0 }.compile()?;
        let scale = Scale::new(&compiled.wish).map_err(Fault::Trouble)?;
        let places = compiled.learners.iter().copied().zip(0..).collect();
        Ok(Self { compiled, scale, places, room })
    }

    /// Of each group, how many it should have.
    pub fn room(&self) -> Option<Capacity> {
        self.room
    }

    /// Those of them who are known, by place.
    pub(super) fn known(&self, members: &[UserId]) -> Vec<Learner> {
        members.iter().filter_map(|who| self.places.get(who).copied()).collect()
    }

    pub(super) fn weigh(&self, members: &[Learner], nowhere: &BTreeSet<Learner>) -> Weight {
        let size = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let off = |room: Capacity| i64::from(room.least.saturating_sub(size) + size.saturating_sub(room.most));
        Weight { losses: self.scale.losses(members, nowhere), size: self.room.map_or(0, off) }
    }

    /// What it does that groups, each as it was and as it would be, change. `nowhere` are those who are in no group,
    /// before and after.
    pub fn effect<'a>(
        &self,
        groups: impl Iterator<Item = (&'a [UserId], &'a [UserId])>,
        nowhere: (&[UserId], &[UserId]),
    ) -> Effect {
        let before: BTreeSet<Learner> = self.known(nowhere.0).into_iter().collect();
        let after: BTreeSet<Learner> = self.known(nowhere.1).into_iter().collect();
        let weigh = |(was, is): (&[UserId], &[UserId])| {
            (self.weigh(&self.known(was), &before), self.weigh(&self.known(is), &after))
        };
        self.between(groups.map(weigh))
    }

    pub(super) fn between(&self, groups: impl Iterator<Item = (Weight, Weight)>) -> Effect {
        let (mut rules, mut size) = (vec![0; self.compiled.wish.rules.len()], 0);
        for (before, after) in groups {
            for (more, (before, after)) in rules.iter_mut().zip(before.losses.iter().zip(&after.losses)) {
                *more += after - before;
            }
            size += after.size - before.size;
        }
        let mut cost = self.scale.cost(&rules);
        cost.weighted += SIZE * size;
        let broken = (0..rules.len()).filter(|rule| rules[*rule] > 0 && self.scale.is_must(*rule)).collect();
        Effect { rules, size, cost, broken }
    }

    /// Where a group breaks rules, each with the place of its rule, while those of `nowhere` are in no group.
    pub fn flaws(&self, members: &[UserId], nowhere: &[UserId]) -> Vec<(usize, Flaw)> {
        let who = |at: Learner| self.compiled.learners[at as usize];
        let flaw = |(rule, breach): (usize, Breach)| {
            let flaw = match breach {
                Breach::Kind { kind, count, least, most, .. } => {
                    Flaw::Kind { kind: self.kind(rule, kind), count, least, most }
                }
                Breach::Group { loss, .. } => Flaw::Whole { loss },
                Breach::Pair { a, b, times } => Flaw::Pair { a: who(a), b: who(b), times },
            };
            (rule, flaw)
        };
        self.scale
            .breaches(&self.known(members), &self.known(nowhere).into_iter().collect())
            .into_iter()
            .map(flaw)
            .collect()
    }

    /// The rules that can be drawn: of several on one attribute the first.
    pub fn drawn(&self) -> Vec<usize> {
        let mut seen = Vec::new();
        let is_first = |rule: &usize| match self.compiled.attribute_of(*rule) {
            Some(attribute) if !seen.contains(&attribute) => {
                seen.push(attribute);
                true
            }
            _ => false,
        };
        (0..self.compiled.wish.rules.len()).filter(is_first).collect()
    }

    /// How a group looks by a rule.
    pub fn share(&self, rule: usize, members: &[UserId]) -> Option<Share> {
        let at = self.compiled.attribute_of(rule)? as usize;
        let members = self.known(members);
        match self.compiled.wish.attributes.get(at)? {
            Attribute::Kinds(kinds) => {
                let names = self.compiled.names.get(at)?;
                let mut counts = vec![0; names.len()];
                for kind in members.iter().filter_map(|member| kinds[*member as usize]) {
                    counts[kind as usize] += 1;
                }
                let kinds = names.iter().cloned().zip(counts).enumerate();
                let kinds = kinds.map(|(at, (name, count))| (at, name, count));
                Some(Share::Kinds(kinds.filter(|(_, _, count)| *count > 0).collect()))
            }
            Attribute::Numbers(numbers) => {
                let known: Vec<Thousandths> = members.iter().filter_map(|member| numbers[*member as usize]).collect();
                let count = Thousandths::try_from(known.len()).unwrap_or(Thousandths::MAX);
                Some(Share::Mean((count > 0).then(|| known.iter().sum::<Thousandths>() / count)))
            }
        }
    }

    /// What a kind that a rule looks at is called.
    fn kind(&self, rule: usize, kind: u32) -> String {
        let name = |at: u32| self.compiled.names.get(at as usize)?.get(kind as usize).cloned();
        self.compiled.attribute_of(rule).and_then(name).unwrap_or_default()
    }
}
