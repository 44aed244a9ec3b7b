//! Rows that a locked set stands against.

use super::{Doubt, Field, Kind, Outcome, Part, Planner, SheetRow, Target};
use crate::groups::acts::SetChoice;
use crate::groups::{GroupName, Refusal};
use crate::id::GroupSetId;

impl Planner<'_> {
    /// Asks what becomes of a row that would change a locked set. One that changes nothing stands.
    pub(super) fn heed_lock(&mut self, at: usize, row: &SheetRow, group: usize) {
        let plan = &self.plan.rows[at];
        let group = &self.plan.groups[group];
        let makes_group = group.target == Target::New && group.first_row == row.number;
        let changes = makes_group || plan.tutors > 0 || matches!(plan.outcome, Outcome::Place | Outcome::Move { .. });
        let set = self.plan.sets.get(group.set).and_then(|set| set.existing);
        if let Some(doubt) = set.filter(|_| changes).and_then(|set| self.locked(set)) {
            self.settle(row, Part::Group, doubt);
        }
    }

    /// Of a row that is left out: that it was for a locked set, if so.
    pub(super) fn recall_lock(&mut self, row: &SheetRow) {
        let Ok(name) = GroupName::parse(row.cell(Field::GroupName)) else { return };
        let standing = self.state.group_named(&name).and_then(|id| self.state.group(id)).map(|group| group.set);
        let said = || self.state.set_named(&GroupName::parse(row.cell(Field::GroupSet)).ok()?);
        let chosen = || match self.plan.set_choices.as_ref().map(|choices| &choices.taken) {
            Some(SetChoice::Existing(set)) => Some(*set),
            _ => None,
        };
        let set = standing.or_else(said).or_else(chosen);
        if let Some(doubt) = set.and_then(|set| self.locked(set)) {
            self.settle(row, Part::Group, doubt);
        }
    }

    fn locked(&self, set: GroupSetId) -> Option<Doubt> {
        let set = self.state.set(set).filter(|set| set.locked)?;
        let words = Refusal::SetLocked(set.name.clone()).to_string();
        Some(Doubt { field: Field::GroupName, kind: Kind::SetLocked, words, ways: Vec::new() })
    }
}
