//! Who sits where while groups are searched for, and the two ways to change it.

use super::wish::{Group, Learner};

/// A grouping that knows each group's members.
#[derive(Clone, Debug)]
pub(super) struct Seats {
    group_of: Vec<Group>,
    members: Vec<Vec<Learner>>,
    /// Where in its group's list a learner stands.
    place: Vec<u32>,
}

/// A change of seats: `who` goes from one group to another, and `back`, if anyone, the other way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub(super) who: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) back: Option<usize>,
}

impl Change {
    /// The change that takes this one back.
    pub(super) const fn inverse(self) -> Self {
        match self.back {
            Some(back) => Self { who: back, back: Some(self.who), ..self },
            None => Self { from: self.to, to: self.from, ..self },
        }
    }
}

impl Seats {
    /// The group of each learner, all below `groups`.
    pub(super) fn new(group_of: Vec<Group>, groups: usize) -> Self {
        let mut members = vec![Vec::new(); groups];
        let mut place = Vec::with_capacity(group_of.len());
        for (learner, group) in (0..).zip(&group_of) {
            let members: &mut Vec<Learner> = &mut members[*group as usize];
            place.push(number(members.len()));
            members.push(learner);
        }
        Self { group_of, members, place }
    }

    pub(super) fn group(&self, learner: usize) -> usize {
        self.group_of[learner] as usize
    }

    pub(super) fn members(&self, group: usize) -> &[Learner] {
        &self.members[group]
    }

    pub(super) fn size(&self, group: usize) -> usize {
        self.members[group].len()
    }

    pub(super) fn groups(&self) -> usize {
        self.members.len()
    }

    pub(super) fn group_of(&self) -> &[Group] {
        &self.group_of
    }

    /// `a` and `b`, who sit in two groups, change seats.
    pub(super) fn swap(&self, a: usize, b: usize) -> Change {
        Change { who: a, from: self.group(a), to: self.group(b), back: Some(b) }
    }

    /// `who` goes to another group.
    pub(super) fn walk(&self, who: usize, to: usize) -> Change {
        Change { who, from: self.group(who), to, back: None }
    }

    pub(super) fn apply(&mut self, change: Change) {
        let Change { who, from, to, back } = change;
        if let Some(back) = back {
            let (here, there) = (self.place[who], self.place[back]);
            self.members[from][here as usize] = number(back);
            self.members[to][there as usize] = number(who);
            self.place.swap(who, back);
            self.group_of.swap(who, back);
            return;
        }
        let here = self.place[who];
        self.members[from].swap_remove(here as usize);
        if let Some(last) = self.members[from].get(here as usize) {
            self.place[*last as usize] = here;
        }
        self.place[who] = number(self.members[to].len());
        self.members[to].push(number(who));
        self.group_of[who] = number(to);
    }
}

/// Places in lists are below 2³²: so many learners a wish can have.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
