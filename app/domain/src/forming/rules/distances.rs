//! How far learners are from each other, and what a change of seats does to the sum within groups.

use super::seats::{Change, Seats};
use super::wish::{Attribute, Distance, Thousandths};

/// Up to this many learners the distances of all pairs are kept, 16 MB at most.
const TABLE: usize = 2_000;
/// Up to this many sums of distances from a learner to a group are kept.
const SUMS: usize = 2_000_000;

/// Distances between any two learners.
#[derive(Clone, Debug)]
pub(super) enum Distances {
    /// Row by row; with what they were worked out from, if anything.
    Table { learners: usize, cells: Vec<i32>, of: Option<Gower> },
    /// Worked out when asked for.
    Gower(Gower),
}

impl Distances {
    /// Of a wish in good order: attributes exist, and distances are as many as pairs.
    pub(super) fn new(distance: &Distance, attributes: &[Attribute], learners: usize) -> Self {
        match distance {
            Distance::Given(pairs) => {
                let mut pairs = pairs.iter().map(|distance| i32::try_from(*distance).unwrap_or(i32::MAX));
                Self::Table { learners, cells: cells(learners, |_, _| pairs.next().unwrap_or(0)), of: None }
            }
            Distance::Gower(chosen) => {
                let gower = Gower::new(chosen.iter().map(|at| &attributes[*at as usize]));
                if learners > TABLE {
                    return Self::Gower(gower);
                }
                let cells = cells(learners, |a, b| gower.between(a, b));
                Self::Table { learners, cells, of: Some(gower) }
            }
        }
    }

    /// What they are the mean differences of, where that is known of everyone.
    pub(super) fn differences(&self) -> Option<&[Column]> {
        let (Self::Gower(gower) | Self::Table { of: Some(gower), .. }) = self else { return None };
        gower.columns.iter().all(Column::is_complete).then_some(&gower.columns)
    }

    pub(super) fn between(&self, a: usize, b: usize) -> i32 {
        match self {
            Self::Table { learners, cells, .. } => cells[a * learners + b],
            Self::Gower(gower) => gower.between(a, b),
        }
    }

    /// The sum of a learner's distances to some.
    pub(super) fn to_all(&self, learner: usize, others: &[u32]) -> i32 {
        others.iter().map(|other| self.between(learner, *other as usize)).sum()
    }

    /// The sum of the distances within a group.
    pub(super) fn within(&self, members: &[u32]) -> Thousandths {
        let to_later = |(at, member): (usize, &u32)| self.to_all(*member as usize, &members[at + 1..]);
        members.iter().enumerate().map(|pair| Thousandths::from(to_later(pair))).sum()
    }
}

/// The distances of all pairs, row by row, from each asked for once.
fn cells(learners: usize, mut between: impl FnMut(usize, usize) -> i32) -> Vec<i32> {
    let mut cells = vec![0; learners * learners];
    for a in 0..learners {
        for b in a + 1..learners {
            let distance = between(a, b);
            cells[a * learners + b] = distance;
            cells[b * learners + a] = distance;
        }
    }
    cells
}

/// What Gower's distance (1971) is worked out from.
#[derive(Clone, Debug)]
pub(super) struct Gower {
    columns: Vec<Column>,
}

/// What is known of learners' differences by one attribute.
#[derive(Clone, Debug)]
pub(super) enum Column {
    Kinds(Vec<Option<u32>>),
    /// In thousandths of the range.
    Numbers(Vec<Option<i32>>),
}

impl Column {
    fn is_complete(&self) -> bool {
        match self {
            Self::Kinds(kinds) => kinds.iter().all(Option::is_some),
            Self::Numbers(numbers) => numbers.iter().all(Option::is_some),
        }
    }
}

impl Gower {
    fn new<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> Self {
        let column = |attribute: &Attribute| match attribute {
            Attribute::Kinds(kinds) => Column::Kinds(kinds.clone()),
            Attribute::Numbers(numbers) => {
                let least = numbers.iter().flatten().min().copied().unwrap_or(0);
                let range = numbers.iter().flatten().max().map_or(1, |most| (most - least).max(1));
                let part = |number: i64| i32::try_from((number - least) * 1_000 / range).unwrap_or(0);
                Column::Numbers(numbers.iter().map(|number| number.map(part)).collect())
            }
        };
        Self { columns: attributes.map(column).collect() }
    }

    fn between(&self, a: usize, b: usize) -> i32 {
        let (mut sum, mut known) = (0, 0);
        for column in &self.columns {
            let difference = match column {
                Column::Kinds(kinds) => kinds[a].zip(kinds[b]).map(|(a, b)| if a == b { 0 } else { 1_000 }),
                Column::Numbers(numbers) => numbers[a].zip(numbers[b]).map(|(a, b)| (a - b).abs()),
            };
            sum += difference.unwrap_or(0);
            known += i32::from(difference.is_some());
        }
        sum / known.max(1)
    }
}

/// The sum of distances within groups, and for each learner and group the sum of the distances between them,
/// from which a change is judged without looking at anyone else (Lai and Hao, 2016).
#[derive(Clone, Debug)]
pub(super) struct Diversity {
    distances: Distances,
    /// Of learner l and group g at `g * learners + l`; empty where it would be too large.
    sums: Vec<i32>,
    learners: usize,
}

impl Diversity {
    pub(super) fn new(distances: Distances, seats: &Seats) -> Self {
        let learners = seats.group_of().len();
        let mut diversity = Self { distances, sums: Vec::new(), learners };
        if learners * seats.groups() <= SUMS {
            diversity.sums = (0..seats.groups())
                .flat_map(|group| (0..learners).map(move |learner| (group, learner)))
                .map(|(group, learner)| diversity.distances.to_all(learner, seats.members(group)))
                .collect();
        }
        diversity
    }

    fn sum(&self, seats: &Seats, learner: usize, group: usize) -> i32 {
        match self.sums.get(group * self.learners + learner) {
            Some(sum) => *sum,
            None => self.distances.to_all(learner, seats.members(group)),
        }
    }

    /// How much more the sum within groups is after a change.
    pub(super) fn delta(&self, seats: &Seats, change: Change) -> Thousandths {
        let Change { who, from, to, back } = change;
        let gone = self.sum(seats, who, to) - self.sum(seats, who, from);
        Thousandths::from(match back {
            Some(back) => {
                let come = self.sum(seats, back, from) - self.sum(seats, back, to);
                gone + come - 2 * self.distances.between(who, back)
            }
            None => gone,
        })
    }

    pub(super) fn apply(&mut self, change: Change) {
        if self.sums.is_empty() {
            return;
        }
        self.carry(change.who, change.from, change.to);
        if let Some(back) = change.back {
            self.carry(back, change.to, change.from);
        }
    }

    /// Everyone's distance to a learner goes from one group's sums to another's.
    fn carry(&mut self, learner: usize, from: usize, to: usize) {
        let learners = self.learners;
        match &self.distances {
            Distances::Table { cells, .. } => {
                let row = &cells[learner * learners..][..learners];
                for (sum, distance) in self.sums[from * learners..][..learners].iter_mut().zip(row) {
                    *sum -= distance;
                }
                for (sum, distance) in self.sums[to * learners..][..learners].iter_mut().zip(row) {
                    *sum += distance;
                }
            }
            Distances::Gower(gower) => {
                for other in 0..learners {
                    let distance = gower.between(learner, other);
                    self.sums[from * learners + other] -= distance;
                    self.sums[to * learners + other] += distance;
                }
            }
        }
    }
}
