//! How someone looks at the board: what they search, filter and colour by. All of it is in the address, so that a shared
//! link shows the same.

use super::people::{Card, People};
use crate::ui::{QueryWriter, use_query_text, use_query_writer, use_search};
use domain::forming::recipe::Trait;
use domain::text::fold;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Between filters, and between a trait and its value.
const GLUE: char = '|';
const IS: char = ':';

/// What stands for the glue within a value.
const ESCAPED: &str = "%7C";

/// The values of traits that are shown.
pub(super) type Filter = BTreeMap<Trait, BTreeSet<String>>;

#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) typed: RwSignal<String>,
    /// What cards and bars are coloured by.
    pub(super) colour: Memo<Trait>,
    /// What else cards tell.
    pub(super) told: Memo<Vec<Trait>>,
    pub(super) filter: Memo<Filter>,
    pub(super) dense: Memo<bool>,
    /// How many a group should have, where someone says so.
    pub(super) room: Memo<Option<u32>>,
    writer: QueryWriter,
}

impl Look {
    /// From the address of this page.
    pub(super) fn open() -> Self {
        let (colour, told, filter) = (use_query_text("colour"), use_query_text("tell"), use_query_text("filter"));
        let (density, room) = (use_query_text("density"), use_query_text("room"));
        Self {
            typed: use_search("q", &[]),
            colour: Memo::new(move |_| colour.with(|text| text.parse().unwrap_or(Trait::Gender))),
            told: Memo::new(move |_| told.with(|text| text.split('.').filter_map(|of| of.parse().ok()).collect())),
            filter: Memo::new(move |_| filter.with(|text| read(text))),
            dense: Memo::new(move |_| density.with(|text| text == "dense")),
            room: Memo::new(move |_| room.with(|text| text.parse().ok())),
            writer: use_query_writer(),
        }
    }

    pub(super) fn colour_by(self, of: Trait) {
        let text = if of == Trait::Gender { String::new() } else { of.to_string() };
        self.writer.write(&[("colour", &text)]);
    }

    pub(super) fn be_dense(self, dense: bool) {
        self.writer.write(&[("density", if dense { "dense" } else { "" })]);
    }

    pub(super) fn make_room(self, room: Option<u32>) {
        self.writer.write(&[("room", &room.map(|room| room.to_string()).unwrap_or_default())]);
    }

    /// Has cards tell of a trait, or no more.
    pub(super) fn tell(self, of: Trait, told: bool) {
        let mut all = self.told.get_untracked();
        all.retain(|other| *other != of);
        if told {
            all.push(of);
        }
        let words: Vec<String> = all.iter().map(Trait::to_string).collect();
        self.writer.write(&[("tell", &words.join("."))]);
    }

    /// Shows those of a value, or no more.
    pub(super) fn show(self, of: Trait, value: &str, shown: bool) {
        let mut filter = self.filter.get_untracked();
        let values = filter.entry(of).or_default();
        if shown {
            values.insert(value.to_owned());
        } else {
            values.remove(value);
        }
        filter.retain(|_, values| !values.is_empty());
        self.writer.write(&[("filter", &written(&filter))]);
    }

    pub(super) fn show_all(self) {
        self.typed.set(String::new());
        self.writer.write(&[("filter", ""), ("q", "")]);
    }

    /// Whether the filter leaves someone on the board. Follows the filter.
    pub(super) fn keeps(self, people: &People, card: &Card) -> bool {
        self.filter.with(|filter| {
            filter.iter().all(|(of, values)| people.value(card, *of).is_some_and(|(_, value)| values.contains(value)))
        })
    }

    /// Whether the search leaves someone undimmed. Follows what is typed.
    pub(super) fn finds(self, card: &Card) -> bool {
        self.typed.with(|typed| {
            let typed = fold(typed);
            typed.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| card.hay.contains(word))
        })
    }

    /// Whether anything is searched or filtered.
    pub(super) fn narrows(self) -> bool {
        !self.typed.with(String::is_empty) || !self.filter.with(Filter::is_empty)
    }
}

fn read(text: &str) -> Filter {
    let mut filter = Filter::new();
    for (of, value) in text.split(GLUE).filter_map(|part| part.split_once(IS)) {
        if let Ok(of) = of.parse() {
            filter.entry(of).or_default().insert(value.replace(ESCAPED, "|"));
        }
    }
    filter
}

fn written(filter: &Filter) -> String {
    let one = |of: &Trait, value: &String| format!("{of}{IS}{}", value.replace(GLUE, ESCAPED));
    let all = filter.iter().flat_map(|(of, values)| values.iter().map(move |value| one(of, value)));
    all.collect::<Vec<_>>().join(&GLUE.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_as_it_was_written() {
        let text = "gender:F|gender:NB|track:Rural: north";
        assert_eq!(written(&read(text)), text);
        let piped = Filter::from([(Trait::Cohort, BTreeSet::from(["A|B".to_owned()]))]);
        assert_eq!(read(&written(&piped)), piped);
        let values = |of| read(text).get(&of).map(BTreeSet::len);
        assert_eq!((values(Trait::Gender), values(Trait::Track), values(Trait::Cohort)), (Some(2), Some(1), None));
        assert_eq!(read("no|such:thing|"), Filter::new());
    }
}
