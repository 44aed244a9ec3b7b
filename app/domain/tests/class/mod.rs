//! A class with what schools ask of its groups, made of a seed: for tests and measurements.

use domain::forming::rules::{Aim, Attribute, Capacity, Distance, Force, Learner, Rule, Wish};
use domain::seed::Seeded;

/// Learners with a gender, a programme and a mark, in groups of eight.
pub(crate) struct Class {
    pub(crate) wish: Wish,
    seeded: Seeded,
}

pub(crate) const GENDER: u32 = 0;
pub(crate) const PROGRAMME: u32 = 1;
pub(crate) const MARK: u32 = 2;

impl Class {
    pub(crate) fn new(learners: u32, seed: u64) -> Self {
        let mut seeded = Seeded::new(seed);
        let mut kinds = |of: &[u32]| {
            let drawn = (0..learners).map(|_| of.get(seeded.below(of.len())).copied()).collect();
            Attribute::Kinds(drawn)
        };
        let gender = kinds(&[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2]);
        let programme = kinds(&[0, 0, 0, 0, 1, 1, 1, 2, 2, 3]);
        let mark = (0..learners).map(|_| i64::try_from(seeded.below(9_001) + 1_000).ok()).collect();
        let groups = learners.div_ceil(8);
        let size = |group: u32| learners / groups + u32::from(group < learners % groups);
        let wish = Wish {
            learners,
            attributes: vec![gender, programme, Attribute::Numbers(mark)],
            groups: (0..groups).map(|group| Capacity { least: size(group), most: size(group) }).collect(),
            fixed: Vec::new(),
            rules: Vec::new(),
            seed,
        };
        Self { wish, seeded }
    }

    pub(crate) fn must(mut self, aim: Aim) -> Self {
        self.wish.rules.push(Rule { force: Force::Must, aim });
        self
    }

    pub(crate) fn should(mut self, aim: Aim) -> Self {
        self.wish.rules.push(Rule { force: Force::Weight(1), aim });
        self
    }

    /// Gender and programme at floor or ceiling, pairs or threes that stay together, pairs that stay apart, and no
    /// groupmates of earlier rounds: all of it musts, none of which contradict each other.
    pub(crate) fn strict(learners: u32, together: usize, apart: usize, rounds: usize, seed: u64) -> Wish {
        let mut class = Self::new(learners, seed);
        let earlier: Vec<Vec<Learner>> = (0..rounds).flat_map(|_| class.round()).collect();
        let mut rest: Vec<Learner> = (0..learners).collect();
        class.seeded.shuffle(&mut rest);
        let met = |a: Learner, b: Learner| earlier.iter().any(|group| group.contains(&a) && group.contains(&b));
        let mut sets = Vec::new();
        while sets.len() < together && rest.len() > 3 {
            let set: Vec<Learner> = rest.drain(..2 + sets.len() % 2).collect();
            if class.fits(&set) && set.iter().all(|a| set.iter().all(|b| a == b || !met(*a, *b))) {
                sets.push(set);
            }
        }
        let pairs = rest.chunks_exact(2).take(apart).map(<[Learner]>::to_vec).collect();
        let class = class.must(Aim::Share { attribute: GENDER }).must(Aim::Share { attribute: PROGRAMME });
        class.must(Aim::Together(sets)).must(Aim::Apart(pairs)).must(Aim::NewFaces(earlier)).wish
    }

    /// A usual wish: gender must be balanced, programme and mark should, and one round's groupmates are avoided.
    pub(crate) fn usual(learners: u32, seed: u64) -> Wish {
        let mut class = Self::new(learners, seed);
        let earlier = class.round();
        let class = class.must(Aim::Share { attribute: GENDER }).should(Aim::Share { attribute: PROGRAMME });
        class.should(Aim::Even { attribute: MARK, slack: 0 }).should(Aim::NewFaces(earlier)).wish
    }

    /// As diverse as can be by all that is known.
    pub(crate) fn diverse(learners: u32, seed: u64) -> Wish {
        Self::new(learners, seed).should(Aim::Diverse(Distance::Gower(vec![GENDER, PROGRAMME, MARK]))).wish
    }

    /// Whether a set has no more of any kind than the ceiling of its share of eight.
    fn fits(&self, set: &[Learner]) -> bool {
        self.wish.attributes.iter().all(|attribute| {
            let Attribute::Kinds(kinds) = attribute else { return true };
            set.iter().all(|one| {
                let kind = kinds[*one as usize];
                let total = kinds.iter().filter(|other| **other == kind).count();
                set.iter().filter(|other| kinds[**other as usize] == kind).count() <= (8 * total).div_ceil(kinds.len())
            })
        })
    }

    /// Groups of eight, by chance.
    fn round(&mut self) -> Vec<Vec<Learner>> {
        let mut all: Vec<Learner> = (0..self.wish.learners).collect();
        self.seeded.shuffle(&mut all);
        all.chunks(8).map(<[Learner]>::to_vec).collect()
    }
}
