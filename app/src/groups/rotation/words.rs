//! What the page of a rotation says.

use crate::groups::words::listed;
use domain::forming::rotation::{Company, Found};
use domain::groups::acts::count;

pub(super) const ROTATION: &str = "Rotation";
pub(super) const WHAT: &str =
    "Several rounds at once: in each, everyone sits in a group, and over all of them as few as possible meet twice.";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const EXACTLY: &str = "Creates exactly what is shown";
pub(super) const REQUIRED: &str = "required";
pub(super) const NOT_ADDED: &str =
    "Nothing was added yet: something changed meanwhile. Look at the rounds as they would be now.";
pub(super) const NOT_SENT: &str = "Nothing was added.";

pub(super) const FORM: &str = "What is asked for";
pub(super) const ROUND: &str = "Round Name";
pub(super) const ROUNDS: &str = "Number of Rounds";
pub(super) const PREFIX: &str = "Group Name Prefix";
pub(super) const GROUPS: &str = "Groups in each round";
pub(super) const NUMBER: &str = "Number of Groups";
pub(super) const OR: &str = "or";
pub(super) const SIZE: &str = "Group Size";
pub(super) const SIZES_HINT: &str = "Sizes differ by at most one.";
pub(super) const LEARNERS: &str = "Learners";
pub(super) const LEAVE_OUT: &str = "Leave out";
pub(super) const LEAVE_OUT_WHO: &str = "Leave a learner out";
pub(super) const LEFT_OUT: &str = "Left out";
pub(super) const NOBODY: &str = "Nobody is enrolled in this period. Enrol learners first.";
pub(super) const TO_SETUP: &str = "Go to Setup";
pub(super) const SEED: &str = "Seed";
pub(super) const RESHUFFLE: &str = "Reshuffle";
pub(super) const SAME_SEED: &str = "Same seed and learners, same rounds";

pub(super) const RESULT: &str = "The rounds as they will be";
pub(super) const EMPTY: &str = "No rounds yet";
pub(super) const EMPTY_WHAT: &str =
    "Say how many rounds, and how many groups or how large. The rounds appear here while you type.";
pub(super) const SEARCHING: &str = "Searching";
pub(super) const STOP: &str = "Stop";
pub(super) const GO_ON: &str = "Search on";
pub(super) const DEAD: &str = "The rounds cannot be computed: a part of the page did not load. Load the page anew.";
pub(super) const BEST: &str = "Best possible";
pub(super) const VIEW: &str = "What is shown";
pub(super) const COMPANY: &str = "Who meets whom";
pub(super) const FIND: &str = "Find a learner";

pub(super) const PICTURE: &str = "Who meets whom: a row and a column for each learner";
pub(super) const PICTURE_HINT: &str = "Point at a square, or focus the picture and use the arrow keys; Enter picks the learner of the row. \
     Learners are in the order of the groups of the first round.";
pub(super) const POINT: &str = "Point at a square to see who meets there.";
pub(super) const PICTURE_ROLE: &str = "picture";
pub(super) const NEVER: &str = "Never";
pub(super) const ONCE: &str = "Once";
pub(super) const TWICE: &str = "Twice";
pub(super) const MORE_OFTEN: &str = "More often";
pub(super) const ONE_LEARNER: &str = "The company of one learner";
pub(super) const LEARNER: &str = "Learner";
pub(super) const MEETS: &str = "Meets";
pub(super) const TIMES: &str = "Times";
pub(super) const IN: &str = "In";

pub(super) fn title(code: &str) -> String {
    [ROTATION, " · ", code].concat()
}

/// "Block 1, Block 2, Block 3 …" while the name is typed.
pub(super) fn sample(names: &[String], more: bool) -> String {
    let mut words = names.join(", ");
    if more {
        words.push_str(" …");
    }
    words
}

pub(super) fn all_enrolled(learners: usize) -> String {
    ["All enrolled (", &learners.to_string(), ")"].concat()
}

pub(super) fn of_cohort(name: &str, learners: usize) -> String {
    [name, " (", &learners.to_string(), ")"].concat()
}

pub(super) fn no_longer_there(name: &str) -> String {
    [name, " (nobody enrolled)"].concat()
}

pub(super) fn put_back(name: &str) -> String {
    ["Put back ", name].concat()
}

/// "160 learners → 20 groups of 8, in 5 rounds".
pub(super) fn headline(distribution: &str, rounds: usize) -> String {
    [distribution, ", in ", &count(rounds, "round")].concat()
}

/// How many meet again, against what is possible: "12 pairs meet twice; at least 9 repeats are unavoidable."
pub(super) fn verdict(found: &Found, company: &Company) -> String {
    let pairs = company.pairs();
    let again: u32 = pairs.iter().skip(2).sum();
    if again == 0 {
        return if company.learners() < 2 { "There is nobody to meet.".to_owned() } else { NOBODY_TWICE.to_owned() };
    }
    let verb = if again == 1 { "meets" } else { "meet" };
    let mut words = [&count(again as usize, "pair"), " ", verb].concat();
    let most = pairs.len() - 1;
    if most == 2 {
        words.push_str(" twice");
    } else {
        words.push_str(" again, up to ");
        words.push_str(&most.to_string());
        words.push_str(" times: ");
        words.push_str(&count(usize::try_from(found.repeats).unwrap_or(usize::MAX), "repeat"));
    }
    let bound = match found.least {
        least if least == found.repeats => "; fewer are impossible.".to_owned(),
        0 => ", the fewest found; perhaps fewer are possible.".to_owned(),
        1 => "; at least 1 repeat is unavoidable.".to_owned(),
        least => format!("; at least {least} repeats are unavoidable."),
    };
    words.push_str(&bound);
    words
}

const NOBODY_TWICE: &str = "No pair meets twice.";

/// "Each learner meets 33–35 of 159 others."
pub(super) fn others(company: &Company) -> Option<String> {
    let all = company.learners().checked_sub(1).filter(|all| *all > 0)?;
    let (fewest, most) = company.others();
    let range = if fewest == most { most.to_string() } else { format!("{fewest}–{most}") };
    Some(format!("Each learner meets {range} of {}.", count(all, "other")))
}

pub(super) fn percent(steps: f64, of: f64) -> String {
    format!("{:.0}", if of > 0.0 { (100.0 * steps / of).min(100.0) } else { 0.0 })
}

pub(super) fn learners(learners: usize) -> String {
    count(learners, "learner")
}

/// "Add 15 groups in 5 rounds".
pub(super) fn add(groups: usize, rounds: usize) -> String {
    if groups == 0 {
        return "Add groups".to_owned();
    }
    ["Add ", &made(groups, rounds)].concat()
}

pub(super) fn adding(groups: usize, rounds: usize) -> String {
    ["Adding ", &made(groups, rounds)].concat()
}

fn made(groups: usize, rounds: usize) -> String {
    [&count(groups, "group"), " in ", &count(rounds, "round")].concat()
}

/// "Rao, Dev and Kim, Ji-woo: met in Block 2 and Block 5".
pub(super) fn pair(one: &str, other: &str, rounds: &[&str]) -> String {
    let met = match rounds {
        [] => "never met".to_owned(),
        rounds => ["met in ", &listed(rounds)].concat(),
    };
    [one, " and ", other, ": ", &met].concat()
}

/// "Rao, Dev meets 35 others and never 124."
pub(super) fn company_of(name: &str, met: usize, all: usize) -> String {
    let never = match all - met {
        0 => String::new(),
        never => format!(" and never {never}"),
    };
    [name, " meets ", &count(met, "other"), &never, "."].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rounds: &[&[u32]], least: u64, expected: &str) {
        let rounds: Vec<Vec<u32>> = rounds.iter().map(|round| round.to_vec()).collect();
        let company = Company::of(&rounds);
        let again = (1_u64..).zip(company.pairs().into_iter().skip(2));
        let repeats = again.map(|(more, pairs)| more * u64::from(pairs)).sum();
        assert_eq!(verdict(&Found { rounds, repeats, least }, &company), expected);
    }

    #[test]
    fn repeats_are_said_against_what_is_possible() {
        check(&[&[0, 0, 1, 1], &[0, 1, 0, 1]], 0, "No pair meets twice.");
        check(&[&[0]], 0, "There is nobody to meet.");
        check(&[&[0, 0, 1, 1], &[0, 0, 1, 2]], 0, "1 pair meets twice, the fewest found; perhaps fewer are possible.");
        check(&[&[0, 0, 1, 1], &[0, 0, 1, 1]], 1, "2 pairs meet twice; at least 1 repeat is unavoidable.");
        check(&[&[0, 0, 1, 1], &[0, 0, 1, 1]], 2, "2 pairs meet twice; fewer are impossible.");
        let thrice: &[&[u32]] = &[&[0, 0, 1], &[0, 0, 1], &[0, 0, 1]];
        check(thrice, 2, "1 pair meets again, up to 3 times: 2 repeats; fewer are impossible.");
    }

    #[test]
    fn a_pair_is_said_with_its_rounds() {
        assert_eq!(
            pair("Rao, Dev", "Kim, Ji-woo", &["Block 2", "Block 5"]),
            "Rao, Dev and Kim, Ji-woo: met in Block 2 and Block 5"
        );
        assert_eq!(pair("A", "B", &[]), "A and B: never met");
    }
}
