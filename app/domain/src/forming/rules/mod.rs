//! Forming groups by rules (SPEC F1–F4): what is wished, the search for it, and how a grouping does.

mod annealing;
mod bonds;
mod bound;
mod clash;
mod cost;
mod counts;
mod distances;
mod every;
mod exchange;
mod gauge;
mod grouping;
mod heat;
mod numbers;
#[cfg(test)]
mod properties;
mod replica;
mod report;
mod rotation;
mod scale;
mod search;
mod seats;
mod sets;
mod start;
mod trouble;
mod walk;
mod wish;

pub use clash::{Clash, Why, clashes, fewest_unmet};
pub use cost::Cost;
pub use report::{Breach, Finding, Report, check};
pub use rotation::{Rotation, Rounds, meetings};
pub use scale::Scale;
pub use search::{Progress, Search};
pub use trouble::{MOST_LEARNERS, Trouble};
pub use wish::{Aim, Attribute, Capacity, Distance, Force, Group, Learner, Rule, Thousandths, Wish};
