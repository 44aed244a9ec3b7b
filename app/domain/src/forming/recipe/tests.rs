//! Recipes: read and written as a line, compiled, searched and checked.

use super::super::rules::{Capacity, Trouble};
use super::{
    Asked, Column, Fault, Ground, Importance, Picture, Recipe, Run, Task, Trait, Values, What, join, line, of_line,
};
use crate::id::{GroupSetId, UserId};
use crate::import::file::{Choice, Limits, read};

fn asked(what: What, force: Importance) -> Asked {
    Asked { what, force }
}

fn people(ids: impl IntoIterator<Item = i64>) -> Vec<UserId> {
    ids.into_iter().map(UserId).collect()
}

/// Learners 1 to `count`, every third M, the others F; in `groups` of even sizes.
fn task(count: i64, groups: u32, rules: Vec<Asked>) -> Task {
    let learners = people(1..=count);
    let genders = learners.iter().map(|who| Some(if who.0 % 3 == 0 { "M" } else { "F" }));
    let whole = u32::try_from(count).unwrap();
    let size = |group| whole / groups + u32::from(group < whole % groups);
    Task {
        recipe: Recipe { rules, columns: Vec::new() },
        ground: Ground {
            known: vec![Values::of(Trait::Gender, genders)],
            learners,
            earlier: vec![(GroupSetId(5), vec![people(1..=4), people(5..=8)])],
        },
        groups: (0..groups).map(|group| Capacity { least: size(group), most: size(group) }).collect(),
        fixed: Vec::new(),
        seed: 7,
    }
}

fn searched(task: &Task) -> super::Outcome {
    let mut run = Run::new(task).unwrap();
    run.advance(run.effort());
    run.explain();
    run.outcome().unwrap()
}

#[test]
fn a_line_says_all_that_rules_ask() {
    let rules = vec![
        asked(What::Balance(Trait::Gender), Importance::Must),
        asked(What::Alike(Trait::Track), Importance::Low),
        asked(What::NobodyAlone(Trait::Column(2)), Importance::Medium),
        asked(What::Together(vec![people([1, 2]), people([3, 4, 5])]), Importance::Must),
        asked(What::Apart(vec![people([7, 8])]), Importance::High),
        asked(What::NewFaces(vec![GroupSetId(4), GroupSetId(9)]), Importance::High),
        asked(What::Diverse(vec![Trait::Cohort, Trait::GradYear]), Importance::Low),
    ];
    assert_eq!(
        line(&rules),
        "balance-must-gender_alike-low-track_alone-medium-column2_together-must-1.2,3.4.5_apart-high-7.8_\
         faces-high-4.9_diverse-low-cohort.grad"
    );
    assert_eq!(of_line(&line(&rules)), rules);
}

#[test]
fn what_means_nothing_in_a_line_is_left_out() {
    for line in ["", "_", "balance", "balance-must", "balance-much-gender", "dance-must-gender", "alike-low-columnx"] {
        assert_eq!(of_line(line), Vec::new(), "{line}");
    }
    let rules = of_line("apart-must-1.x.2,,y_balance-low-gender");
    assert_eq!(rules.first().map(|rule| &rule.what), Some(&What::Apart(vec![people([1, 2])])));
    assert_eq!(rules.len(), 2);
}

#[test]
fn all_rules_that_can_be_kept_are_kept_and_the_check_says_the_same() {
    let task = task(
        20,
        4,
        vec![
            asked(What::Balance(Trait::Gender), Importance::Must),
            asked(What::Together(vec![people([1, 2])]), Importance::Must),
            asked(What::Apart(vec![people([3, 4])]), Importance::Must),
            asked(What::NewFaces(vec![GroupSetId(5)]), Importance::High),
        ],
    );
    // 1 and 2 sat together before and must again: one meeting cannot be avoided.
    let outcome = searched(&task);
    assert_eq!(outcome.report.cost.must, 0);
    assert_eq!(outcome.report.rules[3].loss, 1_000);
    let again = task.check(&outcome.members()).unwrap();
    assert_eq!(again.report, outcome.report);
    assert_eq!(again.pictures, outcome.pictures);
    let Picture::Kinds(spreads) = &outcome.pictures[0] else { panic!("genders are kinds") };
    assert_eq!(spreads.iter().map(|spread| spread.kind.as_str()).collect::<Vec<_>>(), ["F", "M"]);
    assert_eq!(spreads[1].ideal, (1, 2));
    assert!(spreads[1].counts.iter().all(|count| (1..=2).contains(count)));
}

#[test]
fn learners_in_another_order_make_the_same_groups() {
    let one = task(30, 5, vec![asked(What::Balance(Trait::Gender), Importance::High)]);
    let mut other = one.clone();
    other.ground.learners.reverse();
    for values in &mut other.ground.known {
        values.kinds.reverse();
        values.names.reverse();
        let last = u32::try_from(values.names.len() - 1).unwrap();
        values.kinds.iter_mut().flatten().for_each(|kind| *kind = last - *kind);
    }
    assert_eq!(searched(&one).members(), searched(&other).members());
}

#[test]
fn who_sits_already_stays() {
    let mut task = task(12, 3, vec![asked(What::Balance(Trait::Gender), Importance::High)]);
    task.fixed = vec![(UserId(1), 2), (UserId(2), 2), (UserId(4), 2)];
    let members = searched(&task).members();
    assert!([1, 2, 4].iter().all(|who| members[2].contains(&UserId(*who))), "{members:?}");
}

#[test]
fn rules_that_clash_are_named() {
    let task = task(
        9,
        3,
        vec![
            asked(What::Together(vec![people([1, 2])]), Importance::Must),
            asked(What::Balance(Trait::Gender), Importance::Medium),
            asked(What::Apart(vec![people([2, 1])]), Importance::Must),
        ],
    );
    let clashes = searched(&task).clashes;
    assert_eq!(clashes.iter().map(|clash| clash.rules.as_slice()).collect::<Vec<_>>(), [[0, 2]]);
}

#[test]
fn a_column_is_kinds_or_numbers() {
    let mut task = task(24, 4, vec![asked(What::Balance(Trait::Column(0)), Importance::High)]);
    let marks = (1..=24).map(|who| (UserId(who), format!("{}.5", who * 3))).collect();
    task.recipe.columns = vec![Column { name: "Mark".to_owned(), cells: marks }];
    let outcome = searched(&task);
    let Picture::Numbers(means) = &outcome.pictures[0] else { panic!("marks are numbers") };
    assert_eq!(means.all, 38_000);
    assert!(means.groups.iter().flatten().all(|mean| (mean - means.all).abs() <= 2_000), "{means:?}");
    let years = (1..=24).map(|who| (UserId(who), (2020 + who % 2).to_string())).collect();
    task.recipe.columns = vec![Column { name: "Year".to_owned(), cells: years }];
    assert!(matches!(&searched(&task).pictures[0], Picture::Kinds(spreads) if spreads.len() == 2));
}

#[test]
fn rules_about_nothing_are_faults() {
    let fault = |what| Run::new(&task(6, 2, vec![asked(what, Importance::Must)])).map(|_| ()).unwrap_err();
    assert_eq!(fault(What::Apart(vec![people([1])])), Fault::Blank { rule: 0 });
    assert_eq!(fault(What::Diverse(Vec::new())), Fault::Blank { rule: 0 });
    assert_eq!(fault(What::NewFaces(Vec::new())), Fault::Blank { rule: 0 });
    assert_eq!(fault(What::NewFaces(vec![GroupSetId(6)])), Fault::NoSet { rule: 0, set: GroupSetId(6) });
    assert_eq!(fault(What::Balance(Trait::Track)), Fault::NoTrait { rule: 0 });
    assert_eq!(fault(What::Balance(Trait::Column(0))), Fault::NoTrait { rule: 0 });
}

#[test]
fn groups_that_are_not_of_these_learners_are_refused() {
    let task = task(6, 2, vec![asked(What::Balance(Trait::Gender), Importance::Must)]);
    let check = |groups: &[Vec<UserId>]| task.check(groups).map(|_| ());
    assert_eq!(check(&[people([1, 2, 3]), people([4, 5, 6])]), Ok(()));
    let length = Err(Fault::Trouble(Trouble::Length));
    assert_eq!(check(&[people([1, 2, 3]), people([4, 5])]), length);
    assert_eq!(check(&[people([1, 2, 3]), people([4, 5, 5])]), length);
    assert_eq!(check(&[people([1, 2, 3]), people([4, 5, 6, 7])]), length);
    assert!(check(&[people([1, 2, 3, 4]), people([5, 6])]).is_err());
}

#[test]
fn columns_that_no_rule_looks_at_are_tidied_away() {
    let column = |name: &str| Column { name: name.to_owned(), ..Column::default() };
    let recipe = Recipe {
        rules: vec![asked(What::Balance(Trait::Column(1)), Importance::Must)],
        columns: vec![column("A"), column("B"), column("C")],
    };
    let tidied = recipe.tidied();
    assert_eq!(tidied.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["B"]);
    assert_eq!(tidied.rules[0].what, What::Balance(Trait::Column(0)));
}

#[test]
fn a_file_tells_of_learners_by_whichever_column_names_them() {
    let text = "Name,Number,Mark,Nothing\nA,401,7.5,\nB,402,8,\nC,999,9,\nA,401,1,\n";
    let limits = Limits { bytes: 1_000, rows: 10, columns: 10 };
    let table = read(text.as_bytes(), Choice::default(), &limits, &|name| name == "Number").unwrap().table;
    let find = |text: &str| text.parse().ok().filter(|number| *number < 900).map(UserId);
    let joined = join(&table, find).unwrap();
    assert_eq!((joined.by.as_str(), joined.found), ("Number", 2));
    let names: Vec<&str> = joined.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Name", "Mark"]);
    assert_eq!(joined.columns[1].cells, [(UserId(401), "7.5".to_owned()), (UserId(402), "8".to_owned())].into());
    assert_eq!((joined.unknown, joined.doubled), (vec![(4, "999".to_owned())], vec![(5, "401".to_owned())]));
    assert_eq!(join(&table, |_| None), None);
}

#[test]
fn one_gender_per_group_goes_with_other_rules() {
    // 80 F and 40 M in 15 groups of 8.
    let rules = vec![
        asked(What::Alike(Trait::Gender), Importance::Must),
        asked(What::Apart((1..=20).map(|pair| people([pair, pair + 60])).collect()), Importance::Must),
        asked(What::NewFaces(vec![GroupSetId(5)]), Importance::High),
    ];
    let outcome = searched(&task(120, 15, rules));
    assert_eq!((outcome.report.cost.must, outcome.clashes), (0, Vec::new()));
}
