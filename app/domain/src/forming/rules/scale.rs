//! What each rule loses in a group by itself: who moves people from group to group weighs again the groups that they
//! leave and join, and no other.

use super::cost::Cost;
use super::counts::Kinds;
use super::distances::Distances;
use super::gauge::{self, Gauge};
use super::numbers::Numbers;
use super::report::{Breach, weigh};
use super::trouble::{self, Trouble};
use super::wish::{Learner, Thousandths, Wish};
use std::collections::BTreeSet;

/// A wish made ready to weigh one group at a time. Over all groups of a grouping its losses add up to those of
/// [`super::check`], but of diversity, whose bound is left out.
#[derive(Clone, Debug)]
pub struct Scale {
    rules: Vec<(Cost, Pan)>,
}

/// A rule in the scale.
#[derive(Clone, Debug)]
enum Pan {
    Kinds(Kinds),
    Numbers(Numbers),
    /// Who should sit with whom.
    Together(Company),
    /// Who should not, and how often it is lost where they do.
    Apart(Company),
    Diverse(Distances),
}

/// The others of each learner, by place in the wish, each with how often the pair counts.
#[derive(Clone, Debug)]
struct Company(Vec<Vec<(Learner, u32)>>);

impl Company {
    fn new(learners: usize, pairs: impl Iterator<Item = (Learner, Learner, u32)>) -> Self {
        let mut others = vec![Vec::new(); learners];
        for (a, b, times) in pairs {
            others[a as usize].push((b, times));
            others[b as usize].push((a, times));
        }
        Self(others)
    }

    /// The pairs of a member and someone else whom `fits` takes, each from the member's side.
    fn pairs<'a>(
        &'a self,
        members: &'a [Learner],
        fits: impl Fn(Learner) -> bool + Copy + 'a,
    ) -> impl Iterator<Item = (Learner, Learner, u32)> + 'a {
        let of = move |member: &'a Learner| {
            let others = self.0[*member as usize].iter().filter(move |(other, _)| fits(*other));
            others.map(|(other, times)| (*member, *other, *times))
        };
        members.iter().flat_map(of)
    }
}

impl Scale {
    /// Of a wish; its sizes and fixed places are not looked at.
    ///
    /// # Errors
    /// When the wish is not in good order.
    pub fn new(wish: &Wish) -> Result<Self, Trouble> {
        trouble::in_order(wish)?;
        let learners = wish.learners as usize;
        let pan = |gauge| match gauge {
            Gauge::Kinds(kinds) => Pan::Kinds(kinds),
            Gauge::Numbers(numbers) => Pan::Numbers(numbers),
            Gauge::Together(pairs) => Pan::Together(Company::new(learners, pairs.into_iter().map(|(a, b)| (a, b, 1)))),
            Gauge::Apart(pairs) => Pan::Apart(Company::new(learners, pairs.into_iter())),
            Gauge::Diverse(distances) => Pan::Diverse(distances),
        };
        let rules = wish.rules.iter().map(|rule| (weigh(rule.force), pan(Gauge::of(&rule.aim, wish))));
        Ok(Self { rules: rules.collect() })
    }

    /// What each rule loses in a group of these, named once each, while those of `nowhere` are in no group. A pair that
    /// should sit together and does not is lost by halves, in the group of either.
    ///
    /// # Panics
    /// Where a member is none of the wish's learners.
    pub fn losses(&self, members: &[Learner], nowhere: &BTreeSet<Learner>) -> Vec<Thousandths> {
        let mut sorted = members.to_vec();
        sorted.sort_unstable();
        let is_in = |other| sorted.binary_search(&other).is_ok();
        let is_elsewhere = |other| !is_in(other) && !nowhere.contains(&other);
        let times = |(_, _, times): (Learner, Learner, u32)| Thousandths::from(times);
        let loss = |(_, pan): &(Cost, Pan)| match pan {
            Pan::Kinds(rule) => rule.loss(&gauge::counted(rule, &sorted)),
            Pan::Numbers(rule) => rule.loss(rule.sums(&sorted)),
            Pan::Together(company) => 500 * company.pairs(&sorted, is_elsewhere).map(times).sum::<Thousandths>(),
            // Either side tells of each pair.
            Pan::Apart(company) => 500 * company.pairs(&sorted, is_in).map(times).sum::<Thousandths>(),
            Pan::Diverse(distances) => -distances.within(&sorted),
        };
        self.rules.iter().map(loss).collect()
    }

    /// What losses cost, or differences of them.
    pub fn cost(&self, losses: &[Thousandths]) -> Cost {
        self.rules.iter().zip(losses).map(|((unit, _), loss)| *unit * *loss).sum()
    }

    /// Whether a rule must be kept.
    pub fn is_must(&self, rule: usize) -> bool {
        self.rules.get(rule).is_some_and(|(unit, _)| unit.must > 0)
    }

    /// Where a group of these breaks rules, with the place of each rule, while those of `nowhere` are in no group; it is
    /// called group 0. Pairs are told with the member first; who should sit with someone who is elsewhere is one.
    ///
    /// # Panics
    /// As [`Scale::losses`].
    pub fn breaches(&self, members: &[Learner], nowhere: &BTreeSet<Learner>) -> Vec<(usize, Breach)> {
        let group = 0;
        let mut sorted = members.to_vec();
        sorted.sort_unstable();
        let is_in = |other| sorted.binary_search(&other).is_ok();
        let is_elsewhere = |other| !is_in(other) && !nowhere.contains(&other);
        let pair = |(a, b, times)| Breach::Pair { a, b, times };
        let of = |pan: &Pan| -> Vec<Breach> {
            match pan {
                Pan::Kinds(rule) => gauge::of_kinds(rule, group, &sorted),
                Pan::Numbers(rule) => match rule.loss(rule.sums(&sorted)) {
                    0 => Vec::new(),
                    loss => vec![Breach::Group { group, loss }],
                },
                Pan::Together(company) => company.pairs(&sorted, is_elsewhere).map(pair).collect(),
                Pan::Apart(company) => company.pairs(&sorted, is_in).filter(|(a, b, _)| a < b).map(pair).collect(),
                Pan::Diverse(_) => Vec::new(),
            }
        };
        let all = self.rules.iter().enumerate();
        all.flat_map(|(at, (_, pan))| of(pan).into_iter().map(move |breach| (at, breach))).collect()
    }
}
