//! What is told as it happens.

use crate::founded::{COURSE, NEXT_PERIOD, PERIOD, director, founded, id_of, make, new_group, new_set};
use domain::groups::acts::{add_groups, delete_groups};
use domain::groups::history::Happened;
use domain::groups::{Change, Version};
use std::sync::Arc;
use std::time::Duration;
use store::testing::{TestStore, learner};
use store::{Store, Told};
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

/// What is told next; within a second it is.
async fn next(told: &mut Receiver<Told>) -> Told {
    timeout(Duration::from_secs(5), told.recv()).await.unwrap().unwrap()
}

async fn happened(told: &mut Receiver<Told>) -> Arc<Happened> {
    match next(told).await {
        Told::Happened { course, period, happened } => {
            assert_eq!((course, period), (COURSE, PERIOD));
            happened
        }
        other => panic!("{other:?}"),
    }
}

store::on_both_databases! {
    async fn each_act_is_told_with_who_did_it_and_what_it_changed(store: TestStore) {
        founded(&store).await;
        let (mut one, mut two) = (store.listen().await.unwrap(), store.listen().await.unwrap());
        let made = make(&store, "A", &[new_group("A", &[learner(1)])]).await;
        let a = id_of(&store, "A").await;
        let told = happened(&mut one).await;
        assert_eq!((&told.entry, told.action.as_str()), (&made, "groups.create"));
        assert_eq!(told.changes.last(), Some(&Change::Place { learner: learner(1), group: a }));
        assert_eq!(told, happened(&mut two).await);
        let undone = store.undo(COURSE, PERIOD, made.id, &director()).await.unwrap();
        assert_eq!(happened(&mut one).await.entry, undone);
        let restored = store.restore(COURSE, PERIOD, Version(2), Version(1), &director()).await.unwrap();
        assert_eq!(happened(&mut one).await.entry, restored);
    }

    async fn what_was_refused_or_is_elsewhere_is_not_told_as_if_it_were_here(store: TestStore) {
        founded(&store).await;
        let mut told = store.listen().await.unwrap();
        let refused = store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[])).await;
        assert!(refused.is_err());
        let groups = [new_group("Elsewhere", &[])];
        let elsewhere = |state: &_, mint: &mut _| add_groups(state, mint, &new_set("E"), &groups);
        store.act(COURSE, NEXT_PERIOD, None, &director(), elsewhere).await.unwrap();
        let first = next(&mut told).await;
        assert!(matches!(&first, Told::Happened { period, .. } if *period == NEXT_PERIOD), "{first:?}");
        let made = make(&store, "A", &[new_group("A", &[])]).await;
        assert_eq!(happened(&mut told).await.entry, made);
    }

    async fn what_a_server_calls_all_hear(store: TestStore) {
        let mut told = store.listen().await.unwrap();
        store.call("here: “Ada”").await.unwrap();
        let heard = next(&mut told).await;
        assert!(matches!(&heard, Told::Called(words) if &**words == "here: “Ada”"), "{heard:?}");
    }

    async fn who_was_away_catches_up(store: TestStore) {
        founded(&store).await;
        for name in ["A", "B", "C"] {
            make(&store, name, &[new_group(name, &[])]).await;
        }
        let missed = store.happened_since(COURSE, PERIOD, Version(1), 10).await.unwrap();
        assert_eq!(missed.iter().map(|happened| happened.entry.version.0).collect::<Vec<_>>(), [2, 3]);
        let first = store.happened_since(COURSE, PERIOD, Version(0), 1).await.unwrap();
        assert_eq!((first.len(), first[0].entry.version), (1, Version(1)));
        assert_eq!(store.version(COURSE, PERIOD).await.unwrap(), Version(3));
    }
}

#[tokio::test]
async fn two_servers_on_one_postgresql_hear_each_other() {
    let Some(store) = store::testing::postgres().await else { return };
    founded(&store).await;
    let second = Store::open(&store.url).await.unwrap();
    let (mut here, mut there) = (store.listen().await.unwrap(), second.listen().await.unwrap());
    let made = make(&store, "A", &[new_group("A", &[])]).await;
    assert_eq!((&happened(&mut here).await.entry, &happened(&mut there).await.entry), (&made, &made));
    let undone = second.undo(COURSE, PERIOD, made.id, &director()).await.unwrap();
    assert_eq!((&happened(&mut here).await.entry, &happened(&mut there).await.entry), (&undone, &undone));
    second.call("hello").await.unwrap();
    assert!(matches!(next(&mut here).await, Told::Called(words) if &*words == "hello"));
    second.close().await;
}

#[tokio::test]
async fn a_line_that_breaks_is_said_and_mended() {
    let Some(store) = store::testing::postgres().await else { return };
    founded(&store).await;
    let mut told = store.listen().await.unwrap();
    store::testing::break_lines(&store.url).await;
    assert!(matches!(next(&mut told).await, Told::Gap));
    let made = make(&store, "A", &[new_group("A", &[])]).await;
    assert_eq!(happened(&mut told).await.entry, made);
}
