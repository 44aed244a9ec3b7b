//! Which two would best change places (SPEC G10).

use super::super::rules::{Cost, Learner};
use super::guide::{Effect, Guide, Weight};
use crate::id::UserId;
use std::collections::BTreeSet;

/// Two who change places. `effect` is what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Each with their group, by its place.
    pub a: (UserId, usize),
    pub b: (UserId, usize),
    pub effect: Effect,
}

impl Guide {
    /// The best exchanges that make it better, best first: of `who`, or of members of the groups that do worst by the
    /// rule that is worst. At most `most` of them, and at most `tries` are looked at.
    pub fn swaps(&self, seated: &Seated<'_>, who: Option<(UserId, usize)>, limits: Limits) -> Vec<Swap> {
        let groups: Vec<Vec<Learner>> = seated.groups.iter().map(|members| self.known(members)).collect();
        let nowhere: BTreeSet<Learner> = self.known(seated.nowhere).into_iter().collect();
        let weights: Vec<Weight> = groups.iter().map(|members| self.weigh(members, &nowhere)).collect();
        let fixed = seated.fixed.iter().map(|members| self.known(members).into_iter().collect()).collect();
        let looking = Looking { guide: self, groups, nowhere, fixed, weights, limits };
        match who {
            Some((who, at)) => self.places.get(&who).map(|who| looking.of(&[(*who, at)])).unwrap_or_default(),
            None => looking.of_worst(),
        }
    }
}

/// Who sits where.
#[derive(Clone, Copy, Debug)]
pub struct Seated<'a> {
    pub groups: &'a [Vec<UserId>],
    /// The members of each group who stay there.
    pub fixed: &'a [Vec<UserId>],
    /// Who is in no group.
    pub nowhere: &'a [UserId],
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
    fixed: Vec<BTreeSet<Learner>>,
    nowhere: BTreeSet<Learner>,
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
                for b in others.iter().filter(|b| self.may_swap((*a, *from), (**b, to))) {
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

    /// Whether both may go, and neither is where the other is: a set may allow several groups.
    fn may_swap(&self, (a, from): (Learner, usize), (b, to): (Learner, usize)) -> bool {
        let stays = |who, at: usize| self.fixed.get(at).is_some_and(|fixed| fixed.contains(&who));
        !stays(a, from) && !stays(b, to) && !self.groups[to].contains(&a) && !self.groups[from].contains(&b)
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
            (self.weights[group].clone(), self.guide.weigh(&members, &self.nowhere))
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
