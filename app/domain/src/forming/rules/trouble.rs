//! A wish or a grouping that means nothing: a fault of who asks, found before anything is looked for.

use super::wish::{Aim, Attribute, Distance, Group, Learner, Wish};
use serde::{Deserialize, Serialize};

/// What is not in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// Nobody is to be placed, or nowhere.
    Nothing,
    /// More than [`MOST_LEARNERS`] learners or more groups than learners may be.
    TooMany,
    /// An attribute or a list of distances does not tell of so many learners as there are, or of values out of range.
    Attribute(u32),
    /// A rule names an attribute that is not there or not of its sort, or distances that are not as many as pairs
    /// or too large.
    Rule(u32),
    /// A learner that is not there.
    NoLearner(Learner),
    /// A group that is not there.
    NoGroup(Group),
    /// A group whose least is more than its most.
    Capacity(Group),
    /// Capacities and fixed places cannot be kept; [`super::clashes`] says why.
    Seats,
    /// A grouping of fewer or more learners than there are.
    Length,
    /// A group with too few or too many.
    Size(Group),
    /// Someone who is fixed elsewhere.
    Moved(Learner),
}

/// The most learners a wish can have.
pub const MOST_LEARNERS: u32 = 100_000;
/// The most kinds an attribute can have.
const MOST_KINDS: u32 = 10_000;
/// The largest number of an attribute, either way, in thousandths.
const LARGEST: i64 = 1_000_000_000_000;

impl core::fmt::Display for Trouble {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Nothing => f.write_str("There is nobody to place, or no group."),
            Self::TooMany => write!(f, "At most {MOST_LEARNERS} learners can be placed at once, in as many groups."),
            Self::Attribute(at) => write!(f, "Attribute {at} does not tell of every learner."),
            Self::Rule(at) => write!(f, "Rule {at} asks for what is not given."),
            Self::NoLearner(learner) => write!(f, "There is no learner {learner}."),
            Self::NoGroup(group) => write!(f, "There is no group {group}."),
            Self::Capacity(group) => write!(f, "Group {group} takes at least more than at most."),
            Self::Seats => f.write_str("Sizes and fixed places cannot be kept."),
            Self::Length => f.write_str("Not every learner has one group."),
            Self::Size(group) => write!(f, "Group {group} has too few or too many."),
            Self::Moved(learner) => write!(f, "Learner {learner} is fixed in another group."),
        }
    }
}

impl core::error::Error for Trouble {}

/// Whether a wish can be measured.
pub(super) fn in_order(wish: &Wish) -> Result<(), Trouble> {
    if wish.learners == 0 || wish.groups.is_empty() {
        return Err(Trouble::Nothing);
    }
    if wish.learners > MOST_LEARNERS || wish.groups.len() > MOST_LEARNERS as usize {
        return Err(Trouble::TooMany);
    }
    for (at, attribute) in (0..).zip(&wish.attributes) {
        let fits = match attribute {
            Attribute::Kinds(kinds) => kinds.iter().flatten().all(|kind| *kind < MOST_KINDS),
            Attribute::Numbers(numbers) => numbers.iter().flatten().all(|number| (-LARGEST..=LARGEST).contains(number)),
        };
        if !fits || attribute.len() != wish.learners as usize {
            return Err(Trouble::Attribute(at));
        }
    }
    if let Some(group) = wish.groups.iter().position(|group| group.least > group.most) {
        return Err(Trouble::Capacity(u32::try_from(group).unwrap_or(u32::MAX)));
    }
    for (learner, group) in &wish.fixed {
        named(wish, &[*learner])?;
        if *group as usize >= wish.groups.len() {
            return Err(Trouble::NoGroup(*group));
        }
    }
    (0..).zip(&wish.rules).try_for_each(|(at, rule)| aims(wish, at, &rule.aim))
}

fn named(wish: &Wish, learners: &[Learner]) -> Result<(), Trouble> {
    learners
        .iter()
        .find(|learner| **learner >= wish.learners)
        .map_or(Ok(()), |learner| Err(Trouble::NoLearner(*learner)))
}

fn aims(wish: &Wish, at: u32, aim: &Aim) -> Result<(), Trouble> {
    let attribute = |at: u32| wish.attributes.get(at as usize);
    let fits = match aim {
        Aim::Share { attribute: of } | Aim::NobodyAlone { attribute: of } => {
            matches!(attribute(*of), Some(Attribute::Kinds(_)))
        }
        Aim::Nearest { attribute: of, of: kinds } => {
            matches!(attribute(*of), Some(Attribute::Kinds(_))) && kinds.iter().all(|kind| *kind < MOST_KINDS)
        }
        Aim::Even { attribute: of, slack } => matches!(attribute(*of), Some(Attribute::Numbers(_))) && *slack >= 0,
        Aim::Alike { attribute: of } => attribute(*of).is_some(),
        Aim::Together(sets) | Aim::Apart(sets) | Aim::NewFaces(sets) => {
            return sets.iter().try_for_each(|set| named(wish, set));
        }
        Aim::Diverse(Distance::Gower(chosen)) => !chosen.is_empty() && chosen.iter().all(|of| attribute(*of).is_some()),
        Aim::Diverse(Distance::Given(pairs)) => given(wish, pairs),
    };
    if fits { Ok(()) } else { Err(Trouble::Rule(at)) }
}

/// Distances are as many as pairs, of learners whose table can be kept, and a group's sums are numbers of 32 bits.
fn given(wish: &Wish, pairs: &[u32]) -> bool {
    let learners = u64::from(wish.learners);
    let company = wish.groups.iter().map(|group| group.most.min(wish.learners)).max().unwrap_or(0);
    let largest = pairs.iter().max().copied().unwrap_or(0);
    pairs.len() as u64 == learners * (learners - 1) / 2
        && 4 * u64::from(largest) * (u64::from(company) + 1) < u64::from(u32::MAX) / 2
}

/// Whether a grouping places every learner, within capacities and where they are fixed.
pub(super) fn seated(wish: &Wish, grouping: &[Group]) -> Result<(), Trouble> {
    if grouping.len() != wish.learners as usize {
        return Err(Trouble::Length);
    }
    let mut sizes = vec![0_u32; wish.groups.len()];
    for group in grouping {
        *sizes.get_mut(*group as usize).ok_or(Trouble::NoGroup(*group))? += 1;
    }
    for (at, (size, capacity)) in (0..).zip(sizes.iter().zip(&wish.groups)) {
        if !(capacity.least..=capacity.most).contains(size) {
            return Err(Trouble::Size(at));
        }
    }
    match wish.fixed.iter().find(|(learner, group)| grouping[*learner as usize] != *group) {
        Some((learner, _)) => Err(Trouble::Moved(*learner)),
        None => Ok(()),
    }
}
