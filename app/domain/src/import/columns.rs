//! Which column of a file is which field of an import (SPEC I2).
//!
//! A column is taken for a field only when its name says so and no other column's name says the same:
//! no guess is better than a wrong one. People can choose otherwise.

use crate::text::fold;

/// The fields of an import.
pub trait Field: Copy + Eq + core::fmt::Debug + 'static {
    /// All, in the order of the sample file.
    const ALL: &'static [Self];

    /// The name of its column in the sample file.
    fn label(self) -> &'static str;

    /// Other names it goes by. No two fields of an import share one.
    fn aliases(self) -> &'static [&'static str];

    /// Whether the import needs a column for it.
    fn is_required(self) -> bool;
}

/// Why a field has the column it has, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The column is called as the field.
    SameName,
    /// The column has a name the field also goes by.
    KnownName,
    /// Someone chose it, or chose none.
    Chosen,
    /// These columns could all be it.
    Several(Vec<usize>),
    /// No column has a name like it.
    NotFound,
}

impl Reason {
    /// The reason in words; `columns` are the names of the file's columns.
    pub fn words(&self, columns: &[String]) -> String {
        match self {
            Self::SameName => "Same name".to_owned(),
            Self::KnownName => "Another name for it".to_owned(),
            Self::Chosen => "Your choice".to_owned(),
            Self::NotFound => "No column of this name".to_owned(),
            Self::Several(several) => {
                let names: Vec<String> =
                    several.iter().filter_map(|at| columns.get(*at)).map(|name| format!("“{name}”")).collect();
                format!("Could be {}: choose one", names.join(" or "))
            }
        }
    }
}

/// What names of columns are compared by: letters and digits only, folded.
fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same without a remark in brackets: "Learner Name (Last, First)".
fn key_without_remark(name: &str) -> String {
    key(name.split(['(', '[', '{']).next().unwrap_or(name))
}

/// How well a column's name says that it is the field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    None,
    Alias,
    Label,
}

fn likeness<F: Field>(field: F, name: &str) -> Likeness {
    let keys = [key(name), key_without_remark(name)];
    let is = |known: &str| keys.contains(&key(known));
    if is(field.label()) {
        Likeness::Label
    } else if field.aliases().iter().any(|alias| is(alias)) {
        Likeness::Alias
    } else {
        Likeness::None
    }
}

/// Whether `name` names a field of the import.
pub fn names_a_field<F: Field>(name: &str) -> bool {
    F::ALL.iter().any(|field| likeness(*field, name) != Likeness::None)
}

/// The column of each field: at most one, and no column for two fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping<F> {
    fields: Vec<(F, Option<usize>, Reason)>,
}

/// Matches the columns of a file to the fields of an import by their names.
pub fn match_columns<F: Field>(columns: &[String]) -> Mapping<F> {
    let fields = F::ALL.iter().map(|field| {
        for (wanted, reason) in [(Likeness::Label, Reason::SameName), (Likeness::Alias, Reason::KnownName)] {
            let found: Vec<usize> = columns
                .iter()
                .enumerate()
                .filter(|(_, name)| likeness(*field, name) == wanted)
                .map(|(column, _)| column)
                .collect();
            match found[..] {
                [] => {}
                [column] => return (*field, Some(column), reason),
                _ => return (*field, None, Reason::Several(found)),
            }
        }
        (*field, None, Reason::NotFound)
    });
    Mapping { fields: fields.collect() }
}

impl<F: Field> Mapping<F> {
    /// The column of `field`.
    pub fn column(&self, field: F) -> Option<usize> {
        self.fields.iter().find(|(f, ..)| *f == field).and_then(|(_, column, _)| *column)
    }

    /// Why it is that column, or none.
    pub fn reason(&self, field: F) -> &Reason {
        self.fields.iter().find(|(f, ..)| *f == field).map_or(&Reason::NotFound, |(.., reason)| reason)
    }

    /// The field of `column`.
    pub fn field(&self, column: usize) -> Option<F> {
        self.fields.iter().find(|(_, c, _)| *c == Some(column)).map(|(field, ..)| *field)
    }

    /// Takes `column` (or none) for `field`; a field that had that column is left without one.
    pub fn choose(&mut self, field: F, column: Option<usize>) {
        for (other, taken, reason) in &mut self.fields {
            if *other == field {
                (*taken, *reason) = (column, Reason::Chosen);
            } else if column.is_some() && *taken == column {
                (*taken, *reason) = (None, Reason::Chosen);
            }
        }
    }

    /// The required fields that have no column.
    pub fn missing(&self) -> Vec<F> {
        let missing = |(field, column, _): &(F, Option<usize>, Reason)| {
            (field.is_required() && column.is_none()).then_some(*field)
        };
        self.fields.iter().filter_map(missing).collect()
    }
}

#[cfg(test)]
mod tests;
