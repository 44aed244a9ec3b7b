//! Where a search starts: capacities and fixed places are kept, sets that must stay together sit together
//! where there is room, and the first attribute that must be balanced is dealt evenly.

use super::sets;
use super::wish::{Aim, Attribute, Force, Group, Learner, Wish};
use crate::seed::Seeded;

/// What to do with seats that may stay free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sizes {
    /// Groups as equal as capacities allow.
    Even,
    /// The groups that may be largest are; the sum of distances has most pairs so.
    Largest,
    /// Some groups, whichever, are as large as may be.
    Any,
}

/// A grouping of a wish that is in order and possible.
///
/// Runs of one kind are dealt round and round over the free seats of equal groups, each going on where the one
/// before ended; so any two groups have counts that differ by at most one, of the first attribute that is
/// balanced, and of the others nearly so.
pub(super) fn deal(wish: &Wish, sizes: Sizes, seeded: &mut Seeded) -> Vec<Group> {
    let mut table = Table::new(wish, plan(wish, sizes, seeded));
    for (learner, group) in &wish.fixed {
        table.seat(*learner, *group as usize);
    }
    for set in sets::blocks(wish) {
        table.seat_block(&set);
    }
    let mut rest: Vec<Learner> =
        (0..wish.learners).filter(|learner| table.group_of[*learner as usize].is_none()).collect();
    seeded.shuffle(&mut rest);
    let keys = kinds_first(wish);
    rest.sort_by_key(|learner| keys.iter().map(|kinds| kinds[*learner as usize]).collect::<Vec<_>>());
    let mut order: Vec<usize> = (0..wish.groups.len()).collect();
    seeded.shuffle(&mut order);
    let mut turn = 0;
    for learner in rest {
        let Some(free) = (0..order.len()).find(|step| table.free(order[(turn + step) % order.len()]) > 0) else {
            break;
        };
        turn = (turn + free) % order.len();
        table.seat(learner, order[turn]);
        turn += 1;
    }
    table.group_of.into_iter().map(|group| group.unwrap_or(0)).collect()
}

/// The attributes that are balanced, those first that must be.
fn kinds_first(wish: &Wish) -> Vec<&Vec<Option<u32>>> {
    let mut balanced: Vec<(bool, &Vec<Option<u32>>)> = Vec::new();
    for rule in &wish.rules {
        if let Aim::Share { attribute } | Aim::Nearest { attribute, .. } = &rule.aim
            && let Attribute::Kinds(kinds) = &wish.attributes[*attribute as usize]
        {
            balanced.push((rule.force != Force::Must, kinds));
        }
    }
    balanced.sort_by_key(|(later, _)| *later);
    balanced.into_iter().map(|(_, kinds)| kinds).collect()
}

/// How large each group becomes, none below who is fixed there.
fn plan(wish: &Wish, sizes: Sizes, seeded: &mut Seeded) -> Vec<usize> {
    let mut planned: Vec<usize> = wish.groups.iter().map(|group| group.least as usize).collect();
    let mut fixed = vec![0; planned.len()];
    for (_, group) in &wish.fixed {
        fixed[*group as usize] += 1;
    }
    for (planned, fixed) in planned.iter_mut().zip(fixed) {
        *planned = fixed.max(*planned);
    }
    let mut order: Vec<usize> = (0..planned.len()).collect();
    match sizes {
        Sizes::Even => {}
        Sizes::Largest => order.sort_by_key(|group| core::cmp::Reverse(wish.groups[*group].most)),
        Sizes::Any => seeded.shuffle(&mut order),
    }
    for _ in planned.iter().sum::<usize>()..wish.learners as usize {
        let mut room = order.iter().copied().filter(|group| planned[*group] < wish.groups[*group].most as usize);
        let next = if sizes == Sizes::Even { room.min_by_key(|group| planned[*group]) } else { room.next() };
        let Some(next) = next else { break };
        planned[next] += 1;
    }
    planned
}

struct Table {
    group_of: Vec<Option<Group>>,
    sizes: Vec<usize>,
    /// How large each group is to become.
    planned: Vec<usize>,
}

impl Table {
    fn new(wish: &Wish, planned: Vec<usize>) -> Self {
        Self { group_of: vec![None; wish.learners as usize], sizes: vec![0; planned.len()], planned }
    }

    fn free(&self, group: usize) -> usize {
        self.planned[group] - self.sizes[group].min(self.planned[group])
    }

    fn seat(&mut self, learner: Learner, group: usize) {
        if self.group_of[learner as usize].is_none() {
            self.group_of[learner as usize] = u32::try_from(group).ok();
            self.sizes[group] += 1;
        }
    }

    /// Seats a set where one of it sits, or else where most seats are free; if there is room.
    fn seat_block(&mut self, set: &[Learner]) {
        let seated = set.iter().find_map(|learner| self.group_of[*learner as usize]);
        let roomiest = || (0..self.sizes.len()).rev().max_by_key(|group| self.free(*group));
        let Some(group) = seated.map(|group| group as usize).or_else(roomiest) else { return };
        let missing: Vec<Learner> =
            set.iter().copied().filter(|learner| self.group_of[*learner as usize].is_none()).collect();
        if missing.len() <= self.free(group) {
            for learner in missing {
                self.seat(learner, group);
            }
        }
    }
}
