//! How much worse a change may be: the schedule of simulated annealing.

/// Heats in 256ths of what a change costs on average where the search starts.
const FIRST: u64 = 256;
const GOOD: u64 = 40;
const AGAIN: [u64; 8] = [56, 68, 50, 84, 56, 68, 50, 512];
/// Steps of the first cycle and of the longest, times learners times groups, within limits.
const SHORTEST: u64 = 100;
const LONGEST: u64 = 8_000;
/// Where fewer than one of so many changes is for the worse, a cycle ends.
const FROZEN: u64 = 20_000;
const AT_LEAST: u64 = 2_000;
const FIRST_AT_MOST: u64 = 1_000_000;
/// Logarithms are kept in so many parts of one, for so many chances.
pub(super) const CHANCES: u32 = 1_024;

/// The heat of a search, falling over a cycle.
#[derive(Clone, Debug)]
pub(super) struct Heat {
    /// What a change costs on average where the search starts.
    scale: u64,
    /// The heat at which this cycle started.
    start: u64,
    /// Steps of this cycle, those done, and those of the longest.
    length: u64,
    done: u64,
    longest: u64,
    cycles: usize,
    /// Steps since it was last looked whether anything still moves, and changes for the worse since.
    watched: u64,
    borne: u64,
    /// What may be lost by a change with a chance of one in e.
    now: i64,
    logarithms: Vec<i64>,
}

impl Heat {
    /// For changes that cost `scale` on average, among as many learners times groups as `size`; from a start that
    /// is anywhere, or one that is nearly good.
    pub(super) fn new(scale: i64, size: u64, from_anywhere: bool) -> Self {
        let start = if from_anywhere { FIRST } else { GOOD };
        let scale = scale.unsigned_abs();
        let length = (SHORTEST * size).clamp(AT_LEAST, FIRST_AT_MOST);
        let longest = (LONGEST * size).max(length);
        let logarithms = logarithms();
        let mut heat =
            Self { scale, start, length, done: 0, longest, cycles: 0, watched: 0, borne: 0, now: 0, logarithms };
        heat.set();
        heat
    }

    fn set(&mut self) {
        let left = u128::from(self.length - self.done);
        let whole = u128::from(self.length).pow(2) * u128::from(FIRST);
        let heat = u128::from(self.scale) * u128::from(self.start) * left.pow(2) / whole;
        self.now = i64::try_from(heat).unwrap_or(i64::MAX >> 14).min(i64::MAX >> 14);
    }

    /// Whether a change that is so much worse is made, by the lowest of some random bits.
    pub(super) fn bears(&mut self, worse: i64, bits: u64) -> bool {
        let chance = usize::try_from(bits % u64::from(CHANCES)).unwrap_or(0);
        let bears = worse.saturating_mul(i64::from(CHANCES)) <= self.now * self.logarithms[chance];
        self.borne += u64::from(bears);
        bears
    }

    /// Whether the cycle that begins is one for another start.
    pub(super) const fn is_fresh(&self) -> bool {
        self.cycles.is_multiple_of(AGAIN.len())
    }

    /// Cools after some steps; whether a cycle ended, and the next begins.
    pub(super) fn cool(&mut self, steps: u64) -> bool {
        self.done += steps;
        self.watched += steps;
        let mut ended = self.done >= self.length;
        if self.watched >= self.length / 32 {
            ended |= self.borne * FROZEN < self.watched;
            (self.watched, self.borne) = (0, 0);
        }
        if ended {
            (self.watched, self.borne) = (0, 0);
            self.done = 0;
            self.start = AGAIN[self.cycles % AGAIN.len()];
            self.cycles += 1;
            self.length = (self.length * 3 / 2).min(self.longest);
        }
        self.set();
        ended
    }
}

/// −ln of evenly spaced chances, largest first: the expected order statistics of draws from the exponential
/// distribution (Rényi, 1953). They are sums of fractions, which every machine adds up alike, where `ln` may differ.
pub(super) fn logarithms() -> Vec<i64> {
    let mut sum = 0;
    let terms = (1..=CHANCES).rev().map(|left| {
        sum += (u64::from(CHANCES) << 20) / u64::from(left);
        i64::try_from(sum >> 20).unwrap_or(i64::MAX)
    });
    terms.collect()
}
