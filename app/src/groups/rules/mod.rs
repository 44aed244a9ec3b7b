//! Rules as people read them: what they ask, and how groups do by them (SPEC F2). The wizard shows it of groups that
//! are to be, a set's page of those that are.

mod chart;
mod results;
mod told;
mod words;

pub(super) use chart::CountChart;
pub(super) use results::{Clashes, RuleResults};
pub(super) use told::{Tone, asks, verdict};
pub(crate) use told::{title, trait_name};
pub(super) use words::in_thousands;

use domain::forming::recipe::{Column, What};
use domain::id::{GroupSetId, UserId};
use std::sync::Arc;

/// The kinds of rules, in the order that people are offered them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Balance,
    NobodyAlone,
    Together,
    Apart,
    NewFaces,
    Alike,
    Diverse,
}

impl Kind {
    pub(super) const ALL: [Self; 7] =
        [Self::Balance, Self::NobodyAlone, Self::Together, Self::Apart, Self::NewFaces, Self::Alike, Self::Diverse];

    pub(super) const fn of(what: &What) -> Self {
        match what {
            What::Balance(_) => Self::Balance,
            What::Alike(_) => Self::Alike,
            What::NobodyAlone(_) => Self::NobodyAlone,
            What::Together(_) => Self::Together,
            What::Apart(_) => Self::Apart,
            What::NewFaces(_) => Self::NewFaces,
            What::Diverse(_) => Self::Diverse,
        }
    }
}

/// What ids are called where rules are shown.
#[derive(Clone)]
pub(super) struct Names {
    pub(super) learner: Arc<dyn Fn(UserId) -> String + Send + Sync>,
    pub(super) set: Arc<dyn Fn(GroupSetId) -> String + Send + Sync>,
    /// The name of each group, and where it is shown.
    pub(super) groups: Arc<[(String, String)]>,
    pub(super) columns: Arc<[Column]>,
}
