//! What the board knows: who stands where, who is held, and what was done.

use super::api::{BoardPage, Column};
use domain::groups::moving::Move;
use domain::groups::view::GenderCounts;
use domain::groups::{Change, Version};
use domain::id::{EntryId, GroupId, GroupSetId, PeriodId, UserId};
use domain::person::{GenderCode, Person};
use domain::text::fold;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

/// A learner, ready to be drawn.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) id: UserId,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) number: String,
    pub(super) gender: GenderCode,
    /// No longer enrolled.
    pub(super) left: bool,
    hay: String,
    order: usize,
}

/// A column; the first is for those who are in no group of the set.
#[derive(Clone, Debug)]
pub(super) struct Col {
    pub(super) group: Option<GroupId>,
    pub(super) name: RwSignal<String>,
    folded: String,
    pub(super) tutors: String,
    pub(super) members: RwSignal<Vec<UserId>>,
}

/// Who is held, and where they would land.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// Each with the column they are in.
    pub(super) who: Vec<(UserId, usize)>,
    pub(super) over: Option<usize>,
    pub(super) by_keys: bool,
}

/// Something that was done here and can be undone, or was undone and can be done again.
#[derive(Clone, Debug)]
pub(super) struct Done {
    pub(super) moves: Vec<Move>,
    /// Known once the server has answered.
    entry: Arc<OnceLock<EntryId>>,
}

impl Done {
    pub(super) fn new(moves: Vec<Move>) -> Self {
        Self { moves, entry: Arc::default() }
    }

    pub(super) fn entry(&self) -> Option<EntryId> {
        self.entry.get().copied()
    }

    pub(super) fn keep(&self, entry: EntryId) {
        self.entry.get_or_init(|| entry);
    }
}

/// Why something was not done.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) words: String,
    /// Who was to go where, to try again.
    pub(super) again: Vec<(UserId, Option<GroupId>)>,
    /// Whether it was done after all, perhaps: the server did not answer.
    pub(super) is_unknown: bool,
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
    pub(super) of: StoredValue<Option<At>>,
    pub(super) typed: RwSignal<String>,
    pub(super) dense: RwSignal<bool>,
    /// What the live region says.
    pub(super) said: RwSignal<String>,
    pub(super) problem: RwSignal<Option<Problem>>,
    pub(super) undo: RwSignal<Vec<Done>>,
    pub(super) redo: RwSignal<Vec<Done>>,
}

/// The board of one set. It is made anew where its columns are others.
#[derive(Clone, Copy)]
pub(super) struct Board {
    pub(super) at: StoredValue<At>,
    pub(super) version: RwSignal<Version>,
    pub(super) cols: StoredValue<Arc<Vec<Col>>>,
    people: StoredValue<Arc<People>>,
    pub(super) typed: RwSignal<String>,
    pub(super) dense: RwSignal<bool>,
    pub(super) chosen: RwSignal<BTreeSet<UserId>>,
    pub(super) held: RwSignal<Option<Held>>,
    /// The card in the tab order: column and learner.
    pub(super) active: RwSignal<Option<(usize, UserId)>>,
    /// What the live region says.
    pub(super) said: RwSignal<String>,
    pub(super) problem: RwSignal<Option<Problem>>,
    pub(super) undo: RwSignal<Vec<Done>>,
    pub(super) redo: RwSignal<Vec<Done>>,
    /// Learners whom someone else moved, and who it was.
    pub(super) fresh: RwSignal<BTreeMap<UserId, String>>,
    /// For whom **"Move to…"** is open.
    pub(super) asking: RwSignal<Vec<(UserId, usize)>>,
    pub(super) ask_open: RwSignal<bool>,
    /// Acts that were not answered yet.
    pub(super) waiting: RwSignal<u32>,
    /// Whether the board may differ from what is on the server, and must be loaded anew.
    pub(super) behind: StoredValue<bool>,
}

type People = HashMap<UserId, Arc<Card>>;

/// Everyone, and who stands in each column in the order of names: first the unassigned.
fn laid_out(page: &BoardPage) -> (People, Vec<Vec<UserId>>) {
    let left: BTreeSet<UserId> = page.left.iter().copied().collect();
    let card = |(order, person): (usize, &Person)| {
        let card = Card {
            id: person.id,
            name: person.name(),
            initials: person.initials(),
            number: person.number.clone().unwrap_or_default(),
            gender: person.gender.clone(),
            left: left.contains(&person.id),
            hay: person.search_text(),
            order,
        };
        (person.id, Arc::new(card))
    };
    let people: People = page.people.iter().enumerate().map(card).collect();
    let seated: BTreeSet<UserId> = page.columns.iter().flat_map(|column| column.members.iter().copied()).collect();
    let unassigned = page.people.iter().map(|person| person.id).filter(|id| !seated.contains(id)).collect();
    let mut lists = vec![unassigned];
    lists.extend(page.columns.iter().map(|column| column.members.clone()));
    for list in &mut lists {
        list.sort_by_key(|id| people.get(id).map(|card| card.order));
    }
    (people, lists)
}

/// The names of a column's tutors.
fn tutors(column: &Column) -> String {
    let names: Vec<&str> = column.tutors.iter().map(|tutor| tutor.name.as_str()).collect();
    names.join("; ")
}

impl Kept {
    /// Shows the board of a place: what was done on another cannot be undone here.
    pub(super) fn show(self, at: &At) {
        if self.of.with_value(|of| of.as_ref() != Some(at)) {
            self.of.set_value(Some(at.clone()));
            self.undo.set(Vec::new());
            self.redo.set(Vec::new());
            self.problem.set(None);
        }
    }
}

impl Board {
    pub(super) fn new(page: &BoardPage, set: GroupSetId, kept: Kept) -> Self {
        let Kept { typed, dense, said, problem, undo, redo, .. } = kept;
        let (people, lists) = laid_out(page);
        let col = |group, name: String, tutors, members: Vec<UserId>| {
            let folded = fold(&name);
            Col { group, name: RwSignal::new(name), folded, tutors, members: RwSignal::new(members) }
        };
        let mut lists = lists.into_iter();
        let unassigned = lists.next().unwrap_or_default();
        let mut cols = vec![col(None, super::words::UNASSIGNED.to_owned(), String::new(), unassigned)];
        for (column, members) in page.columns.iter().zip(lists) {
            cols.push(col(Some(column.id), column.name.to_string(), tutors(column), members));
        }
        let first = cols
            .iter()
            .enumerate()
            .find_map(|(at, col)| col.members.with_untracked(|members| members.first().map(|first| (at, *first))));
        let at = At { code: page.course.code.clone(), period: page.period.id, set };
        kept.show(&at);
        Self {
            at: StoredValue::new(at),
            version: RwSignal::new(page.version),
            cols: StoredValue::new(Arc::new(cols)),
            people: StoredValue::new(Arc::new(people)),
            typed,
            dense,
            chosen: RwSignal::new(BTreeSet::new()),
            held: RwSignal::new(None),
            active: RwSignal::new(first),
            said,
            problem,
            undo,
            redo,
            fresh: RwSignal::new(BTreeMap::new()),
            asking: RwSignal::new(Vec::new()),
            ask_open: RwSignal::new(false),
            waiting: RwSignal::new(0),
            behind: StoredValue::new(false),
        }
    }

    /// Shows the same columns as they are now; false where they are others.
    pub(super) fn replace(self, page: &BoardPage) -> bool {
        let cols = self.cols();
        let is_same = cols.len() == page.columns.len() + 1
            && cols[1..].iter().zip(&page.columns).all(|(col, column)| {
                col.group == Some(column.id)
                    && col.tutors == tutors(column)
                    && col.name.with_untracked(|name| *name == *column.name.as_str())
            });
        if !is_same {
            return false;
        }
        let (people, lists) = laid_out(page);
        self.people.set_value(Arc::new(people));
        for (col, members) in cols.iter().zip(lists) {
            if col.members.with_untracked(|now| *now != members) {
                col.members.set(members);
            }
        }
        self.version.set(page.version);
        self.behind.set_value(false);
        true
    }

    /// Something was not done after all: it can be neither undone nor done again.
    pub(super) fn forget(self, done: &Done) {
        for stack in [self.undo, self.redo] {
            stack.update(|stack| stack.retain(|other| !Arc::ptr_eq(&other.entry, &done.entry)));
        }
    }

    pub(super) fn card(self, id: UserId) -> Option<Arc<Card>> {
        self.people.with_value(|people| people.get(&id).cloned())
    }

    pub(super) fn cols(self) -> Arc<Vec<Col>> {
        self.cols.get_value()
    }

    pub(super) fn col_name(self, at: usize) -> String {
        self.cols.with_value(|cols| cols.get(at).map(|col| col.name.get_untracked())).unwrap_or_default()
    }

    /// The first column whose name begins with `typed`, or holds it.
    pub(super) fn col_called(self, typed: &str) -> Option<usize> {
        let typed = fold(typed);
        self.cols.with_value(|cols| {
            let begins = cols.iter().position(|col| col.folded == typed);
            let begins = begins.or_else(|| cols.iter().position(|col| col.folded.starts_with(&typed)));
            begins.or_else(|| cols.iter().position(|col| col.folded.contains(&typed)))
        })
    }

    pub(super) fn col_of(self, group: Option<GroupId>) -> Option<usize> {
        self.cols.with_value(|cols| cols.iter().position(|col| col.group == group))
    }

    /// The column someone is in.
    pub(super) fn where_is(self, who: UserId) -> Option<usize> {
        self.cols
            .with_value(|cols| cols.iter().position(|col| col.members.with_untracked(|members| members.contains(&who))))
    }

    /// Whether a search leaves someone undimmed. Follows what is typed.
    pub(super) fn is_found(self, card: &Card) -> bool {
        let typed = fold(&self.typed.get());
        typed.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| card.hay.contains(word))
    }

    /// How many the search finds; `None` while nothing is searched.
    pub(super) fn found(self) -> Option<usize> {
        if self.typed.with(String::is_empty) {
            return None;
        }
        Some(self.people.get_value().values().filter(|card| self.is_found(card)).count())
    }

    /// How many of each gender some people are, most first.
    pub(super) fn spread(self, members: &[UserId]) -> GenderCounts {
        let mut counts: BTreeMap<GenderCode, u32> = BTreeMap::new();
        self.people.with_value(|people| {
            for card in members.iter().filter_map(|id| people.get(id)) {
                *counts.entry(card.gender.clone()).or_default() += 1;
            }
        });
        counts.into_iter().collect()
    }

    pub(super) fn names(self, who: impl Iterator<Item = UserId>) -> Vec<String> {
        who.filter_map(|id| self.card(id)).map(|card| card.name.clone()).collect()
    }

    /// The members of a column if those who are held were dropped there, or taken from it.
    pub(super) fn members_after(self, at: usize, held: &Held) -> Vec<UserId> {
        let mut members = self.cols.with_value(|cols| cols[at].members.get_untracked());
        let Some(over) = held.over else { return members };
        if over == at {
            members.extend(held.who.iter().filter(|(_, from)| *from != at).map(|(who, _)| *who));
        } else {
            members.retain(|id| !held.who.contains(&(*id, at)));
        }
        members
    }

    /// Shows moves as done. Those that are done already change nothing.
    pub(super) fn put(self, moves: &[Move]) {
        for wish in moves {
            self.leave(wish.learner, wish.from);
            self.join(wish.learner, wish.to);
        }
    }

    fn leave(self, who: UserId, group: Option<GroupId>) {
        let Some(at) = self.col_of(group) else { return };
        self.cols.with_value(|cols| {
            if cols[at].members.with_untracked(|members| members.contains(&who)) {
                cols[at].members.update(|members| members.retain(|id| *id != who));
            }
        });
    }

    fn join(self, who: UserId, group: Option<GroupId>) {
        let Some(at) = self.col_of(group) else { return };
        let people = self.people.get_value();
        self.cols.with_value(|cols| {
            if !cols[at].members.with_untracked(|members| members.contains(&who)) {
                cols[at].members.update(|members| {
                    members.push(who);
                    members.sort_by_key(|id| people.get(id).map(|card| card.order));
                });
            }
        });
    }

    /// Takes in what someone did, if the board can show it; else it must be made anew.
    pub(super) fn take(self, changes: &[Change], actor: Option<&str>) -> bool {
        let knows = |who: &UserId| self.people.with_value(|people| people.contains_key(who));
        let is_plain = |change: &Change| match change {
            Change::Place { learner, .. } | Change::TakeOut { learner, .. } => knows(learner),
            _ => false,
        };
        if !changes.iter().all(is_plain) {
            return false;
        }
        let mut moved = BTreeSet::new();
        for change in changes {
            match change {
                Change::TakeOut { learner, group } if self.col_of(Some(*group)).is_some() => {
                    self.leave(*learner, Some(*group));
                    moved.insert(*learner);
                }
                Change::Place { learner, group } if self.col_of(Some(*group)).is_some() => {
                    self.join(*learner, Some(*group));
                    moved.insert(*learner);
                }
                _ => {}
            }
        }
        for who in &moved {
            let is_seated = self.cols.with_value(|cols| {
                cols[1..].iter().any(|col| col.members.with_untracked(|members| members.contains(who)))
            });
            if is_seated { self.leave(*who, None) } else { self.join(*who, None) }
        }
        self.fresh.update(|fresh| {
            for who in moved {
                match actor {
                    Some(actor) => drop(fresh.insert(who, actor.to_owned())),
                    None => drop(fresh.remove(&who)),
                }
            }
        });
        true
    }
}
