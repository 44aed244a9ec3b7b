//! The learners of a board, and what is known of them.

use super::api::BoardPage;
use domain::forming::recipe::{Trait, Values};
use domain::id::UserId;
use domain::person::Person;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A learner, ready to be drawn.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) id: UserId,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) number: String,
    /// No longer enrolled.
    pub(super) left: bool,
    /// What a search looks at.
    pub(super) hay: String,
    /// Their place in the order of names.
    pub(super) order: usize,
    /// Of each of [`People::traits`], which of its values they have.
    kinds: Vec<Option<u32>>,
}

/// Everyone on a board.
#[derive(Debug, Default)]
pub(super) struct People {
    cards: HashMap<UserId, Arc<Card>>,
    /// What is known of anyone, its values by name. Gender is always there.
    traits: Vec<Values>,
}

impl People {
    pub(super) fn of(page: &BoardPage) -> Self {
        let places: HashMap<UserId, usize> =
            page.rules.ground.learners.iter().enumerate().map(|(at, who)| (*who, at)).collect();
        let known = page.rules.ground.known.iter().map(in_order);
        let traits: Vec<Values> = known.filter(|values| !values.names.is_empty()).collect();
        let left: BTreeSet<UserId> = page.left.iter().copied().collect();
        let card = |(order, person): (usize, &Person)| {
            let kind = |values: &Values| places.get(&person.id).and_then(|at| values.kinds.get(*at).copied().flatten());
            let card = Card {
                id: person.id,
                name: person.name(),
                initials: person.initials(),
                number: person.number.clone().unwrap_or_default(),
                left: left.contains(&person.id),
                hay: person.search_text(),
                order,
                kinds: traits.iter().map(kind).collect(),
            };
            (person.id, Arc::new(card))
        };
        Self { cards: page.people.iter().enumerate().map(card).collect(), traits }
    }

    pub(super) fn card(&self, id: UserId) -> Option<&Arc<Card>> {
        self.cards.get(&id)
    }

    pub(super) fn knows(&self, id: UserId) -> bool {
        self.cards.contains_key(&id)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.cards.values()
    }

    pub(super) fn len(&self) -> usize {
        self.cards.len()
    }

    /// Puts people in the order of their names.
    pub(super) fn sort(&self, members: &mut [UserId]) {
        members.sort_by_key(|id| self.card(*id).map(|card| card.order));
    }

    /// What is known of anyone.
    pub(super) fn traits(&self) -> &[Values] {
        &self.traits
    }

    fn place_of(&self, of: Trait) -> Option<usize> {
        self.traits.iter().position(|values| values.of == of)
    }

    /// A learner's value of a trait: its place among the values, and what it is called.
    pub(super) fn value<'a>(&'a self, card: &Card, of: Trait) -> Option<(usize, &'a str)> {
        let at = self.place_of(of)?;
        let kind = (*card.kinds.get(at)?)? as usize;
        Some((kind, self.traits[at].names.get(kind)?))
    }

    /// How many of some people have each value of a trait, in the order of values.
    pub(super) fn counts(&self, of: Trait, members: &[UserId]) -> Vec<(usize, &str, u32)> {
        let Some(at) = self.place_of(of) else { return Vec::new() };
        let mut counts = vec![0; self.traits[at].names.len()];
        let kinds = members.iter().filter_map(|id| self.card(*id)?.kinds.get(at).copied().flatten());
        for kind in kinds {
            counts[kind as usize] += 1;
        }
        let named = self.traits[at].names.iter().enumerate().zip(counts);
        named.filter(|(_, count)| *count > 0).map(|((kind, name), count)| (kind, name.as_str(), count)).collect()
    }
}

/// The same values with their names in order, so that a colour stays with its value.
fn in_order(values: &Values) -> Values {
    let mut order: Vec<usize> = (0..values.names.len()).collect();
    order.sort_by_key(|at| &values.names[*at]);
    let mut places = vec![0; order.len()];
    for (place, at) in (0..).zip(&order) {
        places[*at] = place;
    }
    Values {
        of: values.of,
        names: order.iter().map(|at| values.names[*at].clone()).collect(),
        kinds: values.kinds.iter().map(|kind| kind.map(|kind| places[kind as usize])).collect(),
    }
}
