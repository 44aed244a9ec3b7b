//! The rows with problems as a file that can be corrected and given again (SPEC I3).

use super::file::{PROBLEM, own_columns};
use super::{Desk, Filter, UserField};
use crate::import::cell::plain;
use crate::import::columns::{Field as _, HeaderKey};
use crate::import::file::Index;
use crate::import::users::plan::{Problem, RowPlan, Sheet};

impl Desk {
    /// The rows with a problem, and those refused, as a CSV file: the file's columns with what was typed over them,
    /// and a last one that says what is wrong, which the import passes over. Cells beyond the header stand behind it.
    pub fn problem_rows(&self) -> String {
        let (Some(index), Some(sheet), Some(reviewed)) = (&self.index, self.sheet(), &self.reviewed) else {
            return String::new();
        };
        let named = own_columns(index).len().min(index.named());
        let fields: Vec<Option<UserField>> =
            (0..named).map(|column| self.mapping.as_ref().and_then(|mapping| mapping.field(column))).collect();
        let mut file = vec![header(index, &fields)];
        for at in reviewed.under(Filter::Problems).iter() {
            let Some(planned) = reviewed.standing.row(*at) else { continue };
            let problems = reviewed.standing.problems(*at);
            let mut line = cells(index, &sheet, *at, &fields);
            line.push(words(planned, problems));
            line.extend((index.named()..index.width(*at)).map(|column| index.cell(*at, column).into_owned()));
            while line.len() > fields.len() + 1 && line.last().is_some_and(String::is_empty) {
                line.pop();
            }
            file.push(line);
        }
        crate::import::write::text(file.into_iter())
    }
}

/// The names of the columns; where the file has none, those of the fields, so that the header is told as one.
fn header(index: &Index, fields: &[Option<UserField>]) -> Vec<String> {
    let has_names = index.dialect().header && HeaderKey::of(index.columns()).is_some();
    let name = |(field, name): (&Option<UserField>, &String)| match field {
        Some(field) if !has_names => field.label().to_owned(),
        _ => name.clone(),
    };
    let mut names: Vec<String> = fields.iter().zip(index.columns()).map(name).collect();
    names.push(PROBLEM.to_owned());
    names
}

/// The row's cells under the header, with what was typed over them.
fn cells(index: &Index, sheet: &Sheet<'_>, at: usize, fields: &[Option<UserField>]) -> Vec<String> {
    let row = sheet.row(at);
    let cell = |(column, field): (usize, &Option<UserField>)| match field.and_then(|field| row.edit(field)) {
        Some(text) => plain(text.trim()).to_owned(),
        None => plain(&index.cell(at, column)).to_owned(),
    };
    fields.iter().enumerate().map(cell).collect()
}

fn words(planned: &RowPlan, problems: &[Problem]) -> String {
    if problems.is_empty() {
        return planned.words();
    }
    let words = problems.iter().map(|problem| match problem.field {
        Some(field) => format!("{}: {}", field.label(), problem.words),
        None => problem.words.clone(),
    });
    words.collect::<Vec<_>>().join(" ")
}
