//! A server killed at any moment of an import leaves all of it or nothing, and then the import is made.
//! `cargo run --release -p store --example killed_imports` does the same with 100,000 rows, fifty times.

use crate::founded::founded;
use domain::seed::Seeded;
use std::process::Command;
use store::Store;
use store::testing::killed::{import, import_and_be_killed, import_without_end, whole_imports};
use store::testing::{TestStore, tally};

const ROWS: u32 = 3_000;

/// The process that is killed; among the other tests it has nothing to do.
#[tokio::test]
async fn imports_without_end() {
    import_without_end().await;
}

fn process() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "user_imports_killed::imports_without_end", "--nocapture"]);
    command
}

store::on_both_databases! {
    async fn a_killed_server_leaves_whole_imports(store: TestStore) {
        founded(&store).await;
        let before = tally(&store).await.unwrap();
        let mut chance = Seeded::new(7);
        let mut told = 0;
        for round in 1..=4 {
            let url = store.url.clone();
            let (heard, moved) = tokio::task::spawn_blocking(move || {
                (import_and_be_killed(process(), &url, round * 1_000, ROWS, &mut chance), chance)
            })
            .await
            .unwrap();
            chance = moved;
            told += i64::try_from(heard).unwrap();
            let reopened = Store::open(&store.url).await.unwrap();
            let whole = whole_imports(&reopened, &before, ROWS).await;
            assert!(whole >= told, "what was answered is kept");
            reopened.close().await;
        }
        let whole = whole_imports(&store, &before, ROWS).await;
        import(&store, 1, ROWS).await;
        assert_eq!(whole_imports(&store, &before, ROWS).await, whole + 1, "then it runs clean");
    }
}
