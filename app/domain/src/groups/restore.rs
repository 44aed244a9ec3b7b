//! Bringing the groups back to how they were at some time (SPEC G11).

use super::{Act, Change, CourseGroups, Group, GroupName, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};

/// Turns `now` into `then`. Groups and sets that were made since are not unmade: the groups are deleted, so that they
/// can be brought back, and the sets stay empty. Who may no longer be placed, or tutor, is left out, and the words say
/// so. What is locked is unlocked where it is in the way; in the end it is locked as it was then. `last` are the words of
/// the last act of that time; `None`: it was before the first.
///
/// # Errors
/// [`Refusal::Nothing`] where there is no difference.
pub fn restore(now: &CourseGroups, then: &CourseGroups, last: Option<&str>) -> Result<Act, Refusal> {
    let mut work = Restoring { state: now.clone(), then, changes: Vec::new(), left_out: 0 };
    work.sets()?;
    work.clear()?;
    work.bring_back()?;
    work.rename()?;
    work.fill()?;
    work.lock()?;
    let Restoring { state, changes, left_out, .. } = work;
    if is_alike(now, &state) {
        return Err(Refusal::Nothing);
    }
    let mut words = match last {
        Some(last) => format!("Groups restored to how they were after “{}”.", last.trim_end_matches('.')),
        None => "Groups restored to how they were before the first change.".to_owned(),
    };
    if left_out > 0 {
        words.push_str(&left_out_words(left_out));
    }
    Ok(Act::new("groups.restore", words, changes))
}

fn left_out_words(number: usize) -> String {
    let (people, are) = if number == 1 { ("person", "is") } else { ("people", "are") };
    format!(" {number} {people} left out, who {are} no longer enrolled or may no longer tutor.")
}

/// Whether pages would show the same.
fn is_alike(one: &CourseGroups, other: &CourseGroups) -> bool {
    one.live().eq(other.live()) && one.sets().eq(other.sets())
}

struct Restoring<'a> {
    /// What the changes so far lead to.
    state: CourseGroups,
    then: &'a CourseGroups,
    changes: Vec<Change>,
    left_out: usize,
}

impl Restoring<'_> {
    /// Does a change, after unlocking what is in its way.
    fn change(&mut self, change: Change) -> Result<(), Refusal> {
        let set = self.state.locked_against(&change);
        let unlocked = set.map(|set| Change::UnlockSet { set }).into_iter().chain(self.places_in_the_way(&change));
        for change in unlocked.chain([change]).collect::<Vec<_>>() {
            self.state.apply(&change)?;
            self.changes.push(change);
        }
        Ok(())
    }

    /// What unlocks the places that `change` cannot be done with.
    fn places_in_the_way(&self, change: &Change) -> Vec<Change> {
        let locked = |id: &GroupId| self.state.group(*id).map(|group| &group.locked).into_iter().flatten().copied();
        match change {
            Change::DeleteGroup { group } => {
                locked(group).map(|learner| Change::UnlockPlace { learner, group: *group }).collect()
            }
            Change::TakeOut { learner, group } if locked(group).any(|who| who == *learner) => {
                vec![Change::UnlockPlace { learner: *learner, group: *group }]
            }
            _ => Vec::new(),
        }
    }

    /// Sets that were there then have the names of then.
    fn sets(&mut self) -> Result<(), Refusal> {
        let wanted: Vec<_> = self.then.sets().map(|(id, set)| (id, set.clone())).collect();
        for (id, set) in wanted {
            let is = self.state.set(id).map(|set| set.name.clone());
            if is.as_ref() == Some(&set.name) {
                continue;
            }
            if let Some(other) = self.state.set_named(&set.name).filter(|other| *other != id) {
                // Its own turn comes, or it was made since and may be called anything.
                let from = set.name.clone();
                let to = self.free_name(&from, |state, name| state.set_named(name).is_some())?;
                self.change(Change::RenameSet { set: other, from: self.set_name(other, &from), to })?;
            }
            match is {
                Some(from) => self.change(Change::RenameSet { set: id, from, to: set.name })?,
                None => self.change(Change::CreateSet { set: id, name: set.name, several: set.several })?,
            }
        }
        Ok(())
    }

    fn set_name(&self, id: GroupSetId, or: &GroupName) -> GroupName {
        self.state.set(id).map_or_else(|| or.clone(), |set| set.name.clone())
    }

    /// What is live now and was not then is deleted; who sits where they did not sit then gets up.
    fn clear(&mut self) -> Result<(), Refusal> {
        let live: Vec<GroupId> = self.state.live().map(|(id, _)| id).collect();
        for id in live {
            let Some(was) = self.then.group(id) else {
                self.change(Change::DeleteGroup { group: id })?;
                continue;
            };
            let extra = self.members(id).into_iter().filter(|learner| !was.members.contains(learner));
            for learner in extra.collect::<Vec<_>>() {
                self.change(Change::TakeOut { learner, group: id })?;
            }
        }
        Ok(())
    }

    fn members(&self, id: GroupId) -> Vec<UserId> {
        self.state.group(id).map(|group| group.members.iter().copied().collect()).unwrap_or_default()
    }

    /// What was live then is live again, under whatever name.
    fn bring_back(&mut self) -> Result<(), Refusal> {
        let wanted: Vec<(GroupId, Group)> = self.then.live().map(|(id, group)| (id, group.clone())).collect();
        for (id, was) in wanted {
            if self.state.group(id).is_some() {
                continue;
            }
            let name = self.state.kept(id).map_or_else(|| was.name.clone(), |group| group.name.clone());
            self.park(&name, id)?;
            if let Some(kept) = self.state.kept(id).cloned() {
                // It comes with those who were in it last, who may sit elsewhere by now.
                for learner in kept.members {
                    if let Some(group) = self.state.seat_of(kept.set, learner) {
                        self.change(Change::TakeOut { learner, group })?;
                    }
                }
                self.change(Change::RestoreGroup { group: id })?;
            } else {
                self.change(Change::CreateGroup { group: id, set: was.set, name })?;
            }
        }
        Ok(())
    }

    /// Gives the live group that has this name, if it is another one, a name that is free.
    fn park(&mut self, name: &GroupName, id: GroupId) -> Result<(), Refusal> {
        let Some(other) = self.state.group_named(name).filter(|other| *other != id) else { return Ok(()) };
        let from = self.state.group(other).map_or_else(|| name.clone(), |group| group.name.clone());
        let to = self.free_name(&from, |state, name| state.group_named(name).is_some())?;
        self.change(Change::RenameGroup { group: other, from, to })
    }

    fn free_name(
        &self,
        name: &GroupName,
        is_taken: impl Fn(&CourseGroups, &GroupName) -> bool,
    ) -> Result<GroupName, Refusal> {
        let number = |number: u32| name.numbered(number).filter(|free| !is_taken(&self.state, free));
        (2..=u32::MAX).find_map(number).ok_or_else(|| Refusal::NameTaken(name.clone()))
    }

    fn rename(&mut self) -> Result<(), Refusal> {
        let wanted: Vec<(GroupId, GroupName)> = self.then.live().map(|(id, group)| (id, group.name.clone())).collect();
        for (id, to) in wanted {
            let from = self.state.group(id).map(|group| group.name.clone());
            if let Some(from) = from.filter(|from| *from != to) {
                self.park(&to, id)?;
                self.change(Change::RenameGroup { group: id, from, to })?;
            }
        }
        Ok(())
    }

    /// Everyone goes where they were, first all who leave; then the tutors.
    fn fill(&mut self) -> Result<(), Refusal> {
        let wanted: Vec<(GroupId, Group)> = self.then.live().map(|(id, group)| (id, group.clone())).collect();
        for (id, was) in &wanted {
            let extra = self.members(*id).into_iter().filter(|learner| !was.members.contains(learner));
            for learner in extra.collect::<Vec<_>>() {
                self.change(Change::TakeOut { learner, group: *id })?;
            }
        }
        for (id, was) in &wanted {
            let there = self.members(*id);
            for learner in was.members.iter().copied().filter(|learner| !there.contains(learner)) {
                if self.state.is_enrolled(learner) {
                    self.change(Change::Place { learner, group: *id })?;
                } else {
                    self.left_out += 1;
                }
            }
            self.tutors(*id, was)?;
        }
        Ok(())
    }

    fn tutors(&mut self, group: GroupId, was: &Group) -> Result<(), Refusal> {
        let there = self.state.group(group).map(|group| group.tutors.clone()).unwrap_or_default();
        for (tutor, kind) in &there {
            match was.tutors.get(tutor) {
                Some(to) if to == kind => {}
                Some(to) => self.change(Change::RetitleTutor { group, tutor: *tutor, from: *kind, to: *to })?,
                None => self.change(Change::RemoveTutor { group, tutor: *tutor, kind: *kind })?,
            }
        }
        for (tutor, kind) in was.tutors.iter().filter(|(tutor, _)| !there.contains_key(tutor)) {
            if self.state.can_tutor(*tutor) {
                self.change(Change::AddTutor { group, tutor: *tutor, kind: *kind })?;
            } else {
                self.left_out += 1;
            }
        }
        Ok(())
    }

    /// Places and sets are locked as they were, the sets last: they keep their places from changing.
    fn lock(&mut self) -> Result<(), Refusal> {
        for (id, was) in self.then.live() {
            let Some(is) = self.state.group(id) else { continue };
            let (locked, members) = (is.locked.clone(), is.members.clone());
            for learner in locked.difference(&was.locked) {
                self.change(Change::UnlockPlace { learner: *learner, group: id })?;
            }
            for learner in was.locked.difference(&locked).filter(|learner| members.contains(learner)) {
                self.change(Change::LockPlace { learner: *learner, group: id })?;
            }
        }
        for (set, was) in self.then.sets() {
            match (self.state.set(set).map(|set| set.locked), was.locked) {
                (Some(false), true) => self.change(Change::LockSet { set })?,
                (Some(true), false) => self.change(Change::UnlockSet { set })?,
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
