//! How long the heavy ways through the store take, on both databases: a course of 2,000 learners.
//! `cargo bench -p store`.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run fails")]

use criterion::{Criterion, criterion_group, criterion_main};
use domain::groups::GroupName;
use domain::groups::acts::{NewGroup, SetChoice, add_groups};
use domain::id::{CourseId, PeriodId};
use std::time::{Duration, Instant};
use store::By;
use store::testing::{NOW, TestStore, big_school, learner};
use tokio::runtime::Runtime;

const COURSE: CourseId = CourseId(1);
const PERIOD: PeriodId = PeriodId(1);
const BY: By = By { user: None, acted_as: None, at: NOW };

fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

/// 250 groups of 8.
fn groups() -> Vec<NewGroup> {
    (0..250)
        .map(|g| NewGroup {
            name: name(&format!("PBL {g}")),
            members: (1..=8).map(|n| learner(g * 8 + n)).collect(),
            tutors: Vec::new(),
        })
        .collect()
}

/// Creates the groups `rounds` times and undoes them each time; only the creating is timed.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads a clock")]
async fn create(store: &TestStore, rounds: u64) -> Duration {
    let (set, groups) = (SetChoice::New { name: name("PBL"), several: false }, groups());
    let mut total = Duration::ZERO;
    for _ in 0..rounds {
        let start = Instant::now();
        let entry =
            store.act(COURSE, PERIOD, None, &BY, |state, mint| add_groups(state, mint, &set, &groups)).await.unwrap();
        total += start.elapsed();
        store.undo(COURSE, PERIOD, entry.id, &BY).await.unwrap();
    }
    total
}

fn measure(criterion: &mut Criterion, database: &str, runtime: &Runtime, store: &TestStore) {
    let mut group = criterion.benchmark_group(database);
    group.sample_size(10);
    runtime.block_on(async { store.found_school(&big_school(2_000), &BY).await.unwrap() });
    group.bench_function("create 250 groups with 2,000 members", |bencher| {
        bencher.to_async(runtime).iter_custom(|rounds| create(store, rounds));
    });
    runtime.block_on(async {
        let (set, groups) = (SetChoice::New { name: name("PBL"), several: false }, groups());
        store.act(COURSE, PERIOD, None, &BY, |state, mint| add_groups(state, mint, &set, &groups)).await.unwrap();
    });
    group.bench_function("dashboard of 250 groups with 2,000 members", |bencher| {
        bencher.to_async(runtime).iter(|| async { store.dashboard(COURSE, PERIOD).await.unwrap() });
    });
    group.bench_function("2,000 candidates", |bencher| {
        bencher.to_async(runtime).iter(|| async { store.candidates(COURSE, PERIOD).await.unwrap() });
    });
    group.bench_function("state of 250 groups with 2,000 members", |bencher| {
        bencher.to_async(runtime).iter(|| async { store.course_groups(COURSE, PERIOD).await.unwrap() });
    });
    group.finish();
}

fn both(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let sqlite = runtime.block_on(store::testing::sqlite());
    measure(criterion, "SQLite", &runtime, &sqlite);
    if let Some(postgres) = runtime.block_on(store::testing::postgres()) {
        measure(criterion, "PostgreSQL", &runtime, &postgres);
    }
}

criterion_group!(benches, both);
criterion_main!(benches);
