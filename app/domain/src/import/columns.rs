//! Which column of a file is which field of an import (SPEC I2).
//!
//! Evidence is what a column is called ([`name`]) and what a sample of its cells looks like
//! ([`content`]); together they give a score ([`evidence`]). The columns are then given to the fields
//! so that the whole table scores best ([`assignment`]). A column is taken only where its score is
//! high and no other way to give the columns is nearly as good: no guess is better than a wrong one.
//! People can choose otherwise, and what they chose is kept for the next file with the same
//! [`HeaderKey`].

mod assignment;
mod content;
mod decide;
mod evidence;
mod header;
mod mapping;
mod name;
mod reason;

pub use content::{Content, Sample};
pub use header::HeaderKey;
pub use mapping::{Mapping, Remembered};
pub use reason::{Clash, Finding, Reason};

/// The fields of an import.
pub trait Field: Copy + Eq + core::fmt::Debug + 'static {
    /// All, in the order of the sample file.
    const ALL: &'static [Self];

    /// The name of its column in the sample file.
    fn label(self) -> &'static str;

    /// Other names it goes by, parted by `|`. No two fields of an import share one.
    fn aliases(self) -> &'static str;

    /// Whether the import needs a column for it.
    fn is_required(self) -> bool;

    /// Names that other things have as well: a column of such a name is offered, and taken only where
    /// its cells or the column of [`companion`](Field::companion) make it sure. Parted by `|`.
    fn doubtful(self) -> &'static str {
        ""
    }

    /// What stands in its cells.
    fn content(self) -> Content {
        Content::Any
    }

    /// Whether it belongs to the person a row is about, so that "student", "user" or "person" in a
    /// column's name say nothing.
    fn is_personal(self) -> bool {
        false
    }

    /// The field whose column, where one is sure, makes a doubtful name of this one sure: "Nom" is the
    /// last name beside "Prénom".
    fn companion(self) -> Option<Self> {
        None
    }

    /// The fields whose text stands in the cells of this one, as names do in e-mail addresses.
    fn echoes(self) -> &'static [Self] {
        &[]
    }
}

/// A field as matching sees it: places instead of types, so that it is compiled once for all imports.
#[derive(Debug)]
struct FieldFacts {
    label: &'static str,
    aliases: &'static str,
    doubtful: &'static str,
    content: Content,
    personal: bool,
    companion: Option<usize>,
    echoes: Vec<usize>,
}

fn facts<F: Field>() -> Vec<FieldFacts> {
    let place = |field: F| F::ALL.iter().position(|other| *other == field);
    let facts = F::ALL.iter().map(|field| FieldFacts {
        label: field.label(),
        aliases: field.aliases(),
        doubtful: field.doubtful(),
        content: field.content(),
        personal: field.is_personal(),
        companion: field.companion().and_then(place),
        echoes: field.echoes().iter().copied().filter_map(place).collect(),
    });
    facts.collect()
}

/// The names of an import's fields.
#[derive(Debug)]
pub struct Names(name::Vocabulary);

impl Names {
    /// Those of the import with the fields `F`.
    pub fn of<F: Field>() -> Self {
        Self(name::Vocabulary::new(&facts::<F>()))
    }

    /// Whether `name` surely names a field, which tells a header from a first row.
    pub fn has(&self, name: &str) -> bool {
        self.0.find(name).iter().any(|(_, likeness)| *likeness != name::Likeness::Doubtful)
    }
}

/// Matches the columns of a file to the fields of an import by their names alone.
pub fn match_columns<F: Field>(columns: &[String]) -> Mapping<F> {
    match_columns_in(columns, &Sample::none(), &|_, _| None)
}

/// Matches the columns of a file to the fields of an import by their names and by a sample of their
/// cells. `knows` says whether a text is a value of a field, by the installation's own rows or by
/// words for them; `None` for a field that has no list of values.
pub fn match_columns_in<F: Field>(
    columns: &[String],
    sample: &Sample<'_>,
    knows: &dyn Fn(F, &str) -> Option<bool>,
) -> Mapping<F> {
    let fields = facts::<F>();
    let knows = |field: usize, text: &str| F::ALL.get(field).and_then(|field| knows(*field, text));
    let evidence = evidence::Scales { fields: &fields, columns, sample, knows: &knows }.weigh();
    Mapping::new(decide::decide(fields.len(), evidence))
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;
