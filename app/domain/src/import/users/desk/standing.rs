//! The plan as it stands, and which rows are under which filter.

use super::{Desk, Filter};
use crate::id::UserId;
use crate::import::users::plan::{Basis, Class, Directory, Sheet, Standing};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The plan with the rows under its filters.
#[derive(Debug)]
pub(super) struct Reviewed {
    pub standing: Standing,
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

/// So many times as many rows are planned again one by one, at most, as there are: else all are planned anew.
const FEW: usize = 8;

impl Reviewed {
    /// The places of the rows under a filter.
    pub(super) fn under(&self, filter: Filter) -> Rc<Vec<usize>> {
        if let Some(list) = self.lists.borrow().get(&filter) {
            return Rc::clone(list);
        }
        let place = |at: &u32| usize::try_from(*at).unwrap_or(usize::MAX);
        let classes = self.standing.classes().iter().enumerate();
        let list = match filter {
            Filter::All => (0..classes.len()).collect(),
            Filter::Moved => self.moved.clone(),
            Filter::Problem { kind, field } => self
                .standing
                .groups()
                .get(&(kind, field))
                .map(|rows| rows.iter().map(place).collect())
                .unwrap_or_default(),
            _ => classes.filter(|(_, class)| is_under(filter, **class)).map(|(at, _)| at).collect(),
        };
        let list = Rc::new(list);
        self.lists.borrow_mut().insert(filter, Rc::clone(&list));
        list
    }

    /// How many rows ask about a role.
    pub(super) fn asked(&self) -> usize {
        self.standing.classes().iter().filter(|class| is_under(Filter::Asked, **class)).count()
    }
}

const fn is_under(filter: Filter, class: Class) -> bool {
    match filter {
        Filter::Created => matches!(class, Class::Create),
        Filter::Updated => matches!(class, Class::Update | Class::AskYes),
        Filter::Unchanged => matches!(class, Class::Unchanged),
        Filter::Skipped => matches!(class, Class::LeftOut | Class::Declined | Class::AskNo),
        Filter::Asked => matches!(class, Class::AskOpen | Class::AskYes | Class::AskNo),
        Filter::Undecided => matches!(class, Class::AskOpen),
        Filter::Problems => matches!(class, Class::Problem | Class::Refused),
        Filter::Refused => matches!(class, Class::Refused),
        Filter::All | Filter::Moved | Filter::Problem { .. } => true,
    }
}

impl Desk {
    /// The rows under the mapping, with what was corrected. None before columns were matched.
    pub(super) fn sheet(&self) -> Option<Sheet<'_>> {
        Some(Sheet::over(self.index.as_ref()?, self.mapping.as_ref()?, &self.values, &self.corrections))
    }

    /// Plans all rows anew. Does nothing before columns were matched.
    pub(super) fn plan(&mut self) {
        let moved = self.reviewed.take().map(|reviewed| reviewed.moved).unwrap_or_default();
        let (Some(sheet), Some(directory)) = (self.sheet(), &self.directory) else { return };
        let standing = Standing::new(Basis { sheet: &sheet, directory, decisions: &self.decisions });
        self.reviewed = Some(Reviewed { standing, moved, lists: RefCell::default() });
    }

    /// Plans the rows that were touched, if rows are planned at all.
    pub(super) fn replan(&mut self, touched: &Touched) {
        let Some(mut reviewed) = self.reviewed.take() else { return };
        let (Some(sheet), Some(directory)) = (self.sheet(), &self.directory) else { return };
        let places = match touched {
            Touched::Rows(rows) if rows.len() <= sheet.count() / FEW + 1 => {
                rows.iter().filter_map(|row| sheet.place(*row)).collect()
            }
            _ => {
                self.reviewed = Some(reviewed);
                return self.plan();
            }
        };
        self.replan_places(&mut reviewed, places, &sheet, directory);
        self.reviewed = Some(reviewed);
    }

    fn replan_places(&self, reviewed: &mut Reviewed, places: Vec<usize>, sheet: &Sheet<'_>, directory: &Directory) {
        reviewed.standing.replan(places, Basis { sheet, directory, decisions: &self.decisions });
        reviewed.lists.get_mut().clear();
    }

    /// Plans the rows that people may be meant by.
    pub(super) fn replan_people(&mut self, people: &[UserId]) {
        let Some(mut reviewed) = self.reviewed.take() else { return };
        let (Some(sheet), Some(directory)) = (self.sheet(), &self.directory) else { return };
        let places = reviewed.standing.rows_about(people, directory).into_iter().collect();
        self.replan_places(&mut reviewed, places, &sheet, directory);
        self.reviewed = Some(reviewed);
    }
}
