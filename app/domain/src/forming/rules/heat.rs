//! How much worse a change may be: the schedule of simulated annealing.

/// The heat of a search, falling over a cycle.
#[derive(Clone, Debug, Default)]
pub(super) struct Heat {
    /// What a change costs on average where the search starts.
    scale: i64,
    /// Steps of a cycle and those done.
    length: u64,
    done: u64,
    cycle: u32,
    now: i64,
    hot: f64,
    /// −ln of evenly spaced chances, in 1,024ths, largest chance first.
    logarithms: Vec<i64>,
}

impl Heat {
    /// For changes that cost `scale` on average, among as many learners times groups as `size`.
    pub(super) fn new(scale: i64, size: u64) -> Self {
        let get = |k: &str, d: f64| std::env::var(k).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
        let hot = get("HOT", 0.3);
        let length = (get("LEN", 50.0) * size as f64) as u64;
        let mut heat = Self { scale, length, hot, logarithms: logarithms(), ..Self::default() };
        heat.set();
        heat
    }

    fn set(&mut self) {
        let rest = 1.0 - self.done as f64 / self.length as f64;
        self.now = (self.scale as f64 * self.hot * rest * rest) as i64;
    }

    /// Whether a change that is so much worse is made.
    pub(super) fn bears(&self, worse: i64, bits: u64) -> bool {
        worse << 10 <= self.now * self.logarithms[(bits & 1_023) as usize]
    }

    /// Cools after some steps; whether a cycle ended.
    pub(super) fn cool(&mut self, steps: u64) -> bool {
        self.done += steps;
        let ended = self.done >= self.length;
        if ended {
            let get = |k: &str, d: f64| std::env::var(k).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
            self.done = 0;
            self.cycle += 1;
            self.length = (self.length as f64 * get("GROW", 1.5)) as u64;
            self.hot = get("WARM", 0.15);
        }
        self.set();
        ended
    }
}

/// The expected order statistics of 1,024 draws from the exponential distribution (Rényi, 1953): sums of 1 / k,
/// which every machine adds up alike, where `ln` may differ.
fn logarithms() -> Vec<i64> {
    let mut sum = 0.0;
    (0..1_024_u32)
        .map(|at| {
            sum += 1_024.0 / f64::from(1_024 - at);
            sum as i64
        })
        .collect()
}
