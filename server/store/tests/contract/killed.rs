//! A server killed at any moment leaves everything of an act or nothing.

use crate::founded::{COURSE, PERIOD, director, founded, shape, state};
use crate::random_acts::draw;
use domain::groups::{Change, CourseGroups, Version};
use domain::seed::Seeded;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use store::testing::{TestStore, learner, worker};
use store::{Store, StoreError};

const URL: &str = "COTERIE_TEST_KILLED_URL";
const SEED: &str = "COTERIE_TEST_KILLED_SEED";

/// The process that is killed: it acts without end and says on its output when it has decided, in the
/// middle of the transaction, and when it was answered. The stories of this file start it with the address
/// of a database; among the other tests, without one, it has nothing to do.
#[tokio::test]
async fn acts_without_end() {
    let Ok(url) = std::env::var(URL) else { return };
    let store = Store::open(&url).await.unwrap();
    let mut chance = Seeded::new(std::env::var(SEED).unwrap().parse().unwrap());
    loop {
        let outcome = store
            .act(COURSE, PERIOD, None, &director(), |state, mint| {
                let act = draw(state, mint, &mut chance);
                say(b'd');
                act
            })
            .await;
        assert!(matches!(outcome, Ok(_) | Err(StoreError::Refused(_))), "{outcome:?}");
        if outcome.is_ok() {
            say(b'k');
        }
    }
}

fn say(what: u8) {
    std::io::stdout().write_all(&[b'\n', what]).and_then(|()| std::io::stdout().flush()).unwrap();
}

/// Starts the process, kills it somewhere, and answers how many acts it was told were kept.
fn act_and_be_killed(url: &str, chance: &mut Seeded) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::acts_without_end", "--nocapture"])
        .env(URL, url)
        .env(SEED, chance.next_u64().to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = child.stdout.take().unwrap();
    let mut heard = Vec::new();
    let mut byte = [0];
    let mut decisions = 4 + chance.below(40);
    while decisions > 0 {
        assert_eq!(output.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&heard));
        heard.push(byte[0]);
        decisions -= usize::from(heard.ends_with(b"\nd"));
    }
    // Somewhere in what follows: deciding, writing, committing.
    for _ in 0..chance.below(400_000) {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    output.read_to_end(&mut heard).unwrap();
    heard.windows(2).filter(|pair| pair == b"\nk").count()
}

/// The state that the kept entries, done again on nothing, come to.
async fn replayed(store: &TestStore) -> (CourseGroups, usize) {
    let enrolled = (1..=9).map(learner).collect();
    let can_tutor = (1..=4).map(worker).collect();
    let mut replay = CourseGroups::new(Version(0), BTreeMap::new(), BTreeMap::new(), enrolled, can_tutor);
    let entries = kept_changes(&store.url).await;
    for (at, (version, changes)) in entries.iter().enumerate() {
        assert_eq!(*version, i64::try_from(at).unwrap() + 1, "no version is missing");
        replay.apply_all(&serde_json::from_str::<Vec<Change>>(changes).unwrap()).unwrap();
        replay.version = Version(*version);
    }
    (replay, entries.len())
}

/// The changes of all entries as they are kept, with their versions.
async fn kept_changes(url: &str) -> Vec<(i64, String)> {
    let statement = "SELECT version, changes FROM group_entry ORDER BY version";
    if url.starts_with("sqlite") {
        let pool = sqlx::SqlitePool::connect(url).await.unwrap();
        sqlx::query_as(statement).fetch_all(&pool).await.unwrap()
    } else {
        let pool = sqlx::PgPool::connect(url).await.unwrap();
        sqlx::query_as(statement).fetch_all(&pool).await.unwrap()
    }
}

store::on_both_databases! {
    async fn a_killed_server_leaves_whole_acts(store: TestStore) {
        founded(&store).await;
        let mut chance = Seeded::new(9);
        let mut answered = 0;
        for _ in 0..10 {
            let url = store.url.clone();
            let (told, moved) =
                tokio::task::spawn_blocking(move || (act_and_be_killed(&url, &mut chance), chance)).await.unwrap();
            chance = moved;
            answered += told;
            let reopened = Store::open(&store.url).await.unwrap();
            reopened.health().await.unwrap();
            let (replay, entries) = replayed(&store).await;
            let now = state(&reopened).await;
            assert_eq!((shape(&now), now.version), (shape(&replay), replay.version));
            let audited = store.audit(None, "groups.", None, 100_000).await.unwrap().len();
            assert_eq!(audited, entries, "every act has its audit row, and every row its act");
            assert!(entries >= answered, "what was answered is kept");
            reopened.close().await;
        }
        assert!(answered > 20, "the process did act");
    }
}
