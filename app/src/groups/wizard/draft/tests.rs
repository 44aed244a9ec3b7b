use super::super::api::{Candidate, Earlier, Standing, Start};
use super::*;
use domain::forming::recipe::Values;
use domain::groups::Version;
use domain::groups::view::SetView;
use domain::id::{GroupId, PeriodId};
use domain::person::{Gender, GenderCode, Person};

const PBL: GroupSetId = GroupSetId(7);

fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

/// Ten learners, five of each gender; the first four are in the set PBL, which has one group, PBL 1.
fn roster() -> Roster {
    let learner = |id: i64| Candidate {
        person: Person {
            id: UserId(id),
            number: Some((400_000 + id).to_string()),
            first: "Ada".to_owned(),
            middle: None,
            last: format!("Learner {id:02}"),
            email: String::new(),
            gender: GenderCode(if id % 2 == 0 { "F" } else { "M" }.to_owned()),
            department: None,
        },
        cohorts: vec![0],
        sets: if id < 4 { vec![PBL] } else { Vec::new() },
    };
    Roster::new(Start {
        period: PeriodId(1),
        version: Version(3),
        sets: vec![SetView { id: PBL, name: name("PBL"), several: false, locked: false, groups: 1 }],
        names: vec![name("PBL 1")],
        genders: ["F", "M"].map(|code| Gender { code: GenderCode(code.to_owned()), name: code.to_owned() }).into(),
        cohorts: vec!["Class of 2029".to_owned()],
        learners: (0..10).map(learner).collect(),
        seed: 48_213,
        people: (0..10).map(UserId).collect(),
        known: vec![Values::of(Trait::Gender, (0..10).map(|id| Some(if id % 2 == 0 { "F" } else { "M" })))],
        groups: vec![Standing { id: GroupId(3), set: PBL, name: name("PBL 1"), members: (0..4).map(UserId).collect() }],
        earlier: vec![Earlier { id: PBL, name: name("PBL"), period: None, groups: 1 }],
        again: None,
    })
}

fn draft(query: &str) -> Draft {
    let pieces: Vec<(&str, &str)> = query.split('&').filter_map(|piece| piece.split_once('=')).collect();
    Draft::read(|key| pieces.iter().find(|(other, _)| *other == key).map(|(_, value)| *value))
}

#[test]
fn an_address_and_a_draft_say_the_same() {
    for query in [
        "",
        "prefix=T&number=3&rules=balance-must-gender_apart-high-1.2,3.4",
        "type=top-up&top=7&size=8&by=size&number=2",
        "prefix=T&number=3&least=2&most=5",
        "again=7&prefix=T&number=3",
        "prefix=PBL&first=21&pad=1&number=20&genders=balanced&seed=48213",
        "prefix=T&size=8&by=size&fill=order&genders=homogeneous&who=chosen",
        "prefix=T&type=empty&number=3&set=new&set-name=Tutorials&several=1",
        "prefix=T&set=7",
    ] {
        let written: Vec<String> =
            draft(query).query().into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={v}")).collect();
        let mut expected: Vec<&str> = query.split('&').filter(|piece| !piece.is_empty()).collect();
        let mut written: Vec<&str> = written.iter().map(String::as_str).collect();
        expected.sort_unstable();
        written.sort_unstable();
        assert_eq!(written, expected);
        assert_eq!(draft(&written.join("&")), draft(query));
    }
}

#[track_caller]
fn check(query: &str, step: Step, expected: &[&str]) {
    let roster = roster();
    let learners = roster.learners(|_| true);
    let said: Vec<String> =
        draft(query).problems(step, &roster, &learners, &[]).iter().map(ToString::to_string).collect();
    assert_eq!(said, expected, "{query}");
}

#[test]
fn impossible_wishes_are_said_on_the_step_that_makes_them() {
    let taken = "A group named “PBL 1” exists already in this period. Choose another prefix or first number.";
    check("prefix=T&number=2", Step::Name, &[]);
    check("", Step::Name, &["A prefix is needed; the groups are named after it."]);
    check(
        "prefix=pbl",
        Step::Name,
        &["A group named “pbl 1” exists already in this period. Choose another prefix or first number."],
    );
    check("prefix=PBL&first=2", Step::Name, &[]);
    check("prefix=PBL&first=0&number=2", Step::Groups, &[taken]);
    check("prefix=PBL&first=-1", Step::Name, &["The first number is a whole number from 0 to 999999."]);
    check(
        "type=empty",
        Step::Name,
        &["A prefix is needed; the groups are named after it.", "Say how many groups: 1 or more."],
    );
    check("prefix=T&type=empty&number=1001", Step::Name, &["At most 1000 groups can be made at once."]);
    check("prefix=PBL&first=0&type=empty&number=2", Step::Name, &[taken]);
    check(
        "prefix=T&set=new&set-name=pbl",
        Step::Name,
        &["A group set named “pbl” exists already in this period. Choose it from the list, or another name."],
    );
    check(
        "prefix=PBL&first=2",
        Step::Learners,
        &["4 of these learners are already in a group of the set “PBL”. Leave them out, or make another set."],
    );
    check("prefix=T", Step::Learners, &[]);
    check("prefix=T", Step::Groups, &["Say how many groups: 1 or more."]);
    check("prefix=T&size=x&by=size", Step::Groups, &["Say how large the groups may be: 1 or more."]);
    check(
        "prefix=T&number=11",
        Step::Groups,
        &["More groups than learners: 10 learners cannot fill 11 groups. Ask for 10 at most."],
    );
    check(
        "prefix=T&number=1&genders=homogeneous",
        Step::Groups,
        &["Fewer groups than genders: one gender per group takes at least 2 groups (F, M), and 1 is asked for."],
    );
}

#[test]
fn nothing_is_added_to_a_locked_set() {
    let mut start = roster().start;
    start.sets[0].locked = true;
    let roster = Roster::new(start);
    for (query, is_refused) in [
        ("prefix=PBL&first=2", true),
        ("prefix=T&set=7", true),
        ("prefix=PBL&first=2&type=empty&number=2", true),
        ("type=top-up&top=7", true),
        ("prefix=T", false),
        ("prefix=PBL&first=2&set=new&set-name=Other", false),
    ] {
        let problems = draft(query).problems(Step::Name, &roster, &[], &[]);
        let expected = if is_refused { vec![Problem::SetLocked(name("PBL"))] } else { Vec::new() };
        assert_eq!(problems, expected, "{query}");
    }
}

#[test]
fn the_set_is_the_one_of_the_prefix_unless_someone_says_otherwise() {
    let new = |text, several| Ok(SetChoice::New { name: name(text), several });
    let roster = roster();
    for (query, expected) in [
        ("prefix=T", new("T", false)),
        ("prefix=pbl", Ok(SetChoice::Existing(PBL))),
        ("prefix=T&set=7", Ok(SetChoice::Existing(PBL))),
        ("prefix=T&set=99", new("T", false)),
        ("prefix=T&set=new&several=1", new("T", true)),
        ("prefix=T&set=new&set-name=Labs", new("Labs", false)),
        ("prefix=PBL&set=new", Err(Problem::SetTaken(name("PBL")))),
    ] {
        assert_eq!(draft(query).set_choice(&roster), expected, "{query}");
    }
}

#[test]
fn the_preview_holds_everyone_once_and_depends_on_the_seed() {
    let roster = roster();
    let learners = roster.learners(|_| true);
    let preview = |query| draft(query).preview(&roster, &learners, None).unwrap();
    let shown = preview("prefix=T&number=3&genders=balanced");
    assert_eq!(shown.groups.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["T 1", "T 2", "T 3"]);
    let mut places: Vec<usize> = shown.groups.iter().flat_map(|(_, members)| members.clone()).collect();
    places.sort_unstable();
    assert_eq!(places, (0..10).collect::<Vec<_>>());
    assert_eq!(shown, preview("prefix=T&number=3&genders=balanced&seed=48213"));
    assert_ne!(shown, preview("prefix=T&number=3&genders=balanced&seed=48214"));
    let empty = preview("prefix=T&type=empty&number=2");
    assert_eq!(empty.groups, [(name("T 1"), Vec::new()), (name("T 2"), Vec::new())]);
}

#[test]
fn reshuffling_comes_round_to_every_seed() {
    let mut seed = domain::seed::of_five_digits(1);
    let first = seed;
    let mut drawn = 0;
    loop {
        assert!((10_000..100_000).contains(&seed));
        seed = next_seed(seed);
        drawn += 1;
        if seed == first {
            break;
        }
    }
    assert_eq!(drawn, 90_000);
    assert!((10_000..100_000).contains(&next_seed(u64::MAX)));
}

fn shown(query: &str) -> (Vec<String>, Vec<u32>, Vec<(UserId, u32)>) {
    let roster = roster();
    let draft = draft(query);
    let top = draft.top;
    let learners = roster.learners(|learner| top.is_none_or(|set| !roster.is_in_set(learner, set)));
    let task = draft.task(&roster, &learners, &[], &[]).unwrap();
    let names = draft.groups(&roster, &learners).unwrap().1.iter().map(ToString::to_string).collect();
    (names, task.groups.iter().map(|group| group.most).collect(), task.fixed)
}

#[test]
fn what_populate_groups_asks_is_the_first_rule() {
    let rules = |query: &str| line(&draft(query).recipe(&[]).rules);
    assert_eq!(rules("rules=alike-low-track"), "alike-low-track");
    assert_eq!(rules("genders=balanced&rules=alike-low-track"), "balance-must-gender_alike-low-track");
    assert_eq!(rules("genders=homogeneous"), "alike-must-gender");
    assert_eq!(rules("genders=balanced&rules=balance-low-gender"), "balance-low-gender");
    assert_eq!(rules("genders=balanced&type=top-up&top=7"), "balance-high-gender");
}

#[test]
fn groups_that_are_filled_up_keep_who_sits_there() {
    // Four sit in PBL 1, as the roster's groups say; of ten enrolled, three are in the set by their own account.
    let (names, sizes, fixed) = shown("type=top-up&top=7");
    assert_eq!((names, sizes), (vec!["PBL 1".to_owned()], vec![10]));
    assert_eq!(fixed, (0..4).map(|who| (UserId(who), 0)).collect::<Vec<_>>());
    let (_, sizes, fixed) = shown("prefix=T&number=3&rules=balance-must-gender");
    assert_eq!((sizes, fixed), (vec![4, 3, 3], Vec::new()));
    let roster = roster();
    let learners = roster.learners(|learner| !roster.is_in_set(learner, PBL));
    let problem = |query: &str| draft(query).groups(&roster, &learners).unwrap_err();
    assert_eq!(problem("type=top-up&top=7&size=7"), Problem::NoRoom { places: 3, learners: 6 });
}

#[test]
fn sizes_may_differ_as_far_as_is_said() {
    let roster = roster();
    let learners = roster.learners(|_| true);
    let task = |query: &str| draft(query).task(&roster, &learners, &[], &[]);
    let capacities = task("prefix=T&number=3&least=2&most=5").unwrap().groups;
    assert_eq!(capacities, vec![Capacity { least: 2, most: 5 }; 3]);
    assert_eq!(task("prefix=T&number=3&most=4").unwrap().groups, vec![Capacity { least: 0, most: 4 }; 3]);
    check("prefix=T&number=3&most=3", Step::Groups, &["3 groups of at least 0 and at most 3 do not take 10 learners."]);
    // A size says all of sizes.
    assert_eq!(task("prefix=T&size=5&least=1&rules=balance-must-gender").unwrap().groups.len(), 2);
}

#[test]
fn a_rule_that_asks_nothing_is_said_on_its_step() {
    check("rules=apart-must-1", Step::Rules, &["Rule 1 asks nothing yet. Say of whom or of what, or remove it."]);
    check("rules=faces-low-7_balance-must-gender", Step::Rules, &[]);
    check(
        "rules=faces-low-8",
        Step::Rules,
        &["Rule 1 is about groups that are no longer there. Choose others, or remove it."],
    );
    check(
        "rules=alike-low-column0",
        Step::Rules,
        &["Rule 1 looks at a column of a file that is not here. Choose the file again."],
    );
    check("type=top-up", Step::Name, &["Choose the groups to be filled up."]);
    check("type=top-up&top=7", Step::Name, &[]);
}
