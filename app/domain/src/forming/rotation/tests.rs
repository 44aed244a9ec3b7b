use super::*;
use crate::forming::{Problem, rules::meetings};
use crate::groups::{GroupName, NameProblem};
use crate::person::GenderCode;
use proptest::prelude::*;

fn naming(round: &str, prefix: &str) -> RoundNaming {
    RoundNaming { round: round.to_owned(), prefix: prefix.to_owned() }
}

fn check(round: &str, prefix: &str, rounds: u32, groups: u32, expected: Result<&[(&str, &[&str])], RotationProblem>) {
    let names = naming(round, prefix).names(rounds, groups);
    let words: Result<Vec<(&str, Vec<&str>)>, _> = names.as_ref().map(|rounds| {
        let of = rounds.iter().map(|round| (round.set.as_str(), round.groups.iter().map(GroupName::as_str).collect()));
        of.collect()
    });
    let expected: Result<Vec<(&str, Vec<&str>)>, _> =
        expected.map(|rounds| rounds.iter().map(|(set, groups)| (*set, groups.to_vec())).collect());
    assert_eq!(words.map_err(Clone::clone), expected, "{round} {prefix}");
}

#[test]
fn groups_are_named_after_their_round() {
    let two: &[(&str, &[&str])] =
        &[("Block 1", &["Block 1 PBL 1", "Block 1 PBL 2"]), ("Block 2", &["Block 2 PBL 1", "Block 2 PBL 2"])];
    check("Block", "PBL", 2, 2, Ok(two));
    check(" Block ", " PBL ", 2, 2, Ok(two));
    check("B-", "G-", 1, 1, Ok(&[("B-1", &["B-1 G-1"])]));
}

#[test]
fn impossible_names_of_rounds_are_refused() {
    let groups = RotationProblem::Groups;
    check(" ", "PBL", 1, 1, Err(RotationProblem::BlankRound));
    check("Block", "\t", 1, 1, Err(groups(Problem::BlankPrefix)));
    check("a\nb", "PBL", 1, 1, Err(RotationProblem::Round(NameProblem::ControlCharacter)));
    check("Block", "a\nb", 1, 1, Err(groups(Problem::Prefix(NameProblem::ControlCharacter))));
    check("Block", "PBL", 0, 1, Err(RotationProblem::NoRounds));
    check("Block", "PBL", 51, 1, Err(RotationProblem::TooManyRounds { most: 50 }));
    check("Block", "PBL", 2, 0, Err(groups(Problem::NoGroups)));
    check("Block", "PBL", 2, 501, Err(RotationProblem::TooManyInAll { groups: 501, rounds: 2, most: 1_000 }));
    check("Block", "PBL", 2, 1_001, Err(groups(Problem::TooManyGroups { most: 1_000 })));
    check(&"x".repeat(121), "PBL", 1, 1, Err(RotationProblem::NamesTooLong));
    check("Block", &"x".repeat(111), 1, 9, Err(RotationProblem::NamesTooLong));
    assert!(naming("Block", &"x".repeat(110)).names(1, 9).is_ok());
    assert_eq!(naming("Block", &"x".repeat(110)).names(1, 10), Err(RotationProblem::NamesTooLong));
    let both = [RotationProblem::BlankRound, RotationProblem::Groups(Problem::BlankPrefix)];
    assert_eq!(naming("", "").problems(), both);
    assert_eq!(naming("Block", "PBL").problems(), []);
}

#[test]
fn sets_and_groups_that_exist_are_said_and_counted() {
    let free = |sets: &[&str], groups: &[&str]| {
        let is = |there: &[&str], name: &GroupName| there.contains(&name.folded().as_str());
        naming("Block", "PBL").free_names(3, 2, |name| is(sets, name), |name| is(groups, name))
    };
    assert_eq!(free(&["block 4"], &["pbl 1"]).unwrap().len(), 3);
    let problems = free(&["block 2", "block 3"], &["block 1 pbl 2"]).unwrap_err();
    let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "A group set named “Block 2” exists already in this period, and so does 1 more of these names. \
         Choose another round name.",
        "A group named “Block 1 PBL 2” exists already in this period. Choose another prefix or round name.",
    ];
    assert_eq!(words, expected);
    assert_eq!(
        problems.iter().map(RotationProblem::field).collect::<Vec<_>>(),
        [RotationField::Round, RotationField::Prefix]
    );
}

fn learners(count: i64) -> Vec<Learner> {
    (0..count).map(|id| Learner { id: UserId(id), gender: GenderCode("F".to_owned()) }).collect()
}

#[test]
fn what_cannot_be_is_said_beside_its_field() {
    let ask = |rounds, sizing, count| RotationWish { rounds, sizing, seed: 1 }.ask(&learners(count)).map(|_| ());
    let size = |size| Sizing::Size { size, fill: crate::forming::Fill::Even };
    let groups = |problem| Err(vec![RotationProblem::Groups(problem)]);
    assert_eq!(ask(3, Sizing::Number(4), 12), Ok(()));
    assert_eq!(ask(3, Sizing::Number(4), 0), groups(Problem::NoLearners));
    assert_eq!(ask(3, Sizing::Number(13), 12), groups(Problem::MoreGroupsThanLearners { groups: 13, learners: 12 }));
    assert_eq!(ask(3, size(0), 12), groups(Problem::NoSize));
    assert_eq!(ask(0, Sizing::Number(4), 12), Err(vec![RotationProblem::NoRounds]));
    let both = vec![RotationProblem::TooManyRounds { most: 50 }, RotationProblem::Groups(Problem::NoGroups)];
    assert_eq!(ask(99, Sizing::Number(0), 12), Err(both));
    let all = RotationProblem::TooManyInAll { groups: 30, rounds: 40, most: 1_000 };
    assert_eq!(ask(40, size(2), 60), Err(vec![all]));
    assert_eq!(ask(2, Sizing::Number(9), 2_001), Err(vec![RotationProblem::TooManyLearners { most: 2_000 }]));
}

#[test]
fn the_order_learners_come_in_does_not_matter() {
    let wish = RotationWish { rounds: 3, sizing: Sizing::Number(4), seed: 7 };
    let mut turned = learners(14);
    turned.reverse();
    let asked = wish.ask(&learners(14)).unwrap();
    assert_eq!(wish.ask(&turned).unwrap(), asked);
    assert_eq!(asked.rotation.sizes, [4, 4, 3, 3]);
    assert_ne!(RotationWish { seed: 8, ..wish }.ask(&turned).unwrap().order, asked.order);
}

#[test]
fn rounds_seat_everyone_once() {
    let ids = |ids: &[i64]| ids.iter().copied().map(UserId).collect::<Vec<_>>();
    let check = |rounds: &[Vec<Vec<UserId>>], expected| assert_eq!(seat_each_once(rounds), expected, "{rounds:?}");
    check(&[vec![ids(&[1, 2]), ids(&[3])], vec![ids(&[3, 1]), ids(&[2])]], true);
    check(&[vec![ids(&[1, 2]), ids(&[1])]], false);
    check(&[vec![ids(&[1, 2])], vec![ids(&[1])]], false);
    check(&[vec![ids(&[1, 2])], vec![ids(&[1, 3])]], false);
    check(&[], true);
}

proptest! {
    #[test]
    fn company_is_what_the_rounds_say(
        rounds in (1_usize..9).prop_flat_map(|learners| {
            prop::collection::vec(prop::collection::vec(0_u32..4, learners), 1..5)
        }),
    ) {
        let (company, met) = (Company::of(&rounds), meetings(&rounds));
        let learners = rounds[0].len();
        let mut pairs = [0; 6];
        for one in 0..learners {
            prop_assert_eq!(company.met(one, one), 0);
            for other in one + 1..learners {
                let times = met[one][other - one - 1];
                prop_assert_eq!(u32::from(company.met(one, other)), times);
                prop_assert_eq!(company.met(other, one), company.met(one, other));
                prop_assert_eq!(rounds_of(&rounds, one, other).len(), times as usize);
                pairs[times as usize] += 1;
            }
        }
        let counted = company.pairs();
        prop_assert_eq!(&counted[..], &pairs[..counted.len()]);
        prop_assert!(pairs[counted.len()..].iter().all(|count| *count == 0));
        let (fewest, most) = company.others();
        prop_assert!(fewest <= most && most < learners);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_found_does_not_depend_on_how_often_one_looks(seed in any::<u64>(), looks in 1_u64..9) {
        let rotation = Rotation { sizes: vec![3; 5], rounds: 8, seed };
        let (mut once, mut often) = (RotationRun::new(&rotation).unwrap(), RotationRun::new(&rotation).unwrap());
        once.advance(32_768);
        while often.steps() < once.steps() {
            often.advance((once.steps() - often.steps()).min(32_768 / looks));
        }
        prop_assert_eq!(once.steps(), often.steps());
        prop_assert_eq!(once.found(), often.found());
        prop_assert!(once.found().repeats >= once.found().least);
    }
}
