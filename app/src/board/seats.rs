//! Who stands where: what is done here, and what others do.

use super::acting::Deed;
use super::api::{BoardPage, BoardTutor};
use super::keys;
use super::people::People;
use super::state::{Board, Col, Held, Whom, laid_out};
use domain::groups::Change;
use domain::groups::moving::{Move, TutorMove};
use domain::id::{GroupId, UserId};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Board {
    /// Shows the same columns as they are now; false where they are others.
    pub(super) fn replace(self, page: &BoardPage) -> bool {
        let cols = self.cols();
        let is_same = cols.len() == page.columns.len() + 1
            && cols[1..].iter().zip(&page.columns).all(|(col, column)| col.group == Some(column.id));
        if !is_same {
            return false;
        }
        let people = People::of(page);
        for (col, members) in cols.iter().zip(laid_out(page, &people)) {
            change(col.members, members);
        }
        for (col, column) in cols[1..].iter().zip(&page.columns) {
            col.rename(column.name.as_str());
            change(col.tutors, column.tutors.clone());
            change(col.locked, column.locked.iter().copied().collect());
        }
        self.people.set_value(Arc::new(people));
        change(self.locked, page.locked);
        if self.rules.with_value(|rules| **rules != page.rules) {
            self.rules.set_value(Arc::new(page.rules.clone()));
            self.guide_anew();
        }
        self.hold_on();
        self.version.set(page.version);
        self.behind.set_value(false);
        true
    }

    /// Who is held stays held where others moved them meanwhile: from where they are now. Otherwise the keys that someone
    /// is typing for a group would mean something else.
    pub(super) fn hold_on(self) {
        let Some(held) = self.held.get_untracked().filter(|held| held.whom == Whom::Learners) else { return };
        let who: Vec<(UserId, usize)> = held.who.iter().filter_map(|place| self.now_at(*place)).collect();
        let Some((first, at)) = who.first().copied() else { return self.held.set(None) };
        if who != held.who {
            let by_keys = held.by_keys;
            self.held.set(Some(Held { who, ..held }));
            if by_keys {
                keys::focus(self, at, first);
            }
        }
    }

    /// Shows something as done. What is so already stays.
    pub(super) fn show(self, deed: &Deed) {
        match deed {
            Deed::Move(moves) => {
                for wish in moves {
                    self.leave(wish.learner, wish.from);
                    self.join(wish.learner, wish.to);
                }
                self.settle(moves.iter().map(|wish| wish.learner).collect(), None);
            }
            Deed::Tutors(moves) => {
                for (wish, tutor) in moves {
                    if let Some(col) = self.group(wish.from) {
                        without(col.tutors, tutor);
                    }
                    if let Some(col) = self.group(wish.to) {
                        with(col.tutors, tutor.clone());
                    }
                }
            }
            Deed::Lock(places, locked) => {
                for (who, group) in places {
                    self.lock(*who, *group, *locked);
                }
            }
            Deed::LockSet(locked) => self.locked.set(*locked),
        }
    }

    /// Whether the board shows something as done already.
    pub(super) fn is_so(self, deed: &Deed) -> bool {
        match deed {
            Deed::Move(moves) => moves.iter().all(|wish| {
                let is_in = |group| self.col_of(group).is_some_and(|at| self.members(at).contains(&wish.learner));
                is_in(wish.to) && !is_in(wish.from)
            }),
            Deed::Tutors(moves) => moves.iter().all(|(wish, _)| {
                let is_in = |group| {
                    self.group(group).is_some_and(|col: Col| {
                        col.tutors.with_untracked(|all| all.iter().any(|tutor| tutor.id == wish.tutor))
                    })
                };
                !is_in(wish.from) && (wish.to.is_none() || is_in(wish.to))
            }),
            Deed::Lock(places, locked) => places
                .iter()
                .all(|(who, group)| self.col_of(Some(*group)).is_some_and(|at| self.is_locked(*who, at) == *locked)),
            Deed::LockSet(locked) => self.locked.get_untracked() == *locked,
        }
    }

    /// The same, from where everyone is now.
    pub(super) fn renewed(self, deed: Deed) -> Deed {
        match deed {
            Deed::Move(moves) => {
                let now = |wish: Move| {
                    let (_, at) = self.now_at((wish.learner, self.col_of(wish.from)?))?;
                    Some(Move { from: self.col(at)?.group, ..wish })
                };
                Deed::Move(moves.into_iter().filter_map(now).filter(|wish| wish.from != wish.to).collect())
            }
            Deed::Tutors(moves) => {
                let teaches =
                    |col: &Col, who: UserId| col.tutors.with_untracked(|all| all.iter().any(|tutor| tutor.id == who));
                let now = |(wish, tutor): (TutorMove, BoardTutor)| {
                    let cols = self.cols();
                    let mut places = cols.iter().filter(|col| col.group != wish.to && teaches(col, wish.tutor));
                    let still = self.group(wish.from).filter(|col| teaches(col, wish.tutor));
                    let from = still.map_or_else(|| places.next().and_then(|col| col.group), |col| col.group);
                    (TutorMove { from, ..wish }, tutor)
                };
                Deed::Tutors(moves.into_iter().map(now).collect())
            }
            other => other,
        }
    }

    fn group(self, group: Option<GroupId>) -> Option<Col> {
        group.and_then(|group| self.col(self.col_of(Some(group))?))
    }

    fn lock(self, who: UserId, group: GroupId, locked: bool) {
        if let Some(col) = self.group(Some(group)) {
            col.locked.update(|all| {
                if locked {
                    all.insert(who);
                } else {
                    all.remove(&who);
                }
            });
        }
    }

    fn leave(self, who: UserId, group: Option<GroupId>) {
        let Some(col) = self.col_of(group).and_then(|at| self.col(at)) else { return };
        if col.members.with_untracked(|members| members.contains(&who)) {
            col.members.update(|members| members.retain(|id| *id != who));
        }
    }

    fn join(self, who: UserId, group: Option<GroupId>) {
        let Some(col) = self.col_of(group).and_then(|at| self.col(at)) else { return };
        let people = self.people.get_value();
        if !col.members.with_untracked(|members| members.contains(&who)) {
            col.members.update(|members| {
                members.push(who);
                people.sort(members);
            });
        }
    }

    /// Takes in what someone did, if the board can show it; else it must be made anew.
    pub(super) fn take(self, changes: &[Change], actor: Option<&str>) -> bool {
        let people = self.people.get_value();
        let knows_set = |id| self.at.with_value(|at| at.set == id);
        let can_show = |change: &Change| match change {
            Change::Place { learner, .. } | Change::TakeOut { learner, .. } => people.knows(*learner),
            Change::LockPlace { .. } | Change::UnlockPlace { .. } => true,
            Change::LockSet { set } | Change::UnlockSet { set } => knows_set(*set),
            _ => false,
        };
        if !changes.iter().all(can_show) {
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
                Change::LockPlace { learner, group } => self.lock(*learner, *group, true),
                Change::UnlockPlace { learner, group } => self.lock(*learner, *group, false),
                Change::LockSet { .. } => self.locked.set(true),
                Change::UnlockSet { .. } => self.locked.set(false),
                _ => {}
            }
        }
        self.settle(moved, actor);
        true
    }

    /// Those who are in no group now stand among the unassigned; whoever moved is marked with who did it.
    fn settle(self, moved: BTreeSet<UserId>, actor: Option<&str>) {
        for who in &moved {
            let seated = self.cols.with_value(|cols| {
                cols[1..].iter().any(|col| col.members.with_untracked(|members| members.contains(who)))
            });
            if seated { self.leave(*who, None) } else { self.join(*who, None) }
        }
        self.fresh.update(|fresh| {
            for who in moved {
                match actor {
                    Some(actor) => drop(fresh.insert(who, actor.to_owned())),
                    None => drop(fresh.remove(&who)),
                }
            }
        });
    }
}

/// Sets what is another.
fn change<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, to: T) {
    if signal.with_untracked(|now| *now != to) {
        signal.set(to);
    }
}

fn with(tutors: RwSignal<Vec<BoardTutor>>, tutor: BoardTutor) {
    if tutors.with_untracked(|all| all.iter().all(|other| other.id != tutor.id)) {
        tutors.update(|all| {
            all.push(tutor);
            all.sort_by_cached_key(|tutor| domain::text::fold(&tutor.name));
        });
    }
}

fn without(tutors: RwSignal<Vec<BoardTutor>>, tutor: &BoardTutor) {
    if tutors.with_untracked(|all| all.iter().any(|other| other.id == tutor.id)) {
        tutors.update(|all| all.retain(|other| other.id != tutor.id));
    }
}
