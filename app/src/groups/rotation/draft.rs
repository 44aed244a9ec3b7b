//! What someone has asked for so far: plain values, kept in the address.

use domain::forming::rotation::{RotationWish, RoundNaming};
use domain::forming::{Fill, Sizing};
use domain::id::UserId;

/// What rounds are called before someone says otherwise.
const ROUND: &str = "Block";
/// What groups are called.
const PREFIX: &str = "Group";

/// Which of *Number of Groups* and *Group Size* counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By {
    #[default]
    Number,
    Size,
}

/// What is on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// The groups of a round, from 0.
    Round(usize),
    /// Who meets whom.
    Company,
}

/// All choices. Numbers are kept as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) round: String,
    pub(super) rounds: String,
    pub(super) prefix: String,
    pub(super) number: String,
    pub(super) size: String,
    pub(super) by: By,
    /// Only learners of the cohort of this name; of any where it is empty.
    pub(super) cohort: String,
    /// Who is left out.
    pub(super) out: Vec<UserId>,
    pub(super) seed: String,
    /// How long was searched, where someone stopped the search or let it go on.
    pub(super) steps: Option<u64>,
    pub(super) show: Show,
    /// The learner whose company is looked at.
    pub(super) learner: Option<UserId>,
}

impl Draft {
    /// Reads the choices from an address; what is missing or strange is as at the beginning.
    pub(super) fn read<'a>(query: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |key| query(key).unwrap_or_default().to_owned();
        Self {
            round: query("round").unwrap_or(ROUND).to_owned(),
            rounds: text("rounds"),
            prefix: query("prefix").unwrap_or(PREFIX).to_owned(),
            number: text("number"),
            size: text("size"),
            by: if query("number").is_none() && query("size").is_some() { By::Size } else { By::Number },
            cohort: text("cohort"),
            out: query("out").unwrap_or_default().split('.').filter_map(|id| id.parse().ok()).collect(),
            seed: text("seed"),
            steps: query("steps").and_then(|steps| steps.parse().ok()).filter(|steps| *steps > 0),
            show: match query("show") {
                Some("company") => Show::Company,
                Some(round) => Show::Round(round.parse().unwrap_or(1_usize).max(1) - 1),
                None => Show::Round(0),
            },
            learner: query("learner").and_then(|id| id.parse().ok()),
        }
    }

    /// The choices as pieces of the address; those that are as at the beginning are left out of it.
    pub(super) fn query(&self) -> Vec<(&'static str, Option<String>)> {
        let unless = |text: &str, usual: &str| (text != usual).then(|| text.to_owned());
        let out: Vec<String> = self.out.iter().map(ToString::to_string).collect();
        vec![
            ("round", unless(&self.round, ROUND)),
            ("rounds", unless(&self.rounds, "")),
            ("prefix", unless(&self.prefix, PREFIX)),
            ("number", unless(&self.number, "")),
            ("size", unless(&self.size, "")),
            ("cohort", unless(&self.cohort, "")),
            ("out", unless(&out.join("."), "")),
            ("seed", unless(&self.seed, "")),
            ("steps", self.steps.map(|steps| steps.to_string())),
            (
                "show",
                match self.show {
                    Show::Round(0) => None,
                    Show::Round(round) => Some((round + 1).to_string()),
                    Show::Company => Some("company".to_owned()),
                },
            ),
            ("learner", self.learner.map(|learner| learner.to_string())),
        ]
    }

    pub(super) fn naming(&self) -> RoundNaming {
        RoundNaming { round: self.round.clone(), prefix: self.prefix.clone() }
    }

    /// What rounds on screen are called while the names that are typed are none.
    pub(super) fn plain_naming() -> RoundNaming {
        RoundNaming { round: ROUND.to_owned(), prefix: PREFIX.to_owned() }
    }

    pub(super) fn wish(&self, start_seed: u64) -> RotationWish {
        let sizing = match self.by {
            By::Number => Sizing::Number(whole(&self.number)),
            By::Size => Sizing::Size { size: whole(&self.size), fill: Fill::Even },
        };
        RotationWish { rounds: whole(&self.rounds), sizing, seed: self.seed_or(start_seed) }
    }

    /// The seed someone typed or drew, else the one the page came with.
    pub(super) fn seed_or(&self, start_seed: u64) -> u64 {
        self.seed.trim().parse().unwrap_or(start_seed)
    }

    /// Whether all who are enrolled take part.
    pub(super) const fn is_for_everyone(&self) -> bool {
        self.cohort.is_empty() && self.out.is_empty()
    }
}

/// A whole number that was typed; 0 when it is none, the largest when it is too large to hold.
fn whole(text: &str) -> u32 {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    text.parse().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[(&str, &str)]) -> Draft {
        Draft::read(|key| pieces.iter().find(|(name, _)| *name == key).map(|(_, value)| *value))
    }

    #[test]
    fn choices_come_back_from_the_address() {
        let draft = Draft {
            round: "Week".to_owned(),
            rounds: "5".to_owned(),
            prefix: String::new(),
            number: String::new(),
            size: "3".to_owned(),
            by: By::Size,
            cohort: "Class of 2030 & co".to_owned(),
            out: vec![UserId(4), UserId(-2)],
            seed: "48213".to_owned(),
            steps: Some(8_192),
            show: Show::Company,
            learner: Some(UserId(7)),
        };
        let pieces = draft.query();
        let pieces: Vec<(&str, &str)> =
            pieces.iter().filter_map(|(key, value)| Some((*key, value.as_deref()?))).collect();
        assert_eq!(read(&pieces), draft);
    }

    #[test]
    fn a_bare_address_asks_nothing_yet_and_leaves_itself_bare() {
        let draft = read(&[]);
        assert_eq!((draft.round.as_str(), draft.prefix.as_str(), draft.show), ("Block", "Group", Show::Round(0)));
        assert!(draft.query().iter().all(|(_, value)| value.is_none()));
        assert_eq!(read(&[("show", "0"), ("steps", "0"), ("out", "x.."), ("learner", "y")]), draft);
    }

    #[test]
    fn numbers_are_read_as_typed() {
        let wish = read(&[("rounds", " 7 "), ("number", "99999999999")]).wish(3);
        assert_eq!((wish.rounds, wish.sizing, wish.seed), (7, Sizing::Number(u32::MAX), 3));
        assert_eq!(read(&[("rounds", "-1"), ("number", "2.5")]).wish(3).sizing, Sizing::Number(0));
    }
}
