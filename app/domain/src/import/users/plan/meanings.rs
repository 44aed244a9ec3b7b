//! What the values of columns mean that are of the installation's lists.

use super::sheet::{FIELDS, Rows, said};
use super::{Directory, ValueChoice};
use crate::import::columns::{Field as _, Mapping};
use crate::import::users::UserField;
use crate::import::values::{Kind, Values};
use std::collections::HashMap;

/// What the different values of each such column mean.
#[derive(Clone, Debug)]
pub(in crate::import::users) struct Meanings([Option<Values>; FIELDS]);

impl Default for Meanings {
    fn default() -> Self {
        Self([const { None }; FIELDS])
    }
}

impl Meanings {
    /// What is found by the values themselves.
    pub(in crate::import::users) fn of(rows: &dyn Rows, mapping: &Mapping<UserField>, directory: &Directory) -> Self {
        let values = |field: UserField| {
            let list = directory.lists().of(field)?;
            let column = mapping.column(field)?;
            let parts = different(rows, column, list.kind());
            let parts = parts.iter().map(|(part, rows)| (part.as_str(), *rows));
            Some(Values::counted(list, rows.column_name(column), parts))
        };
        Self(core::array::from_fn(|at| UserField::ALL.get(at).copied().and_then(values)))
    }

    /// Takes what people chose instead.
    pub(in crate::import::users) fn choose(&mut self, choices: &[ValueChoice], directory: &Directory) {
        for choice in choices {
            let Some(list) = directory.lists().of(choice.field) else { continue };
            let code = choice.code.as_deref();
            let entry = code.and_then(|code| list.entries().iter().position(|entry| entry.code == code));
            if let Some(Some(values)) = self.0.get_mut(choice.field as usize) {
                values.choose(&choice.text, entry);
            }
        }
    }

    /// Those of the column of `field`; `None` for a field without a list or column.
    pub(in crate::import::users) fn of_field(&self, field: UserField) -> Option<&Values> {
        self.0.get(field as usize).and_then(Option::as_ref)
    }
}

/// The different values of a column and how often each stands, in the order in which they first stand there.
fn different(rows: &dyn Rows, column: usize, kind: Kind) -> Vec<(String, usize)> {
    let mut texts: Vec<(String, usize)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut above = None;
    for at in 0..rows.count() {
        let text = said(rows.cell(at, column));
        let same = above.filter(|above| texts.get(*above).is_some_and(|(of, _)| *of == text));
        let place = match same.or_else(|| places.get(text.as_ref()).copied()) {
            Some(place) => place,
            None => {
                places.insert(text.as_ref().to_owned(), texts.len());
                texts.push((text.into_owned(), 0));
                texts.len() - 1
            }
        };
        if let Some((_, times)) = texts.get_mut(place) {
            *times += 1;
        }
        above = Some(place);
    }
    if kind != Kind::Department {
        texts.retain(|(text, _)| !text.is_empty());
        return texts;
    }
    texts.into_iter().flat_map(|(text, rows)| kind.parts(&text).into_iter().map(move |part| (part, rows))).collect()
}
