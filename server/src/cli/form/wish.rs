//! What parameters and files ask for, as a wish of the engine.

use super::super::Form;
use domain::forming::recipe::numbers;
use domain::forming::rules::{Aim, Attribute, Capacity, Force, Learner, Rule, Wish};
use domain::import::file::Table;
use domain::text::fold;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A wish, with what its parts are called.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) wish: Wish,
    /// The name of the column that names learners.
    pub(super) id_column: String,
    /// What names each learner.
    pub(super) ids: Vec<String>,
    /// What each rule of the wish is called.
    pub(super) rules: Vec<Named>,
    /// The values of each attribute that has kinds, in their order.
    pub(super) kinds: Vec<Vec<String>>,
}

/// A rule as it was asked for.
#[derive(Debug)]
pub(super) struct Named {
    /// "balance gender".
    pub(super) words: String,
    pub(super) force: Force,
    /// The attribute it looks at.
    pub(super) attribute: Option<usize>,
}

impl Asked {
    /// Reads what is asked for; the problems, a line each, where it cannot be.
    pub(super) fn read(
        form: &Form,
        table: &Table,
        together: Option<&Table>,
        apart: Option<&Table>,
    ) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        let ids = ids(table, &mut problems);
        let wish = Wish {
            learners: u32::try_from(ids.len()).unwrap_or(u32::MAX),
            attributes: Vec::new(),
            groups: capacities(form, ids.len(), &mut problems),
            fixed: Vec::new(),
            rules: Vec::new(),
            seed: form.seed,
        };
        let id_column = table.columns.first().cloned().unwrap_or_default();
        let mut asked = Self { wish, id_column, ids, rules: Vec::new(), kinds: Vec::new() };
        for (sets, words, aim) in
            [(together, "together", Aim::Together as fn(Vec<Vec<Learner>>) -> Aim), (apart, "apart", Aim::Apart)]
        {
            if let Some(sets) = sets {
                let sets = asked.sets(sets, words, &mut problems);
                asked.rule(words.to_owned(), Force::Must, aim(sets), None);
            }
        }
        for name in &form.balance {
            if let Some(at) = asked.attribute(table, name, &mut problems) {
                asked.balance(name, at);
            }
        }
        for name in &form.alike {
            if let Some(at) = asked.attribute(table, name, &mut problems) {
                let attribute = number(at);
                asked.rule(["alike ", name].concat(), Force::Weight(1), Aim::Alike { attribute }, Some(at));
            }
        }
        if problems.is_empty() { Ok(asked) } else { Err(problems) }
    }

    fn rule(&mut self, words: String, force: Force, aim: Aim, attribute: Option<usize>) {
        self.wish.rules.push(Rule { force, aim });
        self.rules.push(Named { words, force, attribute });
    }

    /// Kinds must be at the floor or the ceiling of their share, and should be at the nearest of the two; the last kind
    /// follows from the others. Numbers should have the same mean and spread everywhere.
    fn balance(&mut self, name: &str, at: usize) {
        let attribute = number(at);
        let words = ["balance ", name].concat();
        if matches!(self.wish.attributes.get(at), Some(Attribute::Numbers(_))) {
            return self.rule(words, Force::Weight(1), Aim::Even { attribute, slack: 0 }, Some(at));
        }
        let kinds = self.kinds.get(at).map_or(0, Vec::len);
        let of = (0..number(kinds).saturating_sub(1)).collect();
        self.rule(words, Force::Must, Aim::Share { attribute }, Some(at));
        self.rule(["nearest ", name].concat(), Force::Weight(1), Aim::Nearest { attribute, of }, Some(at));
    }

    /// Reads a column as an attribute; a second rule about it has its own.
    fn attribute(&mut self, table: &Table, name: &str, problems: &mut Vec<String>) -> Option<usize> {
        let found = table.columns.iter().position(|column| column == name);
        let column = found.or_else(|| table.columns.iter().position(|column| fold(column) == fold(name)));
        let Some(column) = column else {
            problems.push(format!("No column is “{name}”. The columns are: {}.", table.columns.join(", ")));
            return None;
        };
        let cells: Vec<&str> = table.rows.iter().map(|row| row.cell(column)).collect();
        let values: BTreeSet<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let given = cells.iter().copied().enumerate().filter(|(_, cell)| !cell.is_empty());
        let (attribute, kinds) = if let Some(numbers) = numbers(given) {
            (Attribute::Numbers((0..cells.len()).map(|row| numbers.get(&row).copied()).collect()), Vec::new())
        } else {
            let places: HashMap<&str, u32> = values.iter().copied().zip(0..).collect();
            let kinds = cells.iter().map(|cell| places.get(cell).copied()).collect();
            (Attribute::Kinds(kinds), values.into_iter().map(str::to_owned).collect())
        };
        self.wish.attributes.push(attribute);
        self.kinds.push(kinds);
        Some(self.kinds.len() - 1)
    }

    /// Sets of learners, one in each row; a row that names nobody of the file, as a header does, stands for none.
    fn sets(&self, table: &Table, words: &str, problems: &mut Vec<String>) -> Vec<Vec<Learner>> {
        let places: HashMap<&str, Learner> = self.ids.iter().map(String::as_str).zip(0..).collect();
        let mut sets = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let cells: Vec<&str> =
                (0..table.columns.len()).map(|column| row.cell(column)).filter(|cell| !cell.is_empty()).collect();
            let known: Vec<Learner> = cells.iter().filter_map(|cell| places.get(cell).copied()).collect();
            if at == 0 && known.is_empty() {
                continue;
            }
            for cell in cells.iter().filter(|cell| !places.contains_key(*cell)) {
                problems.push(format!("{words}, row {}: no learner is “{cell}”.", row.number));
            }
            sets.push(known);
        }
        sets
    }
}

/// What names the learners: the first column, in which each has a text of their own.
fn ids(table: &Table, problems: &mut Vec<String>) -> Vec<String> {
    let name = table.columns.first().map_or("", String::as_str);
    let mut seen = HashSet::new();
    for row in &table.rows {
        let id = row.cell(0);
        if id.is_empty() {
            problems.push(format!("row {}, column “{name}”: something must name the learner.", row.number));
        } else if !seen.insert(id) {
            problems.push(format!("row {}, column “{name}”: “{id}” is there already.", row.number));
        }
    }
    table.rows.iter().map(|row| row.cell(0).to_owned()).collect()
}

/// Groups whose sizes differ by at most one: so many, or as many as have at most that size.
fn capacities(form: &Form, learners: usize, problems: &mut Vec<String>) -> Vec<Capacity> {
    let learners = number(learners);
    let groups = form.number.or_else(|| form.size.map(|size| learners.div_ceil(size.max(1)))).unwrap_or(1);
    if groups == 0 || form.size == Some(0) || groups > learners.max(1) {
        problems.push(format!("{learners} learners do not fill {groups} groups."));
        return Vec::new();
    }
    let size = |group: u32| learners / groups + u32::from(group < learners % groups);
    (0..groups).map(|group| Capacity { least: size(group), most: size(group) }).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
