//! A plan that is kept up to date while people edit: only what an edit touches is planned again.

use super::ground::Key;
use super::planner::{Planner, Sharing};
use super::shared::digest;
use super::twins::KEYS;
use super::{Counts, Decisions, Directory, Kind, Known, Outcome, Plan, Problem, RowPlan, Sheet};
use crate::id::UserId;
use crate::import::users::UserField;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a plan is made of.
#[derive(Clone, Copy, Debug)]
pub(in crate::import::users) struct Basis<'s> {
    pub sheet: &'s Sheet<'s>,
    pub directory: &'s Directory,
    pub decisions: &'s Decisions,
}

/// What becomes of a row, small enough to look for all rows of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::users) enum Class {
    Create,
    Update,
    Unchanged,
    AskOpen,
    AskYes,
    AskNo,
    Declined,
    LeftOut,
    Refused,
    Problem,
}

impl Class {
    /// The class of an outcome.
    pub(in crate::import::users) const fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Create => Self::Create,
            Outcome::Update | Outcome::AddGrant => Self::Update,
            Outcome::Unchanged => Self::Unchanged,
            Outcome::Ask { answer: None, .. } => Self::AskOpen,
            Outcome::Ask { answer: Some(true), .. } => Self::AskYes,
            Outcome::Ask { answer: Some(false), .. } => Self::AskNo,
            Outcome::Declined => Self::Declined,
            Outcome::LeftOut => Self::LeftOut,
            Outcome::Refused { .. } => Self::Refused,
            Outcome::Problem => Self::Problem,
        }
    }
}

/// The places of the rows with a problem of that kind, in that field.
pub(in crate::import::users) type Groups = BTreeMap<(Kind, Option<UserField>), BTreeSet<u32>>;

/// A plan with everything that tells which rows an edit touches.
#[derive(Debug)]
pub(in crate::import::users) struct Standing {
    rows: Vec<RowPlan>,
    /// By the place of the row, as `classes`.
    problems: Vec<Vec<Problem>>,
    classes: Vec<Class>,
    counts: Counts,
    groups: Groups,
    sharing: Sharing,
}

impl Standing {
    /// Plans all rows.
    pub(in crate::import::users) fn new(basis: Basis<'_>) -> Self {
        let count = basis.sheet.count();
        let mut standing = Self {
            rows: Vec::with_capacity(count),
            problems: Vec::with_capacity(count),
            classes: Vec::with_capacity(count),
            counts: Counts { rows: count, ..Counts::default() },
            groups: Groups::new(),
            sharing: Sharing::new(count),
        };
        let mut planner = Planner::new(basis);
        let mut touched = Vec::new();
        for at in 0..count {
            touched.clear();
            let (row, problems) = planner.row(at, &mut standing.sharing, &mut touched);
            let class = Class::of(&row.outcome);
            *standing.counts.of(class) += 1;
            standing.note(at, &problems);
            standing.rows.push(row);
            standing.problems.push(problems);
            standing.classes.push(class);
        }
        // Each row knew of those before it; the first of several did not know of the second.
        for at in standing.sharing.firsts() {
            standing.plan(&mut planner, at, &mut touched);
        }
        standing
    }

    /// Plans these rows again, and those that share something with them now or did before.
    pub(in crate::import::users) fn replan(&mut self, places: impl IntoIterator<Item = usize>, basis: Basis<'_>) {
        let mut planner = Planner::new(basis);
        let mut touched = Vec::new();
        for at in places {
            self.plan(&mut planner, at, &mut touched);
        }
        let mut done = BTreeSet::new();
        while let Some(place) = touched.pop() {
            // To be planned again changes nothing of what a row shares: once is enough.
            if done.insert(place)
                && let Ok(at) = usize::try_from(place)
            {
                self.plan(&mut planner, at, &mut touched);
            }
        }
    }

    fn plan(&mut self, planner: &mut Planner<'_>, at: usize, touched: &mut Vec<u32>) {
        if at >= self.rows.len() {
            return;
        }
        let (row, problems) = planner.row(at, &mut self.sharing, touched);
        let class = Class::of(&row.outcome);
        let before = std::mem::replace(&mut self.classes[at], class);
        *self.counts.of(before) -= 1;
        *self.counts.of(class) += 1;
        self.forget(at);
        self.note(at, &problems);
        self.rows[at] = row;
        self.problems[at] = problems;
    }

    fn note(&mut self, at: usize, problems: &[Problem]) {
        let Ok(at) = u32::try_from(at) else { return };
        for problem in problems {
            self.groups.entry((problem.kind, problem.field)).or_default().insert(at);
        }
    }

    fn forget(&mut self, at: usize) {
        let Ok(place) = u32::try_from(at) else { return };
        for problem in &self.problems[at] {
            let key = (problem.kind, problem.field);
            if let Some(rows) = self.groups.get_mut(&key) {
                rows.remove(&place);
                if rows.is_empty() {
                    self.groups.remove(&key);
                }
            }
        }
    }

    /// The places of the rows that may be about these people.
    pub(in crate::import::users) fn rows_about(&self, people: &[UserId], directory: &Directory) -> BTreeSet<usize> {
        let known = people.iter().filter_map(|user| directory.person(*user));
        let rows = known.flat_map(|known| self.sharing.rows_of(known));
        rows.filter_map(|row| usize::try_from(row).ok()).collect()
    }

    /// The row at that place.
    pub(in crate::import::users) fn row(&self, at: usize) -> Option<&RowPlan> {
        self.rows.get(at)
    }

    /// Its problems.
    pub(in crate::import::users) fn problems(&self, at: usize) -> &[Problem] {
        self.problems.get(at).map_or(&[], Vec::as_slice)
    }

    /// What becomes of each row.
    pub(in crate::import::users) fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// How many of each.
    pub(in crate::import::users) const fn counts(&self) -> Counts {
        self.counts
    }

    /// Which rows have which problems.
    pub(in crate::import::users) const fn groups(&self) -> &Groups {
        &self.groups
    }

    /// See [`Plan::digest`].
    pub(in crate::import::users) fn digest(&self) -> u64 {
        super::outcome::digest(&self.rows, self.counts.open())
    }

    /// What becomes of each row, as a number that is another where something else becomes of it.
    pub(in crate::import::users) fn marks(&self) -> Vec<u64> {
        self.rows.iter().map(RowPlan::mark).collect()
    }

    /// A copy of the plan as it stands.
    #[cfg(test)]
    pub(super) fn plan_now(&self) -> Plan {
        let problems = self.problems.iter().flatten().cloned().collect();
        Plan { rows: self.rows.clone(), problems, counts: self.counts }
    }

    /// The plan as it stands.
    pub(in crate::import::users) fn into_plan(self) -> Plan {
        Plan { rows: self.rows, problems: self.problems.into_iter().flatten().collect(), counts: self.counts }
    }
}

/// The digests of the keys of an account.
pub(super) fn digests_of(known: &Known) -> impl Iterator<Item = (Key, u64)> {
    let profile = &known.profile;
    let texts = [profile.number.as_deref().unwrap_or_default(), &profile.username, &profile.email];
    let keyed = KEYS.into_iter().zip(texts).filter(|(_, text)| !text.trim().is_empty());
    keyed.map(|((_, key, _), text)| (key, digest(key, &key.of(Cow::Borrowed(text.trim())))))
}
