//! A search for the groups of a task, and what came of it.

use super::super::rules::{Clash, Cost, Group, Progress, Report, Search, Trouble, check, clashes, fewest_unmet};
use super::compile::{Compiled, Fault, Task};
use super::picture::Picture;
use crate::id::UserId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Groups, rule by rule (SPEC F2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The learners; the report names them by their places here.
    pub learners: Vec<UserId>,
    /// The group of each of them.
    pub grouping: Vec<Group>,
    /// How many groups there are, empty ones too.
    pub groups: u32,
    /// Rule by rule, as in the recipe.
    pub report: Report,
    pub pictures: Vec<Picture>,
    /// Musts that cannot be kept at once.
    pub clashes: Vec<Clash>,
    /// Changes of seats that were considered.
    pub steps: u64,
    /// Nothing better is possible.
    pub done: bool,
}

impl Outcome {
    /// The members of each group, by id.
    pub fn members(&self) -> Vec<Vec<UserId>> {
        let mut members = vec![Vec::new(); self.groups as usize];
        for (who, group) in self.learners.iter().zip(&self.grouping) {
            members[*group as usize].push(*who);
        }
        members
    }
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct Run {
    compiled: Compiled,
    search: Search,
    clashes: Vec<Clash>,
}

/// So many changes are tried to find which musts clash.
const TRIAL: u64 = 100_000;

impl Run {
    /// Starts to search; first tells what arithmetic shows to be impossible.
    ///
    /// # Errors
    /// When the task is none.
    pub fn new(task: &Task) -> Result<Self, Fault> {
        let compiled = task.compile()?;
        let clashes = clashes(&compiled.wish).map_err(Fault::Trouble)?;
        let search = Search::new(compiled.wish.clone()).map_err(Fault::Trouble)?;
        Ok(Self { compiled, search, clashes })
    }

    /// How many changes are worth to be considered at first: more for more learners, rules and groups.
    pub fn effort(&self) -> u64 {
        let wish = &self.compiled.wish;
        let size = u64::from(wish.learners) * (wish.rules.len() as u64 + 1);
        (300_000 + 1_500 * size).min(20_000_000)
    }

    /// Goes on for at least so many changes, as [`Search::advance`].
    pub fn advance(&mut self, steps: u64) -> Progress {
        self.search.advance(steps)
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.search.progress()
    }

    /// Looks for the musts that clash, where the best grouping breaks one and arithmetic showed none. Takes long.
    pub fn explain(&mut self) {
        if self.clashes.is_empty() && self.search.progress().best.must > 0 {
            self.clashes.extend(fewest_unmet(&self.compiled.wish, TRIAL).ok().flatten());
        }
    }

    /// The best groups so far.
    ///
    /// # Errors
    /// None, in a search that could be started.
    pub fn outcome(&self) -> Result<Outcome, Fault> {
        let progress = self.search.progress();
        let mut outcome = told(&self.compiled, self.search.best().to_vec())?;
        outcome.clashes.clone_from(&self.clashes);
        (outcome.steps, outcome.done) = (progress.steps, progress.done);
        Ok(outcome)
    }
}

impl Task {
    /// Holds groups (their members, in the order of [`Task::groups`]) against the task, from scratch (SPEC F4).
    ///
    /// # Errors
    /// When the task is none, or the groups are not of its learners, or break sizes or fixed places.
    pub fn check(&self, groups: &[Vec<UserId>]) -> Result<Outcome, Fault> {
        let compiled = self.compile()?;
        let mut seats: HashMap<UserId, Group> = HashMap::new();
        for (group, members) in (0..).zip(groups) {
            for who in members {
                if seats.insert(*who, group).is_some() {
                    return Err(Fault::Trouble(Trouble::Length));
                }
            }
        }
        let grouping: Option<Vec<Group>> = compiled.learners.iter().map(|who| seats.get(who).copied()).collect();
        let grouping = grouping.filter(|grouping| grouping.len() == seats.len());
        told(&compiled, grouping.ok_or(Fault::Trouble(Trouble::Length))?)
    }
}

fn told(compiled: &Compiled, grouping: Vec<Group>) -> Result<Outcome, Fault> {
    let report = check(&compiled.wish, &grouping).map_err(Fault::Trouble)?;
    let pictures = compiled.pictures(&grouping);
    Ok(Outcome {
        learners: compiled.learners.clone(),
        done: report.cost == Cost::default(),
        groups: u32::try_from(compiled.wish.groups.len()).unwrap_or(u32::MAX),
        grouping,
        report,
        pictures,
        clashes: Vec::new(),
        steps: 0,
    })
}
