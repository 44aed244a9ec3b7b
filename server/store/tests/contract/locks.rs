//! Locks are kept, hold against every act, and come back with the state they were in.

use crate::founded::{COURSE, PERIOD, director, founded, id_of, make, name, new_group, shape, state};
use domain::groups::acts::{GroupEdit, delete_groups, edit_group, rename_set};
use domain::groups::history::{HistoryPart, Kind, Standing, Wish};
use domain::groups::locking::{lock_places, lock_set};
use domain::groups::{Act, CourseGroups, Entry, Refusal};
use domain::id::{GroupId, GroupSetId, UserId};
use store::testing::{TestStore, learner};
use store::{Store, StoreError};

/// PBL 1 with learners 1 and 2, PBL 2 with learner 3.
async fn filled(store: &Store) -> (GroupSetId, GroupId) {
    founded(store).await;
    let groups = [new_group("PBL 1", &[learner(1), learner(2)]), new_group("PBL 2", &[learner(3)])];
    make(store, "PBL", &groups).await;
    (state(store).await.set_named(&name("PBL")).unwrap(), id_of(store, "PBL 1").await)
}

async fn act(
    store: &Store,
    decide: impl FnOnce(&CourseGroups) -> Result<Act, Refusal> + Send,
) -> Result<Entry, StoreError> {
    store.act(COURSE, PERIOD, None, &director(), |state, _| decide(state)).await
}

async fn turn(store: &Store, set: GroupSetId, locked: bool) -> Entry {
    act(store, |state| lock_set(state, set, locked)).await.unwrap()
}

async fn turn_place(store: &Store, who: UserId, group: GroupId, locked: bool) -> Entry {
    let set = state(store).await.group(group).unwrap().set;
    act(store, |state| lock_places(state, set, &[(who, group)], locked, |who| who.to_string())).await.unwrap()
}

fn refusal<Done: core::fmt::Debug>(outcome: Result<Done, StoreError>) -> Refusal {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

async fn out(store: &Store, who: UserId, group: GroupId) -> Result<Entry, StoreError> {
    let edit = GroupEdit { remove_members: vec![who], ..GroupEdit::default() };
    act(store, |state| edit_group(state, group, &edit)).await
}

async fn history(store: &Store, wish: Wish) -> HistoryPart {
    store.history_part(COURSE, PERIOD, &wish, 100).await.unwrap()
}

store::on_both_databases! {
    async fn locks_are_kept_and_shown(store: TestStore) {
        let (set, one) = filled(&store).await;
        turn_place(&store, learner(2), one, true).await;
        turn(&store, set, true).await;
        let kept = state(&store).await;
        assert!(kept.set(set).unwrap().locked);
        assert_eq!(kept.group(one).unwrap().locked, [learner(2)].into());
        assert!(store.dashboard(COURSE, PERIOD).await.unwrap().sets[0].locked);
        let (_, view) = store.group(COURSE, one).await.unwrap().unwrap();
        assert_eq!((view.set.locked, view.locked), (true, vec![learner(2)]));
        turn(&store, set, false).await;
        turn_place(&store, learner(2), one, false).await;
        let (_, view) = store.group(COURSE, one).await.unwrap().unwrap();
        assert_eq!((view.set.locked, view.locked, view.members.len()), (false, vec![], 2));
    }

    async fn who_joins_a_group_leaves_the_locks_of_others_as_they_are(store: TestStore) {
        let (_, one) = filled(&store).await;
        turn_place(&store, learner(2), one, true).await;
        let edit = GroupEdit { add_members: vec![learner(4)], remove_members: vec![learner(1)], ..GroupEdit::default() };
        act(&store, |state| edit_group(state, one, &edit)).await.unwrap();
        let kept = state(&store).await;
        let group = kept.group(one).unwrap();
        assert_eq!((&group.members, &group.locked), (&[learner(2), learner(4)].into(), &[learner(2)].into()));
    }

    async fn what_is_locked_refuses_every_act_and_keeps_nothing(store: TestStore) {
        let (set, one) = filled(&store).await;
        turn_place(&store, learner(2), one, true).await;
        let before = shape(&state(&store).await);
        let held = Refusal::PlaceLocked { learner: learner(2), group: name("PBL 1") };
        assert_eq!(refusal(out(&store, learner(2), one).await), held);
        assert_eq!(refusal(act(&store, |state| delete_groups(state, &[one])).await), held);
        assert_eq!(shape(&state(&store).await), before);
        turn(&store, set, true).await;
        let before = shape(&state(&store).await);
        let held = Refusal::SetLocked(name("PBL"));
        assert_eq!(refusal(out(&store, learner(1), one).await), held);
        assert_eq!(refusal(act(&store, |state| rename_set(state, set, &name("New"))).await), held);
        assert_eq!(shape(&state(&store).await), before);
    }

    async fn an_undo_obeys_locks_and_names_who_locked(store: TestStore) {
        let (set, one) = filled(&store).await;
        let first = out(&store, learner(1), one).await.unwrap();
        let locked = turn(&store, set, true).await;
        let Refusal::InTheWay { later, why } = refusal(store.undo(COURSE, PERIOD, first.id, &director()).await) else {
            panic!("nothing in the way")
        };
        assert_eq!((later, *why), (locked.clone(), Refusal::SetLocked(name("PBL"))));
        let rows = history(&store, Wish::default()).await.rows;
        assert!(matches!(&rows[1].standing, Standing::Held(Refusal::InTheWay { later, .. }) if *later == locked));
        store.undo(COURSE, PERIOD, locked.id, &director()).await.unwrap();
        let back = store.undo(COURSE, PERIOD, first.id, &director()).await.unwrap();
        let place = turn_place(&store, learner(1), one, true).await;
        let Refusal::InTheWay { later, why } = refusal(store.undo(COURSE, PERIOD, back.id, &director()).await) else {
            panic!("nothing in the way")
        };
        let held = Refusal::PlaceLocked { learner: learner(1), group: name("PBL 1") };
        assert_eq!((later, *why), (place.clone(), held));
        turn_place(&store, learner(1), one, false).await;
        let Refusal::InTheWay { why, .. } = refusal(store.undo(COURSE, PERIOD, place.id, &director()).await) else {
            panic!("nothing in the way")
        };
        assert_eq!(*why, Refusal::PlaceNotLocked { learner: learner(1), group: name("PBL 1") });
    }

    async fn the_history_tells_of_locks_and_goes_back_through_them(store: TestStore) {
        let (set, one) = filled(&store).await;
        let start = state(&store).await;
        turn_place(&store, learner(1), one, true).await;
        turn(&store, set, true).await;
        let locked = state(&store).await;
        turn(&store, set, false).await;
        turn_place(&store, learner(1), one, false).await;
        out(&store, learner(1), one).await.unwrap();
        turn(&store, set, true).await;
        let told = history(&store, Wish { kind: Some(Kind::Locked), set: Some(set), ..Wish::default() }).await;
        let lines: Vec<&str> = told.rows.iter().flat_map(|row| &row.lines).map(String::as_str).collect();
        assert_eq!((lines.len(), lines[0], lines[2]), (5, "Set PBL locked", "Set PBL unlocked"));
        assert!(lines[4].ends_with(" locked in PBL 1"), "{lines:?}");
        for was in [&locked, &start] {
            let then = store.groups_then(COURSE, PERIOD, was.version).await.unwrap().unwrap();
            assert_eq!(then.groups[0].members.len(), 2);
            let base = state(&store).await.version;
            store.restore(COURSE, PERIOD, base, was.version, &director()).await.unwrap();
            assert_eq!(shape(&state(&store).await), shape(was));
        }
    }
}
