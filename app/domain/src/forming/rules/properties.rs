//! What holds of every wish: held against groupings of everyone in every way, where they are few.

use super::trouble::seated;
use super::*;
use proptest::prelude::*;

/// Enough to look at every grouping of these wishes.
const STEPS: u64 = 250_000;

/// Up to 8 learners in up to 3 groups, with two attributes, a number, distances and rules of every sort.
fn wishes() -> impl Strategy<Value = Wish> {
    (4_u32..=8, 2_usize..=3).prop_flat_map(|(learners, groups)| {
        let n = learners as usize;
        let (kinds, numbers) = (known(n, 0_u32..3), known(n, -9_000_i64..9_000));
        let attributes = (kinds.clone(), kinds, numbers);
        let distances = prop::collection::vec(0_u32..90_000, n * (n - 1) / 2);
        let least = learners / u32::try_from(groups).unwrap();
        let capacity = (0..=1_u32, 1..=2_u32)
            .prop_map(move |(less, more)| Capacity { least: least.saturating_sub(less), most: least + more });
        let rules = prop::collection::vec(rules(learners, distances), 1..=4);
        let fixed = prop::option::of((0..learners, 0..u32::try_from(groups).unwrap()));
        (attributes, prop::collection::vec(capacity, groups), fixed, rules, any::<u64>()).prop_map(
            move |((first, second, number), groups, fixed, rules, seed)| Wish {
                learners,
                attributes: vec![Attribute::Kinds(first), Attribute::Kinds(second), Attribute::Numbers(number)],
                groups,
                fixed: fixed.into_iter().collect(),
                rules,
                seed,
            },
        )
    })
}

/// Values for so many, known of everyone or of most.
fn known<T: Clone + std::fmt::Debug + 'static>(
    learners: usize,
    values: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = Vec<Option<T>>> + Clone {
    let all = prop::collection::vec(values.clone().prop_map(Some), learners).boxed();
    let most = prop::collection::vec(prop::option::weighted(0.9, values), learners).boxed();
    prop_oneof![all, most]
}

fn rules(learners: u32, distances: impl Strategy<Value = Vec<u32>> + 'static) -> impl Strategy<Value = Rule> {
    let sets = || prop::collection::vec(prop::collection::vec(0..learners, 2..=3), 1..=2);
    let aim = prop_oneof![
        (0..2_u32).prop_map(|attribute| Aim::Share { attribute }),
        (0..2_u32).prop_map(|attribute| Aim::Nearest { attribute, of: vec![0, 1] }),
        (0..500_i64).prop_map(|slack| Aim::Even { attribute: 2, slack }),
        (0..3_u32).prop_map(|attribute| Aim::Alike { attribute }),
        (0..2_u32).prop_map(|attribute| Aim::NobodyAlone { attribute }),
        sets().prop_map(Aim::Together),
        sets().prop_map(Aim::Apart),
        sets().prop_map(Aim::NewFaces),
        Just(Aim::Diverse(Distance::Gower(vec![0, 1, 2]))),
        distances.prop_map(|distances| Aim::Diverse(Distance::Given(distances))),
    ];
    let force = prop_oneof![Just(Force::Must), (1..5_u32).prop_map(Force::Weight)];
    (force, aim).prop_map(|(force, aim)| Rule { force, aim })
}

/// Every grouping of a wish that keeps capacities and fixed places.
fn groupings(wish: &Wish) -> Vec<Vec<Group>> {
    let groups = wish.groups.len();
    let all = groups.pow(wish.learners);
    let digits = |mut number: usize| {
        let digit = |_| {
            let digit = u32::try_from(number % groups).unwrap();
            number /= groups;
            digit
        };
        (0..wish.learners).map(digit).collect::<Vec<Group>>()
    };
    (0..all).map(digits).filter(|grouping| seated(wish, grouping).is_ok()).collect()
}

/// The same wish with the learners in opposite order.
fn turned(wish: &Wish) -> Wish {
    let last = wish.learners - 1;
    let mut wish = wish.clone();
    for attribute in &mut wish.attributes {
        match attribute {
            Attribute::Kinds(kinds) => kinds.reverse(),
            Attribute::Numbers(numbers) => numbers.reverse(),
        }
    }
    wish.fixed.iter_mut().for_each(|(learner, _)| *learner = last - *learner);
    for rule in &mut wish.rules {
        match &mut rule.aim {
            Aim::Together(sets) | Aim::Apart(sets) | Aim::NewFaces(sets) => {
                sets.iter_mut().flatten().for_each(|learner| *learner = last - *learner);
            }
            Aim::Diverse(Distance::Given(pairs)) => {
                let all = (0..last).flat_map(|a| (a + 1..=last).map(move |b| (last - b, last - a)));
                *pairs = all.map(|(a, b)| pairs[(a * (2 * last + 1 - a) / 2 + b - a - 1) as usize]).collect();
            }
            _ => {}
        }
    }
    wish
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn groups_weighed_one_by_one_add_up(wish in wishes()) {
        let (scale, nobody) = (Scale::new(&wish).unwrap(), std::collections::BTreeSet::new());
        for grouping in groupings(&wish).iter().take(20) {
            let report = check(&wish, grouping).unwrap();
            let members = |group: u32| -> Vec<Learner> {
                (0..wish.learners).filter(|learner| grouping[*learner as usize] == group).collect()
            };
            let groups = 0..u32::try_from(wish.groups.len()).unwrap();
            let losses: Vec<Vec<Thousandths>> = groups.clone().map(|group| scale.losses(&members(group), &nobody)).collect();
            for (at, finding) in report.rules.iter().enumerate() {
                let sum: Thousandths = losses.iter().map(|losses| losses[at]).sum();
                let told = if matches!(wish.rules[at].aim, Aim::Diverse(_)) { -finding.value } else { finding.loss };
                prop_assert_eq!(sum, told, "rule {}", at);
                let broken = groups.clone().flat_map(|group| scale.breaches(&members(group), &nobody));
                let found: Vec<Breach> = broken.filter(|(rule, _)| *rule == at).map(|(_, breach)| breach).collect();
                let twice = usize::from(matches!(wish.rules[at].aim, Aim::Together(_))) + 1;
                prop_assert_eq!(found.len(), twice * finding.broken.len(), "rule {}", at);
            }
        }
    }

    #[test]
    fn a_search_finds_the_best_of_all_groupings(wish in wishes()) {
        let all = groupings(&wish);
        prop_assert_eq!(Search::new(wish.clone()).is_err(), all.is_empty(), "a start where there is one");
        let Some(best) = all.iter().map(|grouping| check(&wish, grouping).unwrap().cost).min() else { return Ok(()) };
        let mut search = Search::new(wish.clone()).unwrap();
        let progress = search.advance(STEPS);
        prop_assert!(seated(&wish, search.best()).is_ok());
        prop_assert_eq!(search.report().unwrap().cost, progress.best, "counted along the way and from scratch");
        prop_assert_eq!(progress.best, best);
        prop_assert!(progress.done, "that nothing is better is known");
    }

    #[test]
    fn no_grouping_beats_a_bound_and_a_clash_is_one(wish in wishes()) {
        let clashes = clashes(&wish).unwrap();
        for grouping in groupings(&wish) {
            let report = check(&wish, &grouping).unwrap();
            for (rule, finding) in wish.rules.iter().zip(&report.rules) {
                match rule.aim {
                    Aim::Diverse(_) => prop_assert!(finding.value <= finding.bound),
                    _ => prop_assert!(finding.value >= finding.bound && finding.value == finding.loss),
                }
                prop_assert!(finding.loss == 0 || !finding.broken.is_empty() || matches!(rule.aim, Aim::Diverse(_)));
            }
            for clash in &clashes {
                let lost = clash.rules.iter().any(|rule| report.rules[*rule as usize].loss > 0);
                prop_assert!(lost, "{clash:?} is kept by {grouping:?}");
            }
        }
    }

    #[test]
    fn steps_and_seed_give_the_same_groups_however_they_are_taken(wish in wishes()) {
        let Ok(mut whole) = Search::new(wish.clone()) else { return Ok(()) };
        let text = serde_json::to_string(&wish).unwrap();
        let mut parts = Search::new(serde_json::from_str(&text).unwrap()).unwrap();
        whole.advance(4_096);
        for _ in 0..4 {
            parts.advance(1_024);
        }
        prop_assert_eq!(whole.best(), parts.best());
    }

    #[test]
    fn another_order_of_learners_changes_nothing_that_is_reached(wish in wishes()) {
        let Ok(mut search) = Search::new(wish.clone()) else { return Ok(()) };
        let mut turned = Search::new(turned(&wish)).unwrap();
        prop_assert_eq!(search.advance(STEPS).best, turned.advance(STEPS).best);
    }

    #[test]
    fn other_names_of_groups_change_nothing_that_is_reached(wish in wishes()) {
        let Ok(mut search) = Search::new(wish.clone()) else { return Ok(()) };
        let last = u32::try_from(wish.groups.len() - 1).unwrap();
        let mut other = wish.clone();
        other.groups.reverse();
        other.fixed.iter_mut().for_each(|(_, group)| *group = last - *group);
        let mut renamed = Search::new(other).unwrap();
        let (one, other) = (search.advance(STEPS).best, renamed.advance(STEPS).best);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn rounds_are_of_the_sizes_and_repeat_no_less_than_they_must(
        sizes in prop::collection::vec(1_u32..5, 2..5), rounds in 1_u32..6, seed in any::<u64>(),
    ) {
        let rotation = Rotation { sizes: sizes.clone(), rounds, seed };
        let mut search = Rounds::new(&rotation).unwrap();
        search.advance(2_048);
        prop_assert_eq!(search.best().len(), rounds as usize);
        for round in search.best() {
            let size = |group: u32| round.iter().filter(|other| **other == group).count();
            prop_assert!((0..).zip(&sizes).all(|(group, expected)| size(group) == *expected as usize));
        }
        let met: u64 = meetings(search.best()).iter().flatten().map(|met| u64::from(met.saturating_sub(1))).sum();
        prop_assert_eq!(met, search.repeats());
        prop_assert!(met >= rotation.least_repeats());
    }
}

#[test]
fn tight_rotations_are_found() {
    for (groups, size, rounds) in [(5, 3, 7), (8, 4, 7)] {
        let mut search = Rounds::new(&Rotation { sizes: vec![size; groups], rounds, seed: 1 }).unwrap();
        assert!(search.advance(500_000), "{groups} groups of {size}, {rounds} rounds");
    }
}

#[test]
fn what_clashes_is_said() {
    let must = |aim| Rule { force: Force::Must, aim };
    let wish = |rules| Wish {
        learners: 6,
        attributes: vec![Attribute::Kinds(vec![Some(0), Some(0), Some(1), Some(1), Some(1), Some(1)])],
        groups: vec![Capacity { least: 2, most: 2 }; 3],
        fixed: Vec::new(),
        rules,
        seed: 1,
    };
    let check = |rules: Vec<Rule>, expected: Clash| assert!(clashes(&wish(rules)).unwrap().contains(&expected));
    let together = || must(Aim::Together(vec![vec![0, 1], vec![1, 2]]));
    check(vec![together()], Clash { rules: vec![0], why: Why::TooLarge(vec![0, 1, 2]) });
    check(
        vec![must(Aim::Apart(vec![vec![0, 2]])), together()],
        Clash { rules: vec![1, 0], why: Why::TogetherAndApart(0, 2) },
    );
    check(
        vec![must(Aim::Apart(vec![vec![0, 1, 2, 3]]))],
        Clash { rules: vec![0], why: Why::TooMany(vec![0, 1, 2, 3]) },
    );
    check(
        vec![must(Aim::Share { attribute: 0 }), must(Aim::Together(vec![vec![0, 1]]))],
        Clash { rules: vec![1, 0], why: Why::Share { kind: 0, set: vec![0, 1] } },
    );
    let ring = (0..5).map(|one| vec![one, one + 1]).chain([vec![0, 2], vec![3, 5]]).collect();
    let unmet = wish(vec![must(Aim::Apart(ring)), must(Aim::Together(vec![vec![0, 3], vec![2, 5]]))]);
    assert_eq!(clashes(&unmet).unwrap(), []);
    let clash = fewest_unmet(&unmet, 20_000).unwrap();
    assert!(clash.is_none_or(|clash| clash.why == Why::NotFound && !clash.rules.is_empty()));
}
