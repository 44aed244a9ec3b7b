//! Properties that hold for groups formed from any roster, and the words for what cannot be done.
#![expect(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

use domain::forming::{Distribution, Fill, Genders, Learner, Problem, Request, Sizing, form};
use domain::id::UserId;
use domain::person::GenderCode;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const CODES: [&str; 5] = ["F", "M", "NB", "U", "X"];

/// A roster with that many learners of each gender, in a jumbled order of ids.
fn roster(counts: &[u32]) -> Vec<Learner> {
    let mut learners = Vec::new();
    for (code, count) in CODES.iter().zip(counts) {
        for _ in 0..*count {
            let id = i64::try_from(learners.len()).unwrap() * 7919 % 100_003;
            learners.push(Learner { id: UserId(id), gender: GenderCode((*code).to_owned()) });
        }
    }
    learners
}

fn counts() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(prop_oneof![3 => 0_u32..8, 3 => 0_u32..90, 1 => 0_u32..400], 1..=5)
        .prop_filter("somebody", |counts| counts.iter().sum::<u32>() > 0)
}

fn sizing(learners: u32) -> impl Strategy<Value = Sizing> {
    prop_oneof![
        (1..=learners.min(1000)).prop_map(Sizing::Number),
        (learners.div_ceil(1000)..=learners + 2).prop_map(|size| Sizing::Size { size, fill: Fill::Even }),
        (learners.div_ceil(1000)..=learners + 2).prop_map(|size| Sizing::Size { size, fill: Fill::InOrder }),
        (learners.div_ceil(1000)..=learners.div_ceil(1000) + 12)
            .prop_map(|size| Sizing::Size { size, fill: Fill::InOrder }),
    ]
}

/// A roster with a request that can be met as far as sizes go.
fn wish(genders: Genders) -> impl Strategy<Value = (Vec<Learner>, Request)> {
    counts().prop_flat_map(move |counts| {
        let learners = counts.iter().sum();
        (Just(roster(&counts)), sizing(learners), any::<u64>())
            .prop_map(move |(learners, sizing, seed)| (learners, Request { sizing, genders, seed }))
    })
}

fn any_wish() -> impl Strategy<Value = (Vec<Learner>, Request)> {
    prop_oneof![wish(Genders::Any), wish(Genders::Balanced), wish(Genders::Homogeneous)]
}

/// How many of each gender sit in each group.
fn genders_of(groups: &[Vec<UserId>], learners: &[Learner]) -> Vec<BTreeMap<GenderCode, u32>> {
    let gender: HashMap<UserId, &GenderCode> = learners.iter().map(|l| (l.id, &l.gender)).collect();
    groups
        .iter()
        .map(|group| {
            let mut counts = BTreeMap::new();
            for learner in group {
                *counts.entry(gender[learner].clone()).or_insert(0) += 1;
            }
            counts
        })
        .collect()
}

fn differ_by_at_most_one(numbers: impl Iterator<Item = u32> + Clone) -> bool {
    numbers.clone().max().unwrap_or(0) - numbers.min().unwrap_or(0) <= 1
}

fn size(group: &[UserId]) -> u32 {
    u32::try_from(group.len()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn everyone_sits_once_in_groups_of_the_size_asked_for((learners, request) in any_wish()) {
        let groups = match form(&request, &learners) {
            Err(Problem::FewerGroupsThanGenders { .. } | Problem::TooManyGroups { .. }) => return Ok(()),
            formed => formed.unwrap(),
        };
        let seated: BTreeSet<UserId> = groups.iter().flatten().copied().collect();
        let all: BTreeSet<UserId> = learners.iter().map(|l| l.id).collect();
        prop_assert_eq!(seated, all);
        prop_assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), learners.len());
        prop_assert!(groups.iter().all(|group| !group.is_empty()));
        match request.sizing {
            Sizing::Number(number) => prop_assert_eq!(groups.len(), number as usize),
            Sizing::Size { size: most, .. } => prop_assert!(groups.iter().all(|group| size(group) <= most)),
        }
    }

    #[test]
    fn sizes_are_as_even_as_asked((learners, request) in prop_oneof![wish(Genders::Any), wish(Genders::Balanced)]) {
        let groups = form(&request, &learners).unwrap();
        let all = u32::try_from(learners.len()).unwrap();
        match request.sizing {
            Sizing::Number(_) => prop_assert!(differ_by_at_most_one(groups.iter().map(|g| size(g)))),
            Sizing::Size { size: most, fill } => {
                prop_assert_eq!(groups.len(), all.div_ceil(most) as usize);
                match fill {
                    Fill::Even => prop_assert!(differ_by_at_most_one(groups.iter().map(|g| size(g)))),
                    Fill::InOrder => {
                        let (_, full) = groups.split_last().unwrap();
                        prop_assert!(full.iter().all(|g| size(g) == most));
                    }
                }
            }
        }
    }

    #[test]
    fn balanced_groups_keep_both_bounds_at_once((learners, request) in wish(Genders::Balanced)) {
        let groups = form(&request, &learners).unwrap();
        let counts = genders_of(&groups, &learners);
        let all = u64::try_from(learners.len()).unwrap();
        for code in CODES {
            let code = GenderCode(code.to_owned());
            let of = |counts: &BTreeMap<GenderCode, u32>| counts.get(&code).copied().unwrap_or(0);
            if let Sizing::Size { fill: Fill::InOrder, .. } = request.sizing {
                let total = learners.iter().filter(|l| l.gender == code).count() as u64;
                for (group, counts) in groups.iter().zip(&counts) {
                    let share = total * group.len() as u64;
                    let (floor, ceiling) = (share / all, share.div_ceil(all));
                    prop_assert!((floor..=ceiling).contains(&u64::from(of(counts))), "{code:?} in {counts:?}");
                }
            } else {
                prop_assert!(differ_by_at_most_one(counts.iter().map(of)), "{code:?}: {counts:?}");
            }
        }
    }

    #[test]
    fn homogeneous_groups_hold_one_gender_each((learners, request) in wish(Genders::Homogeneous)) {
        let present: BTreeSet<&GenderCode> = learners.iter().map(|l| &l.gender).collect();
        match (form(&request, &learners), request.sizing) {
            (Err(Problem::FewerGroupsThanGenders { .. }), Sizing::Number(number)) => {
                prop_assert!((number as usize) < present.len());
            }
            (Err(Problem::TooManyGroups { .. }), Sizing::Size { .. }) => {}
            (formed, sizing) => {
                let groups = formed.unwrap();
                prop_assert!(genders_of(&groups, &learners).iter().all(|counts| counts.len() == 1));
                if let Sizing::Size { size, .. } = sizing {
                    let needed: usize = present
                        .iter()
                        .map(|gender| learners.iter().filter(|l| l.gender == **gender).count().div_ceil(size as usize))
                        .sum();
                    prop_assert_eq!(groups.len(), needed);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_list_and_doubled_learners_change_nothing(
        (learners, request) in any_wish(),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut other = learners.clone();
        other.reverse();
        let turn = turn.index(other.len());
        other.rotate_left(turn);
        other.push(other[0].clone());
        prop_assert_eq!(form(&request, &learners), form(&request, &other));
    }

    #[test]
    fn the_distribution_foretells_the_groups((learners, request) in any_wish()) {
        match (Distribution::of(&request, &learners), form(&request, &learners)) {
            (Ok(distribution), Ok(groups)) => {
                let mut sizes: Vec<u32> = groups.iter().map(|g| size(g)).collect();
                sizes.sort_unstable_by(|a, b| b.cmp(a));
                let foretold: Vec<u32> =
                    distribution.sizes.iter().flat_map(|(size, groups)| vec![*size; *groups as usize]).collect();
                prop_assert_eq!(foretold, sizes);
            }
            (foretold, formed) => prop_assert_eq!(foretold.unwrap_err(), formed.unwrap_err()),
        }
    }
}

#[test]
fn another_seed_gives_other_groups_within_the_same_bounds() {
    let learners = roster(&[87, 67, 4]);
    let formed =
        |seed| form(&Request { sizing: Sizing::Number(20), genders: Genders::Balanced, seed }, &learners).unwrap();
    assert_eq!(formed(48_213), formed(48_213));
    assert_ne!(formed(48_213), formed(48_214));
    assert_eq!(formed(1).iter().filter(|group| group.len() == 8).count(), 18);
}

#[test]
fn a_kept_seed_means_the_same_next_year() {
    let learners = roster(&[3, 2]);
    let request = Request { sizing: Sizing::Number(2), genders: Genders::Balanced, seed: 7 };
    let ids: Vec<Vec<i64>> =
        form(&request, &learners).unwrap().iter().map(|g| g.iter().map(|id| id.0).collect()).collect();
    assert_eq!(ids, PINNED);
}

/// What seed 7 gave when this was written. A change here breaks every seed that people kept.
const PINNED: [&[i64]; 2] = [&[7919, 15838, 31676], &[0, 23757]];

#[test]
fn distributions_are_said_in_words() {
    let check = |counts: &[u32], sizing, genders, headline: &str, detail: Option<&str>| {
        let distribution = Distribution::of(&Request { sizing, genders, seed: 0 }, &roster(counts)).unwrap();
        assert_eq!((distribution.headline().as_str(), distribution.detail().as_deref()), (headline, detail));
    };
    let even = |size| Sizing::Size { size, fill: Fill::Even };
    let in_order = |size| Sizing::Size { size, fill: Fill::InOrder };
    check(&[160], Sizing::Number(20), Genders::Any, "160 learners → 20 groups of 8", None);
    check(&[158], Sizing::Number(20), Genders::Any, "158 learners → 20 groups", Some("18 of 8, 2 of 7"));
    check(&[158], even(8), Genders::Balanced, "158 learners → 20 groups", Some("18 of 8, 2 of 7"));
    check(&[158], in_order(8), Genders::Any, "158 learners → 20 groups", Some("19 of 8, 1 of 6"));
    check(&[87, 67, 4], even(8), Genders::Homogeneous, "158 learners → 21 groups", Some("14 of 8, 6 of 7, 1 of 4"));
    check(&[1], even(8), Genders::Any, "1 learner → 1 group of 1", None);
}

#[test]
fn what_cannot_be_done_is_said_in_words() {
    let check = |counts: &[u32], sizing, genders, words: &str| {
        let problem = form(&Request { sizing, genders, seed: 0 }, &roster(counts)).unwrap_err();
        assert_eq!(problem.to_string(), words);
    };
    check(&[], Sizing::Number(2), Genders::Any, "Choose at least one learner.");
    check(&[5], Sizing::Number(0), Genders::Any, "Say how many groups: 1 or more.");
    check(
        &[5],
        Sizing::Size { size: 0, fill: Fill::Even },
        Genders::Any,
        "Say how large the groups may be: 1 or more.",
    );
    check(
        &[5],
        Sizing::Number(6),
        Genders::Balanced,
        "More groups than learners: 5 learners cannot fill 6 groups. Ask for 5 at most.",
    );
    check(
        &[5, 5, 1],
        Sizing::Number(2),
        Genders::Homogeneous,
        "Fewer groups than genders: one gender per group takes at least 3 groups (F, M, NB), and 2 are asked for.",
    );
    check(&[1500], Sizing::Number(1001), Genders::Any, "At most 1000 groups can be made at once.");
    check(
        &[1500],
        Sizing::Size { size: 1, fill: Fill::InOrder },
        Genders::Any,
        "At most 1000 groups can be made at once.",
    );
}
