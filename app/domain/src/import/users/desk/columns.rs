//! Which column is which field: what is shown of it, and what people choose.

use super::file::{clipped, own_columns};
use super::{Desk, Kept, UserField};
use crate::import::columns::{Field as _, Mapping, Reason, Sample, match_columns_in};
use crate::import::digest::Digest;
use crate::import::file::Index;
use crate::import::users::plan::{Directory, Ground, Meanings, ValueChoice};
use crate::import::values::{List, Values};
use crate::import::view::{ColumnView, ColumnsView, FieldView, ValueView};
use std::collections::HashSet;

/// How many different texts of a column are shown, how many counted, and how many values said with their meanings.
const SAMPLES: usize = 3;
const COUNTED: usize = 2_000;
const VALUES: usize = 300;
/// Characters of a sample at most.
const SHOWN: usize = 80;

/// What is told of a column whatever it is imported as.
#[derive(Clone, Debug)]
pub(super) struct ColumnFacts {
    samples: Vec<String>,
    different: Option<usize>,
    empty: usize,
}

impl Desk {
    /// Takes what the installation knows beside people, and how a file with this header was mapped; finds what is
    /// which field.
    pub fn match_columns(&mut self, ground: Ground, remembered: Option<Kept>) -> ColumnsView {
        let directory = Directory::new(ground);
        let Some(index) = &self.index else { return ColumnsView::default() };
        let columns = own_columns(index);
        let recalled = remembered.as_ref().and_then(|kept| Mapping::recall(&kept.mapping, columns.len()));
        self.remembered = recalled.is_some();
        self.mapping = Some(recalled.unwrap_or_else(|| {
            let sample = Sample::new(index.count(), |row, column| index.cell(row, column));
            match_columns_in(columns, &sample, &|field, text| directory.lists().knows(field, text))
        }));
        self.directory = Some(directory);
        self.begin_anew();
        if let Some(kept) = remembered.filter(|_| self.remembered) {
            self.corrections.choices = kept.choices;
        }
        self.find_meanings();
        self.columns_view()
    }

    /// Reads a field from a column, or from none. Corrections of cells stay, by the fields they are of.
    pub fn choose(&mut self, field: UserField, column: Option<usize>) -> ColumnsView {
        let width = self.index.as_ref().map_or(0, |index| own_columns(index).len());
        if let Some(mapping) = &mut self.mapping
            && column.is_none_or(|column| column < width)
        {
            let before = mapping.clone();
            mapping.choose(field, column);
            let is_other = |field: UserField| before.column(field) != mapping.column(field);
            self.corrections.choices.retain(|choice| !is_other(choice.field));
            self.steps.clear();
            self.reviewed = None;
            self.find_meanings();
        }
        self.columns_view()
    }

    /// Says what a value means, in every row. While reviewing, too, where it is an edit like others: see
    /// [`Desk::review`].
    pub fn choose_value(&mut self, choice: ValueChoice) -> ColumnsView {
        self.choose_as_step(choice);
        self.columns_view()
    }

    /// What to keep for the next file with this header. None before columns were matched.
    pub fn keep(&self) -> Option<Kept> {
        let width = own_columns(self.index.as_ref()?).len();
        let choices = self.corrections.choices.clone();
        Some(Kept { mapping: self.mapping.as_ref()?.remember(width), choices })
    }

    /// Takes what the installation is now.
    pub(super) fn open_ground(&mut self, ground: Ground) {
        self.directory = Some(Directory::new(ground));
        self.find_meanings();
    }

    fn find_meanings(&mut self) {
        if let (Some(index), Some(directory), Some(mapping)) = (&self.index, &self.directory, &self.mapping) {
            self.found = Meanings::of(index, mapping, directory);
        }
        self.choose_meanings();
    }

    /// Takes the values as they are found, with what was chosen.
    pub(super) fn choose_meanings(&mut self) {
        self.values = self.found.clone();
        if let Some(directory) = &self.directory {
            self.values.choose(&self.corrections.choices, directory);
        }
    }

    /// The columns beside the fields. Empty before columns were matched.
    pub fn columns_view(&mut self) -> ColumnsView {
        let (Some(index), Some(directory), Some(mapping)) = (&self.index, &self.directory, &self.mapping) else {
            return ColumnsView::default();
        };
        let facts = self.facts.get_or_insert_with(|| facts(index));
        let names = own_columns(index);
        let column = |(at, name): (usize, &String)| {
            let facts = facts.get(at)?;
            Some(ColumnView {
                name: clipped(name, SHOWN),
                samples: facts.samples.clone(),
                different: facts.different,
                empty: facts.empty,
                field: mapping.field(at).map(|field| field as usize),
            })
        };
        let field = |field: &UserField| {
            let list = directory.lists().of(*field);
            field_view(*field, mapping, names, list, self.values.of_field(*field))
        };
        ColumnsView {
            columns: names.iter().enumerate().filter_map(column).collect(),
            fields: UserField::ALL.iter().map(field).collect(),
            remembered: self.remembered,
        }
    }
}

fn field_view(
    field: UserField,
    mapping: &Mapping<UserField>,
    names: &[String],
    list: Option<&List>,
    values: Option<&Values>,
) -> FieldView {
    let reason = mapping.reason(field);
    let option = |entry: &crate::import::values::Entry| (entry.code.clone(), entry.name.clone());
    let shown = list.zip(values).map(|(list, values)| values_of(list, values));
    FieldView {
        label: field.label().to_owned(),
        required: field.is_required(),
        column: mapping.column(field),
        score: mapping.score(field),
        reason: reason.words(names),
        unsure: matches!(reason, Reason::Several(_)),
        suggestion: mapping.suggestion(field),
        values: shown.unwrap_or_default(),
        options: list.map(|list| list.entries().iter().map(option).collect()).unwrap_or_default(),
    }
}

/// The values, the most frequent first; where there are too many, those that mean nothing before the others.
fn values_of(list: &List, values: &Values) -> Vec<ValueView> {
    let all = values.all();
    let (open, known): (Vec<_>, Vec<_>) = all.iter().partition(|value| value.entry.is_none());
    let shown: Vec<_> =
        if all.len() > VALUES { open.into_iter().chain(known).take(VALUES).collect() } else { all.iter().collect() };
    let view = |value: &crate::import::values::Value| ValueView {
        text: value.text.clone(),
        rows: value.rows,
        meaning: value.entry.and_then(|entry| list.entries().get(entry)).map(|entry| entry.code.clone()),
        why: value.why.words().to_owned(),
    };
    shown.into_iter().map(view).collect()
}

/// A column while its cells are counted.
#[derive(Default)]
struct Counting {
    samples: Vec<String>,
    empty: usize,
    /// Digests of the different texts, as long as they are counted.
    seen: HashSet<u64>,
    is_full: bool,
    above: u64,
}

/// Row by row, for so the file is gone through once.
fn facts(index: &Index) -> Vec<ColumnFacts> {
    let mut columns: Vec<Counting> = own_columns(index).iter().map(|_| Counting::default()).collect();
    for at in 0..index.count() {
        let cell = index.row(at);
        for (column, counting) in columns.iter_mut().enumerate() {
            counting.add(&cell(column));
        }
    }
    columns.into_iter().map(Counting::facts).collect()
}

impl Counting {
    fn add(&mut self, cell: &str) {
        if cell.is_empty() {
            self.empty += 1;
            return;
        }
        if self.is_full {
            return;
        }
        let mut digest = Digest::new();
        digest.text(cell);
        if digest.0 == self.above {
            return;
        }
        self.above = digest.0;
        if self.seen.insert(digest.0) {
            if self.samples.len() < SAMPLES {
                self.samples.push(clipped(cell, SHOWN));
            }
            if self.seen.len() > COUNTED {
                self.is_full = true;
                self.seen = HashSet::new();
            }
        }
    }

    fn facts(self) -> ColumnFacts {
        let different = (!self.is_full).then_some(self.seen.len());
        ColumnFacts { samples: self.samples, different, empty: self.empty }
    }
}
