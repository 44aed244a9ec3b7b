//! What is done on the board: shown at once, sent, and taken back with words where it is refused.

use super::api::{self, BoardTutor};
use super::state::{At, Board, Held, Problem, Whom};
use super::{keys, words};
use crate::error::AppError;
use crate::groups::api as groups;
use domain::groups::moving::{Move, TutorMove};
use domain::groups::{Change, Entry, Version};
use domain::id::{EntryId, GroupId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

/// Something that can be done.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Move(Vec<Move>),
    Tutors(Vec<(TutorMove, BoardTutor)>),
    /// Places that are locked, or unlocked.
    Lock(Vec<(UserId, GroupId)>, bool),
    LockSet(bool),
}

impl Deed {
    /// What takes it back.
    fn back(&self) -> Self {
        match self {
            Self::Move(moves) => {
                Self::Move(moves.iter().map(|wish| Move { from: wish.to, to: wish.from, ..*wish }).collect())
            }
            Self::Tutors(moves) => {
                let back = |wish: &TutorMove| TutorMove { from: wish.to, to: wish.from, ..*wish };
                Self::Tutors(moves.iter().map(|(wish, tutor)| (back(wish), tutor.clone())).collect())
            }
            Self::Lock(places, locked) => Self::Lock(places.clone(), !locked),
            Self::LockSet(locked) => Self::LockSet(!locked),
        }
    }
}

/// Something that was done here and can be undone, or was undone and can be done again.
#[derive(Clone, Debug)]
pub(super) struct Done {
    deed: Deed,
    /// Known once the server has answered.
    entry: Arc<OnceLock<EntryId>>,
}

impl Done {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.entry, &other.entry)
    }
}

/// What is sent.
#[derive(Clone, Debug)]
pub(super) enum Sending {
    Do(Deed),
    Undo(Done),
    Redo(Done),
}

impl Sending {
    /// What it does on the board.
    fn deed(&self) -> Deed {
        match self {
            Self::Do(deed) => deed.clone(),
            Self::Undo(done) | Self::Redo(done) => done.deed.back(),
        }
    }
}

/// A deed that was not answered yet, with what takes it back.
#[derive(Clone, Debug)]
struct Waiting {
    sending: Sending,
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

    /// Brings who is held to a column, in exchange for someone there where that is said.
    pub(super) fn drop_in(self, held: &Held, to: usize) {
        let deed = match held.whom {
            Whom::Learners => self.learners_to(held, to),
            Whom::Tutors => self.tutors_to(held, to),
        };
        let Some(deed) = deed else { return self.board.said.set(words::CANCELLED.to_owned()) };
        let column = self.board.col_name(to);
        let partner = held.with.and_then(|who| self.board.card(who));
        let words = match partner {
            Some(partner) => words::swapped(&self.board.called(held), &partner.name),
            None => words::moved(&self.board.called(held), &column),
        };
        self.act_saying(deed, words);
    }

    fn learners_to(self, held: &Held, to: usize) -> Option<Deed> {
        let cols = self.board.cols();
        let target = cols.get(to)?.group;
        let leaving = held.who.iter().filter(|(_, from)| *from != to);
        let one = |(learner, from): &(UserId, usize)| Move { learner: *learner, from: cols[*from].group, to: target };
        let mut moves: Vec<Move> = leaving.map(one).collect();
        let back = moves.first().map(|first| first.from);
        moves.extend(held.with.zip(back).map(|(learner, back)| Move { learner, from: target, to: back }));
        (!moves.is_empty()).then_some(Deed::Move(moves))
    }

    fn tutors_to(self, held: &Held, to: usize) -> Option<Deed> {
        let target = self.board.col(to)?;
        let one = |(tutor, at): &(UserId, usize)| {
            let from = self.board.col(*at).filter(|_| *at != to)?;
            let tutor = from.tutors.with_untracked(|all| all.iter().find(|other| other.id == *tutor).cloned())?;
            Some((TutorMove { tutor: tutor.id, from: from.group, to: target.group }, tutor))
        };
        let moves: Vec<_> = held.who.iter().filter_map(one).collect();
        (!moves.is_empty()).then_some(Deed::Tutors(moves))
    }

    /// Has two learners change places.
    pub(super) fn swap(self, (a, at): (UserId, usize), (b, other): (UserId, usize)) {
        let held = Held { whom: Whom::Learners, who: vec![(a, at)], over: None, with: Some(b), by_keys: false };
        let is_locked = self.board.is_locked(a, at) || self.board.is_locked(b, other);
        if is_locked || self.board.locked.get_untracked() {
            return self.board.said.set(words::SWAP_LOCKED.to_owned());
        }
        self.drop_in(&held, other);
    }

    /// Locks learners where they are, or unlocks them if all are locked.
    pub(super) fn lock(self, who: &[(UserId, usize)]) {
        let board = self.board;
        let seated = who.iter().filter_map(|(who, at)| Some((*who, *at, board.col(*at)?.group?)));
        let seated: Vec<(UserId, usize, GroupId)> = seated.collect();
        let lock = seated.iter().any(|(who, at, _)| !board.is_locked(*who, *at));
        let places: Vec<(UserId, GroupId)> = seated
            .into_iter()
            .filter(|(who, at, _)| board.is_locked(*who, *at) != lock)
            .map(|(who, _, group)| (who, group))
            .collect();
        if board.locked.get_untracked() {
            return board.said.set(words::SET_LOCKED.to_owned());
        }
        if places.is_empty() {
            return board.said.set(words::NOT_PLACED.to_owned());
        }
        let deed = Deed::Lock(places, lock);
        let words = words::locked(&self.whose(&deed), lock);
        self.act_saying(deed, words);
    }

    /// Locks the set against change, or unlocks it.
    pub(super) fn lock_set(self) {
        let lock = !self.board.locked.get_untracked();
        self.act_saying(Deed::LockSet(lock), words::set_locked(lock).to_owned());
    }

    fn act_saying(self, deed: Deed, words: String) {
        self.board.said.set(words.clone());
        self.board.toast.set(Some(words));
        self.board.chosen.update(std::collections::BTreeSet::clear);
        self.board.redo.update(Vec::clear);
        self.act(Sending::Do(deed));
    }

    /// Tries again what was refused, from where everyone is now.
    pub(super) fn again(self, wishes: Vec<Sending>) {
        self.board.problem.set(None);
        self.board.said.set(words::DONE_ALREADY.to_owned());
        for wish in wishes {
            let deed = wish.deed();
            if !self.board.is_so(&deed) {
                self.board.said.set(words::TRYING_AGAIN.to_owned());
                self.act(Sending::Do(self.board.renewed(deed)));
            }
        }
    }

    /// Says what became of what the server did not answer, now that the board is as it is there.
    pub(super) fn settle(self) {
        let board = self.board;
        let unknown = board.problem.with_untracked(|problem| problem.clone().filter(|problem| problem.is_unknown));
        let Some(Problem { again, .. }) = unknown else { return };
        let (done, again): (Vec<Sending>, Vec<Sending>) =
            again.into_iter().partition(|sending| board.is_so(&sending.deed()));
        let done: Vec<String> = done.iter().map(|sending| self.whose(&sending.deed())).collect();
        let done = done.join("; ");
        if again.is_empty() {
            board.problem.set(None);
            return board.said.set(words::done_after_all(&done));
        }
        let words = if done.is_empty() {
            words::not_done(words::NOT_REACHED)
        } else {
            words::partly_done(&done, words::NOT_REACHED)
        };
        board.said.set(words.clone());
        board.problem.set(Some(Problem { words, again, is_unknown: false }));
    }

    /// The board is made anew while something is on its way: what was not answered is said on the new one.
    pub(super) fn leave(self) {
        let waiting = self.queue.try_update_value(std::mem::take).unwrap_or_default();
        if !waiting.is_empty() {
            self.forget(&waiting);
            let again = waiting.into_iter().map(|waits| Sending::Do(waits.done.deed)).collect();
            let problem = Problem { words: words::UNKNOWN.to_owned(), again, is_unknown: true };
            let _ = self.board.problem.try_set(Some(problem));
        }
    }

    /// What was not done can be neither undone nor done again.
    fn forget(self, waiting: &VecDeque<Waiting>) {
        for stack in [self.board.undo, self.board.redo] {
            let _ = stack.try_update(|stack| stack.retain(|other| !waiting.iter().any(|waits| other.is(&waits.done))));
        }
    }

    pub(super) fn undo(self) {
        if let Some(done) = self.board.undo.try_update(Vec::pop).flatten() {
            self.board.toast.set(None);
            self.board.said.set(words::undone(&self.whose(&done.deed)));
            self.act_in_sight(Sending::Undo(done));
        }
    }

    pub(super) fn redo(self) {
        if let Some(done) = self.board.redo.try_update(Vec::pop).flatten() {
            let words = words::redone(&self.whose(&done.deed));
            self.board.said.set(words.clone());
            self.board.toast.set(Some(words));
            self.act_in_sight(Sending::Redo(done));
        }
    }

    /// Acts, and shows whom it moved.
    fn act_in_sight(self, sending: Sending) {
        let deed = sending.deed();
        self.act(sending);
        if let Deed::Move(moves) = deed
            && let Some(first) = moves.first()
            && let Some(col) = self.board.col_of(first.to)
        {
            keys::follow(self.board, col, first.learner);
        }
    }

    /// Whom or what a deed is about.
    fn whose(self, deed: &Deed) -> String {
        let learners = |who: &mut dyn Iterator<Item = UserId>| {
            let who: Vec<(UserId, usize)> = who.map(|who| (who, 0)).collect();
            words::who(Whom::Learners, &self.board.names(Whom::Learners, &who))
        };
        match deed {
            Deed::Move(moves) => learners(&mut moves.iter().map(|wish| wish.learner)),
            Deed::Lock(places, _) => learners(&mut places.iter().map(|(who, _)| *who)),
            Deed::Tutors(moves) => {
                let names: Vec<String> = moves.iter().map(|(_, tutor)| tutor.name.clone()).collect();
                words::who(Whom::Tutors, &names)
            }
            Deed::LockSet(_) => words::THE_SET.to_owned(),
        }
    }

    /// What is done can be taken back at once: it is undone after it was done, in turn.
    fn act(self, sending: Sending) {
        let done = Done { deed: sending.deed(), entry: Arc::default() };
        // What is not known yet stays to be said.
        self.board.problem.update(|problem| {
            if problem.as_ref().is_some_and(|problem| !problem.is_unknown) {
                *problem = None;
            }
        });
        self.board.show(&done.deed);
        self.board.hold_on();
        self.board.waiting.update(|waiting| *waiting += 1);
        let stack = if matches!(sending, Sending::Undo(_)) { self.board.redo } else { self.board.undo };
        stack.update(|stack| stack.push(done.clone()));
        self.queue.update_value(|queue| queue.push_back(Waiting { sending, done }));
        if self.board.waiting.get_untracked() == 1 {
            self.send_next();
        }
    }

    fn send_next(self) {
        let Some(Waiting { sending, done }) = self.queue.with_value(|queue| queue.front().cloned()) else { return };
        let at = self.board.at.get_value();
        let base = self.board.version.get_untracked();
        spawn_local(async move {
            let answer = send(at, base, sending).await;
            if let Ok(entry) = &answer {
                done.entry.get_or_init(|| entry.id);
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
        self.forget(&waiting);
        for (at, waits) in waiting.iter().enumerate().rev() {
            self.board.show(&waits.done.deed.back());
            // What the server refuses to undo it would refuse again.
            match &waits.sending {
                Sending::Undo(done) if at > 0 || is_unknown => self.board.undo.update(|undo| undo.push(done.clone())),
                Sending::Redo(done) if at > 0 || is_unknown => self.board.redo.update(|redo| redo.push(done.clone())),
                _ => {}
            }
        }
        let words = if is_unknown { words::UNKNOWN.to_owned() } else { words::not_done(&error.to_string()) };
        let before = self.board.problem.get_untracked().filter(|problem| problem.is_unknown && is_unknown);
        let mut again: Vec<Sending> = before.map(|problem| problem.again).unwrap_or_default();
        again.extend(waiting.into_iter().map(|waits| Sending::Do(waits.done.deed)));
        self.board.said.set(words.clone());
        self.board.toast.set(None);
        self.board.waiting.set(0);
        self.board.hold_on();
        self.board.problem.set(Some(Problem { words, again, is_unknown }));
        self.renew.run(());
    }

    /// Takes in what someone did, beneath what is on its way; false where the board must be loaded anew for it.
    pub(super) fn take(self, changes: &[Change], actor: Option<&str>) -> bool {
        let waiting: Vec<Deed> =
            self.queue.with_value(|queue| queue.iter().map(|waits| waits.done.deed.clone()).collect());
        for deed in waiting.iter().rev() {
            self.board.show(&deed.back());
        }
        let taken = self.board.take(changes, actor);
        for deed in &waiting {
            self.board.show(deed);
        }
        self.board.hold_on();
        taken
    }
}

async fn send(at: At, base: Version, sending: Sending) -> Result<Entry, AppError> {
    let At { code, period, set } = at;
    match sending {
        Sending::Do(Deed::Move(moves)) => api::move_all(code, period, base, set, moves).await,
        Sending::Do(Deed::Tutors(moves)) => {
            let moves = moves.into_iter().map(|(wish, _)| wish).collect();
            api::move_tutors(code, period, base, set, moves).await
        }
        Sending::Do(Deed::Lock(places, locked)) => api::lock_places(code, period, base, set, places, locked).await,
        Sending::Do(Deed::LockSet(locked)) => api::lock_set(code, period, base, set, locked).await,
        Sending::Undo(done) | Sending::Redo(done) => match done.entry.get() {
            Some(entry) => groups::undo(code, period, *entry).await,
            None => Err(AppError::NotFound("entry".to_owned())),
        },
    }
}
