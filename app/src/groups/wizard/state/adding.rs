//! **"Add"**: what is shown goes to the server, and what it answers.

use super::super::api::{self, Claim, Into, Wanted};
use super::super::draft::{Draft, Preview, Who};
use super::super::roster::Roster;
use super::super::search::Searching;
use super::super::{kept, words};
use super::Wizard;
use crate::error::AppError;
use crate::frame::address;
use crate::groups::undo;
use crate::refused::RefusedFor;
use crate::ui::flash::Flashes;
use crate::ui::{Flash, use_flashes};
use domain::groups::acts::NewGroup;
use domain::groups::{Entry, Formed, Refusal};
use domain::id::{GroupId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

impl Wizard {
    /// **"Add"**: sends exactly what is shown.
    pub(super) fn add(self) {
        let Some(preview) = self.preview.get_untracked() else { return };
        if self.asked.busy.get_untracked() {
            return;
        }
        let Some(wanted) = self.wanted(&preview) else { return };
        self.asked.busy.set(true);
        let start = self.roster.with_value(|roster| (roster.start.period, roster.start.version));
        let code = self.asked.place().code.get_untracked();
        let flashes = use_flashes();
        spawn_local(async move {
            let (period, version) = start;
            let answer = api::add(code.clone(), period, version, wanted).await;
            // The page may be gone by now; what was done was done.
            if self.asked.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(entry) => self.done(&code, &entry, flashes),
                Err(error) => self.refused(&error),
            }
        });
    }

    /// What is shown, to be sent; nothing, and words, where it breaks a must.
    fn wanted(self, preview: &Preview) -> Option<Wanted> {
        let searching = self.asked.searching;
        let searched = self.asked.draft.with_untracked(Draft::is_searched);
        let shown = searching.shown.get_untracked().filter(|_| searched);
        Searching::stop();
        if shown.as_ref().is_some_and(|shown| !shown.keeps_musts()) {
            self.asked.notice.set(Some(vec![words::NOT_SENT.to_owned(), Refusal::RuleBroken.to_string()]));
            return None;
        }
        let into = self.roster.with_value(|roster| match &preview.set {
            Some(set) => Into::New { set: set.clone(), groups: new_groups(preview, roster) },
            None => Into::Standing(self.joining(preview, roster)),
        });
        let someone = preview.distribution.learners > 0;
        let everyone = someone && self.asked.draft.with_untracked(|draft| draft.who == Who::All);
        let formed = shown.filter(|shown| !shown.task.recipe.rules.is_empty()).map(|shown| {
            let (recipe, seed) = (shown.task.recipe.clone(), shown.task.seed);
            let formed = Formed { recipe, seed, steps: shown.outcome.steps };
            Claim { formed, groups: shown.task.groups.clone(), cost: shown.cost() }
        });
        Some(Wanted { into, everyone, formed })
    }

    /// Who joins which of the groups that are filled up; groups that nobody joins too, for rules look at all.
    fn joining(self, preview: &Preview, roster: &Roster) -> Vec<(GroupId, Vec<UserId>)> {
        let Some(set) = self.asked.draft.with_untracked(|draft| draft.top) else { return Vec::new() };
        let of = |(group, (_, members)): (&api::Standing, &(_, Vec<usize>))| {
            let ids = members.iter().filter_map(|at| roster.learner(*at)).map(|learner| learner.person.id);
            (group.id, ids.filter(|who| !group.members.contains(who)).collect())
        };
        roster.standing(set).zip(&preview.groups).map(of).collect()
    }

    fn done(self, code: &str, entry: &Entry, flashes: Flashes) {
        let period = self.roster.with_value(|roster| roster.start.period);
        self.asked.behind.with_value(|behind| kept::forget(&behind.chosen_of));
        let href = address::groups(code, Some(period));
        flashes.carry(Flash::done(entry.words.clone()).undo(undo::of(code, period, entry.id)), &href);
        self.asked.stop_waiting();
        self.asked.navigate(&href, false);
    }

    /// Says why, and where things changed asks the server again: what was chosen stays, and the preview
    /// is made anew from it.
    fn refused(self, error: &AppError) {
        let lines = match error {
            AppError::Refused(refused) => {
                let since = refused.since().unwrap_or_default();
                let is_said = matches!(refused.reason, RefusedFor::Stale | RefusedFor::PreviewMoved);
                let own = (!is_said).then(|| refused.words.clone());
                core::iter::once(words::NOT_ADDED.to_owned()).chain(since.iter().map(words::entry)).chain(own).collect()
            }
            other => vec![words::NOT_SENT.to_owned(), other.to_string()],
        };
        self.asked.notice.set(Some(lines));
        if let AppError::Refused(_) = error {
            let roster = self.roster.get_value();
            self.asked.behind.update_value(|behind| behind.before = Some(roster));
            self.asked.earlier.set(Arc::default());
            self.asked.behind.with_value(|behind| behind.start).refetch();
        }
    }
}

fn new_groups(preview: &Preview, roster: &Roster) -> Vec<NewGroup> {
    let id = |at: &usize| roster.learner(*at).map(|learner| learner.person.id);
    let group = |(name, members): &(_, Vec<usize>)| NewGroup {
        name: Clone::clone(name),
        members: members.iter().filter_map(id).collect(),
        tutors: Vec::new(),
    };
    preview.groups.iter().map(group).collect()
}
