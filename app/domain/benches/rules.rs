//! How long groups by rules take, by size: `cargo bench -p domain --bench rules`.

#[path = "../tests/class/mod.rs"]
mod class;

use class::Class;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::forming::rules::{Search, Wish};
use std::hint::black_box;

const SEED: u64 = 1;
const STEPS: u64 = 100_000;

fn search(wish: &Wish, steps: u64) -> Option<u64> {
    Search::new(wish.clone()).ok().map(|mut search| search.advance(steps).steps)
}

/// The start, and so many changes of seats.
fn sizes(c: &mut Criterion) {
    for (name, wish) in
        [("usual", Class::usual as fn(u32, u64) -> Wish), ("diverse", Class::diverse as fn(u32, u64) -> Wish)]
    {
        let mut group = c.benchmark_group(format!("{name}, start and {STEPS} steps"));
        group.sample_size(10);
        for learners in [50, 200, 800, 2_000, 10_000] {
            let wish = wish(learners, SEED);
            group.bench_with_input(BenchmarkId::from_parameter(learners), &wish, |b, wish| {
                b.iter(|| search(black_box(wish), STEPS));
            });
        }
        group.finish();
    }
}

/// Until all musts of 800 learners are met: gender and programme at floor or ceiling, 20 sets together, 40 pairs apart,
/// no groupmates of three earlier rounds.
fn strict(c: &mut Criterion) {
    let mut group = c.benchmark_group("all musts of 800 learners");
    group.sample_size(10);
    for seed in 1..=3 {
        let wish = Class::strict(800, 20, 40, 3, seed);
        group.bench_with_input(BenchmarkId::new("seed", seed), &wish, |b, wish| {
            b.iter(|| search(black_box(wish), 20_000_000));
        });
    }
    group.finish();
}

criterion_group!(benches, sizes, strict);
criterion_main!(benches);
