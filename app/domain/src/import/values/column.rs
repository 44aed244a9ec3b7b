//! What the different values of a column mean.

use super::{Kind, List, Why, key, letters};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// One of the different values of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As the file first writes it.
    pub text: String,
    /// In how many rows it stands.
    pub rows: usize,
    /// The row of the installation it means.
    pub entry: Option<usize>,
    pub why: Why,
}

/// The different values of a column and what they mean, the most frequent first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    all: Vec<Value>,
    /// The folded text of each value and its place, sorted.
    places: Vec<(String, usize)>,
    /// How many rows of the installation there are to choose from.
    entries: usize,
}

/// Words that say yes and no, in a column that asks whether an account is enabled.
const YES: &[&str] = &["true", "yes", "y", "1", "t", "ja", "wahr", "oui", "vrai", "si", "sim", "verdadero", "on"];
const NO: &[&str] = &["false", "no", "n", "0", "f", "nein", "falsch", "non", "faux", "nao", "nee", "nej", "nei", "off"];
const ASKS: &[&str] = &["enabled", "active", "aktiv", "actif", "activo", "attivo", "ativo", "actief"];

impl Values {
    /// The values of a column: `header` is its name, `parts` the values of its cells one after the
    /// other, as [`Kind::parts`] gives them.
    pub fn new<'a>(list: &List, header: &str, parts: impl Iterator<Item = &'a str>) -> Self {
        Self::counted(list, header, parts.map(|part| (part, 1)))
    }

    /// The same, with how often each stands; those that stand first in the file come first.
    pub fn counted<'a>(list: &List, header: &str, parts: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let mut values = different(parts);
        let in_doubt = match list.kind() {
            Kind::Gender => letters::doubtful(header, values.iter().map(|value| value.text.as_str())),
            _ => BTreeSet::new(),
        };
        let asks = list.kind() == Kind::AccountStatus && ASKS.iter().any(|word| key(header).ends_with(word));
        for value in &mut values {
            let key = key(&value.text);
            (value.entry, value.why) = match list.find(&value.text) {
                _ if in_doubt.contains(&key) => (None, Why::Ambiguous),
                (None, Why::Unknown) if asks && YES.contains(&key.as_str()) => meant(list, "active"),
                (None, Why::Unknown) if asks && NO.contains(&key.as_str()) => meant(list, "disabled"),
                found => found,
            };
        }
        values.sort_by_key(|value| std::cmp::Reverse(value.rows));
        let mut places: Vec<(String, usize)> =
            values.iter().enumerate().map(|(at, value)| (fold(&value.text), at)).collect();
        places.sort_unstable();
        Self { all: values, places, entries: list.entries().len() }
    }

    /// The different values, the most frequent first.
    pub fn all(&self) -> &[Value] {
        &self.all
    }

    /// What `text` means in this column, as a place among [`List::entries`].
    pub fn entry(&self, text: &str) -> Option<usize> {
        self.place(text).and_then(|at| self.all.get(at)).and_then(|value| value.entry)
    }

    /// Whether `text` stands in the column.
    pub fn has(&self, text: &str) -> bool {
        self.place(text).is_some()
    }

    fn place(&self, text: &str) -> Option<usize> {
        let wanted = fold(text.trim());
        let found = self.places.binary_search_by(|(known, _)| known.as_str().cmp(wanted.as_str())).ok()?;
        self.places.get(found).map(|(_, at)| *at)
    }

    /// Takes `entry` (or nothing) for `text`, in every row.
    pub fn choose(&mut self, text: &str, entry: Option<usize>) {
        let entry = entry.filter(|entry| *entry < self.entries);
        if let Some(value) = self.place(text).and_then(|at| self.all.get_mut(at)) {
            (value.entry, value.why) = (entry, Why::Chosen);
        }
    }

    /// What people chose: the values, and what each means since.
    pub fn chosen(&self) -> impl Iterator<Item = (&str, Option<usize>)> {
        self.all.iter().filter(|value| value.why == Why::Chosen).map(|value| (value.text.as_str(), value.entry))
    }

    /// How many of the different values mean something, and of how many.
    pub fn known(&self) -> (usize, usize) {
        (self.all.iter().filter(|value| value.entry.is_some()).count(), self.all.len())
    }
}

/// The different texts and how often each stands, those that only case or marks tell apart as one.
fn different<'a>(parts: impl Iterator<Item = (&'a str, usize)>) -> Vec<Value> {
    // By the text as it is first: a column has few different ones, and folding each cell takes long.
    let mut texts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, (text, rows)) in parts.enumerate() {
        texts.entry(text.trim()).or_insert((at, 0)).1 += rows;
    }
    let mut texts: Vec<_> = texts.into_iter().map(|(text, (at, rows))| (fold(text), at, text, rows)).collect();
    texts.sort_unstable();
    let same = texts.chunk_by(|a, b| a.0 == b.0);
    let value = |same: &[(String, usize, &str, usize)]| {
        let (_, _, text, _) = same.first()?;
        let rows = same.iter().map(|(.., rows)| rows).sum();
        Some(Value { text: (*text).to_owned(), rows, entry: None, why: Why::Unknown })
    };
    same.filter_map(value).collect()
}

fn meant(list: &List, word: &str) -> (Option<usize>, Why) {
    let (entry, _) = list.find(word);
    (entry, if entry.is_some() { Why::Meaning } else { Why::Unknown })
}
