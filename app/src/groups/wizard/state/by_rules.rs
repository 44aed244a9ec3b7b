//! Groups by rules: when they are searched for, and the rules of a set that is made again.

use super::super::api;
use super::super::draft::{Draft, Step};
use super::super::roster::Roster;
use super::super::search::Searching;
use super::{Asked, Wizard};
use domain::forming::recipe::{Asked as Rule, Importance, Task, What};
use domain::id::GroupSetId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

impl Asked {
    /// Takes the rules of a set that is made again, unless others are chosen already; its groupmates are avoided.
    pub(super) fn start_again(self, roster: &Roster) {
        let Some(again) = &roster.start.again else { return };
        if self.columns.with_untracked(|columns| columns.is_empty()) {
            self.columns.set(Arc::new(again.recipe.columns.clone()));
        }
        if self.draft.with_untracked(|draft| draft.rules.is_empty() && draft.prefix.is_empty()) {
            let mut rules = again.recipe.rules.clone();
            let avoided = rules.iter_mut().find_map(|rule| match &mut rule.what {
                What::NewFaces(sets) => Some(sets),
                _ => None,
            });
            match avoided {
                Some(sets) if sets.contains(&again.set) => {}
                Some(sets) => sets.push(again.set),
                None => rules.push(Rule { what: What::NewFaces(vec![again.set]), force: Importance::Medium }),
            }
            self.draft.update(|draft| {
                draft.rules = rules;
                draft.number = again.groups.to_string();
            });
        }
    }
}

impl Wizard {
    /// Searches for the groups while the last step is on screen, if rules ask for it.
    pub(super) fn search(self) {
        let Asked { draft, columns, earlier, searching, .. } = self.asked;
        let wanted = move || self.step.get() == Step::Preview && draft.with(Draft::is_searched);
        let missing: Memo<Vec<GroupSetId>> = Memo::new(move |_| {
            let sets = if wanted() { draft.with(|draft| draft.recipe(&columns.read()).earlier()) } else { Vec::new() };
            let there = earlier.get();
            sets.into_iter().filter(|set| there.iter().all(|(known, _)| known != set)).collect()
        });
        Effect::new(move |_| {
            let sets = missing.get();
            if !sets.is_empty() {
                self.ask_for(sets);
            }
        });
        let task: Memo<Option<Arc<Task>>> = Memo::new(move |_| {
            if !wanted() {
                return None;
            }
            let (learners, draft, columns, earlier) = (self.learners.get(), draft.read(), columns.get(), earlier.get());
            self.roster.with_value(|roster| draft.task(roster, &learners, &columns, &earlier).map(Arc::new))
        });
        Effect::new(move |_| {
            if let Some(task) = task.get() {
                searching.begin(&task);
            } else {
                Searching::stop();
            }
        });
    }

    /// Asks the server for the groups of earlier sets.
    fn ask_for(self, sets: Vec<GroupSetId>) {
        let Asked { earlier, searching, .. } = self.asked;
        let code = self.asked.place().code.get_untracked();
        spawn_local(async move {
            match api::groups_of_sets(code, sets.clone()).await {
                Ok(found) => {
                    let _ = earlier.try_update(|earlier| {
                        let earlier = Arc::make_mut(earlier);
                        // A set that has no groups any more has none to avoid.
                        let gone = sets.iter().filter(|set| found.iter().all(|(other, _)| other != *set));
                        earlier.extend(gone.map(|set| (*set, Vec::new())));
                        earlier.extend(found);
                    });
                }
                Err(error) => {
                    let _ = searching.fault.try_set(Some(error.to_string()));
                }
            }
        });
    }
}
