//! How long a page of 100,000 users takes, on both databases: `cargo bench -p store --bench users`.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run fails")]

use criterion::{Criterion, criterion_group, criterion_main};
use domain::id::OrganisationId;
use domain::user::{Filter, Show, Sort};
use store::By;
use store::testing::{NOW, TestStore, big_school};
use tokio::runtime::Runtime;

const USERS: i64 = 100_000;
const SCHOOL: OrganisationId = OrganisationId(1);

fn filters() -> [(&'static str, Filter); 6] {
    let every = Filter::default();
    [
        ("the first page", every.clone()),
        ("the last page, by e-mail", Filter { sort: Sort::Email, page: 1_999, ..every.clone() }),
        ("a page in the middle, by number", Filter { sort: Sort::Number, page: 1_000, ..every.clone() }),
        ("a search that finds one", Filter { query: "last99999 first".into(), ..every.clone() }),
        ("active learners, down", Filter { group: "student".into(), show: Show::Active, down: true, ..every.clone() }),
        ("a search that finds many", Filter { query: "last1".into(), ..every }),
    ]
}

fn measure(criterion: &mut Criterion, database: &str, runtime: &Runtime, store: &TestStore) {
    runtime.block_on(async {
        store.found_school(&big_school(USERS), &By { user: None, acted_as: None, at: NOW }).await.unwrap();
        let page = store.users(Some(&[SCHOOL]), &Filter::default(), NOW).await.unwrap();
        assert!(i64::from(page.total) > USERS);
    });
    let mut group = criterion.benchmark_group(format!("{database}, 100,000 users"));
    group.sample_size(10);
    for (what, filter) in filters() {
        group.bench_function(what, |bencher| {
            bencher.to_async(runtime).iter(|| async { store.users(Some(&[SCHOOL]), &filter, NOW).await.unwrap() });
        });
    }
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
