//! From a plan to the act that the store keeps.

use super::{Outcome, Plan, Target};
use crate::groups::acts::MOST_GROUPS;
use crate::groups::{Act, Change, CourseGroups, IdMint, Refusal};
use crate::id::{GroupId, GroupSetId};
use crate::import::digest::Digest;
use core::fmt::Write;

/// An id that nothing has, for digests.
const NOWHERE: i64 = i64::MIN / 2;

impl Plan {
    /// The act that does what the plan says, on the state it was made for.
    ///
    /// # Errors
    /// [`Refusal::Nothing`] when nothing is to be changed, [`Refusal::PreviewMoved`] while something
    /// is unclear, [`Refusal::TooMany`] when more groups would be made than one act may.
    pub fn act(&self, state: &CourseGroups, mint: &mut IdMint) -> Result<Act, Refusal> {
        if self.open() > 0 {
            return Err(Refusal::PreviewMoved);
        }
        if self.counts.groups_made > MOST_GROUPS as usize {
            return Err(Refusal::TooMany { most: MOST_GROUPS });
        }
        let changes = self.changes(state, mint);
        if changes.is_empty() {
            return Err(Refusal::Nothing);
        }
        let words = format!("CSV import: {}", self.summary());
        Ok(Act::new("groups.import", words, changes))
    }

    /// A number that two plans share when they do the same, for the server to know that what it is
    /// about to do is what someone saw.
    pub fn digest(&self, state: &CourseGroups) -> u64 {
        let mut digest = Digest::new();
        for change in self.changes(state, &mut IdMint::new(NOWHERE)) {
            // A digest takes everything: writing to it cannot fail.
            let _ = write!(digest, "{change:?};");
        }
        let _ = write!(digest, "{}", self.open());
        digest.0
    }

    /// All changes in an order in which each can be applied: whoever moves leaves first.
    fn changes(&self, state: &CourseGroups, mint: &mut IdMint) -> Vec<Change> {
        let mut changes = Vec::new();
        let sets = self.open_sets(mint, &mut changes);
        let groups: Vec<Option<GroupId>> = self
            .groups
            .iter()
            .map(|group| match group.target {
                Target::Existing(id) => Some(id),
                Target::New => {
                    let set = sets.get(group.set).copied().flatten()?;
                    let id = mint.group();
                    changes.push(Change::CreateGroup { group: id, set, name: group.name.clone() });
                    Some(id)
                }
            })
            .collect();
        let group_of = |index: Option<usize>| index.and_then(|at| groups.get(at).copied().flatten());
        let mut places = Vec::new();
        for row in &self.rows {
            let (Some(learner), Some(group)) = (row.learner, group_of(row.group)) else { continue };
            match &row.outcome {
                Outcome::Place => {}
                Outcome::Move { from } => {
                    let from = state.group_named(from);
                    changes.extend(from.map(|group| Change::TakeOut { learner, group }));
                }
                _ => continue,
            }
            places.push(Change::Place { learner, group });
        }
        changes.append(&mut places);
        for (plan, group) in self.groups.iter().zip(&groups) {
            let Some(group) = *group else { continue };
            let added =
                plan.new_tutors.iter().map(|(tutor, kind)| Change::AddTutor { group, tutor: *tutor, kind: *kind });
            changes.extend(added);
            let retitled = plan.retitled.iter();
            changes.extend(retitled.map(|(tutor, from, to)| Change::RetitleTutor {
                group,
                tutor: *tutor,
                from: *from,
                to: *to,
            }));
        }
        changes
    }

    /// The id of each set that is there or gets new groups, which makes it.
    fn open_sets(&self, mint: &mut IdMint, changes: &mut Vec<Change>) -> Vec<Option<GroupSetId>> {
        let mut open = |(at, set): (usize, &super::SetPlan)| {
            if set.existing.is_some() || !self.groups.iter().any(|group| group.set == at) {
                return set.existing;
            }
            let id = mint.set();
            changes.push(Change::CreateSet { set: id, name: set.name.clone(), several: set.several });
            Some(id)
        };
        self.sets.iter().enumerate().map(&mut open).collect()
    }
}
