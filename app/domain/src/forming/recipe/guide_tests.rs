//! What moves do, and which exchanges are best.

use super::guide::{Effect, Flaw, Guide, Share, Verdict};
use super::{Asked, Ground, Importance, Limits, Recipe, Seated, Trait, Values, What};
use crate::forming::rules::Capacity;
use crate::id::UserId;

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

fn seated(groups: &[Vec<UserId>]) -> Seated<'_> {
    Seated { groups, fixed: &[], nowhere: &[] }
}

const LIMITS: Limits = Limits { most: 5, tries: 10_000 };

fn effect(guide: &Guide, groups: &[(Vec<UserId>, Vec<UserId>)]) -> Effect {
    guide.effect(groups.iter().map(|(before, after)| (before.as_slice(), after.as_slice())), (&[], &[]))
}

#[test]
fn a_move_is_better_worse_the_same_or_breaks_a_must() {
    let guide = guide(vec![balance(), apart(people([1, 7]))]);
    for (from, to, verdict) in [
        // Into a group that is short of learners and of F.
        ((people([1, 2, 3, 4, 8]), people([2, 3, 4, 8])), (people([5, 9, 10]), people([1, 5, 9, 10])), Verdict::Better),
        // Into one that is full.
        (
            (people([1, 2, 8, 9]), people([2, 8, 9])),
            (people([3, 4, 10, 11]), people([1, 3, 4, 10, 11])),
            Verdict::Worse,
        ),
        // From one that is short into another.
        ((people([1, 2, 8]), people([2, 8])), (people([3, 10, 11]), people([1, 3, 10, 11])), Verdict::Same),
        // To whom it must not sit with, though it evens the sizes.
        ((people([1, 2, 3, 4, 8]), people([2, 3, 4, 8])), (people([7, 9, 10]), people([1, 7, 9, 10])), Verdict::Breaks),
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
        guide.flaws(&people([1, 2, 4, 7]), &[]),
        vec![(0, kind("F", 3)), (0, kind("M", 1)), (1, pair(1, 7)), (2, pair(2, 3)),]
    );
    assert_eq!(guide.flaws(&people([2, 3, 9, 10]), &[]), Vec::new());
}

#[test]
fn a_group_is_drawn_by_its_kinds() {
    let guide = guide(vec![apart(people([1, 7])), balance(), balance()]);
    assert_eq!(guide.drawn(), [1]);
    let kinds = [(0, "F".to_owned(), 2), (1, "M".to_owned(), 1)];
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
fn the_best_exchanges_are_those_of_all_that_could_be() {
    let guide = guide(vec![balance(), apart(people([1, 7]))]);
    let groups = [people([1, 2, 3, 7]), people([4, 8, 9, 10]), people([5, 6, 11, 12])];
    let found = guide.swaps(&seated(&groups), Some((UserId(1), 0)), LIMITS);
    assert!(found.iter().all(|swap| swap.a == (UserId(1), 0) && swap.effect.verdict() == Verdict::Better));
    let costs: Vec<_> = found.iter().map(|swap| swap.effect.cost()).collect();
    assert!(costs.is_sorted());
    // An M of the second group: it parts 1 from 7 and evens both groups.
    assert!([8, 9, 10].map(UserId).contains(&found[0].b.0), "{:?}", found[0]);
    let worst = guide.swaps(&seated(&groups), None, LIMITS);
    assert_eq!(worst[0].effect.cost(), costs[0], "the must is the rule that is worst");
}

#[test]
fn where_nothing_is_better_nothing_is_told() {
    let guide = guide(vec![balance()]);
    let groups = [people([1, 2, 7, 8]), people([3, 4, 9, 10]), people([5, 6, 11, 12])];
    assert_eq!(guide.swaps(&seated(&groups), None, LIMITS), Vec::new());
    assert_eq!(guide.swaps(&seated(&groups), Some((UserId(1), 0)), LIMITS), Vec::new());
    assert_eq!(guide.swaps(&seated(&groups), Some((UserId(99), 0)), LIMITS), Vec::new());
}

#[test]
fn who_is_fixed_counts_and_is_in_no_exchange() {
    let guide = guide(vec![balance()]);
    // Two F who stay make the first group even with the two M: nothing is to be mended there.
    let groups = [people([1, 2, 7, 8]), people([3, 4, 5, 9]), people([6, 10, 11, 12])];
    let fixed = [people([1, 2]), people([3]), Vec::new()];
    let found = guide.swaps(&Seated { groups: &groups, fixed: &fixed, nowhere: &[] }, None, LIMITS);
    assert!(!found.is_empty());
    for swap in &found {
        let (from, to) = (swap.a.1.min(swap.b.1), swap.a.1.max(swap.b.1));
        assert_eq!((from, to), (1, 2), "{swap:?}");
        assert!(![swap.a.0, swap.b.0].contains(&UserId(3)), "{swap:?}");
    }
}

#[test]
fn who_is_in_no_group_is_not_parted_from_anyone() {
    let together = Asked { what: What::Together(vec![people([1, 2])]), force: Importance::Must };
    let guide = guide(vec![together]);
    let placed = |nowhere: &[UserId], left: &[UserId]| {
        let (before, after) = (people([3, 4, 7]), people([1, 3, 4, 7]));
        guide.effect([(before.as_slice(), after.as_slice())].into_iter(), (nowhere, left)).broken
    };
    assert_eq!(placed(&people([1, 2]), &people([2])), Vec::<usize>::new(), "the first of two who are in no group");
    assert_eq!(placed(&people([1]), &[]), [0], "the other is in another group");
    assert_eq!(guide.flaws(&people([1, 3]), &people([2])), Vec::new());
    assert_eq!(guide.flaws(&people([1, 3]), &[]).len(), 1);
}
