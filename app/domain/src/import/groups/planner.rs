//! How a plan is made: first the groups the file names and their sets, then row by row the learner
//! and the tutors.

use super::identify::{Doubt, Lookup};
use super::{
    Decisions, Directory, Field, GroupPlan, Kind, Note, Outcome, Part, Plan, Problem, RowPlan, SetPlan, Settle, Sheet,
    SheetRow, Target, Way, sets,
};
use crate::groups::acts::SetChoice;
use crate::groups::{CourseGroups, GroupName};
use crate::id::{GroupSetId, UserId};
use crate::tutoring::TutorKind;
use std::collections::{HashMap, HashSet};

mod learners;
mod locks;
mod teaching;

/// A plan in the making.
pub(super) struct Planner<'a> {
    sheet: &'a Sheet,
    directory: &'a Directory,
    state: &'a CourseGroups,
    decisions: &'a Decisions,
    plan: Plan,
    /// Index of a group by its folded name.
    named: HashMap<String, usize>,
    /// What the file says of the set of a group that is made, by index of the group.
    set_cells: HashMap<usize, GroupName>,
    /// Index of the row that holds a learner's seat in a set; of the first, where there may be several.
    held: HashMap<(usize, UserId), usize>,
    /// Index of the row that puts or finds a learner in a group.
    in_group: HashMap<(usize, UserId), usize>,
    /// Tutor cells that a group was already given.
    tutors_read: HashSet<(usize, [&'a str; 3])>,
    /// The type, if any is said, that a row gave a tutor of a group.
    tutors_given: HashMap<(usize, UserId), Option<TutorKind>>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        sheet: &'a Sheet,
        directory: &'a Directory,
        state: &'a CourseGroups,
        decisions: &'a Decisions,
    ) -> Self {
        let plan = Plan {
            rows: Vec::with_capacity(sheet.rows.len()),
            groups: Vec::new(),
            sets: Vec::new(),
            problems: Vec::new(),
            notes: Vec::new(),
            counts: super::Counts::default(),
            set_choices: None,
        };
        Self {
            sheet,
            directory,
            state,
            decisions,
            plan,
            named: HashMap::new(),
            set_cells: HashMap::new(),
            held: HashMap::new(),
            in_group: HashMap::new(),
            tutors_read: HashSet::new(),
            tutors_given: HashMap::new(),
        }
    }

    pub(super) fn plan(mut self) -> Plan {
        self.find_groups();
        self.find_sets();
        for (at, row) in self.sheet.rows.iter().enumerate() {
            if let Some(group) = self.plan.rows[at].group {
                self.find_learner(at, row, group);
                self.find_tutors(at, row, group);
                self.heed_lock(at, row, group);
                self.conclude(at, row, group);
            } else if self.decisions.skips(row.number) {
                self.recall_lock(row);
                self.recall_learner(row);
            }
        }
        self.count_members();
        self.plan.problems.sort_by_key(|problem| problem.row);
        self.plan.count();
        self.plan
    }

    const fn lookup(&self) -> Lookup<'a> {
        Lookup { directory: self.directory, state: self.state }
    }

    /// The group of each row, in the order of the file.
    fn find_groups(&mut self) {
        let mut above: Option<GroupName> = None;
        for row in &self.sheet.rows {
            let name = self.group_name(row, above.as_ref());
            if let Ok(name) = GroupName::parse(row.cell(Field::GroupName)) {
                above = Some(name);
            }
            let skipped = self.decisions.skips(row.number);
            let group = name.filter(|_| !skipped).map(|name| self.group(name, row));
            let outcome = if skipped {
                Outcome::LeftOut
            } else if group.is_none() {
                Outcome::Problem
            } else {
                Outcome::Nothing
            };
            self.plan.rows.push(RowPlan { row: row.number, outcome, group, learner: None, tutors: 0 });
        }
    }

    /// The name of the row's group, or a problem.
    fn group_name(&mut self, row: &SheetRow, above: Option<&GroupName>) -> Option<GroupName> {
        if row.surplus {
            let words = "This row has more cells than the header has columns. A separator inside a name must stand \
                         in quotes."
                .to_owned();
            let ways = vec![Way::new(Settle::TakeAsIs, "Take the row without the cells beyond the last column")];
            let doubt = Doubt { field: Field::GroupName, kind: Kind::SurplusCells, words, ways };
            self.settle(row, Part::Row, doubt)?;
        }
        let text = row.cell(Field::GroupName);
        if text.is_empty() {
            let ways = above
                .map(|above| Way::new(Settle::GroupAbove, format!("Take the group of the row above, “{above}”")))
                .into_iter()
                .collect();
            let words = "The group name is blank.".to_owned();
            let doubt = Doubt { field: Field::GroupName, kind: Kind::BlankGroup, words, ways };
            return self.settle(row, Part::Group, doubt).and(above.cloned());
        }
        match GroupName::parse(text) {
            Ok(name) => Some(name),
            Err(problem) => {
                let words = problem.to_string();
                let doubt = Doubt { field: Field::GroupName, kind: Kind::BadGroupName, words, ways: Vec::new() };
                self.settle(row, Part::Group, doubt).and(None)
            }
        }
    }

    /// The index of the group of that name.
    fn group(&mut self, name: GroupName, row: &SheetRow) -> usize {
        let next = self.plan.groups.len();
        let group = *self.named.entry(name.folded()).or_insert(next);
        if group == next {
            let existing = self.state.group_named(&name).and_then(|id| Some((id, self.state.group(id)?)));
            self.plan.groups.push(GroupPlan {
                name: existing.map_or(name, |(_, found)| found.name.clone()),
                target: existing.map_or(Target::New, |(id, _)| Target::Existing(id)),
                set: usize::MAX,
                members: existing.map_or(0, |(_, found)| u32::try_from(found.members.len()).unwrap_or(u32::MAX)),
                placed: 0,
                taken_out: 0,
                new_tutors: Vec::new(),
                retitled: Vec::new(),
                first_row: row.number,
            });
        }
        self.read_set_cell(row, group);
        group
    }

    /// Keeps what the row says of its group's set.
    fn read_set_cell(&mut self, row: &SheetRow, group: usize) {
        let text = row.cell(Field::GroupSet);
        if text.is_empty() {
            return;
        }
        let name = match GroupName::parse(text) {
            Ok(name) => name,
            Err(problem) => {
                let ways = vec![Way::new(Settle::TakeAsIs, "Do without the set")];
                let words = problem.to_string();
                let doubt = Doubt { field: Field::GroupSet, kind: Kind::BadSetName, words, ways };
                self.settle(row, Part::Set, doubt);
                return;
            }
        };
        let plan = &self.plan.groups[group];
        let is = match plan.target {
            Target::Existing(id) => {
                self.state.group(id).and_then(|found| self.state.set(found.set)).map(|set| &set.name)
            }
            Target::New => Some(&*self.set_cells.entry(group).or_insert_with(|| name.clone())),
        };
        if let Some(is) = is.filter(|is| is.folded() != name.folded()) {
            let words = format!("“{}” is in the set “{is}” and stays there.", plan.name);
            self.plan.notes.push(Note { row: row.number, field: Field::GroupSet, words });
        }
    }

    /// The set of each group.
    fn find_sets(&mut self) {
        let groups = &self.plan.groups;
        let is_unsaid =
            |(at, group): &(usize, &GroupPlan)| group.target == Target::New && !self.set_cells.contains_key(at);
        let unsaid = groups.iter().enumerate().filter(is_unsaid).map(|(_, group)| &group.name);
        if let Some(first) = unsaid.clone().next() {
            let filled = groups.iter().filter_map(|group| match group.target {
                Target::Existing(id) => Some(id),
                Target::New => None,
            });
            let chosen = self.decisions.set.as_ref();
            let choices = sets::choices(self.state, chosen, filled, first, unsaid, &self.sheet.title);
            self.plan.set_choices = Some(choices);
        }
        for at in 0..self.plan.groups.len() {
            if let Some(set) = self.set_of(at) {
                self.plan.groups[at].set = self.set_index(set);
            }
        }
        for at in 0..self.plan.rows.len() {
            let RowPlan { row, group: Some(group), .. } = self.plan.rows[at] else { continue };
            let set = self.plan.groups[group].set;
            if let Some(set) = self.plan.sets.get_mut(set).filter(|set| set.existing.is_none()) {
                set.several |= self.decisions.wants_several(row);
            }
        }
    }

    /// The set a group is in or goes to.
    fn set_of(&self, group: usize) -> Option<SetPlan> {
        let existing = |id: GroupSetId| {
            let set = self.state.set(id)?;
            Some(SetPlan { name: set.name.clone(), existing: Some(id), several: set.several })
        };
        let called = |name: &GroupName, several| match self.state.set_named(name) {
            Some(id) => existing(id),
            None => Some(SetPlan { name: name.clone(), existing: None, several }),
        };
        match (self.plan.groups[group].target, self.set_cells.get(&group)) {
            (Target::Existing(id), _) => existing(self.state.group(id)?.set),
            (Target::New, Some(name)) => called(name, false),
            (Target::New, None) => match &self.plan.set_choices.as_ref()?.taken {
                SetChoice::Existing(id) => existing(*id),
                SetChoice::New { name, several } => called(name, *several),
            },
        }
    }

    /// The index of that set among those of the plan.
    fn set_index(&mut self, set: SetPlan) -> usize {
        let is = |known: &SetPlan| known.existing == set.existing && known.name.folded() == set.name.folded();
        if let Some(index) = self.plan.sets.iter().position(is) {
            self.plan.sets[index].several |= set.several;
            return index;
        }
        self.plan.sets.push(set);
        self.plan.sets.len() - 1
    }

    /// Notes a problem, and how it was settled: the way and whom it takes. Ways to leave the thing
    /// out are added here. Of a row that is left out, only the problem for which it was.
    fn settle(&mut self, row: &SheetRow, part: Part, doubt: Doubt) -> Option<(Settle, Option<UserId>)> {
        let Doubt { field, kind, words, mut ways } = doubt;
        let has_tutors = !(row.cell(Field::Tutors).is_empty() && row.cell(Field::TutorsNumbers).is_empty());
        match part {
            Part::Tutor(_) | Part::TutorType(_) => ways.push(Way::new(Settle::LeaveOut, "Leave this tutor out")),
            Part::Learner | Part::Place if ways.iter().any(|way| way.settle == Settle::LeaveOut) => {}
            Part::Learner | Part::Place if has_tutors => {
                ways.push(Way::new(Settle::LeaveOut, "Leave the learner out, take group and tutors"));
                ways.push(Way::new(Settle::SkipRow, "Leave the whole row out"));
            }
            _ => ways.push(Way::new(Settle::SkipRow, "Leave this row out")),
        }
        let decided = self.decisions.get(row.number, part);
        let way = ways.iter().find(|way| Some(way.settle) == decided).map(|way| (way.settle, way.person));
        let settled = way.map(|(settle, _)| settle);
        if settled != Some(Settle::SkipRow) && self.decisions.skips(row.number) {
            return way;
        }
        self.plan.problems.push(Problem { row: row.number, part, field, kind, words, ways, settled });
        way
    }

    /// What becomes of a row as a whole, now that learner and tutors are known.
    fn conclude(&mut self, at: usize, row: &SheetRow, group: usize) {
        let group = &self.plan.groups[group];
        let makes_group = group.target == Target::New && group.first_row == row.number;
        let is_open = self.plan.problems.iter().rev().take_while(|p| p.row == row.number).any(Problem::is_open);
        let plan = &mut self.plan.rows[at];
        if is_open {
            plan.outcome = Outcome::Problem;
        } else if plan.outcome == Outcome::Nothing && makes_group {
            plan.outcome = Outcome::MakesGroup;
        } else if plan.outcome == Outcome::Nothing && plan.tutors > 0 {
            plan.outcome = Outcome::Tutors;
        }
    }

    fn count_members(&mut self) {
        for at in 0..self.plan.rows.len() {
            let RowPlan { outcome, group: Some(group), .. } = &self.plan.rows[at] else { continue };
            let from = match outcome {
                Outcome::Place => None,
                Outcome::Move { from } => self.named.get(&from.folded()).copied(),
                _ => continue,
            };
            self.plan.groups[*group].placed += 1;
            if let Some(from) = from {
                self.plan.groups[from].taken_out += 1;
            }
        }
    }
}
