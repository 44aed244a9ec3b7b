//! What the board knows: who stands where, who is held, and what was done.

use super::acting::{Done, Sending};
use super::api::{BoardPage, BoardTutor, Column, Rules};
use super::look::Look;
use super::people::{Card, People};
use super::turn::Turn;
use super::words;
use domain::forming::recipe::Guide;
use domain::forming::rules::Capacity;
use domain::groups::Version;
use domain::id::{GroupId, GroupSetId, PeriodId, UserId};
use domain::text::fold;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A column; the first is for those who are in no group of the set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Col {
    pub(super) group: Option<GroupId>,
    pub(super) name: RwSignal<String>,
    folded: StoredValue<String>,
    pub(super) tutors: RwSignal<Vec<BoardTutor>>,
    pub(super) members: RwSignal<Vec<UserId>>,
    /// The members whose places are locked.
    pub(super) locked: RwSignal<BTreeSet<UserId>>,
}

/// Who can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    Learners,
    Tutors,
}

/// Who is held, and where they would land.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) whom: Whom,
    /// Each with the column they are in.
    pub(super) who: Vec<(UserId, usize)>,
    pub(super) over: Option<usize>,
    /// Who would come back in exchange.
    pub(super) with: Option<UserId>,
    pub(super) by_keys: bool,
}

/// Why something was not done, and what can be tried again.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) words: String,
    pub(super) again: Vec<Sending>,
    /// The server did not answer: it may have been done.
    pub(super) is_unknown: bool,
}

/// How a question to the server stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    No,
    UnderWay,
    /// And again once it is answered: something happened meanwhile.
    Again,
}

/// The place of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) code: String,
    pub(super) period: PeriodId,
    pub(super) set: GroupSetId,
}

/// What outlives a board that is made anew.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    /// The place of the board that was shown last.
    of: StoredValue<Option<At>>,
    pub(super) look: Look,
    /// Where someone was on it.
    pub(super) turn: StoredValue<Option<Turn>>,
    /// What is said of what one does oneself.
    pub(super) said: RwSignal<String>,
    /// What others did last. It has a live region of its own: in the same one it would take the place of the answer to a key
    /// that was pressed a moment ago, before anyone heard it.
    pub(super) news: RwSignal<String>,
    /// What was done last, while it is offered to undo it.
    pub(super) toast: RwSignal<Option<String>>,
    pub(super) problem: RwSignal<Option<Problem>>,
    pub(super) undo: RwSignal<Vec<Done>>,
    pub(super) redo: RwSignal<Vec<Done>>,
}

impl Kept {
    pub(super) fn new() -> Self {
        Self {
            of: StoredValue::new(None),
            look: Look::open(),
            turn: StoredValue::new(None),
            said: RwSignal::new(String::new()),
            news: RwSignal::new(String::new()),
            toast: RwSignal::new(None),
            problem: RwSignal::new(None),
            undo: RwSignal::new(Vec::new()),
            redo: RwSignal::new(Vec::new()),
        }
    }

    /// The set that is shown of a course and period, where none is asked for: another one may be the first meanwhile.
    pub(super) fn set_of(self, code: &str, period: Option<PeriodId>) -> Option<GroupSetId> {
        let is_it = |at: &&At| at.code == code && period.is_none_or(|period| period == at.period);
        self.of.with_value(|of| of.as_ref().filter(is_it).map(|at| at.set))
    }

    /// Shows the board of a place: what was done on another cannot be undone here.
    fn show(self, at: &At) {
        if self.of.with_value(|of| of.as_ref() != Some(at)) {
            self.of.set_value(Some(at.clone()));
            self.undo.set(Vec::new());
            self.redo.set(Vec::new());
            self.problem.set(None);
            self.toast.set(None);
            self.news.set(String::new());
        }
    }
}

/// The board of one set. It is made anew where its columns are others.
#[derive(Clone, Copy)]
pub(super) struct Board {
    pub(super) at: StoredValue<At>,
    pub(super) version: RwSignal<Version>,
    pub(super) cols: StoredValue<Arc<Vec<Col>>>,
    pub(super) people: StoredValue<Arc<People>>,
    pub(super) rules: StoredValue<Arc<Rules>>,
    /// What moves do to the rules; `None` where they cannot be told.
    pub(super) guide: RwSignal<Option<Arc<Guide>>>,
    /// Whether a learner may be in several groups of this set.
    several: bool,
    /// Whether the set is locked.
    pub(super) locked: RwSignal<bool>,
    pub(super) look: Look,
    /// Who is chosen, each in the column where their card is.
    pub(super) chosen: RwSignal<BTreeSet<(UserId, usize)>>,
    /// Who was clicked last: with Shift, all from there are chosen.
    pub(super) anchor: StoredValue<Option<(usize, UserId)>>,
    pub(super) held: RwSignal<Option<Held>>,
    /// The same, wherever it is: what columns tell of a drop changes when it is picked up and dropped only.
    pub(super) holding: Memo<Option<Held>>,
    /// The card in the tab order: column and learner.
    pub(super) active: RwSignal<Option<(usize, UserId)>>,
    pub(super) said: RwSignal<String>,
    pub(super) news: RwSignal<String>,
    pub(super) toast: RwSignal<Option<String>>,
    pub(super) problem: RwSignal<Option<Problem>>,
    pub(super) undo: RwSignal<Vec<Done>>,
    pub(super) redo: RwSignal<Vec<Done>>,
    /// Learners whom someone else moved, and who it was.
    pub(super) fresh: RwSignal<BTreeMap<UserId, String>>,
    /// For whom **"Move to…"** is open.
    pub(super) asking: RwSignal<Option<Held>>,
    pub(super) ask_open: RwSignal<bool>,
    /// For whom a swap is looked for; `None` for the rule that is worst.
    pub(super) swapping: RwSignal<Option<(UserId, usize)>>,
    pub(super) swap_open: RwSignal<bool>,
    /// Acts that were not answered yet.
    pub(super) waiting: RwSignal<u32>,
    /// Whether the board may differ from what is on the server, and must be loaded anew.
    pub(super) behind: StoredValue<bool>,
    /// Whether it is being loaded anew: one question at a time, however much happens meanwhile.
    pub(super) renewing: StoredValue<Asking>,
}

/// Who stands in each column in the order of names: first the unassigned.
pub(super) fn laid_out(page: &BoardPage, people: &People) -> Vec<Vec<UserId>> {
    let seated: BTreeSet<UserId> = page.columns.iter().flat_map(|column| column.members.iter().copied()).collect();
    let unassigned = page.people.iter().map(|person| person.id).filter(|id| !seated.contains(id)).collect();
    let mut lists = vec![unassigned];
    lists.extend(page.columns.iter().map(|column| column.members.clone()));
    for list in &mut lists {
        people.sort(list);
    }
    lists
}

impl Col {
    fn new(column: Option<&Column>, members: Vec<UserId>) -> Self {
        let name = column.map_or_else(|| words::UNASSIGNED.to_owned(), |column| column.name.to_string());
        Self {
            group: column.map(|column| column.id),
            folded: StoredValue::new(fold(&name)),
            name: RwSignal::new(name),
            tutors: RwSignal::new(column.map(|column| column.tutors.clone()).unwrap_or_default()),
            members: RwSignal::new(members),
            locked: RwSignal::new(column.into_iter().flat_map(|column| column.locked.iter().copied()).collect()),
        }
    }
}

impl Col {
    pub(super) fn rename(self, name: &str) {
        if self.name.with_untracked(|now| now != name) {
            self.folded.set_value(fold(name));
            self.name.set(name.to_owned());
        }
    }
}

impl Board {
    pub(super) fn new(page: &BoardPage, set: GroupSetId, kept: Kept) -> Self {
        let people = People::of(page);
        let mut lists = laid_out(page, &people).into_iter();
        let mut cols = vec![Col::new(None, lists.next().unwrap_or_default())];
        cols.extend(page.columns.iter().zip(lists).map(|(column, members)| Col::new(Some(column), members)));
        let first = cols
            .iter()
            .enumerate()
            .find_map(|(at, col)| col.members.with_untracked(|members| members.first().map(|first| (at, *first))));
        let at = At { code: page.course.code.clone(), period: page.period.id, set };
        kept.show(&at);
        let Kept { look, said, news, toast, problem, undo, redo, .. } = kept;
        let held = RwSignal::new(None::<Held>);
        let board = Self {
            at: StoredValue::new(at),
            version: RwSignal::new(page.version),
            cols: StoredValue::new(Arc::new(cols)),
            people: StoredValue::new(Arc::new(people)),
            rules: StoredValue::new(Arc::new(page.rules.clone())),
            guide: RwSignal::new(None),
            several: page.sets.iter().any(|view| view.id == set && view.several),
            locked: RwSignal::new(page.locked),
            look,
            chosen: RwSignal::new(BTreeSet::new()),
            anchor: StoredValue::new(None),
            held,
            holding: Memo::new(move |_| held.with(|held| Some(Held { over: None, with: None, ..held.clone()? }))),
            active: RwSignal::new(first),
            said,
            news,
            toast,
            problem,
            undo,
            redo,
            fresh: RwSignal::new(BTreeMap::new()),
            asking: RwSignal::new(None),
            ask_open: RwSignal::new(false),
            swapping: RwSignal::new(None),
            swap_open: RwSignal::new(false),
            waiting: RwSignal::new(0),
            behind: StoredValue::new(false),
            renewing: StoredValue::new(Asking::No),
        };
        board.guide_anew();
        board
    }

    /// Makes the guide for the rules, the learners and the sizes of now.
    pub(super) fn guide_anew(self) {
        let rules = self.rules.get_value();
        let guide = Guide::new(rules.recipe.clone(), rules.ground.clone(), self.room());
        self.guide.set(guide.ok().map(Arc::new));
    }

    /// How many a group should have: what someone says, or an even share of everyone.
    fn room(self) -> Option<Capacity> {
        if let Some(most) = self.look.room.get_untracked() {
            return (most > 0).then_some(Capacity { least: 0, most });
        }
        let groups = self.cols.with_value(|cols| cols.len() - 1);
        let everyone = self.people.with_value(|people| people.len());
        let share = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let is_known = !self.several && groups > 0 && everyone > 0;
        is_known.then(|| Capacity { least: share(everyone / groups), most: share(everyone.div_ceil(groups)) })
    }

    pub(super) fn card(self, id: UserId) -> Option<Arc<Card>> {
        self.people.with_value(|people| people.card(id).cloned())
    }

    pub(super) fn cols(self) -> Arc<Vec<Col>> {
        self.cols.get_value()
    }

    pub(super) fn col(self, at: usize) -> Option<Col> {
        self.cols.with_value(|cols| cols.get(at).copied())
    }

    pub(super) fn last_col(self) -> usize {
        self.cols.with_value(|cols| cols.len().saturating_sub(1))
    }

    pub(super) fn col_name(self, at: usize) -> String {
        self.col(at).map(|col| col.name.get_untracked()).unwrap_or_default()
    }

    /// The first column whose name begins with `typed`, or holds it.
    pub(super) fn col_called(self, typed: &str) -> Option<usize> {
        let typed = fold(typed);
        self.cols.with_value(|cols| {
            let find =
                |fits: &dyn Fn(&str) -> bool| cols.iter().position(|col| col.folded.with_value(|name| fits(name)));
            find(&|name| name == typed)
                .or_else(|| find(&|name| name.starts_with(&typed)))
                .or_else(|| find(&|name| name.contains(&typed)))
        })
    }

    /// Whether a column's name begins so.
    pub(super) fn is_beginning(self, typed: &str) -> bool {
        let typed = fold(typed);
        self.cols.with_value(|cols| cols.iter().any(|col| col.folded.with_value(|name| name.starts_with(&typed))))
    }

    pub(super) fn col_of(self, group: Option<GroupId>) -> Option<usize> {
        self.cols.with_value(|cols| cols.iter().position(|col| col.group == group))
    }

    /// The column a learner is in.
    pub(super) fn where_is(self, who: UserId) -> Option<usize> {
        self.cols
            .with_value(|cols| cols.iter().position(|col| col.members.with_untracked(|members| members.contains(&who))))
    }

    /// Someone where they are now: in the column they were in, or wherever others moved them.
    pub(super) fn now_at(self, (who, at): (UserId, usize)) -> Option<(UserId, usize)> {
        let is_there = self.members(at).contains(&who);
        Some((who, if is_there { at } else { self.where_is(who)? }))
    }

    /// Those who are chosen, where they are now.
    pub(super) fn chosen_now(self) -> Vec<(UserId, usize)> {
        let chosen = self.chosen.get_untracked();
        let now: BTreeSet<_> = chosen.into_iter().filter_map(|place| self.now_at(place)).collect();
        now.into_iter().collect()
    }

    /// The members of a column as they are now.
    pub(super) fn members(self, at: usize) -> Vec<UserId> {
        self.col(at).map(|col| col.members.get_untracked()).unwrap_or_default()
    }

    /// Those of a column whom the filter leaves. Follows both.
    pub(super) fn shown(self, col: Col) -> Vec<UserId> {
        let members = col.members.get();
        if self.look.filter.with(BTreeMap::is_empty) {
            return members;
        }
        let people = self.people.get_value();
        members.into_iter().filter(|id| people.card(*id).is_some_and(|card| self.look.keeps(&people, card))).collect()
    }

    /// How many search and filter find; `None` while nothing is looked for.
    pub(super) fn found(self) -> Option<usize> {
        let people = self.people.get_value();
        let is_found = |card: &&Arc<Card>| self.look.finds(card) && self.look.keeps(&people, card);
        self.look.narrows().then(|| people.all().filter(is_found).count())
    }

    /// What people or tutors are called, in the order they come.
    pub(super) fn names(self, whom: Whom, who: &[(UserId, usize)]) -> Vec<String> {
        let name = |(id, at): &(UserId, usize)| match whom {
            Whom::Learners => Some(self.card(*id)?.name.clone()),
            Whom::Tutors => {
                let tutors = self.col(*at)?.tutors;
                tutors.with_untracked(|tutors| Some(tutors.iter().find(|tutor| tutor.id == *id)?.name.clone()))
            }
        };
        who.iter().filter_map(name).collect()
    }

    /// "Okafor, Ada", or "3 learners": who is held.
    pub(super) fn called(self, held: &Held) -> String {
        words::who(held.whom, &self.names(held.whom, &held.who))
    }

    /// Whether a learner's place in a column is locked.
    pub(super) fn is_locked(self, who: UserId, at: usize) -> bool {
        self.col(at).is_some_and(|col| col.locked.with_untracked(|locked| locked.contains(&who)))
    }

    /// Takes people, if the locks let them go; else says why not.
    pub(super) fn hold(self, held: Held) -> bool {
        let locked = held.who.iter().find(|(who, at)| held.whom == Whom::Learners && self.is_locked(*who, *at));
        if self.locked.get_untracked() {
            self.said.set(words::SET_LOCKED.to_owned());
        } else if let Some((who, at)) = locked {
            let name = self.card(*who).map(|card| card.name.clone()).unwrap_or_default();
            self.said.set(words::place_locked(&name, &self.col_name(*at)));
        } else {
            let from = held.who.first().map(|(_, at)| self.col_name(*at)).unwrap_or_default();
            self.said.set(words::holding(&self.called(&held), &from));
            self.held.set(Some(held));
            return true;
        }
        false
    }

    /// Opens **"Move to…"** for someone.
    pub(super) fn ask(self, held: Held) {
        self.asking.set(Some(held));
        self.ask_open.set(true);
    }

    /// Opens the exchanges that would make it better.
    pub(super) fn suggest(self, of: Option<(UserId, usize)>) {
        self.swapping.set(of);
        self.swap_open.set(true);
    }
}
