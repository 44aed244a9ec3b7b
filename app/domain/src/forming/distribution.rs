//! How learners divide into groups, in words, before anyone is placed.

use super::{Learner, Problem, Request, Roster, pools};
use crate::groups::acts::count;

/// How many learners go into how many groups of which sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    pub learners: u32,
    pub groups: u32,
    /// Group sizes, large ones first, each with how many groups have it.
    pub sizes: Vec<(u32, u32)>,
}

impl Distribution {
    /// What [`super::form`] would give, without forming it.
    ///
    /// # Errors
    /// What makes the request impossible.
    pub fn of(request: &Request, learners: &[Learner]) -> Result<Self, Problem> {
        let roster = Roster::new(learners);
        let sizes: Vec<u32> = pools(request, &roster)?.into_iter().flat_map(|pool| pool.sizes).collect();
        Ok(Self::from_sizes(roster.len() as usize, &sizes))
    }

    /// Learners who go into groups, in whichever order, that then have these sizes.
    pub fn from_sizes(learners: usize, sizes: &[u32]) -> Self {
        let mut all = sizes.to_vec();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let mut sizes: Vec<(u32, u32)> = Vec::new();
        for size in &all {
            match sizes.last_mut() {
                Some((last, groups)) if last == size => *groups += 1,
                _ => sizes.push((*size, 1)),
            }
        }
        let whole = |count| u32::try_from(count).unwrap_or(u32::MAX);
        Self { learners: whole(learners), groups: whole(all.len()), sizes }
    }

    /// "160 learners → 20 groups of 8", or "158 learners → 20 groups" where sizes differ.
    pub fn headline(&self) -> String {
        let words = format!("{} → {}", count(self.learners as usize, "learner"), count(self.groups as usize, "group"));
        match self.sizes.as_slice() {
            [(size, _)] => format!("{words} of {size}"),
            _ => words,
        }
    }

    /// "18 of 8, 2 of 7" where sizes differ.
    pub fn detail(&self) -> Option<String> {
        (self.sizes.len() > 1).then(|| {
            let parts: Vec<String> = self.sizes.iter().map(|(size, groups)| format!("{groups} of {size}")).collect();
            parts.join(", ")
        })
    }
}
