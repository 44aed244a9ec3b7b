//! What the page knows over one answer of the server, and its moves.

use super::api::{self, NewRound};
use super::draft::Draft;
use super::page::Page;
use super::search::Shown;
use super::words;
use crate::error::AppError;
use crate::frame::address;
use crate::groups::undo;
use crate::groups::wizard::api::Start;
use crate::groups::wizard::roster::Roster;
use crate::groups::wizard::state::{changes, focus};
use crate::refused::RefusedFor;
use crate::ui::{Flash, use_flashes};
use domain::forming::Learner;
use domain::forming::rotation::{Asked, RotationField, RotationProblem, RoundNames};
use domain::groups::Entry;
use domain::groups::acts::NewGroup;
use domain::id::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;
use std::sync::Arc;

/// The page over one answer of the server.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) page: Page,
    pub(super) roster: StoredValue<Arc<Roster>>,
    /// What is searched for, or why nothing can be.
    pub(super) asked: Memo<Result<Arc<Asked>, Vec<RotationProblem>>>,
    /// The names of the rounds and groups, or what is wrong with them.
    pub(super) names: Memo<Result<Arc<Vec<RoundNames>>, Vec<RotationProblem>>>,
    /// The rounds for what is asked now, once there are some.
    pub(super) result: Memo<Option<Arc<Shown>>>,
    /// What the rounds on screen and their groups are called, be the names free or not.
    pub(super) labels: Memo<Arc<Vec<RoundNames>>>,
}

impl Desk {
    pub(super) fn new(page: Page, start: Start) -> Self {
        let roster = Arc::new(Roster::new(start));
        if let Some(before) = page.before() {
            let lines = changes(&before, &roster);
            page.notice.update(|notice| notice.iter_mut().for_each(|notice| notice.extend(lines.clone())));
        }
        let seed = roster.start.seed;
        let roster = StoredValue::new(roster);
        let draft = page.draft;
        let learners = Memo::new(move |_| {
            let (cohort, out) = draft.with(|draft| (draft.cohort.clone(), draft.out.clone()));
            roster.with_value(|roster| taking_part(roster, &cohort, &out))
        });
        let asked = Memo::new(move |_| {
            let wish = draft.with(|draft| draft.wish(seed));
            learners.with(|learners| wish.ask(learners).map(Arc::new))
        });
        let names = Memo::new(move |_| {
            let naming = draft.with(Draft::naming);
            let counts =
                asked.with(|asked| asked.as_ref().ok().map(|asked| (asked.rotation.rounds, asked.distribution.groups)));
            let Some((rounds, groups)) = counts else { return Err(naming.problems()) };
            roster.with_value(|roster| {
                let is_set = |name: &_| roster.set_named(name).is_some();
                naming.free_names(rounds, groups, is_set, |name| roster.is_taken(name)).map(Arc::new)
            })
        });
        let result = Memo::new(move |_| {
            let shown = page.search.shown.get()?;
            asked.with(|asked| asked.as_ref().is_ok_and(|asked| *asked == shown.asked)).then_some(shown)
        });
        let labels = Memo::new(move |_| {
            let naming = draft.with(Draft::naming);
            let size = page.search.shown.with(|shown| {
                let rotation = &shown.as_ref()?.asked.rotation;
                Some((rotation.rounds, u32::try_from(rotation.sizes.len()).ok()?))
            });
            let called = size.and_then(|(rounds, groups)| {
                naming.names(rounds, groups).or_else(|_| Draft::plain_naming().names(rounds, groups)).ok()
            });
            Arc::new(called.unwrap_or_default())
        });
        let desk = Self { page, roster, asked, names, result, labels };
        desk.follow(seed);
        desk
    }

    /// Searches for what is asked, and keeps the seed that was shown.
    fn follow(self, seed: u64) {
        let draft = self.page.draft;
        let steps = Memo::new(move |_| draft.with(|draft| draft.steps));
        Effect::new(move |_| self.page.search.want(self.asked.get().ok(), steps.get()));
        Effect::new(move |_| {
            if self.result.with(Option::is_some) && draft.with_untracked(|draft| draft.seed.is_empty()) {
                draft.update(|draft| draft.seed = seed.to_string());
            }
        });
    }

    /// Everything that is wrong.
    fn problems(self) -> Vec<RotationProblem> {
        let mut problems = self.asked.with(|asked| asked.as_ref().err().cloned().unwrap_or_default());
        problems.extend(self.names.with(|names| names.as_ref().err().cloned().unwrap_or_default()));
        problems.sort_by_key(RotationProblem::field);
        problems
    }

    /// The words for what is wrong with a field. What is merely not filled in yet is not said before someone tried to
    /// add.
    pub(super) fn problem(self, field: RotationField) -> Option<String> {
        let tried = self.page.tried.get();
        let said = self.problems().into_iter().filter(|problem| tried || !problem.is_blank());
        said.into_iter().find(|problem| problem.field() == field).map(|problem| problem.to_string())
    }

    /// The person of an id, by name.
    pub(super) fn name(self, learner: UserId) -> String {
        self.roster.with_value(|roster| {
            let place = roster.places(&[learner]).first().copied();
            place.and_then(|at| roster.learner(at)).map(|learner| learner.person.name()).unwrap_or_default()
        })
    }

    /// **"Add"**: sends exactly what is shown, or puts the focus on what is wrong.
    pub(super) fn add(self) {
        if let Some(problem) = untrack(|| self.problems()).first() {
            self.page.tried.set(true);
            let by_size = self.page.draft.with_untracked(|draft| draft.by == super::draft::By::Size);
            return focus(control(problem.field(), by_size));
        }
        let (Some(shown), Ok(names)) = (self.result.get_untracked(), self.names.get_untracked()) else { return };
        if self.page.busy.get_untracked() {
            return;
        }
        // What is on screen stays there: it is what was sent.
        if self.page.search.under.with_untracked(Option::is_some) {
            self.page.search.stop();
        }
        self.page.busy.set(true);
        let (period, version) = self.roster.with_value(|roster| (roster.start.period, roster.start.version));
        let rounds = self.roster.with_value(|roster| new_rounds(&shown, &names, roster));
        let everyone = self.page.draft.with_untracked(Draft::is_for_everyone);
        let code = self.page.place().code.get_untracked();
        let flashes = use_flashes();
        spawn_local(async move {
            let answer = api::add(code.clone(), period, version, rounds, everyone).await;
            // The page may be gone by now; what was done was done.
            if self.page.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(entry) => self.done(&code, &entry, flashes),
                Err(error) => self.refused(&error),
            }
        });
    }

    fn done(self, code: &str, entry: &Entry, flashes: crate::ui::flash::Flashes) {
        let period = self.roster.with_value(|roster| roster.start.period);
        let href = address::groups(code, Some(period));
        flashes.carry(Flash::done(entry.words.clone()).undo(undo::of(code, period, entry.id)), &href);
        self.page.stop_waiting();
        self.page.navigate(&href, false);
    }

    /// Says why, and where things changed asks the server again: what was chosen and found stays.
    fn refused(self, error: &AppError) {
        let lines = match error {
            AppError::Refused(refused) => {
                let since = refused.since().unwrap_or_default();
                let is_said = matches!(refused.reason, RefusedFor::Stale | RefusedFor::PreviewMoved);
                let own = (!is_said).then(|| refused.words.clone());
                core::iter::once(words::NOT_ADDED.to_owned())
                    .chain(since.iter().map(crate::groups::wizard::words::entry))
                    .chain(own)
                    .collect()
            }
            other => vec![words::NOT_SENT.to_owned(), other.to_string()],
        };
        self.page.notice.set(Some(lines));
        if let AppError::Refused(_) = error {
            self.page.ask_again(self.roster.get_value());
        }
    }
}

/// The learners of a cohort, or all, without those who are left out.
fn taking_part(roster: &Roster, cohort: &str, out: &[UserId]) -> Vec<Learner> {
    let place = roster.start.cohorts.iter().position(|name| name == cohort);
    let out: HashSet<UserId> = out.iter().copied().collect();
    let candidates = roster.start.learners.iter().filter(|candidate| {
        let in_cohort = cohort.is_empty() || place.is_some_and(|place| candidate.cohorts.contains(&place));
        in_cohort && !out.contains(&candidate.person.id)
    });
    let learner = |person: &domain::person::Person| Learner { id: person.id, gender: person.gender.clone() };
    candidates.map(|candidate| learner(&candidate.person)).collect()
}

/// The id of the control to change.
const fn control(field: RotationField, by_size: bool) -> &'static str {
    match field {
        RotationField::Round => "round",
        RotationField::Rounds => "rounds",
        RotationField::Prefix => "prefix",
        RotationField::Groups | RotationField::Size if by_size => "size",
        RotationField::Groups | RotationField::Size => "number",
        RotationField::Learners => "cohort",
    }
}

/// The members of each group of a round, as places in the roster, by name.
pub(super) fn members(shown: &Shown, round: usize, roster: &Roster) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new(); shown.asked.rotation.sizes.len()];
    let seats = shown.found.rounds.get(round).map_or(&[][..], Vec::as_slice);
    for (who, group) in shown.asked.order.iter().zip(seats) {
        if let Some(members) = groups.get_mut(*group as usize) {
            members.push(*who);
        }
    }
    groups.iter().map(|members| roster.places(members)).collect()
}

fn new_rounds(shown: &Shown, names: &[RoundNames], roster: &Roster) -> Vec<NewRound> {
    let id = |at: &usize| roster.learner(*at).map(|learner| learner.person.id);
    let round = |(at, names): (usize, &RoundNames)| NewRound {
        set: names.set.clone(),
        groups: members(shown, at, roster)
            .iter()
            .zip(&names.groups)
            .map(|(members, name)| NewGroup {
                name: name.clone(),
                members: members.iter().filter_map(id).collect(),
                tutors: Vec::new(),
            })
            .collect(),
    };
    names.iter().enumerate().map(round).collect()
}
