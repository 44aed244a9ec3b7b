//! Undo.

use crate::founded::{
    COURSE, NEXT_PERIOD, PERIOD, audited, director, founded, id_of, make, name, new_group, shape, state,
};
use domain::enrolment::EnrolmentChange;
use domain::groups::acts::{GroupEdit, delete_groups, edit_group};
use domain::groups::{Refusal, Version};
use domain::id::EntryId;
use store::StoreError;
use store::testing::{TestStore, learner};

store::on_both_databases! {
    async fn an_act_undone_leaves_what_was_before(store: TestStore) {
        founded(&store).await;
        make(&store, "A", &[new_group("A", &[learner(1)])]).await;
        let before = shape(&state(&store).await);
        let made = make(&store, "B", &[new_group("B", &[learner(1)]), new_group("C", &[])]).await;
        let audited_before = audited(&store).await;
        let undone = store.undo(COURSE, PERIOD, made.id, &director()).await.unwrap();
        assert_eq!(shape(&state(&store).await), before);
        assert_eq!((undone.version, undone.words.as_str()), (Version(3), "Undone: 2 groups created with 1 learner."));
        assert_eq!(audited(&store).await, audited_before + 1);
        assert_eq!(store.audit(None, "groups.undo", None, 5).await.unwrap().len(), 1);
    }

    async fn an_act_is_undone_once(store: TestStore) {
        founded(&store).await;
        let made = make(&store, "A", &[new_group("A", &[])]).await;
        store.undo(COURSE, PERIOD, made.id, &director()).await.unwrap();
        let again = store.undo(COURSE, PERIOD, made.id, &director()).await;
        assert!(matches!(again, Err(StoreError::Refused(Refusal::Nothing))), "{again:?}");
        assert_eq!(state(&store).await.version, Version(2));
    }

    async fn an_undo_can_be_undone(store: TestStore) {
        founded(&store).await;
        make(&store, "A", &[new_group("A", &[learner(1)])]).await;
        let full = shape(&state(&store).await);
        let a = id_of(&store, "A").await;
        let deleted =
            store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[a])).await.unwrap();
        let empty = shape(&state(&store).await);
        let undone = store.undo(COURSE, PERIOD, deleted.id, &director()).await.unwrap();
        assert_eq!(shape(&state(&store).await), full);
        store.undo(COURSE, PERIOD, undone.id, &director()).await.unwrap();
        assert_eq!(shape(&state(&store).await), empty);
    }

    async fn later_changes_stand_in_the_way_of_undo(store: TestStore) {
        founded(&store).await;
        let made = make(&store, "A", &[new_group("A", &[])]).await;
        let a = id_of(&store, "A").await;
        let fill = GroupEdit { add_members: vec![learner(1)], ..GroupEdit::default() };
        let filled =
            store.act(COURSE, PERIOD, None, &director(), |state, _| edit_group(state, a, &fill)).await.unwrap();
        let before = shape(&state(&store).await);
        let refused = store.undo(COURSE, PERIOD, made.id, &director()).await;
        let Err(StoreError::Refused(Refusal::InTheWay { later, why })) = refused else { panic!("{refused:?}") };
        assert_eq!((later, *why), (filled, Refusal::GroupInUse(a)));
        assert_eq!((shape(&state(&store).await), state(&store).await.version), (before, Version(2)));
    }

    async fn nobody_is_placed_by_undo_who_left_meanwhile(store: TestStore) {
        founded(&store).await;
        make(&store, "A", &[new_group("A", &[learner(1)])]).await;
        let a = id_of(&store, "A").await;
        let out = GroupEdit { remove_members: vec![learner(1)], ..GroupEdit::default() };
        let taken_out =
            store.act(COURSE, PERIOD, None, &director(), |state, _| edit_group(state, a, &out)).await.unwrap();
        let leave = [EnrolmentChange::WithdrawLearner(learner(1))];
        store.change_enrolment(COURSE, PERIOD, &leave, &director()).await.unwrap();
        let refused = store.undo(COURSE, PERIOD, taken_out.id, &director()).await;
        assert!(
            matches!(refused, Err(StoreError::Refused(Refusal::NotEnrolled { learner: who })) if who == learner(1)),
            "{refused:?}"
        );
    }

    async fn an_act_of_another_place_is_not_there_to_undo(store: TestStore) {
        founded(&store).await;
        let made = make(&store, "A", &[new_group("A", &[])]).await;
        for (period, entry) in [(NEXT_PERIOD, made.id), (PERIOD, EntryId(9_999))] {
            let refused = store.undo(COURSE, period, entry, &director()).await;
            assert!(
                matches!(refused, Err(StoreError::Refused(Refusal::NoSuchEntry(id))) if id == entry),
                "{refused:?}"
            );
        }
        assert!(state(&store).await.group_named(&name("A")).is_some());
    }
}
