//! Learners of a row: who they are, and whether they can be placed.

use super::super::identify::Role;
use super::{Doubt, Field, Kind, Outcome, Part, Planner, Settle, SheetRow, Target, Way};
use crate::groups::GroupName;
use crate::id::UserId;

impl<'a> Planner<'a> {
    pub(super) fn find_learner(&mut self, at: usize, row: &'a SheetRow, group: usize) {
        let (name, number) = (row.cell(Field::LearnerName), row.cell(Field::LearnerNumber));
        if name.is_empty() && number.is_empty() {
            return;
        }
        let outcome = match self.lookup().identify(Role::Learner, number, name) {
            Ok(learner) => self.place(at, row, group, learner),
            Err(doubt) => match self.settle(row, Part::Learner, doubt) {
                Some((_, Some(learner))) => self.place(at, row, group, learner),
                Some(_) => Outcome::LeftOut,
                None => Outcome::Problem,
            },
        };
        self.plan.rows[at].outcome = outcome;
    }

    /// Of a row that is left out: why it was, if that lies with the learner.
    pub(super) fn recall_learner(&mut self, row: &SheetRow) {
        let (name, number) = (row.cell(Field::LearnerName), row.cell(Field::LearnerNumber));
        if name.is_empty() && number.is_empty() {
            return;
        }
        let learner = match self.lookup().identify(Role::Learner, number, name) {
            Ok(learner) => Some(learner),
            Err(doubt) => self.settle(row, Part::Learner, doubt).and_then(|(_, person)| person),
        };
        if let Some(doubt) = learner.and_then(|learner| self.cannot_be_placed(learner)) {
            self.settle(row, Part::Place, doubt);
        }
    }

    fn place(&mut self, at: usize, row: &SheetRow, group: usize, learner: UserId) -> Outcome {
        self.plan.rows[at].learner = Some(learner);
        if let Some(first) = self.in_group.get(&(group, learner)) {
            return Outcome::Doubled { row: self.plan.rows[*first].row };
        }
        let is_member = self.is_member(group, learner);
        if !is_member && let Some(doubt) = self.cannot_be_placed(learner) {
            return self.settle(row, Part::Place, doubt).map_or(Outcome::Problem, |_| Outcome::LeftOut);
        }
        let set = self.plan.groups[group].set;
        let mut outcome = if is_member { Outcome::AlreadyThere } else { Outcome::Place };
        if self.is_exclusive(set, row) {
            let mut moves = false;
            if let Some(earlier) = self.held.get(&(set, learner)).copied() {
                let doubt = self.twice(earlier, group, learner);
                match self.settle(row, Part::Place, doubt) {
                    None => return Outcome::Problem,
                    Some((Settle::Several, _)) => {}
                    Some((Settle::Instead, _)) => {
                        moves = true;
                        self.held.remove(&(set, learner));
                        self.supersede(earlier, learner, row.number);
                    }
                    Some(_) => return Outcome::LeftOut,
                }
            }
            if let Some(from) = self.seat(set, learner).filter(|_| !is_member) {
                if !moves {
                    let doubt = self.in_another_group(learner, &from, group);
                    match self.settle(row, Part::Place, doubt) {
                        None => return Outcome::Problem,
                        Some((Settle::Move, _)) => {}
                        Some(_) => return Outcome::LeftOut,
                    }
                }
                outcome = Outcome::Move { from };
            }
        }
        self.held.entry((set, learner)).or_insert(at);
        self.in_group.insert((group, learner), at);
        outcome
    }

    /// Whether the learner may be in no other group of the set for the sake of this row. In a set that is
    /// made to allow several, what was decided about the row stays in sight and counts.
    fn is_exclusive(&self, set: usize, row: &SheetRow) -> bool {
        let decided = || self.decisions.get(row.number, Part::Place);
        self.plan.sets.get(set).is_some_and(|set| {
            !set.several
                || (set.existing.is_none()
                    && matches!(decided(), Some(Settle::LeaveOut | Settle::Instead | Settle::Several)))
        })
    }

    fn is_member(&self, group: usize, learner: UserId) -> bool {
        match self.plan.groups[group].target {
            Target::Existing(id) => self.state.group(id).is_some_and(|found| found.members.contains(&learner)),
            Target::New => false,
        }
    }

    /// The name of the group that holds the learner now, in a set that is there.
    fn seat(&self, set: usize, learner: UserId) -> Option<GroupName> {
        let set = self.plan.sets.get(set)?.existing?;
        self.state.group(self.state.seat_of(set, learner)?).map(|group| group.name.clone())
    }

    /// An earlier row for the learner gives way to this one.
    fn supersede(&mut self, earlier: usize, learner: UserId, row: u32) {
        let plan = &mut self.plan.rows[earlier];
        if plan.outcome != Outcome::Problem {
            plan.outcome = Outcome::Superseded { row };
        }
        if let Some(group) = plan.group {
            self.in_group.remove(&(group, learner));
        }
    }

    /// Why the learner may not be placed, if so.
    fn cannot_be_placed(&self, learner: UserId) -> Option<Doubt> {
        if self.state.is_enrolled(learner) {
            return None;
        }
        let who = self.directory.describe(learner);
        let is_learner = self.directory.person(learner).is_some_and(|known| known.learner);
        let (kind, words) = if is_learner {
            (
                Kind::NotEnrolled,
                format!("{who} is not enrolled in this period. Enrol them on the course’s Setup tab first."),
            )
        } else {
            (Kind::NotLearner, format!("{who} is not a learner of this school."))
        };
        Some(Doubt { field: Field::LearnerName, kind, words, ways: Vec::new() })
    }

    fn is_locked_in(&self, group: &GroupName, learner: UserId) -> bool {
        let group = self.state.group_named(group).and_then(|id| self.state.group(id));
        group.is_some_and(|group| group.locked.contains(&learner))
    }

    fn in_another_group(&self, learner: UserId, from: &GroupName, group: usize) -> Doubt {
        let to = &self.plan.groups[group].name;
        let who = self.directory.describe(learner);
        let leave = Way::new(Settle::LeaveOut, format!("Leave in “{from}”"));
        let (words, ways) = if self.is_locked_in(from, learner) {
            (format!("{who} is in “{from}” now, and locked there."), vec![leave])
        } else {
            (format!("{who} is in “{from}” now."), vec![Way::new(Settle::Move, format!("Move to “{to}”")), leave])
        };
        Doubt { field: Field::GroupName, kind: Kind::InAnotherGroup, words, ways }
    }

    fn twice(&self, earlier: usize, group: usize, learner: UserId) -> Doubt {
        let first = &self.plan.rows[earlier];
        let other = first.group.map_or("", |other| self.plan.groups[other].name.as_str());
        let here = &self.plan.groups[group];
        let mut ways = vec![Way::new(Settle::LeaveOut, format!("Take row {}: “{other}”", first.row))];
        let seat = self.seat(here.set, learner).filter(|seat| *seat != here.name);
        if !seat.is_some_and(|seat| self.is_locked_in(&seat, learner)) {
            ways.push(Way::new(Settle::Instead, format!("Take this row: “{}”", here.name)));
        }
        if let Some(set) = self.plan.sets.get(here.set).filter(|set| set.existing.is_none()) {
            let words = format!("Take both: let learners be in several groups of the new set “{}”", set.name);
            ways.push(Way::new(Settle::Several, words));
        }
        Doubt {
            field: Field::GroupName,
            kind: Kind::TwiceInFile,
            words: format!(
                "{} stands in row {} too, for “{other}”. A learner is in one group of a set.",
                self.directory.describe(learner),
                first.row
            ),
            ways,
        }
    }
}
