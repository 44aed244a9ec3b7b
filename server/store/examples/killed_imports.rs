//! Kills a process that imports 100,000 users, fifty times at points that chance names, on SQLite and on PostgreSQL;
//! looks each time that an import is there whole or not at all, and at the end that one runs clean:
//! `cargo run --release -p store --example killed_imports [times] [rows] [seed] [SQLite | PostgreSQL]`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "an example tells what it sees and stops at a surprise")]

use domain::seed::Seeded;
use std::process::Command;
use store::testing::killed::{import, import_and_be_killed, import_without_end, whole_imports};
use store::testing::{NOW, TestStore, postgres, small_school, sqlite, tally};
use store::{By, Store};

/// What the process that is killed is told.
const IMPORT: &str = "import-without-end";

#[tokio::main]
async fn main() {
    if std::env::args().nth(1).as_deref() == Some(IMPORT) {
        import_without_end().await;
        return;
    }
    let number = |at: usize, otherwise: u32| std::env::args().nth(at).map_or(otherwise, |text| text.parse().unwrap());
    let (times, rows, seed) = (number(1, 50), number(2, 100_000), number(3, 1));
    let only = std::env::args().nth(4);
    let is_wanted = |database: &str| only.as_deref().is_none_or(|only| only == database);
    if is_wanted("SQLite") {
        kill("SQLite", sqlite().await, times, rows, seed).await;
    }
    if is_wanted("PostgreSQL")
        && let Some(store) = postgres().await
    {
        kill("PostgreSQL", store, times, rows, seed).await;
    }
}

async fn kill(database: &str, store: TestStore, times: u32, rows: u32, seed: u32) {
    store.found_school(&small_school(), &By { user: None, acted_as: None, at: NOW }).await.unwrap();
    let before = tally(&store).await.unwrap();
    let mut chance = Seeded::new(u64::from(seed));
    for round in 1..=times {
        let url = store.url.clone();
        let killed = tokio::task::spawn_blocking(move || {
            let mut process = Command::new(std::env::current_exe().unwrap());
            process.arg(IMPORT);
            let told = import_and_be_killed(process, &url, round * 100, rows, &mut chance);
            (told, chance)
        });
        let (told, moved) = killed.await.unwrap();
        chance = moved;
        let reopened = Store::open(&store.url).await.unwrap();
        let whole = whole_imports(&reopened, &before, rows).await;
        println!(
            "{database}, kill {round}: it said {told} were made; there are {whole} whole imports and no part of one"
        );
        reopened.close().await;
    }
    let whole = whole_imports(&store, &before, rows).await;
    import(&store, 1, rows).await;
    assert_eq!(whole_imports(&store, &before, rows).await, whole + 1);
    println!("{database}: after {times} kills an import of {rows} users runs clean");
}
