//! Several at once, on one server and on two.

use crate::founded::{COURSE, NEXT_PERIOD, PERIOD, audited, director, founded, make, new_group, new_set, state};
use domain::groups::acts::add_groups;
use domain::groups::{Entry, Refusal, Version};
use domain::id::PeriodId;
use std::collections::BTreeSet;
use store::testing::{NOW, TestStore, learner};
use store::{By, Store, StoreError};

async fn make_one(store: &Store, period: PeriodId, base: Option<Version>, called: &str) -> Result<Entry, StoreError> {
    let (set, groups) = (new_set(called), [new_group(called, &[])]);
    store.act(COURSE, period, base, &director(), |state, mint| add_groups(state, mint, &set, &groups)).await
}

store::on_both_databases! {
    async fn of_two_acts_on_the_same_base_exactly_one_wins(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        for round in 0..10 {
            let base = Some(state(&store).await.version);
            let (a, b) = (format!("A{round}"), format!("B{round}"));
            let outcomes = tokio::join!(make_one(&store, PERIOD, base, &a), make_one(&second, PERIOD, base, &b));
            let (won, lost) = match outcomes {
                (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
                both => panic!("not one winner: {both:?}"),
            };
            let StoreError::Refused(Refusal::Stale { since }) = lost else { panic!("{lost:?}") };
            assert_eq!(since, [won], "the loser learns what the winner did");
        }
        assert_eq!(state(&store).await.version, Version(10));
    }

    async fn acts_without_a_base_queue_up_and_all_are_kept(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let before = audited(&store).await;
        let names: Vec<String> = (0..8).map(|n| format!("G{n}")).collect();
        let [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7]
            .map(|n: usize| make_one(if n.is_multiple_of(2) { &store } else { &second }, PERIOD, None, &names[n]));
        let entries = tokio::try_join!(a, b, c, d, e, f, g, h).unwrap();
        let versions: BTreeSet<i64> =
            [entries.0, entries.1, entries.2, entries.3, entries.4, entries.5, entries.6, entries.7]
                .map(|e| e.version.0)
                .into();
        assert_eq!(versions, (1..=8).collect());
        assert_eq!(state(&store).await.live().count(), 8);
        assert_eq!(audited(&store).await, before + 8);
    }

    async fn acts_in_two_places_at_once_get_ids_of_their_own(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        for round in 0..5 {
            let called = format!("G{round}");
            let base = Some(Version(round));
            let (here, there) =
                tokio::join!(make_one(&store, PERIOD, base, &called), make_one(&second, NEXT_PERIOD, base, &called));
            here.unwrap();
            there.unwrap();
        }
        let ids = |state: domain::groups::CourseGroups| state.live().map(|(id, _)| id).collect::<BTreeSet<_>>();
        let here = ids(state(&store).await);
        let there = ids(store.course_groups(COURSE, NEXT_PERIOD).await.unwrap());
        assert_eq!((here.len(), there.len(), here.intersection(&there).count()), (5, 5, 0));
    }

    async fn an_undo_asked_for_twice_at_once_is_done_once(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let made = make(&store, "A", &[new_group("A", &[learner(1)])]).await;
        let by = director();
        let (one, two) =
            tokio::join!(store.undo(COURSE, PERIOD, made.id, &by), second.undo(COURSE, PERIOD, made.id, &by));
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
        assert_eq!(state(&store).await.version, Version(2));
    }

    async fn a_reader_sees_one_moment_while_others_write(store: TestStore) {
        founded(&store).await;
        let writes = async {
            for n in 0..12 {
                make(&store, &format!("S{n}"), &[new_group(&format!("G{n}"), &[])]).await;
            }
        };
        let second = Store::open(&store.url).await.unwrap();
        let reads = async {
            for _ in 0..12 {
                let dashboard = second.dashboard(COURSE, PERIOD).await.unwrap();
                let (groups, sets) = (dashboard.groups.len(), dashboard.sets.len());
                assert_eq!((i64::try_from(groups).unwrap(), sets), (dashboard.version.0, groups), "of one version");
            }
        };
        tokio::join!(writes, reads);
    }

    async fn an_act_that_is_dropped_half_way_leaves_nothing_and_blocks_nobody(store: TestStore) {
        founded(&store).await;
        for polls in 1..12 {
            let called = format!("Dropped {polls}");
            let act = make_one(&store, PERIOD, None, &called);
            let mut act = Box::pin(act);
            let mut polled = 0;
            // A browser that goes away ends its request at any point where it waits.
            let finished = std::future::poll_fn(|context| {
                polled += 1;
                match act.as_mut().poll(context) {
                    std::task::Poll::Ready(done) => std::task::Poll::Ready(Some(done)),
                    std::task::Poll::Pending if polled >= polls => std::task::Poll::Ready(None),
                    std::task::Poll::Pending => std::task::Poll::Pending,
                }
            })
            .await;
            drop(act);
            // The next act queues behind what the database may still be doing for the dropped one.
            make_one(&store, PERIOD, None, &format!("After {polls}")).await.unwrap();
            let state = state(&store).await;
            let kept = state.group_named(&crate::founded::name(&called)).is_some();
            assert!(kept || finished.is_none(), "what was answered is kept: {finished:?}");
            let history = store.history(COURSE, PERIOD, 100).await.unwrap();
            assert_eq!(i64::try_from(history.len()).unwrap(), state.version.0, "all or nothing");
            assert_eq!(state.live().count(), history.len());
        }
    }

    async fn users_made_at_once_get_ids_of_their_own(store: TestStore) {
        founded(&store).await;
        let by = By { user: None, acted_as: None, at: NOW };
        let new = |n: i64| store::testing::new_user(&format!("u{n}"), "U", "V", 1, &["staff:staff"]);
        let users = [new(0), new(1), new(2)];
        let (a, b, c) = tokio::try_join!(
            store.create_user(&users[0], &by),
            store.create_user(&users[1], &by),
            store.create_user(&users[2], &by)
        )
        .unwrap();
        assert_eq!([a, b, c].into_iter().collect::<BTreeSet<_>>().len(), 3);
    }
}
