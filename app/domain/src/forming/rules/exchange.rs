//! The search for the largest sum of distances, where that is all that is asked: replica exchange (Swendsen and
//! Wang, 1986; Hukushima and Nemoto, 1996).
//!
//! Several groupings are searched at once, each at a heat of its own, and neighbours change places by a rule that
//! keeps each heat's balance: what is good sinks to the cold, where it is refined, and what is stuck rises to the
//! heat, where it is melted. So there is no schedule whose length would have to be guessed. The heats are the
//! instance's own: a first grouping is cooled until next to nothing moves, and they are taken where between one in
//! sixty and one in a few thousand of the candidates were made. Groups keep their sizes until then, for the start gave
//! them those with most pairs, and the first heats would melt that.

use super::distances::Distances;
use super::heat::{CHANCES, logarithms};
use super::replica::{Field, Replica};
use super::wish::{Group, Learner, Wish};
use crate::seed::Seeded;

/// Heats lie between those at which one in so many candidates is made.
const LIVELY: u64 = 60;
const STILL: u64 = 4_000;
/// Each heat at which the first grouping is cooled is so many sixteenths of the one before.
const COOLER: i64 = 15;
/// The first heat is what a swap costs on average where the search starts, over so much.
const FIRST: i64 = 4;
/// At each heat of the first cooling, so many rows for each learner, and candidates at most.
const ROWS: usize = 2;
const CANDIDATES: usize = 500_000;
/// So many swaps tell what swaps cost.
const SAMPLES: usize = 1_000;

/// A heat and the grouping that is searched at it.
#[derive(Clone, Debug)]
struct Rung {
    /// What may be lost by a change with a chance of one in e.
    heat: i64,
    replica: Replica,
}

/// A search by replica exchange under way.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    field: Field,
    /// Who has each number of the field.
    order: Vec<Learner>,
    /// Coldest first; a single one while the first grouping is cooled.
    rungs: Vec<Rung>,
    /// The heats at which the first grouping was lively enough, hottest first, and how it was.
    cooled: Vec<(i64, Vec<u32>)>,
    cooling: bool,
    /// The rung whose turn it is, the rows left to it, and what was considered and made in its turn.
    at: usize,
    rows: usize,
    considered: u64,
    made: u64,
    /// −ln of chances in any order, and what a change must win at least at the present heat with those chances.
    logarithms: Vec<i64>,
    least: Vec<i32>,
    seeded: Seeded,
    best: (i64, Vec<u32>),
}

impl Exchange {
    /// From a grouping of a wish that has a table of distances.
    pub(super) fn new(wish: &Wish, distances: &Distances, first: &[Group], mut seeded: Seeded) -> Self {
        let mut fixed = vec![false; wish.learners as usize];
        for (learner, _) in &wish.fixed {
            fixed[*learner as usize] = true;
        }
        let mut order: Vec<Learner> = (0..wish.learners).collect();
        order.sort_by_key(|learner| fixed[*learner as usize]);
        let field = Field {
            learners: order.len(),
            free: fixed.iter().filter(|fixed| !**fixed).count(),
            capacities: wish.groups.clone(),
            elastic: false,
            distances: order
                .iter()
                .flat_map(|a| order.iter().map(|b| distances.between(*a as usize, *b as usize)))
                .collect(),
        };
        let replica = Replica::new(&field, order.iter().map(|learner| first[*learner as usize]).collect());
        let best = (replica.value(), replica.group_of().to_vec());
        let mut logarithms = logarithms();
        seeded.shuffle(&mut logarithms);
        let heat = typical(&field, &replica, &mut seeded) / FIRST;
        let mut exchange = Self {
            field,
            order,
            rungs: vec![Rung { heat, replica }],
            cooled: Vec::new(),
            cooling: true,
            at: 0,
            rows: 0,
            considered: 0,
            made: 0,
            logarithms,
            least: Vec::new(),
            seeded,
            best,
        };
        exchange.turn();
        exchange
    }

    /// Considers the changes of some learners' seats; how many changes that were.
    pub(super) fn advance(&mut self, candidates: u64) -> u64 {
        let mut considered = 0;
        let each = (self.field.free + if self.field.elastic { self.field.capacities.len() } else { 0 }) as u64;
        while considered < candidates {
            let (who, chance) = (self.seeded.below(self.field.free), self.seeded.below(self.logarithms.len()));
            let replica = &mut self.rungs[self.at].replica;
            self.made += replica.row(&self.field, who, &self.least[chance..]);
            if replica.value() > self.best.0 {
                self.best.0 = replica.value();
                self.best.1.copy_from_slice(replica.group_of());
            }
            considered += each;
            self.considered += each;
            self.rows -= 1;
            if self.rows == 0 {
                self.next();
            }
        }
        considered
    }

    /// The largest sum of distances so far.
    pub(super) const fn value(&self) -> i64 {
        self.best.0
    }

    /// The best grouping so far.
    pub(super) fn best(&self) -> Vec<Group> {
        let mut groups = vec![0; self.order.len()];
        for (learner, group) in self.order.iter().zip(&self.best.1) {
            groups[*learner as usize] = *group;
        }
        groups
    }

    /// After a turn: a cooler heat, or the next rung's turn.
    fn next(&mut self) {
        if self.cooling {
            self.cool();
        } else {
            self.at += 1;
            if self.at == self.rungs.len() {
                self.exchange();
                self.at = 0;
            }
        }
        self.turn();
    }

    /// Begins a turn.
    fn turn(&mut self) {
        let learners = self.field.learners;
        self.rows =
            if self.cooling { (ROWS * learners).min(CANDIDATES / learners).max(1) } else { learners.div_ceil(2) };
        (self.considered, self.made) = (0, 0);
        let heat = self.rungs[self.at].heat;
        let least = |logarithm: &i64| {
            let lost = heat.saturating_mul(*logarithm) / i64::from(CHANCES);
            -i32::try_from(lost).unwrap_or(i32::MAX)
        };
        let window = self.logarithms.len() + learners + self.field.capacities.len();
        self.least.clear();
        self.least.extend(self.logarithms.iter().cycle().take(window).map(least));
    }

    /// After a heat of the first cooling: the next, or the rungs where it is over.
    fn cool(&mut self) {
        let Rung { heat, replica } = &mut self.rungs[0];
        if self.made * LIVELY < self.considered || *heat == 0 {
            self.cooled.push((*heat, replica.group_of().to_vec()));
        }
        if *heat > 0 && self.made * STILL >= self.considered {
            *heat = *heat * COOLER / 16;
            return;
        }
        self.cooling = false;
        self.field.elastic = self.field.capacities.iter().any(|group| group.least < group.most);
        // Coldest first, evenly spaced, as many as keep neighbours close enough to change places.
        let count = (3 * self.field.learners.isqrt() / 4).clamp(4, 24).min(self.cooled.len()).max(1);
        let last = self.cooled.len().saturating_sub(1);
        let rung = |at: usize| {
            let (heat, groups) = &self.cooled[last - at * last / (count - 1).max(1)];
            Rung { heat: *heat, replica: Replica::new(&self.field, groups.clone()) }
        };
        self.rungs = (0..count).map(rung).collect();
        self.cooled.clear();
    }

    /// Neighbours change places: always where the warmer is the better, else with a chance that falls with how much
    /// worse it is.
    fn exchange(&mut self) {
        for at in 1..self.rungs.len() {
            let chance = self.seeded.below(self.logarithms.len());
            let (cold, warm) = (self.rungs[at - 1].heat, self.rungs[at].heat);
            let worse = self.rungs[at - 1].replica.value() - self.rungs[at].replica.value();
            let worse = i128::from(worse) * i128::from(warm - cold) * i128::from(CHANCES);
            if worse <= i128::from(cold) * i128::from(warm) * i128::from(self.logarithms[chance]) {
                let (colder, warmer) = self.rungs.split_at_mut(at);
                core::mem::swap(&mut colder[at - 1].replica, &mut warmer[0].replica);
            }
        }
    }
}

/// What a swap changes on average.
fn typical(field: &Field, replica: &Replica, seeded: &mut Seeded) -> i64 {
    let mut sum = 0;
    for _ in 0..SAMPLES {
        let (who, back) = (seeded.below(field.free), seeded.below(field.free));
        if replica.group_of()[who] != replica.group_of()[back] {
            sum += i64::from(replica.won(field, who, back).abs());
        }
    }
    sum / i64::try_from(SAMPLES).unwrap_or(1)
}
