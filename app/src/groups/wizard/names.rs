//! What the wizard's learners, sets and columns are called where its rules are shown.

use super::state::Wizard;
use super::words;
use crate::groups::rules::{Names, asks, trait_name};
use domain::forming::recipe::{Trait, What};
use domain::id::UserId;
use leptos::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The names, and the groups of the preview.
pub(super) fn names(wizard: Wizard) -> Names {
    let roster = wizard.roster.get_value();
    let of_sets = roster.clone();
    let groups = wizard.preview.with(|preview| {
        let names = preview.iter().flat_map(|preview| &preview.groups).enumerate();
        names.map(|(at, (name, _))| (name.to_string(), ["#group-", &at.to_string()].concat())).collect()
    });
    let set = move |id| {
        let found = of_sets.start.earlier.iter().find(|set| set.id == id);
        found.map_or_else(|| words::GONE.to_owned(), |set| words::set_and_period(&set.name, set.period.as_deref()))
    };
    Names {
        learner: Arc::new(move |who| roster.name(who)),
        set: Arc::new(set),
        groups,
        columns: wizard.asked.columns.get().iter().cloned().collect(),
    }
}

/// What a rule asks.
pub(super) fn asked(wizard: Wizard, what: &What) -> String {
    asks(what, &names(wizard))
}

/// The traits that rules can look at, with their names: those that differ among the learners, and columns of files.
pub(super) fn traits(wizard: Wizard) -> Vec<(Trait, String)> {
    let columns = wizard.asked.columns.get();
    let differs = |of: &Trait| *of == Trait::Gender || values(wizard, *of).len() > 1;
    let of_profiles = Trait::OF_PROFILES.into_iter().filter(differs);
    let of_files = (0..).zip(columns.iter()).map(|(at, _)| Trait::Column(at));
    of_profiles.chain(of_files).map(|of| (of, trait_name(of, &columns))).collect()
}

/// The values of a trait among those who are placed, the most frequent first, with how many have each. Of numbers one
/// line says from where to where they go.
pub(super) fn values(wizard: Wizard, of: Trait) -> Vec<(String, String)> {
    let placed: HashSet<UserId> = wizard.learners.with(|learners| learners.iter().map(|learner| learner.id).collect());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = 0;
    let mut count = |name: &str| {
        known += 1;
        *counts.entry(name.to_owned()).or_default() += 1;
    };
    if let Trait::Column(at) = of {
        let columns = wizard.asked.columns.get();
        let Some(column) = columns.get(at as usize) else { return Vec::new() };
        if let Some(numbers) = column.numbers() {
            let numbers = || numbers.iter().filter(|(who, _)| placed.contains(who)).map(|(_, number)| *number);
            let (low, high) = (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0));
            return vec![(words::numbers(low, high), numbers().count().to_string())];
        }
        column.cells.iter().filter(|(who, _)| placed.contains(who)).for_each(|(_, cell)| count(cell));
    } else {
        wizard.roster.with_value(|roster| {
            let Some(values) = roster.start.known.iter().find(|values| values.of == of) else { return };
            for (_, kind) in roster.start.people.iter().zip(&values.kinds).filter(|(who, _)| placed.contains(who)) {
                if let Some(name) = kind.and_then(|kind| values.names.get(kind as usize)) {
                    count(name);
                }
            }
        });
    }
    let unknown = placed.len() - known;
    let mut values: Vec<(String, usize)> = counts.into_iter().collect();
    values.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
    values.extend((unknown > 0).then(|| (words::NOT_KNOWN.to_owned(), unknown)));
    values.into_iter().map(|(name, count)| (name, count.to_string())).collect()
}
