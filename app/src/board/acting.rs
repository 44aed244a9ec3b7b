//! Moving: shown at once, sent, and taken back with words where it is refused.

use super::api;
use super::state::{At, Board, Done, Problem};
use super::words;
use crate::error::AppError;
use crate::groups::api as groups;
use domain::groups::moving::Move;
use domain::groups::{Change, Entry, Version};
use domain::id::{GroupId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{BTreeMap, VecDeque};

/// What is sent.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Move(Vec<Move>),
    Undo(Done),
    Redo(Done),
}

impl Deed {
    /// What it does on the board.
    fn moves(&self) -> Vec<Move> {
        match self {
            Self::Move(moves) => moves.clone(),
            Self::Undo(done) | Self::Redo(done) => back(&done.moves),
        }
    }
}

/// The moves that take moves back.
fn back(moves: &[Move]) -> Vec<Move> {
    moves.iter().map(|wish| Move { learner: wish.learner, from: wish.to, to: wish.from }).collect()
}

/// A deed that was not answered yet, with what takes it back.
#[derive(Clone, Debug)]
struct Waiting {
    deed: Deed,
    done: Done,
}

/// Sends one deed after the other: each is made on the version the one before led to.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    pub(super) board: Board,
    queue: StoredValue<VecDeque<Waiting>>,
    /// Loads the board anew.
    renew: Callback<()>,
}

impl Acting {
    pub(super) fn new(board: Board, renew: Callback<()>) -> Self {
        Self { board, queue: StoredValue::new(VecDeque::new()), renew }
    }

    /// Moves people from their columns to another.
    pub(super) fn move_to(self, who: &[(UserId, usize)], to: usize) {
        let cols = self.board.cols();
        let Some(target) = cols.get(to) else { return };
        let moves = who.iter().filter(|(_, from)| *from != to);
        let moves: Vec<Move> = moves
            .map(|(learner, from)| Move { learner: *learner, from: cols[*from].group, to: target.group })
            .collect();
        if moves.is_empty() {
            return self.board.said.set(words::CANCELLED.to_owned());
        }
        let names = self.board.names(moves.iter().map(|wish| wish.learner));
        self.board.said.set(words::moved(&words::who(&names), &target.name.get_untracked()));
        self.board.chosen.update(std::collections::BTreeSet::clear);
        self.board.redo.update(Vec::clear);
        self.act(Deed::Move(moves));
    }

    /// Tries again what was refused, from where everyone is now.
    pub(super) fn again(self, wishes: &[(UserId, Option<GroupId>)]) {
        let board = self.board;
        board.problem.set(None);
        let cols = board.cols();
        let moves: Vec<Move> = wishes
            .iter()
            .filter_map(|(learner, to)| {
                let from = cols.get(board.where_is(*learner)?)?.group;
                (from != *to).then_some(Move { learner: *learner, from, to: *to })
            })
            .collect();
        if moves.is_empty() {
            return board.said.set(words::CANCELLED.to_owned());
        }
        let names = board.names(moves.iter().map(|wish| wish.learner));
        let to = board.col_of(moves[0].to).map(|at| board.col_name(at)).unwrap_or_default();
        board.said.set(words::moved(&words::who(&names), &to));
        self.act(Deed::Move(moves));
    }

    pub(super) fn undo(self) {
        let last = self.board.undo.try_update(Vec::pop).flatten();
        if let Some(done) = last {
            self.board.said.set(words::undone(&self.whose(&done)));
            self.act(Deed::Undo(done));
        }
    }

    pub(super) fn redo(self) {
        let last = self.board.redo.try_update(Vec::pop).flatten();
        if let Some(done) = last {
            self.board.said.set(words::redone(&self.whose(&done)));
            self.act(Deed::Redo(done));
        }
    }

    fn whose(self, done: &Done) -> String {
        words::who(&self.board.names(done.moves.iter().map(|wish| wish.learner)))
    }

    /// What is done can be taken back at once: it is undone after it was done, in turn.
    fn act(self, deed: Deed) {
        let done = Done::new(deed.moves());
        self.board.problem.set(None);
        self.board.put(&done.moves);
        self.board.waiting.update(|waiting| *waiting += 1);
        let stack = if matches!(deed, Deed::Undo(_)) { self.board.redo } else { self.board.undo };
        stack.update(|stack| stack.push(done.clone()));
        self.queue.update_value(|queue| queue.push_back(Waiting { deed, done }));
        if self.board.waiting.get_untracked() == 1 {
            self.send_next();
        }
    }

    fn send_next(self) {
        let Some(Waiting { deed, done }) = self.queue.with_value(|queue| queue.front().cloned()) else { return };
        let At { code, period, set } = self.board.at.get_value();
        let base = self.board.version.get_untracked();
        spawn_local(async move {
            let answer = match &deed {
                Deed::Move(moves) => api::move_all(code, period, base, set, moves.clone()).await,
                Deed::Undo(done) | Deed::Redo(done) => match done.entry() {
                    Some(entry) => groups::undo(code, period, entry).await,
                    None => Err(AppError::NotFound("entry".to_owned())),
                },
            };
            if let Ok(entry) = &answer {
                done.keep(entry.id);
            }
            // The page may be gone.
            if self.board.waiting.is_disposed() {
                return;
            }
            match answer {
                Ok(entry) => self.done(&entry),
                Err(error) => self.refused(&error),
            }
        });
    }

    fn done(self, entry: &Entry) {
        let now = self.board.version.get_untracked();
        self.queue.update_value(|queue| drop(queue.pop_front()));
        self.board.waiting.update(|waiting| *waiting -= 1);
        if entry.version.0 > now.0 + 1 {
            // Others were between, and the line has not told yet.
            self.board.behind.set_value(true);
        }
        self.board.version.set(Version(now.0.max(entry.version.0)));
        if self.board.waiting.get_untracked() == 0 && self.board.behind.get_value() {
            self.renew.run(());
        }
        self.send_next();
    }

    /// Nothing of what waits is done: the board is shown as it is on the server, and it can be tried again from there.
    fn refused(self, error: &AppError) {
        let waiting = self.queue.try_update_value(std::mem::take).unwrap_or_default();
        // The first was sent. It was done, perhaps, where there is no answer.
        let is_unknown = *error == AppError::Unreachable;
        for (at, waits) in waiting.iter().enumerate().rev() {
            self.board.put(&back(&waits.done.moves));
            // What the server refuses to undo it would refuse again.
            self.board.forget(&waits.done);
            match &waits.deed {
                Deed::Undo(done) if at > 0 || is_unknown => self.board.undo.update(|undo| undo.push(done.clone())),
                Deed::Redo(done) if at > 0 || is_unknown => self.board.redo.update(|redo| redo.push(done.clone())),
                _ => {}
            }
        }
        // Of several moves of someone the last says where to.
        let moves = waiting.iter().flat_map(|waits| &waits.done.moves);
        let again: BTreeMap<_, _> = moves.map(|wish| (wish.learner, wish.to)).collect();
        let words = if is_unknown { words::UNKNOWN.to_owned() } else { words::not_moved(&error.to_string()) };
        self.board.said.set(words.clone());
        self.board.waiting.set(0);
        self.board.held.set(None);
        self.board.problem.set(Some(Problem { words, again: again.into_iter().collect(), is_unknown }));
        self.renew.run(());
    }

    /// Takes in what someone did, beneath what is on its way; false where the board must be loaded anew for it.
    pub(super) fn take(self, changes: &[Change], actor: Option<&str>) -> bool {
        let waiting =
            self.queue.with_value(|queue| queue.iter().map(|waits| waits.done.moves.clone()).collect::<Vec<_>>());
        for moves in waiting.iter().rev() {
            self.board.put(&back(moves));
        }
        let taken = self.board.take(changes, actor);
        for moves in &waiting {
            self.board.put(moves);
        }
        taken
    }

    /// Says what became of moves that the server did not answer, now that the board is as it is there.
    pub(super) fn settle(self) {
        let board = self.board;
        let unknown = board.problem.with_untracked(|problem| problem.clone().filter(|problem| problem.is_unknown));
        let Some(Problem { again, .. }) = unknown else { return };
        let is_so = |(learner, to): &(UserId, Option<GroupId>)| {
            board.where_is(*learner).is_some_and(|at| board.col_of(*to) == Some(at))
        };
        if again.iter().all(is_so) {
            board.problem.set(None);
            return board.said.set(words::done_after_all(&words::who(&board.names(again.iter().map(|(who, _)| *who)))));
        }
        let words = words::not_moved(words::NOT_REACHED);
        board.said.set(words.clone());
        board.problem.set(Some(Problem { words, again, is_unknown: false }));
    }
}
