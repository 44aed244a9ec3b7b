//! The plan as it stands, and which rows are under which filter.

use super::words::outcome;
use super::{Desk, Filter, OutcomeKind};
use crate::id::UserId;
use crate::import::users::plan::{Outcome, Plan, RowPlan, Sheet};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The plan of all rows as they are now.
#[derive(Debug)]
pub(super) struct Standing {
    pub plan: Plan,
    /// The places of the rows of which another becomes than before people were looked up again.
    pub moved: Vec<usize>,
    /// The places of the rows under the filters that were asked for since the last edit.
    lists: RefCell<HashMap<Filter, Rc<Vec<usize>>>>,
}

/// Which rows an edit is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touched {
    /// By their numbers.
    Rows(Vec<u32>),
    All,
}

impl Standing {
    /// The places of the rows under a filter.
    pub(super) fn under(&self, filter: Filter) -> Rc<Vec<usize>> {
        if let Some(list) = self.lists.borrow().get(&filter) {
            return Rc::clone(list);
        }
        let list = match filter {
            Filter::Moved => self.moved.clone(),
            _ => {
                let rows = self.plan.rows.iter().enumerate();
                rows.filter(|(_, row)| is_under(filter, row, &self.plan)).map(|(at, _)| at).collect()
            }
        };
        let list = Rc::new(list);
        self.lists.borrow_mut().insert(filter, Rc::clone(&list));
        list
    }
}

fn is_under(filter: Filter, row: &RowPlan, plan: &Plan) -> bool {
    let kind = outcome(&row.outcome);
    match filter {
        Filter::All => true,
        Filter::Created => kind == OutcomeKind::Created,
        Filter::Updated => kind == OutcomeKind::Updated,
        Filter::Unchanged => kind == OutcomeKind::Unchanged,
        Filter::Skipped => kind == OutcomeKind::Skipped,
        Filter::Asked => matches!(row.outcome, Outcome::Ask { .. }),
        Filter::Undecided => kind == OutcomeKind::Undecided,
        Filter::Problems => matches!(kind, OutcomeKind::Problem | OutcomeKind::Refused),
        Filter::Problem { kind, field } => {
            plan.problems_of(row.row).iter().any(|problem| problem.kind == kind && problem.field == field)
        }
        Filter::Refused => kind == OutcomeKind::Refused,
        Filter::Moved => false,
    }
}

impl Desk {
    /// The rows under the mapping, with what was corrected. None before columns were matched.
    pub(super) fn sheet(&self) -> Option<Sheet<'_>> {
        Some(Sheet::over(self.index.as_ref()?, self.mapping.as_ref()?, &self.values, &self.corrections))
    }

    /// Plans all rows anew. Does nothing before columns were matched.
    pub(super) fn plan(&mut self) {
        let (Some(sheet), Some(directory)) = (self.sheet(), &self.directory) else { return };
        let plan = Plan::new(&sheet, directory, &self.decisions);
        let moved = self.standing.take().map(|standing| standing.moved).unwrap_or_default();
        self.standing = Some(Standing { plan, moved, lists: RefCell::default() });
    }

    /// Plans the rows that were touched, if rows are planned at all.
    pub(super) fn replan(&mut self, _touched: &Touched) {
        if self.standing.is_some() {
            self.plan();
        }
    }

    /// Plans the rows that people may be meant by.
    pub(super) fn replan_people(&mut self, _people: &[UserId]) {
        self.replan(&Touched::All);
    }
}
