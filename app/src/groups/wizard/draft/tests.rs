use super::super::api::{Candidate, Start};
use super::*;
use domain::groups::Version;
use domain::groups::view::SetView;
use domain::id::PeriodId;
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
        sets: vec![SetView { id: PBL, name: name("PBL"), several: false, groups: 1 }],
        names: vec![name("PBL 1")],
        genders: ["F", "M"].map(|code| Gender { code: GenderCode(code.to_owned()), name: code.to_owned() }).into(),
        cohorts: vec!["Class of 2029".to_owned()],
        learners: (0..10).map(learner).collect(),
        seed: 48_213,
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
    let said: Vec<String> = draft(query).problems(step, &roster, &learners).iter().map(ToString::to_string).collect();
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
    let preview = |query| draft(query).preview(&roster, &learners).unwrap();
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
    let mut seed = short_seed(1);
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
