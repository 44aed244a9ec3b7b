//! A grouping of which only the sum of the distances within groups counts, and the changes that a row of
//! candidates makes in it: one learner against all others.

use super::wish::Capacity;

/// What all replicas of a search share. Learners are numbered so that those who may move come first.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) learners: usize,
    /// How many may move.
    pub(super) free: usize,
    pub(super) capacities: Vec<Capacity>,
    /// Whether groups become larger or smaller.
    pub(super) elastic: bool,
    /// Of each two learners, row by row.
    pub(super) distances: Vec<i32>,
}

impl Field {
    fn row(&self, learner: usize) -> &[i32] {
        &self.distances[learner * self.learners..][..self.learners]
    }
}

/// A grouping, and the sums from which a change is judged without a look at anyone else (Lai and Hao, 2016).
#[derive(Clone, Debug)]
pub(super) struct Replica {
    group_of: Vec<u32>,
    sizes: Vec<u32>,
    /// Each learner's distance to each group: of learner l to group g at `g * learners + l`.
    sums: Vec<i32>,
    /// Each learner's distance to their own group.
    own: Vec<i32>,
    /// The distances of the learner of the row to each group.
    to: Vec<i32>,
    value: i64,
}

impl Replica {
    pub(super) fn new(field: &Field, group_of: Vec<u32>) -> Self {
        let (learners, groups) = (field.learners, field.capacities.len());
        let (mut sizes, mut sums) = (vec![0; groups], vec![0; learners * groups]);
        for (learner, group) in group_of.iter().enumerate() {
            sizes[*group as usize] += 1;
            add(&mut sums[*group as usize * learners..][..learners], field.row(learner));
        }
        let own: Vec<i32> = (0..).zip(&group_of).map(|(at, group)| sums[*group as usize * learners + at]).collect();
        let value = own.iter().map(|sum| i64::from(*sum)).sum::<i64>() / 2;
        Self { group_of, sizes, sums, own, to: vec![0; groups], value }
    }

    /// The sum of the distances within groups.
    pub(super) const fn value(&self) -> i64 {
        self.value
    }

    pub(super) fn group_of(&self) -> &[u32] {
        &self.group_of
    }

    /// Considers every change of a learner's seat, with everyone who may move and into every group that has room,
    /// and makes those that win at least as much as each says in `least` (for learners, then for groups). How many
    /// it made that change the value.
    pub(super) fn row(&mut self, field: &Field, who: usize, least: &[i32]) -> u64 {
        let (with, into) = least.split_at(field.free);
        let mut made = 0;
        if field.elastic {
            made += self.walks(field, who, into);
        }
        let mut next = 0;
        self.face(field, who);
        while let Some((back, won)) = self.partner(field, who, next, with) {
            self.swap(field, who, back, won);
            self.face(field, who);
            made += u64::from(won != 0);
            next = back + 1;
        }
        made
    }

    /// What a swap would win.
    pub(super) fn won(&self, field: &Field, who: usize, back: usize) -> i32 {
        let (from, to) = (self.group_of[who] as usize, self.group_of[back] as usize);
        let (gone, come) = (self.sums[to * field.learners + who], self.sums[from * field.learners + back]);
        gone - self.own[who] + come - self.own[back] - 2 * field.row(who)[back]
    }

    /// Looks up the distances to each group.
    fn face(&mut self, field: &Field, who: usize) {
        for (to, sums) in self.to.iter_mut().zip(self.sums.chunks_exact(field.learners)) {
            *to = sums[who];
        }
    }

    /// The next learner with whom a swap wins enough, and what it wins.
    fn partner(&self, field: &Field, who: usize, next: usize, least: &[i32]) -> Option<(usize, i32)> {
        let (from, own) = (self.group_of[who], self.own[who]);
        let here = &self.sums[from as usize * field.learners..][next..field.free];
        let groups = &self.group_of[next..field.free];
        let others = groups.iter().zip(here).zip(&self.own[next..field.free]);
        let pairs = others.zip(&field.row(who)[next..field.free]).zip(&least[next..field.free]);
        for (at, ((((group, here), theirs), distance), least)) in pairs.enumerate() {
            let won = self.to[*group as usize] - own + here - theirs - 2 * distance;
            if won >= *least && *group != from {
                return Some((next + at, won));
            }
        }
        None
    }

    fn walks(&mut self, field: &Field, who: usize, least: &[i32]) -> u64 {
        let mut made = 0;
        for (to, least) in least.iter().enumerate().take(field.capacities.len()) {
            let from = self.group_of[who] as usize;
            if from == to
                || self.sizes[from] <= field.capacities[from].least
                || self.sizes[to] >= field.capacities[to].most
            {
                continue;
            }
            let won = self.sums[to * field.learners + who] - self.own[who];
            if won >= *least {
                self.sizes[from] -= 1;
                self.sizes[to] += 1;
                self.carry(field, who, from, to);
                self.group_of[who] = number(to);
                self.settle(field, from, to, won);
                made += u64::from(won != 0);
            }
        }
        made
    }

    fn swap(&mut self, field: &Field, who: usize, back: usize, won: i32) {
        let (from, to) = (self.group_of[who] as usize, self.group_of[back] as usize);
        self.carry(field, who, from, to);
        self.carry(field, back, to, from);
        self.group_of.swap(who, back);
        self.settle(field, from, to, won);
    }

    /// Everyone's distance to a learner goes from one group's sums to another's.
    fn carry(&mut self, field: &Field, learner: usize, from: usize, to: usize) {
        let (row, learners) = (field.row(learner), field.learners);
        for (sum, distance) in self.sums[from * learners..][..learners].iter_mut().zip(row) {
            *sum -= distance;
        }
        add(&mut self.sums[to * learners..][..learners], row);
    }

    /// After a change between two groups: the distances of their members to their own.
    fn settle(&mut self, field: &Field, one: usize, other: usize, won: i32) {
        self.value += i64::from(won);
        let sums = |group: usize| &self.sums[group * field.learners..][..field.learners];
        let (first, second) = (number(one), number(other));
        let all = self.own.iter_mut().zip(&self.group_of).zip(sums(one)).zip(sums(other));
        for (((own, group), one), other) in all {
            *own = if *group == first {
                *one
            } else if *group == second {
                *other
            } else {
                *own
            };
        }
    }
}

fn add(sums: &mut [i32], row: &[i32]) {
    for (sum, distance) in sums.iter_mut().zip(row) {
        *sum += distance;
    }
}

/// Groups are as few as 32 bits count.
fn number(group: usize) -> u32 {
    u32::try_from(group).unwrap_or(u32::MAX)
}
