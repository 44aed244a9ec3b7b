//! Forming groups: from a list of learners and a wish to who sits where (SPEC G2, G3).
//!
//! The browser computes the preview with this module and the server trusts none of it: what it gets
//! are plain groups, which it checks as it checks any other act. The same learners, request and seed
//! give the same groups on every machine (SPEC F3), whatever order the learners come in.

mod distribution;
mod naming;
mod problem;
pub mod recipe;
mod roster;
pub mod rotation;
pub mod rules;
mod sizes;
mod spread;

pub use distribution::Distribution;
pub use naming::Naming;
pub use problem::{Field, Problem};
pub use sizes::filled_up;

use crate::groups::acts::MOST_GROUPS;
use crate::id::UserId;
use crate::person::GenderCode;
use crate::seed::Seeded;
use roster::Roster;
use serde::{Deserialize, Serialize};

/// How many groups, or how large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sizing {
    /// This many groups; sizes differ by at most one.
    Number(u32),
    /// As many groups as needed, none above `size`.
    Size { size: u32, fill: Fill },
}

/// What becomes of the places that stay free when groups have a given size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fill {
    /// Spread over the groups, whose sizes differ by at most one.
    #[default]
    Even,
    /// All in the last group; the others are full.
    InOrder,
}

/// How gender is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Genders {
    /// Not at all.
    #[default]
    Any,
    /// Each gender's count differs by at most one between any two groups. Where groups are filled in
    /// order, it is the floor or the ceiling of the gender's share of each group's size.
    Balanced,
    /// One gender per group.
    Homogeneous,
}

/// A learner who is to be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learner {
    pub id: UserId,
    pub gender: GenderCode,
}

/// What someone wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub sizing: Sizing,
    pub genders: Genders,
    /// Any number; another one gives another arrangement within the same bounds.
    pub seed: u64,
}

/// Forms the groups: their members by id, larger groups first, in homogeneous mode by gender.
///
/// Nobody is left out and nobody sits twice. Sizes and genders keep the bounds that [`Sizing`],
/// [`Fill`] and [`Genders`] state; where sizes are evened out and genders balanced, both hold at once,
/// always.
///
/// # Errors
/// What makes the request impossible, as [`Distribution::of`] says it too.
pub fn form(request: &Request, learners: &[Learner]) -> Result<Vec<Vec<UserId>>, Problem> {
    let roster = Roster::new(learners);
    let pools = pools(request, &roster)?;
    let fill = match request.sizing {
        Sizing::Number(_) => Fill::Even,
        Sizing::Size { fill, .. } => fill,
    };
    let mut seeded = Seeded::new(request.seed);
    let mut groups = Vec::with_capacity(pools.iter().map(|pool| pool.sizes.len()).sum());
    for Pool { runs, sizes } in pools {
        groups.extend(spread::spread(runs, &sizes, fill, &mut seeded));
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    Ok(groups)
}

/// Learners that share groups with nobody outside the pool: all, or in homogeneous mode one gender.
struct Pool {
    /// The learners in runs; each run is spread evenly over the groups.
    runs: Vec<Vec<UserId>>,
    /// Sizes of the pool's groups, large ones first.
    sizes: Vec<u32>,
}

fn pools(request: &Request, roster: &Roster) -> Result<Vec<Pool>, Problem> {
    let counts: Vec<u32> = match request.genders {
        Genders::Homogeneous => roster.counts(),
        Genders::Any | Genders::Balanced => vec![roster.len()],
    };
    let sizes = sizes::of_pools(request, roster, &counts)?;
    let groups: usize = sizes.iter().map(Vec::len).sum();
    if groups > MOST_GROUPS as usize {
        return Err(Problem::TooManyGroups { most: MOST_GROUPS });
    }
    let runs = match request.genders {
        Genders::Any => vec![vec![roster.everyone()]],
        Genders::Balanced => vec![roster.by_gender()],
        Genders::Homogeneous => roster.by_gender().into_iter().map(|run| vec![run]).collect(),
    };
    Ok(runs.into_iter().zip(sizes).map(|(runs, sizes)| Pool { runs, sizes }).collect())
}
