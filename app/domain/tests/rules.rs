//! Groups by rules for whole classes, and for the files of ../shared where that folder is there.
#![expect(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod class;
#[path = "files/mdgp.rs"]
mod mdgp;
#[path = "files/teams.rs"]
mod teams;

use class::Class;
use domain::forming::rules::{Aim, Attribute, Breach, Capacity, Group, Search, Wish, check};
use proptest::prelude::*;
use std::path::PathBuf;

/// The best grouping that so many steps find.
fn found(wish: Wish, steps: u64) -> Search {
    let mut search = Search::new(wish).unwrap();
    search.advance(steps);
    search
}

/// A file of ../shared/data; nothing, and a word, where it is not there.
fn shared(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    text
}

#[test]
fn all_musts_of_a_large_class_are_met() {
    for seed in 1..=3 {
        let search = found(Class::strict(800, 20, 40, 3, seed), 10_000_000);
        assert_eq!(search.progress().best.must, 0, "seed {seed}");
        assert!(search.report().unwrap().rules.iter().all(|finding| finding.loss == 0 && finding.broken.is_empty()));
    }
}

#[test]
fn the_optima_of_the_smallest_files_are_found_and_proved() {
    let Some(optima) = shared("mdgp/optima_n010.csv") else { return };
    for line in optima.lines().skip(1) {
        let (name, optimum) = line.split_once(',').unwrap();
        let Some(text) = shared(&format!("mdgp/{name}.txt")) else { return };
        let search = found(mdgp::wish(&text, 1).unwrap(), 1_000_000);
        let value = search.report().unwrap().rules[0].value;
        assert_eq!(format!("{}.{:03}", value / 1_000, value % 1_000), optimum, "{name}");
        assert!(search.progress().done, "{name}");
    }
}

#[test]
fn the_best_costs_of_teams_are_found() {
    for (name, cost) in [("synth_20", 8), ("synth_100", 41)] {
        let Some(text) = shared(&format!("teams/{name}.csv")) else { return };
        for seed in 1..=3 {
            let search = found(teams::read(&text, 5, seed).unwrap().1, 1_000_000);
            assert_eq!(search.progress().best.weighted, 1_000 * cost, "{name}, seed {seed}");
        }
    }
}

/// Classes with rules of several sorts, where there are far too many groupings to look at each.
fn classes() -> impl Strategy<Value = Wish> {
    (13_u32..60, 0_usize..4, any::<u64>(), prop::collection::vec((0_u32..60, 0_u32..60), 0..6)).prop_map(
        |(learners, sort, seed, pairs)| {
            let mut wish = match sort {
                0 => Class::usual(learners, seed),
                1 => Class::diverse(learners, seed),
                2 => Class::strict(learners, 2, 2, 1, seed),
                _ => {
                    let sets = pairs.iter().map(|(a, b)| vec![a % learners, b % learners]).collect();
                    Class::new(learners, seed).must(Aim::Apart(sets)).wish
                }
            };
            let groups = u32::try_from(wish.groups.len()).unwrap();
            for capacity in wish.groups.iter_mut().step_by(2) {
                *capacity = Capacity { least: capacity.least - 1, most: capacity.most + 1 };
            }
            let fixed = pairs.iter().take(3).map(|(learner, group)| (learner % learners, group % groups));
            for (learner, group) in fixed {
                if wish.fixed.iter().all(|(other, _)| *other != learner) {
                    wish.fixed.push((learner, group));
                }
            }
            wish
        },
    )
}

/// Whether a grouping keeps capacities and fixed places.
fn is_seated(wish: &Wish, grouping: &[Group]) -> bool {
    let size = |group: u32| u32::try_from(grouping.iter().filter(|other| **other == group).count()).unwrap();
    let fits = |(group, capacity): (u32, &Capacity)| (capacity.least..=capacity.most).contains(&size(group));
    (0..).zip(&wish.groups).all(fits) && wish.fixed.iter().all(|(one, group)| grouping[*one as usize] == *group)
}

/// The pairs of sets that sit otherwise than they should.
fn torn(sets: &[Vec<u32>], grouping: &[Group], together: bool) -> Vec<(u32, u32)> {
    let mut pairs: Vec<(u32, u32)> = sets
        .iter()
        .flat_map(|set| set.iter().flat_map(|a| set.iter().map(|b| (*a, *b))))
        .filter(|(a, b)| a < b && (grouping[*a as usize] == grouping[*b as usize]) != together)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn what_is_promised_is_kept_or_reported(wish in classes()) {
        let search = found(wish.clone(), 20_000);
        prop_assert_eq!(search.best().len(), wish.learners as usize);
        prop_assert!(is_seated(&wish, search.best()));
        let report = check(&wish, search.best()).unwrap();
        prop_assert_eq!(report.cost, search.progress().best, "counted along the way and from scratch");
        for (rule, finding) in wish.rules.iter().zip(&report.rules) {
            match &rule.aim {
                Aim::Diverse(_) => prop_assert!(finding.value <= finding.bound),
                _ => prop_assert!(finding.value >= finding.bound),
            }
            let (sets, together) = match &rule.aim {
                Aim::Together(sets) => (sets, true),
                Aim::Apart(sets) | Aim::NewFaces(sets) => (sets, false),
                _ => continue,
            };
            let told: Vec<(u32, u32)> = finding.broken.iter().filter_map(|breach| match breach {
                Breach::Pair { a, b, .. } => Some((*a, *b)),
                _ => None,
            }).collect();
            prop_assert_eq!(told, torn(sets, search.best(), together));
        }
    }

    #[test]
    fn as_many_steps_lead_to_the_same_groups_in_parts(wish in classes()) {
        let mut parts = Search::new(wish.clone()).unwrap();
        for _ in 0..10 {
            parts.advance(3_000);
        }
        let whole = found(wish, parts.progress().steps);
        prop_assert_eq!(whole.progress(), parts.progress());
        prop_assert_eq!(whole.best(), parts.best());
    }
}

#[test]
fn the_order_of_learners_matters_no_more_than_the_seed() {
    let values = |turned: bool| {
        (1..=8).map(move |seed| {
            let mut wish = Class::diverse(48, 7);
            wish.seed = seed;
            if turned {
                for attribute in &mut wish.attributes {
                    match attribute {
                        Attribute::Kinds(kinds) => kinds.reverse(),
                        Attribute::Numbers(numbers) => numbers.reverse(),
                    }
                }
            }
            found(wish, 2_000_000).report().unwrap().rules[0].value
        })
    };
    let range = |turned| (values(turned).min().unwrap(), values(turned).max().unwrap());
    let ((least, most), (other_least, other_most)) = (range(false), range(true));
    assert!(least <= other_most && other_least <= most, "{least}–{most} and {other_least}–{other_most}");
    // The seed's own noise: a thousandth.
    assert!(1_000 * (most.max(other_most) - least.min(other_least)) <= most);
}
