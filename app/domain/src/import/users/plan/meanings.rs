//! What the values of columns mean that are of the installation's lists.

use super::sheet::{FIELDS, Rows, said};
use super::{Directory, ValueChoice};
use crate::import::columns::{Field as _, Mapping};
use crate::import::users::UserField;
use crate::import::values::{Kind, Values};
use std::borrow::Cow;
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
        let listed = UserField::ALL.iter().filter(|field| directory.lists().of(**field).is_some());
        let mut seen: Vec<(UserField, usize, Seen)> =
            listed.filter_map(|field| Some((*field, mapping.column(*field)?, Seen::default()))).collect();
        for at in 0..rows.count() {
            for (_, column, seen) in &mut seen {
                seen.add(said(rows.cell(at, *column)));
            }
        }
        let mut meanings = Self::default();
        for (field, column, seen) in seen {
            let (Some(list), Some(place)) = (directory.lists().of(field), meanings.0.get_mut(field as usize)) else {
                continue;
            };
            let parts = seen.parts(list.kind());
            let parts = parts.iter().map(|(part, rows)| (part.as_str(), *rows));
            *place = Some(Values::counted(list, rows.column_name(column), parts));
        }
        meanings
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

/// The different texts of a column and how often each stands, in the order in which they first stand there.
#[derive(Debug, Default)]
struct Seen {
    texts: Vec<(String, usize)>,
    places: HashMap<String, usize>,
    /// The places of those that were just seen.
    last: [usize; 4],
}

impl Seen {
    fn add(&mut self, text: Cow<'_, str>) {
        let is_it = |at: &usize| self.texts.get(*at).is_some_and(|(of, _)| *of == text);
        let known = self.last.iter().copied().find(is_it).or_else(|| self.places.get(text.as_ref()).copied());
        let place = known.unwrap_or_else(|| {
            self.places.insert(text.as_ref().to_owned(), self.texts.len());
            self.texts.push((text.into_owned(), 0));
            self.texts.len() - 1
        });
        if let Some((_, times)) = self.texts.get_mut(place) {
            *times += 1;
        }
        if !self.last.contains(&place) {
            self.last.rotate_right(1);
            self.last[0] = place;
        }
    }

    /// The values, of which cells of several have more than one.
    fn parts(mut self, kind: Kind) -> Vec<(String, usize)> {
        if kind != Kind::Department {
            self.texts.retain(|(text, _)| !text.is_empty());
            return self.texts;
        }
        let parts = |(text, rows): (String, usize)| kind.parts(&text).into_iter().map(move |part| (part, rows));
        self.texts.into_iter().flat_map(parts).collect()
    }
}
