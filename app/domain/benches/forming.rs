//! How long the wizard's preview takes: `cargo bench -p domain`.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::forming::{Fill, Genders, Learner, Request, Sizing, form};
use domain::id::UserId;
use domain::person::GenderCode;
use std::hint::black_box;

fn learners(count: i64) -> Vec<Learner> {
    let gender = |id| match id % 40 {
        0 => "NB",
        1..=21 => "F",
        _ => "M",
    };
    (0..count).map(|id| Learner { id: UserId(id), gender: GenderCode(gender(id).to_owned()) }).collect()
}

fn forming(c: &mut Criterion) {
    let mut group = c.benchmark_group("form 250 groups of 2,000 learners");
    let learners = learners(2_000);
    for (name, sizing, genders) in [
        ("any", Sizing::Number(250), Genders::Any),
        ("balanced", Sizing::Number(250), Genders::Balanced),
        ("balanced, in order", Sizing::Size { size: 8, fill: Fill::InOrder }, Genders::Balanced),
        ("homogeneous", Sizing::Number(250), Genders::Homogeneous),
    ] {
        let request = Request { sizing, genders, seed: 48_213 };
        group.bench_with_input(BenchmarkId::from_parameter(name), &request, |b, request| {
            b.iter(|| form(black_box(request), black_box(&learners)));
        });
    }
    group.finish();
}

criterion_group!(benches, forming);
criterion_main!(benches);
