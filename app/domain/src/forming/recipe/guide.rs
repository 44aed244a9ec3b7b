//! What moves do to the rules of a set, while someone makes them (SPEC G10): column by column, and which two would best
//! change places.

use super::super::rules::{Attribute, Breach, Capacity, Cost, Learner, Scale, Thousandths};
use super::compile::{Compiled, Fault, Task};
use super::{Asked, Ground, Importance, Recipe, Trait, What};
use crate::id::UserId;
use std::collections::HashMap;

/// Rules made ready to tell of any groups of the learners of a ground.
#[derive(Clone, Debug)]
pub struct Guide {
    compiled: Compiled,
    scale: Scale,
    places: HashMap<UserId, Learner>,
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
    cost: Cost,
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
    /// How many there are of each kind, those that are not there left out.
    Kinds(Vec<(String, u32)>),
    /// The mean of a number, in thousandths; `None` where nothing is known of them.
    Mean(Option<Thousandths>),
}

/// Two who change places. `effect` is what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Each with their group, by its place.
    pub a: (UserId, usize),
    pub b: (UserId, usize),
    pub effect: Effect,
}

/// What is weighed of a group.
#[derive(Clone, Debug)]
struct Weight {
    losses: Vec<Thousandths>,
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
    fn known(&self, members: &[UserId]) -> Vec<Learner> {
        members.iter().filter_map(|who| self.places.get(who).copied()).collect()
    }

    fn weigh(&self, members: &[Learner]) -> Weight {
        let size = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let off = |room: Capacity| i64::from(room.least.saturating_sub(size) + size.saturating_sub(room.most));
        Weight { losses: self.scale.losses(members), size: self.room.map_or(0, off) }
    }

    /// What it does that groups, each as it was and as it would be, change. Who is in no group is in none of them.
    pub fn effect<'a>(&self, groups: impl Iterator<Item = (&'a [UserId], &'a [UserId])>) -> Effect {
        let groups = groups.map(|(before, after)| (self.weigh(&self.known(before)), self.weigh(&self.known(after))));
        self.between(groups)
    }

    fn between(&self, groups: impl Iterator<Item = (Weight, Weight)>) -> Effect {
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

    /// Where a group breaks rules, each with the place of its rule.
    pub fn flaws(&self, members: &[UserId]) -> Vec<(usize, Flaw)> {
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
        self.scale.breaches(0, &self.known(members)).into_iter().map(flaw).collect()
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
                let kinds = names.iter().cloned().zip(counts);
                Some(Share::Kinds(kinds.filter(|(_, count)| *count > 0).collect()))
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

    /// The best exchanges that make it better, best first: of `who`, or of members of the groups that do worst by the
    /// rule that is worst. At most `most` of them, and at most `tries` are looked at.
    pub fn swaps(&self, groups: &[Vec<UserId>], who: Option<(UserId, usize)>, limits: Limits) -> Vec<Swap> {
        let known: Vec<Vec<Learner>> = groups.iter().map(|members| self.known(members)).collect();
        let weights: Vec<Weight> = known.iter().map(|members| self.weigh(members)).collect();
        let looking = Looking { guide: self, groups: known, weights, limits };
        match who {
            Some((who, at)) => self.places.get(&who).map(|who| looking.of(&[(*who, at)])).unwrap_or_default(),
            None => looking.of_worst(),
        }
    }
}

/// How many exchanges are told, and how many are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub most: usize,
    pub tries: usize,
}

/// A look for exchanges.
struct Looking<'a> {
    guide: &'a Guide,
    groups: Vec<Vec<Learner>>,
    weights: Vec<Weight>,
    limits: Limits,
}

impl Looking<'_> {
    /// The best exchanges of some with anyone of another group.
    fn of(&self, some: &[(Learner, usize)]) -> Vec<Swap> {
        let mut best: Vec<(Cost, Learner, usize, Learner, usize)> = Vec::new();
        let mut tries = 0;
        for (a, from) in some {
            for (to, others) in self.groups.iter().enumerate().filter(|(to, _)| to != from) {
                for b in others {
                    tries += 1;
                    if tries > self.limits.tries {
                        return self.told(best);
                    }
                    let cost = self.effect(*a, *from, *b, to).cost;
                    // Both ways round it is one exchange.
                    if cost < Cost::default() && !best.iter().any(|(_, x, _, y, _)| (x, y) == (b, a)) {
                        best.push((cost, *a, *from, *b, to));
                        best.sort();
                        best.truncate(self.limits.most);
                    }
                }
            }
        }
        self.told(best)
    }

    fn told(&self, best: Vec<(Cost, Learner, usize, Learner, usize)>) -> Vec<Swap> {
        let who = |at: Learner| self.guide.compiled.learners[at as usize];
        let swap =
            |(_, a, from, b, to)| Swap { a: (who(a), from), b: (who(b), to), effect: self.effect(a, from, b, to) };
        best.into_iter().map(swap).collect()
    }

    fn effect(&self, a: Learner, from: usize, b: Learner, to: usize) -> Effect {
        let after = |group: usize, gone: Learner, come: Learner| {
            let members: Vec<Learner> =
                self.groups[group].iter().map(|member| if *member == gone { come } else { *member }).collect();
            (self.weights[group].clone(), self.guide.weigh(&members))
        };
        self.guide.between([after(from, a, b), after(to, b, a)].into_iter())
    }

    /// Rule by rule, from the one that costs most, until an exchange is found.
    fn of_worst(&self) -> Vec<Swap> {
        let rules = self.guide.compiled.wish.rules.len();
        let cost = |rule: usize, group: usize| {
            let mut alone = vec![0; rules];
            alone[rule] = self.weights[group].losses[rule];
            self.guide.scale.cost(&alone)
        };
        let of_all = |rule: usize| (0..self.groups.len()).map(|group| cost(rule, group)).sum::<Cost>();
        let mut worst: Vec<usize> = (0..rules).collect();
        worst.sort_by_key(|rule| core::cmp::Reverse(of_all(*rule)));
        worst
            .into_iter()
            .map(|rule| self.of_groups(|group| cost(rule, group)))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Exchanges of members of the groups that cost most: of as many as can be looked at.
    fn of_groups(&self, cost: impl Fn(usize) -> Cost) -> Vec<Swap> {
        let everyone = self.groups.iter().map(Vec::len).sum::<usize>().max(1);
        let mut groups: Vec<usize> = (0..self.groups.len()).collect();
        groups.sort_by_key(|group| core::cmp::Reverse(cost(*group)));
        let members = groups.iter().flat_map(|group| self.groups[*group].iter().map(|who| (*who, *group)));
        let some: Vec<(Learner, usize)> = members.take((self.limits.tries / everyone).max(1)).collect();
        self.of(&some)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Asked, Importance, Trait, Values, What};
    use super::*;

    fn people<const N: usize>(ids: [i64; N]) -> Vec<UserId> {
        ids.map(UserId).to_vec()
    }

    /// Learners 1 to 12, the first six F and the others M, with these rules, in groups of 4.
    fn guide(rules: Vec<Asked>) -> Guide {
        let learners: Vec<UserId> = (1..=12).map(UserId).collect();
        let genders = learners.iter().map(|who| Some(if who.0 <= 6 { "F" } else { "M" }));
        let known = vec![Values::of(Trait::Gender, genders)];
        let ground = Ground { known, learners, earlier: Vec::new() };
        Guide::new(Recipe { rules, columns: Vec::new() }, ground, Some(Capacity { least: 4, most: 4 })).unwrap()
    }

    fn balance() -> Asked {
        Asked { what: What::Balance(Trait::Gender), force: Importance::Medium }
    }

    fn apart(who: Vec<UserId>) -> Asked {
        Asked { what: What::Apart(vec![who]), force: Importance::Must }
    }

    const LIMITS: Limits = Limits { most: 5, tries: 10_000 };

    fn effect(guide: &Guide, groups: &[(Vec<UserId>, Vec<UserId>)]) -> Effect {
        guide.effect(groups.iter().map(|(before, after)| (before.as_slice(), after.as_slice())))
    }

    #[test]
    fn a_move_is_better_worse_the_same_or_breaks_a_must() {
        let guide = guide(vec![balance(), apart(people([1, 7]))]);
        for (from, to, verdict) in [
            // Into a group that is short of learners and of F.
            (
                (people([1, 2, 3, 4, 8]), people([2, 3, 4, 8])),
                (people([5, 9, 10]), people([1, 5, 9, 10])),
                Verdict::Better,
            ),
            // Into one that is full.
            (
                (people([1, 2, 8, 9]), people([2, 8, 9])),
                (people([3, 4, 10, 11]), people([1, 3, 4, 10, 11])),
                Verdict::Worse,
            ),
            // From one that is short into another.
            ((people([1, 2, 8]), people([2, 8])), (people([3, 10, 11]), people([1, 3, 10, 11])), Verdict::Same),
            // To whom it must not sit with, though it evens the sizes.
            (
                (people([1, 2, 3, 4, 8]), people([2, 3, 4, 8])),
                (people([7, 9, 10]), people([1, 7, 9, 10])),
                Verdict::Breaks,
            ),
        ] {
            assert_eq!(effect(&guide, &[from.clone(), to]).verdict(), verdict, "{from:?}");
        }
    }

    #[test]
    fn a_must_that_is_mended_outweighs_all_else() {
        let guide = guide(vec![balance(), apart(people([1, 7]))]);
        let change = [(people([1, 7, 2, 8]), people([7, 2, 8])), (people([3, 4, 5, 6]), people([1, 3, 4, 5, 6]))];
        assert_eq!(effect(&guide, &change).verdict(), Verdict::Better);
    }

    #[test]
    fn flaws_name_kinds_and_people() {
        let guide = guide(vec![
            balance(),
            apart(people([1, 7])),
            Asked { what: What::Together(vec![people([2, 3])]), force: Importance::Medium },
        ]);
        let kind = |kind: &str, count| Flaw::Kind { kind: kind.to_owned(), count, least: 2, most: 2 };
        let pair = |a, b| Flaw::Pair { a: UserId(a), b: UserId(b), times: 1 };
        assert_eq!(
            guide.flaws(&people([1, 2, 4, 7])),
            vec![(0, kind("F", 3)), (0, kind("M", 1)), (1, pair(1, 7)), (2, pair(2, 3)),]
        );
        assert_eq!(guide.flaws(&people([2, 3, 9, 10])), Vec::new());
    }

    #[test]
    fn the_best_exchanges_are_those_of_all_that_could_be() {
        let guide = guide(vec![balance(), apart(people([1, 7]))]);
        let groups = [people([1, 2, 3, 7]), people([4, 8, 9, 10]), people([5, 6, 11, 12])];
        let found = guide.swaps(&groups, Some((UserId(1), 0)), LIMITS);
        assert!(found.iter().all(|swap| swap.a == (UserId(1), 0) && swap.effect.verdict() == Verdict::Better));
        let costs: Vec<Cost> = found.iter().map(|swap| swap.effect.cost).collect();
        assert!(costs.is_sorted());
        // An M of the second group: it parts 1 from 7 and evens both groups.
        assert!([8, 9, 10].map(UserId).contains(&found[0].b.0), "{:?}", found[0]);
        let worst = guide.swaps(&groups, None, LIMITS);
        assert_eq!(worst[0].effect.cost, costs[0], "the must is the rule that is worst");
    }

    #[test]
    fn a_group_is_drawn_by_its_kinds() {
        let guide = guide(vec![apart(people([1, 7])), balance(), balance()]);
        assert_eq!(guide.drawn(), [1]);
        let kinds = [("F".to_owned(), 2), ("M".to_owned(), 1)];
        assert_eq!(guide.share(1, &people([1, 2, 8])), Some(Share::Kinds(kinds.to_vec())));
        assert_eq!(guide.share(0, &people([1, 2, 8])), None);
    }

    #[test]
    fn groups_without_rules_are_balanced_or_alike_by_gender() {
        let learners: Vec<UserId> = (1..=4).map(UserId).collect();
        let genders = ["F", "F", "M", "M"].into_iter().map(Some);
        let ground = Ground { known: vec![Values::of(Trait::Gender, genders)], learners, earlier: Vec::new() };
        let what = |groups: &[Vec<UserId>]| Guide::usual(&ground, groups).rules.first().map(|rule| rule.what.clone());
        assert_eq!(what(&[people([1, 2]), people([3, 4])]), Some(What::Alike(Trait::Gender)));
        assert_eq!(what(&[people([1, 3]), people([2, 4])]), Some(What::Balance(Trait::Gender)));
        assert_eq!(what(&[people([1]), Vec::new()]), Some(What::Balance(Trait::Gender)));
        assert_eq!(Guide::usual(&Ground::default(), &[]), Recipe::default());
    }

    #[test]
    fn where_nothing_is_better_nothing_is_told() {
        let guide = guide(vec![balance()]);
        let groups = [people([1, 2, 7, 8]), people([3, 4, 9, 10]), people([5, 6, 11, 12])];
        assert_eq!(guide.swaps(&groups, None, LIMITS), Vec::new());
        assert_eq!(guide.swaps(&groups, Some((UserId(1), 0)), LIMITS), Vec::new());
        assert_eq!(guide.swaps(&groups, Some((UserId(99), 0)), LIMITS), Vec::new());
    }
}
