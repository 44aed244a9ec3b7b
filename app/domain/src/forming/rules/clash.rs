//! Musts that cannot all be kept: those that arithmetic shows before anything is searched, and the fewest that a
//! search does not meet (SPEC F2).

use super::bound;
use super::counts::{Kinds, Measure};
use super::gauge::Gauge;
use super::report::check;
use super::search::Search;
use super::sets::Joined;
use super::trouble::{self, Trouble};
use super::wish::{Aim, Attribute, Force, Group, Learner, Wish};
use serde::{Deserialize, Serialize};

/// Rules that cannot be kept at once, with capacities and fixed places; and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// By their places in the wish; empty where capacities and fixed places clash by themselves.
    pub rules: Vec<u32>,
    pub why: Why,
}

/// Why rules clash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// There are more seats that must be taken (by fixed ones or for the least) than learners, or fewer seats than learners.
    Seats { least: u64, most: u64, learners: u32 },
    /// More learners are fixed in a group than it takes.
    Crowded(Group),
    /// Someone is fixed in two groups.
    FixedTwice(Learner),
    /// Who must sit together are more than the largest group takes.
    TooLarge(Vec<Learner>),
    /// Who must sit together are fixed in two groups.
    TornApart(Learner, Learner),
    /// Two must sit together, by one rule or a chain of rules, and apart.
    TogetherAndApart(Learner, Learner),
    /// Who must sit apart are more than groups.
    TooMany(Vec<Learner>),
    /// Two who must sit apart are fixed in one group.
    FixedTogether(Learner, Learner),
    /// Who must sit together have more of a kind than a group's share.
    Share { kind: u32, set: Vec<Learner> },
    /// The rule alone loses so much at least.
    Alone(i64),
    /// A search has met any of these without the others, never all. That is no proof.
    NotFound,
}

/// What arithmetic shows to be impossible, nothing if it shows none.
///
/// # Errors
/// When the wish is not in order.
pub fn clashes(wish: &Wish) -> Result<Vec<Clash>, Trouble> {
    trouble::in_order(wish)?;
    let mut found = of_seats(wish);
    let musts = Musts::of(wish);
    found.extend(musts.of_sets());
    found.extend(musts.of_apart(wish));
    found.extend(musts.of_shares(wish));
    for (at, rule) in (0..).zip(&wish.rules).filter(|(_, rule)| rule.force == Force::Must) {
        let least = match rule.aim {
            Aim::Diverse(_) => 0,
            _ => bound::of(&Gauge::of(&rule.aim, wish), wish),
        };
        if least > 0 {
            found.push(Clash { rules: vec![at], why: Why::Alone(least) });
        }
    }
    Ok(found)
}

/// How capacities and fixed places clash.
pub(super) fn of_seats(wish: &Wish) -> Vec<Clash> {
    let mut fixed = wish.fixed.clone();
    fixed.sort_unstable();
    fixed.dedup();
    let mut sizes = vec![0; wish.groups.len()];
    for (_, group) in &fixed {
        sizes[*group as usize] += 1;
    }
    let least: u64 = wish.groups.iter().zip(&sizes).map(|(group, fixed)| u64::from(group.least.max(*fixed))).sum();
    let most: u64 = wish.groups.iter().map(|group| u64::from(group.most)).sum();
    let mut why = Vec::new();
    if !(least..=most).contains(&u64::from(wish.learners)) {
        why.push(Why::Seats { least, most, learners: wish.learners });
    }
    why.extend(fixed.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| Why::FixedTwice(pair[0].0)));
    let groups = (0..).zip(wish.groups.iter().zip(sizes));
    why.extend(groups.filter(|(_, (group, size))| *size > group.most).map(|(at, _)| Why::Crowded(at)));
    why.into_iter().map(|why| Clash { rules: Vec::new(), why }).collect()
}

/// Who must sit together and where, over all rules that must be kept.
struct Musts {
    joined: Joined,
    sets: Vec<Vec<Learner>>,
    together: Vec<u32>,
    fixed: Vec<Option<Group>>,
    largest: u32,
}

impl Musts {
    fn of(wish: &Wish) -> Self {
        let (mut joined, mut together) = (Joined::new(wish.learners), Vec::new());
        for (at, rule) in (0..).zip(&wish.rules) {
            if let (Force::Must, Aim::Together(sets)) = (rule.force, &rule.aim) {
                for set in sets {
                    joined.join(set);
                }
                together.push(at);
            }
        }
        let mut fixed = vec![None; wish.learners as usize];
        for (learner, group) in &wish.fixed {
            fixed[*learner as usize] = Some(*group);
        }
        let largest = wish.groups.iter().map(|group| group.most).max().unwrap_or(0);
        Self { sets: joined.clone().sets(), joined, together, fixed, largest }
    }

    fn of_sets(&self) -> Vec<Clash> {
        let mut why = Vec::new();
        for set in &self.sets {
            if set.len() > self.largest as usize {
                why.push(Why::TooLarge(set.clone()));
            }
            let mut placed = set.iter().filter_map(|one| self.fixed[*one as usize].map(|group| (*one, group)));
            if let Some((first, there)) = placed.next()
                && let Some((other, _)) = placed.find(|(_, group)| *group != there)
            {
                why.push(Why::TornApart(first, other));
            }
        }
        why.into_iter().map(|why| Clash { rules: self.together.clone(), why }).collect()
    }

    fn of_apart(&self, wish: &Wish) -> Vec<Clash> {
        let mut found = Vec::new();
        let mut joined = self.joined.clone();
        for (at, rule) in (0..).zip(&wish.rules).filter(|(_, rule)| rule.force == Force::Must) {
            let (sets, cliques) = match &rule.aim {
                Aim::Apart(sets) => (sets, true),
                Aim::NewFaces(groups) => (groups, false),
                _ => continue,
            };
            for set in sets {
                let mut set = set.clone();
                set.sort_unstable();
                set.dedup();
                if cliques && set.len() > wish.groups.len() {
                    found.push(Clash { rules: vec![at], why: Why::TooMany(set.clone()) });
                }
                if let Some((a, b)) = doubled(&set, |one| Some(joined.root(one))) {
                    let rules = self.together.iter().copied().chain([at]).collect();
                    found.push(Clash { rules, why: Why::TogetherAndApart(a, b) });
                } else if let Some((a, b)) = doubled(&set, |one| self.fixed[one as usize]) {
                    found.push(Clash { rules: vec![at], why: Why::FixedTogether(a, b) });
                }
            }
        }
        found
    }

    fn of_shares(&self, wish: &Wish) -> Vec<Clash> {
        let mut found = Vec::new();
        for (at, rule) in (0..).zip(&wish.rules).filter(|(_, rule)| rule.force == Force::Must) {
            let Aim::Share { attribute } = &rule.aim else { continue };
            let Attribute::Kinds(values) = &wish.attributes[*attribute as usize] else { continue };
            let kinds = Kinds::new(Measure::Share, values);
            for set in &self.sets {
                let over = (0..kinds.kinds()).find(|kind| {
                    let count = set.iter().filter(|one| kinds.kind(**one as usize) == *kind).count();
                    kinds.range(*kind, u64::from(self.largest)).is_some_and(|(_, most)| count as u64 > most)
                });
                if let Some(kind) = over.and_then(|kind| u32::try_from(kind).ok()) {
                    let rules = self.together.iter().copied().chain([at]).collect();
                    found.push(Clash { rules, why: Why::Share { kind, set: set.clone() } });
                }
            }
        }
        found
    }
}

/// The first two different learners of a set that something has in common.
fn doubled(set: &[Learner], mut of: impl FnMut(Learner) -> Option<u32>) -> Option<(Learner, Learner)> {
    let mut known: Vec<(u32, Learner)> = set.iter().filter_map(|one| of(*one).map(|what| (what, *one))).collect();
    known.sort_unstable();
    known.dedup();
    known.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1, pair[1].1))
}

/// The fewest musts found that a search of so many steps does not meet together, where [`clashes`] shows none:
/// one after the other is left out, and stays out if the others cannot be met without it either.
///
/// # Errors
/// When the wish is not in order.
pub fn fewest_unmet(wish: &Wish, steps: u64) -> Result<Option<Clash>, Trouble> {
    let mut kept: Vec<u32> =
        (0..).zip(&wish.rules).filter(|(_, rule)| rule.force == Force::Must).map(|(at, _)| at).collect();
    if met(wish, &kept, steps)? {
        return Ok(None);
    }
    for rule in kept.clone() {
        let others: Vec<u32> = kept.iter().copied().filter(|other| *other != rule).collect();
        if !met(wish, &others, steps)? {
            kept = others;
        }
    }
    Ok(Some(Clash { rules: kept, why: Why::NotFound }))
}

fn met(wish: &Wish, musts: &[u32], steps: u64) -> Result<bool, Trouble> {
    let rules = musts.iter().map(|rule| wish.rules[*rule as usize].clone()).collect();
    let part = Wish { rules, ..wish.clone() };
    let mut search = Search::new(part.clone())?;
    search.advance(steps);
    Ok(check(&part, search.best())?.cost.must == 0)
}
