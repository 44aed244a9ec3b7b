//! What someone asks for: learners and what is known of them, groups, and rules (SPEC F1).

use serde::{Deserialize, Serialize};

/// A learner, by place in the list that the asker keeps: 0 for the first.
pub type Learner = u32;
/// A group, by place in [`Wish::groups`].
pub type Group = u32;

/// One part of a whole, in which losses, distances and numbers are counted: 1 is 1,000 of them.
/// Whole numbers, so that every machine counts alike.
pub type Thousandths = i64;

/// What someone asks for. It is kept with the set it led to, and gives the same groups again (SPEC F3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// How many learners are to be placed.
    pub learners: u32,
    /// What is known of them.
    pub attributes: Vec<Attribute>,
    /// Groups and what they hold.
    pub groups: Vec<Capacity>,
    /// Who stays where: a learner and a group each. Nothing moves them.
    pub fixed: Vec<(Learner, Group)>,
    /// What is asked of the groups; in a report they are named by their places here.
    pub rules: Vec<Rule>,
    /// Any number; another one gives another arrangement.
    pub seed: u64,
}

/// What is known of each learner, a value per learner; `None` where nothing is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attribute {
    /// Each value a number below the count of kinds: gender, programme, campus.
    Kinds(Vec<Option<u32>>),
    /// In thousandths: a mark of 7.5 is 7,500. At most 10¹² either way.
    Numbers(Vec<Option<Thousandths>>),
}

/// How many learners a group takes, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    pub least: u32,
    pub most: u32,
}

/// Something asked of the groups, and how much it matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub force: Force,
    pub aim: Aim,
}

/// How much a rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Force {
    /// Before all weighted rules, whatever their weights.
    Must,
    /// Its loss counts this often.
    Weight(u32),
}

/// What a rule asks. Each has a loss in [`Thousandths`] that is 0 where it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aim {
    /// Every group has each kind at the floor or the ceiling of its share. Lost: learners too many or too few.
    Share { attribute: u32 },
    /// Every group has each kind of `of` at its share rounded to the nearest, halves to the even number.
    /// Lost: learners too many or too few.
    Nearest { attribute: u32, of: Vec<u32> },
    /// Every group's mean and standard deviation are those of all. Lost: by how much each is off beyond
    /// `slack`, in standard deviations of all.
    Even { attribute: u32, slack: Thousandths },
    /// A group's members are alike. Lost, of kinds: pairs that differ, where not known is a kind of its own;
    /// of numbers: each group's standard deviation in standard deviations of all, times its known members.
    Alike { attribute: u32 },
    /// Who is of a kind is not the only one in the group. Lost: who is.
    NobodyAlone { attribute: u32 },
    /// Each set sits in one group. Lost: pairs of a set that do not.
    Together(Vec<Vec<Learner>>),
    /// Each set sits in as many groups as it has members. Lost: pairs of a set that sit together.
    Apart(Vec<Vec<Learner>>),
    /// Who were in one of these earlier groups meet no more. Lost: pairs that do, as often as they have met.
    NewFaces(Vec<Vec<Learner>>),
    /// Groups are as diverse as can be: the largest sum of the distances between groupmates.
    /// Lost: what is missing to a bound that no grouping exceeds.
    Diverse(Distance),
}

/// How far learners are from each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Distance {
    /// The mean over these attributes of how much two learners differ: kinds by 0 or 1, numbers by their
    /// difference over the range (Gower, 1971). What is not known of either does not count.
    Gower(Vec<u32>),
    /// For each pair in the order (0, 1), (0, 2) … (1, 2) …, in [`Thousandths`].
    Given(Vec<u32>),
}

impl Attribute {
    /// Of how many learners it tells.
    pub fn len(&self) -> usize {
        match self {
            Self::Kinds(kinds) => kinds.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    /// Whether it tells of nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
