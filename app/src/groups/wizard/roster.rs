//! The learners of the wizard, ready to be searched and looked up.

use super::api::{Candidate, EarlierGroups, Standing, Start};
use domain::forming::Learner;
use domain::forming::recipe::{Ground, Values};
use domain::groups::GroupName;
use domain::groups::view::{GenderCounts, SetView};
use domain::id::{GroupSetId, UserId};
use domain::person::GenderCode;
use std::collections::{HashMap, HashSet};

/// What the wizard started from, with its indexes. A learner's *place* is where they stand in
/// [`Start::learners`].
#[derive(Debug)]
pub(in crate::groups) struct Roster {
    pub(in crate::groups) start: Start,
    taken: HashSet<String>,
    places: HashMap<UserId, usize>,
    /// Where someone stands in [`Start::people`].
    known: HashMap<UserId, usize>,
    /// The folded text of each learner that is searched.
    searched: Vec<String>,
}

/// Which learners the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) text: String,
    /// A place in [`Start::cohorts`].
    pub(super) cohort: Option<usize>,
    pub(super) gender: Option<GenderCode>,
    pub(super) placed: Placed,
}

/// Where the learners that the list shows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Placed {
    #[default]
    Anywhere,
    /// In no group of the period.
    Nowhere,
    NotIn(GroupSetId),
}

impl Roster {
    pub(in crate::groups) fn new(start: Start) -> Self {
        Self {
            taken: start.names.iter().map(GroupName::folded).collect(),
            places: start.learners.iter().enumerate().map(|(at, learner)| (learner.person.id, at)).collect(),
            known: start.people.iter().enumerate().map(|(at, who)| (*who, at)).collect(),
            searched: start.learners.iter().map(|learner| learner.person.search_text()).collect(),
            start,
        }
    }

    pub(in crate::groups) fn is_taken(&self, name: &GroupName) -> bool {
        self.taken.contains(&name.folded())
    }

    pub(super) fn set(&self, id: GroupSetId) -> Option<&SetView> {
        self.start.sets.iter().find(|set| set.id == id)
    }

    pub(in crate::groups) fn set_named(&self, name: &GroupName) -> Option<&SetView> {
        let folded = name.folded();
        self.start.sets.iter().find(|set| set.name.folded() == folded)
    }

    /// Whether groups of several sets are there.
    pub(super) fn has_several_sets(&self) -> bool {
        self.start.sets.iter().filter(|set| set.groups > 0).count() > 1
    }

    pub(in crate::groups) fn learner(&self, place: usize) -> Option<&Candidate> {
        self.start.learners.get(place)
    }

    pub(super) fn is_in_set(&self, learner: UserId, set: GroupSetId) -> bool {
        self.places.get(&learner).and_then(|at| self.learner(*at)).is_some_and(|learner| learner.sets.contains(&set))
    }

    /// The groups of a set, which can be filled up.
    pub(super) fn standing(&self, set: GroupSetId) -> impl Iterator<Item = &Standing> {
        self.start.groups.iter().filter(move |group| group.set == set)
    }

    /// The sets whose groupmates rules can avoid.
    pub(super) fn earlier_sets(&self) -> Vec<GroupSetId> {
        self.start.earlier.iter().map(|set| set.id).collect()
    }

    /// What is known of these people.
    pub(super) fn ground(&self, learners: Vec<UserId>, earlier: Vec<EarlierGroups>) -> Ground {
        let at: Vec<Option<usize>> = learners.iter().map(|who| self.known.get(who).copied()).collect();
        let of = |values: &Values| {
            let kinds = at.iter().map(|at| at.and_then(|at| values.kinds.get(at).copied().flatten())).collect();
            Values { of: values.of, names: values.names.clone(), kinds }
        };
        Ground { known: self.start.known.iter().map(of).collect(), learners, earlier }
    }

    /// The name of someone enrolled.
    pub(super) fn name(&self, who: UserId) -> String {
        let found = self.places.get(&who).and_then(|at| self.learner(*at));
        found.map_or_else(|| super::words::SOMEONE.to_owned(), |learner| learner.person.name())
    }

    /// The places of these learners, by name.
    pub(in crate::groups) fn places(&self, learners: &[UserId]) -> Vec<usize> {
        let mut places: Vec<usize> = learners.iter().filter_map(|learner| self.places.get(learner).copied()).collect();
        places.sort_unstable();
        places
    }

    /// The learners `chosen` says yes to, as forming wants them.
    pub(super) fn learners(&self, chosen: impl Fn(UserId) -> bool) -> Vec<Learner> {
        let people = self.start.learners.iter().map(|learner| &learner.person).filter(|person| chosen(person.id));
        people.map(|person| Learner { id: person.id, gender: person.gender.clone() }).collect()
    }

    /// The places of the learners that pass `filter`.
    pub(super) fn filtered(&self, filter: &Filter) -> Vec<usize> {
        let text = domain::text::fold(&filter.text);
        let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let passes = |at: &usize| {
            let Some(learner) = self.learner(*at) else { return false };
            let placed = match filter.placed {
                Placed::Anywhere => true,
                Placed::Nowhere => learner.sets.is_empty(),
                Placed::NotIn(set) => !learner.sets.contains(&set),
            };
            placed
                && filter.cohort.is_none_or(|cohort| learner.cohorts.contains(&cohort))
                && filter.gender.as_ref().is_none_or(|gender| learner.person.gender == *gender)
                && words.iter().all(|word| self.searched[*at].contains(word))
        };
        (0..self.start.learners.len()).filter(passes).collect()
    }

    /// How many of each gender, in the school's order; a code the school does not list comes last.
    pub(in crate::groups) fn genders(&self, places: impl Iterator<Item = usize>) -> GenderCounts {
        let mut counts: GenderCounts = self.start.genders.iter().map(|gender| (gender.code.clone(), 0)).collect();
        for learner in places.filter_map(|at| self.learner(at)) {
            match counts.iter_mut().find(|(code, _)| *code == learner.person.gender) {
                Some((_, count)) => *count += 1,
                None => counts.push((learner.person.gender.clone(), 1)),
            }
        }
        counts.retain(|(_, count)| *count > 0);
        counts
    }
}
